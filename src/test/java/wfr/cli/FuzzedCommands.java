package wfr.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command line that ends as it must: with one line and nothing else if it is refused, else with whole files; no process of it is left. */
public final class FuzzedCommands {
  /** What no other program sleeps, and no other run of this one: so many seconds. */
  public static final String SLEEP = "86399." + ProcessHandle.current().pid();

  private static final int PATIENCE = 250;

  /**
   * How a command line ended.
   *
   * @param code exit code
   * @param message on standard error, without warnings and what a foreign program said there
   */
  public record End(int code, String message) {}

  private FuzzedCommands() {}

  /**
   * Runs it, its output directory below a directory.
   *
   * @throws IllegalStateException that names what is left, or half written
   */
  public static End run(Path directory, String... arguments) throws IOException {
    Path out = directory.resolve("out");
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--out";
    all[arguments.length + 1] = out.toString();
    try {
      return alone(out, all);
    } finally {
      delete(out);
    }
  }

  /**
   * Runs a command line as it is.
   *
   * @param out the only directory that it may write
   */
  public static End alone(Path out, String... arguments) throws IOException {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code =
        Main.run(
            arguments,
            new Session(
                new Engine(),
                new PrintStream(results, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                false));
    String message =
        errors
            .toString(StandardCharsets.UTF_8)
            .lines()
            .filter(l -> !l.startsWith("warning: ") && !l.startsWith("program: "))
            .collect(Collectors.joining("\n"));
    if (code == 2 && results.size() > 0) {
      throw new IllegalStateException("refused, and results: " + results);
    }
    requireWhole(out, code);
    requireNobody();
    return new End(code, message);
  }

  private static void requireWhole(Path out, int code) throws IOException {
    if (!Files.exists(out)) {
      return;
    }
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (code >= 2) {
          throw new IllegalStateException("exit code " + code + ", and written: " + file);
        }
        if (Files.size(file) == 0 || file.toString().endsWith(".tmp")) {
          throw new IllegalStateException("half written: " + file);
        }
        if (file.toString().endsWith(".json")) {
          new ObjectMapper().readTree(file.toFile());
        }
      }
    }
    if (code >= 2) {
      throw new IllegalStateException("exit code " + code + ", and created: " + out);
    }
  }

  private static void requireNobody() {
    try {
      for (int k = 0; k < PATIENCE && !left().isEmpty(); k++) {
        Thread.sleep(20); // a killed process is listed until it is reaped
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<ProcessHandle> left = left();
    if (!left.isEmpty()) {
      left.forEach(ProcessHandle::destroyForcibly);
      throw new IllegalStateException("processes are left: " + left);
    }
  }

  /** Children, and what sleeps as nobody else does. */
  private static List<ProcessHandle> left() {
    return Stream.concat(
            ProcessHandle.current().descendants(),
            ProcessHandle.allProcesses()
                .filter(
                    p -> p.info().arguments().map(a -> List.of(a).contains(SLEEP)).orElse(false)))
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  /** Deletes a directory, if it is there. */
  public static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
