package wfr.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.measure.Axis;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.model.PointDensity;
import wfr.model.PointList;
import wfr.model.Potential;
import wfr.model.ScalarField;

/**
 * E_rho f = int f e^{h - V}/int e^{h - V} over the box, h by {@link Interpolation}, by iterated integrals: Gauss-Legendre over the cells of every axis, the innermost cut where f jumps along
 * its lines. The innermost axis is the one that meets most jumps of f, so that its integral is smooth in the others for a jump across slanted lines; jumps that lie at one coordinate on
 * all lines cut the outer integrals.
 * On a line where V jumps or has kinks h has kinks and layers that interpolation does not resolve: each cell has its mass m_c there, and the integrals only divide it,
 *   E_rho f = sum_c m_c int_c f e^{h - V}/int_c e^{h - V}.
 * Special cases: f = 1 gives 1. Where the density underflows relative to its largest value f does not count.
 * Accuracy: order 2 in the cell widths, because cell values are averages and not point values, with an error coefficient that does not depend on where f jumps within a cell, for
 * jumps on planes and on surfaces without a tangent along the innermost axis inside the box: Richardson extrapolation applies. Source: proofs-notes, G3, G3P, G10.
 */
public final class Expectation {
  /** Gauss points per cell and axis, by dimension. */
  private static final int[] POINTS = {6, 4, 3};

  private static final int PROBES = 9;

  private final Grid grid;
  private final Potential potential;
  private final GaussIntegrator rule;
  private final double[] h;
  private final double top;

  /** Of the cells, where V is not smooth; else empty. */
  private final double[] mass;

  /**
   * @param rho density on a grid
   * @param potential V of the target it is relative to
   */
  public Expectation(GridDensity rho, Potential potential) {
    this.potential = potential;
    grid = rho.grid();
    h = rho.logRatio();
    rule = new GaussIntegratorFactory().legendre(POINTS[grid.dimension() - 1]);
    double max = Double.NEGATIVE_INFINITY;
    double[] x = new double[grid.dimension()];
    PointDensity target = PointDensity.ofTarget(potential);
    for (int c = 0; c < h.length; c++) {
      target.expectCentres(grid, c);
      grid.centre(c, x);
      max = Math.max(max, h[c] - v(x));
    }
    top = max;
    boolean broken =
        x.length == 1
            && potential.breakpoints(grid.axis(0).lower(), grid.axis(0).upper()).length > 0;
    mass = new double[broken ? h.length : 0];
    Arrays.setAll(mass, rho::cellMass);
  }

  private double v(double[] x) {
    return x.length == 1 ? potential.value(x[0]) : potential.value(x);
  }

  /** E_rho f. */
  public double of(ScalarField f) {
    return new Integral(f).value();
  }

  /** The integrals of f e^{h - V} and of e^{h - V}, up to one factor. */
  private final class Integral {
    private final ScalarField f;

    /** Axes from the outermost to the innermost. */
    private final int[] order;

    /** By axis, where all lines along it jump. */
    private final double[][] common;

    /** h at the points of whole cells of the innermost axis. */
    private final Interpolation.Rows whole;

    private final double[] x = new double[grid.dimension()];
    private double numerator;
    private double denominator;

    Integral(ScalarField f) {
      this.f = f;
      int d = grid.dimension();
      int[] jumps = new int[d];
      common = new double[d][];
      for (int k = 0; k < d; k++) {
        List<double[]> lines = d == 1 ? List.of() : probed(k);
        jumps[k] = lines.stream().mapToInt(line -> line.length).sum();
        common[k] = common(lines, grid.axis(k).upper() - grid.axis(k).lower());
      }
      order =
          IntStream.range(0, d)
              .boxed()
              .sorted(
                  Comparator.<Integer>comparingInt(k -> jumps[k])
                      .thenComparing(k -> -k)) // x inmost
              .mapToInt(k -> k)
              .toArray();
      Axis inmost = grid.axis(order[d - 1]);
      int points = rule.getNumberOfPoints();
      double[] at = new double[inmost.cells() * points];
      Arrays.setAll(
          at, p -> point(inmost.edge(p / points), inmost.edge(p / points + 1), p % points));
      whole = Interpolation.rows(inmost, at);
    }

    double value() {
      if (mass.length > 0) {
        return byCells();
      }
      over(0, grid, h, 1);
      return numerator / denominator;
    }

    private double byCells() {
      Axis axis = grid.axis(0);
      double[] cuts = f.breakpoints(0, x, axis.lower(), axis.upper());
      announce(axis, 0, cuts);
      Interpolation onLine = new Interpolation(grid);
      double sum = 0;
      int next = 0;
      for (int i = 0; i < axis.cells(); i++) {
        numerator = 0;
        denominator = 0;
        next = cell(0, grid, h, 1, onLine, i, cuts, next);
        double average = denominator > 0 ? numerator / denominator : f.value(axis.centre(i));
        sum += mass[i] > 0 ? mass[i] * average : 0;
      }
      return sum;
    }

    /** Integrates over cell i, cut; returns the first cut beyond it. */
    private int cell(
        int level,
        Grid left,
        double[] values,
        double weight,
        Interpolation onLine,
        int i,
        double[] cuts,
        int first) {
      Axis axis = grid.axis(order[level]);
      double from = axis.edge(i);
      int next = first;
      while (next < cuts.length && cuts[next] < axis.edge(i + 1)) {
        piece(level, left, values, weight, onLine, -1, from, cuts[next]);
        from = cuts[next++];
      }
      piece(level, left, values, weight, onLine, next == first ? i : -1, from, axis.edge(i + 1));
      return next;
    }

    /** Jumps along an axis on lines spread over the box, kept off round numbers where jumps parallel to an axis like to be. */
    private List<double[]> probed(int axis) {
      List<double[]> lines = new ArrayList<>();
      double[] at = new double[grid.dimension()];
      int count = (int) Math.round(Math.pow(PROBES, at.length - 1.0));
      for (int line = 0; line < count; line++) {
        int rest = line;
        for (int k = 0; k < at.length; k++) {
          if (k != axis) {
            Axis other = grid.axis(k);
            double share = (rest % PROBES + 0.5 + 0.1 / Math.PI) / PROBES;
            at[k] = other.lower() + (other.upper() - other.lower()) * share;
            rest /= PROBES;
          }
        }
        lines.add(f.breakpoints(axis, at, grid.axis(axis).lower(), grid.axis(axis).upper()));
      }
      return lines;
    }

    /** Jumps that sit at one coordinate on several lines: those of edges parallel to the axes. */
    private double[] common(List<double[]> lines, double width) {
      TreeMap<Long, double[]> seen = new TreeMap<>();
      for (double[] line : lines) {
        for (double b : line) {
          seen.computeIfAbsent(Math.round(b / width * 1e12), z -> new double[] {b, 0})[1]++;
        }
      }
      return seen.values().stream().filter(e -> e[1] >= 2).mapToDouble(e -> e[0]).toArray();
    }

    /**
     * Integrates over the axes from number level on.
     *
     * @param left the grid of those axes
     * @param values h there
     * @param weight of what is integrated already
     */
    private void over(int level, Grid left, double[] values, double weight) {
      int k = order[level];
      Axis axis = grid.axis(k);
      boolean innermost = level == order.length - 1;
      double[] cuts = innermost ? f.breakpoints(k, x, axis.lower(), axis.upper()) : common[k];
      Interpolation onLine = innermost ? new Interpolation(left) : null;
      if (innermost) {
        announce(axis, k, cuts);
      }
      int next = 0;
      for (int i = 0; i < axis.cells(); i++) {
        next = cell(level, left, values, weight, onLine, i, cuts, next);
      }
    }

    /** Tells V the points of a line along axis k, the other coordinates being in x. */
    private void announce(Axis axis, int k, double[] cuts) {
      PointList points = new PointList(x.length);
      int next = 0;
      for (int i = 0; i < axis.cells() && potential.isDear(); i++) {
        double from = axis.edge(i);
        while (next < cuts.length && cuts[next] < axis.edge(i + 1)) {
          announce(points, k, from, cuts[next]);
          from = cuts[next++];
        }
        announce(points, k, from, axis.edge(i + 1));
      }
      points.tell(potential);
    }

    private void announce(PointList points, int k, double from, double to) {
      for (int q = 0; q < rule.getNumberOfPoints(); q++) {
        x[k] = point(from, to, q);
        points.add(x);
      }
    }

    private double point(double from, double to, int q) {
      return 0.5 * (from + to) + 0.5 * (to - from) * rule.getPoint(q);
    }

    /** Of a cell, whole or not (-1). */
    private void piece(
        int level,
        Grid left,
        double[] values,
        double weight,
        Interpolation onLine,
        int cell,
        double from,
        double to) {
      int k = order[level];
      for (int q = 0; q < rule.getNumberOfPoints(); q++) {
        x[k] = point(from, to, q);
        double w = weight * (0.5 * (to - from)) * rule.getWeight(q);
        if (onLine == null) {
          section(level, left, values, w);
        } else {
          boolean known = cell >= 0;
          int at = cell * rule.getNumberOfPoints() + q;
          add(w, x[k], known ? whole.times(at, values) : onLine.value(x[k], values));
        }
      }
    }

    /** The integral over the axes after this one, at its coordinate in x. */
    private void section(int level, Grid left, double[] values, double weight) {
      int k = order[level];
      int place = 0;
      for (int later = level + 1; later < order.length; later++) {
        place += order[later] < k ? 1 : 0;
      }
      List<Axis> rest = new ArrayList<>(left.axes());
      rest.remove(place);
      double[] there = Interpolation.section(left, values, place, x[k]);
      over(level + 1, new Grid(rest), there, weight);
    }

    private void add(double weight, double last, double logRatio) {
      double m = weight * Math.exp(logRatio - v(x) - top);
      if (m != 0) {
        numerator += m * (x.length == 1 ? f.value(last) : f.value(x));
        denominator += m;
      }
    }
  }
}
