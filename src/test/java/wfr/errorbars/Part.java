package wfr.errorbars;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import wfr.errorbars.LineProblem.Branch;

/**
 * A summand of V or of log rho_0, as a text of the project's language in the variable X and as a function of the test tree.
 *
 * @param text expression
 * @param value the same
 * @param slope its derivative
 * @param breaks where it jumps or has a kink
 */
record Part(String text, Branch value, Branch slope, double... breaks) {
  Part plus(Part other) {
    return new Part(
        text + " + " + other.text,
        value.plus(other.value),
        slope.plus(other.slope),
        DoubleStream.concat(Arrays.stream(breaks), Arrays.stream(other.breaks))
            .sorted()
            .distinct()
            .toArray());
  }

  /** c_0 + c_1 X + ... */
  static Part polynomial(double... c) {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < c.length; k++) {
      text.append(k == 0 ? "" : " + ").append("(").append(c[k]).append(")*X^").append(k);
    }
    return new Part(
        text.toString().replace("*X^0", ""),
        (x, side) -> {
          double v = 0;
          for (int k = c.length - 1; k >= 0; k--) {
            v = v * x + c[k];
          }
          return v;
        },
        (x, side) -> {
          double v = 0;
          for (int k = c.length - 1; k > 0; k--) {
            v = v * x + k * c[k];
          }
          return v;
        });
  }

  /** b (X^2 - 1)^2 + t X. */
  static Part wells(double b, double t) {
    return new Part(
        b + "*(X^2-1)^2 + (" + t + ")*X",
        (x, side) -> b * (x * x - 1) * (x * x - 1) + t * x,
        (x, side) -> 4 * b * x * (x * x - 1) + t);
  }

  /** (X - m)^2 c. */
  static Part square(double m, double c) {
    return new Part(
        "(" + c + ")*(X-(" + m + "))^2",
        (x, side) -> c * (x - m) * (x - m),
        (x, side) -> 2 * c * (x - m));
  }

  /** a cos(k X - p). */
  static Part wave(double a, double k, double p) {
    return new Part(
        "(" + a + ")*cos(" + k + "*X-" + p + ")",
        (x, side) -> a * Math.cos(k * x - p),
        (x, side) -> -a * k * Math.sin(k * x - p));
  }

  /** j for X > c. */
  static Part step(double j, double c) {
    return new Part(
        "(" + j + ")*(X > " + c + ")", (x, side) -> side > c ? j : 0, (x, side) -> 0, c);
  }

  /** j where |X - c| is less than w. */
  static Part window(double j, double c, double w) {
    double a = c - w;
    double b = c + w;
    return new Part(
        "(" + j + ")*(X > " + a + ")*(X < " + b + ")",
        (x, side) -> side > a && side < b ? j : 0,
        (x, side) -> 0,
        a,
        b);
  }

  /** k |X - c|. */
  static Part kink(double k, double c) {
    return new Part(
        "(" + k + ")*abs(X-(" + c + "))",
        (x, side) -> side > c ? k * (x - c) : k * (c - x),
        (x, side) -> side > c ? k : -k,
        c);
  }

  /** -log sum_k w_k N(m_k, c_k), without the common factor. */
  static Part mixture(double[] w, double[] m, double[] c) {
    return new Part(
        null,
        (x, side) -> -log(w, m, c, x),
        (x, side) -> {
          double all = log(w, m, c, x);
          double sum = 0;
          for (int k = 0; k < w.length; k++) {
            double y = (x - m[k]) / c[k];
            sum += y * Math.exp(exponent(w[k], m[k], c[k], x) - all);
          }
          return sum;
        });
  }

  private static double log(double[] w, double[] m, double[] c, double x) {
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < w.length; k++) {
      most = Math.max(most, exponent(w[k], m[k], c[k], x));
    }
    double sum = 0;
    for (int k = 0; k < w.length; k++) {
      sum += Math.exp(exponent(w[k], m[k], c[k], x) - most);
    }
    return most + Math.log(sum);
  }

  private static double exponent(double w, double m, double c, double x) {
    return Math.log(w) - 0.5 * Math.log(c) - (x - m) * (x - m) / (2 * c);
  }
}
