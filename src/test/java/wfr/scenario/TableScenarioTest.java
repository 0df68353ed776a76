package wfr.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wfr.model.Potential;

/** A target that comes as a table of log-densities. */
class TableScenarioTest {
  private static final String REST =
      ", initial: {gaussian: {mean: 0.5, variance: 0.1}}, domain: [-3, 3], output-times: [0.5]}";

  /** Between points; the error of the cubic is of a higher order. */
  private static final double DISTANCE = 0.01;

  @TempDir Path directory;

  private Scenario read(String table, String domain) throws Exception {
    Files.writeString(directory.resolve("target.csv"), table);
    Path file = directory.resolve("mine.yaml");
    Files.writeString(file, "{potential: {table: target.csv}" + REST.replace("[-3, 3]", domain));
    return ScenarioReader.read(file);
  }

  private static String table(int n) {
    StringBuilder rows = new StringBuilder("log_density,x\n");
    for (int i = 0; i <= n; i++) {
      double x = -3 + 6.0 * i / n;
      rows.append(-(x * x * x * x - x * x)).append(',').append(x).append('\n');
    }
    return rows.toString();
  }

  @Test
  void theFileIsFoundBesideTheScenario_andTheScenarioAsUnderstoodNeedsItNoMore() throws Exception {
    Scenario s = read(table(600), "[-3, 3]");
    Potential v = s.problem().potential();
    assertEquals(2, v.value(Math.sqrt(2)), DISTANCE * DISTANCE);
    Files.delete(directory.resolve("target.csv"));
    String text = s.asUnderstood().toString().replace("=", ": ");
    Scenario again = ScenarioReader.read("again", "again", text);
    for (double x = -4; x < 4; x += 0.173) {
      assertEquals(v.value(x), again.problem().potential().value(x));
      assertEquals(v.derivative(x), again.problem().potential().derivative(x));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x,log_density/0,0/1,-1; [-3, 3]; potential.table: points from 0 to 1: they must reach over the domain [-3, 3]",
        "x,density/-4,0/4,0; [-3, 3]; the header x,log_density is expected",
        "x,log_density/-4,0/4,nan; [-3, 3]; line 3: log_density: nan: a finite number is expected",
        "x,log_density/-4,0/-5,1/4,0; [-3, 3]; row 2: x = -5.0 after -4.0: must ascend",
        "x,log_density/-4,0; [-3, 3]; a table needs at least two points",
        "x,log_density/-4,0/4,0; [[-3, 3], [-3, 3]]; has one dimension, the domain has 2"
      })
  void whatIsNoTable_isOneLineThatNamesTheKey(String table, String domain, String message) {
    BadInput e = assertThrows(BadInput.class, () -> read(table.replace("/", "\n") + "\n", domain));
    assertTrue(e.getMessage().contains("mine.yaml: potential.table: "), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void aMissingFile_andATargetThatCannotBeNormalised_areRefused() {
    BadInput none =
        assertThrows(
            BadInput.class,
            () -> ScenarioReader.read("s.yaml", "s", "{potential: {table: no-such.csv}" + REST));
    assertTrue(none.getMessage().startsWith("s.yaml: potential.table: no-such.csv: no such file"));
    BadInput flat =
        assertThrows(BadInput.class, () -> read("x,log_density\n-3,0\n3,0\n", "[-3, 3]"));
    assertTrue(flat.getMessage().contains("not integrable"), flat.getMessage());
  }
}
