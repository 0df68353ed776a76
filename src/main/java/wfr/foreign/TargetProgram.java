package wfr.foreign;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
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
  private static final String VALUE = "value";
  private static final String GRADIENT = "gradient";
  private static final Set<String> KEYS = Set.of(VALUE, GRADIENT, "error");

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
    String line = line(x, n);
    String request;
    String answer;
    synchronized (process) {
      requests++;
      points += n;
      request = "%s: request %d (%d point%s)".formatted(command, requests, n, n == 1 ? "" : "s");
      answer = exchange(line, request);
    }
    try {
      double[][] rows = usual(x, n, answer);
      return rows != null ? rows : rows(x, n, Message.object(answer, request), request);
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

  /** The rows of an answer of finite numbers in lists of the right lengths; null of any other, which {@link #rows} judges. */
  private double[][] usual(double[][] x, int n, String answer) {
    double[][] rows = new double[n][2 * d + 1];
    Set<String> read = new HashSet<>();
    try (JsonParser p = Message.tokens(answer)) {
      boolean right = p.nextToken() == JsonToken.START_OBJECT;
      while (right && p.nextToken() == JsonToken.FIELD_NAME) {
        String key = p.currentName();
        right = read.add(key) && p.nextToken() == JsonToken.START_ARRAY;
        for (int i = 0; i < n && right; i++) {
          right =
              switch (key) {
                case VALUE -> numbers(p, rows[i], d, d + 1);
                case GRADIENT ->
                    p.nextToken() == JsonToken.START_ARRAY
                        && numbers(p, rows[i], d + 1, 2 * d + 1)
                        && p.nextToken() == JsonToken.END_ARRAY;
                default -> false;
              };
        }
        right = right && p.nextToken() == JsonToken.END_ARRAY;
      }
      if (!right
          || read.size() != 2
          || !p.hasToken(JsonToken.END_OBJECT)
          || p.nextToken() != null) {
        return null;
      }
    } catch (IOException e) {
      return null;
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        rows[i][k] = x[k][i];
      }
    }
    return rows;
  }

  private static boolean numbers(JsonParser p, double[] row, int from, int to) throws IOException {
    for (int k = from; k < to; k++) {
      JsonToken token = p.nextToken();
      if (token == null || !token.isNumeric()) {
        return false;
      }
      row[k] = p.getDoubleValue();
      if (!Double.isFinite(row[k])) {
        return false;
      }
    }
    return true;
  }

  private String line(double[][] x, int n) {
    StringBuilder line = new StringBuilder("{\"op\":\"potential\",\"x\":[");
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        line.append(k > 0 ? "," : i > 0 ? ",[" : "[").append(x[k][i]);
      }
      line.append(']');
    }
    return line.append("]}").toString();
  }

  private double[][] rows(double[][] x, int n, JsonNode answer, String request) {
    Message.closed(answer, KEYS, request);
    if (answer.has("error")) {
      throw new BadInput(
          request + ": the program answers: " + Message.shown(answer.get("error").asText()));
    }
    JsonNode value = list(answer, VALUE, n, request);
    JsonNode gradient = list(answer, GRADIENT, n, request);
    double[][] rows = new double[n][2 * d + 1];
    for (int i = 0; i < n; i++) {
      double[] row = rows[i];
      for (int k = 0; k < d; k++) {
        row[k] = x[k][i];
      }
      row[d] = number(value.get(i), VALUE, row, request);
      if (row[d] == Double.POSITIVE_INFINITY) {
        Arrays.fill(row, d + 1, row.length, Double.NaN);
        continue;
      }
      JsonNode slopes = gradient.get(i);
      if (!slopes.isArray() || slopes.size() != d) {
        throw wrong(GRADIENT, row, slopes, "a list of %d numbers".formatted(d), request);
      }
      for (int k = 0; k < d; k++) {
        row[d + 1 + k] = number(slopes.get(k), GRADIENT, row, request);
        if (Double.isInfinite(row[d + 1 + k])) {
          throw wrong(GRADIENT, row, slopes, "a finite number", request);
        }
      }
    }
    return rows;
  }

  private static JsonNode list(JsonNode answer, String key, int n, String request) {
    JsonNode list = answer.path(key);
    if (!list.isArray()) {
      throw new BadInput(
          "%s: \"%s\" must be a list of %d: %s"
              .formatted(request, key, n, Message.shown(answer.toString())));
    }
    if (list.size() != n) {
      throw new BadInput(
          "%s: \"%s\" has %d entries: must be %d".formatted(request, key, list.size(), n));
    }
    return list;
  }

  private double number(JsonNode node, String what, double[] row, String request) {
    double infinite = node.asText().equals("inf") ? Double.POSITIVE_INFINITY : Double.NaN;
    double v = node.isNumber() ? node.asDouble() : infinite;
    if (Double.isNaN(v) || v == Double.NEGATIVE_INFINITY) {
      throw wrong(what, row, node, "a finite number", request);
    }
    return v;
  }

  private BadInput wrong(
      String what, double[] row, JsonNode answered, String expected, String request) {
    return new BadInput(
        "%s: %s at %s: %s answered, %s expected"
            .formatted(
                request,
                what,
                shown(row, d),
                Message.shown(answered.isNumber() ? answered.asText() : answered.toString()),
                expected));
  }

  /** The first d entries as a point. */
  static String shown(double[] row, int d) {
    String[] each = new String[Math.min(d, 3)];
    Arrays.setAll(each, k -> String.format(Locale.ROOT, "%.6g", row[k]));
    String all = String.join(", ", each);
    return d == 1 ? "x = " + all : "x = (" + all + (d > each.length ? ", ...)" : ")");
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
