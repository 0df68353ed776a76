package wfr.pde;

import wfr.math.TridiagonalSystem;

/** The stages as plain loops. */
final class ScalarGridKernel implements GridKernel {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void solve(TwoSidedSystem t, double scale, double[] u, double[] work) {
    int m = t.middle;
    int last = t.n - 1;
    double a = 0;
    double b = 0;
    for (int i = 0, j = last; i < m; i++, j--) {
      a = u[i] * (t.pivot[i] * scale) + t.carry[i] * a;
      u[i] = a;
      if (j > m) {
        b = u[j] * (t.pivot[j] * scale) + t.carry[j] * b;
        u[j] = b;
      }
    }
    double c = (u[m] * scale + t.left * a + t.right * b) * t.pivot[m];
    u[m] = c;
    a = c;
    b = c;
    for (int i = m - 1, j = m + 1; i >= 0; i--, j++) {
      a = u[i] + t.back[i] * a;
      u[i] = a;
      if (j <= last) {
        b = u[j] + t.back[j] * b;
        u[j] = b;
      }
    }
  }

  @Override
  public void solve(PartitionedSystem t, double scale, double[] u, double[] y) {
    int p = PartitionedSystem.PARTS;
    int n = u.length;
    for (int k = 0; k < n; k++) {
      y[k] = u[k] * (t.pivot[k] * scale) + (k < p ? 0 : t.carry[k] * y[k - p]);
    }
    for (int k = n - p - 1; k >= 0; k--) {
      y[k] += t.back[k] * y[k + p];
    }
    double[] x = new double[2 * p];
    for (int e = 0; e < x.length; e++) {
      double end = y[e < p ? e : n - 2 * p + e];
      for (int i = 0; i < x.length; i++) {
        x[i] += t.neighbours[e * x.length + i] * end;
      }
    }
    for (int k = 0; k < n; k++) {
      u[k] = y[k] + t.fromLeft[k] * x[k % p] + t.fromRight[k] * x[p + k % p];
    }
  }

  @Override
  public void sweep(TridiagonalSystem systems, double scale, double[] u) {
    for (int c = 0; c < u.length; c++) {
      u[c] *= scale;
    }
    systems.solve(u);
  }

  @Override
  public double react(double om, double[] target, double[] u) {
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      double v = Math.max(u[i], FusedGrid.FLOOR);
      v *= Math.exp(-om * Math.log(v));
      u[i] = v;
      sum += target[i] * v;
    }
    return sum;
  }
}
