package wfr.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import wfr.report.OutputFiles;

/** What all commands share: the session, the common options, progress and closing remarks. */
abstract class WfrCommand implements Callable<Integer> {
  static final int DONE = 0;
  static final int NOT_SUPPORTED = 1;

  @Mixin CommonOptions common = new CommonOptions();

  final Session session;

  WfrCommand(Session session) {
    this.session = session;
  }

  ConsoleProgress progress() {
    return new ConsoleProgress(session.err(), session.interactive(), common.quiet);
  }

  void warn(Iterable<String> warnings) {
    for (String warning : warnings) {
      session.err().println("warning: " + warning);
    }
  }

  void announce(OutputFiles files) {
    if (!common.quiet) {
      for (Path file : files.written()) {
        session.err().println("wrote " + file);
      }
    }
  }
}
