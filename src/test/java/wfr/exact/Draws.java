package wfr.exact;

import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import wfr.model.GaussianLaw;

/** Random Gaussian problems as values of a seed. */
final class Draws {
  private final SplittableRandom random;

  Draws(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Log-uniform. */
  double scale(double lower, double upper) {
    return lower * Math.pow(upper / lower, random.nextDouble());
  }

  double uniform(double lower, double upper) {
    return lower + (upper - lower) * random.nextDouble();
  }

  /** On the line, variance log-uniform. */
  GaussianLaw law(double lower, double upper) {
    return GaussianLaw.of(uniform(-3, 3), scale(lower, upper));
  }

  /** In d dimensions, log-uniform eigenvalues in a random frame. */
  GaussianLaw law(int d, double lower, double upper) {
    double[][] a = new double[d][d];
    double[] mean = new double[d];
    for (int i = 0; i < d; i++) {
      mean[i] = uniform(-3, 3);
      for (int j = 0; j < d; j++) {
        a[i][j] = uniform(-1, 1);
      }
    }
    RealMatrix q = new QRDecomposition(new Array2DRowRealMatrix(a)).getQ();
    double[][] c = new double[d][d];
    for (int k = 0; k < d; k++) {
      double g = scale(lower, upper);
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          c[i][j] += g * q.getEntry(i, k) * q.getEntry(j, k);
        }
      }
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < i; j++) {
        c[i][j] = c[j][i];
      }
    }
    return new GaussianLaw(mean, c);
  }
}
