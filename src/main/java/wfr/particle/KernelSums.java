package wfr.particle;

import wfr.model.DensityEstimate.Evaluation;
import wfr.model.Domain;
import wfr.operation.ParticleOperations.KernelLogDensity;

/** log sum_j W_j N(x; c_j, diag(b^2)): which evaluation serves. */
public final class KernelSums {
  /** Relative error of {@link TreeSum}: below the Monte Carlo error of any population that fits into memory. */
  static final double TREE_ERROR = 1e-6;

  /** Dimension up to which boxes of a k-d tree exclude more than they cost. */
  private static final int TREE_DIMENSIONS = 6;

  /** Dimension up to which bins take less time than a tree; beyond they serve where there is a boundary. */
  private static final int BINNED_DIMENSIONS = 2;

  private KernelSums() {}

  /** The sum at the points of a call; the boundary of the box counts for bins only. */
  public static double[] logDensity(KernelLogDensity call) {
    KernelSum sum = of(call.box(), call.evaluation(), call.bandwidth()[0]);
    sum.prepare(call.centres(), call.weights(), call.bandwidth());
    return sum.logDensity(call.points());
  }

  /** Refuses an evaluation that does not serve; the bandwidth is NaN where it is not known beforehand. */
  static void require(Domain domain, Evaluation evaluation, double bandwidth) {
    of(domain, evaluation, bandwidth);
  }

  private static KernelSum of(Domain domain, Evaluation evaluation, double bandwidth) {
    int d = domain.dimension();
    boolean auto = evaluation == Evaluation.AUTO;
    boolean line = domain.isWholeSpace();
    boolean fits = BinnedSum.fits(domain, bandwidth);
    boolean binned =
        evaluation == Evaluation.BINNED || auto && (fits && d <= BINNED_DIMENSIONS || !line);
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
      return new BinnedSum(domain);
    }
    boolean tree = evaluation == Evaluation.TREE || auto && d <= TREE_DIMENSIONS;
    return tree ? new TreeSum(TREE_ERROR) : new BlockedSum();
  }
}
