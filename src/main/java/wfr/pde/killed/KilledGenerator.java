package wfr.pde.killed;

import java.util.Arrays;
import wfr.math.BernoulliFunction;
import wfr.math.ContourExponential;
import wfr.measure.Axis;

/**
 * A = D d_xx + b d_x - k on the centres of a uniform grid, no flux through the ends or periodic, b given as the increments
 * g_{i+1/2} = -(1/D) int b between centres (for b = -D V' the exact V_{i+1} - V_i):
 *   (A u)_i = r_i (u_{i+1} - u_i) + l_i (u_{i-1} - u_i) - k_i u_i,   r_i = (D/dx^2) B(g_{i+1/2}),   l_i = (D/dx^2) B(-g_{i-1/2}).
 * Backward: d_t u = A u moves functions. Forward: d_t P = A' P moves masses of cells, the adjoint of the same matrix.
 * e^{tA} is applied exactly in time by {@link ContourExponential}: A is similar to a symmetric matrix (a birth-death chain), so its spectrum is
 * real; -min k is split off, and the time is cut so that the killing varies by at most {@value #GROWTH} per piece, which keeps rounding relative
 * to the size of u where it matters. Elimination needs no pivots: in the symmetric form the imaginary part of z - A is definite.
 * Accuracy: exact in time to 1e-13, order 2 in dx with an error that expands in even powers for smooth coefficients. Source: proofs-notes, D12, D5.
 */
public final class KilledGenerator {
  /** e to this is less than the least double over the largest. */
  private static final double VANISHED = 1460;

  private static final double GROWTH = 4;

  private final int n;
  private final double[] left;
  private final double[] right;
  private final double[] killing;
  private final double leastKilling;

  /**
   * @param grid cells
   * @param diffusivity D, above 0
   * @param increments g at the edges 0 .. cells; the outer ones are used on a torus only
   * @param killing k at the centres, finite
   */
  public KilledGenerator(Axis grid, double diffusivity, double[] increments, double[] killing) {
    n = grid.cells();
    double scale = diffusivity / (grid.dx() * grid.dx());
    left = new double[n];
    right = new double[n];
    for (int i = 0; i < n; i++) {
      left[i] = scale * BernoulliFunction.of(-increments[i]);
      right[i] = scale * BernoulliFunction.of(increments[i + 1]);
    }
    if (!grid.periodic()) {
      left[0] = 0;
      right[n - 1] = 0;
    }
    for (double k : killing) {
      if (!Double.isFinite(k)) {
        throw new IllegalArgumentException("killing must be finite: " + k);
      }
    }
    this.killing = killing.clone();
    leastKilling = Arrays.stream(killing).min().orElse(0);
  }

  /** e^{tA} u: the backward equation. */
  public double[] backward(double[] u, double t) {
    return propagate(u, t, false);
  }

  /** e^{tA'} P: the forward equation, masses in and out. */
  public double[] forward(double[] masses, double t) {
    return propagate(masses, t, true);
  }

  private double[] propagate(double[] v, double t, boolean adjoint) {
    double[] current = v.clone();
    if (t == 0) {
      return current;
    }
    if (leastKilling * t > VANISHED) {
      return new double[n];
    }
    int pieces = (int) Math.max(1, Math.ceil(Math.abs(leastKilling) * t / GROWTH));
    for (int p = 0; p < pieces; p++) {
      current = piece(current, t / pieces, adjoint);
    }
    return current;
  }

  private double[] piece(double[] v, double tau, boolean adjoint) {
    double[] sum = new double[n];
    ComplexTridiagonal solver = new ComplexTridiagonal(n);
    for (int k = 0; k < ContourExponential.size(); k++) {
      double[] z = ContourExponential.node(k);
      double[] c = ContourExponential.weight(k);
      for (int i = 0; i < n; i++) {
        double decay = tau * (left[i] + right[i] + (killing[i] - leastKilling));
        int west = i == 0 ? n - 1 : i - 1;
        int east = i == n - 1 ? 0 : i + 1;
        solver.row(
            i,
            -tau * (adjoint ? right[west] : left[i]),
            z[0] + decay,
            z[1],
            -tau * (adjoint ? left[east] : right[i]),
            v[i]);
      }
      solver.solve();
      for (int i = 0; i < n; i++) {
        sum[i] += 2 * (c[0] * solver.re(i) - c[1] * solver.im(i));
      }
    }
    double growth = Math.exp(-leastKilling * tau);
    for (int i = 0; i < n; i++) {
      sum[i] *= growth;
      if (!(Math.abs(sum[i]) < Double.POSITIVE_INFINITY)) {
        throw new ArithmeticException("the Feynman-Kac semigroup left the numbers in cell " + i);
      }
    }
    return sum;
  }

  /**
   * Lowest eigenvalue of -A: -lim (1/t) log u. Bisection on Sturm's count of the symmetric form, off-diagonals sqrt(r_i l_{i+1}); not on a torus.
   * Accuracy: a few ulp of the largest entry of A, about 4 D/dx^2 ulp.
   */
  public double principalEigenvalue() {
    if (left[0] != 0 || right[n - 1] != 0) {
      throw new IllegalArgumentException("the principal eigenvalue is found on an interval only");
    }
    double high = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      high = Math.min(high, left[i] + right[i] + killing[i]); // Rayleigh quotient of a basis vector
    }
    double low = leastKilling; // Gershgorin on A itself: rows sum to -k
    low -= 1e-12 * (1 + Math.abs(low));
    high += 1e-12 * (1 + Math.abs(high));
    for (int it = 0;
        it < 200 && high - low > Math.ulp(Math.max(Math.abs(low), Math.abs(high)));
        it++) {
      double mid = 0.5 * (low + high);
      if (isBelowSpectrum(mid)) {
        low = mid;
      } else {
        high = mid;
      }
    }
    return 0.5 * (low + high);
  }

  /** -A - s is positive definite: all pivots are positive. */
  private boolean isBelowSpectrum(double s) {
    double pivot = 1;
    for (int i = 0; i < n; i++) {
      double diagonal = left[i] + right[i] + killing[i] - s;
      pivot = i == 0 ? diagonal : diagonal - right[i - 1] * left[i] / pivot;
      if (!(pivot > 0)) {
        return false;
      }
    }
    return true;
  }
}
