package wfr.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.oracle.DecimalFunctions.DIGITS;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import wfr.oracle.DecimalFunctions;

/** The functions everything rests on, against 60-digit arithmetic. */
class ExactOracleProperties {
  /** Coefficient of h^2 in the series extrapolated. */
  private static final double LEADING = 0.7;

  /** Quotient, expm1 and the input's own rounding: one ulp each at most (Math.expm1 promises 1 ulp). */
  private static final double BERNOULLI_ULPS = 3;

  /** B(z) = z/(e^z - 1) to 3 ulp over twenty decades of both signs. */
  @Property(tries = 300, seed = "1", shrinking = ShrinkingMode.OFF)
  void bernoulli_isAccurateToThreeUlps(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double size = Math.exp(Math.log(1e-12) + random.nextDouble() * Math.log(6e14));
    double z = random.nextBoolean() ? size : -size;
    BigDecimal exact =
        new BigDecimal(z)
            .divide(
                DecimalFunctions.exp(new BigDecimal(z)).subtract(BigDecimal.ONE, DIGITS), DIGITS);
    double ulps = DecimalFunctions.ulps(BernoulliFunction.of(z), exact);
    assertTrue(ulps <= BERNOULLI_ULPS, () -> "B(" + z + ") is off by " + ulps + " ulp");
    BigDecimal log = DecimalFunctions.log(exact);
    double error = DecimalFunctions.ulps(BernoulliFunction.logOf(z), log);
    // log B near B = 1 has the absolute accuracy of B's relative one.
    double admissible = BERNOULLI_ULPS * (1 + Math.ulp(1.0) / Math.ulp(BernoulliFunction.logOf(z)));
    assertTrue(error <= admissible, () -> "log B(" + z + ") is off by " + error + " ulp");
  }

  @Example
  void bernoulli_atZeroAndFarOut() {
    assertEquals(1, BernoulliFunction.of(0));
    assertEquals(1, BernoulliFunction.of(-0.0));
    assertEquals(0, BernoulliFunction.of(1e4));
    assertEquals(1e4, BernoulliFunction.of(-1e4));
    assertEquals(Math.log(1e4) - 1e4, BernoulliFunction.logOf(1e4), Math.ulp(1e4));
  }

  /** log-sum-exp to (n + 2) ulp of the sum plus one of the result. */
  @Property(tries = 100, seed = "1", shrinking = ShrinkingMode.OFF)
  void logSumExp_isAccurate(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] l = new double[1 + random.nextInt(20)];
    double spread = Math.exp(random.nextDouble() * 6);
    for (int i = 0; i < l.length; i++) {
      l[i] = spread * (random.nextDouble() - 0.5) * 2 + 1000 * (seed % 3);
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (double v : l) {
      sum = sum.add(DecimalFunctions.exp(new BigDecimal(v)), DIGITS);
    }
    double exact = DecimalFunctions.log(sum).doubleValue();
    assertEquals(
        exact, LogSumExp.of(l), (l.length + 2) * Math.ulp(1.0) + 2 * Math.ulp(Math.abs(exact)));
  }

  /** Componentwise relative accuracy whatever the condition number: 14 roundings a row, carried forth and back. */
  @Property(tries = 200, seed = "1", shrinking = ShrinkingMode.OFF)
  void tridiagonalSystem_isAccurateComponentwise(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = 3 + random.nextInt(8);
    boolean torus = random.nextBoolean();
    double[] l = new double[n];
    double[] r = new double[n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      l[i] = Math.exp(40 * random.nextDouble() - 20);
      r[i] = Math.exp(40 * random.nextDouble() - 20);
      b[i] = Math.exp(40 * random.nextDouble() - 20);
    }
    if (!torus) {
      l[0] = 0;
      r[n - 1] = 0;
    }
    BigDecimal[][] a = new BigDecimal[n][n];
    BigDecimal[] x = new BigDecimal[n];
    for (int i = 0; i < n; i++) {
      Arrays.fill(a[i], BigDecimal.ZERO);
      x[i] = new BigDecimal(b[i]);
    }
    for (int i = 0; i < n; i++) {
      BigDecimal left = new BigDecimal(l[i]);
      BigDecimal right = new BigDecimal(r[i]);
      int w = i == 0 ? n - 1 : i - 1;
      int e = i == n - 1 ? 0 : i + 1;
      a[i][i] = a[i][i].add(BigDecimal.ONE).add(left).add(right);
      a[i][w] = a[i][w].subtract(left);
      a[i][e] = a[i][e].subtract(right);
    }
    DecimalFunctions.solve(a, x);
    double[] solution = b.clone();
    TridiagonalSystem system = new TridiagonalSystem(l, r);
    system.solve(solution);
    double[] logs = new double[n];
    for (int i = 0; i < n; i++) {
      logs[i] = Math.log(b[i]);
    }
    system.solveLogarithms(logs);
    double bound = 14.0 * n * Math.ulp(1.0);
    for (int i = 0; i < n; i++) {
      int at = i;
      double error = DecimalFunctions.relativeError(solution[i], x[i]);
      assertTrue(error <= bound, () -> "row " + at + " of " + at + ": " + error + " > " + bound);
      // Logarithms up to 60 in size carry their own rounding, 60 ulp a step of the recursion.
      double viaLogs = DecimalFunctions.relativeError(Math.exp(logs[i]), x[i]);
      assertTrue(viaLogs <= 60 * bound, () -> "row " + at + " in logarithms: " + viaLogs);
    }
  }

  /** Row sums are one: b = 1 gives x = 1; and min b is at most x at most max b. */
  @Property(tries = 100, seed = "1", shrinking = ShrinkingMode.OFF)
  void tridiagonalSystem_keepsTheRange(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = 3 + random.nextInt(60);
    double[] l = new double[n];
    double[] r = new double[n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      l[i] = Math.exp(60 * random.nextDouble() - 30);
      r[i] = Math.exp(60 * random.nextDouble() - 30);
      b[i] = random.nextDouble();
    }
    TridiagonalSystem system = new TridiagonalSystem(l, r);
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    system.solve(ones);
    double bound = 14.0 * n * Math.ulp(1.0);
    double low = Arrays.stream(b).min().orElseThrow();
    double high = Arrays.stream(b).max().orElseThrow();
    system.solve(b);
    for (int i = 0; i < n; i++) {
      assertEquals(1, ones[i], bound);
      assertTrue(b[i] >= low * (1 - bound) && b[i] <= high * (1 + bound));
    }
  }

  /** Each column removes the power it names; the stated error covers the truth. */
  @Example
  void rombergTable_removesThePowersItNames() {
    RombergTable table = new RombergTable(2, 4, 6);
    for (int level = 0; level < 4; level++) {
      double h = Math.pow(0.5, level);
      table.add(Math.PI + LEADING * h * h - 0.4 * Math.pow(h, 4) + 0.2 * Math.pow(h, 6));
    }
    Estimate e = table.estimate();
    assertEquals(Math.PI, e.value(), e.error());
    // Three powers are present and three are named: only rounding is left; the error is the finer
    // parent's distance from the coarser.
    assertEquals(Math.PI, e.value(), 8 * Math.ulp(Math.PI));
    assertTrue(e.error() < LEADING / 64, e::toString);
    RombergTable one = new RombergTable(2);
    one.add(3);
    assertEquals(Double.POSITIVE_INFINITY, one.estimate().error());
  }
}
