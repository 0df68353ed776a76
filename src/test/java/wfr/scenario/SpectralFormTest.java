package wfr.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wfr.model.SpectralProblem;
import wfr.model.expression.Expression;
import wfr.model.expression.ExpressionException;
import wfr.model.expression.ExpressionParser;

/** Scenario expressions as series: they have the values of the expression, and what has no such form is refused. */
class SpectralFormTest {
  /** Roundings of sums of some hundred terms of size one. */
  private static final double ROUNDING = 512 * Math.ulp(1.0);

  /** The same for polynomials of large coefficients. */
  private static final double ROUNDING_OF_POLYNOMIALS = 1e-11;

  private static final double[] POINTS = {-1.7, -0.3, 0, 0.9, 2.4};

  private static Expression parse(String text) throws ExpressionException {
    return ExpressionParser.parse(text, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2*cos(2*x) + 0.5*sin(x)",
        "1.5*cos(x - 0.4)",
        "-sin(3*x + 1)*cos(x)/4",
        "(1 + sin(x))^3",
        "cos(-2*x) - sin(-x)",
        "sin(x)*sin(2*x) + cos(x)*cos(x) + 7"
      })
  void trigonometricSeries_hasTheValuesOfItsExpression(String text) throws ExpressionException {
    Expression e = parse(text);
    double[] c = TrigonometricSeries.of(e);
    for (double x : POINTS) {
      double sum = 0;
      for (int i = 0; i < c.length; i++) {
        int k = (i + 1) / 2;
        sum += c[i] * (i % 2 == 1 || i == 0 ? Math.cos(k * x) : Math.sin(k * x));
      }
      assertEquals(e.evaluate(x), sum, ROUNDING);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"(x^2 - 1)^2 + 0.2*x", "-x^3/7 + (2 - x)^5*3", "x", "4 - 2*x"})
  void polynomial_hasTheValuesOfItsExpression(String text) throws ExpressionException {
    Expression e = parse(text);
    var c = SpectralForm.polynomial(e);
    for (double x : POINTS) {
      double sum = 0;
      for (int k = c.length - 1; k >= 0; k--) {
        sum = sum * x + c[k].doubleValue();
      }
      assertEquals(e.evaluate(x), sum, ROUNDING_OF_POLYNOMIALS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cos(1.5*x)", "exp(cos(x))", "x*cos(x)", "cos(x)^25", "cos(x^2)"})
  void expressionsThatAreNoTrigonometricPolynomials_areRefused(String text)
      throws ExpressionException {
    Expression e = parse(text);
    assertThrows(IllegalArgumentException.class, () -> TrigonometricSeries.of(e));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sin(x)", "x^0.5", "1/x", "x^25", "abs(x)"})
  void expressionsThatAreNoPolynomials_areRefused(String text) throws ExpressionException {
    Expression e = parse(text);
    assertThrows(IllegalArgumentException.class, () -> SpectralForm.polynomial(e));
  }

  /** h_0 = 3 (x - x^3/12) on [-2, 2]: slope in xi = x/2 is 6 (1 - xi^2). */
  @Test
  void slopeOfTheStart_isDividedByItsZerosAtTheWalls() {
    SpectralProblem p =
        SpectralForm.of(
            ScenarioReader.read(
                "a.yaml",
                "a",
                """
                potential: "x^4 - 0.3*x"
                initial: {log-density: "-x^4 + 0.3*x + 3*(x - x^3/12)"}
                domain: [-2, 2]
                boundary: no-flux
                output-times: [1]
                """));
    assertEquals(6, p.start()[0], ROUNDING);
    for (int k = 1; k < p.start().length; k++) {
      assertEquals(0, p.start()[k], ROUNDING);
    }
    assertArrayEquals(new double[] {0, -0.3, 0, 0, 1}, p.potential());
  }

  @Test
  void aCircleOfAnotherLength_isRefused() {
    Scenario s =
        ScenarioReader.read(
            "a.yaml",
            "a",
            """
            potential: "cos(x)"
            initial: {log-density: "sin(x)"}
            domain: [0, 6]
            boundary: periodic
            output-times: [1]
            """);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> SpectralForm.of(s));
    assertTrue(e.getMessage().contains("length 2 pi"), e.getMessage());
  }
}
