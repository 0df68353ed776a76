package wfr.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.util.stream.IntStream;

/** Rows of a table as text: blocks of them made side by side, written in their order, a few at a time. */
final class CsvRows {
  private static final int ROWS_PER_BLOCK = 4096;
  private static final int BLOCKS_AT_ONCE = 32;

  private CsvRows() {}

  /** Appends one row, without the end of the line. */
  interface Row {
    void append(int row, StringBuilder text);
  }

  static void write(int rows, Row row, BufferedWriter out) throws IOException {
    int blocks = (rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
    for (int first = 0; first < blocks; first += BLOCKS_AT_ONCE) {
      String[] texts =
          IntStream.range(first, Math.min(blocks, first + BLOCKS_AT_ONCE))
              .parallel()
              .mapToObj(
                  b -> block(b * ROWS_PER_BLOCK, Math.min(rows, (b + 1) * ROWS_PER_BLOCK), row))
              .toArray(String[]::new);
      for (String text : texts) {
        out.write(text);
      }
    }
  }

  private static String block(int from, int to, Row row) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      row.append(i, text);
      text.append('\n');
    }
    return text.toString();
  }
}
