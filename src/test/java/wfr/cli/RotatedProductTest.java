package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;

/**
 * B12 as a user meets it: a product of factors that is shipped nowhere, turned by 52 degrees and written as an expression in x and y, against its factors solved on the line.
 * The figures agree within the errors both sides state. The start vanishes where the first well is, so that the flux limiter acts on the finest grids: there the entries of
 * an extrapolation table agree by chance.
 */
class RotatedProductTest {
  /** What the plane is asked for, and so the most that it may state. */
  private static final double ACCURACY = 1e-4;

  private static final double C = Math.cos(Math.toRadians(52));
  private static final double S = Math.sin(Math.toRadians(52));
  private static final String ALONG = String.format(Locale.ROOT, "(%.17f*x + %.17f*y)", C, S);
  private static final String ACROSS = String.format(Locale.ROOT, "(%.17f*y - %.17f*x)", C, S);

  private static String first(String a) {
    return "1.6*(" + a + "^2 - 1.3)^2 + 0.35*" + a;
  }

  private static String second(String b) {
    return "0.5*%s^4 + 0.6*%s^2 - 0.5*%s + 0.4*cos(2*%s)".formatted(b, b, b, b);
  }

  private static Scenario scenario(String v, String initial, String domain, String observable) {
    return ScenarioReader.read(
        "s",
        "s",
        """
        potential: "%s"
        initial: {gaussian: {%s}}
        domain: %s
        reaction-rate: 1.7
        diffusivity: 0.8
        output-times: [0.2, 0.8]
        observables: {share: "%s"}
        """
            .formatted(v, initial, domain, observable));
  }

  @Test
  void solve_agreesWithItsFactors_onAProductOfRotatedAxes() {
    double[] mean = {0.7, -0.3};
    double[] variance = {0.2, 0.15};
    Scenario plane =
        scenario(
            first(ALONG) + " + " + second(ACROSS),
            String.format(
                Locale.ROOT,
                "mean: [%.17f, %.17f], covariance: [[%.17f, %.17f], [%.17f, %.17f]]",
                C * mean[0] - S * mean[1],
                S * mean[0] + C * mean[1],
                C * C * variance[0] + S * S * variance[1],
                C * S * (variance[0] - variance[1]),
                C * S * (variance[0] - variance[1]),
                S * S * variance[0] + C * C * variance[1]),
            "[[-4, 4], [-3.8, 3.9]]",
            ALONG + " > 0.25");
    Engine engine = new Engine();
    var found = engine.solve(plane, ACCURACY, (what, fraction) -> {}).summaries();
    var a = line(engine, first("x"), "mean: 0.7, variance: 0.2");
    var b = line(engine, second("x"), "mean: -0.3, variance: 0.15");
    for (int k = 0; k < found.size(); k++) {
      MeasureSummary f = found.get(k);
      Estimate[] m = {a.get(k).mean().get(0), b.get(k).mean().get(0)};
      assertAgree("KL", f.kl(), sum(1, a.get(k).kl(), 1, b.get(k).kl()));
      assertAgree(
          "reverse KL", f.reverseKl(), sum(1, a.get(k).reverseKl(), 1, b.get(k).reverseKl()));
      assertAgree("E x", f.mean().get(0), sum(C, m[0], -S, m[1]));
      assertAgree("E y", f.mean().get(1), sum(S, m[0], C, m[1]));
      assertAgree("share", f.observables().get("share"), a.get(k).observables().get("share"));
    }
  }

  private static java.util.List<MeasureSummary> line(Engine engine, String v, String initial) {
    return engine
        .solve(scenario(v, initial, "[-4, 4]", "x > 0.25"), ACCURACY, (what, fraction) -> {})
        .summaries();
  }

  private static Estimate sum(double p, Estimate a, double q, Estimate b) {
    return new Estimate(
        p * a.value() + q * b.value(), Math.abs(p) * a.error() + Math.abs(q) * b.error());
  }

  private static void assertAgree(String name, Estimate plane, Estimate factors) {
    double difference = Math.abs(plane.value() - factors.value());
    assertTrue(
        difference <= plane.error() + factors.error(),
        () -> name + ": plane " + plane + ", factors " + factors);
    assertTrue(plane.error() <= ACCURACY, () -> name + ": " + plane);
  }
}
