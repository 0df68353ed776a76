package wfr.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenarios of the plane: what is read, and one line for what is not. */
class PlaneScenarioTest {
  private static final String GAUSSIAN =
      "potential: {quadratic: {mean: [0.3, 0], covariance: [[0.5, 0.2], [0.2, 0.4]]}}";

  private static String scenario(String potential, String initial, String domain) {
    return potential
        + "\n"
        + initial
        + "\ndomain: "
        + domain
        + "\nboundary: no-flux\noutput-times: [0.1]\n";
  }

  private static final String START =
      "initial: {gaussian: {mean: [0, 0.1], covariance: [[0.3, 0], [0, 0.2]]}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{banana: {scale: 1, curvature: 0.4}}",
        "{mueller-brown: {beta: 0.05}}",
        "{mixture: {weights: [1, 2], means: [[0, 0], [1, 1]], covariances: [[[1, 0], [0, 1]], [[1, 0.5], [0.5, 1]]]}}",
        "'\"x^2 + x*y + y^2\"'"
      })
  void everyPotentialOfThePlane_isRead(String potential) {
    Scenario s =
        ScenarioReader.read(
            "s.yaml", "s", scenario("potential: " + potential, START, "[[-1.5, 1.2], [-0.2, 2]]"));
    assertEquals(2, s.problem().dimension());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[-3, 3], [-2, 2], [0, 1], [0, 1]] | one to three dimensions",
        "[[-3, 3], [-2, 2], [0, 1]] | a list of 3 numbers is expected in three dimensions",
        "[[-3, 3], [2, -2]] | the lower end must be below",
        "[[-3, 3], 4] | two numbers are expected",
        "[-3, 3] | one dimension"
      })
  void domainThatIsNoRectangle_isRefused(String domain, String message) {
    BadInput e =
        assertThrows(
            BadInput.class,
            () -> ScenarioReader.read("s.yaml", "s", scenario(GAUSSIAN, START, domain)));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void covarianceThatIsNotSymmetric_isRefused() {
    String bad = START.replace("[[0.3, 0]", "[[0.3, 0.1]");
    BadInput e =
        assertThrows(
            BadInput.class,
            () ->
                ScenarioReader.read("s.yaml", "s", scenario(GAUSSIAN, bad, "[[-3, 3], [-2, 2]]")));
    assertTrue(e.getMessage().contains("symmetric"), e.getMessage());
  }
}
