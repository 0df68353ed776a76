package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
  @Test
  void theLine_saysShareStageAndRemainingTime() {
    assertEquals(" 25 %  claims, 30 s left", ConsoleProgress.line("claims", 0.25, 10, 40));
    assertEquals(" 10 %  grid, 5 min left", ConsoleProgress.line("grid", 0.1, 30, 300));
    assertEquals("100 %  grid, 0 s left", ConsoleProgress.line("grid", 1, 30, 30));
  }

  @Test
  void nothingKnown_orLongerThanEstimated_saysTheTimeSoFar() {
    assertEquals(
        "  0 %  distance, 12 s so far", ConsoleProgress.line("distance", 0, 12, Double.NaN));
    assertEquals(
        "grid of 64 cells, 12 s so far",
        ConsoleProgress.line("grid of 64 cells", Double.NaN, 12, Double.NaN));
    assertEquals(" 50 %  grid, 31 s so far", ConsoleProgress.line("grid", 0.5, 31, 30));
  }

  @Test
  void workOfAMoment_andQuietWork_printNothing() {
    for (boolean quiet : new boolean[] {false, true}) {
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      try (ConsoleProgress progress = new ConsoleProgress(new PrintStream(err), false, quiet)) {
        progress.at("stage", 0.5);
      }
      assertEquals(0, err.size());
    }
  }
}
