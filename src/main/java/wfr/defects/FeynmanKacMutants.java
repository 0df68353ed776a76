package wfr.defects;

import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_GRID;
import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_RUN;
import static wfr.operation.FeynmanKacOperations.LOG_CAMERON_MARTIN;
import static wfr.operation.FeynmanKacOperations.LOG_MATRIX_KILLING;
import static wfr.operation.FeynmanKacOperations.LOG_QUADRATIC_KILLING;
import static wfr.operation.FeynmanKacOperations.PRINCIPAL_EIGENVALUE;
import static wfr.operation.FeynmanKacOperations.WEIGHTED_GAUSSIAN;
import static wfr.operation.WeightOperations.KILL_LOG_WEIGHTS;
import static wfr.operation.WeightOperations.RESET_LOG_WEIGHTS;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.MatrixUtils;
import wfr.measure.Weights;
import wfr.model.FeynmanKacProblem;
import wfr.model.GaussianMeasure;
import wfr.model.LinearQuadratic;
import wfr.model.PolynomialPotential;
import wfr.model.Potential;
import wfr.model.QuadratureRule;
import wfr.model.ScalarField;
import wfr.operation.FeynmanKacOperations.FeynmanKacGrid;
import wfr.operation.FeynmanKacOperations.LogMatrixKilling;
import wfr.operation.Group;
import wfr.reference.Reference;

/** Mutants of linear Feynman-Kac. */
final class FeynmanKacMutants {
  private FeynmanKacMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "fk-cosh-power",
            "Cameron-Martin with cosh^{-1} in place of cosh^{-1/2}",
            List.of("D1"),
            LOG_CAMERON_MARTIN,
            (c, next) -> next.apply(c) - 0.5 * Math.log(Math.cosh(c.a() * c.t()))),
        quadratic(
            "fk-linear-term-lost",
            "the linear killing is left out of the mean's drift: l = 0 in D2",
            p ->
                new LinearQuadratic(
                    p.reversion(), p.centre(), p.noise(), p.quadratic(), 0, p.constant())),
        quadratic(
            "fk-killing-sign",
            "exp(+int k) in place of exp(-int k) in the closed form",
            p -> p.withKilling(-1)),
        Mutant.of(
            "fk-nd-transposed",
            "K' in place of K in d dimensions: right for symmetric K",
            List.of("D3"),
            LOG_MATRIX_KILLING,
            (c, next) -> {
              double[][] k = MatrixUtils.createRealMatrix(c.drift()).transpose().getData();
              return next.apply(new LogMatrixKilling(k, c.noise(), c.killing(), c.x(), c.t()));
            }),
        Mutant.of(
            "fk-selection-lost",
            "weighted law without the selection of the mean: m is the plain mean of X",
            List.of("D4"),
            WEIGHTED_GAUSSIAN,
            (c, next) -> {
              GaussianMeasure law = next.apply(c);
              double centre = c.problem().centre();
              double decay = Math.exp(-c.problem().reversion() * c.t());
              double plain = centre + decay * (c.mean() - centre);
              return new GaussianMeasure(law.logMass(), plain, law.variance());
            }),
        Mutant.of(
            "fk-eigenvalue-shift",
            "principal eigenvalue nu/2: the drift's -kappa/2 missing",
            List.of("D5"),
            PRINCIPAL_EIGENVALUE,
            (c, next) -> next.apply(c) + 0.5 * c.problem().reversion()),
        grid(
            "fk-grid-drift-sign",
            "the backward equation with the drift of the forward one: D u'' + D V' u'",
            List.of("D12", "D2"),
            (c, p) -> c.forward() ? p : with(p, negated(p.potential()), p.killing())),
        Mutant.of(
            "fk-grid-swapped",
            "forward and backward swapped: the start is read off the evolved functional as if it"
                + " were a density",
            List.of("D12"),
            FEYNMAN_KAC_GRID,
            (c, next) -> {
              double v = c.problem().potential().value(c.problem().start());
              // the adjoint of A in L2(dx) differs from A in L2(pi) by e^{-V}
              return next.apply(c) * (c.forward() ? Math.exp(-v) : 1);
            }),
        grid(
            "fk-grid-killing-sign",
            "the grid's generator with + k",
            List.of("D1", "D2"),
            (c, p) -> with(p, p.potential(), x -> -p.killing().value(x))),
        grid(
            "fk-grid-half-cell",
            "the killing taken at the left edges of the cells: order 1",
            List.of("D12"),
            (c, p) -> {
              double half = 0.5 * (p.domain().right() - p.domain().left()) / c.cells();
              return with(p, p.potential(), x -> p.killing().value(x[0] - half));
            }),
        weights(
            "fk-left-as-trapezoid",
            "the left rule sold as trapezoid",
            rule ->
                rule == QuadratureRule.TRAPEZOID
                    ? new double[] {1, 0}
                    : new double[] {rule.start(), rule.end()}),
        weights(
            "fk-walk-killing-sign",
            "log-weights grow by int k",
            rule -> new double[] {-rule.start(), -rule.end()}),
        weights(
            "fk-walk-wrong-time",
            "k at the end of the step where the rule says start, and the other way round",
            rule -> new double[] {rule.end(), rule.start()}),
        new Mutant(
            "fk-mass-lost-at-resampling",
            "the mean weight is dropped when ancestors are drawn: normalised, not unnormalised",
            Group.FEYNMAN_KAC_PARTICLES,
            List.of("D14"),
            Reference.IMPLEMENTATION.with(
                RESET_LOG_WEIGHTS, (c, next) -> Weights.equal(c.logWeights().count(), 0))),
        Mutant.of(
            "fk-wrong-start",
            "walkers start in the point of rest instead of x: invisible at large T",
            List.of("D14"),
            FEYNMAN_KAC_RUN,
            (c, next) -> next.apply(c.withProblem(c.problem().from(0)))));
  }

  private static Mutant quadratic(String id, String defect, UnaryOperator<LinearQuadratic> change) {
    return Mutant.of(
        id,
        defect,
        List.of("D2"),
        LOG_QUADRATIC_KILLING,
        (c, next) -> next.apply(c.withProblem(change.apply(c.problem()))));
  }

  /** Other weights {a, b} of a rule a k(start) + b k(end). */
  private static Mutant weights(
      String id, String defect, Function<QuadratureRule, double[]> weights) {
    return Mutant.of(
        id,
        defect,
        List.of("D13", "D14"),
        KILL_LOG_WEIGHTS,
        (c, next) -> {
          double[] w = weights.apply(c.rule());
          double[] change = new double[c.start().length];
          Arrays.setAll(change, i -> -c.dt() * (w[0] * c.start()[i] + w[1] * c.end()[i]));
          return c.logWeights().plus(change);
        });
  }

  /** Another problem on the same grid. */
  private static Mutant grid(
      String id,
      String defect,
      List<String> refutedBy,
      BiFunction<FeynmanKacGrid, FeynmanKacProblem, FeynmanKacProblem> other) {
    return Mutant.of(
        id,
        defect,
        refutedBy,
        FEYNMAN_KAC_GRID,
        (c, next) -> next.apply(c.withProblem(other.apply(c, c.problem()))));
  }

  private static FeynmanKacProblem with(FeynmanKacProblem p, Potential v, ScalarField k) {
    return new FeynmanKacProblem(
        v, p.diffusivity(), k, p.functional(), p.start(), p.horizon(), p.domain());
  }

  /** -V of a polynomial V. */
  private static Potential negated(Potential v) {
    double[] c = ((PolynomialPotential) v).coefficients();
    return new PolynomialPotential(Arrays.stream(c).map(a -> -a).toArray());
  }
}
