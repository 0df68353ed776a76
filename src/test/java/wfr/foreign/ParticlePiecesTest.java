package wfr.foreign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wfr.measure.WeightedSample;
import wfr.scenario.BadInput;
import wfr.spec.ReportedSample;
import wfr.spec.WrongAnswer;

/** Particles as the answer of a program to a whole run, at once and in pieces. */
class ParticlePiecesTest {
  @TempDir Path directory;

  /** A program that answers solve with these lines, whatever the problem. */
  private ForeignProgram program(String... lines) throws Exception {
    Path script = directory.resolve("program.sh");
    Files.writeString(
        script,
        "read -r a; echo '{\"seq\": 1, \"protocol\": 1}'\n"
            + "read -r a; echo '{\"seq\": 2, \"operations\": [\"solve\"]}'\n"
            + "read -r a; cat <<'END'\n"
            + String.join("\n", lines)
            + "\nEND\nread -r a; echo '{\"seq\": 4}'\n");
    return new ForeignProgram("sh " + script, Duration.ofSeconds(20), line -> {});
  }

  private ForeignProgram.Solved solved(String... lines) throws Exception {
    try (ForeignProgram program = program(lines)) {
      return program.solve("double-well", Map.of());
    }
  }

  private static String piece(String particles, boolean more) {
    return "{\"seq\": 3, \"particles\": " + particles + (more ? ", \"more\": true}" : "}");
  }

  @Test
  void piecesAreOneSample_andANumberStandsForAColumn() throws Exception {
    ForeignProgram.Solved s =
        solved(
            piece("{\"time\": 0.5, \"replicate\": 0, \"x\": [1, 2], \"log_weight\": 0}", true),
            piece(
                "{\"time\": 0.5, \"replicate\": 1, \"x\": [3], \"log_weight\": [\"-inf\"]}", true),
            piece("{\"time\": 1, \"replicate\": [0, 1], \"x\": [5, 6], \"log_weight\": 2}", false));
    assertTrue(s.run().states().isEmpty());
    ReportedSample sample = s.sample().orElseThrow();
    assertEquals(1, sample.runs().size());
    List<ReportedSample.State> states = sample.runs().get(0).states();
    assertEquals(List.of(0.5, 1.0), states.stream().map(ReportedSample.State::time).toList());
    List<WeightedSample> first = states.get(0).replicates();
    assertArrayEquals(new double[] {1, 2}, first.get(0).coordinate(0));
    assertArrayEquals(new double[] {Double.NEGATIVE_INFINITY}, first.get(1).logWeights());
    assertArrayEquals(new double[] {6}, states.get(1).replicates().get(1).coordinate(0));
  }

  @Test
  void functionalsMayComeWithTheLastPiece() throws Exception {
    ForeignProgram.Solved s =
        solved(
            piece("{\"time\": 0.5, \"x\": [1, 2]}", true),
            "{\"seq\": 3, \"times\": [{\"time\": 0.5, \"functionals\": {\"kl\": {\"value\": 1, \"error\": 0}}}]}");
    assertEquals(1, s.run().states().size());
    assertTrue(s.sample().isPresent());
    assertFalse(solved("{\"seq\": 3, \"times\": [{\"time\": 0.5}]}").sample().isPresent());
  }

  /** A NaN among particles is a verdict, not the end of the conversation. */
  @Test
  void notANumber_isRead() throws Exception {
    for (String nan : List.of("NaN", "\"nan\"")) {
      ForeignProgram.Solved s = solved(piece("{\"time\": 0.5, \"x\": [1, " + nan + "]}", false));
      WeightedSample p = s.sample().orElseThrow().runs().get(0).states().get(0).replicates().get(0);
      assertTrue(Double.isNaN(p.coordinate(0)[1]), nan);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "[1]; particles: an object of columns is expected",
        "{\"time\": 0.5, \"x\": 1}; particles: no column is a list: one number for each particle is expected",
        "{\"time\": 0.5, \"x\": []}; particles: x: no particles",
        "{\"time\": [0.5], \"x\": [1, 2]}; particles: x has 2 entries, time 1",
        "{\"time\": 0.5, \"x\": [\"a\"]}; particles: x[0] is not a number: \"a\"",
        "{\"time\": 0.5, \"x\": [1], \"y\": {}}; particles: y: a list of numbers, or one number for all, is expected",
        "{\"x\": [1]}; particles: no column time",
        "{\"time\": 0.5, \"x\": [1], \"wight\": 0}; particles: columns [x, wight]",
        "{\"time\": 0.5, \"x\": [1], \"replicate\": 0.5}; particles: piece 1, particle 1: replicate: 0.5: must be an integer"
      })
  void malformedParticles_areOneLineThatNamesTheRequest(String particles, String message)
      throws Exception {
    BadInput e = assertThrows(BadInput.class, () -> solved(piece(particles, false)));
    assertTrue(
        e.getMessage().startsWith("request 3 (solve double-well): " + message), e.getMessage());
  }

  @Test
  void piecesFitTogether_andEnd() throws Exception {
    String one = "{\"time\": 0.5, \"x\": [1]}";
    BadInput other =
        assertThrows(
            BadInput.class,
            () -> solved(piece(one, true), piece("{\"time\": 0.5, \"y\": [1]}", false)));
    assertTrue(
        other.getMessage().contains("piece 2 has the columns [time, y], piece 1 [time, x]"),
        other.getMessage());
    BadInput none = assertThrows(BadInput.class, () -> solved("{\"seq\": 3, \"more\": true}"));
    assertTrue(
        none.getMessage().endsWith("\"more\" without particles: a piece of them is expected"),
        none.getMessage());
    BadInput neither = assertThrows(BadInput.class, () -> solved("{\"seq\": 3}"));
    assertTrue(neither.getMessage().contains("\"times\" or \"particles\""), neither.getMessage());
    BadInput word =
        assertThrows(
            BadInput.class, () -> solved("{\"seq\": 3, \"particles\": " + one + ", \"more\": 1}"));
    assertTrue(word.getMessage().endsWith("more: 1: must be true or false"), word.getMessage());
    assertThrows(WrongAnswer.class, () -> solved("{\"seq\": 3, \"error\": \"no\"}"));
  }
}
