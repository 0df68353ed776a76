package wfr.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import wfr.model.BoxMass;
import wfr.model.Domain;
import wfr.model.WfrProblem;

/**
 * What the box of a problem cuts off: integrable densities with at most 1e-6 of their mass outside pass silently, up to
 * 1e-2 with a warning; beyond, or without a finite integral, the problem is refused. A box that is the space itself
 * (no-flux, periodic on every axis) needs no such test.
 */
final class TruncationCheck {
  static final double WARN = BoxMass.NEGLIGIBLE;
  static final double REFUSE = 1e-2;
  private static final String[] SPACES = {"line", "plane", "space"};

  private TruncationCheck() {}

  static void check(Section root, WfrProblem problem, List<String> warnings) {
    Domain box = problem.domain();
    if (box.truncates()) {
      judge(root, "potential", "target", BoxMass.ofTarget(problem.potential(), box), box, warnings);
      judge(
          root, "initial", "initial law", BoxMass.ofInitial(problem.initial(), box), box, warnings);
    }
    for (int k = 0; k < box.dimension(); k++) {
      if (box.boundary(k) == Domain.Boundary.PERIODIC) {
        closes(problem, k, warnings);
      }
    }
  }

  /** V at the two ends of a circle, in the middle of the other axes. */
  private static void closes(WfrProblem problem, int axis, List<String> warnings) {
    Domain box = problem.domain();
    double[] x = new double[box.dimension()];
    Arrays.setAll(x, k -> 0.5 * (box.lower()[k] + box.upper()[k]));
    x[axis] = box.lower()[axis];
    double left = problem.potential().value(x);
    x[axis] = box.upper()[axis];
    double jump = left - problem.potential().value(x);
    double tolerance = 1e-9 * (1 + Math.abs(left)); // rounding of V at the ends
    if (!(Math.abs(jump) <= tolerance)) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "potential: V jumps by %.3g where the periodic domain %s closes",
              jump,
              ExpressionReader.shown(box)));
    }
  }

  private static void judge(
      Section root, String key, String what, BoxMass mass, Domain box, List<String> warnings) {
    String space = SPACES[box.dimension() - 1];
    String remedy = "; give a boundary no-flux or periodic if the domain is the whole space";
    if (!mass.isDefined()) {
      throw root.problem(
          key,
          String.format(
              Locale.ROOT,
              "the %s is not a number near x = %s: %s %s it must be defined outside the domain too%s",
              what,
              shown(mass.undefinedAt()),
              box.dimension() == 3 ? "in" : box.dimension() == 2 ? "in the" : "on the",
              space,
              remedy));
    }
    if (!mass.isIntegrable()) {
      throw root.problem(
          key,
          "the "
              + what
              + " is not integrable "
              + (box.dimension() == 3 ? "in " : "on the ")
              + space
              + ": its tails must vanish"
              + remedy);
    }
    String figure =
        String.format(
            Locale.ROOT,
            "%.3g of the %s's mass lies outside the domain %s",
            mass.outside(),
            what,
            ExpressionReader.shown(box));
    if (!(mass.outside() <= REFUSE)) {
      throw root.problem("domain", figure + ": at most " + REFUSE + " may, widen the domain");
    }
    if (mass.outside() > WARN) {
      warnings.add("domain: " + figure + ": widen the domain for less than " + WARN);
    }
  }

  private static String shown(double[] x) {
    return x.length == 1
        ? String.format(Locale.ROOT, "%.6g", x[0])
        : Arrays.toString(
            Arrays.stream(x)
                .map(v -> Double.parseDouble(String.format(Locale.ROOT, "%.6g", v)))
                .toArray());
  }
}
