package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every defect of src/test/planted/plants.txt still has the place where it is to be planted: lines that stand in their file once. */
class PlantedLinesTest {
  @Test
  void everyDefectHasItsPlace() throws IOException {
    String text =
        Files.readAllLines(Path.of("src/test/planted/plants.txt")).stream()
            .filter(l -> !l.startsWith("#"))
            .collect(Collectors.joining("\n"))
            .strip();
    List<String> lost = new ArrayList<>();
    int found = 0;
    for (String block : text.split("\n\\s*\n")) {
      List<String> lines = block.lines().toList();
      String old =
          lines.stream()
              .filter(l -> l.startsWith("-"))
              .map(l -> l.substring(1))
              .collect(Collectors.joining("\n"));
      Path file = Path.of("src/main/java/wfr", lines.get(1).substring("file: ".length()));
      String source = Files.readString(file);
      int at = source.indexOf(old);
      if (old.isEmpty() || at < 0 || source.indexOf(old, at + 1) >= 0) {
        lost.add(lines.get(0));
      }
      found++;
    }
    assertEquals(List.of(), lost);
    assertTrue(found > 0);
  }
}
