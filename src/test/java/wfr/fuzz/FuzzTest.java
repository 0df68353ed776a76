package wfr.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever comes from outside is read or refused in one line; a longer run: src/test/fuzz/run. */
class FuzzTest {
  private static final int INPUTS = 150;
  private static final long SEED = 1;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Inputs.class)
  void everyInput_isReadOrRefusedInOneLine(Inputs kind) throws IOException {
    Fuzz fuzz = new Fuzz(directory);
    fuzz.replay(kind, Path.of("src", "test", "resources", "fuzz"));
    fuzz.draw(kind, INPUTS, SEED);
    Fuzz.Row row = fuzz.rows().get(kind);
    assertEquals(List.of(), row.finds);
    assertTrue(row.refused > 0 && row.read + row.refuted > 0, fuzz::table);
  }
}
