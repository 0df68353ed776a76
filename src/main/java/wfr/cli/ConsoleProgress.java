package wfr.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import wfr.reference.Progress;

/**
 * Progress on the error stream: one line redrawn with the remaining time for a person, a plain line now and then
 * otherwise (and only for work above a few seconds), nothing if quiet. A clock of its own keeps it going through a
 * stage that does not report: the remaining time of the work whose end is known falls, or the time so far grows.
 */
final class ConsoleProgress implements Progress, AutoCloseable {
  private static final long REDRAW = 200_000_000L;
  private static final long PATIENCE = 4_000_000_000L;
  private static final long PLAIN_LINE = 10_000_000_000L;

  /** Below this share an estimate of the whole says nothing. */
  private static final double ENOUGH = 0.02;

  private static final double OVERTAKEN = 0.5;

  private final PrintStream err;
  private final boolean interactive;
  private final boolean quiet;
  private final LongSupplier nanos;
  private final long start;
  private final ScheduledExecutorService clock;
  private long next;
  private int width;
  private String stage = "";
  private double done = Double.NaN;

  /** When the work began of which a share is known. */
  private long since;

  private double whole = Double.NaN;

  ConsoleProgress(PrintStream err, boolean interactive, boolean quiet) {
    this(err, interactive, quiet, System::nanoTime);
  }

  /** With a clock. */
  ConsoleProgress(PrintStream err, boolean interactive, boolean quiet, LongSupplier nanos) {
    this.nanos = nanos;
    start = nanos.getAsLong();
    since = start;
    this.err = err;
    this.interactive = interactive;
    this.quiet = quiet;
    next = interactive ? REDRAW : PATIENCE;
    clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    if (!quiet) {
      clock.scheduleAtFixedRate(this::show, 1, 1, TimeUnit.SECONDS);
    }
  }

  @Override
  public synchronized void at(String what, double fraction) {
    long now = nanos.getAsLong();
    // threads may overtake one another by a little; more is other work
    boolean late = what.equals(stage) && fraction >= OVERTAKEN * done;
    boolean anew = !late && !(fraction >= done);
    since = anew ? now : since;
    done = late ? Math.max(done, Math.min(1, fraction)) : Math.max(0, Math.min(1, fraction));
    stage = what;
    double before = (since - start) / 1e9;
    whole = done >= ENOUGH ? before + (now - since) / 1e9 / done : Double.NaN;
    show();
  }

  private synchronized void show() {
    long elapsed = nanos.getAsLong() - start;
    if (quiet || stage.isEmpty() || elapsed < next) {
      return;
    }
    next = elapsed + (interactive ? REDRAW : PLAIN_LINE);
    String line = line(stage, done, elapsed / 1e9, whole);
    if (interactive) {
      err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      err.flush();
      width = line.length();
    } else {
      err.println(line);
    }
  }

  /**
   * The line shown.
   *
   * @param what stage
   * @param done share of the known work when the stage was last heard of, NaN where there is none
   * @param seconds time so far
   * @param whole estimate of the whole time then, NaN if unknown
   */
  static String line(String what, double done, double seconds, double whole) {
    double left = whole - seconds;
    String time =
        left >= 0.5 || done >= 1
            ? duration(Math.max(0, left)) + " left"
            : duration(seconds) + " so far"; // unknown, or longer than estimated
    String share = Double.isNaN(done) ? "" : String.format(Locale.ROOT, "%3.0f %%  ", 100 * done);
    return share + what + ", " + time;
  }

  private static String duration(double seconds) {
    long s = Math.round(seconds);
    return s < 90 ? s + " s" : (s + 30) / 60 + " min";
  }

  /** Clears the redrawn line. */
  @Override
  public void close() {
    clock.shutdownNow();
    synchronized (this) {
      stage = "";
      if (width > 0) {
        err.print("\r" + " ".repeat(width) + "\r");
        err.flush();
        width = 0;
      }
    }
  }
}
