package wfr.foreign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A process and all that descends from it, parents that ended on the way included: everybody inherits a mark in the environment, by which Linux finds them; elsewhere
 * they are the descendants that the system still knows.
 */
final class ProcessFamily {
  private static final String MARK = "WFR_FOREIGN_PROGRAM";
  private static final Path PROCESSES = Path.of("/proc");

  /** Rounds until nobody is left: a family that forks faster is ended in the next. */
  private static final int ROUNDS = 100;

  private final String mark;
  private volatile Process process;

  /** Marks what will be started. */
  ProcessFamily(ProcessBuilder builder) {
    String id = UUID.randomUUID().toString();
    builder.environment().put(MARK, id);
    mark = MARK + "=" + id;
  }

  /** Its first process. */
  void of(Process first) {
    process = first;
  }

  /** Ends all of them. */
  void end() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    for (int k = 0; k < ROUNDS; k++) {
      List<ProcessHandle> left = marked();
      if (left.isEmpty()) {
        return;
      }
      left.forEach(ProcessHandle::destroyForcibly);
      pause();
    }
  }

  private List<ProcessHandle> marked() {
    if (!Files.isDirectory(PROCESSES)) {
      return List.of();
    }
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(this::isMarked).toList();
    }
  }

  private boolean isMarked(ProcessHandle p) {
    try {
      byte[] environment =
          Files.readAllBytes(PROCESSES.resolve(Long.toString(p.pid())).resolve("environ"));
      return p.pid() != ProcessHandle.current().pid()
          && new String(environment, StandardCharsets.ISO_8859_1).contains(mark);
    } catch (IOException e) {
      return false; // another user's, or gone
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
