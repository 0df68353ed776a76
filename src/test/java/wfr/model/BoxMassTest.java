package wfr.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wfr.model.expression.Expression;
import wfr.model.expression.ExpressionParser;

/** Mass outside a box against closed forms, and which targets are integrable. */
class BoxMassTest {
  /** Mass of the law outside the box. */
  private static final double OUTSIDE = 0.1;

  /** Quadrature error promised by the class, relative to a figure. */
  private static final double RELATIVE = 1e-9;

  private static BoxMass mass(String v, double left, double right) throws Exception {
    Expression e = ExpressionParser.parse(v, 1);
    return BoxMass.of(x -> -e.evaluate(x), left, right);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | false",
        "-x | false",
        "-x^2 | false",
        "3 | false",
        "cos(x) | false",
        "log(1 + abs(x)) | false",
        "0.5*log(1 + x^2) | false",
        "x^3 | false",
        "x^2 - x^4 | false",
        "max(x, 0) | false",
        "x^2 | true",
        "x^2 - 4*x | true",
        "30*(x^2 - 1)^2 | true",
        "x^6 - 5*x^5 - x^3 | true",
        "abs(x) | true",
        "sqrt(1 + x^2) | true",
        "abs(x)^0.25 | true",
        "log(1 + x^2) | true",
        "2*log(1 + x^2) | true",
        "exp(x) + exp(-x) | true",
        "max(x^2 - 100, 0) | true",
      })
  void integrability_isDecidedByTheTails(String v, boolean integrable) throws Exception {
    assertEquals(integrable, mass(v, -3, 3).isIntegrable());
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 1", "3, 0, 1", "6, 0.5, 1", "5, -1, 4", "2, 0, 0.01", "14, 1, 5"})
  void gaussianOutside_isTheNormalTail(double half, double mean, double variance) {
    double s = Math.sqrt(2 * variance);
    double exact = (Erf.erfc((half - mean) / s) + Erf.erfc((half + mean) / s)) / 2;
    Domain box = Domain.interval(-half, half, Domain.Boundary.LINE);
    GaussianLaw law = GaussianLaw.of(mean, variance);
    assertEquals(exact, BoxMass.ofInitial(law, box).outside(), RELATIVE * exact);
    assertEquals(exact, BoxMass.ofTarget(law, box).outside(), RELATIVE * exact);
    assertEquals(0, BoxMass.ofInitial(law, box).logTotal(), RELATIVE);
  }

  /** For exp(-|x|) outside [-a, a]: mass e^-a, int |x| = (1 + a) e^-a, int x^2 = (a^2 + 2a + 2) e^-a. */
  private static double outside(BoxMass m, ToDoubleFunction<double[]> f) {
    return m.outsideIntegrals(1, (x, values) -> values[0] = f.applyAsDouble(x))[0];
  }

  @Test
  void laplaceOutside_hasItsMoments() throws Exception {
    double a = 5;
    BoxMass m = mass("abs(x)", -a, a);
    double tail = Math.exp(-a);
    assertEquals(tail, m.outside(), RELATIVE * tail);
    double first = (1 + a) * tail;
    assertEquals(first, outside(m, x -> Math.abs(x[0])), RELATIVE * first);
    double second = (a * a + 2 * a + 2) * tail;
    assertEquals(second, outside(m, x -> x[0] * x[0]), RELATIVE * second);
  }

  /** The Cauchy law has mass 1 - (2/pi) arctan a outside [-a, a] and no first moment. */
  @Test
  void cauchyOutside_hasMassButNoMean() throws Exception {
    BoxMass m = mass("log(1 + x^2)", -4, 4);
    double exact = 1 - 2 / Math.PI * Math.atan(4);
    assertEquals(exact, m.outside(), RELATIVE * exact);
    assertEquals(Double.POSITIVE_INFINITY, outside(m, x -> Math.abs(x[0])));
  }

  @Test
  void narrowComponentFarOutside_isNotSteppedOver() {
    MixtureLaw law =
        MixtureLaw.of(new double[] {0.9, 0.1}, new double[] {0, 100}, new double[] {0.01, 1e-6});
    Domain box = Domain.interval(-3, 3, Domain.Boundary.LINE);
    assertEquals(OUTSIDE, BoxMass.ofInitial(law, box).outside(), OUTSIDE * RELATIVE);
  }

  @Test
  void oneSide_countsAsMuchAsTheOther() throws Exception {
    double density = Math.exp(-1.125) / Math.sqrt(2 * Math.PI);
    double tail = 0.5 * Erf.erfc(1.5 / Math.sqrt(2));
    for (BoxMass m : List.of(mass("x^2/2", -1.5, 9), mass("x^2/2", -9, 1.5))) {
      double[] both =
          m.outsideIntegrals(
              2,
              (x, f) -> {
                f[0] = Math.abs(x[0]);
                f[1] = x[0] * x[0];
              });
      assertEquals(density, both[0], RELATIVE);
      assertEquals(tail + 1.5 * density, both[1], RELATIVE);
    }
  }

  @Test
  void componentThatComesBackFromNothing_isMeasured() throws Exception {
    BoxMass m = mass("min(5000*x^2, (x - 100)^2/2 + 1)", -3, 3);
    double far = Math.sqrt(2 * Math.PI) * Math.exp(-1);
    double share = far / (far + Math.sqrt(Math.PI / 5000));
    assertEquals(share, m.outside(), RELATIVE);
    assertEquals(100 * share, outside(m, x -> Math.abs(x[0])), 100 * RELATIVE);
  }

  @Test
  void undefinedOutside_isReported() throws Exception {
    assertFalse(mass("x^2 - log(4 + x)", -3, 3).isDefined());
    assertTrue(mass("x^2 - log(4 + x^2)", -3, 3).isDefined());
  }
}
