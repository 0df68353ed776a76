package wfr.report;

import java.awt.Color;
import java.util.Locale;
import wfr.measure.Axis;

/**
 * Cell averages over a rectangle as an inline SVG: rows of rectangles, neighbours of one colour merged; light where nothing is, with a scale of colours beside.
 *
 * @param across the axis drawn to the right
 * @param up the axis drawn upwards
 * @param nameAcross its coordinate
 * @param nameUp its coordinate
 * @param top value of the darkest colour
 */
record HeatMap(Axis across, Axis up, String nameAcross, String nameUp, double top) {
  private static final int LEVELS = 24;
  private static final int SIDE = 300;
  private static final int MARGIN = 34;
  private static final int SCALE = 52;
  private static final Color LIGHT = new Color(0xF4, 0xF7, 0xFB);

  /**
   * A drawing.
   *
   * @param value cell averages, the axis to the right running fastest
   * @param dark the darkest colour
   * @param label what a screen reader says
   */
  String draw(double[] value, Color dark, String label) {
    int nx = across.cells();
    int ny = up.cells();
    double w = (double) SIDE / nx;
    double h = (double) SIDE / ny;
    StringBuilder s = new StringBuilder();
    s.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
    s.append(SIDE + MARGIN + SCALE + 10).append(' ').append(SIDE + MARGIN + 10);
    s.append("\" role=\"img\" aria-label=\"").append(Html.escape(label)).append("\">\n");
    s.append("<g transform=\"translate(").append(MARGIN).append(",5)\">\n");
    s.append("<rect width=\"%d\" height=\"%d\" fill=\"%s\"/>\n".formatted(SIDE, SIDE, hex(LIGHT)));
    for (int j = 0; j < ny; j++) {
      int from = 0;
      for (int i = 1; i <= nx; i++) {
        int level = level(value[j * nx + from]);
        if (i < nx && level(value[j * nx + i]) == level) {
          continue;
        }
        if (level > 0) {
          s.append(
              String.format(
                  Locale.ROOT,
                  "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\"/>%n",
                  from * w,
                  SIDE - (j + 1) * h,
                  (i - from) * w + 0.2,
                  h + 0.2,
                  hex(shade(dark, level))));
        }
        from = i;
      }
    }
    scale(s, dark);
    s.append("</g>\n<g font-family=\"sans-serif\" font-size=\"12\" fill=\"#1b1f24\">\n");
    text(s, MARGIN, SIDE + 20, "start", Decimal.rounded(across.lower()));
    text(s, MARGIN + SIDE, SIDE + 20, "end", Decimal.rounded(across.upper()));
    text(s, MARGIN + SIDE / 2, SIDE + 20, "middle", nameAcross);
    text(s, MARGIN - 4, SIDE + 5, "end", Decimal.rounded(up.lower()));
    text(s, MARGIN - 4, 16, "end", Decimal.rounded(up.upper()));
    text(s, MARGIN - 4, SIDE / 2, "end", nameUp);
    text(s, MARGIN + SIDE + 22, SIDE + 5, "start", "0");
    text(s, MARGIN + SIDE + 22, 16, "start", Decimal.rounded(top, 2));
    return s.append("</g>\n</svg>").toString();
  }

  /** What the colours stand for, from 0 to the top. */
  private static void scale(StringBuilder s, Color dark) {
    double h = SIDE / (LEVELS + 1.0);
    for (int level = 0; level <= LEVELS; level++) {
      s.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%.2f\" width=\"10\" height=\"%.2f\" fill=\"%s\"/>%n",
              SIDE + 8,
              SIDE - (level + 1) * h,
              h + 0.2,
              hex(shade(dark, level))));
    }
  }

  private static void text(StringBuilder s, int x, int y, String anchor, String text) {
    s.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n".formatted(x, y, anchor, text));
  }

  private int level(double value) {
    return (int) Math.max(0, Math.min(LEVELS, Math.round(LEVELS * value / top)));
  }

  private static Color shade(Color dark, int level) {
    double q = (double) level / LEVELS;
    return new Color(
        (int) Math.round(LIGHT.getRed() + q * (dark.getRed() - LIGHT.getRed())),
        (int) Math.round(LIGHT.getGreen() + q * (dark.getGreen() - LIGHT.getGreen())),
        (int) Math.round(LIGHT.getBlue() + q * (dark.getBlue() - LIGHT.getBlue())));
  }

  private static String hex(Color c) {
    return "#%02x%02x%02x".formatted(c.getRed(), c.getGreen(), c.getBlue());
  }
}
