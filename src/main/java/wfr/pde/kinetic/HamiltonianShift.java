package wfr.pde.kinetic;

import java.util.Arrays;
import wfr.math.Recent;
import wfr.measure.Grid;
import wfr.model.Potential;
import wfr.operation.KineticOperations.KineticHamilton;
import wfr.pde.SubFlow;

/**
 * Hamilton's flow of H = V(x) + v^2/2 on h = log(rho/pi): rho and pi are both carried along x' = v, v' = -V'(x), and pi is left as it is, so
 *   h_t(z) = h_0(phi_{-t}(z)).
 * Special cases: h constant stays, exactly; V quadratic and h a polynomial of degree at most 7 in each variable: no error away from the edges.
 * Accuracy: feet by Verlet steps of at most 0.004 composed to order 6 (about 1e-12 where the frequency is below 5), h there by {@link LagrangeStencil}.
 * Source: proofs-notes, D11G, D11C.
 */
public final class HamiltonianShift implements SubFlow {
  private static final double LONGEST = 0.004;

  private static final Recent<Key, HamiltonianShift> RECENT =
      new Recent<>(k -> new HamiltonianShift(k.grid, k.potential, k.dt));

  private final Grid grid;
  private final int[] first;
  private final double[] weights;
  private final double[] padded;

  /**
   * @param grid cells in position and velocity
   * @param potential V
   * @param dt time of the flow
   */
  public HamiltonianShift(Grid grid, Potential potential, double dt) {
    this.grid = grid;
    int size = LagrangeStencil.SIZE;
    first = new int[2 * grid.cells()];
    weights = new double[2 * size * grid.cells()];
    padded = new double[width() * (grid.axis(0).cells() + 2 * LagrangeStencil.PADDING)];
    double[] z = new double[2];
    int steps = (int) Math.ceil(Math.abs(dt) / LONGEST);
    for (int i = 0; i < grid.axis(0).cells(); i++) {
      for (int j = 0; j < grid.axis(1).cells(); j++) {
        z[0] = grid.axis(0).centre(i);
        z[1] = grid.axis(1).centre(j);
        for (int s = 0; s < steps; s++) {
          composed(potential, z, -dt / steps, 6);
        }
        if (!(Math.abs(z[0]) + Math.abs(z[1]) < Double.POSITIVE_INFINITY)) {
          throw new ArithmeticException(
              "Hamilton's flow is too stiff at x = "
                  + grid.axis(0).centre(i)
                  + ", where V' = "
                  + potential.derivative(grid.axis(0).centre(i))
                  + ": a narrower domain helps");
        }
        int c = grid.index(i, j);
        first[2 * c] = LagrangeStencil.at(grid.axis(0), z[0], weights, 2 * size * c);
        first[2 * c + 1] = LagrangeStencil.at(grid.axis(1), z[1], weights, 2 * size * c + size);
      }
    }
  }

  /** Order p from order p - 2: steps a, (1 - 2a), a with 2 a^{p-1} + (1 - 2a)^{p-1} = 0 (Creutz and Gocksch 1989); order 2 is Verlet. */
  private static void composed(Potential potential, double[] z, double dt, int order) {
    if (order == 2) {
      z[1] -= 0.5 * dt * potential.derivative(z[0]);
      z[0] += dt * z[1];
      z[1] -= 0.5 * dt * potential.derivative(z[0]);
      return;
    }
    double a = 1 / (2 - Math.pow(2, 1.0 / (order - 1)));
    composed(potential, z, a * dt, order - 2);
    composed(potential, z, (1 - 2 * a) * dt, order - 2);
    composed(potential, z, a * dt, order - 2);
  }

  private record Key(Grid grid, Potential potential, double dt) {}

  /** The flow as a pure function. */
  public static double[] of(KineticHamilton call) {
    double[] h = call.logRatio().clone();
    RECENT.of(new Key(call.grid(), call.potential(), call.dt())).advance(h);
    return h;
  }

  private int width() {
    return grid.axis(1).cells() + 2 * LagrangeStencil.PADDING;
  }

  @Override
  public void advance(double[] h) {
    int pad = LagrangeStencil.PADDING;
    int size = LagrangeStencil.SIZE;
    int m = grid.axis(1).cells();
    int n = grid.axis(0).cells();
    for (int i = -pad; i < n + pad; i++) {
      int from = Math.min(Math.max(i, 0), n - 1);
      int to = (i + pad) * width();
      for (int j = 0; j < m; j++) {
        padded[to + pad + j] = h[j * n + from];
      }
      Arrays.fill(padded, to, to + pad, padded[to + pad]);
      Arrays.fill(padded, to + pad + m, to + width(), padded[to + pad + m - 1]);
    }
    for (int c = 0; c < h.length; c++) {
      int w = 2 * size * c;
      double sum = 0;
      for (int a = 0; a < size; a++) {
        int row = (first[2 * c] + a) * width() + first[2 * c + 1];
        double inner = 0;
        for (int b = 0; b < size; b++) {
          inner += weights[w + size + b] * padded[row + b];
        }
        sum += weights[w + a] * inner;
      }
      h[c] = sum;
    }
  }
}
