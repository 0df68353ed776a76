package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Test
  void export_carriesTheConstants() throws IOException {
    PrintStream none =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    String[] args = {
      "reference", "export", "--scenario", "double-well", "--out", directory.toString()
    };
    assertEquals(0, Main.run(args, new Session(new Synthetic(), none, none, false)));
    assertEquals(
        Files.readString(Path.of("proofs-notes", "coq", "constants.csv")),
        Files.readString(directory.resolve("constants.csv")));
  }
}
