package wfr.experiment;

import java.util.List;

/**
 * What came out.
 *
 * @param repeats number of repeats, 0 if nothing is random
 * @param rows published and own numbers side by side
 * @param panels the figure
 * @param caption what the figure shows
 * @param remarks what follows from it, and why it differs from what was published
 */
public record Outcome(
    int repeats, List<Row> rows, List<Panel> panels, String caption, List<String> remarks) {
  /** Copies the lists. */
  public Outcome {
    rows = List.copyOf(rows);
    panels = List.copyOf(panels);
    remarks = List.copyOf(remarks);
  }
}
