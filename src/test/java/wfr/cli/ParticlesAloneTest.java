package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scenario with a dimension in place of a domain: wfr sample runs it, commands of a grid refuse it in one line. */
class ParticlesAloneTest {
  private static final String SPACE =
      """
      name: alone
      dimension: 3
      potential: {quadratic: {mean: [0, 0, 1], variance: 2}}
      initial: {gaussian: {mean: [-1, 0, 0], variance: 1}}
      output-times: [0, 0.1]
      observables: {up: "z > x1"}
      particles: {count: 1600, time-step: 0.05, seed: 3}
      """;

  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String scenario, String... args) throws Exception {
    String file = Files.writeString(directory.resolve("s.yaml"), scenario).toString();
    Session session =
        new Session(
            new Engine(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    String[] all = args.clone();
    for (int i = 0; i < all.length; i++) {
      all[i] = all[i].equals("FILE") ? file : all[i];
    }
    return Main.run(all, session);
  }

  @Test
  void sample_runsInSpaceWithoutADomain() throws Exception {
    String to = directory.resolve("out").toString();
    assertEquals(0, run(SPACE, "sample", "FILE", "--out", to), out + "\n" + err);
    String head = Files.readAllLines(directory.resolve("out/particles.csv")).get(0);
    assertTrue(head.contains("x,y,z"), head);
  }

  @ParameterizedTest
  @ValueSource(strings = {"solve", "spectrum"})
  void commandOfAGrid_refusesParticlesAlone(String command) throws Exception {
    for (String scenario : new String[] {SPACE, inTenDimensions()}) {
      err.reset();
      assertEquals(2, run(scenario, command, "FILE"), err::toString);
      String message = err.toString(StandardCharsets.UTF_8);
      assertEquals(1, message.lines().count(), message);
      assertTrue(message.contains("alone: dimension: "), message);
      assertTrue(message.contains("needs a domain"), message);
    }
  }

  private static String inTenDimensions() {
    return SPACE
        .replace("dimension: 3", "dimension: 10")
        .replace("[0, 0, 1]", "[0, 0, 1, 0, 0, 0, 0, 0, 0, 0]")
        .replace("[-1, 0, 0]", "[-1, 0, 0, 0, 0, 0, 0, 0, 0, 0]")
        .replace("z > x1", "x3 > x10");
  }
}
