package wfr.foreign;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import wfr.model.Potential;
import wfr.scenario.BadInput;

/**
 * V and grad V from a program, a line of JSON for a block of points and a line for its answer:
 *   {"op": "potential", "x": [[x_1, .., x_d], ..]}   ->   {"value": [V, ..], "gradient": [[V_1, .., V_d], ..]}.
 * Points are asked in blocks of at most {@value #MOST_POINTS} where callers say in advance which they need ({@link #expect}) or ask many at once, else one by one; those asked lately are kept. One caller at a time. V may be
 * infinite, where the gradient is not read; every other number that is none is refused, as is everything that breaks the conversation, in one line of a {@link BadInput}, and ends it. At a point that is none itself V is NaN and
 * nothing is asked. Breakpoints on the line are those that were given: a program cannot tell its own.
 * Source: README, "A target of your own".
 */
final class TargetProgram implements Potential, AutoCloseable {
  /** Points of a line. */
  static final int MOST_POINTS = 4096;

  /** Of points kept for certain: those that quadratures in space tell at once, a few times over. */
  private static final int MOST_KEPT = 1 << 18;

  /** Numbers kept: 2^21 of them take 64 MB in half empty tables, of which there are two. */
  private static final int MOST_NUMBERS = 1 << 21;

  private final String command;
  private final int d;
  private final double[] breakpoints;
  private final Duration timeout;
  private final LineProcess process;
  private final PointCache known;
  private long requests;
  private long points;
  private BadInput failure;

  /**
   * Starts it.
   *
   * @param command program and arguments; no shell
   * @param dimension d
   * @param breakpoints where V jumps or has a kink on a line, ascending
   * @param timeout for one block
   * @param diagnostics receives each line of its standard error
   */
  TargetProgram(
      String command,
      int dimension,
      double[] breakpoints,
      Duration timeout,
      Consumer<String> diagnostics) {
    this.command = command;
    d = dimension;
    this.breakpoints = breakpoints.clone();
    this.timeout = timeout;
    process = new LineProcess(CommandLineWords.of(command, "a command"), "a command", diagnostics);
    known = new PointCache(d, Math.min(MOST_KEPT, MOST_NUMBERS / (2 * d + 1)));
  }

  /** As it was given. */
  String command() {
    return command;
  }

  @Override
  public int dimension() {
    return d;
  }

  @Override
  public boolean isDear() {
    return true;
  }

  /** How many lines were asked. */
  long requests() {
    return requests;
  }

  /** At how many points. */
  long points() {
    return points;
  }

  @Override
  public void expect(double[][] x, int n) {
    double[][] missing = new double[d][Math.min(n, MOST_POINTS)];
    for (int from = 0; from < n; ) {
      int count = 0;
      synchronized (known) {
        double[] point = new double[d];
        for (; from < n && count < MOST_POINTS; from++) {
          point(x, from, point);
          if (isFinite(point) && known.find(point) < 0) {
            for (int k = 0; k < d; k++) {
              missing[k][count] = point[k];
            }
            count++;
          }
        }
      }
      if (count > 0) {
        double[][] rows = ask(missing, count);
        synchronized (known) {
          for (double[] row : rows) {
            known.put(row);
          }
        }
      }
    }
  }

  /** Of walkers on a line, which do not come back to a point: nothing is kept. */
  @Override
  public void evaluate(double[] x, int from, int n, double[] value, double[] derivative) {
    for (int done = 0; done < n; done += MOST_POINTS) {
      int count = Math.min(MOST_POINTS, n - done);
      double[][] block = {Arrays.copyOfRange(x, from + done, from + done + count)};
      double[] v = new double[count];
      double[][] slope = {new double[count]};
      if (isFinite(block[0])) {
        double[][] rows = ask(block, count);
        Arrays.setAll(v, i -> rows[i][1]);
        Arrays.setAll(slope[0], i -> rows[i][2]);
      } else {
        evaluate(block, count, v, slope);
      }
      if (value != null) {
        System.arraycopy(v, 0, value, done, count);
      }
      if (derivative != null) {
        System.arraycopy(slope[0], 0, derivative, done, count);
      }
    }
  }

  @Override
  public void evaluate(double[][] x, int n, double[] value, double[][] gradient) {
    double[] point = new double[d];
    double[][] block = new double[d][];
    for (int from = 0; from < n; from += MOST_POINTS) {
      int count = Math.min(MOST_POINTS, n - from);
      for (int k = 0; k < d; k++) {
        block[k] = Arrays.copyOfRange(x[k], from, from + count);
      }
      expect(block, count);
      synchronized (known) {
        for (int i = 0; i < count; i++) {
          point(block, i, point);
          int at = row(point);
          if (value != null) {
            value[from + i] = at < 0 ? Double.NaN : known.rows()[at + d];
          }
          for (int k = 0; gradient != null && k < d; k++) {
            gradient[k][from + i] = at < 0 ? Double.NaN : known.rows()[at + d + 1 + k];
          }
        }
      }
    }
  }

  @Override
  public double value(double[] x) {
    synchronized (known) {
      int at = row(x);
      return at < 0 ? Double.NaN : known.rows()[at + d];
    }
  }

  @Override
  public double value(double x) {
    return value(new double[] {x});
  }

  @Override
  public void gradient(double[] x, double[] gradient) {
    synchronized (known) {
      int at = row(x);
      for (int k = 0; k < d; k++) {
        gradient[k] = at < 0 ? Double.NaN : known.rows()[at + d + 1 + k];
      }
    }
  }

  @Override
  public double[] breakpoints(int axis, double[] point, double lower, double upper) {
    return Arrays.stream(breakpoints).filter(b -> b > lower && b < upper).toArray();
  }

  /** The row of a point in the cache, fetched if need be; -1 where the point is none. */
  private int row(double[] x) {
    if (!isFinite(x)) {
      return -1;
    }
    int at = known.find(x);
    if (at < 0) {
      double[][] one = new double[d][1];
      for (int k = 0; k < d; k++) {
        one[k][0] = x[k];
      }
      at = known.put(ask(one, 1)[0]);
    }
    return at;
  }

  private static void point(double[][] x, int i, double[] point) {
    for (int k = 0; k < point.length; k++) {
      point[k] = x[k][i];
    }
  }

  private static boolean isFinite(double[] x) {
    for (double v : x) {
      if (!Double.isFinite(v)) {
        return false;
      }
    }
    return true;
  }

  /** Rows of points, V and derivatives, from the program itself; nothing is kept. */
  double[][] ask(double[][] x, int n) {
    TargetBlock block = new TargetBlock(x, n);
    String line = block.line();
    String request;
    String answer;
    synchronized (process) {
      requests++;
      points += n;
      request = "%s: request %d (%d point%s)".formatted(command, requests, n, n == 1 ? "" : "s");
      answer = exchange(line, request);
    }
    try {
      return block.rows(answer, request);
    } catch (BadInput e) {
      throw end(e);
    }
  }

  private String exchange(String line, String request) {
    if (failure != null) {
      throw failure;
    }
    try {
      long deadline = System.nanoTime() + timeout.toNanos();
      if (process.hasSpoken()) {
        throw new BadInput(
            request
                + ": there is a line that was not asked for: "
                + Message.shown(process.receive(deadline, request)));
      }
      process.send(line, deadline);
      String answer = process.receive(deadline, request);
      if (answer == null) {
        throw new BadInput(
            "%s: no answer within %s s; is the output flushed?"
                .formatted(request, timeout.toMillis() / 1000.0));
      }
      return answer;
    } catch (BadInput e) {
      throw end(e);
    }
  }

  private BadInput end(BadInput why) {
    synchronized (process) {
      failure = failure == null ? why : failure;
      process.kill();
      return failure;
    }
  }

  /** Ends it. */
  @Override
  public void close() {
    end(new BadInput(command + ": has ended with its run"));
    synchronized (known) {
      known.clear();
    }
  }
}
