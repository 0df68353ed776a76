package wfr.pde.killed;

/**
 * Complex tridiagonal systems with real off-diagonals, cyclic where the corners are not 0, by elimination without pivots:
 *   a_i x_{i-1} + d_i x_i + b_i x_{i+1} = v_i,   indices modulo n.
 * A cyclic one is a rank-one change of an open one (Sherman and Morrison). Stable where Re or Im of the matrix is definite in some diagonal scaling.
 */
final class ComplexTridiagonal {
  private final int n;
  private final double[] a;
  private final double[] dRe;
  private final double[] dIm;
  private final double[] b;
  private final double[] xRe;
  private final double[] xIm;

  ComplexTridiagonal(int n) {
    this.n = n;
    a = new double[n];
    b = new double[n];
    dRe = new double[n];
    dIm = new double[n];
    xRe = new double[n];
    xIm = new double[n];
  }

  /** Sets row i: coupling to i - 1, diagonal, coupling to i + 1, real right side. */
  void row(int i, double lower, double re, double im, double upper, double right) {
    a[i] = lower;
    b[i] = upper;
    dRe[i] = re;
    dIm[i] = im;
    xRe[i] = right;
    xIm[i] = 0;
  }

  double re(int i) {
    return xRe[i];
  }

  double im(int i) {
    return xIm[i];
  }

  /** Solves; the rows must be set again before the next call. */
  void solve() {
    double first = a[0];
    double last = b[n - 1];
    if (first == 0 && last == 0) {
      open(xRe, xIm);
      return;
    }
    // M = T + u w', u = (g, 0.., last), w = (1, 0.., first/g), g = -d_0
    double gRe = -dRe[0];
    double gIm = -dIm[0];
    double g2 = gRe * gRe + gIm * gIm;
    double wRe = first * gRe / g2;
    double wIm = -first * gIm / g2;
    double[] qRe = new double[n];
    double[] qIm = new double[n];
    qRe[0] = gRe;
    qIm[0] = gIm;
    qRe[n - 1] = last;
    dRe[0] -= gRe;
    dIm[0] -= gIm;
    dRe[n - 1] -= last * wRe;
    dIm[n - 1] -= last * wIm;
    double[] keepRe = dRe.clone();
    double[] keepIm = dIm.clone();
    open(xRe, xIm);
    System.arraycopy(keepRe, 0, dRe, 0, n);
    System.arraycopy(keepIm, 0, dIm, 0, n);
    open(qRe, qIm);
    double topRe = xRe[0] + wRe * xRe[n - 1] - wIm * xIm[n - 1];
    double topIm = xIm[0] + wRe * xIm[n - 1] + wIm * xRe[n - 1];
    double botRe = 1 + qRe[0] + wRe * qRe[n - 1] - wIm * qIm[n - 1];
    double botIm = qIm[0] + wRe * qIm[n - 1] + wIm * qRe[n - 1];
    double b2 = botRe * botRe + botIm * botIm;
    double fRe = (topRe * botRe + topIm * botIm) / b2;
    double fIm = (topIm * botRe - topRe * botIm) / b2;
    for (int i = 0; i < n; i++) {
      xRe[i] -= fRe * qRe[i] - fIm * qIm[i];
      xIm[i] -= fRe * qIm[i] + fIm * qRe[i];
    }
  }

  /** The open system in place; the diagonal is overwritten by its pivots. */
  private void open(double[] re, double[] im) {
    for (int i = 1; i < n; i++) {
      double p2 = dRe[i - 1] * dRe[i - 1] + dIm[i - 1] * dIm[i - 1];
      double fRe = a[i] * dRe[i - 1] / p2;
      double fIm = -a[i] * dIm[i - 1] / p2;
      dRe[i] -= fRe * b[i - 1];
      dIm[i] -= fIm * b[i - 1];
      double r = re[i - 1];
      double s = im[i - 1];
      re[i] -= fRe * r - fIm * s;
      im[i] -= fRe * s + fIm * r;
    }
    for (int i = n - 1; i >= 0; i--) {
      double r = re[i];
      double s = im[i];
      if (i < n - 1) {
        r -= b[i] * re[i + 1];
        s -= b[i] * im[i + 1];
      }
      double p2 = dRe[i] * dRe[i] + dIm[i] * dIm[i];
      re[i] = (r * dRe[i] + s * dIm[i]) / p2;
      im[i] = (s * dRe[i] - r * dIm[i]) / p2;
    }
  }
}
