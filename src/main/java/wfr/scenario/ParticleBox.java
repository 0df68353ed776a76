package wfr.scenario;

import java.util.Arrays;
import java.util.List;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.MixtureLaw;
import wfr.model.OrthogonalFrame;
import wfr.model.Potential;
import wfr.model.ProductLaw;
import wfr.model.ProductPotential;

/**
 * The box of a problem for particles alone, boundary line: it says where expressions are probed and bins of reports lie, nothing of the motion. Along every axis it holds the means of
 * target and start with {@value #DEVIATIONS} standard deviations on both sides; of a law that is neither normal, nor a mixture, nor a product of such, [-10, 10].
 * A product has the range of x = R y over the intervals of its factors.
 */
final class ParticleBox {
  private static final double DEVIATIONS = 10;
  private static final double UNKNOWN = 10;

  /** Of the reach of a range. */
  private static final double ABOUT = 0.2;

  private ParticleBox() {}

  /** Before the laws are known. */
  static Domain around(int dimension) {
    return box(unknown(dimension));
  }

  /** Around both laws of a problem. */
  static Domain around(Potential potential, InitialLaw initial) {
    return box(hull(range(potential, initial.dimension()), range(initial, initial.dimension())));
  }

  /** Within two standard deviations of a start along every axis; of one of which they are not known, [-2, 2]. */
  static Domain about(InitialLaw initial) {
    double[][] ends = range(initial, initial.dimension());
    for (double[] e : ends) {
      double middle = 0.5 * (e[0] + e[1]);
      double reach = ABOUT * (e[1] - middle);
      e[0] = middle - reach;
      e[1] = middle + reach;
    }
    return box(ends);
  }

  private static Domain box(double[][] ends) {
    double[] lower = Arrays.stream(ends).mapToDouble(e -> e[0]).toArray();
    double[] upper = Arrays.stream(ends).mapToDouble(e -> e[1]).toArray();
    return new Domain(lower, upper, Domain.Boundary.LINE);
  }

  private static double[][] range(Object law, int dimension) {
    if (law instanceof GaussianLaw g) {
      return range(g);
    }
    if (law instanceof MixtureLaw m) {
      return m.components().stream().map(ParticleBox::range).reduce(ParticleBox::hull).get();
    }
    if (law instanceof ProductPotential p) {
      return turned(p.factors(), p.frame());
    }
    return law instanceof ProductLaw p ? turned(p.factors(), p.frame()) : unknown(dimension);
  }

  private static double[][] range(GaussianLaw g) {
    double[] mean = g.mean();
    double[][] covariance = g.covariance();
    double[][] ends = new double[mean.length][];
    for (int k = 0; k < ends.length; k++) {
      double reach = DEVIATIONS * Math.sqrt(covariance[k][k]);
      ends[k] = new double[] {mean[k] - reach, mean[k] + reach};
    }
    return ends;
  }

  private static double[][] turned(List<?> factors, OrthogonalFrame frame) {
    double[][] ends = new double[factors.size()][2];
    for (int k = 0; k < ends.length; k++) {
      double[] along = range(factors.get(k), 1)[0];
      for (int j = 0; j < ends.length; j++) {
        double r = frame.entry(j, k);
        ends[j][0] += Math.min(r * along[0], r * along[1]);
        ends[j][1] += Math.max(r * along[0], r * along[1]);
      }
    }
    return ends;
  }

  private static double[][] unknown(int dimension) {
    double[][] ends = new double[dimension][];
    Arrays.setAll(ends, k -> new double[] {-UNKNOWN, UNKNOWN});
    return ends;
  }

  private static double[][] hull(double[][] a, double[][] b) {
    double[][] ends = new double[a.length][];
    for (int k = 0; k < a.length; k++) {
      ends[k] = new double[] {Math.min(a[k][0], b[k][0]), Math.max(a[k][1], b[k][1])};
    }
    return ends;
  }
}
