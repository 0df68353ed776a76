package wfr.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.model.Observable;
import wfr.model.SpectralProblem;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.expression.ExpressionParser;
import wfr.reference.CertifiedProblems;
import wfr.reference.GridTask;
import wfr.reference.RichardsonSolver;
import wfr.scenario.ExpressionCompiler;

/** The committed file of certified problems, against the code's problems and against finite volumes. */
class CertifiedReferenceTest {
  /** Promised of every certified problem. */
  private static final double PROMISED = 1e-9;

  /** Cubature of the tabulated densities. */
  private static final double CUBATURE = 1e-10;

  /** The finite volumes must have converged for the comparison to mean anything. */
  private static final double CONVERGED = 1e-6;

  private static JsonNode problem(String name) throws IOException {
    for (JsonNode p :
        new ObjectMapper()
            .readTree(Path.of("reports", "reference", "certified.json").toFile())
            .get("problems")) {
      if (p.get("name").asText().equals(name)) {
        return p;
      }
    }
    throw new AssertionError(name + " is not in the file: regenerate reports/reference");
  }

  private static double[] numbers(JsonNode list) {
    double[] out = new double[list.size()];
    for (int k = 0; k < out.length; k++) {
      out[k] = Double.parseDouble(list.get(k).asText());
    }
    return out;
  }

  @Test
  void committedFile_holdsTheProblemsOfTheCode_eachBelow1e9() throws IOException {
    for (String name : CertifiedProblems.all().keySet()) {
      SpectralProblem p = CertifiedProblems.all().get(name);
      JsonNode tree = problem(name);
      String prefix = p.periodic() ? "potential-fourier" : "potential-monomials";
      assertEquals(List.of(boxed(p.potential())), List.of(boxed(numbers(tree.get(prefix)))));
      String start = p.periodic() ? "h0-fourier" : "h0-slope-over-1-xi2-chebyshev";
      assertEquals(List.of(boxed(p.start())), List.of(boxed(numbers(tree.get(start)))));
      assertEquals(p.reactionRate(), Double.parseDouble(tree.get("lambda").asText()));
      assertEquals(CertifiedProblems.TIMES.length, tree.get("times").size());
      for (JsonNode t : tree.get("times")) {
        assertTrue(t.get("relative-bound").asDouble() <= PROMISED, name);
      }
    }
  }

  private static String boxed(double[] x) {
    return java.util.Arrays.toString(x);
  }

  /** Mean, variance and KL by extrapolated finite volumes, each within the summed errors. */
  @ParameterizedTest
  @ValueSource(strings = {"shallow-well", "fast-reaction-well", "convex-quartic"})
  void finiteVolumes_agreeWithTheEnclosure(String name) throws Exception {
    List<Observable> observables = new ArrayList<>();
    for (String text : List.of("x > 0", "x^2", "cos(x)")) {
      observables.add(
          new Observable(text, ExpressionCompiler.field(ExpressionParser.parse(text, 1), 1)));
    }
    List<MeasureSummary> grid =
        new RichardsonSolver(
                new GridTask(
                    CertifiedProblems.all().get(name).problem(),
                    CertifiedProblems.TIMES,
                    observables,
                    OptionalInt.empty(),
                    OptionalDouble.empty(),
                    SplittingScheme.STRANG,
                    TransportScheme.TR_BDF2,
                    1e-6),
                (what, fraction) -> {})
            .solve()
            .summaries();
    for (int k = 0; k < grid.size(); k++) {
      JsonNode t = problem(name).get("times").get(k);
      assertWithin(grid.get(k).mean().get(0), t.get("mean"));
      assertWithin(grid.get(k).variance().get(0).get(0), t.get("variance"));
      assertWithin(grid.get(k).kl(), t.get("kl"));
      for (Observable o : observables) {
        assertWithin(grid.get(k).observables().get(o.name()), t.get("observables").get(o.name()));
      }
    }
  }

  private static void assertWithin(Estimate grid, JsonNode certified) {
    double error = grid.error() + certified.get("error").asDouble();
    assertEquals(
        Double.parseDouble(certified.get("value").asText()), grid.value(), error, grid::toString);
    assertTrue(error < CONVERGED, grid::toString);
  }

  /** A density on 64 equidistant points of a circle integrates to 1 by the trapezoidal rule, up to its errors and aliasing far below them. */
  @ParameterizedTest
  @ValueSource(strings = {"two-well-circle", "three-well-circle"})
  void density_integratesToOne(String name) throws IOException {
    for (JsonNode t : problem(name).get("times")) {
      double sum = 0;
      double error = 0;
      double[] rho = numbers(t.get("density"));
      double[] errors = numbers(t.get("density-error"));
      for (int j = 0; j < rho.length; j++) {
        sum += rho[j] * 2 * Math.PI / rho.length;
        error += errors[j] * 2 * Math.PI / rho.length;
      }
      assertEquals(1, sum, error + CUBATURE);
    }
  }
}
