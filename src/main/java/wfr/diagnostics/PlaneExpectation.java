package wfr.diagnostics;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.measure.Grid;
import wfr.measure.PlaneDensity;
import wfr.model.Potential;
import wfr.model.ScalarField;

/**
 * E_rho f = int f e^{h - V}/int e^{h - V} over a rectangle, h interpolated as {@link Expectation} does on either axis, by iterated integrals:
 * Gauss-Legendre over lines t = const, and on each line over its cells, cut where f jumps along the line.
 * The lines run along the axis that meets more jumps of f, so that the inner integral is smooth in t for a jump across slanted lines; jumps that
 * lie at one t for all lines cut the outer integral.
 * Special cases: f = 1 gives 1. Accuracy: order 2 in the cell widths with a coefficient that does not depend on where f jumps, for
 * jumps on lines and on curves without a tangent along the inner axis inside the rectangle. Source: proofs-notes, G3P, G10.
 */
public final class PlaneExpectation {
  private static final int POINTS = 4;
  private static final int PROBES = 9;

  private final PlaneDensity rho;
  private final Potential potential;
  private final GaussIntegrator rule = new GaussIntegratorFactory().legendre(POINTS);
  private final double[] h;
  private final double top;

  /**
   * @param rho density on a tensor grid
   * @param potential V of the target it is relative to
   */
  public PlaneExpectation(PlaneDensity rho, Potential potential) {
    this.rho = rho;
    this.potential = potential;
    h = rho.logRatio();
    double max = Double.NEGATIVE_INFINITY;
    Grid x = rho.grid().x();
    Grid y = rho.grid().y();
    for (int c = 0; c < h.length; c++) {
      double[] at = {x.centre(c % x.cells()), y.centre(c / x.cells())};
      max = Math.max(max, h[c] - potential.value(at));
    }
    top = max;
  }

  /** E_rho f. */
  public double of(ScalarField f) {
    int inner = crossings(f, 0) >= crossings(f, 1) ? 0 : 1;
    Grid lines = inner == 0 ? rho.grid().y() : rho.grid().x();
    double[] common = commonBreaks(f, 1 - inner);
    double[] sums = new double[2];
    int next = 0;
    for (int j = 0; j < lines.cells(); j++) {
      double from = lines.edge(j);
      while (next < common.length && common[next] < lines.edge(j + 1)) {
        strip(f, inner, from, common[next], sums);
        from = common[next++];
      }
      strip(f, inner, from, lines.edge(j + 1), sums);
    }
    return sums[0] / sums[1];
  }

  private Grid along(int axis) {
    return axis == 0 ? rho.grid().x() : rho.grid().y();
  }

  private double[] breaks(ScalarField f, int axis, double other) {
    Grid g = along(axis);
    return f.breakpointsAlong(axis, other, g.lower(), g.upper());
  }

  /** Share s of the way across the rectangle, kept off round numbers where axis-parallel jumps like to be. */
  private double probe(int axis, int k) {
    Grid g = along(axis);
    return g.lower() + (g.upper() - g.lower()) * (k + 0.5 + 0.1 / Math.PI) / PROBES;
  }

  private int crossings(ScalarField f, int axis) {
    int count = 0;
    for (int k = 0; k < PROBES; k++) {
      count += breaks(f, axis, probe(1 - axis, k)).length;
    }
    return count;
  }

  /** Jumps along an axis that sit at one coordinate on the lines probed: those of axis-parallel edges. */
  private double[] commonBreaks(ScalarField f, int axis) {
    double width = along(axis).upper() - along(axis).lower();
    java.util.TreeMap<Long, double[]> seen = new java.util.TreeMap<>();
    for (int k = 0; k < PROBES; k++) {
      for (double b : breaks(f, axis, probe(1 - axis, k))) {
        double[] entry =
            seen.computeIfAbsent(Math.round(b / width * 1e12), z -> new double[] {b, 0});
        entry[1]++;
      }
    }
    return seen.values().stream().filter(e -> e[1] >= 2).mapToDouble(e -> e[0]).toArray();
  }

  /** Adds the integrals of f e^{h - V} and of e^{h - V} over the strip a to b of lines. */
  private void strip(ScalarField f, int inner, double a, double b, double[] sums) {
    Grid g = along(inner);
    for (int q = 0; q < POINTS; q++) {
      double t = 0.5 * (a + b) + 0.5 * (b - a) * rule.getPoint(q);
      double weight = 0.5 * (b - a) * rule.getWeight(q);
      double[] onLine = lineValues(inner, t);
      double[] cuts = breaks(f, inner, t);
      int next = 0;
      for (int i = 0; i < g.cells(); i++) {
        double from = g.edge(i);
        while (next < cuts.length && cuts[next] < g.edge(i + 1)) {
          piece(f, inner, t, new double[] {from, cuts[next], weight}, onLine, sums);
          from = cuts[next++];
        }
        piece(f, inner, t, new double[] {from, g.edge(i + 1), weight}, onLine, sums);
      }
    }
  }

  private void piece(
      ScalarField f, int inner, double t, double[] part, double[] onLine, double[] sums) {
    double mid = 0.5 * (part[0] + part[1]);
    double half = 0.5 * (part[1] - part[0]);
    double[] x = new double[2];
    x[1 - inner] = t;
    for (int r = 0; r < POINTS; r++) {
      x[inner] = mid + half * rule.getPoint(r);
      double l = Expectation.interpolate(along(inner), onLine, x[inner]) - potential.value(x) - top;
      double w = part[2] * half * rule.getWeight(r) * Math.exp(l);
      if (w > 0) {
        sums[0] += w * f.value(x);
        sums[1] += w;
      }
    }
  }

  /** h at the cell centres of one axis, interpolated across the other to t. */
  private double[] lineValues(int inner, double t) {
    Grid g = along(inner);
    Grid across = along(1 - inner);
    int nx = rho.grid().x().cells();
    double[] column = new double[across.cells()];
    double[] out = new double[g.cells()];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < column.length; j++) {
        column[j] = inner == 0 ? h[j * nx + i] : h[i * nx + j];
      }
      out[i] = Expectation.interpolate(across, column, t);
    }
    return out;
  }
}
