package wfr.defects;

import static wfr.defects.ParticleMutants.matrix;
import static wfr.operation.GridOperations.KL;
import static wfr.operation.ParticleOperations.LOG_DENSITY;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import wfr.operation.Implementation.Replacement;
import wfr.operation.ParticleOperations.LogDensity;

/** Mutants of the density estimate and of the functionals of a density. */
final class DensityMutants {
  private DensityMutants() {}

  static List<Mutant> all() {
    return List.of(
        // the same near pi to second order, and where both are symmetric about one another
        Mutant.of(
            "kl-swapped",
            "KL(pi|rho) returned as KL(rho|pi)",
            List.of("B1", "B2"),
            KL,
            (c, next) ->
                IntStream.range(0, c.logMass().length)
                    .mapToDouble(i -> -Math.exp(c.logMass()[i]) * c.logRatio()[i])
                    .sum()),
        estimate(
            "cic-base-2",
            "base-2 logarithm of the density",
            (c, next) -> map(next.apply(c), 1 / Math.log(2), 0)),
        estimate(
            "cic-not-normalised",
            "density not divided by the sum of weights",
            (c, next) -> map(next.apply(c), 1, Math.log(Arrays.stream(c.weights()).sum()))),
        estimate(
            "cic-per-node",
            "mass of a node not divided by its volume",
            (c, next) -> {
              double volume = Arrays.stream(spacing(c)).reduce(1, (a, b) -> a * b);
              return map(next.apply(c), 1, Math.log(volume));
            }),
        placed("cic-nearest-node", "whole weight to the nearest node", Math::rint),
        placed("cic-left-node", "whole weight to the node on the left", Math::floor));
  }

  /** Affine function of every entry. */
  static double[] map(double[] l, double factor, double shift) {
    return Arrays.stream(l).map(v -> factor * v + shift).toArray();
  }

  private static Mutant estimate(
      String id, String defect, Replacement<LogDensity, double[]> wrong) {
    return Mutant.of(id, defect, List.of("E9"), LOG_DENSITY, wrong);
  }

  /** Distance of two nodes along every axis. */
  private static double[] spacing(LogDensity c) {
    double[] dx = c.box().upper();
    Arrays.setAll(dx, k -> (dx[k] - c.box().lower()[k]) / c.cells());
    return dx;
  }

  /** Every particle counted where it is not: its coordinates rounded to nodes. */
  private static Mutant placed(String id, String defect, DoubleUnaryOperator round) {
    return estimate(
        id,
        defect,
        (c, next) -> {
          double[] a = c.box().lower();
          double[] dx = spacing(c);
          double[][] nodes =
              matrix(
                  c.x(),
                  (k, i) -> a[k] + dx[k] * round.applyAsDouble((c.x()[k][i] - a[k]) / dx[k]));
          return next.apply(new LogDensity(c.box(), c.cells(), nodes, c.weights()));
        });
  }
}
