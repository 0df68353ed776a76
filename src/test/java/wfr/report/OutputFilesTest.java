package wfr.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wfr.scenario.BadInput;

class OutputFilesTest {
  @TempDir Path directory;

  @Test
  void checkingADirectory_leavesNothingBehind() {
    OutputFiles.in(directory.resolve("a/b/c"));
    assertFalse(Files.exists(directory.resolve("a")));
  }

  @Test
  void aFileInTheWay_isBadInput_thatNamesTheDirectory() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    BadInput e = assertThrows(BadInput.class, () -> OutputFiles.in(file.resolve("below")));
    assertTrue(e.getMessage().contains("below"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
    assertThrows(BadInput.class, () -> OutputFiles.in(file));
    assertEquals("x", Files.readString(file));
  }

  @Test
  void writing_replacesTheWholeFile() throws IOException {
    OutputFiles files = OutputFiles.in(directory.resolve("out"));
    files.write("a.txt", w -> w.write("long old text"));
    Path written = files.write("a.txt", w -> w.write("new"));
    assertEquals("new", Files.readString(written));
  }

  @Test
  void aFailureHalfWay_keepsTheOldFile_andRemovesTheTemporaryOne() throws IOException {
    OutputFiles files = OutputFiles.in(directory);
    Path old = files.write("a.txt", w -> w.write("old"));
    BadInput e =
        assertThrows(
            BadInput.class,
            () ->
                files.write(
                    "a.txt",
                    w -> {
                      w.write("half");
                      throw new IOException("disk full");
                    }));
    assertTrue(e.getMessage().startsWith("cannot write " + old + ": disk full: "), e.getMessage());
    assertEquals(Map.of("a.txt", "old"), contents(directory));
    assertEquals(List.of(old), files.written());
  }

  @Test
  void aDirectoryInTheWay_isNamed_andNothingOfTheRunIsWritten() throws IOException {
    Files.createDirectory(directory.resolve("b.txt"));
    OutputFiles files = OutputFiles.in(directory);
    BadInput e =
        assertThrows(
            BadInput.class,
            () ->
                files.together(
                    () -> {
                      files.write("a.txt", w -> w.write("a"));
                      files.write("b.txt", w -> w.write("b"));
                    }));
    assertTrue(e.getMessage().contains("b.txt: a directory is in the way"), e.getMessage());
    assertEquals(Map.of(), contents(directory));
    assertEquals(List.of(), files.written());
  }

  /** Every way to the disk counts: creating, opening, each write, closing, moving. */
  private static final class FailingDisk extends OutputFiles.Disk {
    private final int fails;
    private int calls;

    FailingDisk(int fails) {
      this.fails = fails;
    }

    private void count() throws IOException {
      if (calls++ == fails) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    Path createTemporary(Path directory, String name) throws IOException {
      count();
      return super.createTemporary(directory, name);
    }

    @Override
    OutputStream open(Path file) throws IOException {
      count();
      OutputStream to = super.open(file);
      return new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          count();
          to.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          count();
          to.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
          to.close();
          count();
        }
      };
    }

    @Override
    void move(Path from, Path to) throws IOException {
      count();
      super.move(from, to);
    }
  }

  private static void run(OutputFiles files, String text) {
    files.together(
        () -> {
          files.write("a.csv", w -> w.write((text + ",").repeat(10_000)));
          files.writeBytes("b.npz", b -> b.write((text + ";").repeat(10_000).getBytes()));
          files.write("c.json", w -> w.write(text));
        });
  }

  private static Map<String, String> contents(Path directory) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path f : files.filter(Files::isRegularFile).toList()) {
        all.put(f.getFileName().toString(), Files.readString(f));
      }
    }
    return all;
  }

  /** Whichever step fails, the files of the run before are all there, or none if there was none; and no other. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFailureAtAnyStep_leavesTheRunBefore(boolean before) throws IOException {
    int k = 0;
    boolean failed = true;
    for (; failed; k++) {
      Path out = directory.resolve("run" + k);
      if (before) {
        run(OutputFiles.in(out), "old");
      }
      Map<String, String> expected = before ? contents(out) : Map.of();
      OutputFiles files = new OutputFiles(out, new FailingDisk(k));
      try {
        run(files, "new");
        failed = false;
        assertEquals("new", contents(out).get("c.json"));
        assertEquals(3, contents(out).size());
      } catch (BadInput e) {
        assertTrue(e.getMessage().contains(": No space left on device: "), e.getMessage());
        assertEquals(before, Files.exists(out), "failure " + k);
        assertEquals(expected, before ? contents(out) : Map.of(), "failure " + k);
        assertEquals(List.of(), files.written());
      }
    }
    assertTrue(k > 15, "steps: " + k);
  }
}
