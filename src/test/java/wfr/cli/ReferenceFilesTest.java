package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wfr.reference.GridResult;
import wfr.reference.Progress;
import wfr.report.SyntheticRun;
import wfr.scenario.Scenario;

/** Guaranteed data in {@code wfr reference export}. */
class ReferenceFilesTest {
  @TempDir Path directory;

  private static final class Synthetic extends Engine {
    @Override
    public GridResult solve(Scenario s, double accuracy, Progress p) {
      return SyntheticRun.grid(s);
    }
  }

  /** Constants of targets, and enclosures of mean, variance, KL, observables and density from the certificate of the equation. */
  @Test
  void export_carriesConstantsAndCertifiedSolutions() throws IOException {
    PrintStream none =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    String[] args = {
      "reference", "export", "--scenario", "gaussian", "--out", directory.toString()
    };
    assertEquals(0, Main.run(args, new Session(new Synthetic(), none, none, false)));
    assertEquals(
        Files.readString(Path.of("proofs-notes", "coq", "constants.csv")),
        Files.readString(directory.resolve("constants.csv")));
    JsonNode certified = new ObjectMapper().readTree(directory.resolve("certified.json").toFile());
    for (JsonNode problem : certified.get("problems")) {
      boolean circle = problem.get("space").asText().equals("circle");
      for (JsonNode at : problem.get("times")) {
        for (String figure :
            circle
                ? List.of("mean-cos-x", "mean-sin-x", "kl", "density")
                : List.of("mean", "variance", "kl", "density")) {
          assertTrue(at.has(figure), () -> figure + " is missing in " + problem.get("name"));
        }
      }
    }
  }
}
