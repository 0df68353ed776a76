package wfr.report;

import java.util.ArrayList;
import java.util.List;
import wfr.measure.WeightedSample;
import wfr.model.Domain;
import wfr.model.Potential;
import wfr.reference.PlaneResult;

/** A run in the plane as drawings, one group per output time: both densities as heat maps of one scale, and both marginals over those of the target. */
final class PlaneDrawings {
  private static final int CELLS = 64;
  private static final int WIDTH = 400;
  private static final int HEIGHT = 260;

  private final RunResult run;
  private final Domain box;
  private final SvgPages svg;
  private final double[] target;
  private final double top;

  PlaneDrawings(RunResult run, SvgPages svg) {
    this.run = run;
    this.svg = svg;
    box = run.scenario().problem().domain();
    target = target(run.scenario().problem().potential());
    double most = 0;
    for (int k = 0; k < count(); k++) {
      for (double v : run.plane().isPresent() ? grid(k) : particles(k)) {
        most = Math.max(most, v);
      }
    }
    top = most;
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
    String time = " at time " + now;
    List<Drawing> out = new ArrayList<>();
    double[] ends = {box.lower()[0], box.upper()[0], box.lower()[1], box.upper()[1]};
    run.plane()
        .ifPresent(
            g ->
                out.add(
                    new Drawing(
                        HeatMap.draw(grid(k), CELLS, top, Charts.GRID, ends, "grid density" + time),
                        "grid ρ, t = " + now)));
    run.particles()
        .ifPresent(
            p ->
                out.add(
                    new Drawing(
                        HeatMap.draw(
                            particles(k),
                            CELLS,
                            top,
                            Charts.PARTICLES,
                            ends,
                            "histogram of the particles" + time),
                        "particles, t = " + now)));
    for (int axis = 0; axis < 2; axis++) {
      Curve pi = marginal("target π", target, axis);
      Curve grid = run.plane().isPresent() ? marginal("grid ρ", grid(k), axis) : null;
      Curve sample = run.particles().isPresent() ? marginal("particles", particles(k), axis) : null;
      double highest =
          Math.max(
              pi.top(), Math.max(grid == null ? 0 : grid.top(), sample == null ? 0 : sample.top()));
      String marginals = axis == 0 ? "marginals along x" : "marginals along y";
      out.add(
          new Drawing(
              svg.draw(
                  Charts.densities(pi, exact(grid), exact(sample), 1.06 * highest),
                  WIDTH,
                  HEIGHT,
                  marginals + time),
              marginals + ", t = " + now));
    }
    return out;
  }

  /** A marginal drawn without a band. */
  private static Charts.Band exact(Curve curve) {
    return curve == null ? null : new Charts.Band(curve, new double[curve.x().length]);
  }

  /** exp(-V)/Z at the centres of the cells drawn. */
  private double[] target(Potential v) {
    double[] l = new double[CELLS * CELLS];
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < l.length; c++) {
      l[c] = -v.value(new double[] {centre(0, c % CELLS), centre(1, c / CELLS)});
      max = Math.max(max, l[c]);
    }
    double sum = 0;
    for (double x : l) {
      sum += Math.exp(x - max);
    }
    for (int c = 0; c < l.length; c++) {
      l[c] = Math.exp(l[c] - max) / (sum * width(0) * width(1));
    }
    return l;
  }

  private double width(int axis) {
    return (box.upper()[axis] - box.lower()[axis]) / CELLS;
  }

  private double centre(int axis, int cell) {
    return box.lower()[axis] + (cell + 0.5) * width(axis);
  }

  /** Cell averages of the grid's density on the cells drawn; each takes the cells shown whose centres it holds, or the one that holds its centre. */
  private double[] grid(int k) {
    PlaneResult plane = run.plane().orElseThrow();
    int nx = plane.cells().x().cells();
    int ny = plane.cells().y().cells();
    double[] density = plane.densities().get(k);
    double[] out = new double[CELLS * CELLS];
    for (int c = 0; c < out.length; c++) {
      int i = (int) ((c % CELLS + 0.5) * nx / CELLS);
      int j = (int) ((c / CELLS + 0.5) * ny / CELLS);
      out[c] = density[j * nx + i];
    }
    return out;
  }

  private double[] particles(int k) {
    WeightedSample sample = run.particles().orElseThrow().samples().get(k);
    double[] x = sample.coordinate(0);
    double[] y = sample.coordinate(1);
    double[] w = sample.weights();
    double[] out = new double[CELLS * CELLS];
    for (int i = 0; i < w.length; i++) {
      double s = (x[i] - box.lower()[0]) / width(0);
      double t = (y[i] - box.lower()[1]) / width(1);
      if (s >= 0 && s < CELLS && t >= 0 && t < CELLS) {
        out[(int) t * CELLS + (int) s] += w[i] / (width(0) * width(1));
      }
    }
    return out;
  }

  private Curve marginal(String name, double[] density, int axis) {
    double[] x = new double[CELLS];
    double[] y = new double[CELLS];
    for (int i = 0; i < CELLS; i++) {
      x[i] = centre(axis, i);
    }
    for (int c = 0; c < density.length; c++) {
      y[axis == 0 ? c % CELLS : c / CELLS] += density[c] * width(1 - axis);
    }
    return new Curve(name, x, y);
  }
}
