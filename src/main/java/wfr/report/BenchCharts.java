package wfr.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The two figures of the performance page as SVG text: ratios with their range as bars, curves on logarithmic axes. */
public final class BenchCharts {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 380;
  private static final int LEFT = 70;
  private static final int BOTTOM = 330;
  private static final int TOP = 52;
  private static final int RIGHT = 530;
  private static final String[] COLORS = {"#0B57A4", "#D96B0B", "#3A7D44", "#7A3E9D"};

  private static final double MANY_DECADES = 1000;
  private static final double MANY = 1e4;
  private static final double LITTLE = 1e-3;
  private static final double FEW = 5;

  /** Of a logarithm that should be a whole number. */
  private static final double ROUNDING = 1e-9;

  private static final int LABEL = 40;
  private static final String PALE = "#9CC3E8";

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
    int left = 450;
    double scale = (WIDTH - left - 70) / most;
    StringBuilder s = open(60 + row * bars.size(), title);
    stroke(s, left + scale, 34, left + scale, 50 + row * bars.size(), "#B8BEC6");
    for (int i = 0; i < bars.size(); i++) {
      Bar b = bars.get(i);
      int y = 45 + row * i;
      text(s, 10, y + 14, b.name(), "start");
      rectangle(s, left, y, b.value() * scale, 18, PALE);
      stroke(s, left + b.low() * scale, y + 9, left + b.high() * scale, y + 9, "#1B1F24");
      if (!Double.isNaN(b.goal())) {
        stroke(s, left + b.goal() * scale, y - 3, left + b.goal() * scale, y + 21, COLORS[1]);
      }
      double end = Math.max(b.high(), b.value()) * scale;
      double mark = b.goal() * scale;
      boolean inTheWay = mark > end && mark < end + LABEL; // false without a goal
      text(s, (int) (left + (inTheWay ? mark : end)) + 6, y + 14, format(b.value()), "start");
    }
    return s.append("</svg>\n").toString();
  }

  /** Curves, both axes logarithmic. */
  public static String curves(String title, String xLabel, String yLabel, List<Line> lines) {
    List<Double> x = ticks(lines, true);
    List<Double> y = ticks(lines, false);
    StringBuilder s = open(HEIGHT, title);
    for (double v : x) {
      double at = across(x, v);
      stroke(s, at, TOP, at, BOTTOM, "#E3E6EA");
      text(s, (int) at, BOTTOM + 18, label(v), "middle");
    }
    for (double v : y) {
      double at = up(y, v);
      stroke(s, LEFT, at, RIGHT, at, "#E3E6EA");
      text(s, LEFT - 6, (int) at + 4, label(v), "end");
    }
    text(s, (LEFT + RIGHT) / 2, BOTTOM + 38, xLabel, "middle");
    text(s, LEFT - 50, TOP - 16, yLabel, "start");
    for (int i = 0; i < lines.size(); i++) {
      Line l = lines.get(i);
      String color = COLORS[i % COLORS.length];
      StringBuilder path = new StringBuilder();
      for (int k = 0; k < l.x().size(); k++) {
        double px = across(x, l.x().get(k));
        double py = up(y, l.y().get(k));
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

  private static double across(List<Double> ticks, double v) {
    return LEFT + share(ticks, v) * (RIGHT - LEFT);
  }

  private static double up(List<Double> ticks, double v) {
    return BOTTOM - share(ticks, v) * (BOTTOM - TOP);
  }

  private static double share(List<Double> ticks, double v) {
    double low = ticks.get(0);
    return Math.log(v / low) / Math.log(ticks.get(ticks.size() - 1) / low);
  }

  private static List<Double> ticks(List<Line> lines, boolean x) {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (Line l : lines) {
      for (double v : x ? l.x() : l.y()) {
        low = Math.min(low, v);
        high = Math.max(high, v);
      }
    }
    return ticks(low, high);
  }

  /** 1, 2, 5 times powers of ten around two positive values, at least two; more where these span less than a factor of 5, the powers alone beyond three decades. */
  static List<Double> ticks(double low, double high) {
    double[] leading =
        high > MANY_DECADES * low
            ? new double[] {1}
            : high > FEW * low
                ? new double[] {1, 2, 5}
                : new double[] {1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9};
    List<Double> all = new ArrayList<>();
    for (int k = (int) Math.floor(Math.log10(low)) - 1; k <= Math.ceil(Math.log10(high)); k++) {
      for (double m : leading) {
        all.add(Double.parseDouble(m + "e" + k));
      }
    }
    all.add(Double.parseDouble("1e" + ((int) Math.ceil(Math.log10(high)) + 1)));
    int from = 0;
    while (all.get(from + 1) <= low) {
      from++;
    }
    int to = from + 1;
    while (all.get(to) < high) {
      to++;
    }
    return all.subList(from, to + 1);
  }

  /** 1e-6, 0.005, 20, 1e5. */
  private static String label(double v) {
    int exponent = (int) Math.round(Math.floor(Math.log10(v) + ROUNDING));
    return v >= MANY || v < LITTLE
        ? Math.round(v / Math.pow(10, exponent)) + "e" + exponent
        : new BigDecimal(Double.toString(v)).stripTrailingZeros().toPlainString();
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
