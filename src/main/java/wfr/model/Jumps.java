package wfr.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Where V jumps within a box, or where a circle closes: on lines parallel to the axes, through a lattice of {@value #LINES} points a side. Walkers that move by grad V do not see a jump and settle in another law.
 * Jumps that neither pi nor rho_0 reaches to e^{-16} of its top on the line do not matter.
 */
public final class Jumps {
  private static final int LINES = 5;

  private static final int SAMPLES = 256;
  private static final double NEGLIGIBLE = 16;

  /** Of V at neighbouring points, beyond its slope. */
  private static final double ROUNDING = 1e-9;

  private Jumps() {}

  /** One of them in words, if there is one. */
  public static Optional<String> of(WfrProblem problem) {
    Domain box = problem.domain();
    int d = box.dimension();
    int lines = (int) Math.round(Math.pow(LINES, d - 1.0));
    double[] x = new double[d];
    for (int axis = 0; axis < d; axis++) {
      for (int line = 0; line < lines; line++) {
        int rest = line;
        for (int k = 0; k < d; k++) {
          double share = (rest % LINES + 0.5) / LINES;
          x[k] = box.lower()[k] + (box.upper()[k] - box.lower()[k]) * share;
          rest /= k == axis ? 1 : LINES;
        }
        Optional<String> found = on(problem, axis, x.clone());
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> on(WfrProblem problem, int axis, double[] x) {
    Potential v = problem.potential();
    Domain box = problem.domain();
    double a = box.lower()[axis];
    double b = box.upper()[axis];
    if (box.boundary(axis) == Domain.Boundary.PERIODIC) {
      double jump = value(v, axis, x, a) - value(v, axis, x, b);
      if (jumps(jump, value(v, axis, x, a)) && matters(problem, axis, x, b)) {
        return Optional.of(words(jump, axis, x, b) + ", where the domain closes");
      }
    }
    for (double c : v.breakpoints(axis, x, a, b)) {
      double before = value(v, axis, x, Math.nextDown(c));
      double jump = value(v, axis, x, Math.nextUp(c)) - before;
      if (jumps(jump, before) && matters(problem, axis, x, c)) {
        return Optional.of(words(jump, axis, x, c));
      }
    }
    return Optional.empty();
  }

  private static boolean matters(WfrProblem problem, int axis, double[] x, double at) {
    InitialLaw law = problem.initial();
    ToDoubleFunction<double[]> target = y -> -value(problem.potential(), axis, y, y[axis]);
    ToDoubleFunction<double[]> start =
        y -> y.length == 1 ? law.logDensity(y[0]) : law.logDensity(y);
    double a = problem.domain().lower()[axis];
    double b = problem.domain().upper()[axis];
    for (ToDoubleFunction<double[]> l : List.of(target, start)) {
      double top = Double.NEGATIVE_INFINITY;
      for (int i = 0; i <= SAMPLES; i++) {
        x[axis] = a + (b - a) * i / SAMPLES;
        top = Math.max(top, l.applyAsDouble(x));
      }
      double here = Double.NEGATIVE_INFINITY;
      for (double y : new double[] {Math.nextDown(at), Math.nextUp(at)}) {
        x[axis] = y;
        here = Math.max(here, l.applyAsDouble(x));
      }
      if (here > top - NEGLIGIBLE) {
        return true;
      }
    }
    return false;
  }

  private static boolean jumps(double jump, double value) {
    return Math.abs(jump) > ROUNDING * (1 + Math.abs(value));
  }

  private static double value(Potential v, int axis, double[] x, double at) {
    x[axis] = at;
    return x.length == 1 ? v.value(at) : v.value(x);
  }

  private static String words(double jump, int axis, double[] x, double at) {
    x[axis] = at;
    List<String> shown = Arrays.stream(x).mapToObj(c -> String.valueOf((float) c)).toList();
    return "V jumps by "
        + (float) jump
        + " at "
        + (x.length == 1 ? "x = " + shown.get(0) : shown.toString());
  }
}
