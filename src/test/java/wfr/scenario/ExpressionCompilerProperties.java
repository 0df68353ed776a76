package wfr.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.generators.ExpressionGenerators.expressions;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import wfr.model.PolynomialPotential;
import wfr.model.Potential;
import wfr.model.expression.Derivative;
import wfr.model.expression.DomainCheck;
import wfr.model.expression.Expression;
import wfr.model.expression.ExpressionParser;
import wfr.model.expression.ExpressionText;
import wfr.model.expression.Interval;
import wfr.model.expression.IntervalEvaluation;

/** Compiled expressions against the interpreted tree. */
class ExpressionCompilerProperties {
  @Provide
  Arbitrary<Expression> plane() {
    return expressions(4, 2);
  }

  @Provide
  Arbitrary<Expression> line() {
    return expressions(4, 1);
  }

  /**
   * The compiled value lies in the tree's enclosure at the point, whose margins allow products for powers: the tolerance is the rounding of
   * this very tree. Nothing is asked where the tree is undefined.
   */
  @Property(tries = 300, seed = "1")
  void compiledValueAndGradient_lieInTheEnclosureOfTheTree(
      @ForAll("plane") Expression e,
      @ForAll @DoubleRange(min = -3, max = 3) double x,
      @ForAll @DoubleRange(min = -3, max = 3) double y) {
    Potential v = ExpressionCompiler.potential(e, 2);
    double[] gradient = new double[2];
    v.gradient(new double[] {x, y}, gradient);
    assertEncloses(e, v.value(new double[] {x, y}), x, y);
    assertEncloses(Derivative.of(e, 0), gradient[0], x, y);
    assertEncloses(Derivative.of(e, 1), gradient[1], x, y);
  }

  private static void assertEncloses(Expression e, double value, double x, double y) {
    double[] point = {x, y};
    if (DomainCheck.undefined(e, point, point).isPresent()) {
      return;
    }
    Interval range = IntervalEvaluation.enclose(e, Interval.point(x), Interval.point(y));
    if (Double.isFinite(value) && Double.isFinite(e.evaluate(x, y))) {
      assertTrue(range.contains(value), () -> ExpressionText.of(e) + ": " + value + ", " + range);
    } else {
      assertEquals(Double.isFinite(e.evaluate(x, y)), Double.isFinite(value), e::toString);
    }
  }

  /** Block, point and array forms are one function, bit for bit. */
  @Property(tries = 200, seed = "1")
  void blockForm_equalsPointForm(@ForAll("line") Expression e) {
    Potential v = ExpressionCompiler.potential(e, 1);
    double[] x = {9, -1.5, -0.3, 0, 0.7, 2};
    double[] values = new double[5];
    double[] slopes = new double[5];
    double[] alone = new double[5];
    v.evaluate(x, 1, 5, values, slopes);
    v.evaluate(x, 1, 5, alone, null);
    assertArrayEquals(values, alone);
    v.evaluate(x, 1, 5, null, alone);
    assertArrayEquals(slopes, alone);
    for (int i = 0; i < 5; i++) {
      assertEquals(values[i], v.value(x[i + 1]));
      assertEquals(slopes[i], v.derivative(x[i + 1]));
      assertEquals(values[i], v.value(new double[] {x[i + 1]}));
    }
  }

  /** Numbers survive emission exactly; names of the emitted text are ours. */
  @Example
  void emittedText_holdsExactNumbersAndNoCalls() throws Exception {
    Expression e = ExpressionParser.parse("0.1 + 4.9e-324*x + 1.7976931348623157e308*0 + x^3", 1);
    String source = ExpressionCompiler.source(e, 1);
    assertTrue(source.contains("4.9E-324") && source.contains("1.7976931348623157E308"), source);
    assertFalse(source.contains("Math.pow"), source);
    assertEquals(8.1, ExpressionCompiler.potential(e, 1).value(2.0));
  }

  /** The class is the potential it names. */
  @Example
  void doubleWellExpression_equalsThePolynomial() throws Exception {
    Potential v =
        ExpressionCompiler.potential(ExpressionParser.parse("4*(x^2 - 1)^2 + 0.5*x", 1), 1);
    Potential exact = PolynomialPotential.doubleWell(4, 0.5);
    for (double x = -3; x <= 3; x += 0.01) {
      double tolerance = 1e-12; // |V'| <= 400 and Horner's cancellation: about 20 ulp of 256
      assertTrue(Math.abs(v.value(x) - exact.value(x)) <= tolerance);
      assertTrue(Math.abs(v.derivative(x) - exact.derivative(x)) <= tolerance);
    }
  }

  /** What does not fit a compiled method is refused, and long sums and products within the limit compile. */
  @Example
  void largeExpressions_compileOrAreRefused() throws Exception {
    Expression product = ExpressionParser.parse("x" + "*x".repeat(300), 1);
    assertEquals(301, ExpressionCompiler.potential(product, 1).derivative(1));
    Expression sum = ExpressionParser.parse("x" + "+sin(x*2)".repeat(440), 1);
    ExpressionCompiler.potential(sum, 1);
    StringBuilder text = new StringBuilder("x");
    for (int k = 100; k < 450; k++) {
      text.append("+sin(x*").append(k).append(")");
    }
    Expression large = ExpressionParser.parse(text.toString(), 1);
    assertThrows(IllegalArgumentException.class, () -> ExpressionCompiler.potential(large, 1));
  }
}
