package wfr.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.generators.Generators.between;
import static wfr.generators.Generators.eitherSign;
import static wfr.generators.Generators.list;
import static wfr.generators.Generators.logUniform;
import static wfr.oracle.DecimalFunctions.DIGITS;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import wfr.oracle.DecimalFunctions;

/** The functions everything rests on, against 60-digit arithmetic. */
class ExactOracleProperties {
  /** Coefficient of h^2 in the series extrapolated. */
  private static final double LEADING = 0.7;

  /** Quotient, expm1 and the input's own rounding: one ulp each at most (Math.expm1 promises 1 ulp). */
  /** Of two logarithms up to 20 in absolute value and their difference. */
  private static final double ROUNDED_LOGS = 3 * Math.ulp(32.0);

  private static final double BERNOULLI_ULPS = 3;

  @Provide
  Arbitrary<Double> arguments() {
    return eitherSign(logUniform(1e-12, 600));
  }

  /** B(z) = z/(e^z - 1) to 3 ulp over twenty decades of both signs. */
  @Property(tries = 300, seed = "1")
  void bernoulli_isAccurateToThreeUlps(@ForAll("arguments") double z) {
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

  /** Up to e^6 apart, also where exp is 0 or infinite. */
  @Provide
  Arbitrary<double[]> logarithms() {
    return Combinators.combine(
            list(1, 20, between(-1, 1)),
            logUniform(1, Math.exp(6)),
            Arbitraries.of(0, 1000, -1000, 2000, -2000))
        .as((x, size, shift) -> x.stream().mapToDouble(y -> size * y + shift).toArray());
  }

  /** log-sum-exp to (n + 2) ulp of the sum plus one of the result. */
  @Property(tries = 100, seed = "1")
  void logSumExp_isAccurate(@ForAll("logarithms") double[] l) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double v : l) {
      sum = sum.add(DecimalFunctions.exp(new BigDecimal(v)), DIGITS);
    }
    double exact = DecimalFunctions.log(sum).doubleValue();
    assertEquals(
        exact, LogSumExp.of(l), (l.length + 2) * Math.ulp(1.0) + 2 * Math.ulp(Math.abs(exact)));
  }

  private record Row(double left, double right, double side) {}

  private static double[] each(List<Row> rows, ToDoubleFunction<Row> of) {
    return rows.stream().mapToDouble(of).toArray();
  }

  /** Couplings and right sides over seventeen decades. */
  @Provide
  Arbitrary<List<Row>> rows() {
    Arbitrary<Double> any = logUniform(Math.exp(-20), Math.exp(20));
    return list(3, 10, Combinators.combine(any, any, any).as(Row::new));
  }

  /** Couplings over twenty-six decades, right sides within 1. */
  @Provide
  Arbitrary<List<Row>> manyRows() {
    Arbitrary<Double> any = logUniform(Math.exp(-30), Math.exp(30));
    return list(3, 62, Combinators.combine(any, any, between(0, 1)).as(Row::new));
  }

  /** Componentwise relative accuracy whatever the condition number: 14 roundings a row, carried forth and back. */
  @Property(tries = 200, seed = "1")
  void tridiagonalSystem_isAccurateComponentwise(
      @ForAll("rows") List<Row> rows, @ForAll boolean torus) {
    int n = rows.size();
    double[] l = each(rows, Row::left);
    double[] r = each(rows, Row::right);
    double[] b = each(rows, Row::side);
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
    double[] scaled = b.clone();
    double[] exponents = new double[n];
    system.solveScaled(scaled, exponents);
    double[] logs = Arrays.stream(b).map(Math::log).toArray();
    double[] before = logs.clone();
    boolean relative = system.solveRelative(logs);
    assertEquals(!torus, relative);
    double bound = 14.0 * n * Math.ulp(1.0);
    for (int i = 0; i < n; i++) {
      int at = i;
      // exponentials of rounded logarithms and of their differences, along the row
      double change = DecimalFunctions.relativeError(Math.exp(logs[i] - before[i]) * b[i], x[i]);
      assertTrue(
          !relative || change <= 2 * bound + n * ROUNDED_LOGS,
          () -> "row " + at + " relative: " + change);
      double error = DecimalFunctions.relativeError(solution[i], x[i]);
      assertTrue(error <= bound, () -> "row " + at + " of " + at + ": " + error + " > " + bound);
      double withExponents =
          DecimalFunctions.relativeError(Math.scalb(scaled[i], (int) exponents[i]), x[i]);
      assertTrue(withExponents <= bound, () -> "row " + at + " with exponents: " + withExponents);
    }
  }

  /** Row sums are one: b = 1 gives x = 1; and min b is at most x at most max b. */
  @Property(tries = 100, seed = "1")
  void tridiagonalSystem_keepsTheRange(@ForAll("manyRows") List<Row> rows) {
    int n = rows.size();
    double[] b = each(rows, Row::side);
    TridiagonalSystem system = new TridiagonalSystem(each(rows, Row::left), each(rows, Row::right));
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
    for (int level = 0; level < 5; level++) {
      double h = Math.pow(0.5, level);
      table.add(Math.PI + LEADING * h * h - 0.4 * Math.pow(h, 4) + 0.2 * Math.pow(h, 6));
    }
    Estimate e = table.estimate();
    assertEquals(Math.PI, e.value(), e.error());
    // Three powers are present and three are named: only rounding is left from the fifth level on.
    assertEquals(Math.PI, e.value(), 8 * Math.ulp(Math.PI));
    assertTrue(e.error() < LEADING / 64, e::toString);
    RombergTable one = new RombergTable(2);
    one.add(3);
    assertEquals(Double.POSITIVE_INFINITY, one.estimate().error());
  }
}
