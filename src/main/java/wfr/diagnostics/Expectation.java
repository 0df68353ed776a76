package wfr.diagnostics;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.model.Potential;
import wfr.model.ScalarField;

/**
 * E_rho f = int f e^{h - V} / int e^{h - V} over the box, h(x) interpolated through the cell values of 6 neighbouring cells and f integrated by
 * Gauss-Legendre on every cell, cut at the points where f jumps.
 * Special cases: f = 1 gives 1. Cells without mass relative to the largest (below e^-745) do not count.
 * Accuracy: order 2 in dx, because the cell values are averages and not point values, with an error coefficient that does not
 * depend on where f jumps within a cell: Richardson extrapolation applies. Source: proofs-notes, G3, G10.
 */
public final class Expectation {
  private static final int STENCIL = 6;
  private static final int POINTS = 6;

  private final double[] nodes;
  private final double[] logDensityWeight;
  private final double[] logRatio;
  private final double reference;
  private final double total;
  private final GridDensity rho;
  private final Potential potential;
  private final GaussIntegrator rule = new GaussIntegratorFactory().legendre(POINTS);

  /**
   * @param rho density on a grid
   * @param potential V of the target it is relative to
   */
  public Expectation(GridDensity rho, Potential potential) {
    this.rho = rho;
    this.potential = potential;
    Grid grid = rho.grid();
    int n = grid.cells() * POINTS;
    nodes = new double[n];
    logDensityWeight = new double[n];
    logRatio = rho.logRatio();
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < grid.cells(); i++) {
      for (int j = 0; j < POINTS; j++) {
        double x = grid.centre(i) + 0.5 * grid.dx() * rule.getPoint(j);
        nodes[i * POINTS + j] = x;
        double l = logDensity(x) + Math.log(0.5 * grid.dx() * rule.getWeight(j));
        logDensityWeight[i * POINTS + j] = l;
        max = Math.max(max, l);
      }
    }
    reference = max;
    double sum = 0;
    for (double l : logDensityWeight) {
      sum += Math.exp(l - max);
    }
    total = sum;
  }

  /** E_rho f. */
  public double of(ScalarField f) {
    Grid grid = rho.grid();
    double[] breaks = f.breakpoints(grid.lower(), grid.upper());
    double sum = 0;
    int next = 0;
    for (int i = 0; i < grid.cells(); i++) {
      double a = grid.edge(i);
      double b = grid.edge(i + 1);
      List<Double> cuts = new ArrayList<>();
      while (next < breaks.length && breaks[next] < b) {
        if (breaks[next] > a) {
          cuts.add(breaks[next]);
        }
        next++;
      }
      if (cuts.isEmpty()) {
        for (int j = i * POINTS; j < (i + 1) * POINTS; j++) {
          double w = Math.exp(logDensityWeight[j] - reference);
          sum += w > 0 ? w * f.value(nodes[j]) : 0;
        }
      } else {
        cuts.add(b);
        double from = a;
        for (double to : cuts) {
          sum += piece(f, from, to);
          from = to;
        }
      }
    }
    return sum / total;
  }

  private double piece(ScalarField f, double a, double b) {
    double sum = 0;
    for (int j = 0; j < POINTS; j++) {
      double x = 0.5 * (a + b) + 0.5 * (b - a) * rule.getPoint(j);
      double w = Math.exp(logDensity(x) + Math.log(0.5 * (b - a) * rule.getWeight(j)) - reference);
      sum += w > 0 ? w * f.value(x) : 0;
    }
    return sum;
  }

  /** h(x) - V(x), h by Lagrange interpolation through the nearest cells. */
  private double logDensity(double x) {
    return interpolate(rho.grid(), logRatio, x) - potential.value(x);
  }

  /**
   * Lagrange interpolation of degree 5 (less on fewer cells) through cell values at the centres, one-sided at the ends, around on a torus.
   */
  public static double interpolate(Grid grid, double[] values, double x) {
    int n = grid.cells();
    int width = Math.min(STENCIL, n);
    double s = (x - grid.lower()) / grid.dx() - 0.5;
    int first = (int) Math.floor(s) - width / 2 + 1;
    if (!grid.periodic()) {
      first = Math.max(0, Math.min(n - width, first));
    }
    double sum = 0;
    for (int a = 0; a < width; a++) {
      double w = 1;
      for (int b = 0; b < width; b++) {
        if (b != a) {
          w *= (s - first - b) / (a - b);
        }
      }
      sum += w * values[Math.floorMod(first + a, n)];
    }
    return sum;
  }
}
