package wfr.particle;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
    double[] x = new double[N];
    InitialSampler.of(problem.initial(), problem.domain()).fill(new RandomStreams(42), x);
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
