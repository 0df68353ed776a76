package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.LogDensity;

/** The density estimate of weighted particles. */
public final class DensityClaims {
  /** E9: cloud in cell. The instance is the number of cells. */
  public static final Claim<Integer> E9 =
      Claim.exact(
          "E9",
          "Cloud in cell keeps mass and mean, ignores a common factor of the weights, interpolates log rho linearly and takes the edge value outside",
          EvidenceClass.D,
          Set.of(Group.DENSITY),
          List.of(5, 16, 61),
          DensityClaims::conserves);

  private static final double LOWER = -1.5;
  private static final double UPPER = 2.5;

  /** Particles per cell; each cell has some, so that no node is empty. */
  private static final int PER_CELL = 7;

  /** Smallest weight of a particle; a node that carries no more counts as empty. */
  private static final double LIGHTEST = 0.1;

  private DensityClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(E9);
  }

  /** Particles of weight zero at the nodes, between them and outside read the estimate without changing it. */
  private static Evidence conserves(Implementation ops, int cells, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double dx = (UPPER - LOWER) / cells;
    int count = PER_CELL * cells;
    int probes = 2 * cells + 1;
    double[] x = new double[count + probes + 2];
    double[] w = new double[x.length];
    double total = 0;
    double mean = 0;
    for (int i = 0; i < count; i++) {
      x[i] = LOWER + dx * (i / PER_CELL + random.nextDouble());
      w[i] = LIGHTEST + random.nextDouble();
      total += w[i];
      mean += w[i] * x[i];
    }
    for (int k = 0; k < probes; k++) {
      x[count + k] = LOWER + 0.5 * dx * k;
    }
    x[count + probes] = LOWER - 3;
    x[count + probes + 1] = UPPER + 3;
    double[] l = ops.apply(new LogDensity(LOWER, UPPER, cells, x, w));
    double mass = 0;
    double first = 0;
    double kink = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j <= cells; j++) {
      double volume = j == 0 || j == cells ? 0.5 * dx : dx;
      double m = volume * Math.exp(l[count + 2 * j]);
      least = Math.min(least, l[count + 2 * j]);
      mass += m;
      first += m * (LOWER + j * dx);
      if (j < cells) {
        double middle = 0.5 * (l[count + 2 * j] + l[count + 2 * j + 2]);
        kink = Math.max(kink, Math.abs(l[count + 2 * j + 1] - middle));
      }
    }
    double outside =
        Math.abs(l[count + probes] - l[count])
            + Math.abs(l[count + probes + 1] - l[count + probes - 1]);
    double[] scaled = Arrays.stream(w).map(v -> 1e6 * v).toArray();
    double[] again = ops.apply(new LogDensity(LOWER, UPPER, cells, x, scaled));
    double change = 0;
    for (int i = 0; i < l.length; i++) {
      change = Math.max(change, Math.abs(again[i] - l[i]));
    }
    // A position is rounded at the size of the box in cells, and its share of a node with it.
    double rounding = Bounds.rounding(count, cells);
    Evidence found =
        Evidence.atMost(Math.abs(mass - 1), rounding, "mass of the estimate - 1")
            .worse(
                Evidence.atMost(
                    Math.abs(first - mean / total),
                    rounding,
                    "mean of the estimate against particles"))
            .worse(Evidence.atMost(kink, rounding, "log rho between two nodes against their mean"))
            .worse(Evidence.atMost(outside, rounding, "outside the box against the edge"))
            .worse(Evidence.atMost(change, rounding, "all weights a million times as large"));
    double empty = Math.log(LIGHTEST / (total * dx));
    return least > empty
        ? found
        : found.worse(Evidence.inconclusive(empty, least, "a node is empty"));
  }
}
