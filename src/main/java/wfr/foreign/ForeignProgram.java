package wfr.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import wfr.operation.Handles;
import wfr.scenario.BadInput;
import wfr.spec.Answers;
import wfr.spec.ForeignOperations;
import wfr.spec.NotANumber;
import wfr.spec.OperationCall;
import wfr.spec.Refusal;
import wfr.spec.ReportedRun;
import wfr.spec.ReportedSample;
import wfr.spec.WrongAnswer;

/**
 * A program that answers operations over its standard input and output, one JSON object a line, one request at a time:
 *   start, capabilities, run (any number of times), stop,
 * each with a sequence number that the answer repeats; before it answers a run it may ask about the functions and streams among its arguments. What breaks the conversation (silence, a crash, no JSON, a wrong number or length, an
 * unknown key) is reported in one line that names the request, and ends it; a NaN or an answer {@code error} refutes the claim that asked.
 * Source: src/examples/README.md.
 */
public final class ForeignProgram implements Answers, AutoCloseable {
  /** Version of the protocol. */
  public static final int PROTOCOL = 1;

  /** Name under which whole runs are declared and asked for. */
  public static final String SOLVE = "solve";

  private static final String KEY = "--command";

  private static final Set<String> SOLVED =
      Set.of("seq", "times", "errors", "error", "particles", "more");

  /** Of operations and of profiles: several times what there is. */
  private static final int MOST_NAMES = 1000;

  private final LineProcess process;
  private final Duration timeout;
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
    List<String> words = CommandLineWords.of(command, KEY);
    process = new LineProcess(words, KEY, diagnostics);
    boolean opened = false;
    try {
      open(words);
      opened = true;
    } finally {
      if (!opened) {
        process.kill();
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
    JsonNode protocol = start.path("protocol");
    if (!protocol.canConvertToInt()
        || protocol.asInt() != PROTOCOL
        || !protocol.isIntegralNumber()) {
      throw new BadInput(
          "request 1 (start): protocol "
              + Message.shown(protocol.toString())
              + ": must be "
              + PROTOCOL);
    }
    String own = words.get(words.size() - 1);
    String request = "request 1 (start)";
    name =
        ImplementationName.of(start, "name", own, request)
            + " "
            + ImplementationName.of(start, "version", "", request);
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
    if (declared.size() > MOST_NAMES || capabilities.path("profiles").size() > MOST_NAMES) {
      throw new BadInput(
          "request 2 (capabilities): more than " + MOST_NAMES + " operations or profiles");
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
                + Message.shown(n.asText())
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
   * The answer to a whole run.
   *
   * @param run functionals and densities, without states where there are none
   * @param sample particles, where there are some
   */
  public record Solved(ReportedRun run, Optional<ReportedSample> sample) {}

  /**
   * A whole run. Particles may come in pieces, each line within the time of a request.
   *
   * @param problem name
   * @param input the scenario, samples of V and log rho_0
   * @throws Refusal if the program answers with an error
   * @throws WrongAnswer if it answers with a number that is none
   */
  public synchronized Solved solve(String problem, Map<String, Object> input) {
    check();
    try {
      JsonNode answer =
          exchange(
              "run", SOLVE + " " + problem, Map.of("operation", SOLVE, "input", input), SOLVED);
      String request = request(SOLVE + " " + problem);
      ParticlePieces particles = new ParticlePieces(request);
      while (particles.add(answer)) {
        answer =
            Message.parse(
                next(deadline(), request, new Questions(Handles.NONE, request)), seq, request);
        Message.closed(answer, SOLVED, request);
      }
      if (answer.has("error")) {
        throw new Refusal(
            request + ": the program answers: " + Message.shown(answer.get("error").asText()));
      }
      if (!particles.any() && !answer.has("times")) {
        throw new BadInput(
            request + ": neither \"times\" or \"particles\" nor \"error\" in the answer");
      }
      return new Solved(
          new ReportedRun(
              problem,
              ReportedStates.errors(answer.get("errors"), request),
              answer.has("times") ? ReportedStates.of(answer.get("times"), request) : List.of()),
          particles.sample(problem));
    } catch (ReportedStates.NotFinite e) {
      throw new WrongAnswer(e.getMessage());
    } catch (BadInput e) {
      failure = e;
      throw e;
    }
  }

  /** Maps, lists and arrays of numbers and texts as they travel: what is no finite number is a text. */
  public static Object plain(Object value) {
    return Message.plain(value);
  }

  /** The same on one line. */
  public static String line(Object value) {
    return Message.line(value);
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
    body.put("operation", call.sent().operation());
    if (!call.sent().choice().isEmpty()) {
      body.put("choice", call.sent().choice());
    }
    body.put("input", call.input());
    try {
      JsonNode answer =
          exchange(
              "run", call.name(), body, Set.of("seq", "output", "error"), call.sent().handles());
      String request = request(call.name());
      if (answer.has("error")) {
        throw new Refusal(
            request + ": the program answers: " + Message.shown(answer.get("error").asText()));
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
    return exchange(kind, what, body, keys, Handles.NONE);
  }

  /** One request with its answer, and the replies to what the program asks before. The time-out is for all of it. */
  private JsonNode exchange(
      String kind, String what, Map<String, Object> body, Set<String> keys, Handles handles) {
    seq++;
    String request = request(what.isEmpty() ? kind : what);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seq", seq);
    fields.put("request", kind);
    fields.putAll(body);
    Questions questions = new Questions(handles, request);
    long deadline = deadline();
    while (true) {
      process.send(Message.line(fields), deadline);
      JsonNode said = Message.parse(next(deadline, request, questions), seq, request);
      if (!questions.isOne(said)) {
        Message.closed(said, keys, request);
        return said;
      }
      fields = questions.reply(said);
    }
  }

  private long deadline() {
    return System.nanoTime() + timeout.toNanos();
  }

  private String next(long deadline, String request, Questions questions) {
    String line = process.receive(deadline, request);
    if (line == null) {
      String asked = questions.asked() == 0 ? "" : ", but " + questions.asked() + " questions";
      throw new BadInput(
          request
              + ": no answer within "
              + timeout.toMillis() / 1000.0
              + " s (--timeout)"
              + (asked.isEmpty() ? "; is the output flushed?" : asked));
    }
    return line;
  }

  /** Says stop, waits a moment, and ends it. */
  @Override
  public void close() {
    try {
      if (failure == null && process.isAlive()) {
        exchange("stop", "", Map.of(), Set.of("seq"));
        process.await();
      }
    } catch (BadInput e) {
      // All verdicts are in; a program that leaves without a word has answered everything.
    } finally {
      process.kill();
    }
  }
}
