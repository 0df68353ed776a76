package wfr.defects;

import static wfr.operation.ParticleOperations.SDE_STEP;
import static wfr.operation.WeightOperations.EFFECTIVE_SAMPLE_SIZE;
import static wfr.operation.WeightOperations.MEAN_LOG_RATIO;
import static wfr.operation.WeightOperations.NORMALISE;
import static wfr.operation.WeightOperations.RESAMPLE;
import static wfr.operation.WeightOperations.RESET_LOG_WEIGHTS;
import static wfr.operation.WeightOperations.UPDATE_LOG_WEIGHTS;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import wfr.measure.Weights;
import wfr.model.Integrator;
import wfr.operation.WeightOperations.MeanLogRatio;

/** Mutants of the SDE step, the weights and the resampling. */
final class ParticleMutants {
  /** Claims on the law of weighted particles. */
  private static final List<String> LAWS = List.of("E7", "E7S", "D6");

  private ParticleMutants() {}

  static List<Mutant> all() {
    return List.of(
        leimkuhlerMatthews(
            "sde-lm-as-euler",
            "Leimkuhler-Matthews with the whole of one noise: Euler-Maruyama under another name",
            2,
            0),
        leimkuhlerMatthews(
            "sde-lm-root",
            "Leimkuhler-Matthews with (xi_n + xi_{n+1})/sqrt 2",
            Math.sqrt(2),
            Math.sqrt(2)),
        sde(
            "sde-sqrt-dt",
            "noise sqrt(dt) instead of sqrt(2 dt)",
            List.of("E5", "E6", "E6S", "E7", "E7S", "D6"),
            1,
            Math.sqrt(0.5)),
        sde("sde-noise-3permille", "noise 0.3 % too large", List.of("E5", "E6", "E7"), 1, 1.003),
        sde("sde-drift-sign", "drift uphill", List.of("E6", "E6S", "E5", "E7"), -1, 1),
        sde("sde-drift-half", "drift halved", List.of("E5", "E6", "E6S", "E7", "E7S"), 0.5, 1),
        Mutant.of(
            "sde-position-noise",
            "noise grows with the position: Ito drift missing",
            List.of("E6", "E5", "E7"),
            SDE_STEP,
            (c, next) -> {
              double[][] moved = next.apply(c);
              double drift = -0.5 * Math.sqrt(c.dt()) * c.dt();
              return matrix(c.x(), (k, i) -> moved[k][i] + drift * c.x()[k][i]);
            }),
        weights("w-sign", "weights with the wrong sign", LAWS, (r, v, m, l) -> l * (r + v - m)),
        weights(
            "w-lambda-twice", "lambda applied twice", LAWS, (r, v, m, l) -> -2 * l * (r + v - m)),
        weights("w-no-log-rho", "log rho left out", LAWS, (r, v, m, l) -> -l * (v - m)),
        weights(
            "w-no-centring",
            "mean term left out: E[w] is not 1",
            List.of("E8", "E7S", "D6"),
            (r, v, m, l) -> -l * (r + v)),
        weights(
            "w-base-2",
            "base-2 logarithm of rho",
            LAWS,
            (r, v, m, l) -> -l * (r / Math.log(2) + v - m)),
        weights(
            "w-lambda-1-percent",
            "lambda 1 % too large in the weights",
            List.of("E7"),
            (r, v, m, l) -> -1.01 * l * (r + v - m)),
        weights(
            "w-no-potential",
            "V left out: weights move towards uniform instead of pi",
            LAWS,
            (r, v, m, l) -> -l * (r - m)),
        weights(
            "w-clipped-log",
            "log of a clipped density",
            List.of("E7"),
            (r, v, m, l) -> -l * (Math.max(r, Math.log(0.02)) + v - m)),
        weights(
            "w-linear-step",
            "1 - x for e^{-x} in the weight of a step",
            List.of("E8"),
            (r, v, m, l) -> Math.log(Math.max(1e-300, 1 - l * (r + v - m)))),
        divided(
            "w-linear-domain",
            "weights exponentiated without a shift: they under- or overflow",
            List.of("E8"),
            w -> Arrays.stream(w).sum()),
        Mutant.of(
            "w-ess-of-sums",
            "effective sample size as sum w instead of (sum w)^2 / sum w^2",
            List.of("E8"),
            EFFECTIVE_SAMPLE_SIZE,
            (c, next) -> Arrays.stream(c.logWeights().relative()).sum()),
        Mutant.of(
            "w-mean-unweighted",
            "mean of log rho + V over particles instead of over weights",
            List.of("E7", "E8"),
            MEAN_LOG_RATIO,
            (c, next) ->
                next.apply(
                    new MeanLogRatio(
                        Weights.equal(c.logWeights().count(), 0), c.logRho(), c.potential()))),
        divided(
            "w-not-normalised",
            "weights divided by N instead of by their sum",
            List.of("E3", "E8"),
            w -> w.length),
        uniforms("rs-fixed-offset", "the uniform is ignored", u -> 0.5),
        uniforms("rs-squared-offset", "u^2 instead of u", u -> u * u),
        Mutant.of(
            "rs-argmax",
            "every offspring from the heaviest particle",
            List.of("E2", "E7R"),
            RESAMPLE,
            (c, next) -> {
              double[] w = c.weights();
              int best = IntStream.range(0, w.length).reduce(0, (a, b) -> w[b] > w[a] ? b : a);
              return IntStream.range(0, w.length).map(i -> best).toArray();
            }),
        Mutant.of(
            "rs-last-lost",
            "cdf not closed: the last particle is never chosen",
            List.of("E2"),
            RESAMPLE,
            (c, next) ->
                Arrays.stream(next.apply(c))
                    .map(a -> Math.min(a, c.weights().length - 2))
                    .toArray()),
        Mutant.of(
            "rs-weights-kept",
            "weights not reset after resampling",
            List.of("E2", "E7R"),
            RESET_LOG_WEIGHTS,
            (c, next) -> c.logWeights()));
  }

  /** Entry i of coordinate k. */
  @FunctionalInterface
  interface Entry {
    double of(int k, int i);
  }

  /** A matrix of the size of another, by its entries. */
  static double[][] matrix(double[][] like, Entry entry) {
    double[][] a = new double[like.length][like[0].length];
    for (int k = 0; k < a.length; k++) {
      int row = k;
      Arrays.setAll(a[k], i -> entry.of(row, i));
    }
    return a;
  }

  /** Leimkuhler-Matthews with other multiples of its two noises. */
  private static Mutant leimkuhlerMatthews(String id, String defect, double own, double following) {
    return Mutant.of(
        id,
        defect,
        List.of("E6L"),
        SDE_STEP,
        (c, next) ->
            next.apply(
                c.integrator() == Integrator.LEIMKUHLER_MATTHEWS
                    ? c.withNoise(scaled(c.noise(), own), scaled(c.nextNoise(), following))
                    : c));
  }

  private static double[][] scaled(double[][] a, double factor) {
    return matrix(a, (k, i) -> factor * a[k][i]);
  }

  /** Other multiples of drift and noise. */
  private static Mutant sde(
      String id, String defect, List<String> refutedBy, double drift, double noise) {
    return Mutant.of(
        id,
        defect,
        refutedBy,
        SDE_STEP,
        (c, next) -> {
          double[][] x = c.x();
          double[][] still = next.apply(c.withNoise(scaled(c.noise(), 0), scaled(c.noise(), 0)));
          double[][] moved = next.apply(c);
          return matrix(
              x,
              (k, i) ->
                  x[k][i] + drift * (still[k][i] - x[k][i]) + noise * (moved[k][i] - still[k][i]));
        });
  }

  /** Change of one log-weight; step is lambda dt. */
  @FunctionalInterface
  private interface Change {
    double of(double logRho, double potential, double mean, double step);
  }

  private static Mutant weights(String id, String defect, List<String> refutedBy, Change change) {
    return Mutant.of(
        id,
        defect,
        refutedBy,
        UPDATE_LOG_WEIGHTS,
        (c, next) -> {
          double[] l = new double[c.logRho().length];
          Arrays.setAll(
              l, i -> change.of(c.logRho()[i], c.potential()[i], c.mean(), c.lambda() * c.dt()));
          return c.logWeights().plus(l);
        });
  }

  /** Weights w over a figure of all of them. */
  private static Mutant divided(
      String id, String defect, List<String> refutedBy, ToDoubleFunction<double[]> by) {
    return Mutant.of(
        id,
        defect,
        refutedBy,
        NORMALISE,
        (c, next) -> {
          double[] w = Arrays.stream(c.logWeights().log()).map(Math::exp).toArray();
          return DensityMutants.map(w, 1 / by.applyAsDouble(w), 0);
        });
  }

  private static Mutant uniforms(String id, String defect, DoubleUnaryOperator change) {
    return Mutant.of(
        id,
        defect,
        List.of("E2", "E7R"),
        RESAMPLE,
        (c, next) -> next.apply(c.withUniforms(Arrays.stream(c.uniforms()).map(change).toArray())));
  }
}
