package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import wfr.math.Estimate;
import wfr.measure.Grid;
import wfr.measure.WeightedSample;
import wfr.model.Domain;

/**
 * Masses of the bins in which two solutions in the plane are set side by side: 8 strips along x, 8 along y (the marginals) and 4 x 4 rectangles (the joint histogram), each cutting the box evenly.
 * What lies outside the box counts in the bins of its edge.
 */
public final class PlaneBins {
  /** Strips per axis. */
  public static final int STRIPS = 8;

  /** Rectangles per axis. */
  public static final int RECTANGLES = 4;

  /** How many masses there are. */
  public static final int COUNT = 2 * STRIPS + RECTANGLES * RECTANGLES;

  private PlaneBins() {}

  /** Which of the three tables a bin belongs to. */
  public static String table(int bin) {
    return bin < STRIPS
        ? "marginal x"
        : bin < 2 * STRIPS ? "marginal y" : "histogram " + RECTANGLES + " x " + RECTANGLES;
  }

  static double[] of(WeightedSample sample, Domain box) {
    double[] mass = new double[COUNT];
    double[] x = sample.coordinate(0);
    double[] y = sample.coordinate(1);
    double[] w = sample.weights();
    double[] a = box.lower();
    double[] b = box.upper();
    for (int i = 0; i < w.length; i++) {
      add(mass, (x[i] - a[0]) / (b[0] - a[0]), (y[i] - a[1]) / (b[1] - a[1]), w[i]);
    }
    return mass;
  }

  /** Of cell averages; errors of cells of one sign would add up, so their sum is the bin's. Cells on an edge of bins count by their centre. */
  static List<Estimate> of(Grid x, Grid y, double[] density, double[] error) {
    double[] mass = new double[COUNT];
    double[] errors = new double[COUNT];
    double area = x.dx() * y.dx();
    for (int c = 0; c < density.length; c++) {
      double s = (c % x.cells() + 0.5) / x.cells();
      double t = (c / x.cells() + 0.5) / y.cells();
      add(mass, s, t, area * density[c]);
      add(errors, s, t, area * Math.abs(error[c]));
    }
    List<Estimate> out = new ArrayList<>();
    for (int b = 0; b < COUNT; b++) {
      out.add(new Estimate(mass[b], errors[b]));
    }
    return out;
  }

  private static void add(double[] mass, double s, double t, double w) {
    mass[bin(s, STRIPS)] += w;
    mass[STRIPS + bin(t, STRIPS)] += w;
    mass[2 * STRIPS + bin(t, RECTANGLES) * RECTANGLES + bin(s, RECTANGLES)] += w;
  }

  private static int bin(double share, int count) {
    return Math.max(0, Math.min(count - 1, (int) Math.floor(share * count)));
  }
}
