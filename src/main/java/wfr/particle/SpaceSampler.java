package wfr.particle;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.MixtureLaw;
import wfr.model.WfrProblem;

/**
 * Draws from rho_0 in d dimensions. Where the box truncates R^d a Gaussian is m + L z with C = L L', L lower triangular, and a mixture picks
 * its component by the distribution function of its weights: exact, also outside the box. Otherwise, in the plane, rho_0 restricted to the
 * rectangle is drawn from a table of 1024 x 1024 cells, exp(log-density at the centre), and uniformly within the cell.
 * Accuracy of the table: cells of width dx add dx^2/12 to a variance, 8e-8 (b-a)^2; other laws of more than two dimensions are refused.
 */
public final class SpaceSampler implements Start {
  private static final int CELLS = 1024;

  private final Domain domain;

  /** Of a mixture of normals, otherwise null: weights, means, and roots L of the covariances. */
  private final double[] weights;

  private final double[][] means;
  private final double[][][] roots;
  private final double[] cumulative;

  SpaceSampler(WfrProblem problem) {
    domain = problem.domain();
    InitialLaw law = problem.initial();
    boolean line = domain.boundary() == Domain.Boundary.LINE;
    MixtureLaw mixture = null;
    if (line && law instanceof MixtureLaw m) {
      mixture = m;
    } else if (line && law instanceof GaussianLaw g) {
      mixture = new MixtureLaw(new double[] {1}, List.of(g));
    }
    if (mixture == null && domain.dimension() != 2) {
      throw new IllegalArgumentException(
          "initial: beyond the plane particles start from a Gaussian or a mixture on the line (boundary: line), not from "
              + law.getClass().getSimpleName());
    }
    weights = mixture == null ? null : mixture.weights();
    means = mixture == null ? null : means(mixture);
    roots = mixture == null ? null : roots(mixture);
    cumulative = mixture == null ? table(law) : null;
  }

  private static double[][] means(MixtureLaw mixture) {
    return mixture.components().stream().map(GaussianLaw::mean).toArray(double[][]::new);
  }

  private static double[][][] roots(MixtureLaw mixture) {
    return mixture.components().stream().map(SpaceSampler::root).toArray(double[][][]::new);
  }

  /** Sums of the cells' masses, x running fastest. */
  private double[] table(InitialLaw law) {
    double[] l = new double[CELLS * CELLS];
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < l.length; c++) {
      l[c] = law.logDensity(new double[] {at(0, c % CELLS + 0.5), at(1, c / CELLS + 0.5)});
      max = Math.max(max, l[c]);
    }
    if (!Double.isFinite(max)) {
      throw new IllegalArgumentException(
          "the initial law must have a finite, positive density somewhere in the domain: largest log-density "
              + max);
    }
    double sum = 0;
    for (int c = 0; c < l.length; c++) {
      sum += Math.exp(l[c] - max);
      l[c] = sum;
    }
    return l;
  }

  private double at(int axis, double cell) {
    double a = domain.lower()[axis];
    return a + (domain.upper()[axis] - a) * cell / CELLS;
  }

  @Override
  public void fill(RandomStreams streams, double[][] x) {
    int n = x[0].length;
    double[] z = new double[x.length];
    for (int b = 0; b * Blocks.SIZE < n; b++) {
      UniformRandomProvider stream = streams.stream(RandomStreams.Purpose.INITIAL, 0, b);
      int end = Math.min(n, (b + 1) * Blocks.SIZE);
      for (int i = b * Blocks.SIZE; i < end; i++) {
        if (weights == null) {
          cell(stream, x, i);
        } else {
          normal(stream, x, i, z);
        }
      }
    }
  }

  private void normal(UniformRandomProvider stream, double[][] x, int i, double[] z) {
    double u = stream.nextDouble();
    int c = 0;
    while (c < weights.length - 1 && u >= weights[c]) {
      u -= weights[c++];
    }
    NormalQuantile.fill(stream, z, z.length);
    double[] point = draw(means[c], roots[c], z);
    for (int k = 0; k < x.length; k++) {
      x[k][i] = point[k];
    }
  }

  /** m + L z. */
  private static double[] draw(double[] m, double[][] root, double[] z) {
    double[] x = m.clone();
    for (int k = 0; k < x.length; k++) {
      for (int j = 0; j <= k; j++) {
        x[k] += root[k][j] * z[j];
      }
    }
    return x;
  }

  /** The draw of a Gaussian for given normals, as a pure function. */
  public static double[] draw(GaussianLaw law, double[] normals) {
    return draw(law.mean(), root(law), normals);
  }

  /** L with C = L L', lower triangular. */
  private static double[][] root(GaussianLaw g) {
    return new CholeskyDecomposition(new Array2DRowRealMatrix(g.covariance()), 1e-12, 0)
        .getL()
        .getData();
  }

  private void cell(UniformRandomProvider stream, double[][] x, int i) {
    double target = stream.nextDouble() * cumulative[cumulative.length - 1];
    int lo = 0;
    int hi = cumulative.length - 1;
    while (lo < hi) { // the first cell whose sum exceeds the target
      int mid = (lo + hi) >>> 1;
      if (cumulative[mid] > target) {
        hi = mid;
      } else {
        lo = mid + 1;
      }
    }
    x[0][i] = at(0, lo % CELLS + stream.nextDouble());
    x[1][i] = at(1, lo / CELLS + stream.nextDouble());
  }
}
