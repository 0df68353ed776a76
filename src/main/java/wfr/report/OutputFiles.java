package wfr.report;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import wfr.scenario.BadInput;

/**
 * The files of one output directory. Each is written under a temporary name beside its own and then moved, so that
 * a reader (or Ctrl-C) never meets half a file.
 */
public final class OutputFiles {
  private final Path directory;
  private final List<Path> written = new ArrayList<>();

  /** Writes the text of a file. */
  @FunctionalInterface
  public interface Body {
    /** Appends everything to the writer; does not close it. */
    void writeTo(BufferedWriter writer) throws IOException;
  }

  /** Writes the bytes of a file. */
  @FunctionalInterface
  public interface Bytes {
    /** Appends everything to the stream; does not close it. */
    void writeTo(OutputStream stream) throws IOException;
  }

  private OutputFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes sure, before any work, that files can be written into the directory; leaves nothing behind.
   *
   * @throws BadInput if they cannot
   */
  public static OutputFiles in(Path directory) {
    Deque<Path> created = new ArrayDeque<>();
    try {
      Path absolute = directory.toAbsolutePath().normalize();
      Deque<Path> missing = new ArrayDeque<>();
      for (Path p = absolute; p != null && !Files.isDirectory(p); p = p.getParent()) {
        missing.push(p);
      }
      for (Path p : missing) {
        Files.createDirectory(p);
        created.push(p);
      }
      Files.delete(Files.createTempFile(absolute, ".wfr", ".tmp"));
    } catch (IOException e) {
      throw new BadInput(
          "output directory "
              + directory
              + " is not writable ("
              + reason(e)
              + "): name another with --out DIR");
    } finally {
      for (Path p : created) {
        p.toFile().delete();
      }
    }
    return new OutputFiles(directory);
  }

  private static String reason(IOException e) {
    String name = e.getClass().getSimpleName();
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return switch (name) {
      case "FileAlreadyExistsException" -> "a file is in the way";
      case "AccessDeniedException" -> "permission denied";
      default -> name;
    };
  }

  /** Writes one text file atomically and returns its path. */
  public Path write(String name, Body body) {
    return writeBytes(
        name,
        stream -> {
          BufferedWriter writer =
              new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
          body.writeTo(writer);
          writer.flush();
        });
  }

  /** Writes one binary file atomically and returns its path. */
  public Path writeBytes(String name, Bytes body) {
    Path target = directory.resolve(name);
    try {
      Files.createDirectories(directory);
      Path temporary = Files.createTempFile(directory, "." + name, ".tmp");
      try {
        temporary.toFile().deleteOnExit(); // Ctrl-C runs exit hooks; once they run, this throws
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(temporary))) {
          body.writeTo(stream);
        }
        makeReadable(temporary);
        move(temporary, target);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target, e);
    }
    written.add(target);
    return target;
  }

  /** Temporary files are private by default; results are as readable as any other new file. */
  private static void makeReadable(Path file) {
    file.toFile().setReadable(true, false);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Files written so far, in order. */
  public List<Path> written() {
    return List.copyOf(written);
  }

  /** The directory. */
  public Path directory() {
    return directory;
  }
}
