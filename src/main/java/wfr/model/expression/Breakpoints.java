package wfr.model.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import wfr.model.expression.Expression.Binary;
import wfr.model.expression.Expression.Call;
import wfr.model.expression.Expression.Comparison;
import wfr.model.expression.Expression.Negation;

/**
 * Jumps and kinks of an expression on an interval: sign changes of l - r for comparisons l ? r, min and max, and of u
 * for abs(u), found on 4097 equally spaced points of the line, 513 of a line in the plane, 129 in space, and bisected to neighbouring doubles. Inner ones are found first and looked at with
 * the outer ones, so that both ends of max(0, 1 - |x - a|/w) are found however small w is. Other sign changes closer than one spacing cancel and are missed; a touching zero is no sign
 * change and no kink of these functions' composition worth splitting. Source: proofs-notes, G17.
 */
public final class Breakpoints {
  /** Intervals between the points looked at, by dimension. */
  private static final int[] SAMPLES = {4096, 512, 128};

  private Breakpoints() {}

  /**
   * Points strictly inside (lower, upper), ascending, on a line parallel to an axis.
   *
   * @param e expression in as many variables as the point has coordinates
   * @param axis the coordinate that runs
   * @param point a point of the line
   * @param lower where the line begins
   * @param upper where it ends
   */
  public static double[] of(Expression e, int axis, double[] point, double lower, double upper) {
    double[] at = point.clone();
    int samples = SAMPLES[Math.min(at.length, SAMPLES.length) - 1];
    List<ToDoubleFunction<double[]>> switches = new ArrayList<>();
    collect(e, switches);
    TreeSet<Double> found = new TreeSet<>();
    for (ToDoubleFunction<double[]> f : switches) {
      scan(
          s -> {
            at[axis] = s;
            return f.applyAsDouble(at);
          },
          samples,
          lower,
          upper,
          found);
    }
    return found.stream()
        .mapToDouble(Double::doubleValue)
        .filter(x -> x > lower && x < upper)
        .toArray();
  }

  /** Those of a kind come after those inside them. */
  private static void collect(Expression e, List<ToDoubleFunction<double[]>> switches) {
    if (e instanceof Negation n) {
      collect(n.operand(), switches);
    } else if (e instanceof Binary b) {
      collect(b.left(), switches);
      collect(b.right(), switches);
    } else if (e instanceof Comparison c) {
      collect(c.left(), switches);
      collect(c.right(), switches);
      switches.add(x -> c.left().evaluate(x) - c.right().evaluate(x));
    } else if (e instanceof Call c) {
      c.arguments().forEach(a -> collect(a, switches));
      Expression u = c.arguments().get(0);
      if (c.function() == Function.ABS || c.function() == Function.SIGN) {
        switches.add(u::evaluate);
      } else if (c.function().arity() == 2) {
        switches.add(x -> u.evaluate(x) - c.arguments().get(1).evaluate(x));
      }
    }
  }

  private static void scan(
      DoubleUnaryOperator f, int samples, double lower, double upper, TreeSet<Double> to) {
    double lastX = lower; // last point with a sign
    double lastSign = Double.NaN;
    double[] inner = to.stream().mapToDouble(Double::doubleValue).toArray();
    int next = 0;
    for (int i = 0; i <= samples; ) {
      double sample = i == samples ? upper : lower + (upper - lower) * ((double) i / samples);
      boolean before = next < inner.length && inner[next] < sample;
      double x = before ? inner[next++] : sample;
      i += before ? 0 : 1;
      double sign = Math.signum(f.applyAsDouble(x));
      if (sign == 0 || Double.isNaN(sign)) {
        continue;
      }
      if (!Double.isNaN(lastSign) && sign != lastSign) {
        to.add(bisect(f, lastX, x, lastSign));
      }
      lastX = x;
      lastSign = sign;
    }
  }

  /** Halves [a, b] until the ends are neighbours; a zero of f met on the way is the point itself. */
  private static double bisect(DoubleUnaryOperator f, double a, double b, double signAtA) {
    while (true) {
      double m = a + (b - a) / 2;
      if (!(m > a && m < b)) {
        return b;
      }
      double sign = Math.signum(f.applyAsDouble(m));
      if (sign == 0) {
        return m;
      }
      if (sign == signAtA) {
        a = m;
      } else {
        b = m;
      }
    }
  }
}
