package wfr.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import wfr.oracle.DecimalFunctions;

/** Functions of this package that others compose: against exact numbers and 60 digits. */
class MathFunctionsTest {
  private static final double NONE = Double.NEGATIVE_INFINITY;
  private static final double ULP = Math.ulp(1.0);
  private static final double LOG2 = Math.log(2);

  private static BigDecimal exact(double x) {
    return new BigDecimal(x);
  }

  private static double[] draws(long seed, int n, double size) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] a = new double[n];
    for (int i = 0; i < n; i++) {
      a[i] = size * (2 * random.nextDouble() - 1);
    }
    return a;
  }

  @Test
  void logSumExp_hasItsSpecialCases() {
    assertEquals(NONE, LogSumExp.of(new double[0]), 0);
    assertEquals(NONE, LogSumExp.of(new double[] {NONE, NONE}), 0);
    assertEquals(1 / 0.0, LogSumExp.of(new double[] {0, 1 / 0.0}), 0);
    assertTrue(Double.isNaN(LogSumExp.of(new double[] {0, Double.NaN, 1})));
    assertEquals(1000 + LOG2, LogSumExp.of(new double[] {1000, NONE, 1000}), 1000 * ULP);
    assertEquals(5 + LOG2, LogSumExp.of(new double[] {99, 5, 5, 99}, 1, 3), 5 * ULP);
    assertEquals(3, LogSumExp.of(NONE, 3), 0);
    assertEquals(3, LogSumExp.of(3, NONE), 0);
    assertEquals(-2 + Math.log(1 + Math.exp(-0.5)), LogSumExp.of(-2.5, -2), 4 * ULP);
    assertEquals(LogSumExp.of(-2, -2.5), LogSumExp.of(-2.5, -2), 0);
    assertEquals(NONE, LogSumExp.of(NONE, NONE), 0);
  }

  @Test
  void errorsOfSumsAndProducts_areExact() {
    double[] a = draws(1, 200, 1e3);
    double[] b = draws(2, 200, 1e-7);
    for (int i = 0; i < a.length; i++) {
      double s = a[i] + b[i];
      double p = a[i] * b[i];
      BigDecimal sum = exact(a[i]).add(exact(b[i]));
      BigDecimal product = exact(a[i]).multiply(exact(b[i]));
      assertEquals(0, sum.compareTo(exact(s).add(exact(ErrorFree.sumError(a[i], b[i], s)))));
      assertEquals(0, sum.compareTo(exact(s).add(exact(ErrorFree.sumError(b[i], a[i], s)))));
      assertEquals(
          0, product.compareTo(exact(p).add(exact(ErrorFree.productError(a[i], b[i], p)))));
      assertTrue(exact(ErrorFree.addUp(a[i], b[i])).compareTo(sum) >= 0);
      double x = Math.abs(a[i]);
      double y = Math.abs(b[i]);
      BigDecimal up = exact(ErrorFree.timesUp(x, y));
      assertTrue(up.compareTo(product.abs()) >= 0);
      assertTrue(up.compareTo(exact(Math.nextUp(x * y))) <= 0);
    }
    assertEquals(3, ErrorFree.addUp(0, 3), 0);
    assertEquals(3, ErrorFree.addUp(3, 0), 0);
    assertEquals(Math.nextUp(7.0), ErrorFree.addUp(3, 4), 0);
    assertEquals(0, ErrorFree.timesUp(0, 3), 0);
    assertEquals(0, ErrorFree.timesUp(3, 0), 0);
    assertEquals(Math.nextUp(1.0), ErrorFree.up(1), 0);
    assertEquals(Math.nextDown(1.0), ErrorFree.down(1), 0);
  }

  @Test
  void exponential_isEnclosedInThirtyDigits() {
    double relative = Math.scalb(1.0, -100);
    for (double x : new double[] {0.1, -0.1, 1, -1, 37.25, -300.5, 700, -700, 1e-9}) {
      ExponentialEnclosure e = ExponentialEnclosure.of(x);
      BigDecimal truth = DecimalFunctions.exp(exact(x));
      assertEquals(truth.doubleValue(), e.value(), 0, "e^" + x);
      BigDecimal left = truth.subtract(exact(e.value())).subtract(exact(e.remainder()));
      assertTrue(left.abs().doubleValue() <= relative * e.value(), "e^" + x + ": " + left);
    }
    assertEquals(new ExponentialEnclosure(1, 0), ExponentialEnclosure.of(0));
    for (double bad : new double[] {Math.nextUp(700.0), -701, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> ExponentialEnclosure.of(bad));
    }
  }

  /** The errors the class states, 1 and 3 ulp, with half an ulp for the rounding of the reference itself; near 1 those of log are relative to what is small. */
  @Test
  void exponentialAndLogarithm_areWithinTheStatedUlps() {
    for (double x : draws(11, 4000, 708)) {
      double truth = StrictMath.exp(x);
      assertEquals(truth, Exponential.exp(x), 2 * Math.ulp(truth), "e^" + x);
      double u = StrictMath.exp(x);
      assertEquals(StrictMath.log(u), Exponential.log(u), 4 * Math.ulp(x), "log " + u);
    }
    for (double x : draws(12, 200, 1e-3)) {
      BigDecimal power = DecimalFunctions.exp(exact(x));
      assertTrue(DecimalFunctions.ulps(Exponential.exp(x), power) <= 1, "e^" + x);
      BigDecimal log = DecimalFunctions.log(exact(1 + x));
      assertTrue(DecimalFunctions.ulps(Exponential.log(1 + x), log) <= 3, "log(1 + " + x + ")");
    }
    assertEquals(0, Exponential.exp(-709), 0);
    assertEquals(1 / 0.0, Exponential.exp(710), 0);
    assertTrue(Double.isNaN(Exponential.exp(Double.NaN)));
    assertEquals(NONE, Exponential.log(0), 0);
    assertEquals(StrictMath.log(1e-310), Exponential.log(1e-310), 0);
    assertTrue(Double.isNaN(Exponential.log(-1)));
  }

  /** Around the length of a block, and with one that is not a number among others. */
  @Test
  void exponentialsOfArrays_haveTheBitsOfSingleNumbers() {
    for (int n : new int[] {0, 1, 3, 255, 256, 257, 1030}) {
      double[] x = draws(13, n, 600);
      double[] e = new double[n];
      Exponential.exp(x, 1.5, e);
      double[] l = new double[n];
      Exponential.log(e, 0.75, -2.5, l);
      double[] p = e.clone();
      Exponential.power(p, 0.75);
      double sum = 0;
      for (int i = 0; i < n; i++) {
        assertEquals(Exponential.exp(x[i] - 1.5), e[i], 0);
        assertEquals(0.75 * (Exponential.log(e[i]) - 2.5), l[i], 0);
        assertEquals(Exponential.exp(0.75 * Exponential.log(e[i])), p[i], 0);
        sum += i > 0 ? Exponential.exp(x[i] - 600) : 0;
      }
      assertEquals(sum, Exponential.sum(x, Math.min(1, n), n, 600), n * ULP * sum);
    }
    double[] odd = {0, Double.NaN, NONE, -1e6, 1};
    double[] e = new double[5];
    Exponential.exp(odd, 0, e);
    assertArrayEquals(new double[] {1, Double.NaN, 3e-308, 3e-308, Math.E}, e, 1e-307);
    double[] u = {1, Double.NaN, 1 / 0.0, 2};
    Exponential.power(u, 1);
    assertArrayEquals(new double[] {1, Double.NaN, Double.NaN, 2}, u, 2 * ULP);
  }

  private static RealMatrix matrix(double[]... rows) {
    return MatrixUtils.createRealMatrix(rows);
  }

  private static void assertMatrix(RealMatrix expected, RealMatrix found, double error) {
    for (int i = 0; i < expected.getRowDimension(); i++) {
      assertArrayEquals(expected.getRow(i), found.getRow(i), error);
    }
  }

  /** The error the class states: (18 + 2^s) n ulp of exp(|A|). */
  private static double stated(RealMatrix a) {
    double norm = a.getNorm();
    return (18 + 8 * norm) * a.getRowDimension() * ULP * Math.exp(norm);
  }

  @Test
  void matrixExponential_ofZeroNilpotentDiagonalAndRotation() {
    RealMatrix one = MatrixUtils.createRealIdentityMatrix(3);
    assertMatrix(one, MatrixExponential.of(one.scalarMultiply(0)), 0);
    RealMatrix nilpotent = matrix(new double[] {0, 2}, new double[] {0, 0});
    assertMatrix(
        matrix(new double[] {1, 2}, new double[] {0, 1}), MatrixExponential.of(nilpotent), 0);
    for (double size : new double[] {0.2, 0.25, 0.26, 3, -9, 40}) {
      RealMatrix diagonal = matrix(new double[] {size, 0}, new double[] {0, -size / 2});
      assertMatrix(
          matrix(new double[] {Math.exp(size), 0}, new double[] {0, Math.exp(-size / 2)}),
          MatrixExponential.of(diagonal),
          stated(diagonal));
      RealMatrix rotation = matrix(new double[] {0, -size}, new double[] {size, 0});
      double c = Math.cos(size);
      double s = Math.sin(size);
      assertMatrix(
          matrix(new double[] {c, -s}, new double[] {s, c}),
          MatrixExponential.of(rotation),
          stated(rotation));
    }
    assertThrows(
        ArithmeticException.class,
        () -> MatrixExponential.of(matrix(new double[] {1 / 0.0, 0}, new double[] {0, 1})));
    assertThrows(
        ArithmeticException.class,
        () -> MatrixExponential.of(matrix(new double[] {Double.NaN, 0}, new double[] {0, 1})));
  }

  /** The rule applied to a number instead of an operator, over eleven decades of the spectrum. */
  @Test
  void contour_givesTheExponentialOfEveryNumberBelowZero() {
    double stated = 66 * ULP * ContourExponential.POINTS;
    assertEquals(ContourExponential.POINTS / 2, ContourExponential.size());
    for (double a : new double[] {0, -1e-3, -0.5, -3, -20, -1e3, -1e8}) {
      double sum = 0;
      for (int k = 0; k < ContourExponential.size(); k++) {
        double[] z = ContourExponential.node(k);
        double[] c = ContourExponential.weight(k);
        double x = z[0] - a;
        // Re c/(x + i y)
        sum += 2 * (c[0] * x + c[1] * z[1]) / (x * x + z[1] * z[1]);
      }
      assertEquals(Math.exp(a), sum, stated, "e^" + a);
    }
  }

  /** Each column of a batch is the system of its own, in numbers and in logarithms. */
  @Test
  void batch_solvesEverySystem() {
    int n = 7;
    int m = 5;
    double[] l = draws(3, n * m, 1);
    double[] r = draws(4, n * m, 1);
    double[] b = draws(5, n * m, 1);
    for (int c = 0; c < n * m; c++) {
      l[c] = c < m ? 0 : Math.exp(9 * l[c]);
      r[c] = c >= (n - 1) * m ? 0 : Math.exp(9 * r[c]);
      b[c] = Math.abs(b[c]);
    }
    int far = -7000;
    double[] scaled = b.clone();
    double[] exponents = new double[n * m];
    java.util.Arrays.fill(exponents, far);
    double[] x = b.clone();
    TridiagonalSystem batch = new TridiagonalSystem(l, r, 1, m);
    batch.solve(x);
    batch.solveScaled(scaled, exponents);
    for (int k = 0; k < m; k++) {
      double[] left = new double[n];
      double[] right = new double[n];
      double[] y = new double[n];
      for (int i = 0; i < n; i++) {
        left[i] = l[i * m + k];
        right[i] = r[i * m + k];
        y[i] = b[i * m + k];
      }
      new TridiagonalSystem(left, right).solve(y);
      for (int i = 0; i < n; i++) {
        // both are componentwise accurate to a few n ulp
        assertEquals(1, x[i * m + k] / y[i], 16 * n * ULP);
        int exponent = (int) exponents[i * m + k] - far;
        assertEquals(1, Math.scalb(scaled[i * m + k], exponent) / y[i], 16 * n * ULP);
      }
    }
    double[] ones = new double[n * m];
    java.util.Arrays.fill(ones, 1);
    batch.solve(ones);
    for (double v : ones) {
      assertEquals(1, v, 4 * n * ULP);
    }
  }

  /** Right sides far beyond doubles, relative to the right side and with exponents of their own. */
  @Test
  void rightSidesBeyondDoubles_areSolvedInTwoWays() {
    for (int n : new int[] {2, 3, 1500, 1501}) {
      double[] l = draws(6, n, 1);
      double[] r = draws(7, n, 1);
      double[] h = new double[n];
      for (int i = 0; i < n; i++) {
        l[i] = i == 0 ? 0 : Math.exp(l[i] - 6);
        r[i] = i == n - 1 ? 0 : Math.exp(r[i] - 6);
        h[i] = n * Math.sin(2.5 * i / n) - (i % 2);
      }
      double[] m = h.clone();
      double[] e = new double[n];
      Exponential.split(m, e);
      TridiagonalSystem system = new TridiagonalSystem(l, r);
      system.solveScaled(m, e);
      assertTrue(system.solveRelative(h));
      for (int i = 0; i < n; i++) {
        double expected = Exponential.log(m[i], e[i]);
        assertEquals(expected, h[i], 4 * n * Math.ulp((double) n), n + " equations, row " + i);
      }
    }
  }

  /** Neighbours that differ by e^701, and a gap that fills by e^1800 in one step, are left to the exponents. */
  @Test
  void quotientsBeyondDoubles_areLeftAsTheyWere() {
    double[] l = {0, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9};
    double[] r = {1e9, 1e9, 1e9, 1e9, 1e9, 1e9, 0};
    for (double[] h :
        new double[][] {
          {0, 0, 0, 701, 0, 0, 0},
          {0, -600, -1200, -1800, -1200, -600, 0},
          {-1800, -1200, -600, 0, 0, 0, 0},
          {0, 0, 0, 0, -600, -1200, -1800},
          {0, 0, NONE, 0, 0, 0, 0},
          {0, 0, Double.NaN, 0, 0, 0, 0},
        }) {
      double[] before = h.clone();
      assertFalse(new TridiagonalSystem(l, r).solveRelative(h));
      assertArrayEquals(before, h);
    }
  }

  /** One equation, and rings that are open on one side only, against dense elimination. */
  @Test
  void aTridiagonalSystem_mayBeOneEquationOrAHalfOpenRing() {
    assertSolves(new double[] {0}, new double[] {0}, 5);
    assertSolves(new double[] {0.5, 1, 1}, new double[] {1, 1, 0}, 1, -2, 3);
    assertSolves(new double[] {0, 1, 1}, new double[] {1, 1, 0.5}, 1, -2, 3);
  }

  private static void assertSolves(double[] l, double[] r, double... b) {
    int n = b.length;
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i][i] += 1 + l[i] + r[i];
      a[i][(i + n - 1) % n] -= l[i];
      a[i][(i + 1) % n] -= r[i];
    }
    RealMatrix matrix = MatrixUtils.createRealMatrix(a);
    double[] expected =
        new LUDecomposition(matrix).getSolver().solve(MatrixUtils.createRealVector(b)).toArray();
    double[] x = b.clone();
    new TridiagonalSystem(l, r).solve(x);
    // diagonals below 4, of condition below 8
    assertArrayEquals(expected, x, 64 * n * ULP);
  }

  /** A coupling of 0 to an entry larger by 2^1100, whose exponent was taken: the entry's own value was lost. */
  @Test
  void scaledSystem_keepsWhatNothingIsAddedTo() {
    TridiagonalSystem system =
        new TridiagonalSystem(new double[] {0, 1, 0}, new double[] {0, 0, 0});
    double[] b = {1, 1, 1};
    double[] e = {0, 0, 1100};
    system.solveScaled(b, e);
    assertEquals(1, b[0] * Math.pow(2, e[0]));
    assertEquals(1, b[1] * Math.pow(2, e[1]));
    assertEquals(1100, Math.getExponent(b[2]) + e[2]);
  }
}
