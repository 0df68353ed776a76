package wfr.experiment;

import java.util.ArrayList;
import java.util.List;
import wfr.measure.Atoms;

/** The figure of R5: MMD^2 over time, and where the particles are. */
final class FourModesFigure {
  /** Methods whose particles are shown: the published baseline, the correct one, the weights. */
  private static final int SHOWN = 3;

  private FourModesFigure() {}

  static List<Panel> panels(
      int stride, List<String> names, List<double[]> curves, List<Atoms> samples) {
    List<Panel> panels = new ArrayList<>();
    List<Panel.Series> series = new ArrayList<>();
    for (int m = 0; m < names.size(); m++) {
      double[] y = curves.get(m);
      double[] x = new double[y.length];
      for (int k = 0; k < x.length; k++) {
        x[k] = k * (double) stride;
      }
      series.add(
          m == names.size() - 1
              ? Panel.Series.dashed(names.get(m), x, y)
              : Panel.Series.line(names.get(m), x, y));
    }
    panels.add(
        new Panel(
            "Discrepancy to pi", Panel.Axis.linear("iteration"), Panel.Axis.log("MMD^2"), series));
    for (int m = 0; m < SHOWN; m++) {
      panels.add(cloud(names.get(m), samples.get(m)));
    }
    return panels;
  }

  private static Panel cloud(String name, Atoms sample) {
    List<double[]> shown = new ArrayList<>();
    for (int i = 0; i < sample.count(); i++) {
      if (sample.masses()[i] * sample.count() > 0.1) {
        shown.add(sample.points()[i]);
      }
    }
    return new Panel(
        name,
        Panel.Axis.within("x", -5, 5),
        Panel.Axis.within("y", 0, 10),
        List.of(
            Panel.Series.dots(
                name,
                shown.stream().mapToDouble(p -> p[0]).toArray(),
                shown.stream().mapToDouble(p -> p[1]).toArray())));
  }
}
