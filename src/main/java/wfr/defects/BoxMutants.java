package wfr.defects;

import static wfr.defects.Axes.several;
import static wfr.defects.GridMutants.plus;
import static wfr.defects.GridMutants.vector;
import static wfr.operation.GridOperations.DISCRETISE;
import static wfr.operation.GridOperations.TRANSPORT;

import java.util.List;
import java.util.function.UnaryOperator;
import wfr.measure.DiscreteTarget;
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
            several((c, next) -> next.apply(moved(c, x -> with(x, x[1], x[0]))))),
        Mutant.of(
            "plane-half-cell-shift",
            "V half a cell off along y",
            List.of("G1P", "G3P"),
            DISCRETISE,
            several(
                (c, next) -> {
                  Domain box = c.problem().domain();
                  double half = 0.5 * (box.upper()[1] - box.lower()[1]) / c.cells();
                  return next.apply(moved(c, x -> with(x, x[0], x[1] + half)));
                })),
        Mutant.of(
            "plane-conductance-aspect",
            "conductances along x without the factor dy/dx: right on square cells only",
            List.of("G1P", "G3P"),
            DISCRETISE,
            several(
                (c, next) -> {
                  DiscreteTarget t = next.apply(c);
                  double aspect = Math.log(t.grid().axis(1).dx() / t.grid().axis(0).dx());
                  double[][] k = t.logConductance().clone();
                  k[0] = plus(k[0], f -> -aspect);
                  return t.withLogConductance(k);
                })),
        Mutant.of(
            "plane-transposed",
            "the array is not transposed back after a sweep",
            List.of("G2P", "B12"),
            TRANSPORT,
            several(
                (c, next) -> {
                  int n = c.target().grid().axis(0).cells(); // as many along the second axis
                  return next.apply(c)
                      .map(u -> vector(u.length, k -> u[k - k % (n * n) + k % n * n + k / n % n]));
                })),
        Mutant.of(
            "plane-half-transport",
            "transport over half of the time",
            List.of("G3P", "B12"),
            TRANSPORT,
            several((c, next) -> next.apply(c.withDt(0.5 * c.dt())))));
  }

  /** x with other first coordinates. */
  private static double[] with(double[] x, double first, double second) {
    double[] y = x.clone();
    y[0] = first;
    y[1] = second;
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
    return new Discretise(p.withPotential(new Moved(p.potential(), place)), c.cells());
  }
}
