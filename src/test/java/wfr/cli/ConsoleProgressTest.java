package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
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

  /** Half of the particles, 20 s after they began: 20 s are left, whatever the grid took before. */
  @Test
  void timeLeft_isThatOfTheWorkWhoseEndIsKnown() {
    assertEquals(
        "grid of 64 cells, 10 s so far\n 50 %  particles, 20 s left\n",
        said(
            new At(0, "grid of 64 cells", Double.NaN),
            new At(10, "grid of 64 cells", Double.NaN),
            new At(10, "particles", 0),
            new At(30, "particles", 0.5)));
  }

  @Test
  void overtakenByAThread_isNoOtherWork_butAnotherStageIs() {
    assertEquals(
        " 50 %  claims, 10 s left\n 50 %  claims, 30 s left\n",
        said(new At(0, "claims", 0), new At(10, "claims", 0.5), new At(30, "claims", 0.49)));
    assertEquals(
        " 50 %  claims, 10 s left\n 25 %  mutants, 30 s left\n",
        said(
            new At(0, "claims", 0),
            new At(10, "claims", 0.5),
            new At(12, "mutants", 0),
            new At(22, "mutants", 0.25)));
  }

  /** What is said at a time, in seconds. */
  private record At(double seconds, String what, double fraction) {}

  private static String said(At... calls) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    AtomicLong now = new AtomicLong();
    ConsoleProgress progress = new ConsoleProgress(new PrintStream(err), false, false, now::get);
    for (At call : calls) {
      now.set((long) (1e9 * call.seconds));
      progress.at(call.what, call.fraction);
    }
    progress.close();
    return err.toString(StandardCharsets.UTF_8).replace("\r", "");
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
