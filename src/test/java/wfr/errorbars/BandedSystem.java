package wfr.errorbars;

/** L U with partial pivoting of a complex matrix with b entries on either side of the diagonal; O(n b^2). */
final class BandedSystem {
  private final int n;
  private final int b;
  private final int width;
  private final double[] re;
  private final double[] im;
  private final int[] pivot;

  /** Row i holds columns i - b to i + 2 b. */
  BandedSystem(int n, int b) {
    this.n = n;
    this.b = b;
    width = 3 * b + 1;
    re = new double[n * width];
    im = new double[n * width];
    pivot = new int[n];
  }

  private int at(int i, int j) {
    return i * width + j - i + b;
  }

  /** (x + i y) 1 - J, J real with 2 b + 1 entries a row. */
  void set(double x, double y, double[] jacobian) {
    java.util.Arrays.fill(re, 0);
    java.util.Arrays.fill(im, 0);
    int stored = 2 * b + 1;
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < stored; k++) {
        re[i * width + k] = -jacobian[i * stored + k];
      }
      re[i * width + b] += x;
      im[i * width + b] = y;
    }
  }

  /** Factors in place. */
  void factor() {
    for (int k = 0; k < n; k++) {
      int last = Math.min(n - 1, k + b);
      int end = Math.min(n - 1, k + 2 * b);
      int best = k;
      double most = -1;
      for (int i = k; i <= last; i++) {
        int a = at(i, k);
        double size = Math.abs(re[a]) + Math.abs(im[a]);
        if (size > most) {
          most = size;
          best = i;
        }
      }
      if (!(most > 0)) {
        throw new ArithmeticException("singular");
      }
      pivot[k] = best;
      if (best != k) {
        int p = at(k, k);
        int q = at(best, k);
        for (int j = 0; j <= end - k; j++) {
          double s = re[p + j];
          re[p + j] = re[q + j];
          re[q + j] = s;
          s = im[p + j];
          im[p + j] = im[q + j];
          im[q + j] = s;
        }
      }
      eliminate(k, last, end);
    }
  }

  private void eliminate(int k, int last, int end) {
    int p = at(k, k);
    double norm = re[p] * re[p] + im[p] * im[p];
    double ir = re[p] / norm;
    double ii = -im[p] / norm;
    for (int i = k + 1; i <= last; i++) {
      int q = at(i, k);
      double ar = re[q];
      double ai = im[q];
      if (ar == 0 && ai == 0) {
        continue;
      }
      double fr = ar * ir - ai * ii;
      double fi = ar * ii + ai * ir;
      re[q] = fr;
      im[q] = fi;
      for (int j = 1; j <= end - k; j++) {
        double ur = re[p + j];
        double ui = im[p + j];
        re[q + j] -= fr * ur - fi * ui;
        im[q + j] -= fr * ui + fi * ur;
      }
    }
  }

  /** Solves in place for x + i y. */
  void solve(double[] x, double[] y) {
    for (int k = 0; k < n; k++) {
      int p = pivot[k];
      if (p != k) {
        double s = x[k];
        x[k] = x[p];
        x[p] = s;
        s = y[k];
        y[k] = y[p];
        y[p] = s;
      }
      int last = Math.min(n - 1, k + b);
      for (int i = k + 1; i <= last; i++) {
        int a = at(i, k);
        x[i] -= re[a] * x[k] - im[a] * y[k];
        y[i] -= re[a] * y[k] + im[a] * x[k];
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      double sr = x[k];
      double si = y[k];
      int a = at(k, k);
      int end = Math.min(n - 1, k + 2 * b) - k;
      for (int j = 1; j <= end; j++) {
        sr -= re[a + j] * x[k + j] - im[a + j] * y[k + j];
        si -= re[a + j] * y[k + j] + im[a + j] * x[k + j];
      }
      double norm = re[a] * re[a] + im[a] * im[a];
      x[k] = (sr * re[a] + si * im[a]) / norm;
      y[k] = (si * re[a] - sr * im[a]) / norm;
    }
  }
}
