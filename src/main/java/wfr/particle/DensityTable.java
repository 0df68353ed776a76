package wfr.particle;

import org.apache.commons.rng.UniformRandomProvider;
import wfr.math.Recent;
import wfr.model.Domain;
import wfr.model.InitialLaw;

/**
 * A law restricted to a box of one to three axes, by its density on 2^14, 1024^2 or 128^3 cells, linear within a cell along every axis. A draw picks the cell by the distribution function
 * of the cells' masses and then inverts one coordinate after the other, given those before: a marginal linear between two ends is inverted by one square root.
 * On the line nodes have the values rho of the density. Interpolation between them would add dx^2/6 to a variance; beyond the line, where cells are wide, nodes have
 *   rho - dx^2 rho''/12 along every axis, by second differences and not below 0,
 * which takes that away: averages of smooth functions are off by O(dx^4), dx against the width of rho.
 * Special cases: the variances of a density that vanishes before the ends have no error but exponentially small ones as long as nothing is cut at 0.
 * Accuracy on the line: the density is off by dx^2 |rho''|/8, 5e-10 (b-a)^2 |rho''|; a jump inside a cell is smeared over it.
 */
final class DensityTable {
  private static final int[] CELLS = {1 << 14, 1 << 10, 1 << 7};
  private static final double SECOND_DIFFERENCE = 1.0 / 12;

  private static final Recent<Key, DensityTable> RECENT =
      new Recent<>(k -> new DensityTable(k.law, k.domain));

  private record Key(InitialLaw law, Domain domain) {}

  private final int dimension;
  private final NodeGrid nodes;
  private final double[] density;

  /** Sums of cells' masses, the cell beyond node j under the number of the node; there is none beyond a last node. */
  private final double[] cumulative;

  /** Densities at the corners of the last cell, given the coordinates that are drawn; bit k of a number tells the side along axis k. */
  private final double[] value;

  /** The table of a law; populations of one run share it. */
  static DensityTable of(InitialLaw law, Domain domain) {
    if (domain.dimension() > CELLS.length) {
      throw new IllegalArgumentException(
          "initial: beyond three dimensions particles start from a Gaussian or a mixture on the line (boundary: line), not from "
              + law.getClass().getSimpleName());
    }
    return RECENT.of(new Key(law, domain));
  }

  private DensityTable(InitialLaw law, Domain domain) {
    dimension = domain.dimension();
    Domain box = new Domain(domain.lower(), domain.upper(), Domain.Boundary.LINE);
    nodes = NodeGrid.cube(box, CELLS[dimension - 1]);
    value = new double[1 << dimension];
    density = densities(law);
    for (int k = 0; k < dimension && dimension > 1; k++) {
      sharpen(k);
    }
    cumulative = sums();
  }

  private double[] densities(InitialLaw law) {
    double[] l = new double[nodes.size()];
    double[] x = new double[dimension];
    double max = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < l.length; j++) {
      for (int k = 0; k < dimension; k++) {
        x[k] = nodes.beyond(j, k, 0);
      }
      l[j] = law.logDensity(x);
      max = Math.max(max, l[j]);
    }
    if (!Double.isFinite(max)) {
      throw new IllegalArgumentException(
          "the initial law must have a finite, positive density somewhere in the domain: largest log-density "
              + max);
    }
    for (int j = 0; j < l.length; j++) {
      l[j] = Math.exp(l[j] - max);
    }
    return l;
  }

  /** At the ends the second difference is that of the neighbour. */
  private void sharpen(int k) {
    double[] rho = density.clone();
    int s = nodes.stride(k);
    for (int j = 0; j < rho.length; j++) {
      int m = !nodes.atEnd(j, k) ? j : nodes.place(j, k) == 0 ? j + s : j - s;
      double second = rho[m - s] - 2 * rho[m] + rho[m + s];
      density[j] = Math.max(0, rho[j] - SECOND_DIFFERENCE * second);
    }
  }

  /** A cell's mass is the mean of its corners. */
  private double[] sums() {
    double[] sum = density.clone();
    for (int k = 0; k < dimension; k++) {
      for (int j = 0; j < sum.length; j++) {
        boolean last = nodes.place(j, k) == nodes.count(k) - 1;
        sum[j] = last ? 0 : 0.5 * (sum[j] + sum[j + nodes.stride(k)]);
      }
    }
    for (int j = 1; j < sum.length; j++) {
      sum[j] += sum[j - 1];
    }
    return sum;
  }

  /** The next point of a stream into x. */
  void draw(UniformRandomProvider stream, double[] x) {
    double total = cumulative[cumulative.length - 1];
    double target = Math.min(stream.nextDouble() * total, Math.nextDown(total));
    int cell = Resampling.first(cumulative, target);
    for (int c = 0; c < value.length; c++) {
      int j = cell;
      for (int k = 0; k < dimension; k++) {
        j += (c >> k & 1) * nodes.stride(k);
      }
      value[c] = density[j];
    }
    double rest = cell == 0 ? target : target - cumulative[cell - 1];
    for (int k = 0, half = value.length / 2; k < dimension; k++, half /= 2) {
      double low = 0;
      double high = 0;
      for (int c = 0; c < half; c++) {
        low += value[2 * c] / half;
        high += value[2 * c + 1] / half;
      }
      rest = k == 0 ? rest : stream.nextDouble() * (0.5 * (low + high));
      double s = inverse(low, high, rest);
      for (int c = 0; c < half; c++) {
        value[c] = value[2 * c] + s * (value[2 * c + 1] - value[2 * c]);
      }
      x[k] = nodes.beyond(cell, k, s);
    }
  }

  /** The s in [0, 1] with low s + (high - low) s^2/2 = r, without cancellation. */
  private static double inverse(double low, double high, double r) {
    double root = low + Math.sqrt(Math.max(0, low * low + 2 * (high - low) * r));
    return root > 0 ? Math.min(1, 2 * r / root) : 0;
  }
}
