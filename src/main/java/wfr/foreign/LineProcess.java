package wfr.foreign;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import wfr.scenario.BadInput;

/** A program that is sent lines and sends lines. None of its pipes can block whoever talks to it. */
final class LineProcess {
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Process process;
  private final OutputStream input;
  private final BlockingQueue<Object> lines = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> toSend = new LinkedBlockingQueue<>();
  private final Object end = new Object();
  private final Thread errors;
  private volatile String lastError = "";

  /**
   * Starts it.
   *
   * @param words program and arguments; no shell
   * @param diagnostics receives each line of its standard error
   */
  LineProcess(List<String> words, Consumer<String> diagnostics) {
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
    daemon(this::write);
  }

  void send(String line) {
    toSend.add((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The next line; null if there is none until then.
   *
   * @param deadline as {@link System#nanoTime}
   * @param request named where the program has ended
   */
  String receive(long deadline, String request) {
    Object line;
    try {
      line = lines.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BadInput(request + ": interrupted");
    }
    if (line == end) {
      throw new BadInput(request + ": the program ended" + exit());
    }
    return (String) line;
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
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
