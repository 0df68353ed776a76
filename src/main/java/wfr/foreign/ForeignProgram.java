package wfr.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import wfr.scenario.BadInput;
import wfr.spec.Answers;
import wfr.spec.ForeignOperations;
import wfr.spec.NotANumber;
import wfr.spec.OperationCall;
import wfr.spec.ReportedRun;

/**
 * A program that answers operations over its standard input and output, one JSON object a line, one request at a time:
 *   start, capabilities, run (any number of times), stop,
 * each with a sequence number that the answer repeats. What breaks the conversation (silence, a crash, no JSON, a wrong number or length, an
 * unknown key) is reported in one line that names the request, and ends it; a NaN or an answer {@code error} refutes the claim that asked.
 * Source: src/examples/README.md.
 */
public final class ForeignProgram implements Answers, AutoCloseable {
  /** Version of the protocol. */
  public static final int PROTOCOL = 1;

  /** Name under which whole runs are declared and asked for. */
  public static final String SOLVE = "solve";

  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Process process;
  private final OutputStream input;
  private final BlockingQueue<Object> lines = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> toSend = new LinkedBlockingQueue<>();
  private final Object end = new Object();
  private final Duration timeout;
  private final Thread errors;
  private volatile String lastError = "";
  private final Set<String> operations = new LinkedHashSet<>();
  private final Set<String> profiles = new LinkedHashSet<>();
  private boolean wholeRuns;
  private boolean rejectsBadInput;
  private String name;
  private long seq;
  private RuntimeException failure;

  /**
   * Starts the program and asks what it implements.
   *
   * @param command program and arguments; no shell
   * @param timeout for one request
   * @param diagnostics receives each line of the program's standard error
   */
  public ForeignProgram(String command, Duration timeout, Consumer<String> diagnostics) {
    this.timeout = timeout;
    List<String> words = CommandLineWords.of(command);
    try {
      process = new ProcessBuilder(words).start();
    } catch (IOException e) {
      throw new BadInput(
          "--command: cannot start " + words.get(0) + ": no such program, or not executable");
    }
    input = process.getOutputStream();
    daemon(() -> read(process.getInputStream(), lines::add, true));
    errors =
        daemon(
            () ->
                read(
                    process.getErrorStream(),
                    line -> {
                      if (!((String) line).isBlank()) {
                        lastError = ((String) line).strip();
                      }
                      diagnostics.accept((String) line);
                    },
                    false));
    daemon(this::send);
    boolean opened = false;
    try {
      open(words);
      opened = true;
    } finally {
      if (!opened) {
        process.destroyForcibly();
      }
    }
  }

  private void open(List<String> words) {
    JsonNode start =
        exchange(
            "start",
            "",
            Map.of("protocol", PROTOCOL),
            Set.of("seq", "protocol", "name", "version"));
    if (start.path("protocol").asInt(-1) != PROTOCOL) {
      throw new BadInput(
          "request 1 (start): protocol " + start.get("protocol") + ": must be " + PROTOCOL);
    }
    name =
        start.path("name").asText(words.get(words.size() - 1))
            + " "
            + start.path("version").asText("");
    JsonNode capabilities =
        exchange(
            "capabilities",
            "",
            Map.of(),
            Set.of("seq", "operations", "profiles", "rejectsBadInput"));
    JsonNode declared = capabilities.path("operations");
    if (!declared.isArray() || declared.isEmpty()) {
      throw new BadInput(
          "request 2 (capabilities): \"operations\" must be a list of names, at least one");
    }
    for (JsonNode n : declared) {
      if (n.asText().equals(SOLVE)) {
        wholeRuns = true;
        continue;
      }
      List<String> names = ForeignOperations.expand(n.asText());
      if (names.isEmpty()) {
        throw new BadInput(
            "request 2 (capabilities): no operation \""
                + n.asText()
                + "\"; known: "
                + SOLVE
                + ", "
                + String.join(", ", ForeignOperations.all().keySet()));
      }
      operations.addAll(names);
    }
    for (JsonNode n : capabilities.path("profiles")) {
      profiles.add(n.asText());
    }
    JsonNode rejects = capabilities.path("rejectsBadInput");
    if (!rejects.isMissingNode() && !rejects.isBoolean()) {
      throw new BadInput("request 2 (capabilities): \"rejectsBadInput\" must be true or false");
    }
    rejectsBadInput = rejects.asBoolean();
  }

  /** What it calls itself. */
  public String name() {
    return name.strip();
  }

  /** Whether it declares {@code solve}: problem in, functionals and densities out. */
  public boolean wholeRuns() {
    return wholeRuns;
  }

  /** Optional profiles of problems that it declares. */
  public Set<String> profiles() {
    return Set.copyOf(profiles);
  }

  /** Whether it says that it refuses bad input. */
  public boolean rejectsBadInput() {
    return rejectsBadInput;
  }

  /**
   * A whole run.
   *
   * @param problem name
   * @param input the scenario, samples of V and log rho_0
   * @throws IllegalStateException if the program answers with an error
   */
  public synchronized ReportedRun solve(String problem, Map<String, Object> input) {
    check();
    try {
      JsonNode answer =
          exchange(
              "run",
              SOLVE + " " + problem,
              Map.of("operation", SOLVE, "input", input),
              Set.of("seq", "times", "errors", "error"));
      String request = request(SOLVE + " " + problem);
      if (answer.has("error")) {
        throw new IllegalStateException(
            request + ": the program answers: " + answer.get("error").asText());
      }
      return new ReportedRun(
          problem,
          ReportedStates.errors(answer.get("errors"), request),
          ReportedStates.of(answer.get("times"), request));
    } catch (ReportedStates.NotFinite e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (BadInput e) {
      failure = e;
      throw e;
    }
  }

  /** What it declares, every choice by its own name. */
  public List<String> operations() {
    return new ArrayList<>(operations);
  }

  @Override
  public boolean declares(String operation, String choice) {
    return operations.contains(choice.isEmpty() ? operation : operation + ":" + choice);
  }

  @Override
  public synchronized double[] answer(OperationCall call) {
    check();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("operation", call.operation().name());
    if (!call.choice().isEmpty()) {
      body.put("choice", call.choice());
    }
    body.put("input", call.input());
    try {
      JsonNode answer = exchange("run", call.name(), body, Set.of("seq", "output", "error"));
      String request = request(call.name());
      if (answer.has("error")) {
        throw new IllegalStateException(
            request + ": the program answers: " + answer.get("error").asText());
      }
      double[] output = Message.numbers(answer.get("output"), call.outputs(), request);
      for (int i = 0; i < output.length; i++) {
        if (Double.isNaN(output[i])) {
          throw new NotANumber(request + ": output[" + i + "] is NaN", output);
        }
      }
      return output;
    } catch (BadInput e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void check() {
    if (failure != null) {
      throw failure;
    }
  }

  /** How many requests were made. */
  public long requests() {
    return seq;
  }

  private String request(String what) {
    return "request " + seq + " (" + what + ")";
  }

  private JsonNode exchange(String kind, String what, Map<String, Object> body, Set<String> keys) {
    seq++;
    String request = request(what.isEmpty() ? kind : what);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seq", seq);
    fields.put("request", kind);
    fields.putAll(body);
    toSend.add((Message.line(fields) + "\n").getBytes(StandardCharsets.UTF_8));
    Object line;
    try {
      line = lines.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BadInput(request + ": interrupted");
    }
    if (line == null) {
      throw new BadInput(
          request
              + ": no answer within "
              + timeout.toMillis() / 1000.0
              + " s (--timeout); is the output flushed?");
    }
    if (line == end) {
      throw new BadInput(request + ": the program ended" + exit());
    }
    return Message.answer((String) line, seq, request, keys);
  }

  private String exit() {
    try {
      errors.join(FAREWELL.toMillis());
      String code =
          process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
              ? " with code " + process.exitValue()
              : " its output";
      return code + (lastError.isEmpty() ? "" : ": " + lastError);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private void read(InputStream stream, Consumer<Object> to, boolean marksEnd) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        to.accept(line);
      }
    } catch (IOException e) {
      // A closed pipe ends the stream like any other end.
    }
    if (marksEnd) {
      to.accept(end);
    }
  }

  /** Written by a thread of its own: a program that never reads must run into the time-out, not block the pipe. */
  private void send() {
    try {
      while (true) {
        input.write(toSend.take());
        input.flush();
      }
    } catch (IOException e) {
      // The reader reports the end of the program.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable body) {
    Thread thread = new Thread(body, "foreign program");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Says stop, waits a moment, and ends it. */
  @Override
  public void close() {
    try {
      if (failure == null && process.isAlive()) {
        exchange("stop", "", Map.of(), Set.of("seq"));
        process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (BadInput e) {
      // All verdicts are in; a program that leaves without a word has answered everything.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
