package wfr.spec;

import java.util.List;
import java.util.Set;
import wfr.diagnostics.Functionals;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.GridSettings;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.ClosedFormOperations.GaussianFlow;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.GridRun;
import wfr.operation.GridOperations.Transport;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claims on the plane: tensorisation, and what the finite-volume scheme keeps there. */
public final class PlaneClaims {
  /** Relative error of Gauss-Legendre cell masses where l varies by at most 2 per piece, and of logarithms summed over cells. */
  private static final double QUADRATURE = 1e-9;

  /** Richardson errors that both sides of B12 may claim together, of figures of size 1 or relative to larger ones. */
  private static final double RESOLUTION = 1e-2;

  /** Observed by G3P. */
  private static final String[] MOMENTS = {"E x", "E y", "Var x", "Cov(x, y)", "Var y"};

  /**
   * A product of two problems of the line, rotated.
   *
   * @param name what it is
   * @param product factors and angle
   * @param cells cells per axis of the coarsest grid
   * @param time time or step
   */
  public record Rotated(String name, RotatedProduct product, int cells, double time) {
    @Override
    public String toString() {
      return name + ", " + cells + " cells per axis, t = " + time;
    }
  }

  private static RotatedProduct wells(double angle, double lambda) {
    return new RotatedProduct(
        Problems.shallowWell(lambda, 0.8),
        new WfrProblem(
            GaussianLaw.of(0.2, 0.3),
            GaussianLaw.of(-0.3, 0.15),
            Domain.interval(-3.4, 3.4, Domain.Boundary.LINE),
            lambda,
            0.8),
        angle);
  }

  /** B12: a product stays a product, in any orthonormal frame. */
  public static final Claim<Rotated> B12 =
      Claim.exact(
          "B12",
          "Tensorisation: in rotated axes the flow is the product of its factors' flows",
          EvidenceClass.D,
          Set.of(
              Group.PLANE, Group.DISCRETISATION, Group.TRANSPORT, Group.REACTION, Group.GRID_RUN),
          List.of(
              new Rotated("30 degrees, lambda = 1", wells(Math.PI / 6, 1), 28, 0.3),
              new Rotated("110 degrees, lambda = 0", wells(11 * Math.PI / 18, 0), 28, 0.2)),
          PlaneClaims::tensorises);

  /** G1P: pi is stationary and on aligned products masses and conductances are products. */
  public static final Claim<Rotated> G1P =
      Claim.exact(
          "G1P",
          "In the plane the discrete pi is stationary; masses and conductances of products factor",
          EvidenceClass.D,
          Set.of(Group.PLANE, Group.DISCRETISATION),
          List.of(new Rotated("aligned", wells(0, 1), 40, 0.3)),
          (ops, i, seed) -> stationary(ops, i).worse(factors(ops, i)));

  /** G2P: the split implicit step is positive, conserves mass, decreases KL. */
  public static final Claim<Rotated> G2P =
      Claim.exact(
          "G2P",
          "In the plane the split implicit step is positive, conserves mass and decreases KL for every dt",
          EvidenceClass.D,
          Set.of(Group.PLANE),
          List.of(
              new Rotated("40 degrees", wells(Math.PI / 4.5, 0), 24, 1e-3),
              new Rotated("40 degrees", wells(Math.PI / 4.5, 0), 24, 0.5),
              new Rotated("10 degrees", wells(Math.PI / 18, 0), 30, 1e3)),
          PlaneClaims::implicitStep);

  /** G3P: order 2 against the Gaussian closed form. */
  public static final Claim<Integer> G3P =
      Claim.exact(
          "G3P",
          "In the plane the scheme is of order 2, for covariances that do not commute (B7 by the grid)",
          EvidenceClass.D,
          Set.of(Group.PLANE, Group.CLOSED_FORM),
          List.of(24),
          (ops, cells, seed) -> secondOrder(ops, cells));

  private PlaneClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(B12, G1P, G2P, G3P);
  }

  private static GridSettings settings(int cells, double step) {
    return new GridSettings(cells, step, SplittingScheme.STRANG, TransportScheme.TR_BDF2);
  }

  /** KL, reverse KL, Fisher information, Var h add up over the factors; means rotate. Each side with its own Richardson error. */
  private static Evidence tensorises(Implementation ops, Rotated i, long seed) {
    RombergTable[] plane = tables();
    RombergTable[] line = tables();
    double[] times = {i.time() / 16, i.time() / 4, i.time()};
    for (int level = 0; level < 3; level++) {
      GridSettings s = settings(i.cells() << level, i.time() / (16 << level));
      List<GridDensity> run = ops.apply(new GridRun(i.product().problem(), s, times)).densities();
      Functionals f = new Functionals(run.get(2));
      add(plane, f.kl(), f.reverseKl(), f.fisherInformation(), f.logRatioVariance(), f.mean());
    }
    for (int level = 0; level < 4; level++) {
      GridSettings s = settings(4 * i.cells() << level, i.time() / (32 << level));
      List<GridDensity> first = ops.apply(new GridRun(i.product().first(), s, times)).densities();
      List<GridDensity> second = ops.apply(new GridRun(i.product().second(), s, times)).densities();
      Functionals a = new Functionals(first.get(2));
      Functionals b = new Functionals(second.get(2));
      add(
          line,
          a.kl() + b.kl(),
          a.reverseKl() + b.reverseKl(),
          a.fisherInformation() + b.fisherInformation(),
          a.logRatioVariance() + b.logRatioVariance(),
          i.product().toPlane(a.mean()[0], b.mean()[0]));
    }
    Evidence worst = null;
    String[] names = {"KL", "reverse KL", "Fisher information", "Var h", "E x", "E y"};
    for (int k = 0; k < names.length; k++) {
      Estimate p = plane[k].estimate();
      Estimate l = line[k].estimate();
      double error = p.error() + l.error();
      Evidence e =
          Evidence.atMost(
                  Math.abs(p.value() - l.value()),
                  error,
                  names[k]
                      + " in the plane against the factors, within both Richardson errors; "
                      + i)
              .worse(
                  Evidence.atMost(
                      error,
                      RESOLUTION * Math.max(1, Math.abs(l.value())),
                      names[k] + ": both Richardson errors; " + i));
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }

  private static RombergTable[] tables() {
    RombergTable[] t = new RombergTable[6];
    java.util.Arrays.setAll(t, k -> new RombergTable(2, 3, 4));
    return t;
  }

  private static void add(
      RombergTable[] t, double kl, double reverse, double fisher, double variance, double[] mean) {
    double[] v = {kl, reverse, fisher, variance, mean[0], mean[1]};
    for (int k = 0; k < v.length; k++) {
      t[k].add(v[k]);
    }
  }

  private static Evidence stationary(Implementation ops, Rotated i) {
    DiscreteTarget target = ops.apply(new Discretise(i.product().problem(), i.cells()));
    double worst = 0;
    for (TransportScheme scheme : TransportScheme.values()) {
      double[] h = new double[target.grid().cells()];
      for (double v : ops.apply(new Transport(target, h, i.time(), scheme)).logRatio()) {
        worst = Math.max(worst, Math.abs(v));
      }
    }
    return Evidence.atMost(
        worst, Bounds.rounding(24.0 * i.cells(), 1), "max |log u| after a step from pi; " + i);
  }

  /** On an aligned product p_ij = p_i q_j and kx_ij = kappa_i e^{-W(y_j)} dy/Z_W, from the operations of the line. */
  private static Evidence factors(Implementation ops, Rotated i) {
    int n = i.cells();
    DiscreteTarget target = ops.apply(new Discretise(i.product().problem(), n));
    DiscreteTarget a = ops.apply(new Discretise(i.product().first(), n));
    DiscreteTarget b = ops.apply(new Discretise(i.product().second(), n));
    double[] logA = midpoint(i.product().first(), a);
    double[] logB = midpoint(i.product().second(), b);
    double worst = 0;
    double scale = 1;
    for (int c = 0; c < n * n; c++) {
      int x = c % n;
      int y = c / n;
      scale = Math.max(scale, Math.abs(target.logMass()[c]));
      worst = Math.max(worst, Math.abs(target.logMass()[c] - a.logMass()[x] - b.logMass()[y]));
      if (x > 0) {
        double k = target.before(0, c);
        worst = Math.max(worst, Math.abs(k - a.before(0, x) - logB[y]));
      }
      if (y > 0) {
        double k = target.before(1, c);
        worst = Math.max(worst, Math.abs(k - b.before(0, y) - logA[x]));
      }
    }
    return Evidence.atMost(
        worst,
        QUADRATURE + Bounds.rounding(16, scale),
        "log masses and log conductances against products of the factors'; " + i);
  }

  /** log(e^{-V} dx/Z) at cell centres; log Z by Simpson's rule, to rounding for densities that vanish at the ends. */
  private static double[] midpoint(WfrProblem problem, DiscreteTarget target) {
    int panels = 1 << 14;
    double left = problem.domain().left();
    double step = (problem.domain().right() - left) / panels;
    double z = 0;
    for (int k = 0; k <= panels; k++) {
      double weight = k == 0 || k == panels ? 1 : k % 2 == 1 ? 4 : 2;
      z += weight * step / 3 * Math.exp(-problem.potential().value(left + k * step));
    }
    double[] out = new double[target.grid().cells()];
    for (int c = 0; c < out.length; c++) {
      out[c] =
          Math.log(target.grid().axis(0).dx() / z)
              - problem.potential().value(target.grid().axis(0).centre(c));
    }
    return out;
  }

  private static Evidence implicitStep(Implementation ops, Rotated i, long seed) {
    DiscreteTarget target = ops.apply(new Discretise(i.product().problem(), i.cells()));
    GridDensity start =
        ops.apply(new GridRun(i.product().problem(), settings(i.cells(), 1), new double[] {0}))
            .densities()
            .get(0);
    Evidence worst = null;
    for (TransportScheme scheme : TransportScheme.values()) {
      double[] h = ops.apply(new Transport(target, start.logRatio(), i.time(), scheme)).logRatio();
      // an empty cell or a number that is none is refused here
      double lost = 0;
      for (double v : h) {
        lost = Double.isFinite(v) ? lost : Double.NaN;
      }
      Functionals before = new Functionals(start);
      Functionals after = new Functionals(new GridDensity(target.grid(), target.logMass(), h));
      double rounding = Bounds.rounding(24.0 * i.cells(), 1);
      Evidence e =
          Evidence.atMost(
              Math.abs(after.mass() - before.mass()) + lost,
              rounding,
              "mass after a step of " + scheme.key() + "; " + i);
      worst = worst == null ? e : worst.worse(e);
      if (scheme == TransportScheme.BACKWARD_EULER) {
        worst =
            worst.worse(
                Evidence.atMost(
                    after.kl() - before.kl(),
                    rounding * (1 + Math.abs(before.kl())),
                    "growth of KL in a step of backward Euler; " + i));
      }
    }
    return worst;
  }

  /** Mean and covariance of a Gaussian flow on four grids: every error falls by 4 for every halving of cells and step. */
  private static Evidence secondOrder(Implementation ops, int cells) {
    GaussianLaw target =
        new GaussianLaw(new double[] {0.3, -0.2}, new double[][] {{1, 0.625}, {0.625, 0.75}});
    GaussianLaw initial =
        new GaussianLaw(new double[] {-0.25, 0.5}, new double[][] {{0.5, -0.375}, {-0.375, 1.0}});
    WfrProblem problem =
        new WfrProblem(
            target,
            initial,
            new Domain(new double[] {-7, -6}, new double[] {7, 7}, Domain.Boundary.LINE),
            1.3,
            0.8);
    double time = 0.4;
    GaussianLaw exact = ops.apply(new GaussianFlow(target, initial, 1.3, 0.8, time));
    double[][] errors = new double[MOMENTS.length][4];
    for (int level = 0; level < errors[0].length; level++) {
      Functionals f =
          new Functionals(
              ops.apply(
                      new GridRun(
                          problem,
                          settings(cells << level, 0.1 / (1 << level)),
                          new double[] {time}))
                  .densities()
                  .get(0));
      double[][] c = f.covariance();
      double[][] truth = exact.covariance();
      errors[0][level] = f.mean()[0] - exact.mean()[0];
      errors[1][level] = f.mean()[1] - exact.mean()[1];
      errors[2][level] = c[0][0] - truth[0][0];
      errors[3][level] = c[0][1] - truth[0][1];
      errors[4][level] = c[1][1] - truth[1][1];
    }
    Evidence worst = null;
    for (int k = 0; k < MOMENTS.length; k++) {
      Evidence e = ConvergenceStudy.ofErrors(2, 1, errors[k]).evidence(MOMENTS[k] + " against B7");
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }
}
