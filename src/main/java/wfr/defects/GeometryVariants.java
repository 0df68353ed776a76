package wfr.defects;

import java.util.List;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.measure.Atoms;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.measure.TransportPlan;
import wfr.model.WfrProblem;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations.Group;

/** Legitimate other choices in geometry and operators. */
final class GeometryVariants {
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(40, 0, 1);

  private GeometryVariants() {}

  static List<Variant> all() {
    return List.of(swapped(), harmonicConductances());
  }

  /** The transport problem read from the other side. */
  private static Variant swapped() {
    return new Variant(
        "geo-swapped",
        "distance from the second measure to the first, plan transposed",
        Group.GEOMETRY,
        List.of("A1", "A2", "A3", "A4", "A5", "A6", "A11", "A13"),
        () ->
            new ReferenceOperations() {
              @Override
              public TransportPlan wfrDistance(Atoms mu, Atoms nu, double delta) {
                TransportPlan t = super.wfrDistance(nu, mu, delta);
                return new TransportPlan(
                    t.squared(), t.gap(), t.psi(), t.phi(), t.columns(), t.rows(), t.plan());
              }
            });
  }

  /** Conductances from the mean of e^V itself instead of V linear between the centres. */
  private static Variant harmonicConductances() {
    return new Variant(
        "op-harmonic-conductances",
        "conductances by quadrature of e^V between the centres",
        Group.DISCRETISATION,
        List.of("F2", "F3", "F4J"),
        List.of(
            "G1P"), // the plane's conductances against the line's, and only the latter are replaced
        () ->
            new ReferenceOperations() {
              @Override
              public DiscreteTarget discretise(WfrProblem problem, int cells) {
                DiscreteTarget t = super.discretise(problem, cells);
                Grid grid = t.grid();
                double[] k = t.logConductance().clone();
                for (int f = 0; f < k.length; f++) {
                  boolean wall = !grid.periodic() && (f == 0 || f == k.length - 1);
                  if (!wall) {
                    k[f] += correction(problem, grid, f);
                  }
                }
                return new DiscreteTarget(grid, t.logMass(), k);
              }
            });
  }

  /** log of the mean of e^V for V linear between the centres, less that for V itself by a Gauss rule. */
  private static double correction(WfrProblem problem, Grid grid, int face) {
    double dx = grid.dx();
    double west = grid.edge(face) - 0.5 * dx;
    double a = problem.potential().value(west);
    double b = problem.potential().value(west + dx);
    double top = Math.max(a, b);
    double d = Math.abs(b - a);
    double linear = d == 0 ? 1 : -Math.expm1(-d) / d;
    double exact = 0;
    for (int q = 0; q < RULE.getNumberOfPoints(); q++) {
      double v = problem.potential().value(west + RULE.getPoint(q) * dx);
      exact += RULE.getWeight(q) * Math.exp(v - top);
    }
    return Math.log(linear / exact);
  }
}
