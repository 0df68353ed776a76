package wfr.particle;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import wfr.model.DensityEstimate;
import wfr.model.DensityEstimate.Evaluation;
import wfr.model.Domain;
import wfr.model.ParticleSettings;
import wfr.model.WfrProblem;
import wfr.operation.ParticleOperations.KernelLogDensity;

/**
 * log sum_j W_j N(x; c_j, diag(b^2)) over N weighted centres, W normalised: which evaluation serves. {@link BlockedSum} is the sum itself, {@link TreeSum} the sum within a stated
 * relative error, {@link BinnedSum} a convolution on a grid of up to three axes. None forms an N x N matrix.
 */
public final class KernelSums {
  /** Relative error of {@link TreeSum}: below the Monte Carlo error of any population that fits into memory. */
  static final double TREE_ERROR = 1e-6;

  /** Dimension up to which boxes of a k-d tree exclude more than they cost. */
  private static final int TREE_DIMENSIONS = 6;

  /** Dimension up to which bins may take less time than a tree; beyond they serve where there is a boundary. */
  private static final int BINNED_DIMENSIONS = 2;

  /** Multiply-adds that an exponential and its sum come to. */
  private static final double WORK_PER_TERM = 10;

  private KernelSums() {}

  /** The sum at the points of a call; the boundary of the box counts for bins only. */
  public static double[] logDensity(KernelLogDensity call) {
    return of(call.box(), call.evaluation(), call.bandwidth(), terms(call)).apply(call);
  }

  /** Refuses an evaluation that does not serve; the bandwidth is NaN where it is not known beforehand. */
  static void require(Domain domain, Evaluation evaluation, double bandwidth) {
    of(domain, evaluation, everyAxis(domain, bandwidth), Double.POSITIVE_INFINITY);
  }

  /**
   * The estimate of one population with its evaluation chosen before the run, where the bandwidth is known by then; the normal-reference rule chooses at every step.
   *
   * @param settings of one population
   */
  public static DensityEstimate resolved(WfrProblem problem, ParticleSettings settings) {
    Domain domain = problem.domain();
    double terms = (double) settings.count() * settings.count();
    if (settings.density() instanceof DensityEstimate.Transition t) {
      double b = SdeIntegrator.spread(problem.diffusivity(), settings.timeStep());
      return new DensityEstimate.Transition(
          choice(domain, t.evaluation(), everyAxis(domain, b), terms));
    }
    if (settings.density() instanceof DensityEstimate.Kernel k) {
      return new DensityEstimate.Kernel(
          k.bandwidth(), choice(domain, k.evaluation(), everyAxis(domain, k.bandwidth()), terms));
    }
    return settings.density();
  }

  private static double[] everyAxis(Domain domain, double bandwidth) {
    double[] b = new double[domain.dimension()];
    Arrays.fill(b, bandwidth);
    return b;
  }

  private static double terms(KernelLogDensity call) {
    return (double) call.points()[0].length * call.weights().length;
  }

  /**
   * What auto stands for: bins where they serve and are predicted to take less time than the N^2 terms of the sum itself, at 10 multiply-adds to a term for its exponential; else a tree
   * where that excludes more than it costs, else blocks. Where there is a boundary only bins serve.
   *
   * @param evaluation asked for; returned unless it is auto
   * @param bandwidth along every axis
   * @param terms points times centres
   */
  static Evaluation choice(Domain domain, Evaluation evaluation, double[] bandwidth, double terms) {
    int d = domain.dimension();
    if (evaluation != Evaluation.AUTO) {
      return evaluation;
    }
    boolean cheap =
        d <= BINNED_DIMENSIONS
            && BinnedSum.fits(domain, bandwidth[0])
            && BinnedSum.work(domain, bandwidth) <= WORK_PER_TERM * terms;
    if (cheap || !domain.isWholeSpace()) {
      return Evaluation.BINNED;
    }
    return d <= TREE_DIMENSIONS ? Evaluation.TREE : Evaluation.BLOCKED;
  }

  private static Function<KernelLogDensity, double[]> of(
      Domain domain, Evaluation evaluation, double[] bandwidths, double terms) {
    int d = domain.dimension();
    double bandwidth = bandwidths[0];
    boolean line = domain.isWholeSpace();
    boolean fits = BinnedSum.fits(domain, bandwidth);
    Evaluation chosen = choice(domain, evaluation, bandwidths, terms);
    boolean binned = chosen == Evaluation.BINNED;
    if (binned ? !fits : !line) {
      throw new ParticleFailure(
          "particles.density: "
              + (binned
                  ? "bins need one, two or three dimensions and a bandwidth of more than 1/131072, 1/512 or 1/64 of the box: "
                      + d
                      + ", "
                      + bandwidth
                  : "tree and blocks know no boundary: boundary: line"));
    }
    if (binned) {
      return BinnedSum::logDensity;
    }
    return chosen == Evaluation.TREE
        ? call -> TreeSum.logDensity(call, TREE_ERROR)
        : BlockedSum::logDensity;
  }

  /** The logarithm at the points of a call of a sum that is given them divided by the bandwidth, and leaves out the peak of the kernel. */
  static double[] logarithm(KernelLogDensity call, ToDoubleFunction<double[]> sum) {
    double logPeak = logPeak(call.bandwidth());
    return DensityFields.each(
        scaled(call.points(), call.bandwidth()),
        p -> logPeak + Math.log(Math.max(sum.applyAsDouble(p), NodeGrid.FLOOR)));
  }

  /** Points divided by the bandwidth. */
  static double[][] scaled(double[][] x, double[] bandwidth) {
    double[][] out = new double[x.length][x[0].length];
    for (int k = 0; k < x.length; k++) {
      double inverse = 1 / bandwidth[k];
      for (int i = 0; i < x[k].length; i++) {
        out[k][i] = x[k][i] * inverse;
      }
    }
    return out;
  }

  /** Masses over their sum, which is refused unless positive and finite. */
  static double[] normalised(double[] masses) {
    double sum = Arrays.stream(masses).sum();
    if (!(sum > 0) || Double.isInfinite(sum)) {
      throw new ParticleFailure(
          "the mass of the density estimate must be > 0 and finite: "
              + sum
              + "; reduce particles.time-step or check the potential");
    }
    return Arrays.stream(masses).map(m -> m / sum).toArray();
  }

  /** log of the peak of N(0, diag(b^2)). */
  static double logPeak(double[] bandwidth) {
    double log = -0.5 * bandwidth.length * Math.log(2 * Math.PI);
    for (double b : bandwidth) {
      log -= Math.log(b);
    }
    return log;
  }
}
