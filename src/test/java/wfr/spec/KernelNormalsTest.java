package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.operation.ParticleOperations.KERNEL_NORMALS;

import java.util.SplittableRandom;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations;
import wfr.reference.Reference;

/** E13: octaves, moments and tails, each seen by itself; the rules on kernels whose law is known, and the bounds against formulas of their own. */
class KernelNormalsTest {
  private static final long SEED = 1;
  private static final double ROUNDING = 1e-12;
  private static final int PAIRS = KernelNormals.PAIRS;
  private static final int OCTAVES = 31;

  /** Bits of an angle that the 256 equidistant ones leave zero; random ones do not, but once in 2^24. */
  private static final int LOW = (1 << 24) - 1;

  /** Of a moment to order 8: what comes from r beyond 4.99, where every r between two is right, is at most Q(5, 12.5) = 0.0054. */
  private static final double SHARE = 0.01;

  /** Of a change of a tail: the rule leaves out the half node at p = 0, of which a right kernel makes nothing, 1/(16 sqrt pi) = 0.035 for changes far below (p/t)^2 at the first node. */
  private static final double END = 0.05;

  /** What is wrong with a pair. */
  private interface Wrong {
    /** Angle of the pair a, b, or NaN where it is right, and the factors of its two normals. */
    double[] of(int a, int b);
  }

  private static int half(long[] numbers, int p, int which) {
    int lane = p % 8;
    boolean upper = p / 8 % 2 == 0;
    long number = numbers[p / 16 * 16 + 8 * which + lane];
    return (int) (upper ? number >>> 32 : number);
  }

  private static Implementation defect(Wrong wrong) {
    return Reference.IMPLEMENTATION.with(
        KERNEL_NORMALS,
        (c, next) -> {
          long[] numbers = c.numbers();
          double[] z = next.apply(c);
          for (int p = 0; p < PAIRS; p++) {
            double[] w = wrong.of(half(numbers, p, 0) >>> 1, half(numbers, p, 1));
            if (!Double.isNaN(w[0])) {
              double r = Math.hypot(z[p], z[PAIRS + p]);
              z[p] = r * Math.cos(w[0]);
              z[PAIRS + p] = r * Math.sin(w[0]);
            }
            z[p] *= w[1];
            z[PAIRS + p] *= w[2];
          }
          return z;
        });
  }

  private static KernelNormals law(Implementation ops) {
    return new KernelNormals(n -> ops.apply(new ParticleOperations.KernelNormals(n)));
  }

  private static void assertRefutes(String where, Wrong wrong) {
    for (int moments : KernelNormals.E13.instances()) {
      Evidence e = KernelNormals.E13.checkOne(defect(wrong), moments, SEED);
      assertEquals(Verdict.REFUTED, e.verdict(), where);
    }
  }

  /** An error a few times the allowed one, in one octave of u and in one normal of its pairs. */
  @Test
  void everyOctave_isTried_inBothNormals() {
    double more = 1 + 8 * KernelNormals.BOUND;
    int lowest = Integer.numberOfTrailingZeros(KernelNormals.RARE);
    for (int octave = lowest; octave < OCTAVES; octave++) {
      int here = octave;
      for (boolean sine : new boolean[] {false, true}) {
        assertRefutes(
            "octave " + octave + (sine ? ", sine" : ", cosine"),
            (a, b) -> {
              double factor = a >>> here == 1 ? more : 1;
              return new double[] {Double.NaN, sine ? 1 : factor, sine ? factor : 1};
            });
      }
    }
  }

  /** The same in the octaves of 1 - u that single precision has; below 2^7 u is 1. */
  @Test
  void everyOctaveOfTheRest_isTried() {
    double more = 1 + 8 * KernelNormals.BOUND;
    for (int octave = 7; octave < OCTAVES - 1; octave++) {
      int here = octave;
      assertRefutes(
          "octave " + octave,
          (a, b) -> {
            double factor = Integer.MAX_VALUE - a >>> here == 1 ? more : 1;
            return new double[] {Double.NaN, factor, factor};
          });
    }
  }

  /** From a = 2^31 - 64 on u is 1 after rounding and r is 0, which a logarithm above 0 or a small remainder is not. */
  @Test
  void whereUIsOne_bothNormalsAreZero() {
    for (double wrong : new double[] {Double.NaN, 1e-30}) {
      Implementation defect =
          Reference.IMPLEMENTATION.with(
              KERNEL_NORMALS,
              (c, next) -> {
                double[] z = next.apply(c);
                for (int p = 0; p < PAIRS; p++) {
                  if (half(c.numbers(), p, 0) >>> 1 > Integer.MAX_VALUE - 64) {
                    z[p] = wrong;
                    z[PAIRS + p] = wrong;
                  }
                }
                return z;
              });
      for (int moments : KernelNormals.E13.instances()) {
        Evidence e = KernelNormals.E13.checkOne(defect, moments, SEED);
        assertEquals(Verdict.REFUTED, e.verdict(), () -> wrong + ": " + e);
      }
    }
  }

  /** Angles of three bits, only where no random number looks: eight equidistant angles have the moments of all below order 8. */
  @Test
  void theLastMoment_isSeenByItself() {
    assertRefutes(
        "angles",
        (a, b) -> {
          double angle = (b & LOW) == 0 ? 2 * Math.PI * (b >> 29) / 8 : Double.NaN;
          return new double[] {angle, 1, 1};
        });
  }

  /** Radii beyond 4 too large by 2^-15, only where no random number looks: of E z^8 that is 8 2^-15 Q(5, 8) = 2.4e-5, half of what is allowed, of P(Z > 4) 17 2^-15. */
  @Test
  void tails_areSeenByThemselves() {
    double four = Math.exp(-8) * 0x1p31;
    assertRefutes(
        "radii",
        (a, b) -> {
          double factor = (b & LOW) == 0 && a < four ? 1 + 0x1p-15 : 1;
          return new double[] {Double.NaN, factor, factor};
        });
  }

  /** Normals too large by a factor: E z^k by its power, P(Z > t) that of a lower t. */
  @Test
  void momentsAndTails_ofScaledNormals_areKnown() {
    for (double change : new double[] {-0x1p-13, 0x1p-13}) {
      double factor = 1 + change;
      KernelNormals law = law(defect((a, b) -> new double[] {Double.NaN, factor, factor}));
      for (int k = 2; k <= KernelNormals.E13.instances().get(0); k += 2) {
        double expected = Math.pow(factor, k) - 1;
        assertEquals(1, (law.moment(k) - 1) / expected, SHARE, "E z^" + k);
      }
      for (int t = 1; t <= 2; t++) {
        double expected = upper(t / factor) / upper(t) - 1;
        assertEquals(1, (law.tail(t) - 1) / expected, END, "P(z > " + t + ")");
      }
    }
  }

  private static double upper(double t) {
    return Erf.erfc(t / Math.sqrt(2)) / 2;
  }

  /** E r^k/E z^k = sqrt(pi) Gamma(k/2 + 1)/Gamma((k + 1)/2). */
  @Test
  void theBoundOfAMoment_isItsOrderTimesTheError() {
    for (int k = 2; k <= KernelNormals.E13.instances().get(0); k += 2) {
      double ratio = Math.sqrt(Math.PI) * Gamma.gamma(k / 2.0 + 1) / Gamma.gamma((k + 1) / 2.0);
      double expected = k * ratio * (24 * 0x1p-24 + 0x1p-22);
      assertEquals(1, KernelNormals.momentBound(k) / expected, ROUNDING, "order " + k);
    }
  }

  /** The derivative t phi(t)/P(Z > t) lies between t^2 and t^2 + 1. */
  @Test
  void theBoundOfATail_isTheLogarithmicDerivative_orUpToOneMore() {
    double error = 24 * 0x1p-24 + 0x1p-23;
    for (int t = 1; t <= KernelNormals.FARTHEST; t++) {
      double derivative = t * Math.exp(-t * t / 2.0) / Math.sqrt(2 * Math.PI) / upper(t);
      double found = KernelNormals.tailBound(t) / error;
      assertTrue(found >= derivative && found <= derivative + 1, t + ": " + found);
    }
  }

  /** Every half of every number is the one half of one pair, and is set alone. */
  @Test
  void aHalf_isSetAlone() {
    long[] before = new SplittableRandom(SEED).longs(KernelNormals.NUMBERS).toArray();
    int value = 0x1234_5678;
    for (int p = 0; p < PAIRS; p++) {
      for (int which = 0; which <= 1; which++) {
        long[] after = before.clone();
        KernelNormals.set(after, p, which, value);
        for (int q = 0; q < PAIRS; q++) {
          for (int w = 0; w <= 1; w++) {
            int expected = q == p && w == which ? value : half(before, q, w);
            assertEquals(expected, half(after, q, w), "pair " + q + " after " + p);
          }
        }
      }
    }
  }

  /** Radii too long by 5 % where u has few digits but some: of a = 1 those of the last digit are 1.6 % apart. */
  @Test
  void aRadiusBeyondItsLastDigit_isSeen() {
    assertRefutes(
        "radii",
        (a, b) -> {
          double factor = a >= 1 && a < KernelNormals.RARE ? 1.05 : 1;
          return new double[] {Double.NaN, factor, factor};
        });
  }

  /** Radii cut just below t leave nothing beyond it but what any longer radius may: where u is below 2^-31, which is half of P(R > 6.56) at most. */
  @Test
  void everyTail_isAskedOfTheKernel() {
    for (int t = 1; t <= KernelNormals.FARTHEST; t++) {
      double least = 0.99 * t;
      Implementation defect =
          Reference.IMPLEMENTATION.with(
              KERNEL_NORMALS,
              (c, next) -> {
                double[] z = next.apply(c);
                for (int p = 0; p < PAIRS; p++) {
                  double r = Math.hypot(z[p], z[PAIRS + p]);
                  z[p] *= Math.min(1, least / r);
                  z[PAIRS + p] *= Math.min(1, least / r);
                }
                return z;
              });
      double tail = law(defect).tail(t);
      assertTrue(tail <= 0x1p-32 / upper(t), "P(z > " + t + ") of radii cut there: " + tail);
    }
  }
}
