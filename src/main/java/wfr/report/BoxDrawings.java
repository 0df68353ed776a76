package wfr.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wfr.measure.Axis;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.measure.WeightedSample;
import wfr.model.Coordinates;
import wfr.model.Domain;
import wfr.model.PointDensity;
import wfr.model.Potential;

/**
 * A run beyond the line as drawings, one group per output time: for every pair of axes the densities of grid and particles and the target as heat maps of one scale, and for every axis the
 * marginals over those of the target.
 */
final class BoxDrawings {
  /** Cells drawn along an axis, by dimension. */
  private static final int[] CELLS = {0, 64, 32};

  private static final int WIDTH = 400;
  private static final int HEIGHT = 260;

  private final RunResult run;
  private final SvgPages svg;
  private final List<String> names;

  /** The cells drawn, and the target's masses there. */
  private final Grid cells;

  private final double[] target;

  BoxDrawings(RunResult run, SvgPages svg) {
    this.run = run;
    this.svg = svg;
    Domain box = run.scenario().problem().domain();
    names = Coordinates.names(box.dimension());
    List<Axis> axes = new ArrayList<>();
    for (int k = 0; k < box.dimension(); k++) {
      axes.add(new Axis(box.lower()[k], box.upper()[k], CELLS[box.dimension() - 1], false));
    }
    cells = new Grid(axes);
    target = target(run.scenario().problem().potential());
  }

  /** Number of output times. */
  int count() {
    return run.summaries().size();
  }

  /**
   * A drawing with its caption.
   *
   * @param svg the drawing
   * @param caption one line
   */
  record Drawing(String svg, String caption) {}

  /** The heat maps and marginals of an output time. */
  List<Drawing> at(int k) {
    String now = Decimal.rounded(run.summaries().get(k).time());
    double[] grid = run.grid().map(g -> masses(g.densities().get(k))).orElse(null);
    double[] sample = run.particles().map(p -> masses(p.samples().get(k))).orElse(null);
    List<Drawing> out = new ArrayList<>();
    for (int i = 0; i < cells.dimension(); i++) {
      for (int j = i + 1; j < cells.dimension(); j++) {
        out.addAll(maps(i, j, grid, sample, now));
      }
    }
    for (int axis = 0; axis < cells.dimension(); axis++) {
      Curve pi = marginal("target π", target, axis);
      Curve exact = grid == null ? null : marginal("grid ρ", grid, axis);
      Curve drawn = sample == null ? null : marginal("particles", sample, axis);
      double highest =
          Math.max(
              pi.top(), Math.max(exact == null ? 0 : exact.top(), drawn == null ? 0 : drawn.top()));
      String marginals = "marginals along " + names.get(axis);
      out.add(
          new Drawing(
              svg.draw(
                  Charts.densities(
                      names.get(axis), pi, withoutBand(exact), withoutBand(drawn), 1.06 * highest),
                  WIDTH,
                  HEIGHT,
                  marginals + " at time " + now),
              marginals + ", t = " + now));
    }
    return out;
  }

  private List<Drawing> maps(int i, int j, double[] grid, double[] sample, String now) {
    double[] pi = pair(target, i, j);
    double[] exact = grid == null ? null : pair(grid, i, j);
    double[] drawn = sample == null ? null : pair(sample, i, j);
    double top = 0;
    for (double[] density : new double[][] {pi, exact == null ? drawn : exact}) {
      top = Math.max(top, Arrays.stream(density).max().orElse(0));
    }
    HeatMap map = new HeatMap(cells.axis(i), cells.axis(j), names.get(i), names.get(j), top);
    String of = cells.dimension() == 2 ? "" : ", " + names.get(i) + " and " + names.get(j);
    List<Drawing> out = new ArrayList<>();
    if (exact != null) {
      String label = "grid density" + of + " at time " + now;
      out.add(new Drawing(map.draw(exact, Charts.GRID, label), "grid ρ" + of + ", t = " + now));
    }
    if (drawn != null) {
      String label = "histogram of the particles" + of + " at time " + now;
      out.add(
          new Drawing(map.draw(drawn, Charts.PARTICLES, label), "particles" + of + ", t = " + now));
    }
    out.add(new Drawing(map.draw(pi, Charts.THIRD, "target density" + of), "target π" + of));
    return out;
  }

  /** A marginal drawn without a band. */
  private static Charts.Band withoutBand(Curve curve) {
    return curve == null ? null : new Charts.Band(curve, new double[curve.x().length]);
  }

  /** exp(-V)/Z at the centres of the cells drawn, times their volume. */
  private double[] target(Potential v) {
    double[] l = new double[cells.cells()];
    double[] x = new double[cells.dimension()];
    double max = Double.NEGATIVE_INFINITY;
    PointDensity of = PointDensity.ofTarget(v);
    for (int c = 0; c < l.length; c++) {
      of.expectCentres(cells, c);
      cells.centre(c, x);
      l[c] = of.applyAsDouble(x);
      max = Math.max(max, l[c]);
    }
    double sum = 0;
    for (int c = 0; c < l.length; c++) {
      l[c] = Math.exp(l[c] - max);
      sum += l[c];
    }
    for (int c = 0; c < l.length; c++) {
      l[c] /= sum;
    }
    return l;
  }

  /** Masses of the cells drawn from the average where their centre lies. */
  private double[] masses(GridDensity rho) {
    double[] out = new double[cells.cells()];
    double[] x = new double[cells.dimension()];
    for (int c = 0; c < out.length; c++) {
      cells.centre(c, x);
      out[c] = rho.cellAverage(rho.grid().cellOf(x)) * cells.volume();
    }
    return out;
  }

  private double[] masses(WeightedSample sample) {
    double[] w = sample.weights();
    double[][] at = new double[cells.dimension()][];
    Arrays.setAll(at, sample::coordinate);
    double[] x = new double[at.length];
    double[] out = new double[cells.cells()];
    for (int i = 0; i < w.length; i++) {
      boolean inside = true;
      for (int k = 0; k < x.length; k++) {
        x[k] = at[k][i];
        inside &= x[k] >= cells.axis(k).lower() && x[k] < cells.axis(k).upper();
      }
      if (inside) {
        out[cells.cellOf(x)] += w[i];
      }
    }
    return out;
  }

  /** The density of two coordinates, the first running fastest. */
  private double[] pair(double[] mass, int i, int j) {
    Axis a = cells.axis(i);
    Axis b = cells.axis(j);
    double[] out = new double[a.cells() * b.cells()];
    for (int c = 0; c < mass.length; c++) {
      out[cells.place(c, j) * a.cells() + cells.place(c, i)] += mass[c] / (a.dx() * b.dx());
    }
    return out;
  }

  private Curve marginal(String name, double[] mass, int axis) {
    double[] y = new double[cells.axis(axis).cells()];
    for (int c = 0; c < mass.length; c++) {
      y[cells.place(c, axis)] += mass[c] / cells.axis(axis).dx();
    }
    return new Curve(name, cells.axis(axis).centres(), y);
  }
}
