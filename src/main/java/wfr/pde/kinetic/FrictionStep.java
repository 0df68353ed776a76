package wfr.pde.kinetic;

import java.util.Arrays;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.math.Recent;
import wfr.measure.Grid;
import wfr.operation.KineticOperations.KineticFriction;
import wfr.pde.SubFlow;

/**
 * Friction and noise in the velocity, dV = -g V dt + sqrt(2g) dW, over a time t with r = g t, on h = log(rho/pi): the semigroup is self-adjoint in N(0, 1), so u = e^h moves by
 *   u_t(x, v) = E u_0(x, e^{-r} v + (1 - e^{-2r})^{1/2} xi),   xi standard normal,
 * here by Gauss-Hermite quadrature with h read between the cells by {@link LagrangeStencil}. Positive, and constants are kept exactly: pi is invariant.
 * Accuracy: exact in time; quadrature of degree 31; interpolation of order 8. Mass is kept to that accuracy, not to rounding.   Source: proofs-notes, D11G, D11C, D11D.
 */
public final class FrictionStep implements SubFlow {
  private static final int NODES = 16;

  private static final Recent<Key, FrictionStep> RECENT =
      new Recent<>(k -> new FrictionStep(k.grid, k.rate));

  private final Grid grid;
  private final int[] first;
  private final double[] weights;
  private final double[] logQuadrature = new double[NODES];

  /**
   * @param grid cells in position and velocity
   * @param rate r = g t, at least 0
   */
  public FrictionStep(Grid grid, double rate) {
    this(grid, rate, -Math.expm1(-2 * rate));
  }

  /**
   * With a variance of the noise of one's own.
   *
   * @param grid cells
   * @param rate r
   * @param variance in place of 1 - e^{-2r}
   */
  public FrictionStep(Grid grid, double rate, double variance) {
    if (!(rate >= 0) || !(variance >= 0)) {
      throw new IllegalArgumentException(
          "friction and its noise must be >= 0: " + rate + ", " + variance);
    }
    this.grid = grid;
    GaussIntegrator hermite = new GaussIntegratorFactory().hermite(NODES);
    int m = grid.axis(1).cells();
    first = new int[m * NODES];
    weights = new double[m * NODES * LagrangeStencil.SIZE];
    double total = 0;
    for (int q = 0; q < NODES; q++) {
      total += hermite.getWeight(q);
    }
    for (int q = 0; q < NODES; q++) {
      logQuadrature[q] = Math.log(hermite.getWeight(q) / total);
      double shift = Math.sqrt(2 * variance) * hermite.getPoint(q);
      for (int j = 0; j < m; j++) {
        int k = j * NODES + q;
        double v = Math.exp(-rate) * grid.axis(1).centre(j) + shift;
        first[k] = LagrangeStencil.at(grid.axis(1), v, weights, k * LagrangeStencil.SIZE);
      }
    }
  }

  private record Key(Grid grid, double rate) {}

  /** The step as a pure function. */
  public static double[] of(KineticFriction call) {
    double[] h = call.logRatio().clone();
    RECENT.of(new Key(call.grid(), call.rate())).advance(h);
    return h;
  }

  @Override
  public void advance(double[] h) {
    int m = grid.axis(1).cells();
    int pad = LagrangeStencil.PADDING;
    double[] row = new double[m + 2 * pad];
    double[] terms = new double[NODES];
    int n = grid.axis(0).cells();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        row[pad + j] = h[j * n + i];
      }
      Arrays.fill(row, 0, pad, row[pad]);
      Arrays.fill(row, m + pad, row.length, row[m + pad - 1]);
      for (int j = 0; j < m; j++) {
        double most = Double.NEGATIVE_INFINITY;
        for (int q = 0; q < NODES; q++) {
          int k = j * NODES + q;
          double value = logQuadrature[q];
          for (int a = 0; a < LagrangeStencil.SIZE; a++) {
            value += weights[k * LagrangeStencil.SIZE + a] * row[first[k] + a];
          }
          terms[q] = value;
          most = Math.max(most, value);
        }
        double sum = 0;
        for (double t : terms) {
          sum += Math.exp(t - most);
        }
        h[j * n + i] = most + Math.log(sum);
      }
    }
  }
}
