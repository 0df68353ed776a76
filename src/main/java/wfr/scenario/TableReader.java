package wfr.scenario;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.model.Domain;
import wfr.model.Potential;
import wfr.model.TablePotential;

/** {@code {table: file.csv}}: a target from outside by log-densities at points of the line. */
final class TableReader {
  static final String KEY = "table";

  private static final String X = "x";
  private static final String LOG_DENSITY = "log_density";
  private static final int MOST_ROWS = 100_000;
  private static final long MOST_BYTES = 1 << 26;

  private TableReader() {}

  /** A file beside the scenario's, or the table itself, as it stands in the scenario as understood: that needs no file. */
  static Potential read(Section s, Domain box, Map<String, Object> understood) {
    if (box.dimension() > 1) {
      throw s.bad(KEY, "has one dimension, the domain has " + box.dimension());
    }
    TablePotential v = s.node(KEY) instanceof YamlNode.Scalar ? file(s) : given(s);
    double[] x = v.points();
    double from = box.lower()[0];
    double to = box.upper()[0];
    if (!(x[0] <= from && x[x.length - 1] >= to)) {
      throw s.problem(
          KEY,
          "points from %s to %s: they must reach over the domain %s"
              .formatted(
                  Section.shown(x[0]),
                  Section.shown(x[x.length - 1]),
                  ExpressionReader.shown(box)));
    }
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put(X, VectorReader.shown(x));
    inner.put(LOG_DENSITY, VectorReader.shown(v.logDensities()));
    understood.put(KEY, inner);
    return v;
  }

  private static TablePotential given(Section s) {
    Section t = s.section(KEY).allow(X, LOG_DENSITY);
    return s.checked(KEY, () -> new TablePotential(t.numbers(X), t.numbers(LOG_DENSITY)));
  }

  private static TablePotential file(Section s) {
    Path file;
    try {
      file = Path.of(s.file()).resolveSibling(s.text(KEY));
    } catch (InvalidPathException e) {
      throw s.bad(KEY, "the name of a CSV file with the columns x,log_density is expected");
    }
    try {
      return rows(file);
    } catch (BadInput | IllegalArgumentException e) {
      throw s.problem(KEY, (e instanceof BadInput ? "" : file + ": ") + e.getMessage());
    }
  }

  private static TablePotential rows(Path file) {
    List<double[]> rows = new ArrayList<>();
    try (CsvTable table = new CsvTable(file, MOST_BYTES)) {
      table.require(List.of(X, LOG_DENSITY));
      while (table.next()) {
        if (rows.size() == MOST_ROWS) {
          throw new BadInput(table.place() + ": at most " + MOST_ROWS + " rows are read");
        }
        rows.add(new double[] {number(table, X), number(table, LOG_DENSITY)});
      }
    }
    return new TablePotential(
        rows.stream().mapToDouble(r -> r[0]).toArray(),
        rows.stream().mapToDouble(r -> r[1]).toArray());
  }

  private static double number(CsvTable table, String column) {
    String text = table.field(column);
    if (!Section.isNumber(text)) {
      throw new BadInput(
          table.place()
              + ": "
              + column
              + ": "
              + CsvTable.shown(text)
              + ": a finite number is expected");
    }
    return Double.parseDouble(text);
  }
}
