package wfr.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYAreaRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** The figures of a report, in colours that differ in lightness as well as in hue. */
final class Charts {
  static final Color GRID = new Color(0x0B, 0x57, 0xA4);
  static final Color PARTICLES = new Color(0xD9, 0x6B, 0x0B);
  static final Color FOURTH = new Color(0x6B, 0x6B, 0x6B);
  static final Color THIRD = new Color(0x3A, 0x7D, 0x44);
  private static final Color TARGET = new Color(0xC9, 0xCF, 0xD6);
  static final Color INK = new Color(0x1B, 0x1F, 0x24);

  /** Parts of a whole, from dark to light so that they differ without hue. */
  private static final Color[] PARTS = {
    new Color(0x08, 0x30, 0x6B),
    new Color(0xB3, 0x4A, 0x00),
    new Color(0x4C, 0x8F, 0xC9),
    new Color(0xE0, 0x9B, 0x4F),
    new Color(0x9C, 0xC8, 0x9C),
    new Color(0xE4, 0xE0, 0xC8),
    new Color(0xBB, 0xBB, 0xBB)
  };

  static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

  private Charts() {}

  /**
   * A curve with its looks.
   *
   * @param curve the points
   * @param color colour
   * @param marks points only, no line
   */
  record Line(Curve curve, Color color, boolean marks) {}

  /**
   * A curve with its uncertainty.
   *
   * @param curve the points
   * @param error half-width of the band at each of them
   */
  record Band(Curve curve, double[] error) {}

  /** Grid density and particle histogram along a coordinate, each with its band, over the target. */
  static JFreeChart densities(
      String coordinate, Curve target, Band grid, Band particles, double top) {
    XYPlot plot = plot(coordinate, new NumberAxis("density"));
    plot.getRangeAxis().setRange(0, top);
    int layer = 0;
    add(plot, layer++, target, area(TARGET));
    if (particles != null) {
      addBand(plot, layer++, particles, PARTICLES, 1.2f);
    }
    if (grid != null) {
      addBand(plot, layer, grid, GRID, 2.2f);
    }
    plot.getDomainAxis().setRange(target.x()[0], target.x()[target.x().length - 1]);
    return chart(plot, true);
  }

  /** Lines over time, on a log axis if asked for. */
  static JFreeChart overTime(String axis, boolean log, List<Line> lines) {
    XYPlot plot = plot("time", log ? logAxis(axis, lines) : new NumberAxis(axis));
    for (int i = 0; i < lines.size(); i++) {
      Line l = lines.get(i);
      boolean many = l.curve().x().length > 60;
      Curve shown = log ? l.curve().log10() : l.curve();
      add(plot, i, shown, line(l.color(), l.marks() || !many, !l.marks()));
    }
    return chart(plot, lines.size() > 1);
  }

  /** A function of the start by one method, one value with its error by another. */
  static JFreeChart overStart(String axis, Curve function, Curve point) {
    XYPlot plot = plot("start x", new NumberAxis(axis));
    add(plot, 0, function, line(GRID, false, true));
    add(plot, 1, point, line(PARTICLES, true, true));
    return chart(plot, true);
  }

  /** Pairs of lines over h = 2^x, the error logarithmic: what was found, solid with marks, and what is stated, dotted. */
  static JFreeChart logLog(String domain, String axis, List<Line> lines) {
    XYPlot plot = plot(domain, logAxis(axis, lines));
    double least = 0;
    for (int i = 0; i < lines.size(); i++) {
      Line l = lines.get(i);
      boolean stated = i % 2 == 1;
      add(plot, i, l.curve().log10(), stated ? dotted(l.color()) : line(l.color(), true, true));
      least = Math.min(least, l.curve().x()[l.curve().x().length - 1]);
      if (stated) {
        plot.getRenderer(i).setSeriesVisibleInLegend(0, false);
      }
    }
    NumberAxis x = (NumberAxis) plot.getDomainAxis();
    x.setNumberFormatOverride(new Power(2));
    x.setTickUnit(new NumberTickUnit(1));
    x.setRange(new Range(least - 0.3, 0.3));
    return chart(plot, true);
  }

  /** Lines over a coordinate. */
  static JFreeChart over(String domain, String axis, List<Line> lines) {
    XYPlot plot = plot(domain, new NumberAxis(axis));
    for (int i = 0; i < lines.size(); i++) {
      Line l = lines.get(i);
      add(plot, i, l.curve(), line(l.color(), l.marks(), !l.marks()));
    }
    return chart(plot, lines.size() > 1);
  }

  /** Points. */
  static JFreeChart marks(String domain, Curve points) {
    XYPlot plot = plot(domain, new NumberAxis(""));
    add(plot, 0, points, line(PARTICLES, true, false));
    return chart(plot, false);
  }

  /** A share between 0 and 1 over time. */
  static JFreeChart share(String axis, Line line) {
    JFreeChart chart = overTime(axis, false, List.of(line));
    chart.getXYPlot().getRangeAxis().setRange(0, 1.05);
    return chart;
  }

  /** A histogram. */
  static JFreeChart histogram(String axis, Curve curve) {
    XYPlot plot = plot(axis, new NumberAxis("density"));
    add(plot, 0, curve, area(translucent(PARTICLES)));
    plot.getDomainAxis().setRange(curve.x()[0], curve.x()[curve.x().length - 1]);
    return chart(plot, false);
  }

  private static void add(XYPlot plot, int layer, Curve curve, XYItemRenderer renderer) {
    plot.setDataset(layer, new XYSeriesCollection(curve.series()));
    plot.setRenderer(layer, renderer);
  }

  private static void addBand(XYPlot plot, int layer, Band band, Color color, float width) {
    Curve c = band.curve();
    YIntervalSeries series = new YIntervalSeries(c.name(), false, true);
    for (int i = 0; i < c.x().length; i++) {
      double e = band.error()[i];
      series.add(c.x()[i], c.y()[i], Math.max(0, c.y()[i] - e), c.y()[i] + e);
    }
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    data.addSeries(series);
    DeviationRenderer renderer = new DeviationRenderer(true, false);
    renderer.setSeriesPaint(0, color);
    renderer.setSeriesFillPaint(0, color);
    renderer.setSeriesStroke(0, new BasicStroke(width));
    renderer.setAlpha(0.4f);
    plot.setDataset(layer, data);
    plot.setRenderer(layer, renderer);
  }

  /** Shares of the parts of a total, one bar per row; rows without any are left out. */
  static JFreeChart shares(Map<String, Map<String, Double>> rows) {
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    rows.forEach((row, parts) -> parts.forEach((part, value) -> data.addValue(value, part, row)));
    StackedBarRenderer renderer = new StackedBarRenderer(true);
    renderer.setShadowVisible(false);
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setMaximumBarWidth(0.08);
    for (int k = 0; k < data.getRowCount(); k++) {
      renderer.setSeriesPaint(k, PARTS[k % PARTS.length]);
    }
    NumberAxis axis = new NumberAxis("share of the error of KL");
    axis.setNumberFormatOverride(NumberFormat.getPercentInstance(Locale.ROOT));
    styled(axis);
    CategoryAxis names = new CategoryAxis();
    names.setTickLabelFont(FONT);
    names.setMaximumCategoryLabelWidthRatio(0.6f);
    CategoryPlot plot = new CategoryPlot(data, names, axis, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    JFreeChart chart = new JFreeChart(null, FONT, plot, true);
    chart.setBackgroundPaint(Color.WHITE);
    chart.getLegend().setItemFont(FONT);
    chart.getLegend().setFrame(BlockBorder.NONE);
    return chart;
  }

  private static XYItemRenderer area(Color color) {
    XYAreaRenderer renderer = new XYAreaRenderer(XYAreaRenderer.AREA);
    renderer.setSeriesPaint(0, color);
    renderer.setOutline(false);
    renderer.setLegendArea(new Rectangle2D.Double(-5, -5, 10, 10));
    return renderer;
  }

  static XYItemRenderer line(Color color, boolean marks, boolean joined) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(joined, marks);
    renderer.setSeriesPaint(0, color);
    renderer.setSeriesStroke(0, new BasicStroke(2.2f));
    renderer.setSeriesShape(0, new Ellipse2D.Double(-3.5, -3.5, 7, 7));
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setDrawOutlines(false);
    return renderer;
  }

  private static XYItemRenderer dotted(Color color) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setSeriesPaint(0, color);
    renderer.setSeriesStroke(
        0,
        new BasicStroke(
            1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {2, 4}, 0));
    renderer.setDrawSeriesLineAsPath(true);
    return renderer;
  }

  private static Color translucent(Color c) {
    return new Color(c.getRed(), c.getGreen(), c.getBlue(), 130);
  }

  /** Whole decades around the positive values. */
  private static ValueAxis logAxis(String label, List<Line> lines) {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (Line l : lines) {
      for (double y : l.curve().y()) {
        if (y > 0 && Double.isFinite(y)) {
          low = Math.min(low, y);
          high = Math.max(high, y);
        }
      }
    }
    NumberAxis axis = new NumberAxis(label);
    axis.setNumberFormatOverride(new Power(10));
    if (high > 0) {
      double from = Math.floor(Math.log10(Math.max(low, 1e-290)));
      double to = Math.max(from + 1, Math.ceil(Math.log10(high)));
      // a hair beyond the decades: rounding must not lose the ticks at the ends
      axis.setRange(new Range(from - 0.01, to + 0.01));
      axis.setTickUnit(new NumberTickUnit(Math.max(1, Math.ceil((to - from) / 6))));
    }
    return axis;
  }

  static XYPlot plot(String domain, ValueAxis range) {
    NumberAxis x = new NumberAxis(domain);
    x.setAutoRangeIncludesZero(false);
    return plot(x, range);
  }

  static XYPlot plot(ValueAxis x, ValueAxis range) {
    XYPlot plot = new XYPlot(null, x, range, null);
    styled(x);
    styled(range);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinePaint(new Color(0xE3, 0xE6, 0xEA));
    plot.setRangeGridlinePaint(new Color(0xE3, 0xE6, 0xEA));
    plot.setOutlineVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setDatasetRenderingOrder(org.jfree.chart.plot.DatasetRenderingOrder.FORWARD);
    return plot;
  }

  private static ValueAxis styled(ValueAxis axis) {
    axis.setLabelFont(FONT);
    axis.setTickLabelFont(FONT);
    axis.setLabelPaint(INK);
    axis.setTickLabelPaint(INK);
    return axis;
  }

  static JFreeChart chart(XYPlot plot, boolean legend) {
    JFreeChart chart = new JFreeChart(null, FONT, plot, legend);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(6, 2, 2, 12));
    if (legend) {
      chart.getLegend().setItemFont(FONT);
      chart.getLegend().setFrame(BlockBorder.NONE);
    }
    return chart;
  }

  /** Tick labels of an axis of logarithms. */
  private static final class Power extends NumberFormat {
    private static final long serialVersionUID = 1L;
    private final double base;

    Power(double base) {
      this.base = base;
    }

    @Override
    public StringBuffer format(double value, StringBuffer to, FieldPosition position) {
      return to.append(Decimal.rounded(Math.pow(base, value), 3));
    }

    @Override
    public StringBuffer format(long value, StringBuffer to, FieldPosition position) {
      return format((double) value, to, position);
    }

    @Override
    public Number parse(String source, ParsePosition position) {
      throw new UnsupportedOperationException("tick labels are not read back");
    }
  }
}
