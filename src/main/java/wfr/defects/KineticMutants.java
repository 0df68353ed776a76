package wfr.defects;

import static org.apache.commons.math3.linear.MatrixUtils.createRealDiagonalMatrix;
import static wfr.operation.ClosedFormOperations.LINEAR_DRIFT_FLOW;
import static wfr.operation.GridOperations.REACTION;
import static wfr.operation.KineticOperations.KINETIC_FRICTION;
import static wfr.operation.KineticOperations.KINETIC_HAMILTON;
import static wfr.operation.KineticOperations.KINETIC_RUN;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import wfr.math.LogSumExp;
import wfr.model.GaussianLaw;
import wfr.operation.ClosedFormOperations.LinearDriftFlow;
import wfr.operation.GridOperations.Reaction;
import wfr.pde.kinetic.FrictionStep;
import wfr.reference.Reference;

/** Mutants of the kinetic flow: its closed form and its grid. */
final class KineticMutants {
  private KineticMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "kinetic-half-lambda",
            "Phi = e^{At}: -lambda/2 missing in the exponent",
            List.of("D11", "D11G", "D11D"),
            LINEAR_DRIFT_FLOW,
            (c, next) -> {
              double[] half = new double[c.drift().length];
              Arrays.fill(half, c.lambda() / 2);
              return next.apply(with(c, a -> a.add(createRealDiagonalMatrix(half))));
            }),
        Mutant.of(
            "kinetic-drift-transposed",
            "A' in place of A: equal for reversible flows",
            List.of("D11", "D11G"),
            LINEAR_DRIFT_FLOW,
            (c, next) -> next.apply(with(c, RealMatrix::transpose))),
        Mutant.of(
            "kinetic-noise-in-position",
            "friction and noise in the position as well: coercive, and no kinetic flow",
            List.of("D11C", "D11", "D11D"),
            LINEAR_DRIFT_FLOW,
            (c, next) -> {
              // A - e_1 e_1' G^{-1}/4 keeps the target too
              double[][] less = new double[c.drift().length][c.drift().length];
              Arrays.setAll(less[0], j -> 0.25 * c.target().precision()[0][j]);
              return next.apply(with(c, a -> a.subtract(new Array2DRowRealMatrix(less))));
            }),
        Mutant.of(
            "kinetic-mean-factor",
            "mean Phi (I + E_0 K)^{-1} y_0: the factor e^{-lambda t/2} missing",
            List.of("D11", "D11G"),
            LINEAR_DRIFT_FLOW,
            (c, next) -> {
              GaussianLaw law = next.apply(c);
              double[] m = law.mean();
              double[] target = c.target().mean();
              double factor = Math.exp(c.lambda() * c.time() / 2);
              Arrays.setAll(m, i -> target[i] + factor * (m[i] - target[i]));
              return new GaussianLaw(m, law.covariance());
            }),
        Mutant.of(
            "kinetic-friction-noise",
            "noise sqrt(g) in place of sqrt(2g)",
            List.of("D11G", "D11D", "D11C"),
            KINETIC_FRICTION,
            (c, next) -> {
              double[] h = c.logRatio().clone();
              new FrictionStep(c.grid(), c.rate(), -0.5 * Math.expm1(-2 * c.rate())).advance(h);
              return h;
            }),
        Mutant.of(
            "kinetic-time-reversed",
            "Hamilton's flow followed to the feet forwards: velocities of the wrong sign",
            List.of("D11G"),
            KINETIC_HAMILTON,
            (c, next) -> next.apply(c.withDt(-c.dt()))),
        Mutant.of(
            "kinetic-reaction-position",
            "reaction towards the position's law only: h replaced by the log-ratio of the"
                + " marginals",
            List.of("D11G", "D11D"),
            KINETIC_RUN,
            (c, next) ->
                Reference.IMPLEMENTATION
                    .with(REACTION, (r, exact) -> onPosition(r, c.cells()))
                    .apply(c)),
        Mutant.of(
            "kinetic-lie",
            "Lie sold as Strang: the whole friction before Hamilton's flow",
            List.of("D11G"),
            KINETIC_RUN,
            (c, next) -> {
              int[] halves = {0};
              return Reference.IMPLEMENTATION
                  .with(
                      KINETIC_FRICTION,
                      (f, half) ->
                          halves[0]++ % 2 == 0
                              ? half.apply(f.withRate(2 * f.rate()))
                              : f.logRatio())
                  .apply(c);
            }));
  }

  private static LinearDriftFlow with(LinearDriftFlow c, UnaryOperator<RealMatrix> change) {
    return c.withDrift(change.apply(new Array2DRowRealMatrix(c.drift())).getData());
  }

  /** h less 1 - e^{-rate} times the log-ratio of the position's laws, normalised; n velocities to a position. */
  private static double[] onPosition(Reaction c, int n) {
    double[] p = c.logMass();
    double[] h = c.logRatio().clone();
    double[] rho = new double[h.length];
    Arrays.setAll(rho, i -> p[i] + h[i]);
    for (int from = 0; from < h.length; from += n) {
      double ratio = LogSumExp.of(rho, from, from + n) - LogSumExp.of(p, from, from + n);
      for (int i = from; i < from + n; i++) {
        h[i] += Math.expm1(-c.rate()) * ratio;
        rho[i] = p[i] + h[i];
      }
    }
    double total = LogSumExp.of(rho);
    return Arrays.stream(h).map(v -> v - total).toArray();
  }
}
