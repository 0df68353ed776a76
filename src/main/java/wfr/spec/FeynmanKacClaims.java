package wfr.spec;

import java.util.List;
import java.util.Set;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.model.Domain;
import wfr.model.FeynmanKacProblem;
import wfr.model.GaussianMeasure;
import wfr.model.LinearQuadratic;
import wfr.model.PolynomialPotential;
import wfr.model.ScalarField;
import wfr.operation.FeynmanKacOperations.FeynmanKacGrid;
import wfr.operation.FeynmanKacOperations.FeynmanKacGridEigenvalue;
import wfr.operation.FeynmanKacOperations.LogCameronMartin;
import wfr.operation.FeynmanKacOperations.LogMatrixKilling;
import wfr.operation.FeynmanKacOperations.LogQuadraticKilling;
import wfr.operation.FeynmanKacOperations.PrincipalEigenvalue;
import wfr.operation.FeynmanKacOperations.WeightedGaussian;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claims D1 to D5 and D12: closed forms of linear Feynman-Kac against the grid and against their own differential equations. */
public final class FeynmanKacClaims {
  /** What the deterministic comparisons must reach, their own error estimates included. */
  private static final double ACCURACY = 1e-10;

  /** Error of the exponential of the generator, relative to the largest value. */
  private static final double CONTOUR = 1e-13;

  private static final double TOLERANCE = 1e-12;

  private static final int FINEST = 2048;

  /**
   * A linear-quadratic problem, a start and a horizon.
   *
   * @param name what is special
   * @param problem drift, noise and killing
   * @param start x
   * @param time t
   * @param halfWidth of the box on which the grid solves it
   */
  public record Quadratic(
      String name, LinearQuadratic problem, double start, double time, double halfWidth) {}

  private static final List<Quadratic> QUADRATICS =
      List.of(
          new Quadratic("killing", new LinearQuadratic(1, 0, 2, 0.9, 0.3, 0), 0.2, 0.8, 10),
          new Quadratic(
              "shifted, constant", new LinearQuadratic(0.7, 0.4, 1.3, 0.5, -0.8, 0.25), -0.6, 1, 9),
          new Quadratic("linear", new LinearQuadratic(1.2, -0.3, 1.5, 0, 0.7, 0), 0.5, 0.9, 9),
          new Quadratic(
              "branching, nu real", new LinearQuadratic(1.5, 0, 1, -0.4, 0.2, 0), 0.4, 0.9, 10),
          new Quadratic(
              "branching, nu imaginary",
              new LinearQuadratic(0.5, 0.2, 1, -0.3, 0.2, 0),
              0.4,
              0.5,
              10),
          new Quadratic(
              "unstable drift", new LinearQuadratic(-0.6, 0.1, 0.8, 0.7, 0.3, 0), 0.3, 0.8, 10),
          new Quadratic(
              "killing everywhere", new LinearQuadratic(1, 0, 2, 0.9, 0.3, 3), 0.2, 0.8, 10));

  /** D1: Cameron-Martin. */
  public static final Claim<Quadratic> D1 =
      Claim.exact(
          "D1",
          "Cameron-Martin: E_x exp(-(a^2/2) int W^2) = cosh(aT)^{-1/2} exp(-(a/2) x^2 tanh aT), against the backward equation",
          EvidenceClass.D,
          Set.of(Group.FEYNMAN_KAC_CLOSED, Group.FEYNMAN_KAC_GRID),
          List.of(
              new Quadratic("a = 1.3", brownian(1.3), 0.7, 0.9, 12),
              new Quadratic("a = 0.5", brownian(0.5), -1.4, 1.6, 14)),
          (ops, i, seed) ->
              againstGrid(
                  ops,
                  i,
                  ops.apply(
                      new LogCameronMartin(
                          Math.sqrt(2 * i.problem().quadratic()), i.start(), i.time()))));

  /** D2: Ornstein-Uhlenbeck with quadratic killing. */
  public static final Claim<Quadratic> D2 =
      Claim.exact(
          "D2",
          "Ornstein-Uhlenbeck with killing q x^2 + l x, either sign: closed form against the backward equation",
          EvidenceClass.D,
          Set.of(Group.FEYNMAN_KAC_CLOSED, Group.FEYNMAN_KAC_GRID),
          QUADRATICS,
          (ops, i, seed) ->
              againstGrid(
                  ops, i, ops.apply(new LogQuadraticKilling(i.problem(), i.start(), i.time()))));

  /**
   * Matrices, a start and a time.
   *
   * @param drift K, not normal
   * @param noise S
   * @param killing Q
   * @param start x
   * @param time t
   */
  public record Matrices(
      double[][] drift, double[][] noise, double[][] killing, double[] start, double time) {}

  /** D3: d dimensions. */
  public static final Claim<Matrices> D3 =
      Claim.exact(
          "D3",
          "d-D Ornstein-Uhlenbeck with killing x'Qx, K not normal: matrix exponential against the Riccati equation",
          EvidenceClass.D,
          Set.of(Group.FEYNMAN_KAC_CLOSED),
          List.of(
              new Matrices(
                  new double[][] {{0.8, 1.5}, {-0.2, 0.5}},
                  new double[][] {{1, 0.3}, {0.3, 0.4}},
                  new double[][] {{0.6, -0.25}, {-0.25, 0.9}},
                  new double[] {0.7, -0.4},
                  0.8),
              new Matrices(
                  new double[][] {{0.5, 1, 0}, {0, 0.75, -1.25}, {0.25, 0, -0.3}},
                  new double[][] {{0.8, 0.2, 0}, {0.2, 0.5, -0.1}, {0, -0.1, 0.3}},
                  new double[][] {{0.4, 0, 0.3}, {0, -0.2, 0.1}, {0.3, 0.1, 1}},
                  new double[] {-0.5, 0.6, 0.9},
                  0.9)),
          (ops, i, seed) -> riccati(ops, i));

  /** D4: the weighted law. */
  public static final Claim<Quadratic> D4 =
      Claim.exact(
          "D4",
          "Weighted Gaussian law: C' = sigma^2 - 2 kappa C - 2 q C^2, m' = -kappa m - 2 q C m - l C, (log z)' = -q (C + m^2) - l m - c",
          EvidenceClass.D,
          Set.of(Group.FEYNMAN_KAC_CLOSED),
          QUADRATICS,
          (ops, i, seed) -> moments(ops, i));

  /** D5: the principal eigenvalue. */
  public static final Claim<Quadratic> D5 =
      Claim.exact(
          "D5",
          "Principal eigenvalue (nu - kappa)/2 - sigma^2 l^2/(2 nu^2): growth at long times and spectrum of the grid",
          EvidenceClass.D,
          Set.of(Group.FEYNMAN_KAC_CLOSED, Group.FEYNMAN_KAC_GRID),
          List.of(QUADRATICS.get(0), QUADRATICS.get(1), QUADRATICS.get(2)),
          (ops, i, seed) -> eigenvalue(ops, i));

  /** D12: forward and backward equation. */
  public static final Claim<FeynmanKacProblem> D12 =
      Claim.exact(
          "D12",
          "Forward and backward equations are adjoint, of order 2 in dx; growth of the semigroup is the spectrum of its generator",
          EvidenceClass.D,
          Set.of(Group.FEYNMAN_KAC_GRID),
          List.of(well(Domain.Boundary.LINE), well(Domain.Boundary.NO_FLUX)),
          (ops, i, seed) -> adjoint(ops, i));

  private FeynmanKacClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(D1, D2, D3, D4, D5, D12);
  }

  private static LinearQuadratic brownian(double a) {
    return new LinearQuadratic(0, 0, 1, 0.5 * a * a, 0, 0);
  }

  /** A smooth well of branching under a tilted quartic. */
  private static FeynmanKacProblem well(Domain.Boundary boundary) {
    double half = boundary == Domain.Boundary.LINE ? 3.2 : 1.5;
    return new FeynmanKacProblem(
        PolynomialPotential.doubleWell(1.2, 0.4),
        0.8,
        x -> 0.4 * x[0] - 1.3 * Math.exp(-4 * (x[0] - 0.6) * (x[0] - 0.6)),
        x -> Math.cos(x[0]),
        -0.35,
        0.7,
        Domain.interval(-half, half, boundary));
  }

  private static FeynmanKacProblem onGrid(Quadratic i, double halfWidth) {
    LinearQuadratic p = i.problem();
    double d = 0.5 * p.noise();
    ScalarField killing = x -> (p.quadratic() * x[0] + p.linear()) * x[0] + p.constant();
    return new FeynmanKacProblem(
        new PolynomialPotential(0, -p.reversion() * p.centre() / d, 0.5 * p.reversion() / d),
        d,
        killing,
        x -> 1,
        i.start(),
        i.time(),
        Domain.interval(-halfWidth, halfWidth, Domain.Boundary.LINE));
  }

  /** Extrapolated over 64 .. 2048 cells; error = Romberg's + rounding of the generator + the change when the box is widened by a quarter. */
  private static Estimate extrapolated(Implementation ops, Quadratic i, boolean eigenvalue) {
    RombergTable table = new RombergTable(2, 4, 6, 8);
    FeynmanKacProblem p = onGrid(i, i.halfWidth());
    for (int n = 64; n <= FINEST; n *= 2) {
      table.add(figure(ops, p, n, eigenvalue));
    }
    FeynmanKacProblem wider = onGrid(i, 1.25 * i.halfWidth());
    double box = Math.abs(figure(ops, wider, 640, eigenvalue) - figure(ops, p, 512, eigenvalue));
    Estimate e = table.estimate();
    double dx = 2 * i.halfWidth() / FINEST;
    double generator = 4 * p.diffusivity() / (dx * dx) * Math.max(1, i.time());
    double rounding = (generator * Bounds.ULP + CONTOUR) * Math.max(1, Math.abs(e.value()));
    return new Estimate(e.value(), e.error() + rounding + box);
  }

  private static double figure(Implementation ops, FeynmanKacProblem p, int n, boolean eigenvalue) {
    return eigenvalue
        ? ops.apply(new FeynmanKacGridEigenvalue(p, n))
        : ops.apply(new FeynmanKacGrid(p, n, false));
  }

  private static Evidence againstGrid(Implementation ops, Quadratic i, double logValue) {
    Estimate grid = extrapolated(ops, i, false);
    return Evidence.atMost(
            Math.abs(Math.exp(logValue) - grid.value()),
            grid.error(),
            i.name() + ": closed form against the extrapolated backward equation")
        .worse(Evidence.atMost(grid.error(), ACCURACY, i.name() + ": error of the grid's value"));
  }

  private static Evidence eigenvalue(Implementation ops, Quadratic i) {
    double closed = ops.apply(new PrincipalEigenvalue(i.problem()));
    Estimate grid = extrapolated(ops, i, true);
    double nu =
        Math.sqrt(
            i.problem().reversion() * i.problem().reversion()
                + 2 * i.problem().noise() * i.problem().quadratic());
    // log u(t) + closed t converges like e^{-nu t}, the gap of the Hermite ladder
    double t = 30 / nu;
    double growth =
        -(ops.apply(new LogQuadraticKilling(i.problem(), i.start(), 2 * t))
                - ops.apply(new LogQuadraticKilling(i.problem(), i.start(), t)))
            / t;
    double size = 1 + Math.abs(i.start()) + Math.abs(i.problem().linear()) * t;
    double bound = (Math.exp(-nu * t) * size * size + Bounds.rounding(64, size * size)) / t;
    return Evidence.atMost(
            Math.abs(closed - grid.value()),
            grid.error(),
            i.name() + ": against the grid's spectrum")
        .worse(Evidence.atMost(grid.error(), ACCURACY, i.name() + ": error of the grid's value"))
        .worse(
            Evidence.atMost(
                Math.abs(closed - growth), bound, i.name() + ": against growth at long times"))
        .worse(Evidence.atMost(bound, ACCURACY, i.name() + ": error of the growth"));
  }

  private static Evidence adjoint(Implementation ops, FeynmanKacProblem p) {
    double[] errors = new double[4];
    double worst = 0;
    double last = 0;
    for (int l = 0; l <= errors.length; l++) {
      int n = 64 << l;
      double backward = ops.apply(new FeynmanKacGrid(p, n, false));
      double forward = ops.apply(new FeynmanKacGrid(p, n, true));
      worst = Math.max(worst, Math.abs(forward - backward)); // NaN stays
      if (l > 0) {
        errors[l - 1] = backward - last;
      }
      last = backward;
    }
    int finest = 64 << errors.length;
    double dx = (p.domain().right() - p.domain().left()) / finest;
    double rounding = 4 * p.diffusivity() * p.horizon() / (dx * dx) * Bounds.ULP + 2 * CONTOUR;
    int n = 128;
    double t = 40;
    double[] log = new double[3];
    for (int k = 0; k < log.length; k++) {
      log[k] = Math.log(ops.apply(new FeynmanKacGrid(p.until(t * (1 << k)), n, false)));
    }
    double early = -(log[1] - log[0]) / t;
    double growth = -(log[2] - log[1]) / (2 * t);
    double width = (p.domain().right() - p.domain().left()) / n;
    double generator = 8 * p.diffusivity() / (width * width) * Bounds.ULP;
    // 4 pieces per unit of time at most, each an exponential with the contour's error
    double settled = Math.abs(early - growth) + 4 * 6 * t * CONTOUR / t;
    double eigenvalue = ops.apply(new FeynmanKacGridEigenvalue(p, n));
    return Evidence.atMost(worst, rounding, "forward against backward equation")
        .worse(ConvergenceStudy.ofErrors(2, 2, errors).evidence("order 2 in dx"))
        .worse(
            Evidence.atMost(
                Math.abs(growth - eigenvalue),
                settled + generator,
                "growth of the semigroup against the lowest eigenvalue"))
        .worse(Evidence.atMost(settled + generator, ACCURACY, "error of the growth"));
  }

  private static double[] integrated(
      FirstOrderDifferentialEquations equations, double[] start, double time) {
    double[] y = start.clone();
    new DormandPrince853Integrator(1e-10, time, TOLERANCE, TOLERANCE)
        .integrate(equations, 0, y, time, y);
    return y;
  }

  private static Evidence moments(Implementation ops, Quadratic i) {
    LinearQuadratic p = i.problem();
    double variance = 0.3;
    double[] y =
        integrated(
            equations(
                3,
                (s, r) -> {
                  double m = s[0];
                  double c = s[1];
                  double selection = 2 * p.quadratic() * m + p.linear();
                  r[0] = -p.reversion() * (m - p.centre()) - c * selection;
                  r[1] = p.noise() - 2 * p.reversion() * c - 2 * p.quadratic() * c * c;
                  r[2] = -p.quadratic() * (c + m * m) - p.linear() * m - p.constant();
                }),
            new double[] {i.start(), variance, 0},
            i.time());
    GaussianMeasure law = ops.apply(new WeightedGaussian(p, i.start(), variance, i.time()));
    double worst = Math.abs(law.mean() - y[0]);
    worst = Math.max(worst, Math.abs(law.variance() - y[1]));
    worst = Math.max(worst, Math.abs(law.logMass() - y[2]));
    return Evidence.atMost(worst, ACCURACY, i.name() + ": mean, variance, log mass");
  }

  private static Evidence riccati(Implementation ops, Matrices i) {
    RealMatrix k = new Array2DRowRealMatrix(i.drift());
    RealMatrix s = new Array2DRowRealMatrix(i.noise());
    RealMatrix q = new Array2DRowRealMatrix(i.killing());
    int d = k.getRowDimension();
    double[] y =
        integrated(
            equations(
                d * d + 1,
                (state, rate) -> {
                  RealMatrix a = unpacked(state, d);
                  RealMatrix change =
                      q.subtract(k.transpose().multiply(a))
                          .subtract(a.multiply(k))
                          .subtract(a.multiply(s).multiply(a).scalarMultiply(2));
                  for (int r = 0; r < d; r++) {
                    System.arraycopy(change.getRow(r), 0, rate, r * d, d);
                  }
                  rate[d * d] = s.multiply(a).getTrace();
                }),
            new double[d * d + 1],
            i.time());
    double[] ax = unpacked(y, d).operate(i.start());
    double expected = -y[d * d];
    for (int r = 0; r < d; r++) {
      expected -= i.start()[r] * ax[r];
    }
    double found =
        ops.apply(new LogMatrixKilling(i.drift(), i.noise(), i.killing(), i.start(), i.time()));
    return Evidence.atMost(
        Math.abs(found - expected), ACCURACY, "d = " + d + ": log E against the Riccati equation");
  }

  private static RealMatrix unpacked(double[] state, int d) {
    RealMatrix a = new Array2DRowRealMatrix(d, d);
    for (int r = 0; r < d; r++) {
      for (int c = 0; c < d; c++) {
        a.setEntry(r, c, state[r * d + c]);
      }
    }
    return a;
  }

  private interface Rate {
    void of(double[] state, double[] rate);
  }

  private static FirstOrderDifferentialEquations equations(int n, Rate rate) {
    return new FirstOrderDifferentialEquations() {
      @Override
      public int getDimension() {
        return n;
      }

      @Override
      public void computeDerivatives(double t, double[] y, double[] r) {
        rate.of(y, r);
      }
    };
  }
}
