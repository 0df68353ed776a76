package wfr.model.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import wfr.model.Coordinates;

/**
 * Whether an expression is defined on a whole box: interval evaluation with bisection. A sub-box whose enclosure shows
 * no fault is settled; one where a fault is certain refutes; others are halved along their longest side (relative to
 * the box). A sub-box of relative width 2^-44 that still shows a possible fault refutes too, so a pole between any two
 * sample points is found, while 1/(x^2 + 1) and 1/(x^2 + 1e-9) are accepted. Not decided within the budget counts as
 * undefined. The work grows with the power d of what a fault needs: meant for the one to three dimensions that have a grid.
 */
public final class DomainCheck {
  private static final double SMALLEST = 0x1p-44;
  private static final long BUDGET = 4_000_000; // nodes visited; about a second

  private DomainCheck() {}

  /** Empty if e is defined on the box, else what is undefined and near which point, as a clause of a message. */
  public static Optional<String> undefined(Expression e, double[] lower, double[] upper) {
    int d = lower.length;
    Interval[] whole = new Interval[d];
    for (int k = 0; k < d; k++) {
      whole[k] = new Interval(lower[k], upper[k]);
    }
    Deque<Interval[]> open = new ArrayDeque<>();
    open.push(whole);
    long visits = 0;
    while (!open.isEmpty()) {
      Interval[] box = open.pop();
      IntervalEvaluation evaluation = IntervalEvaluation.run(e, box);
      visits += evaluation.visits();
      IntervalEvaluation.Fault fault = evaluation.fault();
      if (fault == null || harmless(fault, box)) {
        continue;
      }
      int side = longest(box, whole);
      boolean smallest =
          box[side].upper() - box[side].lower()
              <= SMALLEST * (whole[side].upper() - whole[side].lower());
      if (fault.certain() || smallest) {
        return Optional.of(fault.what() + " near " + place(box));
      }
      if (visits > BUDGET) {
        return Optional.of(fault.what() + " cannot be excluded near " + place(box));
      }
      double middle = box[side].lower() + (box[side].upper() - box[side].lower()) / 2;
      open.push(with(box, side, new Interval(middle, box[side].upper())));
      open.push(with(box, side, new Interval(box[side].lower(), middle)));
    }
    return Optional.empty();
  }

  /** A radicand that touches 0, below it only by the rounding margin: sqrt(1 - cos(x)). */
  private static boolean harmless(IntervalEvaluation.Fault fault, Interval[] box) {
    double margin = 1e-12; // margins of intervals for terms up to about 1000
    if (!fault.isRoot() || !(fault.range().lower() > -margin)) {
      return false;
    }
    for (double share : new double[] {0, 0.5, 1}) {
      double[] x = new double[box.length];
      for (int k = 0; k < box.length; k++) {
        x[k] = box[k].lower() + share * (box[k].upper() - box[k].lower());
      }
      if (!(fault.operand().evaluate(x) >= 0)) {
        return false;
      }
    }
    return true;
  }

  private static int longest(Interval[] box, Interval[] whole) {
    int side = 0;
    double best = -1;
    for (int k = 0; k < box.length; k++) {
      double width = (box[k].upper() - box[k].lower()) / (whole[k].upper() - whole[k].lower());
      if (width > best) {
        best = width;
        side = k;
      }
    }
    return side;
  }

  private static Interval[] with(Interval[] box, int side, Interval part) {
    Interval[] copy = box.clone();
    copy[side] = part;
    return copy;
  }

  private static String place(Interval[] box) {
    StringBuilder s = new StringBuilder();
    List<String> names = Coordinates.names(box.length);
    for (int k = 0; k < box.length; k++) {
      double middle = box[k].lower() + (box[k].upper() - box[k].lower()) / 2;
      // six digits locate the point for a reader; -0.0 and 1e-13 are 0 to them
      double rounded = Double.parseDouble(String.format(java.util.Locale.ROOT, "%.6g", middle));
      boolean zero = Math.abs(rounded) < 1e-12;
      s.append(k == 0 ? "" : ", ").append(names.get(k)).append(" = ").append(zero ? 0.0 : rounded);
    }
    return s.toString();
  }
}
