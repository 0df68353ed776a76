package wfr.spec;

import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.apache.commons.math3.special.Erf;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.model.Domain;
import wfr.model.MixtureLaw;
import wfr.model.ReverseOu;
import wfr.model.ReweightedDiffusion;
import wfr.operation.CorrectionOperations.Noised;
import wfr.operation.CorrectionOperations.ReverseDrift;
import wfr.operation.CorrectionOperations.ReverseTilt;
import wfr.operation.CorrectionOperations.StartLogWeight;
import wfr.operation.CorrectionOperations.StartMoment;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claims D10, D10W and D10S: mixtures in reverse Ornstein-Uhlenbeck time, their starts, and WFR on top. */
public final class ReverseOuClaims {
  /** Starts of the probability flow lie within. */
  private static final double OUTERMOST = 2.2;

  /** What the integration of the probability flow may allow itself: far below the effect of any mutant. */
  private static final double FLOW = 1e-8;

  /** Error that the time derivative by extrapolated differences may claim, relative. */
  private static final double QUOTIENT = 1e-7;

  private static final double[] WEIGHTS = {0.25, 0.45, 0.3};
  private static final double[] MEANS = {-1.6, 0.3, 1.9};
  private static final double[] VARIANCES = {0.2, 0.3, 0.15};

  static final MixtureLaw DATA = MixtureLaw.of(WEIGHTS, MEANS, VARIANCES);

  /** Trapezoidal rule on the line: spectral for these densities, all of which are below 1e-30 at its ends. */
  private static final int NODES = 1600;

  static final double REACH = 16;
  private static final double TOLERANCE = 1e-13;

  /** D10. */
  public static final Claim<Double> D10 =
      Claim.exact(
          "D10",
          "Noised mixtures run backwards: every noise from the probability flow up ends in the data; a start in N(0,1) needs w_0 = q_T/N(0,1), E[w_0^2] finite iff variances below 2",
          EvidenceClass.D,
          Set.of(Group.REVERSE_TIME, Group.CORRECTION),
          List.of(1.0),
          (ops, horizon, seed) -> reversal(ops, horizon));

  /** D10W. */
  public static final Claim<double[]> D10W =
      Claim.exact(
          "D10W",
          "WFR on top of the reverse SDE keeps log(nu/q) quadratic, whatever the data: b = b_0 e^{-k tau} k/(k + b_0(1 - e^{-k tau})), k = 1 + lambda",
          EvidenceClass.D,
          Set.of(Group.REVERSE_TIME),
          List.of(
              new double[] {0.4, 0.7, 1.3},
              new double[] {-0.5, -0.3, 2},
              new double[] {0.6, 0.5, 0}),
          (ops, i, seed) -> tilt(ops, i));

  /** D10S. */
  public static final Claim<Boolean> D10S =
      new Claim<>(
          "D10S",
          "Walkers in reverse time: law of the scheme of weak order 1 towards the mixture, walkers unbiased for it, from N(0,1) weighted and with WFR on top",
          EvidenceClass.S,
          Set.of(Group.REVERSE_TIME, Group.REVERSE_TIME_PARTICLES),
          2 * ReverseScheme.ALPHA,
          ReverseScheme.DETECTABLE,
          List.of(false, true),
          (ops, reaction, seed) ->
              ReverseScheme.check(ops, reaction, ReverseScheme.POPULATIONS, seed));

  private ReverseOuClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(D10, D10W, D10S);
  }

  /** Density of sum W_k N(mu_k, s_k) noised for a time t, and its first two derivatives over it: written out, not asked of the implementation. */
  static double[] density(double x, double t) {
    double decay = Math.exp(-t / 2);
    double[] sum = new double[3];
    for (int k = 0; k < WEIGHTS.length; k++) {
      double v = VARIANCES[k] * Math.exp(-t) + 1 - Math.exp(-t);
      double z = x - MEANS[k] * decay;
      double p = WEIGHTS[k] * normal(z, v);
      sum[0] += p;
      sum[1] -= p * z / v;
      sum[2] += p * (z * z / v - 1) / v;
    }
    return sum;
  }

  static double normal(double z, double variance) {
    return Math.exp(-0.5 * z * z / variance) / Math.sqrt(2 * Math.PI * variance);
  }

  static double integral(DoubleUnaryOperator f) {
    double dx = 2 * REACH / NODES;
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      sum += f.applyAsDouble(-REACH + (i + 0.5) * dx);
    }
    return sum * dx;
  }

  private static Evidence reversal(Implementation ops, double horizon) {
    ReverseOu sde = new ReverseOu(DATA, horizon, 1, true);
    ReverseOu weighted = new ReverseOu(DATA, horizon, 1, false);
    Evidence found = noising(ops, sde).worse(quantiles(ops, horizon)).worse(moments(ops));
    for (double noise : new double[] {1, 0.5}) {
      ReverseOu path = new ReverseOu(DATA, horizon, noise, true);
      found =
          found.worse(
              CorrectionClaims.follows(
                  ops,
                  diffusion(ops, path, y -> Math.log(density(y, horizon)[0])),
                  y -> density(y, 0)[0],
                  1,
                  horizon,
                  "reverse time from q_T, noise " + noise));
    }
    double mass =
        integral(y -> normal(y, 1) * Math.exp(ops.apply(new StartLogWeight(weighted, y))));
    found = found.worse(Evidence.atMost(Math.abs(mass - 1), Bounds.rounding(200, 1), "E[w_0] = 1"));
    found =
        found.worse(
            CorrectionClaims.follows(
                ops,
                diffusion(
                    ops, weighted, y -> -0.5 * y * y + ops.apply(new StartLogWeight(weighted, y))),
                y -> density(y, 0)[0],
                1,
                horizon,
                "reverse time from N(0, 1), weighted"));
    found =
        found.worse(
            CorrectionClaims.follows(
                ops,
                diffusion(ops, sde, y -> -0.5 * y * y),
                y -> unweighted(y, horizon),
                1,
                horizon,
                "reverse time from N(0, 1), not weighted"));
    double off = wrongStart(horizon);
    return found.worse(
        Evidence.atMost(0.05, off, "the wrong start shows: L1 distance at the end " + off));
  }

  private static ReweightedDiffusion diffusion(
      Implementation ops, ReverseOu path, DoubleUnaryOperator logStart) {
    return new ReweightedDiffusion(
        (y, tau) -> ops.apply(new ReverseDrift(path, y, tau)),
        (y, tau) -> 0,
        0.5 * path.noise(),
        CorrectionClaims.law(logStart),
        Domain.interval(-8, 8, Domain.Boundary.LINE));
  }

  /** Density of the law at the end, started in N(0, 1) without weights. */
  private static double unweighted(double y, double horizon) {
    return density(y, 0)[0] * smoothed(y, horizon);
  }

  /** L1 distance of that law from the data. */
  static double wrongStart(double horizon) {
    return integral(y -> Math.abs(unweighted(y, horizon) - density(y, 0)[0]));
  }

  /** P_tau u_0 at y, u_0 = N(0, 1)/q_T, P the Ornstein-Uhlenbeck semigroup, for tau = T. */
  private static double smoothed(double y, double horizon) {
    double variance = 1 - Math.exp(-horizon);
    double centre = y * Math.exp(-horizon / 2);
    double dx = Math.sqrt(variance) / 12;
    double sum = 0;
    for (int i = -120; i <= 120; i++) {
      double x = centre + i * dx;
      sum += normal(i * dx, variance) * normal(x, 1) / density(x, horizon)[0];
    }
    return sum * dx;
  }

  /** q_t against the integral of the transition density. */
  private static Evidence noising(Implementation ops, ReverseOu path) {
    double worst = 0;
    for (double t : new double[] {0.3, path.horizon()}) {
      MixtureLaw q = ops.apply(new Noised(path, t));
      for (double x = -3; x <= 3; x += 0.5) {
        double at = x;
        double exact =
            integral(y -> density(y, 0)[0] * normal(at - y * Math.exp(-t / 2), 1 - Math.exp(-t)));
        worst = Math.max(worst, Math.abs(Math.exp(q.logDensity(x)) - exact));
      }
    }
    return Evidence.atMost(worst, Bounds.rounding(400, 1), "q_t against the noising integral");
  }

  /** On the line a deterministic flow that carries one law into another keeps the distribution function along its curves. */
  static Evidence quantiles(Implementation ops, double horizon) {
    ReverseOu flow = new ReverseOu(DATA, horizon, 0, true);
    double steepest = steepest(horizon);
    double worst = 0;
    double bound = 0;
    for (double y0 = -OUTERMOST; y0 <= OUTERMOST; y0 += 0.4) {
      DormandPrince853Integrator integrator =
          new DormandPrince853Integrator(1e-10, horizon, TOLERANCE, TOLERANCE);
      double[] y = {y0};
      integrator.integrate(
          new FirstOrderDifferentialEquations() {
            @Override
            public int getDimension() {
              return 1;
            }

            @Override
            public void computeDerivatives(double tau, double[] state, double[] rate) {
              rate[0] = ops.apply(new ReverseDrift(flow, state[0], tau));
              if (!Double.isFinite(rate[0])) { // no step would be small enough
                throw new ArithmeticException("the drift is not a number at tau = " + tau);
              }
            }
          },
          0,
          y,
          horizon,
          y);
      worst = Math.max(worst, Math.abs(distribution(y[0], 0) - distribution(y0, horizon)));
      // local errors and a few roundings per step, carried by at most e^{int max b'}, then by the
      // largest density, below 1
      double local = TOLERANCE * (1 + Math.abs(y[0])) + Bounds.rounding(4, 3);
      bound =
          Math.max(
              bound, integrator.getEvaluations() / 12.0 * local * Math.exp(horizon * steepest));
    }
    return Evidence.atMost(
            worst, bound, "probability flow: F_0(Y_T) against F_T(Y_0), T = " + horizon)
        .worse(Evidence.atMost(bound, FLOW, "what its integration allows"));
  }

  /** Largest derivative of the probability flow's drift. */
  static double steepest(double horizon) {
    double steepest = 0;
    for (double tau = 0; tau <= horizon; tau += horizon / 64) {
      for (double y = -5; y <= 5; y += 0.02) {
        double[] q = density(y, horizon - tau);
        double slope = q[2] / q[0] - q[1] * q[1] / (q[0] * q[0]);
        steepest = Math.max(steepest, 0.5 + 0.5 * slope);
      }
    }
    return steepest;
  }

  static double distribution(double x, double t) {
    double sum = 0;
    for (int k = 0; k < WEIGHTS.length; k++) {
      double v = VARIANCES[k] * Math.exp(-t) + 1 - Math.exp(-t);
      double z = x - MEANS[k] * Math.exp(-t / 2);
      sum += WEIGHTS[k] * 0.5 * Erf.erfc(-z / Math.sqrt(2 * v));
    }
    return sum;
  }

  /** E[w_0^2] against its integral where variances are below 2, 1.92 among them, and infinite at 2.1. */
  private static Evidence moments(Implementation ops) {
    double exact = integral(y -> density(y, 1)[0] / normal(y, 1) * density(y, 1)[0]);
    double found = ops.apply(new StartMoment(new ReverseOu(DATA, 1, 1, false)));
    Evidence narrow =
        Evidence.atMost(
            Math.abs(found / exact - 1), Bounds.rounding(400, 1), "E[w_0^2] against its integral");
    double v = 3.5 * Math.exp(-1) + 1 - Math.exp(-1);
    MixtureLaw wide = MixtureLaw.of(new double[] {1}, new double[] {0}, new double[] {3.5});
    MixtureLaw wider =
        MixtureLaw.of(new double[] {0.9, 0.1}, new double[] {0, 0}, new double[] {1, 4});
    return narrow
        .worse(
            Evidence.atMost(
                Math.abs(
                    ops.apply(new StartMoment(new ReverseOu(wide, 1, 1, false)))
                            * Math.sqrt(v * (2 - v))
                        - 1),
                Bounds.rounding(200, 1 / (2 - v)),
                "E[w_0^2] = (v (2 - v))^{-1/2} for one component, v = " + v))
        .worse(
            Evidence.atMost(
                1 / ops.apply(new StartMoment(new ReverseOu(wider, 1, 1, false))),
                0,
                "1/E[w_0^2] = 0 with a component of variance above 2"));
  }

  /** d_tau log nu against the right side over nu, for nu = q_{T-tau} e^{ay - by^2/2}/Z. */
  private static Evidence tilt(Implementation ops, double[] i) {
    double horizon = 1;
    double lambda = i[2];
    double tau = 0.45;
    double step = 0.04;
    double[] at = ops.apply(new ReverseTilt(i[0], i[1], lambda, tau));
    double normaliser = logNormaliser(at, horizon - tau);
    double mean =
        integral(
                y ->
                    tilted(at, y)
                        * Math.exp(tilted(at, y) - normaliser)
                        * density(y, horizon - tau)[0])
            - normaliser;
    double worst = 0;
    double error = 0;
    double size = 1;
    RombergTable[] norms = new RombergTable[1];
    norms[0] = new RombergTable(2, 4, 6);
    double[][] after = new double[5][];
    double[][] before = new double[5][];
    for (int l = 0; l < 5; l++) {
      double h = step / (1 << l);
      after[l] = ops.apply(new ReverseTilt(i[0], i[1], lambda, tau + h));
      before[l] = ops.apply(new ReverseTilt(i[0], i[1], lambda, tau - h));
      norms[0].add(
          (logNormaliser(after[l], horizon - tau - h) - logNormaliser(before[l], horizon - tau + h))
              / (2 * h));
    }
    Estimate norm = norms[0].estimate();
    for (double y = -3; y <= 3; y += 0.25) {
      RombergTable table = new RombergTable(2, 4, 6);
      for (int l = 0; l < 5; l++) {
        double h = step / (1 << l);
        double late = tilted(after[l], y) + Math.log(density(y, horizon - tau - h)[0]);
        double early = tilted(before[l], y) + Math.log(density(y, horizon - tau + h)[0]);
        table.add((late - early) / (2 * h));
      }
      Estimate rate = table.estimate();
      double[] q = density(y, horizon - tau);
      double score = q[1] / q[0];
      double curvature = q[2] / q[0] - score * score;
      double slope = score + at[0] - at[1] * y;
      double right =
          -(0.5 + curvature + (0.5 * y + score) * slope)
              + 0.5 * (curvature - at[1] + slope * slope)
              - lambda * (tilted(at, y) - normaliser - mean);
      worst = Math.max(worst, Math.abs(rate.value() - norm.value() - right));
      error = Math.max(error, rate.error() + norm.error());
      size = Math.max(size, Math.abs(right));
    }
    String what = "a_0 = " + i[0] + ", b_0 = " + i[1] + ", lambda = " + lambda;
    return Evidence.atMost(worst, error, "equation of nu at 25 points; " + what)
        .worse(Evidence.atMost(error, QUOTIENT * size, "error of the time derivative; " + what));
  }

  private static double tilted(double[] ab, double y) {
    return ab[0] * y - 0.5 * ab[1] * y * y;
  }

  private static double logNormaliser(double[] ab, double t) {
    return Math.log(integral(y -> Math.exp(tilted(ab, y)) * density(y, t)[0]));
  }
}
