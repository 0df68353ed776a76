package wfr.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A measure rho on a grid, carried relative to the target pi: with p_i = pi(cell i) and
 * u_i = rho(cell i)/p_i it holds log p_i and h_i = log u_i, so that neither underflows where V ranges over
 * thousands. One meaning everywhere: a grid value is a cell average; rho(cell i) = exp(log p_i + h_i).
 */
public final class GridDensity implements Measure {
  private final Grid grid;
  private final double[] logTargetMass;
  private final double[] logRatio;

  /**
   * @param grid the cells
   * @param logTargetMass log pi(cell i), normalised: sum of exp is 1
   * @param logRatio h_i = log(rho(cell i)/pi(cell i)), -infinity for an empty cell
   */
  public GridDensity(Grid grid, double[] logTargetMass, double[] logRatio) {
    if (logTargetMass.length != grid.cells() || logRatio.length != grid.cells()) {
      throw new IllegalArgumentException(
          "one value per cell is needed: "
              + grid.cells()
              + " cells, "
              + logTargetMass.length
              + " target masses, "
              + logRatio.length
              + " log ratios");
    }
    this.grid = grid;
    this.logTargetMass = logTargetMass.clone();
    this.logRatio = logRatio.clone();
    for (double h : logRatio) {
      if (Double.isNaN(h) || h == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException("log ratio must be a number below infinity: " + h);
      }
    }
  }

  /** The cells. */
  public Grid grid() {
    return grid;
  }

  /** log pi(cell i) for every cell (a copy). */
  public double[] logTargetMass() {
    return logTargetMass.clone();
  }

  /** h_i = log(rho(cell i)/pi(cell i)) for every cell (a copy). */
  public double[] logRatio() {
    return logRatio.clone();
  }

  /** rho(cell i). */
  public double cellMass(int i) {
    return Math.exp(logTargetMass[i] + logRatio[i]);
  }

  /** rho(cell i) for every cell. */
  public double[] cellMasses() {
    double[] m = new double[grid.cells()];
    Arrays.setAll(m, this::cellMass);
    return m;
  }

  /** pi(cell i) for every cell. */
  public double[] targetMasses() {
    double[] p = new double[grid.cells()];
    Arrays.setAll(p, i -> Math.exp(logTargetMass[i]));
    return p;
  }

  /** Average of the density over cell i. */
  public double cellAverage(int i) {
    return cellMass(i) / grid.volume(i);
  }

  /** The same measure on blocks of width cells along every axis, which must divide their numbers. */
  public GridDensity coarsened(int width) {
    List<Axis> axes = new ArrayList<>();
    for (Axis axis : grid.axes()) {
      axes.add(axis.coarsened(width));
    }
    Grid blocks = new Grid(axes);
    int[] block = new int[grid.cells()];
    for (int c = 0; c < block.length; c++) {
      for (int k = grid.dimension() - 1; k >= 0; k--) {
        block[c] = block[c] * axes.get(k).cells() + grid.place(c, k) / width;
      }
    }
    double[] p = logSums(logTargetMass, block, blocks.cells());
    double[] all = new double[block.length];
    Arrays.setAll(all, c -> logTargetMass[c] + logRatio[c]);
    double[] m = logSums(all, block, blocks.cells());
    Arrays.setAll(m, b -> m[b] == Double.NEGATIVE_INFINITY ? m[b] : m[b] - p[b]);
    return new GridDensity(blocks, p, m);
  }

  /** log of the sums of e^l by block, shifted by each block's largest term. */
  private static double[] logSums(double[] l, int[] block, int blocks) {
    double[] most = new double[blocks];
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    for (int c = 0; c < l.length; c++) {
      most[block[c]] = Math.max(most[block[c]], l[c]);
    }
    double[] sum = new double[blocks];
    for (int c = 0; c < l.length; c++) {
      double top = most[block[c]];
      sum[block[c]] += top == Double.NEGATIVE_INFINITY ? 0 : Math.exp(l[c] - top);
    }
    Arrays.setAll(sum, b -> most[b] + Math.log(sum[b]));
    return sum;
  }

  @Override
  public int dimension() {
    return grid.dimension();
  }

  @Override
  public double mass() {
    double sum = 0;
    double compensation = 0;
    for (int i = 0; i < grid.cells(); i++) {
      double y = cellMass(i) - compensation;
      double t = sum + y;
      compensation = (t - sum) - y;
      sum = t;
    }
    return sum;
  }
}
