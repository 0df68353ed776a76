package wfr.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    assertThrows(
        UncheckedIOException.class,
        () ->
            files.write(
                "a.txt",
                w -> {
                  w.write("half");
                  throw new IOException("disk full");
                }));
    assertEquals("old", Files.readString(old));
    try (var list = Files.list(directory)) {
      assertEquals(List.of(old), list.toList());
    }
  }
}
