package wfr.pde;

/**
 * An {@link Elimination} from both ends to
 * the middle row m: two chains of dependent operations run side by side, which halves the time of a solve bound by latency.
 * As in {@code wfr.math.TridiagonalSystem} the pivots are 1 + r_i + l_i (1 - g_{i-1}) with 1 - g carried along, so nothing is
 * subtracted and every x is componentwise accurate. Rows below m read x_i = d_i + g_i x_{i+1}, rows above m x_i = d_i + g_i x_{i-1}.
 */
final class TwoSidedSystem implements Elimination {
  final int n;
  final int middle;

  /** d_i = pivot_i b_i + carry_i d_before; then x_i = d_i + back_i x_after. */
  final double[] pivot;

  final double[] carry;
  final double[] back;
  final double left;
  final double right;

  TwoSidedSystem(double[] l, double[] r) {
    n = l.length;
    middle = n / 2;
    pivot = new double[n];
    carry = new double[n];
    back = new double[n];
    double low = 1;
    for (int i = 0; i < middle; i++) {
      low = eliminate(i, l[i], r[i], low);
    }
    double high = 1;
    for (int i = n - 1; i > middle; i--) {
      high = eliminate(i, r[i], l[i], high);
    }
    left = l[middle];
    right = r[middle];
    pivot[middle] = 1 / (1 + left * low + right * high);
  }

  @Override
  public int index(int k) {
    return k;
  }

  @Override
  public void solve(GridKernel kernel, double scale, double[] u, double[] work) {
    kernel.solve(this, scale, u, work);
  }

  /** Row i, coupled to the row before by a and to the row after by b; slack is 1 - g of the row before. */
  private double eliminate(int i, double a, double b, double slack) {
    double p = 1 + b + a * slack;
    pivot[i] = 1 / p;
    carry[i] = a / p;
    back[i] = b / p;
    return (1 + a * slack) / p;
  }
}
