package wfr.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.TextAnchor;
import wfr.spec.Trace;

/** Figures of the evidence: convergence with every rate, draws against their expectation, distribution functions in their band. */
final class EvidenceCharts {
  private static final int WIDTH = 460;
  private static final int HEIGHT = 300;

  /** Studies in one drawing; more would hide each other's rates. */
  private static final int STUDIES = 3;

  /** Points of a sample's distribution function that are marked on the line of its law. */
  private static final int MARKS = 32;

  private static final Color[] COLORS = {Charts.GRID, Charts.PARTICLES, Charts.THIRD};
  private static final Color BAND = new Color(0xDC, 0xE8, 0xF5);

  private final SvgPages svg;

  EvidenceCharts(SvgPages svg) {
    this.svg = svg;
  }

  /** Figures of all traces of a claim, and the tables that say the same in numbers; empty without traces. */
  String html(List<Trace> traces) {
    StringBuilder html = new StringBuilder();
    List<Trace.Convergence> studies = new ArrayList<>();
    for (Trace t : traces) {
      if (t instanceof Trace.Convergence c) {
        studies.add(c);
      } else if (t instanceof Trace.Draws d) {
        html.append(draws(d));
      } else if (t instanceof Trace.Distribution d) {
        html.append(distribution(d));
      }
    }
    StringBuilder convergence = new StringBuilder();
    List<Integer> drawn = drawn(studies);
    for (int k = 0; k < drawn.size(); k += STUDIES) {
      convergence.append(
          convergence(studies, drawn.subList(k, Math.min(drawn.size(), k + STUDIES))));
    }
    String figures = html.insert(0, convergence).toString();
    return figures.isEmpty()
        ? ""
        : "<div class=\"figures\">\n" + figures + "</div>\n" + rates(studies);
  }

  /** Studies to draw: a control of the very errors of another one says nothing new to the eye. */
  private static List<Integer> drawn(List<Trace.Convergence> studies) {
    List<Integer> drawn = new ArrayList<>();
    for (int k = 0; k < studies.size(); k++) {
      Trace.Convergence c = studies.get(k);
      boolean repeated =
          studies.stream().anyMatch(o -> !o.control() && o.errors().equals(c.errors()));
      if (!(c.control() && repeated)) {
        drawn.add(k);
      }
    }
    return drawn;
  }

  /** Errors over the step, both logarithmic, with the rate at every segment and the stated order as a dotted line. */
  private String convergence(List<Trace.Convergence> all, List<Integer> chosen) {
    List<Charts.Line> lines = new ArrayList<>();
    List<Trace.Convergence> studies = chosen.stream().map(all::get).toList();
    for (int k = 0; k < studies.size(); k++) {
      Trace.Convergence c = studies.get(k);
      int n = c.errors().size();
      double[] h = new double[n];
      double[] e = new double[n];
      double[] stated = new double[n];
      for (int l = 0; l < n; l++) {
        h[l] = -l;
        e[l] = Math.abs(c.errors().get(l));
        stated[l] = Math.abs(c.errors().get(n - 1)) * Math.pow(2, c.order() * (n - 1 - l));
      }
      String name = "study " + (chosen.get(k) + 1);
      lines.add(new Charts.Line(new Curve(name, h, e), COLORS[k], false));
      lines.add(new Charts.Line(new Curve("order " + c.order(), h, stated), COLORS[k], false));
    }
    JFreeChart chart = Charts.logLog("h/h0", "|error|", lines);
    XYPlot plot = chart.getXYPlot();
    for (int k = 0; k < studies.size(); k++) {
      Trace.Convergence c = studies.get(k);
      for (int l = 0; l < c.rates().size(); l++) {
        double x = -l - 0.5;
        double y = 0.5 * Math.log10(Math.abs(c.errors().get(l) * c.errors().get(l + 1)));
        if (Double.isFinite(y)) {
          XYTextAnnotation rate = new XYTextAnnotation(rate(c.rates().get(l)), x, y);
          rate.setFont(Charts.FONT.deriveFont(12f));
          rate.setPaint(COLORS[k]);
          rate.setTextAnchor(k == 1 ? TextAnchor.TOP_LEFT : TextAnchor.BOTTOM_RIGHT);
          plot.addAnnotation(rate);
        }
      }
    }
    String caption =
        "Convergence: errors over the step, each segment with its rate; dotted: the stated order.";
    return Html.figure(svg.draw(chart, WIDTH, HEIGHT, caption), caption);
  }

  private static String rates(List<Trace.Convergence> studies) {
    if (studies.isEmpty()) {
      return "";
    }
    StringBuilder rows = new StringBuilder();
    for (int k = 0; k < studies.size(); k++) {
      Trace.Convergence c = studies.get(k);
      List<String> rates = c.rates().stream().map(EvidenceCharts::rate).toList();
      List<String> errors = c.errors().stream().map(e -> Decimal.rounded(e, 3)).toList();
      rows.append("<tr><th scope=\"row\">study ").append(k + 1).append("</th><td>");
      rows.append(Html.escape((c.control() ? "control, must fail: " : "") + c.label()));
      rows.append("</td><td class=\"n\">").append(Decimal.rounded(c.order(), 2));
      rows.append("</td><td>").append(String.join(" ", rates)).append("</td><td>");
      rows.append(c.differences() ? "differences " : "").append(String.join(" ", errors));
      rows.append("</td></tr>\n");
    }
    return Html.table(
        "Every consecutive rate, from the coarsest level to the finest.",
        Html.head("study", "of what", "order", "rates", "errors"),
        rows.toString());
  }

  private static String rate(double rate) {
    return String.format(Locale.ROOT, "%.2f", rate);
  }

  /** The draws, and the estimate of their expectation in the admissible interval around the stated one. */
  private String draws(Trace.Draws d) {
    long n = d.counts().stream().mapToLong(Long::longValue).sum();
    int bins = d.counts().size();
    double[] x = new double[2 * bins + 2];
    double[] y = new double[2 * bins + 2];
    x[0] = d.edges().get(0);
    x[2 * bins + 1] = d.edges().get(bins);
    for (int b = 0; b < bins; b++) {
      double width = d.edges().get(b + 1) - d.edges().get(b);
      x[2 * b + 1] = d.edges().get(b);
      x[2 * b + 2] = d.edges().get(b + 1);
      y[2 * b + 1] = d.counts().get(b) / (n * width);
      y[2 * b + 2] = y[2 * b + 1];
    }
    JFreeChart all = Charts.histogram("draw", new Curve("draws", x, y));
    all.getXYPlot().addDomainMarker(line(d.expected()));
    double span = 1.4 * Math.max(d.radius(), Math.abs(d.found() - d.expected()));
    double[] at = {d.expected() - span, d.found(), d.expected() + span};
    JFreeChart zoom =
        Charts.marks(
            "expectation", new Curve("estimate", new double[] {d.found()}, new double[] {0.5}));
    XYPlot plot = zoom.getXYPlot();
    plot.getDomainAxis().setRange(at[0], at[2]);
    plot.getRangeAxis().setRange(0, 1);
    plot.getRangeAxis().setVisible(false);
    plot.addDomainMarker(
        band(d.expected() - d.radius(), d.expected() + d.radius()), Layer.BACKGROUND);
    plot.addDomainMarker(line(d.expected()));
    String histogram = n + " draws; line: the stated expectation. " + d.label();
    String estimate =
        "Estimate %s (point) against %s (line); band: admissible, radius %s."
            .formatted(
                Decimal.rounded(d.found(), 5),
                Decimal.rounded(d.expected(), 5),
                Decimal.rounded(d.radius(), 3));
    return Html.figure(
        svg.draw(all, WIDTH, HEIGHT, histogram) + svg.draw(zoom, WIDTH, HEIGHT / 3, estimate),
        histogram + ". " + estimate);
  }

  /** The empirical distribution function with the stated one, and their difference in its band. */
  private String distribution(Trace.Distribution d) {
    double[] x = array(d.at());
    double[] found = array(d.found());
    double[] expected = array(d.expected());
    double[] difference = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      difference[i] = found[i] - expected[i];
    }
    JFreeChart both =
        Charts.over(
            "x",
            "distribution",
            List.of(
                new Charts.Line(new Curve("law", x, expected), Charts.GRID, false),
                new Charts.Line(Curve.thinned("sample", x, found, MARKS), Charts.PARTICLES, true)));
    JFreeChart apart =
        Charts.over(
            "x",
            "sample − law",
            List.of(new Charts.Line(new Curve("", x, difference), Charts.PARTICLES, false)));
    XYPlot plot = apart.getXYPlot();
    double span = d.radius();
    for (double v : difference) {
      span = Math.max(span, Math.abs(v));
    }
    plot.getRangeAxis().setRange(-1.2 * span, 1.2 * span);
    plot.addRangeMarker(band(-d.radius(), d.radius()), Layer.BACKGROUND);
    String caption =
        "The difference within its band, half-width " + Decimal.rounded(d.radius(), 3) + ".";
    return Html.figure(svg.draw(both, WIDTH, HEIGHT, d.label()), d.label())
        + Html.figure(svg.draw(apart, WIDTH, HEIGHT, caption), caption);
  }

  private static IntervalMarker band(double from, double to) {
    IntervalMarker marker = new IntervalMarker(from, to, BAND);
    marker.setAlpha(1);
    return marker;
  }

  private static ValueMarker line(double at) {
    ValueMarker marker = new ValueMarker(at, Charts.GRID, new BasicStroke(2));
    marker.setAlpha(1);
    return marker;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
