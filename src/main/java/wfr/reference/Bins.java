package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import wfr.math.Estimate;
import wfr.measure.Axis;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.measure.WeightedSample;
import wfr.model.Coordinates;

/**
 * Masses of the bins in which two solutions beyond the line are set side by side: 8 strips along every axis (the marginals), then 4 x 4 rectangles for every pair of axes (joint histograms),
 * each cutting the box evenly. What lies outside the box counts in the bins of its edge. On the line there are none.
 *
 * @param box the box, by any cells of it
 */
public record Bins(Grid box) {
  /** Strips per axis. */
  public static final int STRIPS = 8;

  /** Rectangles per axis. */
  public static final int RECTANGLES = 4;

  private int dimension() {
    return box.dimension() == 1 ? 0 : box.dimension();
  }

  private List<int[]> pairs() {
    List<int[]> pairs = new ArrayList<>();
    for (int j = 0; j < dimension(); j++) {
      for (int k = j + 1; k < dimension(); k++) {
        pairs.add(new int[] {j, k});
      }
    }
    return pairs;
  }

  /** How many masses there are. */
  public int count() {
    return dimension() * STRIPS + pairs().size() * RECTANGLES * RECTANGLES;
  }

  /** Which of the tables a bin belongs to. */
  public String table(int bin) {
    List<String> name = Coordinates.names(dimension());
    if (bin < dimension() * STRIPS) {
      return "marginal " + name.get(bin / STRIPS);
    }
    int[] pair = pairs().get((bin - dimension() * STRIPS) / (RECTANGLES * RECTANGLES));
    String of = dimension() == 2 ? "" : " of " + name.get(pair[0]) + " and " + name.get(pair[1]);
    return "histogram " + RECTANGLES + " x " + RECTANGLES + of;
  }

  double[] of(WeightedSample sample) {
    double[] mass = new double[count()];
    double[] w = sample.weights();
    double[][] share = new double[dimension()][];
    for (int k = 0; k < share.length; k++) {
      share[k] = sample.coordinate(k);
      Axis axis = box.axis(k);
      for (int i = 0; i < w.length; i++) {
        share[k][i] = (share[k][i] - axis.lower()) / (axis.upper() - axis.lower());
      }
    }
    for (int i = 0; i < w.length && mass.length > 0; i++) {
      add(mass, share, i, w[i]);
    }
    return mass;
  }

  /** Of cell averages; errors of cells of one sign would add up, so their sum is the bin's. Cells on an edge of bins count by their centre. */
  List<Estimate> of(GridDensity rho, double[] error) {
    double[] mass = new double[count()];
    double[] errors = new double[count()];
    Grid cells = rho.grid();
    double[][] share = new double[dimension()][1];
    for (int c = 0; c < error.length && mass.length > 0; c++) {
      for (int k = 0; k < share.length; k++) {
        share[k][0] = (cells.place(c, k) + 0.5) / cells.axis(k).cells();
      }
      add(mass, share, 0, rho.cellMass(c));
      add(errors, share, 0, cells.volume() * Math.abs(error[c]));
    }
    List<Estimate> out = new ArrayList<>();
    for (int b = 0; b < mass.length; b++) {
      out.add(new Estimate(mass[b], errors[b]));
    }
    return out;
  }

  private void add(double[] mass, double[][] share, int i, double w) {
    for (int k = 0; k < share.length; k++) {
      mass[k * STRIPS + bin(share[k][i], STRIPS)] += w;
    }
    int first = share.length * STRIPS;
    for (int[] pair : pairs()) {
      int row = bin(share[pair[1]][i], RECTANGLES);
      mass[first + row * RECTANGLES + bin(share[pair[0]][i], RECTANGLES)] += w;
      first += RECTANGLES * RECTANGLES;
    }
  }

  private static int bin(double share, int count) {
    return Math.max(0, Math.min(count - 1, (int) Math.floor(share * count)));
  }
}
