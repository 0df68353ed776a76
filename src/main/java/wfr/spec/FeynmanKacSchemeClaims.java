package wfr.spec;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import wfr.measure.Weights;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.FeynmanKacProblem;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.QuadratureRule;
import wfr.model.ResamplingScheme;
import wfr.operation.FeynmanKacOperations.FeynmanKacRun;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.SdeStep;
import wfr.operation.WeightOperations.KillLogWeights;
import wfr.statistics.EmpiricalBernstein;

/** Claims D13 and D14: the law of the weighted scheme, and walkers against it. */
public final class FeynmanKacSchemeClaims {
  private static final double ALPHA = 1e-9;

  /** D13: orders of the quadrature rules, by the exact law of the scheme. */
  public static final Claim<QuadratureRule> D13 =
      Claim.exact(
          "D13",
          "Left and right rule have weak order 1, the trapezoid 2: law of the scheme in closed recursion and by quadrature",
          EvidenceClass.L,
          Set.of(Group.FEYNMAN_KAC_PARTICLES, Group.SDE),
          List.of(QuadratureRule.values()),
          (ops, rule, seed) -> orders(ops, rule));

  /** D14: the walkers, with and without resampling. */
  public static final Claim<ResamplingScheme> D14 =
      new Claim<>(
          "D14",
          "Weighted walkers, with and without resampling, are unbiased for the law of their scheme at every N",
          EvidenceClass.S,
          Set.of(Group.FEYNMAN_KAC_PARTICLES, Group.SDE),
          2 * ALPHA,
          Walkers.DETECTABLE,
          List.of(ResamplingScheme.NONE, ResamplingScheme.SYSTEMATIC),
          (ops, scheme, seed) -> Walkers.check(ops, scheme, Walkers.POPULATIONS, seed));

  private FeynmanKacSchemeClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(D13, D14);
  }

  private static Evidence orders(Implementation ops, QuadratureRule rule) {
    // the rule by its definition
    double[] l =
        ops.apply(
                new KillLogWeights(
                    rule,
                    Weights.of(new double[] {0, 0, 0.7}),
                    new double[] {1, 0, 0.5},
                    new double[] {0, 1, -0.25},
                    0.125))
            .log();
    double worst =
        Math.max(
            Math.abs(l[0] + 0.125 * rule.start()),
            Math.max(
                Math.abs(l[1] + 0.125 * rule.end()),
                Math.abs(l[2] - 0.7 + 0.125 * (0.5 * rule.start() - 0.25 * rule.end()))));
    double a = 1.3;
    double x = 0.7;
    double t = 0.9;
    double[] brownian = new double[5];
    for (int k = 0; k < brownian.length; k++) {
      int steps = 16 << k;
      brownian[k] =
          cameronMartinScheme(ops, rule, a, x, t, steps)
              - Math.pow(Math.cosh(a * t), -0.5) * Math.exp(-0.5 * a * x * x * Math.tanh(a * t));
    }
    double[] values = new double[5];
    for (int k = 0; k < values.length; k++) {
      values[k] = ornsteinUhlenbeckScheme(ops, rule, 32 << k);
    }
    return Evidence.atMost(worst, Bounds.rounding(4, 1), rule.key() + ": weights of the rule")
        .worse(
            ConvergenceStudy.ofErrors(rule.order(), rule.order(), brownian)
                .evidence(rule.key() + ", Brownian, quadratic k"))
        .worse(
            ConvergenceStudy.ofValues(rule.order(), rule.order(), values)
                .evidence(rule.key() + ", Ornstein-Uhlenbeck, smooth well"));
  }

  /**
   * E exp(-(a^2/2) sum_k w_k W_k^2) = exp(-A x^2 - B) exactly, backwards: A = q w_N, B = 0; B += log(1 + 2Ah)/2 with the old A, then
   * A becomes A/(1 + 2Ah) + q w_k. The weights w_k are read off the operation.
   */
  private static double cameronMartinScheme(
      Implementation ops, QuadratureRule rule, double a, double x, double t, int steps) {
    double h = t / steps;
    double[] one =
        ops.apply(
                new KillLogWeights(
                    rule, Weights.of(new double[2]), new double[] {1, 0}, new double[] {0, 1}, h))
            .log();
    double start = -one[0];
    double end = -one[1];
    double q = 0.5 * a * a;
    double big = q * end;
    double b = 0;
    for (int k = steps - 1; k >= 0; k--) {
      b += 0.5 * Math.log1p(2 * big * h);
      big = big / (1 + 2 * big * h) + q * (k == 0 ? start : start + end);
    }
    return Math.exp(-big * x * x - b);
  }

  /** Backward recursion of the scheme on nodes: v(x) = E[w(x, X') v(X')], X' Gaussian with the operation's map and noise, by the trapezoidal rule. */
  private static double ornsteinUhlenbeckScheme(
      Implementation ops, QuadratureRule rule, int steps) {
    GaussianLaw target = GaussianLaw.of(0.2, 0.8);
    double t = 0.6;
    double h = t / steps;
    int n = 481;
    double lower = -6;
    double dx = 12.0 / (n - 1);
    double[] x = new double[n];
    double[] k = new double[n];
    double[] v = new double[n];
    double[] ones = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = lower + i * dx;
      k[i] = 1.2 * Math.exp(-2 * (x[i] - 0.5) * (x[i] - 0.5)) - 0.3 * Math.cos(x[i]);
      v[i] = Math.cos(x[i]);
      ones[i] = 1;
    }
    double[] zero = new double[n];
    double[] moved = ops.apply(new SdeStep(Integrator.EXACT_OU, target, 0.7, h, x, zero, zero))[0];
    double[] up = ops.apply(new SdeStep(Integrator.EXACT_OU, target, 0.7, h, x, ones, zero))[0];
    double noise = SchemeLaw.noise(moved, up);
    double[] startOnly = ops.apply(new KillLogWeights(rule, Weights.of(zero), k, zero, h)).log();
    double[] endOnly = ops.apply(new KillLogWeights(rule, Weights.of(zero), zero, k, h)).log();
    for (int s = 0; s < steps; s++) {
      double[] next = new double[n];
      for (int i = 0; i < n; i++) {
        int from = Math.max(0, (int) ((moved[i] - 9 * noise - lower) / dx));
        int to = Math.min(n - 1, (int) ((moved[i] + 9 * noise - lower) / dx) + 1);
        double sum = 0;
        for (int j = from; j <= to; j++) {
          double z = (x[j] - moved[i]) / noise;
          sum += Math.exp(-0.5 * z * z + endOnly[j]) * v[j];
        }
        next[i] = sum * dx / (noise * Math.sqrt(2 * Math.PI)) * Math.exp(startOnly[i]);
      }
      v = next;
    }
    return v[n / 2]; // x = 0
  }

  /** The production walk against the exact value of its own scheme; k is at least 0 and f = 1, so an estimate lies in [0, 1]. */
  static final class Walkers {
    static final int POPULATIONS = 20_000;
    static final int COUNT = 8;

    private static final double A = 1.6;
    private static final double TIME = 0.9;
    private static final double START = 0.4;
    private static final int STEPS = 12;

    /** Largest standard deviation of one population, on which the power rests; a sample that spreads more is INCONCLUSIVE. */
    static final EmpiricalBernstein TEST = new EmpiricalBernstein(0.1);

    /** Smallest bias found with probability 0.999: stated, and asserted before sampling. */
    static final double DETECTABLE = 0.0125;

    private Walkers() {}

    static Evidence check(Implementation ops, ResamplingScheme scheme, int populations, long seed) {
      return Evidence.powered(
          TEST.detectable(populations, ALPHA / 2, FiniteSample.BETA),
          DETECTABLE,
          () -> sampled(ops, scheme, populations, seed));
    }

    static Evidence sampled(
        Implementation ops, ResamplingScheme scheme, int populations, long seed) {
      FeynmanKacProblem problem =
          new FeynmanKacProblem(
              new wfr.model.PolynomialPotential(0),
              0.5,
              y -> 0.5 * A * A * y[0] * y[0],
              y -> 1,
              START,
              TIME,
              Domain.interval(-9, 9, Domain.Boundary.LINE));
      ParticleSettings settings =
          new ParticleSettings(
              COUNT,
              TIME / STEPS,
              Integrator.EULER_MARUYAMA,
              new DensityEstimate.Grid(0),
              ParticleSettings.Reaction.WEIGHTS,
              new ParticleSettings.Resampling(scheme, 0.95),
              seed);
      Evidence worst = null;
      for (QuadratureRule rule : List.of(QuadratureRule.LEFT, QuadratureRule.TRAPEZOID)) {
        double exact = exact(rule);
        double[] found =
            IntStream.range(0, populations)
                .mapToDouble(r -> ops.apply(new FeynmanKacRun(problem, settings, rule, r)).value())
                .toArray();
        Evidence e =
            FiniteSample.mean(
                found,
                populations,
                exact,
                TEST,
                ALPHA / 2,
                scheme + ", " + rule.key() + ": mean of populations against " + exact);
        worst = worst == null ? e : worst.worse(e);
      }
      return worst;
    }

    /** The recursion with the rule's own weights. */
    static double exact(QuadratureRule rule) {
      double h = TIME / STEPS;
      double q = 0.5 * A * A * h;
      double big = q * rule.end();
      double b = 0;
      for (int k = STEPS - 1; k >= 0; k--) {
        b += 0.5 * Math.log1p(2 * big * h);
        big = big / (1 + 2 * big * h) + q * (k == 0 ? rule.start() : rule.start() + rule.end());
      }
      return Math.exp(-big * START * START - b);
    }
  }
}
