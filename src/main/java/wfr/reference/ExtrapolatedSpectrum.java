package wfr.reference;

import wfr.math.Estimate;
import wfr.measure.Axis;
import wfr.measure.DiscreteTarget;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.operation.FigureOperations.Extrapolation;
import wfr.operation.GridOperations.SplittingStep;
import wfr.operation.Implementation;
import wfr.operation.OperatorOperations.GridSpectrum;
import wfr.operation.OperatorOperations.LinearisedSpectrum;
import wfr.operation.OperatorOperations.Spectrum;
import wfr.operators.Linearisation;

/** Eigenvalues of the continuous problem by extrapolation over grids, and of the nonlinear step by its Jacobian, from the spectra, grids and steps of an implementation. */
final class ExtrapolatedSpectrum {
  /** Grids of the extrapolation, each twice as fine as the one before. */
  private static final int GRIDS = 5;

  /** By how much the finest grid's distance exceeds that of the limits where it is an error of the grid. */
  private static final double CLUSTER = 8;

  /** Relative distance of eigenvalues of a circle that are not told apart. */
  private static final double EQUAL = 1e-6;

  /** Eigenvalues looked at beyond those asked for, which may be of the last one's cluster: on a line at most two are equal. */
  private static final int SPARE = 1;

  private ExtrapolatedSpectrum() {}

  /**
   * The logarithms are extrapolated, because an eigenvalue may be far below the rounding of 1. Two eigenvalues that on the finest grid are apart by much more than in the limit are taken for one of a
   * cluster, whose members, ordered by size, are no smooth functions of the width; their mean is, and is what each is said to be, with its distance from it as a further error. So are those
   * of a circle that are equal to {@value #EQUAL} there: elimination on a circle tells equal ones to 6 n ulp of the largest rate of all only, which grows as
   * n^3, so that their mean is taken without the finest grid.
   */
  static Estimate[] of(Spectrum call, Implementation ops) {
    int count = call.count() == 1 ? 1 : call.count() + SPARE;
    double[][] logs = new double[count][GRIDS];
    double rounding = 6 * (call.cells() << (GRIDS - 1)) * Math.ulp(1.0);
    boolean circle = false;
    double noise = 0;
    for (int l = 0; l < GRIDS; l++) {
      DiscreteTarget target =
          ops.apply(ResolvingGrid.discretise(call.problem(), call.cells() << l, ops));
      double[] mu = ops.apply(new GridSpectrum(target, count));
      for (int k = 0; k < count; k++) {
        logs[k][l] = Math.log(mu[k]);
      }
      circle = target.grid().axis(0).periodic();
      if (circle && l == GRIDS - 2) {
        int n = target.grid().axis(0).cells();
        noise =
            6 * n * Math.ulp(1.0) * largest(call.problem().diffusivity(), target.grid().axis(0));
      }
    }
    Estimate[] limits = new Estimate[count];
    for (int k = 1; k < count; k++) {
      limits[k] = limit(logs[k], ops);
    }
    Estimate[] all = new Estimate[call.count()];
    all[0] = Estimate.exact(0);
    int from = 1;
    while (from < all.length) {
      int to = from + 1;
      while (to < count && areOne(logs, limits, to, circle)) {
        to++;
      }
      Estimate mean =
          to == from + 1
              ? limits[from]
              : limit(mean(logs, from, to, circle ? GRIDS - 1 : GRIDS), ops);
      for (int k = from; k < Math.min(to, all.length); k++) {
        double apart = to == from + 1 ? 0 : Math.abs(limits[k].value() - mean.value());
        boolean told = to == from + 1 || !circle;
        all[k] =
            exponential(
                new Estimate(mean.value(), mean.error() + apart),
                told ? rounding : noise * Math.exp(-mean.value()));
      }
      from = to;
    }
    return all;
  }

  private static Estimate limit(double[] logs, Implementation ops) {
    return ops.apply(new Extrapolation(new double[] {2, 4, 6, 8}, logs));
  }

  /** Whether eigenvalue k and the one before are of one cluster. */
  private static boolean areOne(double[][] logs, Estimate[] limits, int k, boolean circle) {
    double onGrid = logs[k][GRIDS - 1] - logs[k - 1][GRIDS - 1];
    return circle && onGrid <= EQUAL
        || CLUSTER * Math.abs(limits[k].value() - limits[k - 1].value()) <= onGrid;
  }

  /** The largest rate of the generator, of V that varies little over a cell. */
  private static double largest(double diffusivity, Axis axis) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < axis.cells(); i++) {
      least = Math.min(least, axis.width(i));
    }
    return 4 * diffusivity / (least * least);
  }

  private static double[] mean(double[][] logs, int from, int to, int grids) {
    double[] mean = new double[grids];
    for (int k = from; k < to; k++) {
      for (int l = 0; l < grids; l++) {
        mean[l] += logs[k][l] / (to - from);
      }
    }
    return mean;
  }

  private static Estimate exponential(Estimate log, double rounding) {
    if (log.value() == Double.NEGATIVE_INFINITY) {
      return new Estimate(0, Double.MIN_NORMAL);
    }
    double value = Math.exp(log.value());
    return new Estimate(value, value * Math.expm1(log.error() + rounding));
  }

  static Estimate[] linearised(LinearisedSpectrum call, Implementation ops) {
    DiscreteTarget target = ops.apply(ResolvingGrid.discretise(call.problem(), call.cells(), ops));
    double lambda = call.problem().reactionRate();
    int count = call.count();
    double[] mu = ops.apply(new GridSpectrum(target, count + 1));
    Linearisation linearisation =
        new Linearisation(
            target.logMass(),
            dt ->
                h ->
                    ops.apply(
                        new SplittingStep(
                            target,
                            h,
                            lambda,
                            dt,
                            SplittingScheme.STRANG,
                            TransportScheme.BACKWARD_EULER)));
    return linearisation.slowestRates(count, 4 / (lambda + mu[count]));
  }
}
