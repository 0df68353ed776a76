package wfr.model;

/**
 * A path of targets e^{-U_t} from one potential to another, U_t = (1 - s) U_from + s V with the linear schedule s = min(t/T, 1).
 * It is followed with its correction term and no escort: drift -D U_t', rate -d_t U.
 * Special cases: t = 0 is U_from, t at least T is V.
 *
 * @param from U_from
 * @param to V
 * @param horizon T, above 0
 */
public record AnnealedPath(Potential from, Potential to, double horizon) implements TargetPath {
  /** Checks the horizon. */
  public AnnealedPath {
    if (!(horizon > 0) || Double.isInfinite(horizon)) {
      throw new IllegalArgumentException("a path of targets needs a horizon > 0: " + horizon);
    }
  }

  /** s(t). */
  public double schedule(double t) {
    return Math.min(1, Math.max(0, t / horizon));
  }

  @Override
  public double value(double x, double t) {
    double s = schedule(t);
    return (1 - s) * from.value(x) + s * to.value(x);
  }

  /** U_t'(x). */
  public double slope(double x, double t) {
    double s = schedule(t);
    return (1 - s) * from.derivative(x) + s * to.derivative(x);
  }

  /** d_t U_t(x) before the horizon. */
  public double timeDerivative(double x) {
    return (to.value(x) - from.value(x)) / horizon;
  }

  @Override
  public Potential at(double t) {
    return new Potential() {
      @Override
      public int dimension() {
        return 1;
      }

      @Override
      public double value(double[] x) {
        return AnnealedPath.this.value(x[0], t);
      }

      @Override
      public double value(double x) {
        return AnnealedPath.this.value(x, t);
      }

      @Override
      public void gradient(double[] x, double[] gradient) {
        gradient[0] = slope(x[0], t);
      }
    };
  }
}
