package wfr.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.scenario.SpaceScenarioTest.assertRefused;
import static wfr.scenario.SpaceScenarioTest.read;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wfr.model.MixtureLaw;
import wfr.model.Potential;
import wfr.model.ProductLaw;
import wfr.model.ProductPotential;

/** Products in a rotated frame as a scenario writes them. */
class ProductScenarioTest {
  static final String ROTATED =
      """
      dimension: 3
      potential: {product: {factors: ["2*(x^2 - 1)^2", {quadratic: {mean: 0, variance: 2}}, {double-well: {barrier: 1}}], frame: {householder: [1, 2, 2]}}}
      initial: {product: {factors: [{gaussian: {mean: 1, variance: 0.1}}, {mixture: {weights: [1, 3], means: [-1, 1], variances: [0.1, 0.2]}}, {gaussian: {mean: 0, variance: 1}}], frame: [[0, 1, 0], [-1, 0, 0], [0, 0, 1]]}}
      output-times: [0.1]
      """;

  /** I - 2 v v'/|v|^2 of (1, 2, 2) has ninths as entries, and R' x is exact in hand computation. */
  @Test
  void productInAFrame_isTheSumOfItsFactorsInTheFramesCoordinates() {
    Scenario s = read(ROTATED);
    ProductPotential v = (ProductPotential) s.problem().potential();
    double[] x = {1, 0.5, -0.25};
    double along = (1 + 1 - 0.5) * 2 / 9;
    double[] y = {1 - along, 0.5 - 2 * along, -0.25 - 2 * along};
    double wells = 2 * Math.pow(y[0] * y[0] - 1, 2) + Math.pow(y[2] * y[2] - 1, 2);
    double tolerance = 64 * Math.ulp(4.0); // a dozen operations on numbers below 4
    assertEquals(wells + y[1] * y[1] / 4, v.value(x), tolerance);
    double[] slopes = {
      8 * y[0] * (y[0] * y[0] - 1), y[1] / 2, 4 * y[2] * (y[2] * y[2] - 1),
    };
    double back = (slopes[0] + 2 * slopes[1] + 2 * slopes[2]) * 2 / 9;
    double[] g = new double[3];
    v.gradient(x, g);
    assertEquals(slopes[0] - back, g[0], tolerance);
    assertEquals(slopes[1] - 2 * back, g[1], tolerance);
    assertEquals(slopes[2] - 2 * back, g[2], tolerance);
    ProductLaw law = (ProductLaw) s.problem().initial();
    // column 0 of the frame is (0, -1, 0), column 1 is (1, 0, 0)
    double[] z = {-x[1], x[0], x[2]};
    double expected = 0;
    for (int k = 0; k < 3; k++) {
      expected += law.factors().get(k).logDensity(z[k]);
    }
    assertEquals(expected, law.logDensity(x), tolerance);
    assertTrue(law.factors().get(1) instanceof MixtureLaw);
  }

  @Test
  void productWithoutAFrame_hasTheCoordinatesAsAxes_onTheLineToo() {
    Scenario plane =
        read(
            """
            potential: {product: {factors: ["x^4", "x^2"]}}
            initial: {product: {factors: [{gaussian: {mean: 0, variance: 1}}, {gaussian: {mean: 1, variance: 0.5}}]}}
            domain: [[-6, 6], [-6, 6]]
            output-times: [1]
            """);
    assertEquals(16 + 9, plane.problem().potential().value(new double[] {2, 3}));
    Scenario line =
        read(
            """
            potential: {product: {factors: ["x^4"], frame: [[-1]]}}
            initial: {gaussian: {mean: 0, variance: 1}}
            domain: [-6, 6]
            output-times: [1]
            """);
    Potential v = line.problem().potential();
    assertEquals(16, v.value(2));
    assertEquals(32, v.derivative(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{factors: [x, x, x], frame: [[1, 0, 0], [0, 1, 0], [0, 1e-6, 1]]} | potential.product.frame: must be orthogonal: max |R'R - I| is 1.0E-6, at most 1e-12 may be",
        "{factors: [x, x, x], frame: [[1, 0], [0, 1]]} | potential.product.frame: a list of 2: an orthogonal matrix of 3 rows is expected in three dimensions",
        "{factors: [x, x, x], frame: {householder: [1, 0]}} | frame.householder: a list of 2: a list of 3 numbers is expected",
        "{factors: [x, x, x], frame: {householder: [0, 0, 0]}} | frame.householder: the vector of a reflection needs a length > 0",
        "{factors: [x, x, x], frame: {rotation: 1}} | unknown key 'rotation'",
        "{factors: [x, x]} | potential.product.factors: a list of 2: a list of 3 is expected in three dimensions",
        "{factors: [x, x, \"y\"]} | the variable y needs two dimensions, this problem has one: use x",
        "{factors: [x, x, \"1/x\"]} | potential.product.factors[2]: 1/x: division by zero",
        "{factors: [x, x, {banana: {}}]} | potential.product.factors[2]: unknown key 'banana'",
        "{factors: [x, x, {quadratic: {mean: [0, 0], variance: 1}}]} | one is expected, a factor has one dimension",
        "{frame: {householder: [1, 0, 0]}} | potential.product.factors: missing",
      })
  void badProduct_isNamedWithWhatIsAdmissible(String product, String expected) {
    assertRefused(ROTATED, "potential: {product: " + product + "}", expected);
  }
}
