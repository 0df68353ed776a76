package wfr.defects;

import static wfr.defects.GridMutants.scaled;
import static wfr.operation.GeometryOperations.WFR_DISTANCE;
import static wfr.operation.GridOperations.DISCRETISE;

import java.util.List;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.math.BernoulliFunction;
import wfr.math.LogSumExp;
import wfr.measure.Axis;
import wfr.measure.DiscreteTarget;
import wfr.measure.TransportPlan;
import wfr.model.WfrProblem;
import wfr.operation.GeometryOperations.WfrDistance;

/** Legitimate other choices in geometry and operators. */
final class GeometryVariants {
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(40, 0, 1);

  private GeometryVariants() {}

  static List<Variant> all() {
    return List.of(
        Variant.of(
            "geo-swapped",
            "distance from the second measure to the first, plan transposed",
            List.of("A1", "A2", "A3", "A4", "A5", "A6", "A11", "A13"),
            WFR_DISTANCE,
            (c, next) -> {
              TransportPlan t = next.apply(new WfrDistance(c.nu(), c.mu(), c.delta()));
              return new TransportPlan(
                  t.squared(), t.gap(), t.psi(), t.phi(), t.columns(), t.rows(), t.plan());
            }),
        Variant.of(
                "op-harmonic-conductances",
                "conductances by quadrature of e^V between the centres",
                List.of("F2", "F3", "F4J"),
                DISCRETISE,
                (c, next) -> {
                  DiscreteTarget t = next.apply(c);
                  return scaled(t, f -> correction(c.problem(), t.grid().axis(0), f));
                })
            .except("G1P")); // the plane's conductances against the line's, which alone differ
  }

  /** log of the resistance of a face by the formula of G1, less that of e^V between the centres by a Gauss rule; 0 at a wall, where V may have no value on the other side. */
  private static double correction(WfrProblem problem, Axis grid, int face) {
    if (!grid.periodic() && (face == 0 || face == grid.cells())) {
      return 0;
    }
    double dx = grid.dx();
    double west = grid.edge(face) - 0.5 * dx;
    double a = problem.potential().value(west);
    double b = problem.potential().value(west + dx);
    double onFace = problem.potential().value(grid.edge(face));
    double cells =
        onFace
            + LogSumExp.of(
                BernoulliFunction.logComplement(2 * (onFace - a)),
                BernoulliFunction.logComplement(2 * (onFace - b)));
    double top = Math.max(a, b);
    double exact = RULE.integrate(q -> Math.exp(problem.potential().value(west + q * dx) - top));
    return cells - top - Math.log(exact);
  }
}
