package wfr.reference;

import wfr.math.Estimate;
import wfr.measure.DiscreteTarget;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.operation.FigureOperations.Extrapolation;
import wfr.operation.GridOperations.Discretise;
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

  private ExtrapolatedSpectrum() {}

  /** The logarithms are extrapolated, because an eigenvalue may be far below the rounding of 1. */
  static Estimate[] of(Spectrum call, Implementation ops) {
    int count = call.count();
    double[][] logs = new double[count][GRIDS];
    for (int l = 0; l < GRIDS; l++) {
      DiscreteTarget target = ops.apply(new Discretise(call.problem(), call.cells() << l));
      double[] mu = ops.apply(new GridSpectrum(target, count));
      for (int k = 0; k < count; k++) {
        logs[k][l] = Math.log(mu[k]);
      }
    }
    Estimate[] limits = new Estimate[count];
    double rounding = 6 * (call.cells() << (GRIDS - 1)) * Math.ulp(1.0);
    for (int k = 0; k < count; k++) {
      limits[k] =
          k == 0
              ? Estimate.exact(0)
              : exponential(
                  ops.apply(new Extrapolation(new double[] {2, 4, 6, 8}, logs[k])), rounding);
    }
    return limits;
  }

  private static Estimate exponential(Estimate log, double rounding) {
    if (log.value() == Double.NEGATIVE_INFINITY) {
      return new Estimate(0, Double.MIN_NORMAL);
    }
    double value = Math.exp(log.value());
    return new Estimate(value, value * Math.expm1(log.error() + rounding));
  }

  static Estimate[] linearised(LinearisedSpectrum call, Implementation ops) {
    DiscreteTarget target = ops.apply(new Discretise(call.problem(), call.cells()));
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
