package wfr.particle.fused;

import wfr.model.Potential;

/** The stages as plain loops over arrays from index zero: the compiler vectorises those without an integer in them. Source: proofs-notes, E12, E13. */
final class ScalarKernel implements BlockKernel {
  private static final int SIZE = BlockScratch.SIZE;
  private static final int PAIRS = BlockNormals.PAIRS;
  private static final int LANES = BlockNormals.LANES;

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int start() {
    return 0;
  }

  @Override
  public void numbers(long key, BlockScratch s) {
    BlockNormals.bits(key, s.seeds, s.bits);
  }

  @Override
  public void normals(long key, BlockScratch s) {
    boolean tail = split(s.bits, s.mantissa, s.exponent, s.angle);
    radii(s.mantissa, s.exponent, s.place);
    angles(s.angle, s.place, s.noise);
    if (tail) {
      BlockNormals.continueTails(key, s, 0);
    }
  }

  /** f, 31 - k and b of every pair; whether some uniform is to be continued. */
  private static boolean split(long[] bits, double[] f, double[] k, double[] angle) {
    int least = Integer.MAX_VALUE;
    for (int n = 0; n < PAIRS; n += 2 * LANES) {
      for (int p = n; p < n + LANES; p++) {
        long r = bits[p];
        long b = bits[p + LANES];
        int high = (int) (r >>> 33);
        int low = (int) r >>> 1;
        least = Math.min(least, Math.min(high, low));
        radius(high, f, k, p);
        radius(low, f, k, p + LANES);
        angle[p] = (float) (int) (b >> 32);
        angle[p + LANES] = (float) (int) b;
      }
    }
    return least < BlockNormals.RARE;
  }

  private static void radius(int a, double[] f, double[] k, int p) {
    int raw = Float.floatToRawIntBits((float) a + 0.5f);
    int excess = raw - BlockNormals.MANTISSA_LOW;
    f[p] = Float.intBitsToFloat(raw - (excess & BlockNormals.EXPONENT_MASK)) - 1f;
    k[p] = BlockNormals.RADIUS_BITS - (excess >> 23);
  }

  private static void radii(double[] mantissa, double[] exponent, double[] radius) {
    double[] l = BlockNormals.LOG;
    double l0 = l[0];
    double l1 = l[1];
    double l2 = l[2];
    double l3 = l[3];
    double l4 = l[4];
    double l5 = l[5];
    double l6 = l[6];
    double l7 = l[7];
    double l8 = l[8];
    for (int i = 0; i < PAIRS; i++) {
      double f = mantissa[i];
      double p = l8 * f + l7;
      p = p * f + l6;
      p = p * f + l5;
      p = p * f + l4;
      p = p * f + l3;
      p = p * f + l2;
      p = p * f + l1;
      p = p * f + l0;
      radius[i] = Math.sqrt(2 * (exponent[i] * BlockNormals.LN2 - p * f));
    }
  }

  private static void angles(double[] angle, double[] radius, double[] out) {
    double[] s = BlockNormals.SIN;
    double[] c = BlockNormals.COS;
    double s0 = s[0];
    double s1 = s[1];
    double s2 = s[2];
    double s3 = s[3];
    double s4 = s[4];
    double c0 = c[0];
    double c1 = c[1];
    double c2 = c[2];
    double c3 = c[3];
    double c4 = c[4];
    for (int i = 0; i < PAIRS; i++) {
      double v = angle[i] * BlockNormals.TO_ANGLE;
      double y = v * v;
      double sine = ((((s4 * y + s3) * y + s2) * y + s1) * y + s0) * v;
      double cosine = (((c4 * y + c3) * y + c2) * y + c1) * y + c0;
      double r = radius[i];
      double twice = (sine + sine) * r;
      out[i] = r - twice * sine;
      out[PAIRS + i] = twice * cosine;
    }
  }

  @Override
  public double advance(
      Potential potential, StepTable t, double[] x, double[] w, int from, BlockScratch s) {
    System.arraycopy(x, from, s.x, 0, SIZE);
    System.arraycopy(w, from, s.w, 0, SIZE);
    potential.evaluate(s.x, 0, SIZE, s.potential, s.derivative);
    place(t.inverse, t.offset, t.most, s.x, s.place);
    cells(s.place, s.cell);
    fractions(s.place, s.cell, s.fraction);
    Stages.pick(t.pairs, s.cell, 0, s.pair);
    change(s.pair, s.fraction, t.rate, t.level, s.potential, s.change);
    if (!(largest(s.change) <= SMALL)) {
      Stages.far(s.change, s.share, 0, s.w, 0);
    }
    react(s.change, s.w);
    double squares = squares(s.w);
    move(t.drift, t.spread, s.derivative, s.noise, s.x);
    System.arraycopy(s.x, 0, x, from, SIZE);
    System.arraycopy(s.w, 0, w, from, SIZE);
    place(t.inverse, t.offset, t.most, s.x, s.place);
    cells(s.place, s.cell);
    shares(s.place, s.cell, s.w, s.share);
    Stages.deposit(s.cell, s.w, 0, s.share, 0, s.even, s.odd);
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

  /** Cells, in the low bits of a double near 1.5 2^52. */
  private static void cells(double[] s, double[] cell) {
    for (int i = 0; i < SIZE; i++) {
      cell[i] = s[i] - 0.5 + ROUND;
    }
  }

  private static void fractions(double[] s, double[] cell, double[] f) {
    for (int i = 0; i < SIZE; i++) {
      f[i] = s[i] - (cell[i] - ROUND);
    }
  }

  private static void shares(double[] s, double[] cell, double[] w, double[] share) {
    for (int i = 0; i < SIZE; i++) {
      share[i] = w[i] * (s[i] - (cell[i] - ROUND));
    }
  }

  /** A + f (A' - A) + rate (V - level). */
  private static void change(
      long[] pair, double[] f, double rate, double level, double[] potential, double[] change) {
    for (int i = 0; i < SIZE; i++) {
      long p = pair[i];
      double value = Float.intBitsToFloat((int) p);
      double slope = Float.intBitsToFloat((int) (p >> 32));
      change[i] = value + f[i] * slope + rate * (potential[i] - level);
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
      double p = d * (1.0 / 720) + 1.0 / 120;
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
}
