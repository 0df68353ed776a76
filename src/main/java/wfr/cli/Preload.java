package wfr.cli;

import java.util.List;
import java.util.Set;
import wfr.model.expression.ExpressionException;
import wfr.model.expression.ExpressionParser;
import wfr.report.RunReport;
import wfr.scenario.ExpressionCompiler;

/**
 * Classes that a run needs in its course, loaded on a second thread while it begins: the compiler of expressions, then
 * what draws a report. No result depends on it.
 */
final class Preload {
  /** The commands that read a scenario and write a report. */
  private static final Set<String> RUNS = Set.of("solve", "sample", "compare");

  private Preload() {}

  /** Begins for the command at hand, if it is one that gains. */
  static void start(List<String> arguments) {
    if (Runtime.getRuntime().availableProcessors() == 1
        || arguments.stream().noneMatch(RUNS::contains)
        || arguments.contains("--help")) {
      return;
    }
    Thread thread = new Thread(Preload::load, "preload");
    thread.setDaemon(true);
    thread.start();
  }

  private static void load() {
    try {
      ExpressionCompiler.potential(ExpressionParser.parse("x^2", 1), 1);
    } catch (ExpressionException e) {
      throw new AssertionError(e);
    }
    RunReport.preload();
  }
}
