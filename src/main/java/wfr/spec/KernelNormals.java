package wfr.spec;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.commons.math3.special.Erf;
import wfr.operation.Group;

/**
 * The law of the kernel's normals when u and v are uniform, by quadrature through the kernel itself: it is handed numbers
 * whose a is the one nearest to a node and whose angles are 256 equidistant ones, over which the mean of (r cos)^k is exact for k below 256.
 * With -log u = q the law of r^2 = 2 q is exponential. Moments: q = e^s makes
 *   E r^k = int (2 q)^{k/2} q e^{-q} ds,   analytic and decaying on both sides: the trapezoid rule converges faster than any power.
 * Tails: q = t^2/2 + p^2 makes
 *   P(Z > t) = (e^{-t^2/2}/pi) int_0^inf arccos(t/r) 2 p e^{-p^2} dp,   arccos(t/r) = arctan(sqrt 2 p/t): an even analytic integrand, likewise.
 * Accuracy: with steps of 1/16 both rules are exact to rounding (half a strip of width sqrt 2 at t = 1: e^{-2 pi 16/sqrt 2} = 1e-31); where u is below 2^-18
 * and the implementation continues its digits, every r between those of the two ends of u's last digit is right; beyond 6.56 (u below 2^-31) every larger one that is finite.   Source: proofs-notes, E13.
 */
final class KernelNormals {
  /** E13: normals. The instance is the largest moment. */
  static final Claim<Integer> E13 =
      Claim.exact(
          "E13",
          "The normals of the fused kernel are Box-Muller's of their bits within 24 2^-24 r, with the normal law's moments to order 8 and tails to 6 deviations",
          EvidenceClass.D,
          Set.of(Group.KERNEL),
          List.of(8),
          (ops, k, seed) ->
              check(
                  n -> ops.apply(new wfr.operation.ParticleOperations.KernelNormals(n)), k, seed));

  static final int NUMBERS = 256;
  static final int PAIRS = 256;
  private static final int LANES = 8;
  static final int RARE = 1 << 13;

  /** Error of a normal over its r: derivation in the note. */
  static final double BOUND = 24 * 0x1p-24;

  /** Zero may be told as this. */
  private static final double TINY = 0x1p-126;

  private static final double STEP = 0x1p-4;
  private static final double LEAST_S = -14;
  private static final double MOST_S = 5;
  private static final double MOST_P = 9;
  private static final int BLOCKS = 200;

  /** Largest tail: a is at least 1 to 6.56 deviations, beyond which the kernel's bits say nothing of r. */
  static final int FARTHEST = 6;

  private final Normals kernel;

  /** 256 numbers to 512 normals. */
  interface Normals {
    double[] of(long[] numbers);
  }

  KernelNormals(Normals kernel) {
    this.kernel = kernel;
  }

  private static Evidence check(Normals kernel, int moments, long seed) {
    KernelNormals law = new KernelNormals(kernel);
    Evidence e = law.pointwise(seed);
    for (int k = 2; k <= moments; k += 2) {
      e =
          e.worse(
              Evidence.atMost(
                  Math.abs(law.moment(k) - 1),
                  momentBound(k),
                  "E z^" + k + " over its value, - 1"));
    }
    for (int t = 1; t <= FARTHEST; t++) {
      e =
          e.worse(
              Evidence.atMost(
                  Math.abs(law.tail(t) - 1), tailBound(t), "P(z > " + t + ") over its value, - 1"));
    }
    return e;
  }

  /** Every normal of random numbers, and of all octaves of u and of 1 - u, against the library's functions. */
  private Evidence pointwise(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double worst = 0;
    for (int block = 0; block < BLOCKS; block++) {
      long[] numbers = random.longs(NUMBERS).toArray();
      for (int p = 0; p < PAIRS; p += 2) {
        set(numbers, p, 0, random.nextInt() >>> block % 31);
      }
      for (int p = 1; p < PAIRS; p += 4) {
        set(numbers, p, 0, ~(random.nextInt() >>> block % 31));
      }
      set(numbers, PAIRS - 1, 0, -1); // u = 1 after rounding
      double[] z = kernel.of(numbers.clone());
      for (int p = 0; p < PAIRS; p++) {
        double angle = 2 * Math.PI * 0x1p-32 * (float) half(numbers, p, 1);
        double r = right(half(numbers, p, 0) >>> 1, z, p);
        double bound = BOUND * r + TINY;
        worst = Math.max(worst, Math.abs(z[p] - r * Math.cos(angle)) / bound);
        worst = Math.max(worst, Math.abs(z[PAIRS + p] - r * Math.sin(angle)) / bound);
      }
    }
    return Evidence.atMost(worst, 1, "normals against Box-Muller's, in 24 2^-24 r");
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
   * than k times as much; below s = -14 the rule leaves out q^2 = 7e-13, less than one of these.
   */
  static double momentBound(int k) {
    return k * (BOUND + 0x1p-22) * doubleFactorial(k) / doubleFactorial(k - 1);
  }

  /** P(Z > t) over that of the normal law. */
  double tail(double t) {
    double sum = 0;
    for (double p = STEP; p < MOST_P; p += STEP) {
      double q = t * t / 2 + p * p;
      double r = Math.sqrt(2 * q) * stretch(q);
      sum += 2 * p * Math.exp(-p * p) * (r <= t ? 0 : Math.acos(t / r));
    }
    return sum * STEP * Math.exp(-t * t / 2) / Math.PI / (Erf.erfc(t / Math.sqrt(2)) / 2);
  }

  /** A radius longer by a factor 1 + e lets t fall by it: -d log P/d log t = t phi(t)/P(Z > t), at most t^2 + 1. */
  static double tailBound(double t) {
    return (t * t + 1) * (BOUND + 0x1p-23);
  }

  /** Mean over the angles of (z/r)^k, both normals, r right. */
  private double angularMean(double q, int k) {
    int a = nearest(q);
    double[] z = normals(a);
    double sum = 0;
    for (int p = 0; p < PAIRS; p++) {
      double r = right(a, z, p);
      sum += Math.pow(z[p] / r, k) + Math.pow(z[PAIRS + p] / r, k);
    }
    return sum / z.length;
  }

  /** The kernel's r over the right one, mean over the angles. */
  private double stretch(double q) {
    int a = nearest(q);
    double[] z = normals(a);
    double sum = 0;
    for (int p = 0; p < PAIRS; p++) {
      sum += Math.hypot(z[p], z[PAIRS + p]) / right(a, z, p);
    }
    return sum / PAIRS;
  }

  /** The right r of a pair. Digits that are continued put u 2^31 between a and a + 1, and every r between the two is right: the one nearest to the kernel's. */
  private static double right(int a, double[] z, int p) {
    if (a >= RARE) {
      return radius((float) a + 0.5f);
    }
    double r = Math.hypot(z[p], z[PAIRS + p]);
    return Math.max(radius(a + 1), Math.min(radius(a), r));
  }

  /** sqrt(-2 log u) for u 2^31. */
  private static double radius(double scaled) {
    return Math.sqrt(-2 * Math.log(scaled * 0x1p-31));
  }

  private static int nearest(double q) {
    return (int) Math.min(Integer.MAX_VALUE, Math.rint(Math.exp(-q) * 0x1p31));
  }

  /** Normals of one a and 256 equidistant angles. */
  private double[] normals(int a) {
    long[] numbers = new long[NUMBERS];
    for (int p = 0; p < PAIRS; p++) {
      set(numbers, p, 0, a << 1);
      set(numbers, p, 1, p - PAIRS / 2 << 24);
    }
    return kernel.of(numbers);
  }

  private static int place(int p, int which) {
    return 16 * (p / 16) + LANES * which + p % LANES;
  }

  private static int half(long[] numbers, int p, int which) {
    long number = numbers[place(p, which)];
    return (int) (p % 16 < LANES ? number >> 32 : number);
  }

  static void set(long[] numbers, int p, int which, int half) {
    int shift = p % 16 < LANES ? Integer.SIZE : 0;
    long mask = 0xFFFF_FFFFL << shift;
    int at = place(p, which);
    numbers[at] = numbers[at] & ~mask | (half & 0xFFFF_FFFFL) << shift;
  }

  private static double doubleFactorial(int k) {
    return k <= 1 ? 1 : k * doubleFactorial(k - 2);
  }
}
