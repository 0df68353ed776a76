package wfr.pde;

import wfr.math.BernoulliFunction;
import wfr.math.LogSumExp;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.model.Domain;
import wfr.model.WfrProblem;

/**
 * The finite-volume generator of transport. With p_i = pi(cell i) (cell averages, not midpoints) and u = rho/pi per cell,
 *   p_i d_t u_i = kappa_{i+1/2} (u_{i+1} - u_i) - kappa_{i-1/2} (u_i - u_{i-1}),
 *   kappa_{i+1/2} = (D/dx) e^{-V_i} B(V_{i+1} - V_i)/Z = (D/dx) [ mean of Z e^V over (x_i, x_{i+1}), V linear between centres ]^{-1}.
 * Special cases: V constant gives the central second difference; u = 1 (rho = pi) is exactly stationary; kappa > 0
 * on every grid, however steep V.
 * Accuracy: order 2 in dx for V in C^2. Source: Scharfetter and Gummel 1969; proofs-notes, G1, G3.
 */
public final class ScharfetterGummelFlux {
  private ScharfetterGummelFlux() {}

  /** Cell masses of pi and conductances on a grid of the problem's domain. */
  public static DiscreteTarget discretise(WfrProblem problem, int cells) {
    Grid grid = gridOf(problem.domain(), cells);
    double[] logIntegral = CellMasses.logIntegrals(grid, x -> -problem.potential().value(x));
    double logZ = LogSumExp.of(logIntegral);
    double[] logMass = CellMasses.normalised(logIntegral);
    double[] logKappa = new double[cells + 1];
    double logScale = Math.log(problem.diffusivity() / grid.dx()) - logZ;
    double[] v = new double[cells];
    for (int i = 0; i < cells; i++) {
      v[i] = problem.potential().value(grid.centre(i));
    }
    for (int i = 1; i < cells; i++) {
      logKappa[i] = logScale + logConductance(v[i - 1], v[i]);
    }
    double ends =
        grid.periodic() ? logScale + logConductance(v[cells - 1], v[0]) : Double.NEGATIVE_INFINITY;
    logKappa[0] = ends;
    logKappa[cells] = ends;
    return new DiscreteTarget(grid, logMass, logKappa);
  }

  /** The initial law as log u_i = log(rho_0(cell i)/p_i), normalised over the box. */
  public static double[] initialLogRatio(WfrProblem problem, DiscreteTarget target) {
    double[] h =
        CellMasses.normalised(
            CellMasses.logIntegrals(target.grid(), problem.initial()::logDensity));
    for (int i = 0; i < h.length; i++) {
      h[i] -= target.logMass()[i];
    }
    return h;
  }

  /** The grid on which a one-dimensional problem is discretised. */
  public static Grid gridOf(Domain domain, int cells) {
    if (domain.dimension() != 1) {
      throw new IllegalArgumentException(
          "the grid solver has one dimension in this version: " + domain.dimension());
    }
    return new Grid(
        domain.left(), domain.right(), cells, domain.boundary() == Domain.Boundary.PERIODIC);
  }

  /** log(e^{-a} B(b - a)), symmetric in a and b; taken from the lower side, where B does not underflow. */
  private static double logConductance(double a, double b) {
    return -Math.max(a, b) + BernoulliFunction.logOf(-Math.abs(b - a));
  }
}
