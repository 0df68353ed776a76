package wfr.errorbars;

/** A box beyond which a share of the mass of rho_0 or of pi lies, whichever is more, at either end. */
final class BoxCut {
  private static final int CELLS = 200_000;
  private static final double FALL = 40;

  private BoxCut() {}

  /** Rounded to four digits; what is outside is exp(log) up to that. */
  static double[] of(Setting p, double log) {
    double[] end = p.until(FALL);
    double dx = (end[1] - end[0]) / CELLS;
    double[][] mass = new double[2][CELLS];
    double[] all = new double[2];
    double v = Double.POSITIVE_INFINITY;
    double s = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < CELLS; i++) {
      double x = end[0] + (i + 0.5) * dx;
      v = Math.min(v, p.potential.value().at(x, x));
      s = Math.max(s, p.start.value().at(x, x));
    }
    for (int i = 0; i < CELLS; i++) {
      double x = end[0] + (i + 0.5) * dx;
      mass[0][i] = Math.exp(v - p.potential.value().at(x, x));
      mass[1][i] = Math.exp(p.start.value().at(x, x) - s);
      all[0] += mass[0][i];
      all[1] += mass[1][i];
    }
    double share = 0.5 * Math.exp(log);
    return new double[] {
      Source.rounded(end[0] + dx * cut(mass, all, share, true)),
      Source.rounded(end[1] - dx * cut(mass, all, share, false))
    };
  }

  private static int cut(double[][] mass, double[] all, double share, boolean left) {
    int first = CELLS;
    for (int k = 0; k < 2; k++) {
      double sum = 0;
      int i = 0;
      while (sum < share * all[k]) {
        sum += mass[k][left ? i : CELLS - 1 - i];
        i++;
      }
      first = Math.min(first, i);
    }
    return first;
  }
}
