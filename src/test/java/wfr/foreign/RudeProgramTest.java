package wfr.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wfr.scenario.BadInput;

/** Programs that misbehave: each is one line that says what happened, in bounded memory, and no process of theirs is left. */
class RudeProgramTest {
  private static final Duration SHORT = Duration.ofMillis(1500);

  private static String refused(String shell, Duration timeout, List<String> diagnostics) {
    BadInput e =
        assertThrows(
            BadInput.class,
            () -> new ForeignProgram("sh -c '" + shell + "'", timeout, diagnostics::add).close());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertTrue(e.getMessage().length() < 400, e.getMessage());
    assertEquals(e.getMessage(), BadInput.printable(e.getMessage()));
    return e.getMessage();
  }

  private static List<ProcessHandle> sleeping(String seconds) {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().arguments().map(a -> List.of(a).contains(seconds)).orElse(false))
        .filter(p -> p.info().command().orElse("").endsWith("sleep"))
        .toList();
  }

  private static void assertNobodySleeps(String seconds) throws InterruptedException {
    for (int k = 0; k < 100 && !sleeping(seconds).isEmpty(); k++) {
      Thread.sleep(20); // a killed process is listed until it is reaped
    }
    assertEquals(List.of(), sleeping(seconds));
  }

  @Test
  void timeOutBehindAWrapper_endsWhatTheWrapperStarted() throws Exception {
    String m = refused("sleep 70001 & sleep 70001", SHORT, new ArrayList<>());
    assertTrue(m.startsWith("request 1 (start): no answer within 1.5 s (--timeout)"), m);
    assertNobodySleeps("70001");
  }

  @Test
  void itsOwnExit_endsWhatItLeftBehind() throws Exception {
    String m =
        refused("sleep 70002 >/dev/null 2>&1 & exit 3", Duration.ofSeconds(20), new ArrayList<>());
    assertEquals("request 1 (start): the program ended with code 3", m);
    assertNobodySleeps("70002");
  }

  /** The child holds standard output open: the pipe does not say that the program is gone. */
  @Test
  void itsOwnExitBesideAChild_isTold() throws Exception {
    String m = refused("sleep 70004 & exit 3", SHORT, new ArrayList<>());
    assertEquals(
        "request 1 (start): the program ended with code 3; a process that it started holds its output",
        m);
    assertNobodySleeps("70004");
  }

  @Test
  void ourOwnEnd_endsTheProgramAndWhatItStarted() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process wfr =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                "wfr.cli.Main",
                "conform",
                "--command",
                "sh -c 'sleep 70003 & sleep 70003'")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    for (int k = 0; k < 3000 && sleeping("70003").size() < 2; k++) {
      Thread.sleep(20);
    }
    assertEquals(2, sleeping("70003").size());
    wfr.destroy(); // SIGTERM
    wfr.waitFor();
    assertNobodySleeps("70003");
  }

  @Test
  void anEndlessLine_isCutOff() {
    String m = refused("tr \"\\000\" a </dev/zero", Duration.ofSeconds(60), new ArrayList<>());
    assertTrue(m.startsWith("request 1 (start): a line of more than "), m);
  }

  @Test
  void aFloodOfLines_waitsInThePipe() {
    String m = refused("yes", Duration.ofSeconds(20), new ArrayList<>());
    assertTrue(m.startsWith("request 1 (start): not JSON"), m);
  }

  @Test
  void aFloodOnStandardError_isPassedOnUpToABound() {
    List<String> diagnostics = Collections.synchronizedList(new ArrayList<>());
    refused("yes | tr \"\\n\" y >&2 & yes >&2", SHORT, diagnostics);
    assertEquals(201, diagnostics.size());
    assertTrue(diagnostics.stream().allMatch(l -> l.length() <= 1000));
    assertEquals("(the first 200 lines; no more are shown)", diagnostics.get(200));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"seq\": 18446744073709551617, \"protocol\": 1}; sequence number 18446744073709551617: must be 1",
        "{\"seq\": 1, \"protocol\": 4294967297}; protocol 4294967297: must be 1",
        "{\"seq\": 1, \"protocol\": 1.5}; protocol 1.5: must be 1",
        "{\"seq\": 1, \"protocol\": 1, \"name\": \"\"}; name \"\": must be text",
        "{\"seq\": 1, \"protocol\": 1, \"name\": 3}; name 3: must be text",
        "{\"seq\": 1, \"protocol\": 1, \"name\": \"\\u001b[2J\"}; without control characters",
        "{\"seq\": 1, \"\\u001b[31m\": 1}; unknown key \"\\u001b[31m\""
      })
  void aWrongGreeting_isNamed(String line, String message) {
    String m = refused("echo \"" + escaped(line) + "\"; sleep 5", SHORT, new ArrayList<>());
    assertTrue(m.contains(message), m);
  }

  @Test
  void deepNesting_isRefusedInWordsOfTheProtocol() {
    String m = refused("echo " + "[".repeat(5000), SHORT, new ArrayList<>());
    assertTrue(m.contains("nested deeper than 32 levels"), m);
  }

  private static String escaped(String line) {
    return line.replace("\\", "\\\\\\\\").replace("\"", "\\\"");
  }
}
