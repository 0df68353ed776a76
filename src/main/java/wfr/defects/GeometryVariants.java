package wfr.defects;

import java.util.List;
import wfr.measure.Atoms;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.measure.TransportPlan;
import wfr.model.WfrProblem;
import wfr.reference.ReferenceOperations;

/** Legitimate other choices in geometry and operators. */
final class GeometryVariants {
  private static final int POINTS = 64;

  private GeometryVariants() {}

  /** The transport problem read from the other side. */
  static Variant swapped() {
    return new Variant(
        "geo-swapped",
        "distance from the second measure to the first, plan transposed",
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
  static Variant harmonicConductances() {
    return new Variant(
        "op-harmonic-conductances",
        "conductances by quadrature of e^V between the centres",
        List.of("F2", "F3", "F4J"),
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

  /** log of the mean of e^V for V linear between the centres, less that for V itself (midpoints for both). */
  private static double correction(WfrProblem problem, Grid grid, int face) {
    double dx = grid.dx();
    double west = grid.edge(face) - 0.5 * dx;
    double a = problem.potential().value(west);
    double b = problem.potential().value(west + dx);
    double top = Math.max(a, b);
    double linear = 0;
    double exact = 0;
    for (int q = 0; q < POINTS; q++) {
      double t = (q + 0.5) / POINTS;
      linear += Math.exp(a + t * (b - a) - top);
      exact += Math.exp(problem.potential().value(west + t * dx) - top);
    }
    return Math.log(linear / exact);
  }
}
