package wfr.particle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import wfr.model.DensityEstimate.Evaluation;
import wfr.model.Domain;
import wfr.operation.ParticleOperations.KernelLogDensity;
import wfr.operation.ParticleOperations.LogDensity;

class DensityFieldTest {
  private static final int N = 200;
  private static final double LOWER = -1;
  private static final double UPPER = 2;

  private final double[] x = new double[N];
  private final double[] w = new double[N];
  private double total;

  DensityFieldTest() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < N; i++) {
      x[i] = LOWER + (UPPER - LOWER) * random.nextDouble();
      w[i] = random.nextDouble();
      total += w[i];
    }
  }

  /** Cloud in cell at points: as particles without weight, for it answers at particles. */
  private double[] cloudInCell(Domain box, int cells, double[] points) {
    double[] all = Arrays.copyOf(x, N + points.length);
    System.arraycopy(points, 0, all, N, points.length);
    double[][] particles = {all};
    double[] weights = Arrays.copyOf(w, all.length);
    double[] l = CloudInCell.logDensity(new LogDensity(box, cells, particles, weights));
    return Arrays.copyOfRange(l, N, all.length);
  }

  private double[] kernel(Domain box, double b, double[] points) {
    double[][] centres = {x};
    double[] bandwidth = {b};
    return KernelSums.logDensity(
        new KernelLogDensity(
            box, Evaluation.BINNED, centres, w, bandwidth, new double[][] {points}));
  }

  /** Distance on the line, or round the torus. */
  private static double distance(double a, double b, boolean torus) {
    double d = Math.abs(a - b);
    return torus ? Math.min(d, UPPER - LOWER - d) : d;
  }

  /** At the nodes: rho_j = sum W_i hat((x_i - z_j)/dx)/v_j, to N rounding errors. */
  @Test
  void cloudInCell_isTheSumOfHats_atItsNodes() {
    int cells = 12;
    double dx = (UPPER - LOWER) / cells;
    for (Domain.Boundary boundary : Domain.Boundary.values()) {
      boolean torus = boundary == Domain.Boundary.PERIODIC;
      double[] nodes = new double[cells + 1];
      for (int j = 0; j <= cells; j++) {
        nodes[j] = LOWER + j * dx;
      }
      double[] l = cloudInCell(Domain.interval(LOWER, UPPER, boundary), cells, nodes);
      for (int j = 0; j <= cells; j++) {
        double sum = 0;
        for (int i = 0; i < N; i++) {
          sum += w[i] * Math.max(0, 1 - distance(x[i], nodes[j], torus) / dx);
        }
        double volume = !torus && (j == 0 || j == cells) ? dx / 2 : dx;
        double rounding =
            4 * N * Math.ulp(1.0); // relative; a node has at least 1/4 of its mean mass here
        assertEquals(1, Math.exp(l[j]) / (sum / total / volume), 4 * rounding, boundary + " " + j);
      }
    }
  }

  /**
   * Linear binning interpolates phi_b linearly: |error| at a node is at most dx^2/8 max |phi_b''| = phi_b(0)/512 for
   * dx = b/8. The exact sum takes images on a box without flux and on a torus.
   */
  @Test
  void kernelField_isTheKernelSum_atItsNodes_within512thOfThePeak() {
    double b = 0.2;
    double length = UPPER - LOWER;
    int nodes = 13; // 0.25 apart: nodes of the fine grid of 120 cells
    double[] z = new double[nodes];
    for (int j = 0; j < nodes; j++) {
      z[j] = LOWER + j * 0.25;
    }
    double peak = 1 / (b * Math.sqrt(2 * Math.PI));
    for (Domain.Boundary boundary : Domain.Boundary.values()) {
      double[] l = kernel(Domain.interval(LOWER, UPPER, boundary), b, z);
      for (int j = 0; j < nodes; j++) {
        double sum = 0;
        for (int i = 0; i < N; i++) {
          sum += w[i] * images(x[i], z[j], b, length, boundary);
        }
        double images =
            boundary == Domain.Boundary.LINE ? 1 : 2; // terms that can be near their peak
        assertEquals(sum / total, Math.exp(l[j]), images * peak / 512, boundary + " " + j);
      }
    }
  }

  private static double images(
      double x, double z, double b, double length, Domain.Boundary boundary) {
    if (boundary == Domain.Boundary.LINE) {
      return kernel(x - z, b);
    }
    double sum = 0;
    for (int k = -2; k <= 2; k++) {
      if (boundary == Domain.Boundary.PERIODIC) {
        sum += kernel(x - z + k * length, b);
      } else {
        sum += kernel(x - z + 2 * k * length, b) + kernel(2 * LOWER - x - z + 2 * k * length, b);
      }
    }
    return sum;
  }

  private static double kernel(double d, double b) {
    return Math.exp(-d * d / (2 * b * b)) / (b * Math.sqrt(2 * Math.PI));
  }
}
