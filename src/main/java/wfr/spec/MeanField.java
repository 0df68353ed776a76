package wfr.spec;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.measure.GridDensity;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.KernelisedRun;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.statistics.ExactBinomial;

/**
 * Interacting populations against the flow they converge to. With a kernel estimate of fixed bandwidth b the reaction sees log(phi_b * mu_N), so the limit
 * N -> infinity is the kernelised flow and not WFR. For Gaussians it is
 *   c' = 2D (1 - c/s) + lambda c^2 (1/(c + b^2) - 1/s),   m' = -(D + lambda c)(m - m*)/s.
 */
final class MeanField {
  static final double ALPHA = 1e-8;
  static final String MOMENTS = "moment equations";
  static final String ORDER = "order in the bandwidth";

  /** Replicate populations, particles of each, steps of the coarser of two runs. */
  static final int REPLICATES = 400;

  static final int COUNT = 1000;
  private static final int STEPS = 12;

  /** Error that the extrapolation of E4K may claim, relative: five digits. */
  private static final double ACCURACY = 1e-5;

  private static final double BANDWIDTH = 1;
  private static final double TIME = 1;

  /** f takes values in [0, 1], hence has variance at most 1/4 under every law; the mean-field fluctuation of an average is declared not to exceed it. */
  private static final double VARIANCE = 0.25;

  /** 2 A(dt/2) - A(dt): variances 4 + 1. */
  private static final double SPREAD = Math.sqrt(5 * VARIANCE / COUNT);

  /**
   * Allowance for N finite. A population adds its own particle and its noise to the estimate: log(phi_b * mu_N) is off by at most phi_b(0)/(N phi_b * rho) in the mean, and
   * lambda T int f rho phi_b(0)/(N phi_b * rho) is at most lambda T phi(0) L/(b N) on a box of width L for f in [0, 1].
   */
  private static final double FINITE =
      problem().reactionRate()
          * TIME
          * (problem().domain().right() - problem().domain().left())
          / (Math.sqrt(2 * Math.PI) * BANDWIDTH * COUNT);

  /** Largest count of a sign test that is no alarm at ALPHA, two sides. */
  private static long largestCount(int replicates) {
    return ExactBinomial.SIGN.tooMany(replicates, ALPHA) - 1;
  }

  /** Largest first-order term of the step, which enters the allowance and hence the power; a larger one is INCONCLUSIVE. */
  private static final double STEP = 5e-3;

  /**
   * A shift of k standard deviations leaves a value on its side with probability at least k^2/(1 + k^2) (Cantelli); the smallest k with which LARGEST_COUNT
   * is passed with probability 0.999, in the units of f.
   */
  static double detectable(int replicates) {
    double p = ExactBinomial.upper(largestCount(replicates), replicates, FiniteSample.BETA);
    return Math.sqrt(p / (1 - p)) * SPREAD + FINITE + STEP;
  }

  /** Smallest shift found with probability 0.999: stated, and asserted before sampling. */
  static final double DETECTABLE = 0.073;

  static final List<Populations> INSTANCES =
      List.of(
          new Populations("weights", ParticleSettings.Reaction.WEIGHTS),
          new Populations("birth-death", ParticleSettings.Reaction.BIRTH_DEATH));

  /**
   * How the populations react.
   *
   * @param name for the evidence line
   * @param reaction weights or jumps
   */
  record Populations(String name, ParticleSettings.Reaction reaction) {}

  private MeanField() {}

  private static WfrProblem problem() {
    return Problems.gaussian(1.5, 0.3);
  }

  static double bump(double x) {
    return Math.exp(-(x - 0.2) * (x - 0.2));
  }

  static Evidence populations(Implementation ops, Populations instance, int replicates, long seed) {
    return Evidence.powered(
        detectable(replicates), DETECTABLE, () -> sampled(ops, instance, replicates, seed));
  }

  private static Evidence sampled(
      Implementation ops, Populations instance, int replicates, long seed) {
    double kernelised =
        expectation(ops.apply(new KernelisedRun(problem(), BANDWIDTH, 600, 200, TIME)));
    double flow = expectation(ops.apply(new KernelisedRun(problem(), 0, 600, 200, TIME)));
    if (!(Math.abs(kernelised - flow) > DETECTABLE)) {
      return Evidence.inconclusive(
          Math.abs(kernelised - flow), DETECTABLE, "the two flows cannot be told apart");
    }
    double[] coarse = averages(ops, instance, STEPS, replicates, 2 * seed);
    double[] fine = averages(ops, instance, 2 * STEPS, replicates, 2 * seed + 1);
    double[] extrapolated = new double[replicates];
    for (int r = 0; r < replicates; r++) {
      extrapolated[r] = 2 * fine[r] - coarse[r];
    }
    // What is left of the step is of second order; the term just removed bounds it as long as dt is
    // small.
    double step = Math.abs(median(fine) - median(coarse));
    double allowance = FINITE + step;
    // Neither above nor below: the median, and with it the allowance, is a NaN from one half on
    // only.
    boolean numbers = Arrays.stream(extrapolated).allMatch(Double::isFinite);
    long above = Arrays.stream(extrapolated).filter(a -> a > kernelised + allowance).count();
    long below = Arrays.stream(extrapolated).filter(a -> a < kernelised - allowance).count();
    String detail =
        String.format(
            java.util.Locale.ROOT,
            "%s: populations of %d on one side of the kernelised flow %.4f (WFR %.4f); median %.4f, allowance %.4f",
            instance.name(),
            replicates,
            kernelised,
            flow,
            median(extrapolated),
            allowance);
    Evidence e =
        Evidence.atMost(
                numbers ? Math.max(above, below) : Double.NaN, largestCount(replicates), detail)
            .with(
                Trace.Draws.of(
                    instance.name() + ": populations against the kernelised flow",
                    extrapolated,
                    median(extrapolated),
                    kernelised,
                    allowance));
    return e.verdict() == Verdict.SUPPORTED && !(step <= STEP)
        ? e.worse(Evidence.inconclusive(step, STEP, detail + ": first-order term of the step"))
        : e;
  }

  private static double[] averages(
      Implementation ops, Populations instance, int steps, int replicates, long seed) {
    double[] a = new double[replicates];
    for (int r = 0; r < replicates; r++) {
      ParticleSettings settings =
          new ParticleSettings(
              COUNT,
              TIME / steps,
              Integrator.EULER_MARUYAMA,
              new DensityEstimate.Kernel(BANDWIDTH),
              instance.reaction(),
              new ParticleSettings.Resampling(ResamplingScheme.NONE, 0),
              seed * REPLICATES + r);
      WeightedSample s =
          ops.apply(new ParticleRun(problem(), settings, new double[] {TIME})).samples().get(0);
      double[] w = s.weights();
      double[] x = s.coordinate(0);
      a[r] = x.length == COUNT ? 0 : Double.NaN; // another number of particles is another law
      for (int i = 0; i < x.length; i++) {
        a[r] += w[i] * bump(x[i]);
      }
    }
    return a;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return 0.5 * (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]);
  }

  private static double expectation(GridDensity rho) {
    double sum = 0;
    for (int i = 0; i < rho.grid().cells(); i++) {
      sum += rho.cellMass(i) * bump(rho.grid().axis(0).centre(i));
    }
    return sum;
  }

  static Evidence grid(Implementation ops, String what) {
    return what.equals(MOMENTS) ? moments(ops) : order(ops);
  }

  /** Mean and variance on four grids, extrapolated, against the moment equations; the bound is the extrapolation's own estimate, which must be small. */
  private static Evidence moments(Implementation ops) {
    double b = 0.8;
    RombergTable mean = new RombergTable(2, 4);
    RombergTable variance = new RombergTable(2, 4);
    for (int l = 0; l < 4; l++) {
      GridDensity rho = ops.apply(new KernelisedRun(problem(), b, 60 << l, 20 << l, TIME));
      double[] m = meanAndVariance(rho);
      mean.add(m[0]);
      variance.add(m[1]);
    }
    double[] exact = gaussian(problem(), b, TIME);
    return extrapolated("mean", mean.estimate(), exact[0])
        .worse(extrapolated("variance", variance.estimate(), exact[1]));
  }

  private static Evidence extrapolated(String figure, Estimate found, double exact) {
    String what = figure + " of the kernelised Gaussian flow, extrapolated over four grids";
    return Evidence.atMost(Math.abs(found.value() - exact), found.error(), what)
        .worse(Evidence.atMost(found.error(), ACCURACY * Math.abs(exact), what + ": its error"));
  }

  /** c' = ... is smooth in b^2, so the distance of the variances falls by 4 when b is halved; a wrong power of b shows. */
  private static Evidence order(Implementation ops) {
    double[] differences = new double[4];
    double flow = meanAndVariance(ops.apply(new KernelisedRun(problem(), 0, 500, 60, TIME)))[1];
    for (int l = 0; l < differences.length; l++) {
      double b = 0.4 / (1 << l);
      differences[l] =
          meanAndVariance(ops.apply(new KernelisedRun(problem(), b, 500, 60, TIME)))[1] - flow;
    }
    // Relative to b^2/c <= 0.27 the next term of the expansion moves the first rate by at most
    // log2(1 + 0.27) < 0.35.
    return ConvergenceStudy.ofErrors(2, 2, differences)
        .evidence("variance against WFR for b = 0.4, 0.2, 0.1, 0.05");
  }

  private static double[] meanAndVariance(GridDensity rho) {
    double mean = 0;
    double square = 0;
    for (int i = 0; i < rho.grid().cells(); i++) {
      mean += rho.cellMass(i) * rho.grid().axis(0).centre(i);
    }
    for (int i = 0; i < rho.grid().cells(); i++) {
      double d = rho.grid().axis(0).centre(i) - mean;
      square += rho.cellMass(i) * d * d;
    }
    // A cell average has the variance of its cell besides: the histogram's, not the law's.
    return new double[] {mean, square};
  }

  private static double[] gaussian(WfrProblem problem, double b, double time) {
    GaussianLaw target = (GaussianLaw) problem.potential();
    GaussianLaw initial = (GaussianLaw) problem.initial();
    double s = target.covariance()[0][0];
    double d = problem.diffusivity();
    double lambda = problem.reactionRate();
    double centre = target.mean()[0];
    double[] state = {initial.mean()[0], initial.covariance()[0][0]};
    new DormandPrince853Integrator(1e-8, 0.1, 1e-13, 1e-13)
        .integrate(
            new FirstOrderDifferentialEquations() {
              @Override
              public int getDimension() {
                return 2;
              }

              @Override
              public void computeDerivatives(double t, double[] y, double[] rate) {
                rate[0] = -(d + lambda * y[1]) * (y[0] - centre) / s;
                rate[1] =
                    2 * d * (1 - y[1] / s) + lambda * y[1] * y[1] * (1 / (y[1] + b * b) - 1 / s);
              }
            },
            0,
            state,
            time,
            state);
    return state;
  }
}
