package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.Integrator;
import wfr.model.MixtureLaw;
import wfr.model.ParticleSettings;
import wfr.model.PolynomialPotential;
import wfr.model.ResamplingScheme;
import wfr.model.ReverseOu;
import wfr.model.TimeField;
import wfr.model.WfrProblem;
import wfr.operation.CorrectionOperations.ReverseDrift;
import wfr.operation.CorrectionOperations.ReverseRun;
import wfr.operation.CorrectionOperations.ReverseTilt;
import wfr.operation.CorrectionOperations.StartLogWeight;
import wfr.operation.Implementation;
import wfr.statistics.EmpiricalBernstein;

/**
 * The weighted law of the time-discrete reversal, m_{n+1} = e^{h r_{n+1}/2} (e^{h r_n/2} m_n pushed by y + h B_n(y) + h^{1/2} xi), by the trapezoidal rule; its order towards the law of the flow,
 * and the production walk against it. Two starts: N(0, 1) with w_0 = q_T/N(0, 1) and no rate, and q_T e^{ay - by^2/2}/Z with the rate -lambda (h - E h).
 */
final class ReverseScheme {
  static final double ALPHA = 1e-9;
  static final int POPULATIONS = 20_000;
  static final int COUNT = 8;

  /** Largest standard deviation of one population in units of the largest possible value, on which the power rests. */
  private static final EmpiricalBernstein TEST = new EmpiricalBernstein(0.12);

  /** Smallest bias in those units found with probability 0.999. */
  static final double DETECTABLE = 0.015;

  static final double HORIZON = 1;
  static final int STEPS = 16;
  static final double LAMBDA = 1.2;
  static final double[] TILT = {0.3, -0.25};
  private static final double END = 9;
  private static final int NODES = 720;

  private ReverseScheme() {}

  /** Values in [0, 1], larger at one outer component than at the other. */
  private static final DoubleUnaryOperator FUNCTION = y -> 0.5 + 0.5 * Math.tanh(y - 0.6);

  static Evidence check(Implementation ops, boolean reaction, int populations, long seed) {
    return Evidence.powered(
        TEST.detectable(populations, ALPHA, FiniteSample.BETA),
        DETECTABLE,
        () -> sampled(ops, reaction, populations, seed));
  }

  static Evidence sampled(Implementation ops, boolean reaction, int populations, long seed) {
    ReverseOu path = path(reaction);
    InitialLaw start = start(path);
    TimeField rate = rate(ops, reaction);
    double[][] off = errors(ops, reaction);
    double[] mass = off[0];
    ParticleSettings settings =
        new ParticleSettings(
            COUNT,
            HORIZON / STEPS,
            Integrator.EULER_MARUYAMA,
            new DensityEstimate.Grid(0),
            ParticleSettings.Reaction.WEIGHTS,
            new ParticleSettings.Resampling(ResamplingScheme.SYSTEMATIC, 0.95),
            seed);
    double largest = largest(path, reaction, STEPS);
    List<WeightedSample> run =
        IntStream.range(0, populations)
            .mapToObj(
                r ->
                    ops.apply(
                            new ReverseRun(path, start, rate, settings, new double[] {HORIZON}, r))
                        .samples()
                        .get(0))
            .toList();
    double[] found = run.stream().mapToDouble(s -> average(s) / largest).toArray();
    String what = reaction ? "WFR on top" : "N(0, 1) weighted";
    Evidence order =
        ConvergenceStudy.ofErrors(1, 1, off[1])
            .evidence("law of the scheme to the mixture; " + what);
    if (reaction) {
      order =
          order.worse(
              Evidence.atMost(
                  Math.abs(mass[3]), Math.abs(mass[2]), "E[w] - 1 falls with the step; " + what));
    }
    return order
        .worse(FiniteSample.particles(run, COUNT, what))
        .worse(
            FiniteSample.mean(
                found,
                populations,
                expected(ops, reaction),
                TEST,
                ALPHA,
                "populations of walkers against the law of their scheme, in units of "
                    + largest
                    + "; "
                    + what));
  }

  /** {E[w] - 1, E[w f] - its limit} of the scheme at 64, 128, 256 and 512 steps. */
  static double[][] errors(Implementation ops, boolean reaction) {
    ReverseOu path = path(reaction);
    InitialLaw start = start(path);
    TimeField rate = rate(ops, reaction);
    double[] end =
        reaction ? ops.apply(new ReverseTilt(TILT[0], TILT[1], LAMBDA, HORIZON)) : new double[2];
    DoubleUnaryOperator law =
        y -> ReverseOuClaims.density(y, 0)[0] * Math.exp(end[0] * y - 0.5 * end[1] * y * y);
    double exact =
        ReverseOuClaims.integral(y -> law.applyAsDouble(y) * FUNCTION.applyAsDouble(y))
            / ReverseOuClaims.integral(law);
    double[][] off = new double[2][4];
    for (int l = 0; l < off[0].length; l++) {
      double[] found = scheme(ops, path, start, rate, 64 << l);
      off[0][l] = found[0] - 1;
      off[1][l] = found[1] - exact;
    }
    return off;
  }

  /** What the average of one population estimates, in units of the largest possible weight. */
  static double expected(Implementation ops, boolean reaction) {
    ReverseOu path = path(reaction);
    return scheme(ops, path, start(path), rate(ops, reaction), STEPS)[1]
        / largest(path, reaction, STEPS);
  }

  static ReverseOu path(boolean reaction) {
    return new ReverseOu(ReverseOuClaims.DATA, HORIZON, 1, reaction);
  }

  private static InitialLaw start(ReverseOu path) {
    return path.exactStart()
        ? wfr.exact.ReverseTilt.tilted(path.at(0), TILT[0], TILT[1])
        : GaussianLaw.of(0, 1);
  }

  /** -lambda (h - E h) along the closed form; the mean by the components' moments. */
  private static TimeField rate(Implementation ops, boolean reaction) {
    if (!reaction) {
      return (y, tau) -> 0;
    }
    java.util.Map<Double, double[]> known = new java.util.concurrent.ConcurrentHashMap<>();
    return (y, tau) -> {
      double[] c =
          known.computeIfAbsent(
              tau, t -> coefficients(ops.apply(new ReverseTilt(TILT[0], TILT[1], LAMBDA, t)), t));
      return -LAMBDA * (c[0] * y - 0.5 * c[1] * y * y - c[2]);
    };
  }

  /** {a, b, E[a Y - b Y^2/2]}. */
  private static double[] coefficients(double[] ab, double tau) {
    DoubleUnaryOperator tilt = y -> ab[0] * y - 0.5 * ab[1] * y * y;
    DoubleUnaryOperator law =
        y -> ReverseOuClaims.density(y, HORIZON - tau)[0] * Math.exp(tilt.applyAsDouble(y));
    double mean =
        ReverseOuClaims.integral(y -> tilt.applyAsDouble(y) * law.applyAsDouble(y))
            / ReverseOuClaims.integral(law);
    return new double[] {ab[0], ab[1], mean};
  }

  /** Largest possible weight. */
  static double largest(ReverseOu path, boolean reaction, int steps) {
    return reaction ? largestGain(steps) : largestStart(path);
  }

  /** b is negative: h has its least value -a^2/(2|b|), so the rate is at most lambda (E h + a^2/(2|b|)). */
  private static double largestGain(int steps) {
    double sum = 0;
    for (int k = 0; k <= steps; k++) {
      double tau = HORIZON * k / steps;
      double[] c = coefficients(wfr.exact.ReverseTilt.at(TILT[0], TILT[1], LAMBDA, tau), tau);
      double most = LAMBDA * (c[2] - 0.5 * c[0] * c[0] / c[1]);
      sum += (k == 0 || k == steps ? 0.5 : 1) * most * HORIZON / steps;
    }
    return Math.exp(sum);
  }

  /** Variances of q_T are below 1, so w_0 is bounded; its maximum on a grid of spacing 1e-3, whose share between nodes is below a percent. */
  private static double largestStart(ReverseOu path) {
    MixtureLaw q = path.at(0);
    double most = 0;
    for (double y = -12; y <= 12; y += 1e-3) {
      most = Math.max(most, Math.exp(q.logDensity(y)) / ReverseOuClaims.normal(y, 1));
    }
    return 1.01 * most;
  }

  static double average(WeightedSample s) {
    double[] x = s.coordinate(0);
    double[] l = s.logWeights();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.exp(l[i]) * FUNCTION.applyAsDouble(x[i]);
    }
    return sum / x.length;
  }

  /** {E[w], E[w f]} of the scheme. */
  static double[] scheme(
      Implementation ops, ReverseOu path, InitialLaw start, TimeField rate, int steps) {
    SchemeLaw law =
        SchemeLaw.initial(
            new WfrProblem(
                new PolynomialPotential(0),
                start,
                Domain.interval(-END, END, Domain.Boundary.LINE),
                0,
                1),
            -END,
            END,
            NODES);
    double[] y = law.nodes();
    double h = HORIZON / steps;
    law = law.times(factor(y, v -> Math.exp(ops.apply(new StartLogWeight(path, v)))));
    for (int k = 0; k < steps; k++) {
      double now = k * h;
      double next = (k + 1) * h;
      law = law.times(factor(y, v -> Math.exp(0.5 * h * rate.at(v, now))));
      law =
          law.push(
              factor(y, v -> v + h * ops.apply(new ReverseDrift(path, v, now))),
              Math.sqrt(h * path.noise()),
              1);
      law = law.times(factor(y, v -> Math.exp(0.5 * h * rate.at(v, next))));
    }
    return new double[] {law.total(), law.expectation(factor(y, FUNCTION))};
  }

  private static double[] factor(double[] y, DoubleUnaryOperator f) {
    return Arrays.stream(y).map(f).toArray();
  }
}
