package wfr.defects;

import java.util.Arrays;
import java.util.List;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations.Group;

/** Mutants of the density estimate and of the functionals of a density. */
final class DensityMutants {
  private DensityMutants() {}

  static List<Mutant> all() {
    return List.of(
        swappedKl(),
        density(
            "cic-base-2",
            "base-2 logarithm of the density",
            (self, a, b, cells, x, w) -> map(self.of(a, b, cells, x, w), 1 / Math.log(2), 0)),
        density(
            "cic-not-normalised",
            "density not divided by the sum of weights",
            (self, a, b, cells, x, w) ->
                map(self.of(a, b, cells, x, w), 1, Math.log(Arrays.stream(w).sum()))),
        density(
            "cic-per-node",
            "mass of a node not divided by its volume",
            (self, a, b, cells, x, w) ->
                map(self.of(a, b, cells, x, w), 1, Math.log((b - a) / cells))),
        density(
            "cic-nearest-node",
            "whole weight to the nearest node",
            (self, a, b, cells, x, w) -> {
              double dx = (b - a) / cells;
              double[] nearest =
                  Arrays.stream(x).map(v -> a + dx * Math.rint((v - a) / dx)).toArray();
              return self.of(a, b, cells, nearest, w);
            }),
        density(
            "cic-left-node",
            "whole weight to the node on the left",
            (self, a, b, cells, x, w) -> {
              double dx = (b - a) / cells;
              double[] left =
                  Arrays.stream(x).map(v -> a + dx * Math.floor((v - a) / dx)).toArray();
              return self.of(a, b, cells, left, w);
            }));
  }

  /** KL with its arguments exchanged: the same near pi to second order, and where both are symmetric about one another. */
  private static Mutant swappedKl() {
    return new Mutant(
        "kl-swapped",
        "KL(pi|rho) returned as KL(rho|pi)",
        Group.FUNCTIONALS,
        List.of("B1", "B2"),
        () ->
            new ReferenceOperations() {
              @Override
              public double kl(double[] logMass, double[] logRatio) {
                double sum = 0;
                for (int c = 0; c < logMass.length; c++) {
                  sum -= Math.exp(logMass[c]) * logRatio[c];
                }
                return sum;
              }
            });
  }

  private static double[] map(double[] l, double factor, double shift) {
    return Arrays.stream(l).map(v -> factor * v + shift).toArray();
  }

  /** An estimate of log rho at the particles. */
  @FunctionalInterface
  private interface Estimate {
    double[] of(double lower, double upper, int cells, double[] x, double[] weights);
  }

  /** A spoilt one. */
  @FunctionalInterface
  private interface Change {
    double[] of(Estimate self, double lower, double upper, int cells, double[] x, double[] weights);
  }

  private static Mutant density(String id, String defect, Change change) {
    return new Mutant(
        id,
        defect,
        Group.DENSITY,
        List.of("E9"),
        () ->
            new ReferenceOperations() {
              @Override
              public double[] logDensity(
                  double lower, double upper, int cells, double[] x, double[] weights) {
                return change.of(super::logDensity, lower, upper, cells, x, weights);
              }
            });
  }
}
