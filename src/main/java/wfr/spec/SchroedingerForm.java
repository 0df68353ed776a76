package wfr.spec;

import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.model.PolynomialPotential;
import wfr.model.WfrProblem;

/**
 * Lowest eigenvalues of D(-d^2/dx^2 + V'^2/4 - V''/2) on an interval at whose ends the ground state e^{-V/2} vanishes: three-point differences
 * with Dirichlet conditions, Sturm counts on the diagonal form, bisection, extrapolation over four grids. Independent of the generator's form
 * in all of it; only absolutely accurate, to the rounding of 4 D/dx^2, which is added to the error.
 */
final class SchroedingerForm {
  private static final int GRIDS = 4;

  private SchroedingerForm() {}

  static Estimate[] lowest(WfrProblem problem, int cells, int count) {
    double[] dv =
        Polynomials.derivative(((PolynomialPotential) problem.potential()).coefficients());
    double[] ddv = Polynomials.derivative(dv);
    double[] potential = Polynomials.sum(new double[1], 0.25, Polynomials.product(dv, dv));
    potential = Polynomials.sum(potential, -0.5, ddv);
    double d = problem.diffusivity();
    double a = problem.domain().left();
    double width = problem.domain().right() - a;
    RombergTable[] tables = new RombergTable[count];
    double rounding = 0;
    for (int l = 0; l < GRIDS; l++) {
      int n = 2 * cells << l;
      double dx = width / n;
      double[] diagonal = new double[n - 1];
      for (int i = 1; i < n; i++) {
        diagonal[i - 1] = d * (2 / (dx * dx) + Polynomials.value(potential, a + i * dx));
      }
      for (int k = 0; k < count; k++) {
        tables[k] = tables[k] == null ? new RombergTable(2, 4, 6) : tables[k];
        tables[k].add(eigenvalue(diagonal, d / (dx * dx), k));
      }
      rounding = 8 * Math.ulp(4 * d / (dx * dx));
    }
    Estimate[] result = new Estimate[count];
    for (int k = 0; k < count; k++) {
      Estimate e = tables[k].estimate();
      result[k] = new Estimate(e.value(), e.error() + rounding);
    }
    return result;
  }

  private static double eigenvalue(double[] diagonal, double off, int k) {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (double v : diagonal) {
      low = Math.min(low, v - 2 * off);
      high = Math.max(high, v + 2 * off);
    }
    for (int i = 0; i < 100; i++) {
      double x = 0.5 * (low + high);
      int below = 0;
      double pivot = 1;
      for (int j = 0; j < diagonal.length; j++) {
        pivot = diagonal[j] - x - (j == 0 ? 0 : off * (off / pivot));
        pivot = pivot == 0 ? -Double.MIN_NORMAL : pivot;
        below += pivot < 0 ? 1 : 0;
      }
      if (below > k) {
        high = x;
      } else {
        low = x;
      }
    }
    return 0.5 * (low + high);
  }
}
