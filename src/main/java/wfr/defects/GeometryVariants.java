package wfr.defects;

import static wfr.defects.GridMutants.scaled;
import static wfr.operation.GeometryOperations.WFR_DISTANCE;
import static wfr.operation.GridOperations.DISCRETISE;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
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
                "conductances with V itself in both cells, by quadrature",
                List.of("F2", "F3", "F4J", "G1"),
                DISCRETISE,
                (c, next) -> {
                  DiscreteTarget t = next.apply(c);
                  return scaled(t, f -> correction(c.problem(), t.grid().axis(0), f));
                })
            .except("G1P")); // the plane's conductances against the line's, which alone differ
  }

  /** log of the resistance of a face by the formula of G1, less that by Gauss rules; 0 at a wall, where V may have no value on the other side. */
  private static double correction(WfrProblem problem, Axis grid, int face) {
    if (!grid.periodic() && (face == 0 || face == grid.cells())) {
      return 0;
    }
    double dx = grid.dx();
    double end = face == 0 ? grid.upper() : grid.edge(face);
    double beginning = face == grid.cells() ? grid.lower() : grid.edge(face);
    DoubleUnaryOperator v = problem.potential()::value;
    double[] before = resistances(v, end - dx, end);
    double[] after = resistances(v, beginning + dx, beginning);
    return LogSumExp.of(before[0], after[0]) - LogSumExp.of(before[1], after[1]);
  }

  /** Log of the mean over a cell of e^V times the share of its e^{-V} that lies farther from the face: by the formula, by Gauss rules. */
  private static double[] resistances(DoubleUnaryOperator v, double far, double face) {
    double onFace = v.applyAsDouble(face);
    double slope = 2 * (onFace - v.applyAsDouble(0.5 * (far + face)));
    DoubleUnaryOperator rise = x -> v.applyAsDouble(x) - onFace;
    double all = mass(rise, far, face);
    double exact =
        RULE.integrate(
            q -> {
              double x = far + q * (face - far);
              return Math.exp(rise.applyAsDouble(x)) * q * mass(rise, far, x) / all;
            });
    return new double[] {onFace + BernoulliFunction.logComplement(slope), onFace + Math.log(exact)};
  }

  /** Mean of e^{-V} between two points. */
  private static double mass(DoubleUnaryOperator v, double from, double to) {
    return RULE.integrate(q -> Math.exp(-v.applyAsDouble(from + q * (to - from))));
  }
}
