package wfr.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeriesCollection;
import wfr.experiment.Panel;

/** The figures of experiments, in the looks of {@link Charts}. */
final class ExperimentCharts {
  private static final int WIDTH = 520;
  private static final int HEIGHT = 400;

  /** Whole numbers up to here are written out on a log axis. */
  private static final double PLAIN = 1e4;

  /** Different in lightness as well as in hue. */
  private static final Color[] COLOURS = {
    Charts.GRID,
    Charts.PARTICLES,
    Charts.THIRD,
    new Color(0x8E, 0x2A, 0x8B),
    new Color(0x5A, 0x63, 0x6E),
    new Color(0xC2, 0x18, 0x3C),
    new Color(0x1F, 0x9B, 0xB5),
    new Color(0x9A, 0x67, 0x00)
  };

  private ExperimentCharts() {}

  /** All panels in one drawing. */
  static String svg(List<Panel> panels, String label) {
    List<JFreeChart> charts = new ArrayList<>();
    for (Panel p : panels) {
      charts.add(chart(p));
    }
    int columns = charts.size() % 3 == 0 ? 3 : 2;
    return new SvgPages().draw(charts, columns, WIDTH, HEIGHT, label);
  }

  private static JFreeChart chart(Panel panel) {
    XYPlot plot =
        Charts.plot(
            axis(panel.x(), panel, Panel.Series::x, false),
            axis(panel.y(), panel, Panel.Series::y, true));
    for (int i = 0; i < panel.series().size(); i++) {
      Panel.Series s = panel.series().get(i);
      boolean positive = panel.y().log();
      Color colour = colour(panel, s);
      if (s.error().length > 0) {
        plot.setDataset(i, intervals(s, positive));
        plot.setRenderer(i, errorBars(colour));
      } else {
        plot.setDataset(i, new XYSeriesCollection(shown(s, positive).series()));
        plot.setRenderer(i, renderer(s.look(), colour));
      }
    }
    JFreeChart chart = Charts.chart(plot, panel.series().size() > 1);
    chart.setTitle(new TextTitle(panel.title(), Charts.FONT.deriveFont(Font.BOLD, 15f)));
    chart.getTitle().setPaint(Charts.INK);
    if (chart.getLegend() != null) {
      chart.getLegend().setItemLabelPadding(new RectangleInsets(2, 2, 2, 14));
    }
    return chart;
  }

  /** Its own colour, or that of the series it goes with. */
  private static Color colour(Panel panel, Panel.Series series) {
    int own = 0;
    for (Panel.Series s : panel.series()) {
      if (s.name().equals(series.like()) || s == series) {
        return COLOURS[own % COLOURS.length];
      }
      own += s.like().isEmpty() ? 1 : 0;
    }
    return COLOURS[0];
  }

  private static XYItemRenderer renderer(Panel.Look look, Color colour) {
    boolean marks = look == Panel.Look.POINTS || look == Panel.Look.DOTS;
    XYItemRenderer r = Charts.line(colour, marks, !marks);
    if (look == Panel.Look.DOTS) {
      r.setSeriesShape(0, new java.awt.geom.Ellipse2D.Double(-2, -2, 4, 4));
    }
    if (look == Panel.Look.DASHED) {
      r.setSeriesStroke(
          0,
          new BasicStroke(
              2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {7, 5}, 0));
    }
    return r;
  }

  private static XYItemRenderer errorBars(Color colour) {
    XYErrorRenderer r = new XYErrorRenderer();
    r.setSeriesPaint(0, colour);
    r.setSeriesShape(0, new java.awt.geom.Ellipse2D.Double(-3.5, -3.5, 7, 7));
    r.setDrawXError(false);
    r.setErrorPaint(colour);
    r.setErrorStroke(new BasicStroke(1.5f));
    return r;
  }

  /** Two standard errors either way, cut at a third of the value on a log axis. */
  private static XYIntervalSeriesCollection intervals(Panel.Series s, boolean positive) {
    XYIntervalSeries series = new XYIntervalSeries(s.name(), false, true);
    for (int k = 0; k < s.x().length; k++) {
      double y = s.y()[k];
      double spread = 2 * s.error()[k];
      double low = positive ? Math.max(y - spread, y / 3) : y - spread;
      if (Double.isFinite(y) && (!positive || y > 0)) {
        series.add(s.x()[k], s.x()[k], s.x()[k], y, low, y + spread);
      }
    }
    XYIntervalSeriesCollection all = new XYIntervalSeriesCollection();
    all.addSeries(series);
    return all;
  }

  private static ValueAxis axis(
      Panel.Axis axis, Panel panel, Function<Panel.Series, double[]> values, boolean decades) {
    if (!axis.log()) {
      NumberAxis a = new NumberAxis(axis.label());
      a.setAutoRangeIncludesZero(false);
      if (axis.range().length == 2) {
        a.setRange(axis.range()[0], axis.range()[1]);
      }
      return a;
    }
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (Panel.Series s : panel.series()) {
      for (double v : values.apply(s)) {
        if (v > 0 && Double.isFinite(v)) {
          low = Math.min(low, v);
          high = Math.max(high, v);
        }
      }
    }
    LogAxis a = new LogAxis(axis.label());
    a.setNumberFormatOverride(new Ticks());
    if (high > 0) {
      double from = Math.log10(low) - 0.08;
      double to = Math.log10(high) + 0.08;
      if (decades) {
        // a hair beyond the decades, and none more for a value a hair beyond them
        from = Math.floor(Math.log10(low) + 0.02) - 0.03;
        to = Math.ceil(Math.log10(high) - 0.02) + 0.03;
      }
      a.setSmallestValue(Math.pow(10, from - 1));
      a.setRange(new Range(Math.pow(10, from), Math.pow(10, to)));
      a.setTickUnit(new NumberTickUnit(Math.max(1, Math.ceil((to - from) / 7))));
    }
    return a;
  }

  /** The points that an axis can show. */
  private static Curve shown(Panel.Series s, boolean positive) {
    double[] y = s.y().clone();
    for (int i = 0; i < y.length; i++) {
      y[i] = positive && !(y[i] > 0) ? Double.NaN : y[i];
    }
    return new Curve(s.name(), s.x(), y);
  }

  /** Tick labels of a log axis: 100 and not 1e2, but 1e-5. */
  private static final class Ticks extends NumberFormat {
    private static final long serialVersionUID = 1L;

    @Override
    public StringBuffer format(double value, StringBuffer to, FieldPosition position) {
      return value >= 1 && value <= PLAIN && Math.rint(value) == value
          ? to.append((long) value)
          : to.append(Decimal.rounded(value, 2));
    }

    @Override
    public StringBuffer format(long value, StringBuffer to, FieldPosition position) {
      return to.append(value);
    }

    @Override
    public Number parse(String source, ParsePosition position) {
      throw new UnsupportedOperationException("tick labels are not read back");
    }
  }
}
