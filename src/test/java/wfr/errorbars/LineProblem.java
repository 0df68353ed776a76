package wfr.errorbars;

import java.util.List;

/**
 * A problem on an interval, smooth between its breaks, as functions of the test tree; the interval carries all mass where it stands for the line.
 *
 * @param potential V
 * @param slope V'
 * @param start log rho_0 up to a constant
 * @param breaks where V or rho_0 are not smooth, ascending, inside
 * @param left lower end
 * @param right upper end
 * @param ends what they are
 * @param diffusivity D
 * @param rate lambda
 * @param times output times
 * @param observables what is averaged
 */
record LineProblem(
    Branch potential,
    Branch slope,
    Branch start,
    double[] breaks,
    double left,
    double right,
    Ends ends,
    double diffusivity,
    double rate,
    double[] times,
    List<Average> observables) {
  /** One point, walls that no flux crosses, or places beyond which nothing is and into which nothing flows: there the equation itself holds. */
  enum Ends {
    PERIODIC,
    WALLS,
    OPEN
  }

  boolean periodic() {
    return ends == Ends.PERIODIC;
  }

  /** A function with one-sided values: at x, seen from a point beside it on the same smooth piece. */
  interface Branch {
    double at(double x, double side);

    /** The sum of two. */
    default Branch plus(Branch other) {
      return (x, side) -> at(x, side) + other.at(x, side);
    }
  }

  /**
   * An observable.
   *
   * @param name key
   * @param text expression, the variable being X
   * @param function the same
   * @param breaks where it is not smooth, and ends of panels where it is narrow
   */
  record Average(String name, String text, Branch function, double[] breaks) {}
}
