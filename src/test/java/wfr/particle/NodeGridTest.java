package wfr.particle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import wfr.model.Domain;
import wfr.model.Domain.Boundary;
import wfr.operation.ParticleOperations.LogDensity;

class NodeGridTest {
  private static final int N = 300;
  private static final int[] CELLS = {3, 5, 4};

  /** Sums of N products of three shares. */
  private static final double ROUNDING = 8 * N * Math.ulp(1.0);

  private static final Domain MIXED =
      new Domain(
          new double[] {-1, 0, 2},
          new double[] {2, 1, 2.5},
          List.of(Boundary.LINE, Boundary.PERIODIC, Boundary.NO_FLUX));

  private final SplittableRandom random = new SplittableRandom(5);
  private final double[] w = random.doubles(N).toArray();

  /** Uniform in the box, along an axis of the line also up to a tenth outside. */
  private double[][] points(Domain box) {
    double[][] x = new double[box.dimension()][N];
    for (int k = 0; k < x.length; k++) {
      double width = box.upper()[k] - box.lower()[k];
      double out = box.boundary(k) == Boundary.LINE ? 0.1 : 0;
      for (int i = 0; i < N; i++) {
        x[k][i] = box.lower()[k] + width * (random.nextDouble() * (1 + 2 * out) - out);
      }
    }
    return x;
  }

  private static Domain axes(int d, Domain box) {
    return new Domain(
        Arrays.copyOf(box.lower(), d),
        Arrays.copyOf(box.upper(), d),
        List.of(box.boundary(0), box.boundary(1), box.boundary(2)).subList(0, d));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Test
  void deposit_keepsTheMass_andIsTheTransposeOfLookup_inEveryDimension() {
    for (int d = 1; d <= 3; d++) {
      Domain box = axes(d, MIXED);
      NodeGrid nodes = new NodeGrid(box, Arrays.copyOf(CELLS, d));
      double[][] x = points(box);
      double[] m = nodes.masses(x, w);
      assertEquals(Arrays.stream(w).sum(), Arrays.stream(m).sum(), N * ROUNDING);
      double[] value = random.doubles(nodes.size()).toArray();
      assertEquals(dot(w, nodes.interpolated(value, x)), dot(m, value), N * ROUNDING);
    }
  }

  @Test
  void lookup_isAFunctionLinearAlongEveryAxis_andItsEdgeOutside() {
    Domain box = new Domain(MIXED.lower(), MIXED.upper(), Boundary.LINE);
    NodeGrid nodes = new NodeGrid(box, CELLS);
    ToDoubleFunction<double[]> f =
        x -> 1 + x[0] - 2 * x[1] + 3 * x[0] * x[1] - x[1] * x[2] + 0.5 * x[0] * x[1] * x[2];
    double[] value = new double[nodes.size()];
    for (int j = 0; j < value.length; j++) {
      value[j] =
          f.applyAsDouble(
              new double[] {nodes.beyond(j, 0, 0), nodes.beyond(j, 1, 0), nodes.beyond(j, 2, 0)});
    }
    double[][] x = points(box);
    double[] l = nodes.interpolated(value, x);
    for (int i = 0; i < N; i++) {
      double[] p = new double[3];
      for (int k = 0; k < 3; k++) {
        p[k] = Math.max(box.lower()[k], Math.min(box.upper()[k], x[k][i]));
      }
      assertEquals(f.applyAsDouble(p), l[i], ROUNDING);
    }
  }

  @Test
  void nodesOwnTheVolumeOfTheBox() {
    for (int d = 1; d <= 3; d++) {
      Domain box = axes(d, MIXED);
      NodeGrid nodes = new NodeGrid(box, Arrays.copyOf(CELLS, d));
      double sum = 0;
      double volume = 1;
      for (int j = 0; j < nodes.size(); j++) {
        sum += nodes.volume(j);
      }
      for (int k = 0; k < d; k++) {
        volume *= box.upper()[k] - box.lower()[k];
      }
      assertEquals(volume, sum, ROUNDING);
    }
  }

  /** rho at a node of a box with a circle and walls is the sum of products of hats over the volume that the node owns, once round the circle. */
  @Test
  void cloudInCell_isTheSumOfHats_atTheNodesOfABoxOfMixedBoundaries() {
    int cells = 3;
    double[][] x = points(MIXED);
    int nodes = (cells + 1) * (cells + 1) * (cells + 1);
    double[][] all = new double[3][N + nodes];
    for (int j = 0; j < nodes; j++) {
      int[] place = {j % 4, j / 4 % 4, j / 16};
      for (int k = 0; k < 3; k++) {
        double width = MIXED.upper()[k] - MIXED.lower()[k];
        all[k][N + j] = MIXED.lower()[k] + place[k] * width / cells;
      }
    }
    for (int k = 0; k < 3; k++) {
      System.arraycopy(x[k], 0, all[k], 0, N);
    }
    double[] l =
        CloudInCell.logDensity(new LogDensity(MIXED, cells, all, Arrays.copyOf(w, N + nodes)));
    for (int j = N; j < N + nodes; j++) {
      double[] z = {all[0][j], all[1][j], all[2][j]};
      double rho = 0;
      for (int i = 0; i < N; i++) {
        rho += w[i] * hats(new double[] {x[0][i], x[1][i], x[2][i]}, z, cells);
      }
      assertEquals(1, Math.exp(l[j]) / (rho / Arrays.stream(w).sum()), ROUNDING);
    }
  }

  /** prod_k hat_k/v_k. */
  private static double hats(double[] x, double[] z, int cells) {
    double product = 1;
    for (int k = 0; k < 3; k++) {
      double a = MIXED.lower()[k];
      double b = MIXED.upper()[k];
      double dx = (b - a) / cells;
      double distance = Math.abs(Math.max(a, Math.min(b, x[k])) - z[k]);
      boolean circle = MIXED.boundary(k) == Boundary.PERIODIC;
      boolean end = Math.min(z[k] - a, b - z[k]) < dx / 2;
      distance = circle ? Math.min(distance, b - a - distance) : distance;
      product *= Math.max(0, 1 - distance / dx) / (end && !circle ? dx / 2 : dx);
    }
    return product;
  }
}
