package wfr.particle.fused;

import java.util.Arrays;

/**
 * Moments and tails of the law that a kernel's normals have when u and v are uniform, by quadrature through the kernel itself: it is handed numbers
 * whose a is the one nearest to a node and whose angles are 256 equidistant ones, over which the mean of (r cos)^k is exact for k below 256.
 * With -log u = q the law of r^2 = 2 q is exponential. Moments: q = e^s makes
 *   E r^k = int (2 q)^{k/2} q e^{-q} ds,   analytic and decaying on both sides: the trapezoid rule converges faster than any power.
 * Tails: q = t^2/2 + p^2 makes
 *   P(Z > t) = (e^{-t^2/2}/pi) int_0^inf arccos(t/r) 2 p e^{-p^2} dp,   arccos(t/r) = arctan(sqrt 2 p/t), an even analytic integrand, likewise.
 * The kernel enters by what it makes of a node over what is right there; where the uniform is continued (u below 2^-18) the kernel calls the library and is taken as
 * right; what is left out below s = -14, where u is next to 1 and rounds to it, is q^2 = 7e-13. Accuracy: with steps of 1/16 both rules are exact to rounding (strip of half-width 1/sqrt 2 at t = 1: e^{-2 pi 16/sqrt 2} = 1e-31).
 */
final class NormalQuadrature {
  private static final double STEP = 0x1p-4;
  private static final int ANGLES = BlockNormals.PAIRS;
  private static final double LEAST_S = -14;
  private static final double MOST_S = 5;
  private static final double MOST_P = 9;
  private final BlockKernel kernel;
  private final BlockScratch scratch = new BlockScratch(16);

  NormalQuadrature(BlockKernel kernel) {
    this.kernel = kernel;
  }

  /** E z^k over that of the normal law, k even. */
  double moment(int k) {
    double sum = 0;
    for (double s = LEAST_S; s < MOST_S; s += STEP) {
      double q = Math.exp(s);
      sum += q * Math.exp(-q) * Math.pow(2 * q, k / 2.0) * angularMean(q, k);
    }
    return sum * STEP / doubleFactorial(k - 1);
  }

  /**
   * A normal errs by BOUND r, its power by k BOUND r^k, and E r^k = k!! is larger than E z^k = (k - 1)!!; the rounding of u moves the law of r by 2^-23, r^k by no more
   * than k times as much.
   */
  static double tolerance(int k) {
    return k * (BlockNormals.BOUND + 0x1p-23) * doubleFactorial(k) / doubleFactorial(k - 1);
  }

  /** P(Z > t) over that of the normal law, whose tail is given. */
  double tail(double t, double right) {
    double sum = 0;
    for (double p = STEP; p < MOST_P; p += STEP) {
      double q = t * t / 2 + p * p;
      double r = Math.sqrt(2 * q) * radius(q);
      sum += 2 * p * Math.exp(-p * p) * (r > t ? Math.acos(t / r) : 0);
    }
    return sum * STEP * Math.exp(-t * t / 2) / Math.PI / right;
  }

  /** A radius longer by a factor 1 + e lets t fall by it: -d log P/d log t = t phi(t)/P(Z > t), at most t^2 + 1. */
  static double tailTolerance(double t) {
    return (t * t + 1) * (BlockNormals.BOUND + 0x1p-23);
  }

  /** Mean over the angles of (z/r)^k with r right. */
  private double angularMean(double q, int k) {
    int a = nearest(q);
    if (a < BlockNormals.RARE) {
      return doubleFactorial(k - 1) / doubleFactorial(k);
    }
    double r = fill(a);
    double sum = 0;
    for (int i = 0; i < BlockNormals.SIZE; i++) {
      sum += Math.pow(scratch.noise[kernel.start() + i] / r, k);
    }
    return sum / BlockNormals.SIZE;
  }

  /** The kernel's r over the right one, at v = 0. */
  private double radius(double q) {
    int a = nearest(q);
    if (a < BlockNormals.RARE) {
      return 1;
    }
    double r = fill(a);
    return scratch.noise[kernel.start() + pairOfAngle(0)] / r;
  }

  private static int nearest(double q) {
    return (int) Math.min(Integer.MAX_VALUE, Math.rint(Math.exp(-q) * 0x1p31));
  }

  /** Lets the kernel make normals of one a and all angles; the right r. */
  private double fill(int a) {
    int o = kernel.start();
    Arrays.fill(scratch.bits, 0);
    for (int p = 0; p < ANGLES; p++) {
      int row = o + 16 * (p / 16) + p % BlockNormals.LANES;
      int shift = p % 16 < BlockNormals.LANES ? Integer.SIZE : 0;
      scratch.bits[row] |= ((long) a << 1) << shift;
      scratch.bits[row + BlockNormals.LANES] |= (angle(p) & 0xFFFF_FFFFL) << shift;
    }
    kernel.normals(0, scratch);
    return BlockNormals.radius(0, 0, a);
  }

  /** b of pair p: equidistant, 0 among them. */
  private static int angle(int p) {
    return (p - ANGLES / 2) << 24;
  }

  private static int pairOfAngle(int b) {
    return ANGLES / 2 + (b >> 24);
  }

  private static double doubleFactorial(int k) {
    return k <= 1 ? 1 : k * doubleFactorial(k - 2);
  }
}
