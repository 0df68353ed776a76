package wfr.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import wfr.diagnostics.PhaseFunctionals;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.measure.GridDensity;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.KineticProblem;
import wfr.model.PolynomialPotential;
import wfr.operation.ClosedFormOperations.LinearDriftFlow;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.KineticOperations.KineticRun;

/** Claims D11G, D11D and D11C: the kinetic flow on a grid of the phase plane, its dissipation, and what it does not dissipate. */
public final class KineticGridClaims {
  /** Error that the extrapolated difference quotient may claim, relative to the dissipation. */
  private static final double QUOTIENT = 1e-8;

  /** Error that extrapolated figures may claim, relative to their size. */
  private static final double ACCURACY = 1e-5;

  /** Error that the extrapolated coefficient of a loss may claim, relative to it, along the closed form: a stated resolution, above what rounding leaves. */
  private static final double COEFFICIENT = 1e-4;

  /** The same on the grid. */
  private static final double COEFFICIENT_ON_GRID = 0.02;

  private static final double STIFFNESS = 2;
  private static final GaussianLaw TARGET = KineticClaims.thermal(0.4, STIFFNESS);
  private static final GaussianLaw START =
      new GaussianLaw(new double[] {-0.4, 0.5}, new double[][] {{0.3, -0.15}, {-0.15, 0.8}});

  /**
   * A kinetic problem on a grid.
   *
   * @param name name
   * @param problem problem
   * @param cells cells in each direction
   * @param steps steps of the coarsest run
   * @param time end
   */
  public record Run(String name, KineticProblem problem, int cells, int steps, double time) {
    boolean isGaussian() {
      return problem.potential() instanceof GaussianLaw;
    }
  }

  /** D11G. */
  public static final Claim<Run> D11G =
      Claim.exact(
          "D11G",
          "Kinetic WFR on a phase-space grid: pi invariant, splitting of order 2, limit the Gaussian closed form; a double well agrees with itself on a finer grid",
          EvidenceClass.D,
          Set.of(Group.KINETIC_GRID, Group.KINETIC_CLOSED),
          List.of(gaussian(1.1, 0.9), gaussian(0, 0.9), well(1.4)),
          (ops, i, seed) -> orders(ops, i));

  /** D11D. */
  public static final Claim<Run> D11D =
      Claim.exact(
          "D11D",
          "Kinetic dissipation: dKL(rho|pi)/dt = -g E|d_v h|^2 - lambda Var h, along the closed form and along the double well's solution",
          EvidenceClass.D,
          Set.of(Group.KINETIC_GRID, Group.KINETIC_CLOSED),
          List.of(gaussian(1.1, 0.9), well(1.4), well(0)),
          (ops, i, seed) -> dissipation(ops, i));

  /** D11C. */
  public static final Claim<Double> D11C =
      Claim.exact(
          "D11C",
          "No coercivity in the position: h_0 = h_0(x) loses g t^3 E|h_0'|^2/3 of KL at lambda = 0, of order 3, and lambda t Var h_0, of order 1, for lambda above 0",
          EvidenceClass.D,
          Set.of(Group.KINETIC_GRID, Group.KINETIC_CLOSED),
          List.of(0.0, 0.7),
          (ops, lambda, seed) -> coercivity(ops, lambda));

  private KineticGridClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(D11G, D11D, D11C);
  }

  private static Run gaussian(double lambda, double friction) {
    KineticProblem p =
        new KineticProblem(
            GaussianLaw.of(0.4, 1 / STIFFNESS),
            START,
            new Domain(new double[] {-5.6, -8}, new double[] {6.4, 8}, Domain.Boundary.LINE),
            friction,
            lambda);
    return new Run("Gaussian, lambda = " + lambda, p, 64, 4, 0.6);
  }

  /** A tilted double well, the start in the higher one. */
  private static Run well(double lambda) {
    KineticProblem p =
        new KineticProblem(
            PolynomialPotential.doubleWell(1, 0.3),
            KineticProblem.thermal(GaussianLaw.of(0.7, 0.08)),
            new Domain(new double[] {-2.9, -8}, new double[] {3, 8}, Domain.Boundary.LINE),
            0.8,
            lambda);
    return new Run("double well, lambda = " + lambda, p, 96, 12, 0.5);
  }

  private static PhaseFunctionals end(Implementation ops, Run i, int cells, int steps) {
    List<GridDensity> path = ops.apply(new KineticRun(i.problem(), cells, steps, i.time()));
    return new PhaseFunctionals(path.get(steps));
  }

  /** Figures of an end, with their names; all of size 1. */
  private static final List<ToDoubleFunction<PhaseFunctionals>> FIGURES =
      List.of(
          f -> f.expectation((x, v) -> x),
          f -> f.expectation((x, v) -> v),
          f -> f.expectation((x, v) -> x * x),
          f -> f.expectation((x, v) -> x * v),
          f -> f.expectation((x, v) -> v * v),
          PhaseFunctionals::kl);

  private static final List<String> NAMES = List.of("E x", "E v", "E x^2", "E xv", "E v^2", "KL");

  /** Figures in the limit of small steps on a grid, and their differences between step counts. */
  private record Limits(Estimate[] value, double[][] differences) {}

  private static Limits limits(Implementation ops, Run i, int cells) {
    int levels = 4;
    RombergTable[] tables = new RombergTable[FIGURES.size()];
    double[] before = new double[tables.length];
    double[][] differences = new double[tables.length][levels - 1];
    for (int l = 0; l < levels; l++) {
      PhaseFunctionals f = end(ops, i, cells, i.steps() << l);
      for (int k = 0; k < tables.length; k++) {
        tables[k] = l == 0 ? new RombergTable(2, 4, 6) : tables[k];
        double value = FIGURES.get(k).applyAsDouble(f);
        tables[k].add(value);
        if (l > 0) {
          differences[k][l - 1] = before[k] - value;
        }
        before[k] = value;
      }
    }
    return new Limits(
        java.util.Arrays.stream(tables).map(RombergTable::estimate).toArray(Estimate[]::new),
        differences);
  }

  /** Limits against the closed form, or on grids in the ratio 4 : 6 : 9, where the finest must move by less than the middle one did; and the order of the splitting. */
  private static Evidence orders(Implementation ops, Run i) {
    Limits middle = limits(ops, i, i.cells());
    Limits coarse = i.isGaussian() ? middle : limits(ops, i, 2 * i.cells() / 3);
    double[] reference = i.isGaussian() ? exact(ops, i) : null;
    Limits fine = i.isGaussian() ? middle : limits(ops, i, 3 * i.cells() / 2);
    Evidence worst = invariance(ops, i);
    for (int k = 0; k < FIGURES.size(); k++) {
      Estimate e = middle.value()[k];
      Estimate other = i.isGaussian() ? Estimate.exact(reference[k]) : fine.value()[k];
      double cells = Math.abs(e.value() - coarse.value()[k].value());
      double allowed = e.error() + other.error() + cells;
      String what = NAMES.get(k) + "; " + i.name();
      worst =
          worst
              .worse(
                  Evidence.atMost(Math.abs(e.value() - other.value()), allowed, "limit of " + what))
              .worse(Evidence.atMost(allowed, ACCURACY, "error of " + what))
              .worse(
                  ConvergenceStudy.ofDifferences(2, 2, middle.differences()[k])
                      .evidence("splitting, " + what));
    }
    return worst;
  }

  /** Figures of the closed form. */
  private static double[] exact(Implementation ops, Run i) {
    GaussianLaw law = closed(ops, i.problem(), i.time());
    double[] m = law.mean();
    double[][] c = law.covariance();
    return new double[] {
      m[0], m[1], c[0][0] + m[0] * m[0], c[0][1] + m[0] * m[1], c[1][1] + m[1] * m[1], kl(law)
    };
  }

  private static GaussianLaw closed(Implementation ops, KineticProblem p, double time) {
    return ops.apply(
        new LinearDriftFlow(
            KineticClaims.kinetic(STIFFNESS, p.friction()),
            TARGET,
            (GaussianLaw) p.initial(),
            p.reactionRate(),
            time));
  }

  /** A run from pi stays at pi: h = 0 up to the rounding of the weights' sums. */
  private static Evidence invariance(Implementation ops, Run i) {
    KineticProblem p = i.problem();
    wfr.model.InitialLaw pi =
        new wfr.model.InitialLaw() {
          @Override
          public int dimension() {
            return 2;
          }

          @Override
          public double logDensity(double[] z) {
            return -p.potential().value(z[0]) - 0.5 * z[1] * z[1];
          }
        };
    KineticProblem still =
        new KineticProblem(p.potential(), pi, p.box(), p.friction(), p.reactionRate());
    int steps = i.steps();
    List<GridDensity> path = ops.apply(new KineticRun(still, i.cells(), steps, i.time()));
    double worst = 0;
    for (double h : path.get(steps).logRatio()) {
      worst = Math.max(worst, Math.abs(h));
    }
    // log-densities of the start go to -40 and -70; a step sums 64 and 16 weights and, twice, all
    // masses
    double bound = Bounds.rounding(4, 70) + steps * Bounds.rounding(100, 1);
    return Evidence.atMost(worst, bound, "largest |h| after a run from pi; " + i.name());
  }

  /** KL(0) - KL(t) = int (g E|d_v h|^2 + lambda Var h) by the trapezoidal rule in time, both extrapolated; the cells' share of the error from a coarser grid. */
  private static Evidence dissipation(Implementation ops, Run i) {
    Estimate e = residual(ops, i, i.cells());
    double cells = Math.abs(residual(ops, i, 2 * i.cells() / 3).value() - e.value());
    double error = e.error() + cells;
    Evidence grid =
        Evidence.atMost(Math.abs(e.value()), error, "loss of KL less its two parts; " + i.name())
            .worse(Evidence.atMost(error, ACCURACY, "error of the same; " + i.name()));
    return i.isGaussian() ? grid.worse(closedDissipation(ops, i)) : grid;
  }

  private static Estimate residual(Implementation ops, Run i, int cells) {
    RombergTable table = new RombergTable(2, 4, 6);
    for (int l = 0; l < 4; l++) {
      int steps = i.steps() << l;
      List<GridDensity> path = ops.apply(new KineticRun(i.problem(), cells, steps, i.time()));
      double sum = 0;
      for (int k = 0; k <= steps; k++) {
        PhaseFunctionals f = new PhaseFunctionals(path.get(k));
        double rate =
            i.problem().friction() * f.velocityInformation()
                + i.problem().reactionRate() * f.logRatioVariance();
        sum += (k == 0 || k == steps ? 0.5 : 1) * rate * i.time() / steps;
      }
      double loss =
          new PhaseFunctionals(path.get(0)).kl() - new PhaseFunctionals(path.get(steps)).kl();
      table.add((loss - sum) / loss);
    }
    return table.estimate();
  }

  private static Evidence closedDissipation(Implementation ops, Run i) {
    RombergTable table = new RombergTable(2, 4, 6);
    double t = 0.5 * i.time();
    for (int l = 0; l < 5; l++) {
      double h = 0.1 / (1 << l);
      table.add(
          (kl(closed(ops, i.problem(), t + h)) - kl(closed(ops, i.problem(), t - h))) / (2 * h));
    }
    GaussianLaw law = closed(ops, i.problem(), t);
    RealMatrix c = new Array2DRowRealMatrix(law.covariance());
    RealMatrix p = new Array2DRowRealMatrix(TARGET.precision());
    RealMatrix gap = p.subtract(new Array2DRowRealMatrix(law.precision()));
    RealVector y = new ArrayRealVector(law.mean()).subtract(new ArrayRealVector(TARGET.mean()));
    RealVector force = p.operate(y);
    RealMatrix excess = gap.multiply(c);
    // grad h = gap (z - m) + M y: its second component, and the variance of the quadratic h
    double velocity =
        gap.multiply(c).multiply(gap).getEntry(1, 1) + force.getEntry(1) * force.getEntry(1);
    double variance = 0.5 * excess.multiply(excess).getTrace() + force.dotProduct(c.operate(force));
    double loss = i.problem().friction() * velocity + i.problem().reactionRate() * variance;
    Estimate e = table.estimate();
    return Evidence.atMost(
            Math.abs(e.value() + loss), e.error(), "dKL/dt along the closed form; " + i.name())
        .worse(Evidence.atMost(e.error(), QUOTIENT * loss, "its error; " + i.name()));
  }

  /** KL(N(m, C)|target). */
  private static double kl(GaussianLaw law) {
    RealMatrix p = new Array2DRowRealMatrix(TARGET.precision());
    RealMatrix pc = p.multiply(new Array2DRowRealMatrix(law.covariance()));
    RealVector y = new ArrayRealVector(law.mean()).subtract(new ArrayRealVector(TARGET.mean()));
    return 0.5
        * (pc.getTrace()
            - law.dimension()
            - Math.log(new LUDecomposition(pc).getDeterminant())
            + y.dotProduct(p.operate(y)));
  }

  private static Evidence coercivity(Implementation ops, double lambda) {
    double variance = 0.3;
    double mean = -0.5;
    GaussianLaw start =
        new GaussianLaw(new double[] {mean, 0}, new double[][] {{variance, 0}, {0, 1}});
    double friction = 0.9;
    KineticProblem p =
        new KineticProblem(
            GaussianLaw.of(0.4, 1 / STIFFNESS),
            start,
            new Domain(new double[] {-5.6, -8}, new double[] {6.4, 8}, Domain.Boundary.LINE),
            friction,
            lambda);
    double gap = STIFFNESS - 1 / variance;
    double y = mean - 0.4;
    double slope = gap * gap * variance + STIFFNESS * y * STIFFNESS * y;
    double spread =
        0.5 * gap * variance * gap * variance + STIFFNESS * y * variance * STIFFNESS * y;
    double leading = lambda == 0 ? friction * slope / 3 : lambda * spread;
    int order = lambda == 0 ? 3 : 1;
    double initial = kl(start);
    List<Double> closed = new ArrayList<>();
    for (int l = 0; l < 6; l++) {
      closed.add(initial - kl(closed(ops, p, 0.1 / (1 << l))));
    }
    Evidence found =
        leading(closed, 0.1, order, leading, COEFFICIENT, "closed form, lambda = " + lambda);
    Run well = well(lambda);
    List<Double> grid = new ArrayList<>();
    PhaseFunctionals f = null;
    for (int l = 0; l < 4; l++) {
      // at small t the relative error of n steps is a series in 1/n^2, whatever t is
      RombergTable loss = new RombergTable(2, 4);
      for (int steps = 8; steps <= 32; steps *= 2) {
        List<GridDensity> path =
            ops.apply(new KineticRun(well.problem(), well.cells(), steps, 0.08 / (1 << l)));
        f = new PhaseFunctionals(path.get(0));
        loss.add(f.kl() - new PhaseFunctionals(path.get(steps)).kl());
      }
      grid.add(loss.estimate().value());
    }
    GaussianLaw position = GaussianLaw.of(0.7, 0.08);
    double information =
        f.expectation(
            (x, v) ->
                Math.pow(well.problem().potential().derivative(x) - position.derivative(x), 2));
    double coefficient =
        lambda == 0 ? well.problem().friction() * information / 3 : lambda * f.logRatioVariance();
    return found.worse(
        leading(
            grid,
            0.08,
            order,
            coefficient,
            COEFFICIENT_ON_GRID,
            "double well, lambda = " + lambda));
  }

  /** Losses at t, t/2, t/4, ...: their order, and their limit over t^order. */
  private static Evidence leading(
      List<Double> losses, double t, int order, double leading, double accuracy, String what) {
    RombergTable table = new RombergTable(1, 2, 3, 4);
    double[] l = new double[losses.size()];
    for (int k = 0; k < l.length; k++) {
      l[k] = losses.get(k);
      table.add(l[k] / Math.pow(t / (1 << k), order));
    }
    Estimate e = table.estimate();
    return Evidence.atMost(
            Math.abs(e.value() - leading), e.error(), "loss/t^" + order + " for t to 0; " + what)
        .worse(Evidence.atMost(e.error(), accuracy * leading, "its error; " + what))
        .worse(ConvergenceStudy.ofErrors(order, 1, l).evidence("order of the loss in t; " + what));
  }
}
