package wfr.reference;

/**
 * A part of the estimated error of a run at one output time; the parts of a time sum to the error of each figure.
 *
 * @param time t
 * @param source space, time, box, rounding; number of particles, time step, histogram
 * @param kl part of the error of KL(rho|pi)
 * @param mean part of the error of the mean
 * @param variance part of the error of the variance
 */
public record ErrorPart(double time, String source, double kl, double mean, double variance) {
  /** From errors by figure, in the order of {@link FiguresOnLine}. */
  static ErrorPart of(double time, String source, double[] errors) {
    return new ErrorPart(
        time,
        source,
        errors[FiguresOnLine.KL],
        errors[FiguresOnLine.MEAN],
        errors[FiguresOnLine.VARIANCE]);
  }
}
