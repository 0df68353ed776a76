package wfr.foreign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import wfr.scenario.BadInput;

/**
 * A program that is sent lines and sends lines. None of its pipes can block whoever talks to it, and none of its lines can fill the memory: a line has a longest length, unread
 * lines wait in the pipe, and of standard error so many lines are passed on. It ends with us, and with it what it started.
 */
final class LineProcess {
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** A sixteenth of the memory, at most 64 MB: text and its JSON take a few times as much. */
  private static final int LONGEST_LINE =
      (int) Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 16);

  private static final int UNREAD_LINES = 2;
  private static final int LONGEST_DIAGNOSTIC = 1000;
  private static final int MOST_DIAGNOSTICS = 200;

  private final Process process;
  private final ProcessFamily family;
  private final OutputStream input;
  private final BlockingQueue<Said> lines = new ArrayBlockingQueue<>(UNREAD_LINES);
  private final BlockingQueue<byte[]> toSend = new ArrayBlockingQueue<>(UNREAD_LINES);
  private final Thread errors;
  private final Thread atExit;
  private volatile String lastError = "";
  private int diagnosed;

  /**
   * A line.
   *
   * @param text the line, or its beginning
   * @param kind how it ended
   */
  private record Said(String text, Kind kind) {}

  private enum Kind {
    LINE,
    TOO_LONG,
    END
  }

  /**
   * Starts it.
   *
   * @param words program and arguments; no shell
   * @param key under which the command was given, for messages
   * @param diagnostics receives each line of its standard error
   */
  LineProcess(List<String> words, String key, Consumer<String> diagnostics) {
    ProcessBuilder builder = new ProcessBuilder(words);
    family = new ProcessFamily(builder);
    atExit = new Thread(this::end, "foreign program");
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
      process = builder.start();
    } catch (IOException e) {
      Runtime.getRuntime().removeShutdownHook(atExit);
      throw new BadInput(
          key + ": cannot start " + words.get(0) + ": no such program, or not executable");
    }
    family.of(process);
    input = process.getOutputStream();
    daemon(this::listen);
    errors = daemon(() -> pass(diagnostics));
    daemon(this::write);
  }

  /** Sends a line, unless the program reads none until then: what is received next is nothing. */
  void send(String line, long deadline) {
    try {
      toSend.offer(
          (line + "\n").getBytes(StandardCharsets.UTF_8),
          Math.max(0, deadline - System.nanoTime()),
          TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a line waits. */
  boolean hasSpoken() {
    return !lines.isEmpty();
  }

  /**
   * The next line; null if there is none until then.
   *
   * @param deadline as {@link System#nanoTime}
   * @param request named where the program has ended
   */
  String receive(long deadline, String request) {
    Said said;
    try {
      said = lines.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BadInput(request + ": interrupted");
    }
    if (said == null && !process.isAlive()) {
      throw new BadInput(
          request
              + ": the program ended"
              + exit()
              + "; a process that it started holds its output");
    }
    if (said == null) {
      return null;
    }
    return switch (said.kind()) {
      case LINE -> said.text();
      case TOO_LONG ->
          throw new BadInput(
              request
                  + ": a line of more than "
                  + LONGEST_LINE
                  + " bytes: "
                  + Message.shown(said.text()));
      case END -> throw new BadInput(request + ": the program ended" + exit());
    };
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

  /** Its standard output, line by line; a reader that is not asked leaves the rest in the pipe. */
  private void listen() {
    try (InputStream stream = process.getInputStream()) {
      Lines all = new Lines(stream);
      Said said;
      do {
        said = all.next(LONGEST_LINE);
        lines.put(said);
      } while (said.kind() == Kind.LINE);
    } catch (IOException e) {
      lines.offer(new Said("", Kind.END)); // a closed pipe ends the stream like any other end
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its standard error to the end, of which the first lines are passed on. */
  private void pass(Consumer<String> diagnostics) {
    try (InputStream stream = process.getErrorStream()) {
      Lines all = new Lines(stream);
      for (Said said = all.next(LONGEST_DIAGNOSTIC);
          said.kind() != Kind.END;
          said = all.next(LONGEST_DIAGNOSTIC)) {
        if (!said.text().isBlank()) {
          lastError = Message.shown(said.text());
        }
        if (diagnosed < MOST_DIAGNOSTICS) {
          diagnostics.accept(BadInput.printable(said.text()));
        } else if (diagnosed == MOST_DIAGNOSTICS) {
          diagnostics.accept("(the first " + MOST_DIAGNOSTICS + " lines; no more are shown)");
        }
        diagnosed++;
      }
    } catch (IOException e) {
      // A closed pipe ends the stream like any other end.
    }
  }

  /** A stream by lines. */
  private static final class Lines {
    private final InputStream stream;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;

    Lines(InputStream stream) {
      this.stream = stream;
    }

    /** Up to the end of a line, or so many bytes of it. */
    Said next(int longest) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      while (true) {
        if (at == end) {
          at = 0;
          end = stream.read(buffer);
          if (end < 0) {
            end = 0;
            return bytes.size() == 0 ? new Said("", Kind.END) : new Said(text(bytes), Kind.LINE);
          }
        }
        int stop = at;
        int most = Math.min(end, at + longest - bytes.size());
        while (stop < most && buffer[stop] != '\n') {
          stop++;
        }
        bytes.write(buffer, at, stop - at);
        at = stop;
        if (at < end && buffer[at] == '\n') {
          at++;
          return new Said(text(bytes), Kind.LINE);
        }
        if (at < end) {
          String beginning = new String(bytes.toByteArray(), 0, 200, StandardCharsets.UTF_8);
          return new Said(beginning, Kind.TOO_LONG);
        }
      }
    }
  }

  private static String text(ByteArrayOutputStream bytes) {
    String text = bytes.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** By a thread of its own: a program that never reads must run into the time-out, not block the pipe. */
  private void write() {
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

  boolean isAlive() {
    return process.isAlive();
  }

  /** A moment to leave by itself. */
  void await() {
    try {
      process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it, and what it started. */
  void kill() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // We are leaving: the hook runs.
    }
  }

  private void end() {
    family.end();
  }
}
