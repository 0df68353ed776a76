package wfr.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wfr.scenario.BadInput;

/** Aligned columns; the last one is left ragged. Text from outside comes out without what moves a cursor. */
final class TextTable {
  private final List<String[]> rows = new ArrayList<>();
  private final Map<Integer, List<String>> notes = new HashMap<>();

  TextTable row(String... cells) {
    rows.add(Arrays.stream(cells).map(BadInput::printable).toArray(String[]::new));
    return this;
  }

  /** A line below the last row that belongs to no column. */
  TextTable note(String text) {
    notes.computeIfAbsent(rows.size(), k -> new ArrayList<>()).add(BadInput.printable(text));
    return this;
  }

  @Override
  public String toString() {
    int columns = rows.stream().mapToInt(r -> r.length).max().orElse(0);
    int[] width = new int[columns];
    for (String[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        width[j] = Math.max(width[j], row[j].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < rows.size(); k++) {
      String[] row = rows.get(k);
      StringBuilder line = new StringBuilder();
      for (int j = 0; j < row.length; j++) {
        line.append(row[j]).append(" ".repeat(width[j] - row[j].length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
      notes.getOrDefault(k + 1, List.of()).forEach(n -> text.append(n).append('\n'));
    }
    return text.toString();
  }
}
