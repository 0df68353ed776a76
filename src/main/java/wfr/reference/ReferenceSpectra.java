package wfr.reference;

import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.measure.DiscreteTarget;
import wfr.model.Potential;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operators.Curvature;
import wfr.operators.GeneratorSpectrum;
import wfr.operators.KineticGenerator;
import wfr.operators.Linearisation;
import wfr.spec.Operations;

/** The operator half of the reference implementation: spectra of the finite-volume generator and of the nonlinear step, curvature. */
public interface ReferenceSpectra extends Operations {
  /** Grids of the extrapolation, each twice as fine as the one before. */
  int GRIDS = 5;

  @Override
  default double[] spectrum(DiscreteTarget target, int count) {
    return new GeneratorSpectrum(target).lowest(count);
  }

  /** The logarithms are extrapolated, because an eigenvalue may be far below the rounding of 1. */
  @Override
  default Estimate[] spectrum(WfrProblem problem, int cells, int count) {
    RombergTable[] tables = new RombergTable[count];
    for (int l = 0; l < GRIDS; l++) {
      double[] mu = spectrum(discretise(problem, cells << l), count);
      for (int k = 0; k < count; k++) {
        tables[k] = tables[k] == null ? new RombergTable(2, 4, 6, 8) : tables[k];
        tables[k].add(Math.log(mu[k]));
      }
    }
    Estimate[] limits = new Estimate[count];
    for (int k = 0; k < count; k++) {
      limits[k] =
          k == 0
              ? Estimate.exact(0)
              : exponential(tables[k].estimate(), 6 * (cells << (GRIDS - 1)) * Math.ulp(1.0));
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

  @Override
  default Estimate[] linearisedSpectrum(WfrProblem problem, int cells, int count) {
    DiscreteTarget target = discretise(problem, cells);
    double lambda = problem.reactionRate();
    double[] mu = new GeneratorSpectrum(target).lowest(count + 1);
    Linearisation linearisation =
        new Linearisation(
            target.logMass(),
            dt ->
                h ->
                    splittingStep(
                        target,
                        h,
                        lambda,
                        dt,
                        SplittingScheme.STRANG,
                        TransportScheme.BACKWARD_EULER));
    return linearisation.slowestRates(count, 4 / (lambda + mu[count]));
  }

  @Override
  default double[][] kineticSpectrum(
      KineticTarget problem, double friction, double lambda, int degree, int count) {
    return new KineticGenerator(problem.potential(), problem.lower(), problem.upper(), degree)
        .slowest(friction, lambda, count);
  }

  @Override
  default Estimate curvature(Potential potential, double a, double b) {
    return Curvature.least(potential, a, b);
  }
}
