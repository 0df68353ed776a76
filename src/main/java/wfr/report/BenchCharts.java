package wfr.report;

import java.util.List;
import java.util.Locale;

/** The two figures of the performance page as SVG text: ratios with their range as bars, curves on logarithmic axes. */
public final class BenchCharts {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 380;
  private static final int LEFT = 70;
  private static final int BOTTOM = 330;
  private static final int TOP = 40;
  private static final int RIGHT = 530;
  private static final String[] COLORS = {"#0B57A4", "#D96B0B", "#3A7D44", "#7A3E9D"};

  private BenchCharts() {}

  /**
   * A ratio with the range of its pairs.
   *
   * @param name label
   * @param low least of the pairs
   * @param value ratio of medians
   * @param high largest of the pairs
   * @param goal what it should not exceed; NaN without one
   */
  public record Bar(String name, double low, double value, double high, double goal) {}

  /**
   * Points of a curve, all positive.
   *
   * @param name label
   * @param x abscissae
   * @param y ordinates
   */
  public record Line(String name, List<Double> x, List<Double> y) {}

  /** Ratios, one bar a row; a tick marks the goal. */
  public static String bars(String title, List<Bar> bars) {
    double most = 1;
    for (Bar b : bars) {
      most = Math.max(most, Math.max(b.high(), Double.isNaN(b.goal()) ? 0 : b.goal()));
    }
    int row = 30;
    int left = 260;
    double scale = (WIDTH - left - 70) / most;
    StringBuilder s = open(60 + row * bars.size(), title);
    for (int i = 0; i < bars.size(); i++) {
      Bar b = bars.get(i);
      int y = 45 + row * i;
      text(s, 10, y + 14, b.name(), "start");
      rectangle(s, left, y, b.value() * scale, 18, COLORS[0]);
      stroke(s, left + b.low() * scale, y + 9, left + b.high() * scale, y + 9, "#1B1F24");
      if (!Double.isNaN(b.goal())) {
        stroke(s, left + b.goal() * scale, y - 3, left + b.goal() * scale, y + 21, COLORS[1]);
      }
      text(
          s,
          (int) (left + Math.max(b.high(), b.value()) * scale) + 6,
          y + 14,
          format(b.value()),
          "start");
    }
    return s.append("</svg>\n").toString();
  }

  /** Curves, both axes logarithmic. */
  public static String curves(String title, String xLabel, String yLabel, List<Line> lines) {
    double[] x = range(lines, true);
    double[] y = range(lines, false);
    StringBuilder s = open(HEIGHT, title);
    for (int k = (int) x[0]; k <= (int) x[1]; k++) {
      double at = LEFT + (k - x[0]) / (x[1] - x[0]) * (RIGHT - LEFT);
      stroke(s, at, TOP, at, BOTTOM, "#E3E6EA");
      text(s, (int) at, BOTTOM + 18, "1e" + k, "middle");
    }
    for (int k = (int) y[0]; k <= (int) y[1]; k++) {
      double at = BOTTOM - (k - y[0]) / (y[1] - y[0]) * (BOTTOM - TOP);
      stroke(s, LEFT, at, RIGHT, at, "#E3E6EA");
      text(s, LEFT - 6, (int) at + 4, "1e" + k, "end");
    }
    text(s, (LEFT + RIGHT) / 2, BOTTOM + 38, xLabel, "middle");
    text(s, LEFT - 50, TOP - 8, yLabel, "start");
    for (int i = 0; i < lines.size(); i++) {
      Line l = lines.get(i);
      String color = COLORS[i % COLORS.length];
      StringBuilder path = new StringBuilder();
      for (int k = 0; k < l.x().size(); k++) {
        double px = LEFT + (Math.log10(l.x().get(k)) - x[0]) / (x[1] - x[0]) * (RIGHT - LEFT);
        double py = BOTTOM - (Math.log10(l.y().get(k)) - y[0]) / (y[1] - y[0]) * (BOTTOM - TOP);
        path.append(String.format(Locale.ROOT, "%s%.1f %.1f ", k == 0 ? "M" : "L", px, py));
        s.append(
            String.format(
                Locale.ROOT, "<circle cx='%.1f' cy='%.1f' r='4' fill='%s'/>%n", px, py, color));
      }
      s.append("<path d='").append(path).append("' fill='none' stroke-width='2' stroke='");
      s.append(color).append("'/>\n");
      rectangle(s, RIGHT + 15, TOP + 22 * i, 12, 12, color);
      text(s, RIGHT + 32, TOP + 11 + 22 * i, l.name(), "start");
    }
    return s.append("</svg>\n").toString();
  }

  /** Whole decades around all values. */
  private static double[] range(List<Line> lines, boolean x) {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (Line l : lines) {
      for (double v : x ? l.x() : l.y()) {
        low = Math.min(low, v);
        high = Math.max(high, v);
      }
    }
    double from = Math.floor(Math.log10(low));
    return new double[] {from, Math.max(from + 1, Math.ceil(Math.log10(high)))};
  }

  private static StringBuilder open(int height, String title) {
    StringBuilder s = new StringBuilder();
    s.append("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 " + WIDTH + " ");
    s.append(height).append("' font-family='sans-serif' font-size='13'>\n");
    s.append("<rect width='100%' height='100%' fill='white'/>\n");
    text(s, WIDTH / 2, 20, title, "middle");
    return s;
  }

  private static void text(StringBuilder s, int x, int y, String text, String anchor) {
    s.append("<text x='").append(x).append("' y='").append(y);
    s.append("' text-anchor='").append(anchor).append("'>").append(Html.escape(text));
    s.append("</text>\n");
  }

  private static void rectangle(
      StringBuilder s, double x, double y, double w, double h, String color) {
    s.append(
        String.format(
            Locale.ROOT,
            "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s'/>%n",
            x,
            y,
            w,
            h,
            color));
  }

  private static void stroke(
      StringBuilder s, double x1, double y1, double x2, double y2, String color) {
    s.append(
        String.format(
            Locale.ROOT,
            "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke-width='1.5' stroke='%s'/>%n",
            x1,
            y1,
            x2,
            y2,
            color));
  }

  private static String format(double v) {
    return String.format(Locale.ROOT, "%.2f", v);
  }
}
