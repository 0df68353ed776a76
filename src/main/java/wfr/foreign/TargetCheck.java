package wfr.foreign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wfr.model.Domain;
import wfr.scenario.BadInput;

/**
 * What a program is asked before it is believed, at {@value #POINTS} points spread over a box: whether the same points have the same bits when asked again and in blocks of 1 and 7, and whether its gradient is that of
 * its values. With central differences d(h) over h = 1e-5 widths of the box, |grad - d(h)| is at most |d(2h) - d(h)|, which is three times the error of d(h) in h^2, a rounding of 16 units in the last place of |V| + |x grad| over h,
 * and 1e-6 of the gradient. Where V is infinite or a breakpoint within 2h nothing is compared.
 * Points: multiples of powers of the root of r^(d+1) = r + 1, modulo 1. Source: M. Roberts, The unreasonable effectiveness of quasirandom sequences, 2018.
 */
final class TargetCheck {
  private static final int POINTS = 24;
  private static final int[] BLOCKS = {1, 7};
  private static final double STEP = 1e-5;

  /** Part of the box that is left out at either end: its differences would leave it. */
  private static final double MARGIN = 0.01;

  private static final double RELATIVE = 1e-6;
  private static final int ROUNDINGS = 16;
  private static final int ROOT_ITERATIONS = 64;

  /** Offsets of differences in steps. */
  private static final int[] OFFSETS = {1, -1, 2, -2};

  private final TargetProgram program;
  private final int d;
  private final double[] lower;
  private final double[] width;

  private TargetCheck(TargetProgram program, Domain box) {
    this.program = program;
    d = box.dimension();
    lower = box.lower();
    width = box.upper();
    Arrays.setAll(width, k -> width[k] - lower[k]);
  }

  /** Refuses a program that is not deterministic, or whose gradient is not that of its values. */
  static void check(TargetProgram program, Domain box) {
    new TargetCheck(program, box).check();
  }

  private void check() {
    List<double[]> points = points();
    List<double[]> asked = new ArrayList<>(points);
    for (double[] x : points) {
      for (int k = 0; k < d; k++) {
        for (int offset : OFFSETS) {
          double[] y = x.clone();
          y[k] += offset * STEP * width[k];
          asked.add(y);
        }
      }
    }
    double[][] rows = ask(asked, TargetProgram.MOST_POINTS);
    compare(rows, ask(asked, TargetProgram.MOST_POINTS), "asked again");
    for (int block : BLOCKS) {
      compare(rows, ask(points, block), "in a block of " + block);
    }
    for (int i = 0; i < POINTS; i++) {
      for (int k = 0; k < d; k++) {
        compareSlope(rows, i, k);
      }
    }
  }

  private List<double[]> points() {
    double root = 2;
    for (int n = 0; n < ROOT_ITERATIONS; n++) {
      root = Math.pow(1 + root, 1.0 / (d + 1));
    }
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      double[] x = new double[d];
      for (int k = 0; k < d; k++) {
        double share = (0.5 + (i + 1) * Math.pow(root, -k - 1.0)) % 1;
        x[k] = lower[k] + width[k] * (MARGIN + (1 - 2 * MARGIN) * share);
      }
      points.add(x);
    }
    return points;
  }

  private double[][] ask(List<double[]> points, int block) {
    double[][] rows = new double[points.size()][];
    double[][] x = new double[d][block];
    for (int from = 0; from < rows.length; from += block) {
      int n = Math.min(block, rows.length - from);
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < d; k++) {
          x[k][i] = points.get(from + i)[k];
        }
      }
      System.arraycopy(program.ask(x, n), 0, rows, from, n);
    }
    return rows;
  }

  private void compare(double[][] rows, double[][] others, String how) {
    for (int i = 0; i < others.length; i++) {
      for (int j = d; j < rows[i].length; j++) {
        if (Double.doubleToLongBits(rows[i][j]) != Double.doubleToLongBits(others[i][j])) {
          throw new BadInput(
              "%s: %s at %s: %s answered in a block of %d, %s %s: the same bits are expected"
                  .formatted(
                      program.command(),
                      j == d ? "value" : slope(j - d - 1),
                      TargetBlock.shown(rows[i], d),
                      rows[i][j],
                      Math.min(rows.length, TargetProgram.MOST_POINTS),
                      others[i][j],
                      how));
        }
      }
    }
  }

  /** Derivative k at point i. */
  private void compareSlope(double[][] rows, int i, int k) {
    double h = STEP * width[k];
    double[] v = new double[OFFSETS.length];
    double largest = 0;
    for (int o = 0; o < v.length; o++) {
      v[o] = rows[POINTS + (i * d + k) * v.length + o][d];
      largest = Math.max(largest, Math.abs(v[o]));
    }
    double x = rows[i][k];
    if (largest == Double.POSITIVE_INFINITY
        || rows[i][d] == Double.POSITIVE_INFINITY
        || d == 1 && program.breakpoints(x - 2 * h, x + 2 * h).length > 0) {
      return;
    }
    double answered = rows[i][d + 1 + k];
    double near = (v[0] - v[1]) / (2 * h);
    double far = (v[2] - v[3]) / (4 * h);
    double size = Math.max(Math.abs(answered), Math.abs(near));
    double rounding = ROUNDINGS * Math.ulp(largest + Math.abs(x) * size) / h;
    double bound = Math.abs(far - near) + rounding + RELATIVE * size;
    if (!(Math.abs(answered - near) <= bound)) {
      throw new BadInput(
          "%s: %s at %s: %s answered, %s +- %.2g expected by differences of the values"
              .formatted(
                  program.command(),
                  slope(k),
                  TargetBlock.shown(rows[i], d),
                  answered,
                  near,
                  bound));
    }
  }

  private String slope(int k) {
    return d == 1 ? "gradient" : "gradient[" + k + "]";
  }
}
