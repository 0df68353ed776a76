package wfr.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows come once, in their order, at the ends of blocks too: of 4096 rows, 32 blocks at once. */
class CsvRowsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 131_072, 131_073, 139_265})
  void rows_comeOnceInTheirOrder(int rows) throws IOException {
    StringWriter text = new StringWriter();
    BufferedWriter out = new BufferedWriter(text);
    CsvRows.write(rows, (i, row) -> row.append(i).append(",x"), out);
    out.flush();
    String expected =
        IntStream.range(0, rows).mapToObj(i -> i + ",x\n").collect(Collectors.joining());
    assertEquals(expected, text.toString());
  }
}
