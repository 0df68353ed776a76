package wfr.defects;

import static wfr.operation.GridOperations.DISCRETISE;
import static wfr.operation.GridOperations.MASS_OUTSIDE;
import static wfr.operation.GridOperations.TRANSPORT;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import wfr.math.BernoulliFunction;
import wfr.math.LogSumExp;
import wfr.measure.Axis;
import wfr.measure.DiscreteTarget;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Transported;

/** Mutants of the discretisation and of transport. */
final class GridMutants {
  private GridMutants() {}

  static List<Mutant> all() {
    return List.of(
        target(
            "fv-midpoint-pi",
            "pi at the cell centre instead of its cell average",
            List.of("G1"),
            (problem, t) -> {
              double[] x = t.grid().axis(0).centres();
              double[] l = vector(x.length, i -> -problem.potential().value(x[i]));
              return t.withLogMass(normalised(l));
            }),
        target(
            "fv-cell-volume",
            "edge cells counted with half their volume in Z and p",
            List.of("G1"),
            (problem, t) -> {
              double[] p = t.logMass().clone();
              p[0] -= Math.log(2);
              p[p.length - 1] -= Math.log(2);
              return t.withLogMass(p);
            }),
        target(
            "fv-half-cell-shift",
            "conductances of the face to the left",
            List.of("G1"),
            (problem, t) -> {
              double[] k = t.faces();
              return scaled(t, f -> f > 0 && f < k.length - 2 ? k[f + 1] - k[f] : 0);
            }),
        target(
            "fv-upwind",
            "upwind flux: numerical diffusion, order 1",
            List.of("G1"),
            (problem, t) -> scaledByDifference(problem, t, dv -> Math.log1p(0.5 * Math.abs(dv)))),
        target(
            "fv-centred",
            "centred flux: rates 1 - dV/2, negative on coarse grids",
            List.of("G1"),
            (problem, t) ->
                scaledByDifference(
                    problem, t, dv -> Math.log(1 - 0.5 * dv) - BernoulliFunction.logOf(dv))),
        target(
            "fv-between-centres",
            "resistance between the centres, not between averages: mass is held on steep slopes by e^{dV/2}",
            List.of("G1"),
            (problem, t) ->
                scaledByDifference(
                    problem, t, dv -> BernoulliFunction.logOf(Math.abs(dv)) + 0.5 * Math.abs(dv))),
        target(
            "fv-seam",
            "V taken to be linear from centre to centre where a circle closes, too: its jump is smeared over a cell",
            List.of("G1"),
            (problem, t) -> {
              Axis axis = t.grid().axis(0);
              DoubleUnaryOperator v = problem.potential()::value;
              double last = v.applyAsDouble(axis.centre(axis.cells() - 1));
              double first = v.applyAsDouble(axis.centre(0));
              double upper = v.applyAsDouble(axis.upper());
              double lower = v.applyAsDouble(axis.lower());
              double both =
                  LogSumExp.of(
                      upper + BernoulliFunction.logComplement(2 * (upper - last)),
                      lower + BernoulliFunction.logComplement(2 * (lower - first)));
              double change = both - 0.5 * (last + first);
              return scaled(t, f -> axis.periodic() && f % axis.cells() == 0 ? change : 0);
            }),
        target(
            "fv-diffusivity-lost",
            "D left out of the conductances",
            List.of("G3", "B6"),
            (problem, t) -> scaled(t, f -> -Math.log(problem.diffusivity()))),
        Mutant.of(
            "fv-box-unseen",
            "mass outside the box reported as zero",
            List.of("G5"),
            MASS_OUTSIDE,
            (c, next) -> new double[2]),
        Mutant.of(
            "fv-leaky-boundary",
            "the last cell loses mass through the wall",
            List.of("G2"),
            TRANSPORT,
            (c, next) ->
                next.apply(c)
                    .map(u -> plus(u, i -> i == u.length - 1 ? -Math.log1p(c.dt() * 0.1) : 0))),
        Mutant.of(
            "fv-flux-sign",
            "transport backwards in time (explicit step of -A)",
            List.of("G2", "G3"),
            TRANSPORT,
            (c, next) -> next.apply(c).map(u -> vector(u.length, i -> 2 * c.logRatio()[i] - u[i]))),
        Mutant.of(
            "fv-acts-on-rho",
            "diffusion acts on rho instead of rho/pi",
            List.of("G1"),
            TRANSPORT,
            (c, next) -> {
              double[] p = c.target().logMass();
              double[] rho = plus(c.logRatio(), i -> p[i]);
              return next.apply(c.withLogRatio(rho)).map(u -> plus(u, i -> -p[i]));
            }),
        Mutant.of(
            "fv-detailed-balance",
            "rates to the right one per cent too large: detailed balance broken on one side",
            List.of("G1", "G2"),
            TRANSPORT,
            (c, next) -> {
              double[] h = c.logRatio();
              double one = 0.01 * c.dt();
              return next.apply(c).map(u -> plus(u, i -> i == 0 ? 0 : one * (h[i - 1] - h[i] + 1)));
            }),
        stretched("fv-double-step", "the transport step taken twice", List.of("G3"), 2),
        Mutant.of(
            "fv-explicit",
            "explicit Euler: negative for large steps",
            List.of("G2"),
            TRANSPORT,
            (c, next) -> {
              double[] u = vector(c.logRatio().length, i -> Math.exp(c.logRatio()[i]));
              return new Transported(
                  vector(u.length, i -> Math.log(u[i] + c.dt() * divergence(c.target(), u, i))));
            }));
  }

  /** f(0), ..., f(n-1). */
  static double[] vector(int n, IntToDoubleFunction f) {
    double[] v = new double[n];
    Arrays.setAll(v, f);
    return v;
  }

  /** v_i + f(i). */
  static double[] plus(double[] v, IntToDoubleFunction f) {
    return vector(v.length, i -> v[i] + f.applyAsDouble(i));
  }

  /** Logarithms of weights of sum 1. */
  static double[] normalised(double[] logWeights) {
    double total = LogSumExp.of(logWeights);
    return plus(logWeights, i -> -total);
  }

  /** Conductances times factors given by their logarithms, face by face. */
  static DiscreteTarget scaled(DiscreteTarget t, IntToDoubleFunction logFactor) {
    return DiscreteTarget.onLine(t.grid().axis(0), t.logMass(), plus(t.faces(), logFactor));
  }

  /** The same by the difference of V over each inner face. */
  private static DiscreteTarget scaledByDifference(
      WfrProblem problem, DiscreteTarget t, DoubleUnaryOperator logFactor) {
    double[] x = t.grid().axis(0).centres();
    double[] v = vector(x.length, i -> problem.potential().value(x[i]));
    return scaled(t, f -> f == 0 || f == v.length ? 0 : logFactor.applyAsDouble(v[f] - v[f - 1]));
  }

  /** (A u)_i on a torus, of which the no-flux ends are a special case. */
  private static double divergence(DiscreteTarget t, double[] u, int i) {
    int n = u.length;
    double left = Math.exp(t.before(0, i) - t.logMass()[i]);
    double right = Math.exp(t.after(0, i) - t.logMass()[i]);
    return right * (u[(i + 1) % n] - u[i]) - left * (u[i] - u[(i + n - 1) % n]);
  }

  /** Transport over a multiple of its time. */
  static Mutant stretched(String id, String defect, List<String> refutedBy, double factor) {
    return Mutant.of(
        id, defect, refutedBy, TRANSPORT, (c, next) -> next.apply(c.withDt(factor * c.dt())));
  }

  private static Mutant target(
      String id,
      String defect,
      List<String> refutedBy,
      BiFunction<WfrProblem, DiscreteTarget, DiscreteTarget> change) {
    return Mutant.of(
        id,
        defect,
        refutedBy,
        DISCRETISE,
        Axes.one((c, next) -> change.apply(c.problem(), next.apply(c))));
  }
}
