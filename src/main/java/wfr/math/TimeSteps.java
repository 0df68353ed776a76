package wfr.math;

/**
 * Cuts every interval between output times into equal steps not above dt (a quotient within 1e-9 above an integer is
 * taken as that integer: .3/.1 makes three steps whatever its rounding). The first interval begins at 0.
 */
public final class TimeSteps {
  private static final double SLACK = 1e-9;

  private TimeSteps() {}

  /** Number of steps of the interval (from, to]; 0 when it is empty. */
  public static int count(double from, double to, double dt) {
    double steps = Math.ceil((to - from) / dt * (1 - SLACK));
    if (!(steps <= Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "the time step is too small: " + steps + " steps from " + from + " to " + to);
    }
    return (int) steps;
  }

  /** Refuses times that are not finite, at least 0 and ascending. */
  public static void check(double[] times) {
    double last = 0;
    for (double t : times) {
      if (!(t >= last) || Double.isInfinite(t)) {
        throw new IllegalArgumentException(
            "output times must be finite, >= 0 and ascending: " + t + " after " + last);
      }
      last = t;
    }
  }
}
