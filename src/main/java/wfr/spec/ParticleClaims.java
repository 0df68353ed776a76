package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import wfr.exact.GaussianFlow;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.spec.Operations.Group;
import wfr.statistics.EmpiricalBernstein;
import wfr.statistics.MedianOfMeans;

/** Claims D6 and E on weights, resampling, integrators and the weighted SDE. */
public final class ParticleClaims {
  /** Where the discontinuous test function jumps. */
  private static final double JUMP = 0.3;

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
          "Euler-Maruyama has weak order 1: the law of the scheme by quadrature",
          EvidenceClass.L,
          Set.of(Group.SDE),
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

  private static Evidence unbiased(Operations ops, Draws draws) {
    // Every ancestor is constant between multiples of 1/levels, so that midpoints average exactly.
    ResamplingScheme scheme = draws.scheme();
    int denominator = draws.denominator();
    int levels = draws.levels();
    int n = draws.numerators().length;
    double[] w =
        Arrays.stream(draws.numerators()).mapToDouble(k -> (double) k / denominator).toArray();
    double[] average = new double[n];
    double farthest = 0;
    for (int k = 0; k < levels; k++) {
      double[] u = new double[n];
      Arrays.fill(u, (k + 0.5) / levels);
      int[] ancestors = ops.resample(scheme, w, u);
      int[] count = new int[n];
      for (int a : ancestors) {
        count[a]++;
        average[a] += 1.0 / levels;
      }
      if (ancestors.length != n) {
        return Evidence.atMost(ancestors.length, n, scheme.key() + ": number of offspring");
      }
      for (int i = 0; i < n; i++) {
        farthest = Math.max(farthest, Math.abs(count[i] - n * w[i]));
      }
    }
    double bias = 0;
    for (int i = 0; i < n; i++) {
      bias = DiscretisationClaims.larger(bias, Math.abs(average[i] - n * w[i]));
    }
    Evidence e =
        Evidence.atMost(
            bias,
            Bounds.rounding(n * levels, 1),
            scheme.key() + ": bias of counts over all uniforms");
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
    double[] reset = ops.resetLogWeights(l, new int[] {0, 2, 2, 4, 4, 5});
    double spread =
        Arrays.stream(reset).max().getAsDouble() - Arrays.stream(reset).min().getAsDouble();
    double mass = Math.abs(Arrays.stream(reset).map(Math::exp).sum() / before - 1);
    return e.worse(Evidence.atMost(spread, 0, "spread of log-weights after resampling"))
        .worse(Evidence.atMost(mass, Bounds.rounding(8 * l.length, 1), "mass after resampling"));
  }

  /** x' = a x + b xi + c xi': coefficients read off the step itself, then the stationary variance of that recursion. */
  private static Evidence stationaryVariance(Operations ops, double h) {
    double k = 1.6;
    double diffusivity = 0.8;
    GaussianLaw v = GaussianLaw.of(0, 1 / k);
    double[] zero = {0};
    double[] one = {1};
    Evidence worst = null;
    for (Integrator integrator : Integrator.values()) {
      double a = ops.sdeStep(integrator, v, diffusivity, h, one, zero, zero)[0];
      double b = ops.sdeStep(integrator, v, diffusivity, h, zero, one, zero)[0];
      double c = ops.sdeStep(integrator, v, diffusivity, h, zero, zero, one)[0];
      // X_n carries xi_n's partner already: E[X_{n+1} xi_{n+1}] = c, so Var = (b^2 + c^2 + 2 a b
      // c)/(1 - a^2).
      double variance = (b * b + c * c + 2 * a * b * c) / (1 - a * a);
      double truth =
          integrator == Integrator.EULER_MARUYAMA ? 1 / (k * (1 - k * diffusivity * h / 2)) : 1 / k;
      Evidence e =
          Evidence.atMost(
              Math.abs(variance / truth - 1),
              Bounds.rounding(16, 1 / (1 - a * a)),
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
    double drift = ops.sdeStep(Integrator.EULER_MARUYAMA, v, diffusivity, h, one, zero, zero)[0];
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
  private static Evidence expectation(
      String what, double[] draws, double expected, double radius, double alpha) {
    double found = FiniteSample.medianOfMeans(draws, alpha);
    return Evidence.atMost(Math.abs(found - expected), radius, what)
        .with(Trace.Draws.of(what, draws, found, expected, radius));
  }

  /** The law of an oracle-weighted exact-OU run on a Gaussian problem stays Gaussian at every finite step. */
  static final class WeightedGaussianLaw {
    static final int COUNT = 1_000_000;

    /** Smallest error of an expectation found with probability 0.999: stated, and asserted before sampling. */
    static final double DETECTABLE = 0.065;

    /** Bound of E[w^2] at the horizon used for the stated power; the check computes and asserts the exact value of the scheme. */
    static final double SECOND_MOMENT = 1.3;

    private WeightedGaussianLaw() {}

    static Evidence check(Operations ops, int count, long seed, double alpha) {
      return Evidence.powered(
          new MedianOfMeans(SECOND_MOMENT).detectable(count, alpha, FiniteSample.BETA),
          DETECTABLE,
          () -> sampled(ops, count, seed, alpha));
    }

    static Evidence sampled(Operations ops, int count, long seed, double alpha) {
      GaussianLaw target = GaussianLaw.of(0.4, 0.5);
      GaussianLaw initial = GaussianLaw.of(-0.6, 0.8);
      double lambda = 0.8;
      double dt = 0.02;
      int steps = 25;
      WfrProblem problem =
          new WfrProblem(
              target,
              initial,
              wfr.model.Domain.interval(-9, 9, wfr.model.Domain.Boundary.LINE),
              lambda,
              1);
      ParticleSettings settings =
          new ParticleSettings(
              count,
              dt,
              Integrator.EXACT_OU,
              new DensityEstimate.Oracle(),
              ParticleSettings.Reaction.WEIGHTS,
              new ParticleSettings.Resampling(ResamplingScheme.NONE, 0),
              seed);
      double[] first = law(target, initial, lambda, dt, steps, 1);
      double[] second = law(target, initial, lambda, dt, steps, 2);
      double z = first[0];
      double m = first[1];
      double c = first[2];
      double secondMoment = second[0];
      if (!(secondMoment <= SECOND_MOMENT)) {
        return Evidence.inconclusive(secondMoment, SECOND_MOMENT, "E[w^2] of the scheme");
      }
      WeightedSample sample = ops.particleRun(problem, settings, new double[] {steps * dt}).get(0);
      double[] x = sample.coordinate(0);
      double[] w = Arrays.stream(sample.logWeights()).map(Math::exp).toArray();
      double[] wSin = new double[w.length];
      double[] wStep = new double[w.length];
      for (int i = 0; i < w.length; i++) {
        wSin[i] = w[i] * Math.sin(x[i]);
        wStep[i] = x[i] > JUMP ? w[i] : 0;
      }
      double sine = z * Math.sin(m) * Math.exp(-0.5 * c);
      double right =
          z * 0.5 * org.apache.commons.math3.special.Erf.erfc((JUMP - m) / Math.sqrt(2 * c));
      double radius = FiniteSample.medianOfMeans(count, secondMoment, alpha);
      double radiusOfMean = FiniteSample.medianOfMeans(count, secondMoment - z * z, alpha);
      return expectation("E[w] against the law of the scheme, " + z, w, z, radiusOfMean, alpha)
          .worse(
              expectation(
                  "E[w sin X] against the law of the scheme, " + sine, wSin, sine, radius, alpha))
          .worse(
              expectation(
                  "E[w 1(X > 0.3)] against the law of the scheme, " + right,
                  wStep,
                  right,
                  radius,
                  alpha))
          .worse(Evidence.atMost(Math.abs(z - 1), lambda * dt, "E[w] of the scheme is 1 + O(dt)"));
    }

    /**
     * (z, m, c): E[w^power f(X)] = z E f(N(m, c)) after the steps; w^power has exponent power times as large, and
     * a Gaussian times the exponential of a quadratic stays one.
     */
    static double[] law(
        GaussianLaw target, GaussianLaw initial, double lambda, double dt, int steps, int power) {
      GaussianFlow flow = new GaussianFlow(target, initial, lambda, 1);
      double s = target.covariance()[0][0];
      double centre = target.mean()[0];
      double logZ = 0;
      double m = initial.mean()[0];
      double c = initial.covariance()[0][0];
      double a = Math.exp(-dt / s);
      for (int k = 0; k < steps; k++) {
        double ct = flow.variance(k * dt);
        double mt = flow.mean(k * dt);
        // h - E h = q2 ((x - mt)^2 - ct) + q1 (x - mt).
        double b2 = power * lambda * dt * 0.5 * (1 / s - 1 / ct);
        double b1 = power * lambda * dt * (mt - centre) / s;
        double e = m - mt;
        double newC = 1 / (1 / c + 2 * b2);
        double tilt = e / c - b1;
        logZ += 0.5 * Math.log(newC / c) - 0.5 * e * e / c + 0.5 * newC * tilt * tilt + b2 * ct;
        m = centre + a * (mt + newC * tilt - centre);
        c = a * a * newC + s * (1 - a * a);
      }
      return new double[] {Math.exp(logZ), m, c};
    }
  }

  /**
   * E3 by many small populations, against the exact mean and mean square of one of them:
   * E[A/S] = N int E[x w e^{-uw}] G(u)^{N-1} du and
   * E[A^2/S^2] = int u (N E[x^2 w^2 e^{-uw}] G^{N-1} + N (N-1) E[x w e^{-uw}]^2 G^{N-2}) du, G(u) = E[e^{-uw}].
   */
  static final class SelfNormalised {
    static final int N = 50;
    static final int REPEATS = 400_000;

    /** Bounds of the variance of one average and of N times its squared error, for theta = 0.5; asserted against the exact ones before sampling. */
    static final double VARIANCE = 0.033;

    static final double VARIANCE_OF_SQUARE = 6.5;

    /** An average lies between the smallest and the largest normal that can be drawn, and so does its expectation. */
    static final double RANGE = 2 * Math.abs(NormalQuantile.of(0));

    /** Smallest error of N bias and of N mean square found with probability 0.999: stated, and asserted before sampling. */
    static final double DETECTABLE = 0.25;

    private SelfNormalised() {}

    /** N times the radius of the mean. */
    static double radius(int repeats, double alpha) {
      return N * FiniteSample.bernstein(repeats, VARIANCE, RANGE, alpha);
    }

    /** The larger of the two discrepancies that are found. */
    static double detectable(int repeats, double alpha) {
      double missed = N * EmpiricalBernstein.known(repeats, VARIANCE, RANGE, FiniteSample.BETA);
      MedianOfMeans square = new MedianOfMeans(VARIANCE_OF_SQUARE);
      return Math.max(
          radius(repeats, alpha) + missed, square.detectable(repeats, alpha, FiniteSample.BETA));
    }

    /** {E[A^k/S^k], k = 1, ..., 4} for populations of n, by the trapezoidal rule in x and in log u. */
    static double[] exact(double theta, int n) {
      double[] moment = new double[4];
      double du = 0.05;
      double dx = 0.05;
      for (double log = -25; log <= 15; log += du) {
        double u = Math.exp(log);
        double g = 0;
        double[] q = new double[4];
        for (double x = -9; x <= 9; x += dx) {
          double density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI) * dx;
          double w = Math.exp(theta * x);
          double e = density * Math.exp(-u * w);
          g += e;
          double term = e;
          for (int k = 0; k < q.length; k++) {
            term *= x * w;
            q[k] += term;
          }
        }
        // E[A^k e^{-uS}]: partitions of k factors into particles, then int u^{k-1} du/(k-1)!
        double one = n * Math.pow(g, n - 1);
        double two = n * (n - 1.0) * Math.pow(g, n - 2);
        double three = n * (n - 1.0) * (n - 2) * Math.pow(g, n - 3);
        double four = n * (n - 1.0) * (n - 2) * (n - 3) * Math.pow(g, n - 4);
        double h = q[0] * q[0];
        moment[0] += one * q[0] * u * du;
        moment[1] += (one * q[1] + two * h) * u * u * du;
        moment[2] += (one * q[2] + 3 * two * q[1] * q[0] + three * h * q[0]) / 2 * u * u * u * du;
        moment[3] +=
            (one * q[3]
                    + two * (4 * q[2] * q[0] + 3 * q[1] * q[1])
                    + 6 * three * q[1] * h
                    + four * h * h)
                / 6
                * (u * u)
                * (u * u)
                * du;
      }
      return moment;
    }

    static Evidence check(Operations ops, double theta, int repeats, long seed, double alpha) {
      double[] variances = variances(theta, exact(theta, N));
      if (!(variances[0] <= VARIANCE && variances[1] <= VARIANCE_OF_SQUARE)) {
        return Evidence.inconclusive(
            variances[1], VARIANCE_OF_SQUARE, "variances " + Arrays.toString(variances));
      }
      return Evidence.powered(
          detectable(repeats, alpha), DETECTABLE, () -> sampled(ops, theta, repeats, seed, alpha));
    }

    /** Of one average, and of N times its squared error. */
    static double[] variances(double theta, double[] m) {
      double square = m[1] - 2 * theta * m[0] + theta * theta;
      double fourth =
          m[3]
              - 4 * theta * m[2]
              + 6 * theta * theta * m[1]
              - 4 * Math.pow(theta, 3) * m[0]
              + Math.pow(theta, 4);
      return new double[] {m[1] - m[0] * m[0], N * N * (fourth - square * square)};
    }

    static Evidence sampled(Operations ops, double theta, int repeats, long seed, double alpha) {
      double[] averages = new double[repeats];
      double[] logW = new double[N];
      double[] z = normals(seed, 3, repeats * N);
      for (int r = 0; r < repeats; r++) {
        for (int i = 0; i < N; i++) {
          logW[i] = theta * z[r * N + i];
        }
        double[] w = ops.normalise(logW);
        for (int i = 0; i < N; i++) {
          averages[r] += w[i] * z[r * N + i];
        }
      }
      double[] exact = exact(theta, N);
      double bias = N * (Arrays.stream(averages).average().orElseThrow() - theta);
      double truth = N * (exact[0] - theta);
      double square = N * (exact[1] - 2 * theta * exact[0] + theta * theta);
      double[] squares = Arrays.stream(averages).map(a -> N * (a - theta) * (a - theta)).toArray();
      double e = Math.exp(theta * theta);
      double[] toLimit = new double[4];
      for (int l = 0; l < toLimit.length; l++) {
        int n = 50 << l;
        toLimit[l] = n * (exact(theta, n)[0] - theta) + theta * e;
      }
      double[] scaled = Arrays.stream(averages).map(a -> N * (a - theta)).toArray();
      String what = "N bias " + bias + " against " + truth;
      return Evidence.atMost(Math.abs(bias - truth), radius(repeats, alpha), what)
          .with(Trace.Draws.of(what, scaled, bias, truth, radius(repeats, alpha)))
          .worse(
              expectation(
                  "N mean square against " + square,
                  squares,
                  square,
                  FiniteSample.medianOfMeans(repeats, VARIANCE_OF_SQUARE, alpha),
                  alpha))
          .worse(
              ConvergenceStudy.ofErrors(1, 1, toLimit)
                  .evidence("exact N bias to -theta e^{theta^2} like 1/N"));
    }
  }
}
