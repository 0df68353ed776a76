package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.measure.Weights;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.SdeStep;
import wfr.operation.WeightOperations.Resample;
import wfr.operation.WeightOperations.ResetLogWeights;

/** Claims D6 and E on weights, resampling, integrators and the weighted SDE. */
public final class ParticleClaims {
  private static final double ALPHA = 1e-8;

  /** D6 at finite step: unnormalised weights of one population, against the law of the weighted scheme. */
  public static final Claim<ParticleSettings.Reaction> D6 =
      new Claim<>(
          "D6",
          "McKean Feynman-Kac: E[w f(X_t)] = int f rho_t and E[w] = 1, against the exact law of the time-discrete scheme",
          EvidenceClass.S,
          Set.of(Group.SDE, Group.WEIGHTS, Group.PARTICLE_RUN),
          3 * ALPHA,
          WeightedGaussianLaw.DETECTABLE,
          List.of(ParticleSettings.Reaction.WEIGHTS),
          (ops, i, seed) -> WeightedGaussianLaw.check(ops, WeightedGaussianLaw.COUNT, seed, ALPHA));

  /** E2: unbiased resampling, by averaging over the uniforms. */
  public static final Claim<Draws> E2 =
      Claim.exact(
          "E2",
          "E[N_i] = N W_i for every resampling; systematic counts are within one; weights become equal and keep the mass",
          EvidenceClass.D,
          Set.of(Group.RESAMPLING),
          List.of(
              new Draws(ResamplingScheme.MULTINOMIAL, 7, 1, 23, 0, 12, 17),
              new Draws(ResamplingScheme.STRATIFIED, 7, 1, 23, 0, 12, 17),
              new Draws(ResamplingScheme.SYSTEMATIC, 7, 1, 23, 0, 12, 17),
              new Draws(ResamplingScheme.RESIDUAL, 7, 1, 23, 0, 12, 17)),
          (ops, i, seed) -> unbiased(ops, i));

  /**
   * A scheme and weights proportional to integers, as many as particles.
   *
   * @param scheme scheme
   * @param numerators integers, not all zero
   */
  public record Draws(ResamplingScheme scheme, int... numerators) {
    @Override
    public String toString() {
      return scheme.key() + ", weights " + Arrays.toString(numerators) + "/" + denominator();
    }

    int denominator() {
      return Arrays.stream(numerators).sum();
    }

    /** Number of equal parts of [0, 1) on each of which the ancestor of a uniform is constant. */
    int levels() {
      if (scheme != ResamplingScheme.RESIDUAL) {
        return denominator();
      }
      int kept = Arrays.stream(numerators).map(k -> k * numerators.length / denominator()).sum();
      return denominator() * Math.max(1, numerators.length - kept);
    }
  }

  /** E3: bias and variance of self-normalised averages. */
  public static final Claim<Double> E3 =
      new Claim<>(
          "E3",
          "Self-normalised weights: N bias -> -theta e^{theta^2}, N variance -> e^{theta^2}(1 + theta^2)",
          EvidenceClass.S,
          Set.of(Group.WEIGHTS),
          2 * ALPHA,
          SelfNormalised.DETECTABLE,
          List.of(0.5),
          (ops, theta, seed) ->
              SelfNormalised.check(ops, theta, SelfNormalised.REPEATS, seed, ALPHA));

  /** E5: stationary variances of the integrators on a quadratic. */
  public static final Claim<Double> E5 =
      Claim.exact(
          "E5",
          "On a quadratic Euler-Maruyama has variance 1/(k(1 - kh/2)), Leimkuhler-Matthews and exact OU 1/k",
          EvidenceClass.D,
          Set.of(Group.SDE),
          List.of(0.01, 0.1, 0.7),
          (ops, h, seed) -> stationaryVariance(ops, h));

  /** E6: weak order 1 of Euler-Maruyama without Monte Carlo. */
  public static final Claim<Double> E6 =
      Claim.exact(
          "E6",
          "Euler-Maruyama has weak order 1 towards the Fokker-Planck equation: the law of the scheme by quadrature",
          EvidenceClass.L,
          Set.of(Group.SDE, Group.GRID_RUN),
          List.of(0.4),
          (ops, time, seed) -> LawOfScheme.order(ops, time));

  /** E6S: the particles follow the law of their own scheme. */
  public static final Claim<Double> E6S =
      new Claim<>(
          "E6S",
          "Particles of the SDE follow the law of the time-discrete scheme (sup-CDF distance)",
          EvidenceClass.S,
          Set.of(Group.SDE, Group.PARTICLE_RUN),
          ALPHA,
          LawOfScheme.DETECTABLE,
          List.of(0.4),
          (ops, time, seed) -> LawOfScheme.particles(ops, time, LawOfScheme.COUNT, seed, ALPHA));

  /** E7: the weighted scheme against the PDE, without noise. */
  public static final Claim<String> E7 =
      Claim.exact(
          "E7",
          "The mean-field law of the weighted Euler-Maruyama scheme converges to the PDE's solution at order 1",
          EvidenceClass.L,
          Set.of(Group.SDE, Group.WEIGHTS, Group.GRID_RUN),
          List.of("tilted well, start in the upper one"),
          (ops, i, seed) -> WeightedSchemeLaw.convergence(ops));

  /** E7S: weighted particles against the histogram of that law. */
  public static final Claim<String> E7S =
      new Claim<>(
          "E7S",
          "Weighted particles reproduce the histogram of the law of their scheme",
          EvidenceClass.S,
          Set.of(Group.SDE, Group.WEIGHTS),
          ALPHA,
          WeightedSchemeLaw.DETECTABLE,
          List.of("tilted well, start in the upper one"),
          (ops, i, seed) -> WeightedSchemeLaw.particles(ops, WeightedSchemeLaw.COUNT, seed, ALPHA));

  private ParticleClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(D6, E2, E3, E5, E6, E6S, E7, E7S);
  }

  private static Evidence unbiased(Implementation ops, Draws draws) {
    // Every ancestor is constant between multiples of 1/levels, so that midpoints average exactly.
    ResamplingScheme scheme = draws.scheme();
    int denominator = draws.denominator();
    int levels = draws.levels();
    int n = draws.numerators().length;
    double[] w =
        Arrays.stream(draws.numerators()).mapToDouble(k -> (double) k / denominator).toArray();
    double[] average = new double[n];
    double farthest = 0;
    int missing = 0;
    for (int k = 0; k < levels; k++) {
      double[] u = new double[n];
      Arrays.fill(u, (k + 0.5) / levels);
      int[] ancestors = ops.apply(new Resample(scheme, w, u));
      missing = Math.max(missing, Math.abs(ancestors.length - n));
      int[] count = new int[n];
      for (int a : ancestors) {
        count[a]++;
        average[a] += 1.0 / levels;
      }
      for (int i = 0; i < n; i++) {
        farthest = Math.max(farthest, Math.abs(count[i] - n * w[i]));
      }
    }
    double bias = 0;
    for (int i = 0; i < n; i++) {
      bias = Math.max(bias, Math.abs(average[i] - n * w[i]));
    }
    Evidence e =
        Evidence.atMost(
                bias,
                Bounds.rounding(n * levels, 1),
                scheme.key() + ": bias of counts over all uniforms")
            .worse(
                Evidence.atMost(missing, 0, scheme.key() + ": number of offspring, less or more"));
    if (scheme == ResamplingScheme.SYSTEMATIC) {
      e =
          e.worse(
              Evidence.atMost(
                  farthest,
                  1 - 1.0 / denominator + Bounds.rounding(2, n),
                  "systematic: |N_i - N W_i|, strictly below one"));
    }
    double[] l = {-3, 0.5, 1.2, -0.7, 2, 0.1};
    double before = Arrays.stream(l).map(Math::exp).sum();
    double[] reset =
        ops.apply(new ResetLogWeights(Weights.of(l), new int[] {0, 2, 2, 4, 4, 5})).log();
    double spread =
        Arrays.stream(reset).max().getAsDouble() - Arrays.stream(reset).min().getAsDouble();
    double mass = Math.abs(Arrays.stream(reset).map(Math::exp).sum() / before - 1);
    return e.worse(Evidence.atMost(spread, 0, "spread of log-weights after resampling"))
        .worse(Evidence.atMost(mass, Bounds.rounding(8 * l.length, 1), "mass after resampling"));
  }

  /** x' = a x + b xi + c xi': coefficients read off the step itself, then the stationary variance of that recursion. */
  private static Evidence stationaryVariance(Implementation ops, double h) {
    double k = 1.6;
    double diffusivity = 0.8;
    GaussianLaw v = GaussianLaw.of(0, 1 / k);
    double[] zero = {0};
    double[] one = {1};
    // The largest factor that a step of the definitions has: of the answers no bound is taken.
    double slowest = Math.max(Math.abs(1 - k * diffusivity * h), Math.exp(-k * diffusivity * h));
    Evidence worst = null;
    for (Integrator integrator : Integrator.values()) {
      double a = ops.apply(new SdeStep(integrator, v, diffusivity, h, one, zero, zero))[0][0];
      double b = ops.apply(new SdeStep(integrator, v, diffusivity, h, zero, one, zero))[0][0];
      double c = ops.apply(new SdeStep(integrator, v, diffusivity, h, zero, zero, one))[0][0];
      // X_n carries xi_n's partner already: E[X_{n+1} xi_{n+1}] = c, so Var = (b^2 + c^2 + 2 a b
      // c)/(1 - a^2).
      double variance = (b * b + c * c + 2 * a * b * c) / (1 - a * a);
      double truth =
          integrator == Integrator.EULER_MARUYAMA ? 1 / (k * (1 - k * diffusivity * h / 2)) : 1 / k;
      Evidence e =
          Evidence.atMost(
              Math.abs(variance / truth - 1),
              Bounds.rounding(16, 1 / (1 - slowest * slowest)),
              integrator.key()
                  + ", h = "
                  + h
                  + ": stationary variance "
                  + variance
                  + " against "
                  + truth);
      worst = worst == null ? e : worst.worse(e);
    }
    // Transient: noise and drift separately, so that a compensating pair of defects shows.
    double drift =
        ops.apply(new SdeStep(Integrator.EULER_MARUYAMA, v, diffusivity, h, one, zero, zero))[0][0];
    return worst.worse(
        Evidence.atMost(
            Math.abs(drift - (1 - k * diffusivity * h)),
            Bounds.rounding(8, 1),
            "drift of one Euler-Maruyama step, h = " + h));
  }

  /** Standard normals of a stream of its own. */
  static double[] normals(long seed, long block, int n) {
    double[] z = new double[n];
    NormalQuantile.fill(
        new RandomStreams(seed).stream(RandomStreams.Purpose.DIAGNOSTIC, 0, block), z, n);
    return z;
  }

  /** The median of the means of groups of draws against an expectation. */
  static Evidence expectation(
      String what, double[] draws, double expected, double radius, double alpha) {
    double found = FiniteSample.medianOfMeans(draws, alpha);
    return Evidence.atMost(Math.abs(found - expected), radius, what)
        .with(Trace.Draws.of(what, draws, found, expected, radius));
  }
}
