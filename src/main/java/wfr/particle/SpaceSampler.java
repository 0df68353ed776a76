package wfr.particle;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.math.Recent;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.MixtureLaw;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.SpaceDraw;

/**
 * Draws from rho_0 in d dimensions. Where the box truncates R^d a Gaussian is m + L z with C = L L', L lower triangular, and a mixture picks
 * its component by the distribution function of its weights: exact, also outside the box. Otherwise, in the plane, rho_0 restricted to the
 * rectangle is drawn from a table of 1024 x 1024 cells, exp(log-density at the centre), and uniformly within the cell.
 * Accuracy of the table: cells of width dx add dx^2/12 to a variance, 8e-8 (b-a)^2; other laws of more than two dimensions are refused.
 * Source: proofs-notes, E11.
 */
public final class SpaceSampler {
  private static final int CELLS = 1024;
  private static final Recent<GaussianLaw, double[][]> ROOTS = new Recent<>(SpaceSampler::root);

  private final Implementation ops;
  private final Domain domain;

  /** Where rho_0 is a mixture of normals, otherwise null. */
  private final MixtureLaw mixture;

  private final double[] weights;
  private final double[] cumulative;

  SpaceSampler(WfrProblem problem, Implementation ops) {
    this.ops = ops;
    domain = problem.domain();
    InitialLaw law = problem.initial();
    boolean line = domain.isWholeSpace();
    if (line && law instanceof MixtureLaw m) {
      mixture = m;
    } else if (line && law instanceof GaussianLaw g) {
      mixture = new MixtureLaw(new double[] {1}, List.of(g));
    } else {
      mixture = null;
    }
    if (mixture == null && domain.dimension() != 2) {
      throw new IllegalArgumentException(
          "initial: beyond the plane particles start from a Gaussian or a mixture on the line (boundary: line), not from "
              + law.getClass().getSimpleName());
    }
    weights = mixture == null ? null : mixture.weights();
    cumulative = mixture == null ? table(law) : null;
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

  /** Fills x[k][i], coordinate k of particle i, block by block, each from its own stream. */
  void fill(RandomStreams streams, double[][] x) {
    int n = x[0].length;
    double[] z = new double[x.length];
    for (int b = 0; b * Population.BLOCK < n; b++) {
      UniformRandomProvider stream = streams.stream(RandomStreams.Purpose.INITIAL, 0, b);
      int end = Math.min(n, (b + 1) * Population.BLOCK);
      for (int i = b * Population.BLOCK; i < end; i++) {
        if (mixture == null) {
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
    double[] point = ops.apply(new SpaceDraw(mixture.components().get(c), z));
    for (int k = 0; k < x.length; k++) {
      x[k][i] = point[k];
    }
  }

  /** m + L z, the draw of a Gaussian for given normals. */
  public static double[] draw(GaussianLaw law, double[] normals) {
    double[][] root = ROOTS.of(law);
    double[] x = law.mean();
    for (int k = 0; k < x.length; k++) {
      for (int j = 0; j <= k; j++) {
        x[k] += root[k][j] * normals[j];
      }
    }
    return x;
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
