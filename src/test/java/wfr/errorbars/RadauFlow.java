package wfr.errorbars;

import java.util.Arrays;

/** Steps of Radau IIA for a {@link SpectralFlow} in sizes that keep the embedded estimate of order s below a tolerance times 1 + |h|, everywhere. */
final class RadauFlow {
  private static final RadauMethod METHOD = new RadauMethod(5);
  private static final int MOST_ITERATIONS = 12;

  /** A step longer than chosen, if it is the last. */
  private static final double STRETCH = 1.01;

  private static final int MOST_STEPS = 3000;

  /** Of the tolerance, what iterations leave. */
  private static final double LEFT = 1e-4;

  private final SpectralFlow flow;
  private final double tolerance;
  private final long deadline;
  private final int n;
  private final double[] jacobian;
  private final double[][] z;
  private final double[] f0;
  final double[] unresolved;
  private double[][] before;
  private double beforeStep;
  int steps;

  RadauFlow(SpectralFlow flow, double tolerance, long deadline) {
    this.flow = flow;
    this.tolerance = tolerance;
    this.deadline = deadline;
    n = flow.size();
    jacobian = new double[n * (2 * flow.band + 1)];
    z = new double[METHOD.stages][n];
    f0 = new double[n];
    unresolved = new double[flow.mesh().elements()];
  }

  /** h at the times, ascending and positive. */
  double[][] solve(double[] start, double[] times) {
    double[][] out = new double[times.length][];
    double[] h = start.clone();
    double t = 0;
    double step = 1e-9 * times[0];
    for (int k = 0; k < times.length; k++) {
      while (t < times[k]) {
        if (steps > MOST_STEPS || ProcessorTime.now() > deadline) {
          throw new ArithmeticException("out of steps or time");
        }
        boolean last = t + STRETCH * step >= times[k];
        double tried = last ? times[k] - t : step;
        double error = step(h, tried);
        steps++;
        double factor = 0.8 * Math.pow(error, -1.0 / (METHOD.stages + 1));
        if (error <= 1) {
          for (int i = 0; i < n; i++) {
            h[i] += z[METHOD.stages - 1][i];
          }
          t = last ? times[k] : t + tried;
          flow.unresolved(h, flow.importance(h), unresolved);
          before = new double[METHOD.stages][];
          for (int s = 0; s < METHOD.stages; s++) {
            before[s] = z[s].clone();
          }
          beforeStep = tried;
          step = (last ? Math.max(step, tried) : tried) * Math.min(8, Math.max(0.3, factor));
        } else {
          step = tried * Math.min(0.5, Math.max(0.1, Double.isNaN(factor) ? 0 : factor));
        }
      }
      out[k] = h.clone();
    }
    return out;
  }

  /** Fills z with the stages less h; the error over the tolerance, infinite where the iteration does not converge. */
  private double step(double[] h, double dt) {
    flow.jacobian(h, jacobian);
    flow.rate(h, f0);
    BandedSystem[] systems = new BandedSystem[METHOD.blocks.size()];
    int real = 0;
    for (int k = 0; k < systems.length; k++) {
      double[] e = METHOD.eigenvalues.get(k);
      systems[k] = new BandedSystem(n, flow.band);
      systems[k].set(e[0] / dt, e[1] / dt, jacobian);
      systems[k].factor();
      real = e[1] == 0 ? k : real;
    }
    double[] scale = new double[n];
    for (int i = 0; i < n; i++) {
      scale[i] = 1 / (tolerance * (1 + Math.abs(h[i])));
    }
    guess(dt);
    if (!iterate(h, dt, systems, scale)) {
      return Double.POSITIVE_INFINITY;
    }
    double[] e = f0.clone();
    for (int s = 0; s < METHOD.stages; s++) {
      double c = METHOD.error[s] / (METHOD.gamma * dt);
      for (int i = 0; i < n; i++) {
        e[i] += c * z[s][i];
      }
    }
    systems[real].solve(e, new double[n]);
    double error = 1e-10;
    for (int i = 0; i < n; i++) {
      double share = Math.abs(e[i]) * scale[i];

      error = share <= error ? error : share; // NaN goes through
    }
    return error;
  }

  /** What the polynomial of the last step says. */
  private void guess(double dt) {
    int s = METHOD.stages;
    for (double[] row : z) {
      Arrays.fill(row, 0);
    }
    if (before == null) {
      return;
    }
    double r = dt / beforeStep;
    for (int k = 0; k < s; k++) {
      double x = 1 + METHOD.nodes[k] * r;
      for (int j = 0; j < s; j++) {
        double l = x / METHOD.nodes[j];
        for (int m = 0; m < s; m++) {
          l *= m == j ? 1 : (x - METHOD.nodes[m]) / (METHOD.nodes[j] - METHOD.nodes[m]);
        }
        l -= j == s - 1 ? 1 : 0;
        for (int i = 0; i < n; i++) {
          z[k][i] += l * before[j][i];
        }
      }
    }
  }

  private boolean iterate(double[] h, double dt, BandedSystem[] systems, double[] scale) {
    int s = METHOD.stages;
    double[][] f = new double[s][n];
    double[][] w = new double[s][n];
    double[] y = new double[n];
    double last = Double.POSITIVE_INFINITY;
    for (int it = 0; it < MOST_ITERATIONS; it++) {
      for (int k = 0; k < s; k++) {
        for (int i = 0; i < n; i++) {
          y[i] = h[i] + z[k][i];
        }
        flow.rate(y, f[k]);
        for (int j = 0; j < s; j++) {
          double c = METHOD.inverse[k][j] / dt;
          for (int i = 0; i < n; i++) {
            f[k][i] -= c * z[j][i];
          }
        }
      }
      multiply(METHOD.tInverse, f, w);
      for (int k = 0; k < systems.length; k++) {
        int[] block = METHOD.blocks.get(k);
        double[] imaginary = block.length == 1 ? new double[n] : w[block[1]];
        systems[k].solve(w[block[0]], imaginary);
      }
      multiply(METHOD.t, w, f);
      double change = 0;
      for (int k = 0; k < s; k++) {
        for (int i = 0; i < n; i++) {
          z[k][i] += f[k][i];
          double c = Math.abs(f[k][i]) * scale[i];
          change = c <= change ? change : c;
        }
      }
      if (!(change < Double.POSITIVE_INFINITY) || it > 1 && change > 2 * last) {
        return change < LEFT;
      }
      // a stage that rounding holds up is as good as it gets
      if (change <= LEFT || change <= 10 * LEFT && 2 * change > last) {
        return true;
      }
      last = change;
    }
    return false;
  }

  private void multiply(double[][] m, double[][] from, double[][] to) {
    for (int k = 0; k < m.length; k++) {
      Arrays.fill(to[k], 0);
      for (int j = 0; j < m.length; j++) {
        double c = m[k][j];
        for (int i = 0; i < n; i++) {
          to[k][i] += c * from[j][i];
        }
      }
    }
  }
}
