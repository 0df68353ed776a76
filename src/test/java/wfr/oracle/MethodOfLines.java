package wfr.oracle;

import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import wfr.model.WfrProblem;

/**
 * A second solver of the WFR flow in one dimension that shares nothing with the first but the problem: point values of rho on the nodes of a
 * mesh, the PDE in the form d_t rho = D (rho'' + (rho V')') - lambda rho (h - E h), fourth-order central differences in flux form, no splitting,
 * adaptive Runge-Kutta 8(5,3) in time, trapezoidal sums.
 * Special cases: needs a smooth problem whose density vanishes at the box's edges (values beyond them are zero).
 * Accuracy: order 4 in dx (measured by halving it), 1e-11 in time.
 */
public final class MethodOfLines {
  /** A node that is zero up to rounding. */
  private static final double ZERO = 1e-9;

  private final WfrProblem problem;
  private final int n;
  private final double dx;
  private final double[] v;
  private final double[] slope;

  /** A mesh of n + 1 nodes over the problem's box. */
  public MethodOfLines(WfrProblem problem, int n) {
    this.problem = problem;
    this.n = n;
    double a = problem.domain().left();
    dx = (problem.domain().right() - a) / n;
    v = new double[n + 1];
    slope = new double[n + 1];
    for (int i = 0; i <= n; i++) {
      v[i] = problem.potential().value(a + i * dx);
      slope[i] = problem.potential().derivative(a + i * dx);
    }
  }

  /** Mean, variance, KL(rho|pi) and P(x > 0) at a time (KL(pi|rho) weighs tails that central differences leave to rounding). */
  public double[] figures(double time) {
    double[] rho = new double[n + 1];
    for (int i = 0; i <= n; i++) {
      rho[i] = Math.exp(problem.initial().logDensity(node(i)));
    }
    scale(rho);
    new DormandPrince853Integrator(1e-12, 1, 1e-13, 1e-11)
        .integrate(new RightHandSide(), 0, rho, time, rho);
    scale(rho);
    double logZ = Math.log(sum(i -> Math.exp(-v[i])));
    double mean = sum(i -> rho[i] * node(i));
    return new double[] {
      mean,
      sum(i -> rho[i] * (node(i) - mean) * (node(i) - mean)),
      sum(i -> rho[i] > 0 ? rho[i] * (Math.log(rho[i]) + v[i] + logZ) : 0),
      sum(i -> node(i) > ZERO ? rho[i] : Math.abs(node(i)) < ZERO ? rho[i] / 2 : 0)
          + edgeCorrection(rho)
    };
  }

  /** Euler-Maclaurin at the cut x = 0, where the sum of a function that does not vanish ends: dx^2/12 rho'(0), with the sign of a lower end. */
  private double edgeCorrection(double[] rho) {
    int i = (int) Math.round(-problem.domain().left() / dx);
    double derivative = (rho[i - 2] - 8 * rho[i - 1] + 8 * rho[i + 1] - rho[i + 2]) / (12 * dx);
    return dx * dx / 12 * derivative;
  }

  private double node(int i) {
    return problem.domain().left() + i * dx;
  }

  private interface NodeValue {
    double at(int i);
  }

  private double sum(NodeValue f) {
    double sum = 0;
    for (int i = 0; i <= n; i++) {
      sum += f.at(i);
    }
    return sum * dx;
  }

  private void scale(double[] rho) {
    double mass = sum(i -> rho[i]);
    for (int i = 0; i <= n; i++) {
      rho[i] /= mass;
    }
  }

  private final class RightHandSide implements FirstOrderDifferentialEquations {
    @Override
    public int getDimension() {
      return n + 1;
    }

    @Override
    public void computeDerivatives(double t, double[] rho, double[] out) {
      double mean = 0;
      double mass = 0;
      for (int i = 0; i <= n; i++) {
        mass += rho[i];
        mean += rho[i] > 0 ? rho[i] * (Math.log(rho[i]) + v[i]) : 0;
      }
      mean /= mass;
      for (int i = 0; i <= n; i++) {
        double second =
            (-at(rho, i - 2)
                    + 16 * at(rho, i - 1)
                    - 30 * rho[i]
                    + 16 * at(rho, i + 1)
                    - at(rho, i + 2))
                / (12 * dx * dx);
        double drift =
            (flux(rho, i - 2) - 8 * flux(rho, i - 1) + 8 * flux(rho, i + 1) - flux(rho, i + 2))
                / (12 * dx);
        double reaction = rho[i] > 0 ? rho[i] * (Math.log(rho[i]) + v[i] - mean) : 0;
        out[i] = problem.diffusivity() * (second + drift) - problem.reactionRate() * reaction;
      }
    }

    private double at(double[] rho, int i) {
      return i < 0 || i > n ? 0 : rho[i];
    }

    private double flux(double[] rho, int i) {
      return i < 0 || i > n ? 0 : rho[i] * slope[i];
    }
  }
}
