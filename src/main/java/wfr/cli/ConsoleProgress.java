package wfr.cli;

import java.io.PrintStream;
import wfr.reference.Progress;

/**
 * Progress on the error stream: one line redrawn with the remaining time for a person, a plain line now and then
 * otherwise (and only for work above a few seconds), nothing if quiet.
 */
final class ConsoleProgress implements Progress, AutoCloseable {
  private static final long REDRAW = 200_000_000L;
  private static final long PATIENCE = 4_000_000_000L;
  private static final long PLAIN_LINE = 10_000_000_000L;

  private final PrintStream err;
  private final boolean interactive;
  private final boolean quiet;
  private final long start = System.nanoTime();
  private long next;
  private int width;

  ConsoleProgress(PrintStream err, boolean interactive, boolean quiet) {
    this.err = err;
    this.interactive = interactive;
    this.quiet = quiet;
    next = interactive ? REDRAW : PATIENCE;
  }

  /** A part [from, to] of the whole. */
  Progress part(double from, double to) {
    return (what, fraction) -> at(what, from + fraction * (to - from));
  }

  @Override
  public synchronized void at(String what, double fraction) {
    long elapsed = System.nanoTime() - start;
    if (quiet || elapsed < next) {
      return;
    }
    next = elapsed + (interactive ? REDRAW : PLAIN_LINE);
    double done = Math.max(0, Math.min(1, fraction));
    String line = String.format("%3.0f %%  %s%s", 100 * done, what, remaining(elapsed / 1e9, done));
    if (interactive) {
      err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      err.flush();
      width = line.length();
    } else {
      err.println(line);
    }
  }

  private static String remaining(double seconds, double done) {
    if (done < 0.02) {
      return "";
    }
    long left = Math.round(seconds * (1 - done) / done);
    return left < 90 ? ", " + left + " s left" : ", " + (left + 30) / 60 + " min left";
  }

  /** Clears the redrawn line. */
  @Override
  public synchronized void close() {
    if (width > 0) {
      err.print("\r" + " ".repeat(width) + "\r");
      err.flush();
      width = 0;
    }
  }
}
