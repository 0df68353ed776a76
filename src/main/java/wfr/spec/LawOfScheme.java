package wfr.spec;

import java.util.Arrays;
import java.util.List;
import wfr.math.Estimate;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.Potential;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.operation.ParticleOperations.SdeStep;

/**
 * The exact law of the time-discrete Euler-Maruyama scheme on the line, pushed step by step through quadrature: the deterministic map and the size of the
 * noise are read off the operation, the density is kept on a fine uniform grid and the Gaussian transition integrated by the trapezoidal rule, which
 * converges faster than any power for smooth densities that vanish at the ends.
 */
final class LawOfScheme {
  static final int COUNT = 400_000;

  /** Error of the quadrature in the sup-CDF distance: halving the grid changes it by less (asserted). */
  static final double QUADRATURE = 1e-5;

  /** Smallest sup-distance found with probability 0.999: stated, and asserted before sampling. */
  static final double DETECTABLE = 8e-3;

  private static final int STEPS = 20;
  private static final int NODES = 500;
  private static final double LOWER = -2.4;
  private static final double UPPER = 2.4;

  private LawOfScheme() {}

  private static WfrProblem problem() {
    return Problems.shallowWell(0, 0.8);
  }

  /** Weak order from E[cos X] and E[X] at a horizon with 64, 128, 256, 512 steps, and their limit. */
  static Evidence order(Implementation ops, double time) {
    double[][] values = new double[2][4];
    for (int l = 0; l < values[0].length; l++) {
      double[] moments = moments(law(ops, time, 64 << l, NODES));
      for (int j = 0; j < moments.length; j++) {
        values[j][l] = moments[j];
      }
    }
    Estimate[] pde = SchemeLimit.ofPde(ops, problem(), time, Math::cos, x -> x);
    Evidence worst = null;
    String[] names = {"E[cos X]", "E[X]"};
    for (int j = 0; j < names.length; j++) {
      String what = names[j] + " of the law of the scheme";
      Evidence e =
          ConvergenceStudy.ofValues(1, 1, values[j])
              .evidence(what)
              .worse(ConvergenceStudy.ofValues(2, 2, values[j]).control(names[j] + " as order 2"))
              .worse(SchemeLimit.reached(what, values[j], pde[j]));
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }

  /** Particles against the law at the same finite step; the error of the law counts once for and once against. */
  static Evidence particles(Implementation ops, double time, int count, long seed, double alpha) {
    double detectable =
        FiniteSample.dkwDetectable(count, alpha, FiniteSample.BETA) + 2 * QUADRATURE;
    return Evidence.powered(detectable, DETECTABLE, () -> sampled(ops, time, count, seed, alpha));
  }

  static Evidence sampled(Implementation ops, double time, int count, long seed, double alpha) {
    int steps = STEPS;
    ParticleSettings settings =
        new ParticleSettings(
            count,
            time / steps,
            Integrator.EULER_MARUYAMA,
            new DensityEstimate.Grid(64),
            ParticleSettings.Reaction.WEIGHTS,
            new ParticleSettings.Resampling(ResamplingScheme.NONE, 0),
            seed);
    List<WeightedSample> run =
        ops.apply(new ParticleRun(problem(), settings, new double[] {time})).samples();
    double[] x = run.get(0).coordinate(0);
    Arrays.sort(x);
    SchemeLaw fine = lawOfReference(time, steps, NODES);
    SchemeLaw coarse = lawOfReference(time, steps, NODES / 2);
    double distance = 0;
    double quadrature = 0;
    double[] cdf = fine.cdf();
    double[] cdfCoarse = coarse.cdf();
    double[] edges = new double[cdf.length];
    double[] empirical = new double[cdf.length];
    for (int k = 0; k < cdf.length; k++) {
      edges[k] = fine.edge(k);
      empirical[k] = (double) lowerBound(x, edges[k]) / x.length;
      distance = Math.max(distance, Math.abs(empirical[k] - cdf[k]));
      if (k % 2 == 1) {
        quadrature = Math.max(quadrature, Math.abs(cdf[k] - cdfCoarse[k / 2]));
      }
    }
    // The law is compared at the edges of 500 cells only: a subset of the supremum, so the band is
    // valid.
    double radius = FiniteSample.dkw(count, alpha) + QUADRATURE;
    long nowhere = Arrays.stream(x).filter(y -> !Double.isFinite(y)).count();
    String what = "sup-CDF distance of " + count + " particles from the law of the scheme";
    return Evidence.atMost(distance, radius, what)
        .with(Trace.Distribution.of(what, edges, empirical, cdf, radius))
        .worse(FiniteSample.particles(run, count, "the scheme"))
        .worse(Evidence.atMost(nowhere, 0, "particles without a finite position"))
        .worse(
            Evidence.atMost(
                quadrature, 4 * QUADRATURE, "change of the law when its grid is halved"));
  }

  private static int lowerBound(double[] sorted, double value) {
    int k = Arrays.binarySearch(sorted, value);
    return k >= 0 ? k : -k - 1;
  }

  private static double[] moments(SchemeLaw law) {
    double[] x = law.nodes();
    return new double[] {
      law.expectation(Arrays.stream(x).map(Math::cos).toArray()), law.expectation(x)
    };
  }

  /** The law with the map and noise of the operation. */
  private static SchemeLaw law(Implementation ops, double time, int steps, int nodes) {
    Potential v = problem().potential();
    double dt = time / steps;
    SchemeLaw d = SchemeLaw.initial(problem(), LOWER, UPPER, nodes);
    double[] x = d.nodes();
    double[] moved =
        ops.apply(
                new SdeStep(
                    Integrator.EULER_MARUYAMA,
                    v,
                    problem().diffusivity(),
                    dt,
                    x,
                    new double[nodes],
                    new double[nodes]))[0];
    double[] ones = new double[nodes];
    Arrays.fill(ones, 1);
    double[] up =
        ops.apply(
                new SdeStep(
                    Integrator.EULER_MARUYAMA,
                    v,
                    problem().diffusivity(),
                    dt,
                    x,
                    ones,
                    new double[nodes]))[0];
    return d.push(moved, SchemeLaw.noise(moved, up), steps);
  }

  /** The law with which E6S compares. */
  static SchemeLaw compared(double time) {
    return lawOfReference(time, STEPS, NODES);
  }

  /** The law of the scheme as its definition states it, independent of the implementation. */
  private static SchemeLaw lawOfReference(double time, int steps, int nodes) {
    Potential v = problem().potential();
    double d = problem().diffusivity();
    double dt = time / steps;
    SchemeLaw density = SchemeLaw.initial(problem(), LOWER, UPPER, nodes);
    double[] moved = density.nodes();
    for (int k = 0; k < nodes; k++) {
      moved[k] -= d * dt * v.derivative(moved[k]);
    }
    return density.push(moved, Math.sqrt(2 * d * dt), steps);
  }
}
