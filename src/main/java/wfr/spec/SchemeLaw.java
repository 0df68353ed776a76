package wfr.spec;

import java.util.Arrays;
import wfr.model.WfrProblem;

/**
 * A smooth law on the line as point masses q_k at the midpoints x_k of a uniform grid, pushed through a time-discrete scheme without noise:
 *   q'_j = sum_k q_k dx phi((x_j - moved_k)/s)/s,   phi the standard normal density, moved = the deterministic part of the step, s its noise.
 * Accuracy: the trapezoidal rule, which converges faster than any power of dx for densities that are smooth at the scale s and vanish at the ends;
 * the kernel is cut at 9 s (1e-18). Source: proofs-notes, E6.
 */
final class SchemeLaw {
  private static final double REACH = 9;

  private final double lower;
  private final double upper;
  private final double[] mass;

  private SchemeLaw(double lower, double upper, double[] mass) {
    this.lower = lower;
    this.upper = upper;
    this.mass = mass;
  }

  /** The initial law of a problem, normalised. */
  static SchemeLaw initial(WfrProblem problem, double lower, double upper, int nodes) {
    SchemeLaw law = new SchemeLaw(lower, upper, new double[nodes]);
    double total = 0;
    for (int k = 0; k < nodes; k++) {
      law.mass[k] = Math.exp(problem.initial().logDensity(law.node(k)));
      total += law.mass[k];
    }
    for (int k = 0; k < nodes; k++) {
      law.mass[k] /= total;
    }
    return law;
  }

  int size() {
    return mass.length;
  }

  double lower() {
    return lower;
  }

  double width() {
    return (upper - lower) / mass.length;
  }

  double node(int k) {
    return lower + (k + 0.5) * width();
  }

  /** Right edge of cell k. */
  double edge(int k) {
    return lower + (k + 1) * width();
  }

  double[] nodes() {
    double[] x = new double[mass.length];
    Arrays.setAll(x, this::node);
    return x;
  }

  double[] masses() {
    return mass.clone();
  }

  double total() {
    return Arrays.stream(mass).sum();
  }

  /** log of the density at the nodes, -infinity where it is zero. */
  double[] logDensity() {
    double[] l = new double[mass.length];
    Arrays.setAll(l, k -> Math.log(mass[k] / width()));
    return l;
  }

  /** Sum of q f. */
  double expectation(double[] f) {
    double sum = 0;
    for (int k = 0; k < mass.length; k++) {
      sum += mass[k] == 0 ? 0 : mass[k] * f[k];
    }
    return sum;
  }

  /** Mass up to the right edge of each cell: the midpoint rule with its dx^2/24 end correction. */
  double[] cdf() {
    double[] f = mass.clone();
    for (int k = 1; k < f.length; k++) {
      f[k] += f[k - 1];
    }
    double[] corrected = f.clone();
    for (int k = 1; k < f.length - 1; k++) {
      corrected[k] = f[k] + (mass[k + 1] - mass[k]) / 24;
    }
    return corrected;
  }

  /**
   * Size of an additive noise, read off one step without it and one with noise 1 from the same positions: NaN unless it is the same everywhere, to the
   * rounding of the positions.
   */
  static double noise(double[] moved, double[] up) {
    double size = up[up.length / 2] - moved[up.length / 2];
    double spread = 0;
    double scale = 0;
    for (int k = 0; k < up.length; k++) {
      spread = Math.max(spread, Math.abs(up[k] - moved[k] - size));
      scale = Math.max(scale, Math.abs(up[k]));
    }
    return spread <= Bounds.rounding(2, scale) ? size : Double.NaN;
  }

  /** The law after steps of the same map and noise. */
  SchemeLaw push(double[] moved, double noise, int steps) {
    double reach = REACH * noise;
    double scale = width() / (noise * Math.sqrt(2 * Math.PI));
    int n = mass.length;
    double[] current = mass;
    for (int s = 0; s < steps; s++) {
      double[] next = new double[n];
      for (int k = 0; k < n; k++) {
        if (current[k] == 0) {
          continue;
        }
        int from = Math.max(0, (int) ((moved[k] - reach - lower) / width()));
        int to = Math.min(n - 1, (int) ((moved[k] + reach - lower) / width()));
        for (int j = from; j <= to; j++) {
          double z = (node(j) - moved[k]) / noise;
          next[j] += current[k] * scale * Math.exp(-0.5 * z * z);
        }
      }
      current = next;
    }
    return new SchemeLaw(lower, upper, current);
  }

  /** Masses times a factor per node; a node without mass stays empty. */
  SchemeLaw times(double[] factor) {
    double[] out = new double[mass.length];
    Arrays.setAll(out, k -> mass[k] == 0 ? 0 : mass[k] * factor[k]);
    return new SchemeLaw(lower, upper, out);
  }
}
