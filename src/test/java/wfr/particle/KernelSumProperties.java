package wfr.particle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.generators.Generators.count;
import static wfr.generators.Generators.list;
import static wfr.generators.Generators.logUniform;
import static wfr.generators.Generators.matrix;
import static wfr.generators.Generators.normal;
import static wfr.generators.Generators.vector;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import wfr.exact.GaussianFlowNd;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.DensityEstimate.Evaluation;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.operation.ParticleOperations.KernelLogDensity;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.operation.ParticleSolution;
import wfr.reference.Reference;

/** Kernel sums against one another, and runs in space that must not depend on threads. */
class KernelSumProperties {
  /** Rounding of sums of some hundred terms, in logarithms. */
  private static final double ROUNDING = 1e-12;

  /** At points; the evaluation is that of whoever is asked. */
  private static KernelLogDensity call(
      Domain box, double[][] c, double[] w, double[] b, double[][] x) {
    return new KernelLogDensity(box, Evaluation.AUTO, c, w, b, x);
  }

  /** In a cluster of its own or where an earlier one is; of the coordinates the first d count. */
  private record Particle(boolean copy, int of, double weight, double[] x) {}

  @Provide
  Arbitrary<List<Particle>> particles() {
    return list(
        1,
        700,
        Combinators.combine(
                Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true)),
                count(0, 699),
                logUniform(Math.exp(-6), 1),
                vector(5, normal(1)))
            .as(Particle::new));
  }

  @Provide
  Arbitrary<double[]> bandwidths() {
    return vector(5, logUniform(Math.exp(-3), 1));
  }

  /** In units of the bandwidth, from the particle of the same number. */
  @Provide
  Arbitrary<double[][]> offsets() {
    return matrix(50, 5, normal(1));
  }

  @Provide
  Arbitrary<Double> errors() {
    return logUniform(Math.exp(-27), Math.exp(-2));
  }

  /** The tree is the sum within the error it declares, for any dimension, weights, bandwidth and count, clusters and copies included. */
  @Property(tries = 60, seed = "1")
  void tree_isTheSum_withinItsError(
      @ForAll @IntRange(min = 1, max = 5) int d,
      @ForAll("particles") List<Particle> particles,
      @ForAll("bandwidths") double[] bandwidths,
      @ForAll("offsets") double[][] offsets,
      @ForAll("errors") double eps) {
    int n = particles.size();
    double[][] c = new double[d][n];
    double[] w = new double[n];
    for (int j = 0; j < n; j++) {
      Particle p = particles.get(j);
      w[j] = p.weight();
      for (int k = 0; k < d; k++) {
        c[k][j] = p.copy() && j > 0 ? c[k][p.of() % j] : p.x()[k] + (j % 3) * 4;
      }
    }
    double[] b = Arrays.copyOf(bandwidths, d);
    double[][] x = new double[d][offsets.length];
    for (int k = 0; k < d; k++) {
      for (int i = 0; i < offsets.length; i++) {
        x[k][i] = c[k][i % n] + b[k] * offsets[i][k];
      }
    }
    double[] exact = BlockedSum.logDensity(call(null, c, w, b, x));
    double[] tree = TreeSum.logDensity(call(null, c, w, b, x), eps);
    for (int i = 0; i < exact.length; i++) {
      assertEquals(exact[i], tree[i], -Math.log1p(-eps) + ROUNDING);
    }
  }

  /** 125 kernels of width 0.1 in a box of 18 x 18: bins would take half a million nodes for 16 thousand terms. With 60000 they are the cheaper ones. */
  @Example
  void auto_takesBins_onlyWhereTheyAreCheaperThanTheSum() {
    Domain box = new Domain(new double[] {-9, -9}, new double[] {9, 9}, Domain.Boundary.LINE);
    double[] b = {0.1, 0.1};
    assertEquals(Evaluation.TREE, KernelSums.choice(box, Evaluation.AUTO, b, 125.0 * 125));
    assertEquals(Evaluation.BINNED, KernelSums.choice(box, Evaluation.AUTO, b, 60000.0 * 60000));
    assertEquals(
        Evaluation.BLOCKED, KernelSums.choice(box, Evaluation.BLOCKED, b, 60000.0 * 60000));
  }

  /** Far from every centre both say the floor and neither says minus infinity. */
  @Example
  void pointThatAllCentresMiss_getsTheFloor() {
    double[][] c = {{0, 1}, {0, 1}};
    double[][] x = {{1000}, {1000}};
    double[] b = {0.1, 0.1};
    KernelLogDensity call = call(null, c, new double[] {1, 1}, b, x);
    double floor = Math.log(NodeGrid.FLOOR) + KernelSums.logPeak(b);
    assertEquals(floor, BlockedSum.logDensity(call)[0], ROUNDING * Math.abs(floor));
    assertEquals(floor, TreeSum.logDensity(call, 0)[0], ROUNDING * Math.abs(floor));
  }

  /** Without flux the binned estimate keeps its mass in the box: the sum over cells is 1 to binning. */
  @Example
  void binnedSum_keepsItsMass_withoutFlux() {
    Domain box = new Domain(new double[] {0, 0}, new double[] {1, 2}, Domain.Boundary.NO_FLUX);
    double[][] c = {{0.02, 0.97}, {1.9, 0.05}};
    int n = 200;
    double[][] x = new double[2][n * n];
    for (int i = 0; i < n * n; i++) {
      x[0][i] = (i % n + 0.5) / n;
      x[1][i] = 2 * (i / n + 0.5) / n;
    }
    double[] l =
        BinnedSum.logDensity(call(box, c, new double[] {1, 3}, new double[] {0.1, 0.1}, x));
    double mass = 0;
    for (double v : l) {
      mass += Math.exp(v) * 2 / ((double) n * n);
    }
    double binning =
        1.0 / 64; // what linear interpolation of log rho adds at most, per its derivation
    assertEquals(1, mass, binning);
  }

  @Example
  void run_isTheSameBits_forEveryNumberOfThreads_inSpace() {
    double[][] c = {{1, 0.2, 0}, {0.2, 0.5, 0.1}, {0, 0.1, 0.8}};
    double[] far = {5, 5, 5};
    WfrProblem problem =
        new WfrProblem(
            new GaussianLaw(new double[3], c),
            new GaussianLaw(new double[] {0.5, 0, -0.5}, c),
            new Domain(new double[] {-5, -5, -5}, far, Domain.Boundary.LINE),
            1,
            1);
    for (DensityEstimate density :
        new DensityEstimate[] {
          new DensityEstimate.Transition(Evaluation.TREE),
          new DensityEstimate.Rule(1, Evaluation.BLOCKED),
          new DensityEstimate.Gaussian()
        }) {
      ParticleSettings settings =
          new ParticleSettings(
              1500,
              0.05,
              Integrator.EULER_MARUYAMA,
              density,
              ParticleSettings.Reaction.WEIGHTS,
              new ParticleSettings.Resampling(ResamplingScheme.SYSTEMATIC, 1),
              3);
      Replicates one = populations(problem, settings, 1);
      Replicates two = populations(problem, settings, 2);
      for (int r = 0; r < 2; r++) {
        assertTrue(one.runs().get(r).resamplings() > 0);
        for (int k = 0; k < 3; k++) {
          assertEquals(
              java.util.Arrays.hashCode(one.sample(r, 0).coordinate(k)),
              java.util.Arrays.hashCode(two.sample(r, 0).coordinate(k)),
              density.toString());
        }
      }
    }
  }

  private static Replicates populations(
      WfrProblem problem, ParticleSettings settings, int threads) {
    double[] times = {0.2};
    return Replicates.run(
        r ->
            ParticleSolver.run(
                new ParticleRun(problem, settings, times, r, null), Reference.IMPLEMENTATION),
        2,
        threads,
        share -> {});
  }

  /** Fifty dimensions: every estimate of the density runs, and weighs. */
  @Example
  void run_inFiftyDimensions_forEveryDensity() {
    int d = 50;
    double[][] c = new double[d][d];
    double[][] start = new double[d][d];
    double[] far = new double[d];
    double[] near = new double[d];
    for (int k = 0; k < d; k++) {
      far[k] = 9;
      near[k] = -9;
      for (int l = 0; l < d; l++) {
        c[k][l] = Math.pow(0.5, Math.abs(k - l));
        start[k][l] = k == l ? 0.9 : 0;
      }
    }
    GaussianLaw target = new GaussianLaw(new double[d], c);
    GaussianLaw initial = new GaussianLaw(new double[d], start);
    WfrProblem problem =
        new WfrProblem(target, initial, new Domain(near, far, Domain.Boundary.LINE), 0.2, 1);
    for (DensityEstimate density :
        new DensityEstimate[] {
          new DensityEstimate.Oracle(),
          new DensityEstimate.Transition(Evaluation.AUTO),
          new DensityEstimate.Kernel(1.2, Evaluation.BLOCKED),
          new DensityEstimate.Rule(1, Evaluation.AUTO),
          new DensityEstimate.Gaussian()
        }) {
      ParticleSettings settings =
          new ParticleSettings(
              600,
              0.02,
              Integrator.EULER_MARUYAMA,
              density,
              ParticleSettings.Reaction.WEIGHTS,
              new ParticleSettings.Resampling(ResamplingScheme.NONE, 0),
              3);
      double[] times = {0.1};
      ParticleSolution run =
          ParticleSolver.run(
              new ParticleRun(
                  problem, settings, times, 0, new GaussianFlowNd(target, initial, 0.2, 1)),
              Reference.IMPLEMENTATION);
      WeightedSample sample = run.samples().get(0);
      assertEquals(d, sample.dimension());
      double effective = sample.effectiveSampleSize();
      assertTrue(effective > 1 && effective < sample.count(), density + ": " + effective);
    }
  }

  /** Fewer particles than dimensions have no covariance: one line, not a singular matrix. */
  @Example
  void gaussianClosure_ofTooFewParticles_stopsTheRun() {
    double[] far = {5, 5, 5};
    double[][] one = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    WfrProblem problem =
        new WfrProblem(
            new GaussianLaw(new double[3], one),
            new GaussianLaw(new double[3], one),
            new Domain(new double[] {-5, -5, -5}, far, Domain.Boundary.LINE),
            1,
            1);
    ParticleSettings settings =
        new ParticleSettings(
            3,
            0.05,
            Integrator.EULER_MARUYAMA,
            new DensityEstimate.Gaussian(),
            ParticleSettings.Reaction.WEIGHTS,
            new ParticleSettings.Resampling(ResamplingScheme.SYSTEMATIC, 0.5),
            3);
    ParticleFailure e =
        assertThrows(
            ParticleFailure.class,
            () ->
                ParticleSolver.run(
                    new ParticleRun(problem, settings, new double[] {0.2}),
                    Reference.IMPLEMENTATION));
    assertTrue(e.getMessage().contains("positive definite"), e.getMessage());
  }
}
