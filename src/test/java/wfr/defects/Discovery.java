package wfr.defects;

/**
 * Whether tests are run only to be found. PIT's JUnit plugin lists the tests of a class by running all of them, once where it records coverage and again in
 * each process that tries mutations; in those processes nothing has to happen the first time, and a process is started per class and after each timeout.
 */
final class Discovery {
  private static final String COMMAND = System.getProperty("sun.java.command", "");
  private static final boolean TRIES_MUTATIONS = COMMAND.contains("MutationTestMinion");

  /** Whether this is the process in which PIT records coverage and times. */
  static final boolean RECORDS_COVERAGE = COMMAND.contains("CoverageMinion");

  private Discovery() {}

  static boolean isRunning() {
    return TRIES_MUTATIONS
        && StackWalker.getInstance()
            .walk(
                frames -> frames.anyMatch(f -> f.getClassName().endsWith("JUnit5TestUnitFinder")));
  }
}
