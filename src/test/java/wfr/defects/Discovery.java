package wfr.defects;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * Whether tests are run only to be found. PIT's JUnit plugin lists the tests of a class by running all of them, once where it records coverage and again in
 * each process that tries mutations; in those processes nothing has to happen the first time, and a process is started per class and after each timeout.
 */
public final class Discovery {
  private static final String COMMAND = System.getProperty("sun.java.command", "");
  private static final boolean TRIES_MUTATIONS = COMMAND.contains("MutationTestMinion");

  /** Whether this is the process in which PIT records coverage and times. */
  static final boolean RECORDS_COVERAGE = COMMAND.contains("CoverageMinion");

  private Discovery() {}

  /** A test about one claim; to run if the claim is asked for. */
  public static Stream<DynamicTest> test(String claim, String name, Executable body) {
    return isAsked(claim)
        ? Stream.of(
            DynamicTest.dynamicTest(
                name,
                () -> {
                  if (!isRunning()) {
                    body.execute();
                  }
                }))
        : Stream.empty();
  }

  /** Whether a run is about this claim: the system property wfr.claims is a regular expression, absent for all. */
  private static boolean isAsked(String claim) {
    return claim.matches(System.getProperty("wfr.claims", ".*"));
  }

  private static boolean isRunning() {
    return TRIES_MUTATIONS
        && StackWalker.getInstance()
            .walk(
                frames -> frames.anyMatch(f -> f.getClassName().endsWith("JUnit5TestUnitFinder")));
  }
}
