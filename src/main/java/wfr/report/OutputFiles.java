package wfr.report;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import wfr.scenario.BadInput;

/**
 * The files of one output directory. Each is written under a temporary name beside its own and then moved, so that
 * a reader (or Ctrl-C) never meets half a file. Files written {@link #together} appear together or, where one fails, not at all: what was there before is there again.
 */
public final class OutputFiles {
  /** Held while files are moved into place: an exit waits for it. */
  private static final ReentrantLock PUBLISHING = new ReentrantLock();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(PUBLISHING::lock, "output files"));
  }

  private final Path directory;
  private final Disk disk;
  private final List<Path> written = new ArrayList<>();
  private List<Staged> staged;
  private Deque<Path> created;

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

  /** What can fail. */
  static class Disk {
    Path createTemporary(Path directory, String name) throws IOException {
      return Files.createTempFile(directory, "." + name, ".tmp");
    }

    /** Never creates the file: an exit may have removed it. */
    OutputStream open(Path file) throws IOException {
      return Files.newOutputStream(
          file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    void move(Path from, Path to) throws IOException {
      try {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** A complete file under its temporary name; {@code old} holds what it replaces. */
  private static final class Staged {
    private final Path temporary;
    private final Path target;
    private Path old;
    private boolean moved;

    private Staged(Path temporary, Path target) {
      this.temporary = temporary;
      this.target = target;
    }
  }

  OutputFiles(Path directory, Disk disk) {
    this.directory = directory;
    this.disk = disk;
  }

  /**
   * Makes sure, before any work, that files can be written into the directory; leaves nothing behind.
   *
   * @throws BadInput if they cannot
   */
  public static OutputFiles in(Path directory) {
    Deque<Path> created = new ArrayDeque<>();
    try {
      Path absolute = create(directory, created);
      Files.delete(Files.createTempFile(absolute, ".wfr", ".tmp"));
    } catch (IOException e) {
      throw new BadInput(
          "output directory "
              + directory
              + " is not writable ("
              + reason(e)
              + "): name another with --out DIR");
    } finally {
      created.forEach(p -> p.toFile().delete());
    }
    return new OutputFiles(directory, new Disk());
  }

  /** Creates what is missing of a directory, and notes what that was, deepest first. */
  private static Path create(Path directory, Deque<Path> created) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    Deque<Path> missing = new ArrayDeque<>();
    for (Path p = absolute; p != null && !Files.isDirectory(p); p = p.getParent()) {
      missing.push(p);
    }
    for (Path p : missing) {
      Files.createDirectory(p);
      created.push(p);
    }
    return absolute;
  }

  private static String reason(IOException e) {
    String name = e.getClass().getSimpleName();
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return switch (name) {
      case "FileAlreadyExistsException" -> "a file is in the way";
      case "AccessDeniedException" -> "permission denied";
      case "NoSuchFileException" -> "no such directory, or none can be made there";
      case "IOException" -> String.valueOf(e.getMessage());
      default -> name;
    };
  }

  /**
   * Writes the files of a run: all of them or none.
   *
   * @param writes calls {@link #write} and {@link #writeBytes}
   * @throws BadInput if one cannot be written
   */
  public void together(Runnable writes) {
    staged = new ArrayList<>();
    created = new ArrayDeque<>();
    boolean complete = false;
    try {
      writes.run();
      publish();
      complete = true;
      staged.forEach(s -> written.add(s.target));
    } finally {
      staged.forEach(s -> s.temporary.toFile().delete());
      if (!complete) {
        created.forEach(p -> p.toFile().delete());
      }
      staged = null;
    }
  }

  /** Writes one text file, in a directory of its own where the name has one, or stages it where several are written together, and returns its path. */
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

  /** Writes one binary file, or stages it where several are written together, and returns its path. */
  public Path writeBytes(String name, Bytes body) {
    Path target = directory.resolve(name);
    if (staged == null) {
      together(() -> stage(target, body));
    } else {
      stage(target, body);
    }
    return target;
  }

  private void stage(Path target, Bytes body) {
    try {
      if (Files.isDirectory(target)) {
        throw new IOException("a directory is in the way");
      }
      create(target.getParent(), created);
      Path temporary =
          disk.createTemporary(target.getParent(), String.valueOf(target.getFileName()));
      staged.add(new Staged(temporary, target));
      temporary.toFile().deleteOnExit(); // Ctrl-C runs exit hooks; once they run, this throws
      try (OutputStream stream = new BufferedOutputStream(disk.open(temporary))) {
        body.writeTo(stream);
      }
      makeReadable(temporary);
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  /** Moves all files into place, or none. */
  private void publish() {
    PUBLISHING.lock();
    try {
      for (Staged s : staged) {
        try {
          keep(s);
          disk.move(s.temporary, s.target);
          s.moved = true;
        } catch (IOException e) {
          staged.forEach(OutputFiles::restore);
          throw failure(s.target, e);
        }
      }
      staged.forEach(s -> discard(s.old));
    } finally {
      PUBLISHING.unlock();
    }
  }

  /** A second name for what a file replaces, where the file system has such, else a copy. */
  private void keep(Staged s) throws IOException {
    if (!Files.exists(s.target)) {
      return;
    }
    Path old = disk.createTemporary(s.target.getParent(), String.valueOf(s.target.getFileName()));
    s.old = old;
    try {
      Files.delete(old);
      Files.createLink(old, s.target);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(s.target, old, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void restore(Staged s) {
    try {
      if (s.moved && s.old == null) {
        Files.deleteIfExists(s.target);
      } else if (s.moved) {
        Files.move(s.old, s.target, StandardCopyOption.REPLACE_EXISTING);
      } else {
        discard(s.old);
      }
    } catch (IOException e) {
      // The old file stays under its temporary name: nothing is lost.
    }
  }

  private static void discard(Path file) {
    if (file != null) {
      file.toFile().delete();
    }
  }

  private static BadInput failure(Path target, IOException e) {
    return new BadInput(
        "cannot write "
            + target
            + ": "
            + reason(e)
            + ": nothing is written; make room, or name another directory with --out DIR");
  }

  /** Temporary files are private by default; results are as readable as any other new file. */
  private static void makeReadable(Path file) {
    file.toFile().setReadable(true, false);
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
