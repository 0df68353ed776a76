package wfr.errorbars;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import wfr.errorbars.Judgement.Figure;

/** Counts of figures by the logarithms of their true and their stated errors, both over the scale, as an SVG; the line is where they are equal. */
final class ErrorBarPicture {
  private static final int LEAST = -16;
  private static final int MOST = 1;
  private static final int BINS = 4;
  private static final int SIDE = 8;
  private static final int MARGIN = 50;

  private ErrorBarPicture() {}

  static String of(List<Figure> figures) {
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    int bins = BINS * (MOST - LEAST);
    for (Figure f : figures) {
      if (f.isDetermined()) {
        counts.merge(
            bin(f.error() / f.scale()) * bins + bin(f.stated().error() / f.scale()),
            1,
            Integer::sum);
      }
    }
    int size = bins * SIDE;
    int top = counts.values().stream().mapToInt(c -> c).max().orElse(1);
    StringBuilder s = new StringBuilder();
    s.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n"
            .formatted(size + 2 * MARGIN, size + 2 * MARGIN));
    counts.forEach(
        (key, count) -> {
          double shade = 0.15 + 0.85 * Math.log1p(count) / Math.log1p(top);
          s.append(
              String.format(
                  Locale.ROOT,
                  "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#1f4e79\" fill-opacity=\"%.2f\"><title>%d</title></rect>\n",
                  MARGIN + key / bins * SIDE,
                  MARGIN + size - (key % bins + 1) * SIDE,
                  SIDE,
                  SIDE,
                  shade,
                  count));
        });
    s.append(
        "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"black\"/>\n<path d=\"M%d %dL%d %d\" stroke=\"#c00000\"/>\n"
            .formatted(
                MARGIN,
                MARGIN,
                MARGIN + size,
                MARGIN + size,
                MARGIN,
                MARGIN + size,
                MARGIN + size,
                MARGIN));
    for (int e = LEAST; e <= MOST; e += 4) {
      int at = (e - LEAST) * BINS * SIDE;
      s.append(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">1e%d</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">1e%d</text>\n"
              .formatted(MARGIN + at, MARGIN + size + 16, e, MARGIN - 4, MARGIN + size - at, e));
    }
    s.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">true error / scale</text>\n<text x=\"%d\" y=\"%d\">stated error / scale</text>\n</svg>\n"
            .formatted(MARGIN + size / 2, MARGIN + size + 36, 8, MARGIN - 16));
    return s.toString();
  }

  /** Errors beyond the picture are at its edge. */
  private static int bin(double error) {
    double at = Math.floor(BINS * (Math.log10(error) - LEAST));
    return (int) Math.max(0, Math.min(BINS * (MOST - LEAST) - 1, at));
  }
}
