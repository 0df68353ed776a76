package wfr.particle.fused;

import wfr.model.Potential;

/** The stages as plain loops over arrays from index zero: the compiler vectorises those without an integer in them. */
final class ScalarKernel implements BlockKernel {
  private static final int SIZE = BlockScratch.SIZE;

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int start() {
    return 0;
  }

  @Override
  public void draw(long key, BlockScratch s) {
    BlockNormals.fill(key, s);
  }

  @Override
  public double advance(
      Potential potential, StepTable t, double[] x, double[] w, int from, BlockScratch s) {
    System.arraycopy(x, from, s.x, 0, SIZE);
    System.arraycopy(w, from, s.w, 0, SIZE);
    potential.evaluate(s.x, 0, SIZE, s.potential, s.derivative);
    place(t.inverse, t.offset, t.most, s.x, s.place);
    cells(s.place, s.cell);
    fractions(s.place, s.fraction);
    Stages.lookUp(t.value, t.slope, s.cell, s.fraction, s.change, 0);
    add(t.rate, s.potential, s.change);
    if (!(largest(s.change) <= SMALL)) {
      Stages.reactFar(s.change, 0, s.w, 0);
    }
    react(s.change, s.w);
    double squares = squares(s.w);
    move(t.drift, t.spread, s.derivative, s.noise, s.x);
    System.arraycopy(s.x, 0, x, from, SIZE);
    System.arraycopy(s.w, 0, w, from, SIZE);
    place(t.inverse, t.offset, t.most, s.x, s.place);
    cells(s.place, s.cell);
    fractions(s.place, s.fraction);
    share(s.fraction, s.w, s.left, s.right);
    Stages.deposit(s.cell, s.left, s.right, 0, s.even, s.odd);
    return squares;
  }

  /** s = (x - a)/dx, clamped. */
  private static void place(double inverse, double offset, double most, double[] x, double[] s) {
    for (int i = 0; i < SIZE; i++) {
      double v = x[i] * inverse + offset;
      v = 0.5 * (Math.abs(v) + v); // max(v, 0) without a branch
      double over = v - most;
      s[i] = v - 0.5 * (Math.abs(over) + over);
    }
  }

  private static void cells(double[] s, long[] cell) {
    for (int i = 0; i < SIZE; i++) {
      cell[i] = Double.doubleToRawLongBits(s[i] - 0.5 + ROUND);
    }
  }

  private static void fractions(double[] s, double[] f) {
    for (int i = 0; i < SIZE; i++) {
      f[i] = s[i] - (s[i] - 0.5 + ROUND - ROUND);
    }
  }

  private static void add(double rate, double[] potential, double[] change) {
    for (int i = 0; i < SIZE; i++) {
      change[i] += rate * potential[i];
    }
  }

  /** max |change|; NaN counts as infinite. */
  private static double largest(double[] change) {
    double a = 0;
    double b = 0;
    for (int i = 0; i < SIZE; i += 2) {
      double u = change[i] * change[i];
      double v = change[i + 1] * change[i + 1];
      a = u <= a ? a : u;
      b = v <= b ? b : v;
    }
    return Math.sqrt(Math.max(a, b));
  }

  private static void react(double[] change, double[] w) {
    for (int i = 0; i < SIZE; i++) {
      double d = change[i];
      double p = d * (1.0 / 40320) + 1.0 / 5040;
      p = p * d + 1.0 / 720;
      p = p * d + 1.0 / 120;
      p = p * d + 1.0 / 24;
      p = p * d + 1.0 / 6;
      p = p * d + 0.5;
      p = p * d + 1;
      w[i] += w[i] * (p * d);
    }
  }

  private static double squares(double[] w) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    for (int i = 0; i < SIZE; i += 4) {
      s0 += w[i] * w[i];
      s1 += w[i + 1] * w[i + 1];
      s2 += w[i + 2] * w[i + 2];
      s3 += w[i + 3] * w[i + 3];
    }
    return s0 + s1 + (s2 + s3);
  }

  private static void move(
      double drift, double spread, double[] derivative, double[] noise, double[] x) {
    for (int i = 0; i < SIZE; i++) {
      x[i] += drift * derivative[i] + spread * noise[i];
    }
  }

  private static void share(double[] f, double[] w, double[] left, double[] right) {
    for (int i = 0; i < SIZE; i++) {
      double r = w[i] * f[i];
      right[i] = r;
      left[i] = w[i] - r;
    }
  }
}
