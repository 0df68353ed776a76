package wfr.reference;

import java.util.Arrays;

/**
 * A part of the estimated error of a run at one output time; the parts of a time sum to the error of each figure.
 *
 * @param time t
 * @param source space, time, box, rounding; number of particles, time step, histogram
 * @param kl part of the error of KL(rho|pi)
 * @param mean parts of the errors of the means, one per axis
 * @param variance parts of the errors of the variances, one per axis
 */
public record ErrorPart(double time, String source, double kl, double[] mean, double[] variance) {
  /** From errors by figure, in the order of {@link Figures}. */
  static ErrorPart of(Figures at, double time, String source, double[] errors) {
    double[] mean = new double[at.dimension()];
    double[] variance = new double[at.dimension()];
    Arrays.setAll(mean, k -> errors[at.mean(k)]);
    Arrays.setAll(variance, k -> errors[at.covariance(k, k)]);
    return new ErrorPart(time, source, errors[at.kl()], mean, variance);
  }
}
