package wfr.defects;

import static wfr.defects.GridMutants.plus;
import static wfr.defects.GridMutants.vector;
import static wfr.operation.GridOperations.TRANSPORT;
import static wfr.operation.OperatorOperations.CURVATURE;
import static wfr.operation.OperatorOperations.GRID_SPECTRUM;
import static wfr.operation.OperatorOperations.KINETIC_SPECTRUM;
import static wfr.operation.OperatorOperations.LINEARISED_SPECTRUM;
import static wfr.operation.OperatorOperations.SPECTRUM;

import java.util.Arrays;
import java.util.List;
import wfr.math.Estimate;
import wfr.measure.DiscreteTarget;
import wfr.operation.OperatorOperations.Curvature;

/** Mutants of spectra, of the linearisation and of the curvature. */
final class OperatorMutants {
  private OperatorMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "op-dense-eigensolver",
            "eigenvalues to the rounding of the largest one, as a dense solver gives them",
            List.of("F3"),
            GRID_SPECTRUM,
            (c, next) -> {
              double[] p = c.target().logMass();
              double[] k = c.target().faces();
              double[] rates = vector(p.length, i -> 4 * Math.exp(k[i] - p[i]));
              double rounding = Math.ulp(Arrays.stream(rates).max().orElseThrow());
              return plus(next.apply(c), j -> j == 0 ? 0 : rounding);
            }),
        Mutant.of(
            "op-one-way-rate",
            "symmetric well: escape rate of one well, half the gap",
            List.of("F3", "F2", "F1"),
            GRID_SPECTRUM,
            (c, next) -> Arrays.stream(next.apply(c)).map(mu -> 0.5 * mu).toArray()),
        Mutant.of(
            "op-diffusivity-lost",
            "eigenvalues of L instead of D L",
            List.of("F2", "F1"),
            SPECTRUM,
            (c, next) ->
                Arrays.stream(next.apply(c))
                    .map(mu -> times(mu, 1 / c.problem().diffusivity()))
                    .toArray(Estimate[]::new)),
        Mutant.of(
            "op-asymmetric-step",
            "transport with the rates of the face to the right: not self-adjoint",
            List.of("F1"),
            TRANSPORT,
            (c, next) -> {
              DiscreteTarget t = c.target();
              int n = t.grid().cells();
              double[] shifted = vector(n, i -> t.logMass()[Math.min(i + 1, n - 1)]);
              return next.apply(c.withTarget(t.withLogMass(shifted)));
            }),
        linearised("op-linearised-without-mean", "linearised rates without the reaction", 0),
        linearised(
            "op-lambda-1ppm", "linearised with lambda off by three parts in a million", 1 + 3e-6),
        kinetic("op-kinetic-friction-halved", "friction g/2 with noise sqrt(g)", 0.5, 1),
        kinetic("op-kinetic-lambda-lost", "kinetic generator without the reaction", 1, 0),
        Mutant.of(
            "op-curvature-at-centre",
            "V'' in the middle of the interval taken for its minimum",
            List.of("F5"),
            CURVATURE,
            (c, next) -> {
              double m = 0.5 * (c.a() + c.b());
              return next.apply(new Curvature(c.potential(), m - 1e-3, m + 1e-3));
            }),
        Mutant.of(
            "op-curvature-doubled",
            "K for Gamma_2 without its factor 1/2",
            List.of("F5"),
            CURVATURE,
            (c, next) -> times(next.apply(c), 2)));
  }

  private static Estimate times(Estimate e, double factor) {
    return new Estimate(e.value() * factor, e.error() * factor);
  }

  private static Mutant linearised(String id, String defect, double factor) {
    return Mutant.of(
        id,
        defect,
        List.of("F4J"),
        LINEARISED_SPECTRUM,
        (c, next) -> next.apply(c.withProblem(FlowMutants.paced(c.problem(), factor, 1))));
  }

  private static Mutant kinetic(String id, String defect, double friction, double rate) {
    return Mutant.of(
        id,
        defect,
        List.of("F6"),
        KINETIC_SPECTRUM,
        (c, next) -> next.apply(c.withRates(friction * c.friction(), rate * c.lambda())));
  }
}
