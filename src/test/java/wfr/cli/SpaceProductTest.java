package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.model.OrthogonalFrame;
import wfr.reference.GridResult;
import wfr.reference.Progress;
import wfr.report.RunReport;
import wfr.report.RunResult;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;

/** B12 as a user meets it in space: a double well and two Gaussians in reflected axes, by the grid of three dimensions and by the factors on the line. */
class SpaceProductTest {
  private static final Progress NONE = (what, done) -> {};
  private static final OrthogonalFrame FRAME = OrthogonalFrame.householder(1, 0.7, -0.5);

  private static final String[] POTENTIALS = {
    "\"2*(x^2-1)^2 + 0.3*x\"",
    "{quadratic: {mean: 0.2, variance: 0.35}}",
    "{quadratic: {mean: -0.1, variance: 0.5}}"
  };
  private static final String[] STARTS = {
    "{gaussian: {mean: -0.4, variance: 0.25}}",
    "{gaussian: {mean: 0, variance: 0.3}}",
    "{gaussian: {mean: 0.2, variance: 0.4}}"
  };

  private static Scenario scenario(String v, String start, String domain, String more) {
    return ScenarioReader.read(
        "s",
        "s",
        """
        potential: %s
        initial: %s
        domain: %s
        reaction-rate: 1.2
        output-times: [0.1, 0.3]
        %s
        """
            .formatted(v, start, domain, more));
  }

  private static String product(String[] factors) {
    return "{product: {factors: [%s], frame: {householder: [1, 0.7, -0.5]}}}"
        .formatted(String.join(", ", factors));
  }

  private static List<MeasureSummary> factor(int k) {
    String observable = k == 0 ? "observables: {right: \"x > 0.1\"}" : "";
    Scenario s = scenario(POTENTIALS[k], STARTS[k], "[-3.6, 3.6]", observable);
    return new Engine().solve(s, 1e-6, NONE).summaries();
  }

  private static Estimate sum(double[] by, Estimate... e) {
    double value = 0;
    double error = 0;
    for (int k = 0; k < by.length; k++) {
      value += by[k] * e[k].value();
      error += Math.abs(by[k]) * e[k].error();
    }
    return new Estimate(value, error);
  }

  private static void assertAgree(String what, Estimate found, Estimate exact) {
    double d = Math.abs(found.value() - exact.value());
    assertTrue(d <= found.error() + exact.error(), () -> what + ": " + found + ", " + exact);
  }

  @Test
  void figures_areThoseOfTheFactors_withinTheirStatedErrors() {
    String along =
        String.format(
            Locale.ROOT,
            "observables: {right: \"%.17f*x + %.17f*y + %.17f*z > 0.1\"}",
            FRAME.entry(0, 0),
            FRAME.entry(1, 0),
            FRAME.entry(2, 0));
    Scenario s =
        scenario(
            product(POTENTIALS), product(STARTS), "[[-3.6, 3.5], [-3.5, 3.7], [-3.6, 3.6]]", along);
    GridResult grid = new Engine().solve(s, 1e-3, NONE);
    List<List<MeasureSummary>> factors = List.of(factor(0), factor(1), factor(2));
    double[] one = {1, 1, 1};
    for (int o = 0; o < 2; o++) {
      MeasureSummary found = grid.summaries().get(o);
      MeasureSummary a = factors.get(0).get(o);
      MeasureSummary b = factors.get(1).get(o);
      MeasureSummary c = factors.get(2).get(o);
      assertAgree("KL", found.kl(), sum(one, a.kl(), b.kl(), c.kl()));
      assertAgree("right", found.observables().get("right"), a.observables().get("right"));
      for (int j = 0; j < 3; j++) {
        double[] row = {FRAME.entry(j, 0), FRAME.entry(j, 1), FRAME.entry(j, 2)};
        assertAgree(
            "mean " + j,
            found.mean().get(j),
            sum(row, a.mean().get(0), b.mean().get(0), c.mean().get(0)));
        for (int k = j; k < 3; k++) {
          double[] products = row.clone();
          for (int l = 0; l < 3; l++) {
            products[l] *= FRAME.entry(k, l);
          }
          assertAgree(
              "covariance " + j + " " + k,
              found.variance().get(j).get(k),
              sum(
                  products,
                  a.variance().get(0).get(0),
                  b.variance().get(0).get(0),
                  c.variance().get(0).get(0)));
        }
      }
    }
    pageAndFilesHaveThreeAxes(s, grid);
  }

  private static void pageAndFilesHaveThreeAxes(Scenario s, GridResult grid) {
    RunResult run = new RunResult(s, java.util.Optional.of(grid), java.util.Optional.empty());
    String page = RunReport.html(run);
    int cells = grid.scheme().cells();
    List<String> missing = new ArrayList<>();
    for (String text :
        List.of(
            "marginals along z",
            "target π, y and z",
            cells + " × " + cells + " × " + cells + " cells",
            "covariance y z",
            "mean z",
            "variance z")) {
      if (!page.contains(text)) {
        missing.add(text);
      }
    }
    assertEquals(List.of(), missing);
  }
}
