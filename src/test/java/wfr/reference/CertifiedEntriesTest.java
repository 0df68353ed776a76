package wfr.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.model.Observable;
import wfr.model.SpectralFunction;
import wfr.model.SpectralProblem;
import wfr.model.SplittingScheme;
import wfr.model.expression.ExpressionParser;
import wfr.scenario.ExpressionCompiler;

/** The committed copy of the certified problems (reports/reference), against the code's problems and against finite volumes. */
class CertifiedEntriesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Promised of every certified problem, relative. */
  private static final double PROMISED = 1e-9;

  /** Cubature of the tabulated densities. */
  private static final double CUBATURE = 1e-10;

  /** The finite volumes must have converged for the comparison to mean anything. */
  private static final double CONVERGED = 1e-6;

  private static JsonNode entry(String name) throws IOException {
    for (JsonNode e :
        MAPPER
            .readTree(Path.of("reports", "reference", "reference.json").toFile())
            .get("solutions")) {
      if (e.get("scenario").asText().equals(name)) {
        assertEquals("certified", e.get("kind").asText());
        return e;
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
      JsonNode entry = entry(name);
      assertEquals(
          MAPPER.valueToTree(CertifiedEntries.scenario(name, p)).toString(),
          entry.get("problem").toString());
      assertEquals(CertifiedProblems.TIMES.length, entry.get("times").size());
      for (JsonNode t : entry.get("times")) {
        double[] rho = numbers(t.get("density").get("values"));
        double[] errors = numbers(t.get("density").get("errors"));
        for (int j = 0; j < rho.length; j++) {
          assertTrue(errors[j] <= PROMISED * rho[j], name);
        }
      }
    }
  }

  /** Mean, variance, KL and observables by extrapolated finite volumes, each within the summed errors. */
  @ParameterizedTest
  @ValueSource(strings = {"shallow-well", "fast-reaction-well", "convex-quartic"})
  void finiteVolumes_agreeWithTheEnclosure(String name) throws Exception {
    SpectralProblem p = CertifiedProblems.all().get(name);
    List<Observable> observables = new ArrayList<>();
    for (Map.Entry<String, SpectralFunction> o : CertifiedProblems.observables(p).entrySet()) {
      observables.add(
          new Observable(
              o.getKey(),
              ExpressionCompiler.field(ExpressionParser.parse(o.getValue().name(), 1), 1)));
    }
    List<MeasureSummary> grid =
        new RichardsonSolver(
                new GridTask(
                    p.problem(),
                    CertifiedProblems.TIMES,
                    observables,
                    OptionalInt.empty(),
                    OptionalDouble.empty(),
                    SplittingScheme.STRANG,
                    1e-6),
                Reference.IMPLEMENTATION,
                (what, fraction) -> {})
            .solve()
            .summaries();
    for (int k = 0; k < grid.size(); k++) {
      JsonNode f = entry(name).get("times").get(k).get("functionals");
      assertWithin(grid.get(k).mean().get(0), f.get("mean"));
      assertWithin(grid.get(k).variance().get(0).get(0), f.get("variance"));
      assertWithin(grid.get(k).kl(), f.get("kl"));
      for (Observable o : observables) {
        assertWithin(grid.get(k).observables().get(o.name()), f.get(o.name()));
      }
    }
  }

  private static void assertWithin(Estimate grid, JsonNode certified) {
    double error = grid.error() + Double.parseDouble(certified.get("error").asText());
    assertEquals(
        Double.parseDouble(certified.get("value").asText()), grid.value(), error, grid::toString);
    assertTrue(error < CONVERGED, grid::toString);
  }

  /** A density on 64 equidistant points of a circle integrates to 1 by the trapezoidal rule, up to its errors and aliasing far below them. */
  @ParameterizedTest
  @ValueSource(strings = {"two-well-circle", "three-well-circle"})
  void density_integratesToOne(String name) throws IOException {
    for (JsonNode t : entry(name).get("times")) {
      double sum = 0;
      double error = 0;
      double[] rho = numbers(t.get("density").get("values"));
      double[] errors = numbers(t.get("density").get("errors"));
      for (int j = 0; j < rho.length; j++) {
        sum += rho[j] * 2 * Math.PI / rho.length;
        error += errors[j] * 2 * Math.PI / rho.length;
      }
      assertEquals(1, sum, error + CUBATURE);
    }
  }
}
