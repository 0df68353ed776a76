package wfr.particle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import wfr.math.RandomStreams;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.Integrator;
import wfr.model.MixtureLaw;
import wfr.model.ParticleSettings;
import wfr.model.PolynomialPotential;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.operation.ParticleSolution;
import wfr.reference.Reference;

class InitialSamplerTest {
  private static final int N = 100_000;

  /** DKW-Massart: sup |F_n - F| exceeds sqrt(log(2/alpha)/(2n)) with probability at most alpha. */
  private static final double ALPHA = 1e-9;

  private static WfrProblem problem(InitialLaw law, Domain.Boundary boundary) {
    return new WfrProblem(
        new PolynomialPotential(0, 0, 1), law, Domain.interval(-1, 2, boundary), 1, 1);
  }

  private static void assertHasDistribution(WfrProblem problem, DoubleUnaryOperator cdf) {
    double[] x =
        InitialSampler.draw(
            problem.initial(),
            problem.domain(),
            N,
            new RandomStreams(42),
            Reference.IMPLEMENTATION)[0];
    Arrays.sort(x);
    double sup = 0;
    for (int i = 0; i < N; i++) {
      double f = cdf.applyAsDouble(x[i]);
      sup = Math.max(sup, Math.max(f - (double) i / N, (i + 1.0) / N - f));
    }
    double bound = Math.sqrt(Math.log(2 / ALPHA) / (2 * N));
    assertTrue(sup <= bound, "sup distance must be <= " + bound + ": " + sup);
  }

  @Test
  void mixture_isExact_onTheLine() {
    NormalDistribution a = NormalDistribution.of(-2, 0.5);
    NormalDistribution b = NormalDistribution.of(1, 1.5);
    MixtureLaw law =
        MixtureLaw.of(new double[] {0.3, 0.7}, new double[] {-2, 1}, new double[] {0.25, 2.25});
    assertHasDistribution(
        problem(law, Domain.Boundary.LINE),
        x -> 0.3 * a.cumulativeProbability(x) + 0.7 * b.cumulativeProbability(x));
  }

  @Test
  void gaussian_isRestrictedToTheBox_onABoundedDomain() {
    NormalDistribution g = NormalDistribution.of(0.2, 0.7);
    double left = g.cumulativeProbability(-1);
    double mass = g.probability(-1, 2);
    for (Domain.Boundary boundary :
        new Domain.Boundary[] {Domain.Boundary.NO_FLUX, Domain.Boundary.PERIODIC}) {
      assertHasDistribution(
          problem(GaussianLaw.of(0.2, 0.49), boundary),
          x -> (g.cumulativeProbability(x) - left) / mass);
    }
  }

  /** Of independent coordinates N(m_k, s_k^2). */
  private static GaussianLaw product(double[] m, double... s) {
    double[][] c = new double[s.length][s.length];
    for (int k = 0; k < s.length; k++) {
      c[k][k] = s[k] * s[k];
    }
    return new GaussianLaw(m, c);
  }

  /** Means and products of centred coordinates of the table's draws are those of a law of independent coordinates, within 6 standard errors of the N draws. */
  private static void assertMoments(GaussianLaw law, Domain box, double[][] momentsOfAxes) {
    int d = box.dimension();
    double[][] x = InitialSampler.draw(law, box, N, new RandomStreams(7), Reference.IMPLEMENTATION);
    for (int k = 0; k < d; k++) {
      double mean = momentsOfAxes[k][0];
      double variance = momentsOfAxes[k][1];
      double[] centred = Arrays.stream(x[k]).map(v -> v - mean).toArray();
      assertMean(0, centred);
      assertMean(variance, Arrays.stream(centred).map(v -> v * v).toArray());
      double[] mixed = new double[N];
      int l = (k + 1) % d;
      for (int i = 0; i < N; i++) {
        mixed[i] = centred[i] * (x[l][i] - momentsOfAxes[l][0]);
      }
      assertMean(0, mixed);
    }
  }

  private static void assertMean(double expected, double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double square = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double sigmas = 6; // 13 comparisons fail by chance with probability below 1e-7
    assertEquals(expected, mean, sigmas * Math.sqrt(square / N / (N - 1.0)));
  }

  /** Mean and variance of N(m, s^2) on [a, b], by Simpson's rule on 2000 intervals: errors are below 1e-10. */
  private static double[] restricted(double m, double s, double a, double b) {
    int n = 2000;
    double[] sums = new double[3];
    for (int i = 0; i <= n; i++) {
      double x = a + (b - a) * i / n;
      double weight =
          (i == 0 || i == n ? 1 : i % 2 == 0 ? 2 : 4) * Math.exp(-(x - m) * (x - m) / (2 * s * s));
      sums[0] += weight;
      sums[1] += weight * x;
      sums[2] += weight * x * x;
    }
    double mean = sums[1] / sums[0];
    return new double[] {mean, sums[2] / sums[0] - mean * mean};
  }

  @Test
  void gaussian_isRestrictedToTheBox_inPlaneAndSpace() {
    double[] m = {0.2, -0.5, 1.4};
    double[] s = {0.7, 0.4, 2};
    double[] lower = {-1, -1, 0};
    double[] upper = {2, 0.2, 3};
    for (int d = 2; d <= 3; d++) {
      double[][] moments = new double[d][];
      for (int k = 0; k < d; k++) {
        moments[k] = restricted(m[k], s[k], lower[k], upper[k]);
      }
      assertMoments(
          product(Arrays.copyOf(m, d), Arrays.copyOf(s, d)),
          new Domain(Arrays.copyOf(lower, d), Arrays.copyOf(upper, d), Domain.Boundary.NO_FLUX),
          moments);
    }
  }

  /**
   * Cells half as wide as the standard deviation: drawn uniformly within a cell the variance would be high by s^2/48, by interpolation between values of the density by s^2/24, 4.6 and 9
   * standard errors sqrt(2/N) s^2. The corrected table has no such term.
   */
  @Test
  void table_doesNotWidenAGaussian_byItsCells() {
    double s = 1.0 / 16;
    double[] moments = {0.01, s * s};
    assertMoments(
        product(new double[] {0.01, 0.01, 0.01}, s, s, s),
        new Domain(new double[] {-2, -2, -2}, new double[] {2, 2, 2}, Domain.Boundary.NO_FLUX),
        new double[][] {moments, moments, moments});
  }

  @Test
  void otherLaws_areRefused_beyondThreeDimensions() {
    Domain box = new Domain(new double[4], new double[] {1, 1, 1, 1}, Domain.Boundary.NO_FLUX);
    GaussianLaw law = product(new double[4], 1, 1, 1, 1);
    RandomStreams streams = new RandomStreams(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> InitialSampler.draw(law, box, 1, streams, Reference.IMPLEMENTATION));
  }

  @Test
  void birthDeathRun_keepsWeightsEqual_andJumps() {
    ParticleSettings s =
        new ParticleSettings(
            2000,
            0.01,
            Integrator.LEIMKUHLER_MATTHEWS,
            new DensityEstimate.Grid(32),
            ParticleSettings.Reaction.BIRTH_DEATH,
            new ParticleSettings.Resampling(ResamplingScheme.SYSTEMATIC, 0.5),
            3);
    WfrProblem problem = problem(GaussianLaw.of(1, 0.3), Domain.Boundary.LINE);
    ParticleSolution run =
        ParticleSolver.run(
            new ParticleRun(problem, s, new double[] {0.2}), Reference.IMPLEMENTATION);
    assertTrue(run.jumps() > 0);
    assertEquals(0, run.resamplings());
    for (double l : run.samples().get(0).logWeights()) {
      assertEquals(0, l, 0);
    }
  }
}
