package wfr.particle;

/**
 * Small loops over blocks. Sums run in four interleaved partial sums, added in a fixed order. The exponential of a small
 * change of the log-weight is its Taylor polynomial: for |d| at most 1/4 the remainder of degree 11 is below
 * (1/4)^12/12! exp(1/4) = 1.6e-16; larger changes go through Math.exp of the logarithm itself.
 */
final class BlockKernels {
  private static final double SMALL = 0.25;

  private BlockKernels() {}

  /** w_i = exp(logWeight_i - shift), given that it held for the old logarithms; entries 0 .. n-1. */
  static void follow(double[] old, double[] logWeight, double shift, double[] w, int n) {
    if (isSmall(old, logWeight, n)) {
      multiply(old, logWeight, w, n);
    } else {
      for (int i = 0; i < n; i++) {
        w[i] = Math.exp(logWeight[i] - shift);
      }
    }
  }

  private static boolean isSmall(double[] old, double[] logWeight, int n) {
    boolean small = true;
    for (int i = 0; i < n; i++) {
      if (!(Math.abs(logWeight[i] - old[i]) <= SMALL)) {
        small = false;
      }
    }
    return small;
  }

  private static void multiply(double[] old, double[] logWeight, double[] w, int n) {
    for (int i = 0; i < n; i++) {
      double d = logWeight[i] - old[i];
      double e = 1.0 / 39916800;
      e = 1.0 / 3628800 + d * e;
      e = 1.0 / 362880 + d * e;
      e = 1.0 / 40320 + d * e;
      e = 1.0 / 5040 + d * e;
      e = 1.0 / 720 + d * e;
      e = 1.0 / 120 + d * e;
      e = 1.0 / 24 + d * e;
      e = 1.0 / 6 + d * e;
      e = 0.5 + d * e;
      e = 1 + d * e;
      w[i] *= 1 + d * e;
    }
  }

  static void add(double[] term, double[] sum) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += term[j];
    }
  }

  static double sum(double[] a, int from, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    int end = from + n;
    for (; i + 3 < end; i += 4) {
      s0 += a[i];
      s1 += a[i + 1];
      s2 += a[i + 2];
      s3 += a[i + 3];
    }
    for (; i < end; i++) {
      s0 += a[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  static double squareSum(double[] a, int from, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    int end = from + n;
    for (; i + 3 < end; i += 4) {
      s0 += a[i] * a[i];
      s1 += a[i + 1] * a[i + 1];
      s2 += a[i + 2] * a[i + 2];
      s3 += a[i + 3] * a[i + 3];
    }
    for (; i < end; i++) {
      s0 += a[i] * a[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** sum w (l + v). */
  static double weightedSum(double[] w, double[] l, double[] v, int from, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    int end = from + n;
    for (; i + 3 < end; i += 4) {
      s0 += w[i] * (l[i] + v[i]);
      s1 += w[i + 1] * (l[i + 1] + v[i + 1]);
      s2 += w[i + 2] * (l[i + 2] + v[i + 2]);
      s3 += w[i + 3] * (l[i + 3] + v[i + 3]);
    }
    for (; i < end; i++) {
      s0 += w[i] * (l[i] + v[i]);
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** 0 when every entry is finite, NaN otherwise. */
  static double zeroIfFinite(double[] a, int from, int n) {
    double s0 = 0;
    double s1 = 0;
    int i = from;
    int end = from + n;
    for (; i + 1 < end; i += 2) {
      s0 += a[i] * 0.0;
      s1 += a[i + 1] * 0.0;
    }
    for (; i < end; i++) {
      s0 += a[i] * 0.0;
    }
    return s0 + s1;
  }
}
