package wfr.particle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.PolynomialPotential;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.operation.ParticleSolution;
import wfr.reference.Reference;

class ParticleSolverTest {
  /** Order 1 is told from 0 and 2; the next term has the relative size O(T/400). */
  private static final double ORDER = 0.1;

  private static final double T = 0.4;
  private static final double DT = 0.02;

  private static WfrProblem doubleWell(
      double lambda, double diffusivity, Domain.Boundary boundary) {
    return new WfrProblem(
        PolynomialPotential.doubleWell(4, 0.5),
        GaussianLaw.of(0.2, 0.49),
        Domain.interval(-3, 3, boundary),
        lambda,
        diffusivity);
  }

  private static ParticleSettings settings(
      int n, Integrator integrator, DensityEstimate density, ResamplingScheme scheme, double ess) {
    return new ParticleSettings(
        n,
        DT,
        integrator,
        density,
        ParticleSettings.Reaction.WEIGHTS,
        new ParticleSettings.Resampling(scheme, ess),
        20240607);
  }

  private static ParticleSolution run(WfrProblem problem, ParticleSettings s, double[] times) {
    return ParticleSolver.run(new ParticleRun(problem, s, times), Reference.IMPLEMENTATION);
  }

  /** Populations 0, 1, ... of so many particles each. */
  private static Replicates populations(
      WfrProblem problem, ParticleSettings each, double[] times, int replicates, int threads) {
    return Replicates.run(
        r ->
            ParticleSolver.run(
                new ParticleRun(problem, each, times, r, null), Reference.IMPLEMENTATION),
        replicates,
        threads,
        share -> {});
  }

  /**
   * With oracle weights and no resampling the pairs (w_i, X_i) are independent, and the law of the scheme stays Gaussian:
   * (E w, E wX, E wX^2) at T are known exactly at finite step. Each of the three means over N particles lies within 6
   * of its standard errors (a right scheme fails with probability about 1e-8 over all six assertions).
   */
  @Test
  void oracleRun_hasTheGaussianLawOfItsScheme() {
    GaussianFlowOracle flow = new GaussianFlowOracle(2, 0.7, 0.5, 1, 0.3);
    for (Integrator integrator :
        new Integrator[] {Integrator.EULER_MARUYAMA, Integrator.EXACT_OU}) {
      ParticleSettings s =
          settings(40000, integrator, new DensityEstimate.Oracle(), ResamplingScheme.NONE, 0);
      ParticleRun call = new ParticleRun(flow.problem(), s, new double[] {T}, 0, flow);
      ParticleSolution run = ParticleSolver.run(call, Reference.IMPLEMENTATION);
      WeightedSample sample = run.samples().get(0);
      double[] law = flow.schemeMoments(integrator, T, run.stepTimes().length);
      for (int power = 0; power <= 2; power++) {
        double[] f = new double[sample.count()];
        double[] x = sample.coordinate(0);
        double[] l = sample.logWeights();
        double mean = 0;
        for (int i = 0; i < f.length; i++) {
          f[i] = Math.exp(l[i]) * Math.pow(x[i], power);
          mean += f[i] / f.length;
        }
        double square = 0;
        for (double v : f) {
          square += (v - mean) * (v - mean);
        }
        double standardError = Math.sqrt(square / f.length / (f.length - 1));
        double sigmas = 6;
        assertEquals(law[power], mean, sigmas * standardError, integrator + " moment " + power);
      }
    }
  }

  /** The law of the scheme tends to the closed form B6 with first order: halving the step halves the error. */
  @Test
  void schemeLaw_convergesToTheClosedForm_withOrderOne() {
    GaussianFlowOracle flow = new GaussianFlowOracle(2, 0.7, 0.5, 1, 0.3);
    double[] exact = flow.moments(T);
    for (Integrator integrator :
        new Integrator[] {Integrator.EULER_MARUYAMA, Integrator.EXACT_OU}) {
      for (int power = 0; power <= 2; power++) {
        double coarse = flow.schemeMoments(integrator, T, 400)[power] - exact[power];
        double fine = flow.schemeMoments(integrator, T, 800)[power] - exact[power];
        double order = Math.log(coarse / fine) / Math.log(2);
        // next term of the expansion: relative size O(T/400)
        assertEquals(1, order, ORDER, integrator + " moment " + power);
      }
    }
  }

  @Test
  void run_isTheSameBits_forEveryNumberOfThreads() {
    WfrProblem problem = doubleWell(5, 1, Domain.Boundary.LINE);
    for (DensityEstimate density :
        new DensityEstimate[] {new DensityEstimate.Grid(128), new DensityEstimate.Kernel(0.2)}) {
      for (Integrator integrator :
          new Integrator[] {Integrator.EULER_MARUYAMA, Integrator.LEIMKUHLER_MATTHEWS}) {
        ParticleSettings s = settings(10007, integrator, density, ResamplingScheme.SYSTEMATIC, 1);
        double[] times = {0, 0.1, 0.13};
        int replicates = 4;
        Replicates one = populations(problem, s, times, replicates, 1);
        for (int threads : new int[] {2, 5, 32}) {
          Replicates many = populations(problem, s, times, replicates, threads);
          for (int r = 0; r < replicates; r++) {
            assertTrue(one.runs().get(r).resamplings() > 0);
            for (int o = 0; o < times.length; o++) {
              WeightedSample a = one.sample(r, o);
              WeightedSample b = many.sample(r, o);
              assertArrayEquals(a.coordinate(0), b.coordinate(0), 0);
              assertArrayEquals(a.logWeights(), b.logWeights(), 0);
            }
            assertArrayEquals(one.runs().get(r).essFraction(), many.runs().get(r).essFraction(), 0);
          }
        }
      }
    }
  }

  @Test
  void weights_stayEqual_forLambdaZero_andPositionsStayFixed_forDZero() {
    ParticleSettings s =
        settings(
            1000,
            Integrator.EULER_MARUYAMA,
            new DensityEstimate.Grid(64),
            ResamplingScheme.NONE,
            0);
    double[] times = {0, 0.2};
    ParticleSolution noReaction = run(doubleWell(0, 1, Domain.Boundary.LINE), s, times);
    assertArrayEquals(new double[1000], noReaction.samples().get(1).logWeights(), 0);
    ParticleSolution noMotion = run(doubleWell(5, 0, Domain.Boundary.LINE), s, times);
    assertArrayEquals(
        noMotion.samples().get(0).coordinate(0), noMotion.samples().get(1).coordinate(0), 0);
    assertTrue(noMotion.essFraction()[0] < 1);
  }

  @Test
  void particles_stayInTheBox_unlessItIsTheLine() {
    ParticleSettings s =
        settings(
            2000,
            Integrator.EULER_MARUYAMA,
            new DensityEstimate.Grid(0),
            ResamplingScheme.STRATIFIED,
            0.9);
    for (Domain.Boundary b :
        new Domain.Boundary[] {Domain.Boundary.NO_FLUX, Domain.Boundary.PERIODIC}) {
      WfrProblem flat =
          new WfrProblem(
              new PolynomialPotential(0, 0.3),
              GaussianLaw.of(0, 1),
              Domain.interval(-1, 1, b),
              1,
              1);
      for (double x : run(flat, s, new double[] {0.5}).samples().get(0).coordinate(0)) {
        assertTrue(x >= -1 && x <= 1, b + ": " + x);
      }
    }
  }

  @Test
  void collapsedWeights_stopWithOneLine() {
    ParticleSettings s =
        settings(
            100, Integrator.EULER_MARUYAMA, new DensityEstimate.Grid(64), ResamplingScheme.NONE, 0);
    WfrProblem problem = doubleWell(1e5, 1, Domain.Boundary.LINE);
    ParticleFailure failure =
        assertThrows(ParticleFailure.class, () -> run(problem, s, new double[] {1}));
    assertTrue(failure.getMessage().contains("effective sample size must be >= 2"));
    assertEquals(1, failure.getMessage().lines().count());
  }

  @Test
  void replicates_areIndependentPopulations_andRefuseFewerThan16Particles() {
    ParticleSettings s =
        settings(
            16 * 600,
            Integrator.LEIMKUHLER_MATTHEWS,
            new DensityEstimate.Grid(32),
            ResamplingScheme.SYSTEMATIC,
            0.5);
    WfrProblem problem = doubleWell(2, 1, Domain.Boundary.LINE);
    ParticleSettings each = Replicates.share(s, Replicates.DEFAULT);
    double[] times = {0.1};
    Replicates one = populations(problem, each, times, Replicates.DEFAULT, 1);
    Replicates two = populations(problem, each, times, Replicates.DEFAULT, 2);
    double[] averages = one.averages(x -> x[0], 0);
    assertArrayEquals(averages, two.averages(x -> x[0], 0), 0);
    assertEquals(16, java.util.Arrays.stream(averages).distinct().count());
    WeightedSample all = WeightedSample.pooled(one.samples(0));
    assertEquals(16 * 600, all.count());
    double mean = java.util.Arrays.stream(averages).average().orElseThrow();
    double[] w = all.weights();
    double[] x = all.coordinate(0);
    double pooled = 0;
    for (int i = 0; i < x.length; i++) {
      pooled += w[i] * x[i];
    }
    assertEquals(mean, pooled, x.length * Math.ulp(3.0));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Replicates.share(
                settings(
                    15,
                    Integrator.EULER_MARUYAMA,
                    new DensityEstimate.Grid(32),
                    ResamplingScheme.NONE,
                    0),
                16));
  }
}
