package wfr.spec;

import wfr.measure.Atoms;
import wfr.measure.TransportPlan;
import wfr.operation.GeometryOperations.WfrDistance;
import wfr.operation.Implementation;

/** The check of A2: a stated distance against its own plan and potentials, evaluated again with a cost of its own. */
final class TransportCertificate {
  /** Relative duality gap that a certificate must reach. */
  private static final double GAP = 1e-9;

  private TransportCertificate() {}

  /** Everything again from plan and potentials, with a cost of its own. */
  static Evidence check(Implementation ops, GeometryClaims.Draw i) {
    Atoms[] m = i.measures(2);
    TransportPlan t = ops.apply(new WfrDistance(m[0], m[1], i.delta()));
    double[] g1 = new double[m[0].count()];
    double[] g2 = new double[m[1].count()];
    double primal = 0;
    double mass = m[0].mass() + m[1].mass();
    for (int e = 0; e < t.plan().length; e++) {
      double g = t.plan()[e];
      if (!(g >= 0)) {
        return Evidence.atMost(-g, 0, "a negative entry of the plan; " + i);
      }
      g1[t.rows()[e]] += g;
      g2[t.columns()[e]] += g;
      primal += g == 0 ? 0 : g * cost(m[0].distance(t.rows()[e], m[1], t.columns()[e]), i.delta());
    }
    double dual = 0;
    double largest = 1;
    for (int k = 0; k < g1.length; k++) {
      primal += entropy(g1[k], m[0].masses()[k]);
      dual += m[0].masses()[k] * -Math.expm1(-t.phi()[k]);
    }
    for (int k = 0; k < g2.length; k++) {
      primal += entropy(g2[k], m[1].masses()[k]);
      dual += m[1].masses()[k] * -Math.expm1(-t.psi()[k]);
    }
    double violation = 0;
    for (int k = 0; k < g1.length; k++) {
      for (int l = 0; l < g2.length; l++) {
        double c = cost(m[0].distance(k, m[1], l), i.delta());
        if (c < Double.POSITIVE_INFINITY) {
          double size = Math.abs(t.phi()[k]) + Math.abs(t.psi()[l]) + c;
          largest = Math.max(largest, size);
          // Near the cut c feels the rounding of the angle through tan, at most e^{c/2}, that of
          // cos^2 through e^c.
          double allowed = Bounds.rounding(4, size + Math.exp(c));
          violation = Math.max(violation, (t.phi()[k] + t.psi()[l] - c) / allowed);
        }
      }
    }
    double scale = 4 * i.delta() * i.delta();
    double rounding = Bounds.rounding(g1.length + g2.length, mass * largest);
    return Evidence.atMost(violation, 1, "phi + psi - c over all pairs, per rounding; " + i)
        .worse(
            Evidence.atMost(
                Math.abs(t.squared() / scale - primal),
                rounding,
                "stated D^2/(4 delta^2) against the plan's value; " + i))
        .worse(
            Evidence.atMost(
                primal - dual - t.gap() / scale,
                rounding,
                "plan's minus potentials' value minus the stated gap; " + i))
        .worse(Evidence.atMost(t.gap(), GAP * Math.abs(t.squared()), "stated duality gap; " + i));
  }

  private static double cost(double d, double delta) {
    double angle = d / (2 * delta);
    return angle < Math.PI / 2
        ? -Math.log(0.5 * (1 + Math.cos(2 * angle)))
        : Double.POSITIVE_INFINITY;
  }

  private static double entropy(double s, double m) {
    return s == 0 ? m : s * Math.log(s / m) - s + m;
  }
}
