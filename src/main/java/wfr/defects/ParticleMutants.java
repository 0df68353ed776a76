package wfr.defects;

import java.util.Arrays;
import java.util.List;
import wfr.model.Integrator;
import wfr.model.Potential;
import wfr.model.ResamplingScheme;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations.Group;

/** Mutants of the SDE step, the weights and the resampling. */
final class ParticleMutants {
  private ParticleMutants() {}

  static List<Mutant> all() {
    return List.of(
        leimkuhlerMatthews(
            "sde-lm-as-euler",
            "Leimkuhler-Matthews with the whole of one noise: Euler-Maruyama under another name",
            List.of("E6L"),
            2,
            0),
        leimkuhlerMatthews(
            "sde-lm-root",
            "Leimkuhler-Matthews with (xi_n + xi_{n+1})/sqrt 2",
            List.of("E6L"),
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
        new Mutant(
            "sde-position-noise",
            "noise grows with the position: Ito drift missing",
            Group.SDE,
            List.of("E6", "E5", "E7"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] sdeStep(
                      Integrator integrator,
                      Potential potential,
                      double diffusivity,
                      double dt,
                      double[] x,
                      double[] noise,
                      double[] nextNoise) {
                    double[] moved =
                        super.sdeStep(integrator, potential, diffusivity, dt, x, noise, nextNoise);
                    for (int i = 0; i < x.length; i++) {
                      moved[i] -= 0.5 * Math.sqrt(dt) * dt * x[i];
                    }
                    return moved;
                  }
                }),
        weights(
            "w-sign",
            "weights with the wrong sign",
            List.of("E7", "E7S", "D6"),
            (l, r, v, m, rate) -> l + rate * (r + v - m)),
        weights(
            "w-lambda-twice",
            "lambda applied twice",
            List.of("E7", "E7S", "D6"),
            (l, r, v, m, rate) -> l - 2 * rate * (r + v - m)),
        weights(
            "w-no-log-rho",
            "log rho left out",
            List.of("E7", "E7S", "D6"),
            (l, r, v, m, rate) -> l - rate * (v - m)),
        weights(
            "w-no-centring",
            "mean term left out: E[w] is not 1",
            List.of("E8", "E7S", "D6"),
            (l, r, v, m, rate) -> l - rate * (r + v)),
        weights(
            "w-base-2",
            "base-2 logarithm of rho",
            List.of("E7", "E7S", "D6"),
            (l, r, v, m, rate) -> l - rate * (r / Math.log(2) + v - m)),
        weights(
            "w-lambda-1-percent",
            "lambda 1 % too large in the weights",
            List.of("E7"),
            (l, r, v, m, rate) -> l - 1.01 * rate * (r + v - m)),
        weights(
            "w-no-potential",
            "V left out: weights move towards uniform instead of pi",
            List.of("E7", "E7S", "D6"),
            (l, r, v, m, rate) -> l - rate * (r - m)),
        weights(
            "w-clipped-log",
            "log of a clipped density",
            List.of("E7"),
            (l, r, v, m, rate) -> l - rate * (Math.max(r, Math.log(0.02)) + v - m)),
        weights(
            "w-linear-step",
            "1 - x for e^{-x} in the weight of a step",
            List.of("E8"),
            (l, r, v, m, rate) -> l + Math.log(Math.max(1e-300, 1 - rate * (r + v - m)))),
        new Mutant(
            "w-linear-domain",
            "weights exponentiated without a shift: they under- or overflow",
            Group.WEIGHTS,
            List.of("E8"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] normalise(double[] logWeights) {
                    double sum = Arrays.stream(logWeights).map(Math::exp).sum();
                    return Arrays.stream(logWeights).map(l -> Math.exp(l) / sum).toArray();
                  }
                }),
        new Mutant(
            "w-ess-of-sums",
            "effective sample size as sum w instead of (sum w)^2 / sum w^2",
            Group.WEIGHTS,
            List.of("E8"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double effectiveSampleSize(double[] logWeights) {
                    double max = Arrays.stream(logWeights).max().orElse(0);
                    return Arrays.stream(logWeights).map(l -> Math.exp(l - max)).sum();
                  }
                }),
        new Mutant(
            "w-mean-unweighted",
            "mean of log rho + V over particles instead of over weights",
            Group.WEIGHTS,
            List.of("E7", "E8"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double meanLogRatio(
                      double[] logWeights, double[] logRho, double[] potential) {
                    return super.meanLogRatio(new double[logWeights.length], logRho, potential);
                  }
                }),
        new Mutant(
            "w-not-normalised",
            "weights divided by N instead of by their sum",
            Group.WEIGHTS,
            List.of("E3", "E8"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] normalise(double[] logWeights) {
                    return Arrays.stream(logWeights)
                        .map(l -> Math.exp(l) / logWeights.length)
                        .toArray();
                  }
                }),
        resampling("rs-fixed-offset", "the uniform is ignored", (w, u) -> filled(u, 0.5)),
        resampling(
            "rs-squared-offset",
            "u^2 instead of u",
            (w, u) -> Arrays.stream(u).map(x -> x * x).toArray()),
        new Mutant(
            "rs-argmax",
            "every offspring from the heaviest particle",
            Group.RESAMPLING,
            List.of("E2", "E7R"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public int[] resample(
                      ResamplingScheme scheme, double[] weights, double[] uniforms) {
                    int best = 0;
                    for (int i = 0; i < weights.length; i++) {
                      best = weights[i] > weights[best] ? i : best;
                    }
                    int[] a = new int[weights.length];
                    Arrays.fill(a, best);
                    return a;
                  }
                }),
        new Mutant(
            "rs-last-lost",
            "cdf not closed: the last particle is never chosen",
            Group.RESAMPLING,
            List.of("E2"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public int[] resample(
                      ResamplingScheme scheme, double[] weights, double[] uniforms) {
                    int[] a = super.resample(scheme, weights, uniforms);
                    for (int i = 0; i < a.length; i++) {
                      a[i] = Math.min(a[i], weights.length - 2);
                    }
                    return a;
                  }
                }),
        new Mutant(
            "rs-weights-kept",
            "weights not reset after resampling",
            Group.RESAMPLING,
            List.of("E2", "E7R"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] resetLogWeights(double[] logWeights, int[] ancestors) {
                    return logWeights.clone();
                  }
                }));
  }

  private static double[] filled(double[] u, double value) {
    double[] out = new double[u.length];
    Arrays.fill(out, value);
    return out;
  }

  /** Leimkuhler-Matthews with other multiples of its two noises. */
  private static Mutant leimkuhlerMatthews(
      String id, String defect, List<String> refutedBy, double own, double next) {
    return new Mutant(
        id,
        defect,
        Group.SDE,
        refutedBy,
        () ->
            new ReferenceOperations() {
              @Override
              public double[] sdeStep(
                  Integrator integrator,
                  Potential potential,
                  double diffusivity,
                  double dt,
                  double[] x,
                  double[] noise,
                  double[] nextNoise) {
                if (integrator != Integrator.LEIMKUHLER_MATTHEWS) {
                  return super.sdeStep(integrator, potential, diffusivity, dt, x, noise, nextNoise);
                }
                return super.sdeStep(
                    integrator,
                    potential,
                    diffusivity,
                    dt,
                    x,
                    Arrays.stream(noise).map(z -> own * z).toArray(),
                    Arrays.stream(nextNoise).map(z -> next * z).toArray());
              }
            });
  }

  private static Mutant sde(
      String id, String defect, List<String> refutedBy, double drift, double noiseFactor) {
    return new Mutant(
        id,
        defect,
        Group.SDE,
        refutedBy,
        () ->
            new ReferenceOperations() {
              @Override
              public double[] sdeStep(
                  Integrator integrator,
                  Potential potential,
                  double diffusivity,
                  double dt,
                  double[] x,
                  double[] noise,
                  double[] nextNoise) {
                double[] still =
                    super.sdeStep(
                        integrator,
                        potential,
                        diffusivity,
                        dt,
                        x,
                        new double[x.length],
                        new double[x.length]);
                double[] moved =
                    super.sdeStep(integrator, potential, diffusivity, dt, x, noise, nextNoise);
                for (int i = 0; i < x.length; i++) {
                  moved[i] = x[i] + drift * (still[i] - x[i]) + noiseFactor * (moved[i] - still[i]);
                }
                return moved;
              }
            });
  }

  /** One entry of a weight update; rate is lambda dt. */
  @FunctionalInterface
  private interface Update {
    double of(double logWeight, double logRho, double potential, double mean, double rate);
  }

  private static Mutant weights(String id, String defect, List<String> refutedBy, Update update) {
    return new Mutant(
        id,
        defect,
        Group.WEIGHTS,
        refutedBy,
        () ->
            new ReferenceOperations() {
              @Override
              public double[] updateLogWeights(
                  double[] logWeights,
                  double[] logRho,
                  double[] potential,
                  double mean,
                  double lambda,
                  double dt) {
                double[] l = new double[logWeights.length];
                for (int i = 0; i < l.length; i++) {
                  l[i] = update.of(logWeights[i], logRho[i], potential[i], mean, lambda * dt);
                }
                return l;
              }
            });
  }

  /** A change of the uniforms. */
  @FunctionalInterface
  private interface Uniforms {
    double[] of(double[] weights, double[] uniforms);
  }

  private static Mutant resampling(String id, String defect, Uniforms change) {
    return new Mutant(
        id,
        defect,
        Group.RESAMPLING,
        List.of("E2", "E7R"),
        () ->
            new ReferenceOperations() {
              @Override
              public int[] resample(ResamplingScheme scheme, double[] weights, double[] uniforms) {
                return super.resample(scheme, weights, change.of(weights, uniforms));
              }
            });
  }
}
