package wfr.pde;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.math.BernoulliFunction;
import wfr.math.LogSumExp;
import wfr.measure.Grid;
import wfr.measure.PlaneGrid;
import wfr.measure.PlaneTarget;
import wfr.model.Domain;
import wfr.model.WfrProblem;

/**
 * {@link ScharfetterGummelFlux} on a tensor grid: p = pi(cell) (cell averages), u = rho/pi per cell, and on either axis
 *   kx_{i+1/2,j} = (D dy/dx) e^{-V_ij} B(V_{i+1,j} - V_ij)/Z,   ky_{i,j+1/2} = (D dx/dy) e^{-V_ij} B(V_{i,j+1} - V_ij)/Z,   V at cell centres.
 * Special cases: u = 1 is exactly stationary; conductances are positive on every grid; on a product target the discrete pi is the product
 * of its factors'. Accuracy: order 2 for V in C^2. Source: Scharfetter and Gummel 1969; proofs-notes, G1P, B7P, B12, G3P.
 */
public final class PlaneFlux {
  private static final int POINTS = 6;
  private static final double VARIATION_PER_PIECE = 2;
  private static final int MOST_PIECES = 64;

  private PlaneFlux() {}

  /** A function of the plane. */
  @FunctionalInterface
  private interface Log {
    double at(double[] x);
  }

  /** Cell masses of pi and conductances, with so many cells per axis. */
  public static PlaneTarget discretise(WfrProblem problem, int cellsPerAxis) {
    PlaneGrid grid = gridOf(problem.domain(), cellsPerAxis);
    double[] logMass = logIntegrals(grid, x -> -problem.potential().value(x));
    double logZ = normalise(logMass);
    int nx = grid.x().cells();
    int ny = grid.y().cells();
    double[] v = new double[nx * ny];
    double[] point = new double[2];
    for (int c = 0; c < v.length; c++) {
      point[0] = grid.x().centre(c % nx);
      point[1] = grid.y().centre(c / nx);
      v[c] = problem.potential().value(point);
    }
    double logD = Math.log(problem.diffusivity()) - logZ;
    double ratio = Math.log(grid.y().dx() / grid.x().dx());
    double[] kx = new double[(nx + 1) * ny];
    double[] ky = new double[nx * (ny + 1)];
    java.util.Arrays.fill(kx, Double.NEGATIVE_INFINITY);
    java.util.Arrays.fill(ky, Double.NEGATIVE_INFINITY);
    for (int j = 0; j < ny; j++) {
      for (int i = 0; i < nx; i++) {
        int c = grid.index(i, j);
        if (i > 0) {
          kx[j * (nx + 1) + i] = logD + ratio + logConductance(v[c - 1], v[c]);
        }
        if (j > 0) {
          ky[c] = logD - ratio + logConductance(v[c - nx], v[c]);
        }
      }
    }
    return new PlaneTarget(grid, logMass, kx, ky);
  }

  /** The initial law as log u = log(rho_0(cell)/p), normalised over the rectangle. */
  public static double[] initialLogRatio(WfrProblem problem, PlaneTarget target) {
    double[] h = logIntegrals(target.grid(), problem.initial()::logDensity);
    normalise(h);
    for (int c = 0; c < h.length; c++) {
      h[c] -= target.logMass()[c];
    }
    return h;
  }

  /** The grid on which a problem of the plane is discretised. */
  public static PlaneGrid gridOf(Domain domain, int cellsPerAxis) {
    if (domain.dimension() != 2 || domain.boundary() == Domain.Boundary.PERIODIC) {
      throw new IllegalArgumentException(
          "a plane grid needs a rectangle that is not periodic: dimension " + domain.dimension());
    }
    double[] a = domain.lower();
    double[] b = domain.upper();
    return new PlaneGrid(
        new Grid(a[0], b[0], cellsPerAxis, false), new Grid(a[1], b[1], cellsPerAxis, false));
  }

  private static double logConductance(double a, double b) {
    return -Math.max(a, b) + BernoulliFunction.logOf(-Math.abs(b - a));
  }

  private static double normalise(double[] logMass) {
    double total = LogSumExp.of(logMass);
    if (!(Math.abs(total) < Double.POSITIVE_INFINITY)) {
      throw new ArithmeticException("the measure has no mass in the box: log mass " + total);
    }
    for (int c = 0; c < logMass.length; c++) {
      logMass[c] -= total;
    }
    return total;
  }

  /** log int_cell e^l: Gauss-Legendre with 6 x 6 points on pieces over which l varies by about 2 at most. */
  private static double[] logIntegrals(PlaneGrid grid, Log l) {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(POINTS);
    double[] node = new double[POINTS];
    double[] weight = new double[POINTS];
    for (int q = 0; q < POINTS; q++) {
      node[q] = rule.getPoint(q);
      weight[q] = rule.getWeight(q);
    }
    int nx = grid.x().cells();
    double[] out = new double[grid.cells()];
    double[] value = new double[POINTS * POINTS];
    double[] x = new double[2];
    for (int c = 0; c < out.length; c++) {
      double[] west = {grid.x().edge(c % nx), grid.x().edge(c % nx + 1)};
      double[] south = {grid.y().edge(c / nx), grid.y().edge(c / nx + 1)};
      int px = pieces(l, x, 0, west, 0.5 * (south[0] + south[1]));
      int py = pieces(l, x, 1, south, 0.5 * (west[0] + west[1]));
      double hx = 0.5 * (west[1] - west[0]) / px;
      double hy = 0.5 * (south[1] - south[0]) / py;
      double total = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < px * py; k++) {
        double max = Double.NEGATIVE_INFINITY;
        for (int q = 0; q < value.length; q++) {
          x[0] = west[0] + hx * (2 * (k % px) + 1 + node[q % POINTS]);
          x[1] = south[0] + hy * (2 * (k / px) + 1 + node[q / POINTS]);
          value[q] = l.at(x);
          max = Math.max(max, value[q]);
        }
        double sum = 0;
        for (int q = 0; q < value.length; q++) {
          sum += weight[q % POINTS] * weight[q / POINTS] * Math.exp(value[q] - max);
        }
        double piece = max == Double.NEGATIVE_INFINITY ? max : max + Math.log(hx * hy * sum);
        total = px * py == 1 ? piece : LogSumExp.of(total, piece);
      }
      if (Double.isNaN(total) || total == Double.POSITIVE_INFINITY) {
        throw new ArithmeticException(
            "log-density is not a number or infinite near (" + west[0] + ", " + south[0] + ")");
      }
      out[c] = total;
    }
    return out;
  }

  private static int pieces(Log l, double[] x, int axis, double[] ends, double other) {
    x[1 - axis] = other;
    x[axis] = ends[0];
    double a = l.at(x);
    x[axis] = 0.5 * (ends[0] + ends[1]);
    double m = l.at(x);
    x[axis] = ends[1];
    double variation = Math.abs(m - a) + Math.abs(l.at(x) - m);
    return Double.isFinite(variation)
        ? (int) Math.min(MOST_PIECES, 1 + variation / VARIATION_PER_PIECE)
        : MOST_PIECES;
  }
}
