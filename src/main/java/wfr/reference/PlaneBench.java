package wfr.reference;

import java.lang.management.ManagementFactory;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.diagnostics.Interpolation;
import wfr.exact.GaussianFlow;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.model.BoxMass;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.GridSettings;
import wfr.model.PolynomialPotential;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.GridRun;
import wfr.pde.GridSolver;
import wfr.spec.RotatedProduct;

/**
 * One quick figure of the finite volumes in the plane: V = 5 (a^2 - 1)^2 + 2 b^2, (a, b) turned by 30 degrees, on [-3, 3]^2 up to t = 0.5 from N(-0.3, 0.35^2) x N(0.2, 0.35^2); wall time of the production solver on one thread,
 * and the L1 distance of its cell masses to the product of the factors (claim B12): along a the finite volumes of the line on 4096 cells and 2000 steps, along b the closed form, both integrated over every
 * cell by 4 x 4 Gauss points.
 */
public final class PlaneBench {
  private static final double TIME = 0.5;
  private static final double SIDE = 3;
  private static final double REACH = 4.3;
  private static final int LINE_CELLS = 4096;
  private static final int LINE_STEPS = 2000;
  private static final int WARM_UP_CELLS = 64;
  private static final int WARM_UPS = 6;

  private PlaneBench() {}

  /**
   * What came out.
   *
   * @param setupSeconds cell masses and conductances
   * @param solverSeconds initial law, factors and all steps
   * @param cpuSeconds processor time of the thread for setup and solver together, what an idle machine takes
   * @param l1 sum of |mass - product's mass| over the cells
   * @param nanos solver time per cell and step
   */
  public record Figure(
      double setupSeconds, double solverSeconds, double cpuSeconds, double l1, double nanos) {}

  private static RotatedProduct product(double lambda) {
    Domain line = Domain.interval(-REACH, REACH, Domain.Boundary.LINE);
    return RotatedProduct.inPlane(
        new WfrProblem(
            PolynomialPotential.doubleWell(5, 0), GaussianLaw.of(-0.3, 0.1225), line, lambda, 1),
        new WfrProblem(GaussianLaw.of(0, 0.25), GaussianLaw.of(0.2, 0.1225), line, lambda, 1),
        Math.PI / 6);
  }

  /** Runs it. */
  public static Figure run(int cells, double dt, double lambda) {
    RotatedProduct product = product(lambda);
    WfrProblem turned = product.problem();
    WfrProblem problem =
        new WfrProblem(
            turned.potential(),
            turned.initial(),
            new Domain(
                new double[] {-SIDE, -SIDE}, new double[] {SIDE, SIDE}, Domain.Boundary.LINE),
            lambda,
            1);
    double[] times = {TIME};
    for (int k = 0; k < WARM_UPS; k++) {
      new GridSolver(problem, settings(WARM_UP_CELLS, dt), Reference.IMPLEMENTATION).run(times, 1);
    }
    long cpu = cpuNanos();
    long start = System.nanoTime();
    GridSolver solver = new GridSolver(problem, settings(cells, dt), Reference.IMPLEMENTATION);
    long ready = System.nanoTime();
    GridDensity rho = solver.run(times, 1).densities().get(0);
    double solved = (System.nanoTime() - ready) * 1e-9;
    double cpuSeconds = (cpuNanos() - cpu) * 1e-9;
    double steps = Math.ceil(TIME / dt);
    return new Figure(
        (ready - start) * 1e-9,
        solved,
        cpuSeconds,
        distance(rho, product),
        solved * 1e9 / ((double) cells * cells * steps));
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static GridSettings settings(int cells, double dt) {
    return new GridSettings(cells, dt, SplittingScheme.STRANG, TransportScheme.TR_BDF2);
  }

  /** L1 distance of the cell masses to those of the product of the factors. */
  private static double distance(GridDensity rho, RotatedProduct product) {
    Factor a = new Factor(product.factors().get(0));
    GaussianFlow flow =
        new GaussianFlow(
            (GaussianLaw) product.factors().get(1).potential(),
            (GaussianLaw) product.factors().get(1).initial(),
            product.factors().get(1).reactionRate(),
            1);
    GaussianLaw b = GaussianLaw.of(flow.mean(TIME), flow.variance(TIME));
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(4);
    double c = product.frame().entry(0, 0);
    double s = product.frame().entry(1, 0);
    Grid grid = rho.grid();
    double[] mass = rho.cellMasses();
    double sum = 0;
    double[] at = new double[2];
    for (int cell = 0; cell < mass.length; cell++) {
      double exact = 0;
      grid.centre(cell, at);
      for (int q = 0; q < 16; q++) {
        double x = at[0] + 0.5 * grid.axis(0).dx() * rule.getPoint(q % 4);
        double y = at[1] + 0.5 * grid.axis(1).dx() * rule.getPoint(q / 4);
        double weight = 0.25 * grid.volume() * rule.getWeight(q % 4) * rule.getWeight(q / 4);
        exact += weight * a.density(c * x + s * y) * Math.exp(b.logDensity(-s * x + c * y));
      }
      sum += Math.abs(mass[cell] - exact);
    }
    return sum;
  }

  /** The density of the factor along a: exp(h - V)/Z, h interpolated between the cells of the line. */
  private static final class Factor {
    private final WfrProblem problem;
    private final GridDensity rho;
    private final double[] h;
    private final Interpolation onLine;
    private final double logNormaliser;

    Factor(WfrProblem problem) {
      this.problem = problem;
      GridSettings settings =
          new GridSettings(
              LINE_CELLS, TIME / LINE_STEPS, SplittingScheme.STRANG, TransportScheme.TR_BDF2);
      rho =
          Reference.IMPLEMENTATION
              .apply(new GridRun(problem, settings, new double[] {TIME}))
              .densities()
              .get(0);
      h = rho.logRatio();
      onLine = new Interpolation(rho.grid());
      logNormaliser = BoxMass.ofTarget(problem.potential(), problem.domain()).logInside();
    }

    double density(double x) {
      onLine.at(x);
      return Math.exp(onLine.of(h) - problem.potential().value(x) - logNormaliser);
    }
  }
}
