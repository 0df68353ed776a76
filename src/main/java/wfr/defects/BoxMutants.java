package wfr.defects;

import static wfr.defects.GridMutants.plus;
import static wfr.defects.GridMutants.vector;
import static wfr.operation.GridOperations.DISCRETISE;
import static wfr.operation.GridOperations.TRANSPORT;

import java.util.List;
import java.util.function.UnaryOperator;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.model.Domain;
import wfr.model.Potential;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Discretise;

/** Mutants of the finite-volume scheme that only several axes can show. */
final class BoxMutants {
  private BoxMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "plane-swapped-axes",
            "V(y, x) in place of V(x, y)",
            List.of("G1P", "B12"),
            DISCRETISE,
            (c, next) -> next.apply(isLine(c.problem()) ? c : moved(c, BoxMutants::swapped))),
        Mutant.of(
            "plane-half-cell-shift",
            "V half a cell off along y",
            List.of("G1P", "G3P"),
            DISCRETISE,
            (c, next) -> {
              if (isLine(c.problem())) {
                return next.apply(c);
              }
              Domain box = c.problem().domain();
              double half = 0.5 * (box.upper()[1] - box.lower()[1]) / c.cells();
              return next.apply(moved(c, x -> shifted(x, half)));
            }),
        Mutant.of(
            "plane-conductance-aspect",
            "conductances along x without the factor dy/dx: right on square cells only",
            List.of("G1P", "G3P"),
            DISCRETISE,
            (c, next) -> {
              DiscreteTarget t = next.apply(c);
              if (isLine(c.problem())) {
                return t;
              }
              double aspect = Math.log(t.grid().axis(1).dx() / t.grid().axis(0).dx());
              double[][] k = t.logConductance().clone();
              k[0] = plus(k[0], f -> -aspect);
              return t.withLogConductance(k);
            }),
        Mutant.of(
            "plane-transposed",
            "the array is not transposed back after a sweep",
            List.of("G2P", "B12"),
            TRANSPORT,
            (c, next) -> {
              Grid grid = c.target().grid();
              if (grid.dimension() == 1) {
                return next.apply(c);
              }
              int n = grid.axis(0).cells(); // as many along the second axis
              return next.apply(c)
                  .map(u -> vector(u.length, k -> u[k - k % (n * n) + k % n * n + k / n % n]));
            }),
        Mutant.of(
            "plane-half-transport",
            "transport over half of the time",
            List.of("G3P", "B12"),
            TRANSPORT,
            (c, next) ->
                next.apply(c.target().grid().dimension() == 1 ? c : c.withDt(0.5 * c.dt()))));
  }

  private static boolean isLine(WfrProblem problem) {
    return problem.dimension() == 1;
  }

  private static double[] swapped(double[] x) {
    double[] y = x.clone();
    y[0] = x[1];
    y[1] = x[0];
    return y;
  }

  private static double[] shifted(double[] x, double along) {
    double[] y = x.clone();
    y[1] += along;
    return y;
  }

  /** V taken at another place. */
  private record Moved(Potential v, UnaryOperator<double[]> place) implements Potential {
    @Override
    public int dimension() {
      return v.dimension();
    }

    @Override
    public double value(double[] x) {
      return v.value(place.apply(x));
    }

    @Override
    public void gradient(double[] x, double[] gradient) {
      throw new UnsupportedOperationException("finite volumes take no gradient");
    }
  }

  private static Discretise moved(Discretise c, UnaryOperator<double[]> place) {
    WfrProblem p = c.problem();
    return new Discretise(
        new WfrProblem(
            new Moved(p.potential(), place),
            p.initial(),
            p.domain(),
            p.reactionRate(),
            p.diffusivity()),
        c.cells());
  }
}
