package wfr.scenario;

import java.util.List;
import java.util.Locale;
import wfr.model.BoxMass;
import wfr.model.Domain;
import wfr.model.PlaneBoxMass;
import wfr.model.WfrProblem;

/**
 * What the box of a problem on the line cuts off: integrable densities with at most 1e-6 of their mass outside pass silently, up to
 * 1e-2 with a warning; beyond, or without a finite integral, the problem is refused. A box that is the space itself
 * (no-flux, periodic) needs no such test.
 */
final class TruncationCheck {
  static final double WARN = 1e-6;
  static final double REFUSE = 1e-2;

  private TruncationCheck() {}

  static void check(Section root, WfrProblem problem, List<String> warnings) {
    Domain box = problem.domain();
    if (box.dimension() == 2) {
      if (box.boundary() == Domain.Boundary.LINE) {
        judge(
            root,
            "potential",
            "target",
            PlaneBoxMass.ofTarget(problem.potential(), box),
            box,
            warnings);
        judge(
            root,
            "initial",
            "initial law",
            PlaneBoxMass.ofInitial(problem.initial(), box),
            box,
            warnings);
      }
      return;
    }
    if (box.boundary() == Domain.Boundary.LINE) {
      judge(root, "potential", "target", BoxMass.ofTarget(problem.potential(), box), box, warnings);
      judge(
          root, "initial", "initial law", BoxMass.ofInitial(problem.initial(), box), box, warnings);
    } else if (box.boundary() == Domain.Boundary.PERIODIC) {
      double left = problem.potential().value(box.left());
      double right = problem.potential().value(box.right());
      double tolerance = 1e-9 * (1 + Math.abs(left)); // rounding of V at the ends
      if (!(Math.abs(left - right) <= tolerance)) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "potential: V jumps by %.3g where the periodic domain %s closes",
                left - right,
                ExpressionReader.shown(box)));
      }
    }
  }

  private static void judge(
      Section root, String key, String what, BoxMass mass, Domain box, List<String> warnings) {
    String remedy = "; give a boundary no-flux or periodic if the domain is the whole space";
    if (!mass.isDefined()) {
      throw root.problem(
          key,
          String.format(
              Locale.ROOT,
              "the %s is not a number near x = %.6g: on the line it must be defined outside the domain too%s",
              what,
              mass.undefinedAt(),
              remedy));
    }
    if (!mass.isIntegrable()) {
      throw root.problem(
          key, "the " + what + " is not integrable on the line: its tails must vanish" + remedy);
    }
    judge(root, what, mass.outside(), box, warnings);
  }

  private static void judge(
      Section root, String key, String what, PlaneBoxMass mass, Domain box, List<String> warnings) {
    String remedy = "; give a boundary no-flux if the domain is the whole space";
    if (!mass.isDefined()) {
      throw root.problem(
          key,
          "the "
              + what
              + " is not a number somewhere in the plane: it must be defined outside the domain too"
              + remedy);
    }
    if (!mass.isIntegrable()) {
      throw root.problem(
          key, "the " + what + " is not integrable on the plane: its tails must vanish" + remedy);
    }
    judge(root, what, mass.outside(), box, warnings);
  }

  private static void judge(
      Section root, String what, double outside, Domain box, List<String> warnings) {
    String figure =
        String.format(
            Locale.ROOT,
            "%.3g of the %s's mass lies outside the domain %s",
            outside,
            what,
            ExpressionReader.shown(box));
    if (!(outside <= REFUSE)) {
      throw root.problem("domain", figure + ": at most " + REFUSE + " may, widen the domain");
    }
    if (outside > WARN) {
      warnings.add("domain: " + figure + ": widen the domain for less than " + WARN);
    }
  }
}
