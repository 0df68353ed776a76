package wfr.errorbars;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Radau IIA with s stages, s odd: collocation in the zeros of P_s - P_{s-1} on [0, 1], order 2 s - 1, L-stable; A^{-1} = T Lambda T^{-1} with one real eigenvalue and pairs.
 * Source: Hairer and Wanner, Solving Ordinary Differential Equations II, IV.5 and IV.8.
 */
final class RadauMethod {
  private static final double ROUNDING = 1e-8;

  final int stages;
  final double[] nodes;
  final double[][] inverse;
  final double[][] t;
  final double[][] tInverse;

  /** Columns of T that an eigenvalue has: one, or two beside each other. */
  final List<int[]> blocks = new ArrayList<>();

  final List<double[]> eigenvalues = new ArrayList<>();

  /** The real eigenvalue of A, and weights of the stages in the error's combination. */
  final double gamma;

  final double[] error;

  RadauMethod(int stages) {
    this.stages = stages;
    nodes = new double[stages];
    for (int k = 0; k < stages; k++) {
      nodes[k] = zero(k);
    }
    RealMatrix powers = matrix((i, j) -> Math.pow(nodes[i], j));
    RealMatrix integrals = matrix((i, j) -> Math.pow(nodes[i], j + 1) / (j + 1));
    RealMatrix solved = new LUDecomposition(powers).getSolver().getInverse();
    RealMatrix a = integrals.multiply(solved);
    RealMatrix ai = new LUDecomposition(a).getSolver().getInverse();
    inverse = ai.getData();
    EigenDecomposition e = new EigenDecomposition(ai);
    t = e.getV().getData();
    tInverse = new LUDecomposition(e.getV()).getSolver().getInverse().getData();
    double real = Double.NaN;
    for (int k = 0; k < stages; k++) {
      double im = e.getImagEigenvalue(k);
      boolean pair = Math.abs(im) > ROUNDING * Math.abs(e.getRealEigenvalue(k));
      blocks.add(pair ? new int[] {k, k + 1} : new int[] {k});
      // w_k + i w_{k+1} belongs to the conjugate
      eigenvalues.add(new double[] {e.getRealEigenvalue(k), pair ? -im : 0});
      real = pair ? real : e.getRealEigenvalue(k);
      k += pair ? 1 : 0;
    }
    gamma = 1 / real;
    // sum_i d_i c_i^j = -gamma at j = 0 and 0 up to j = s - 1: the embedded formula's weights less
    // the method's
    RealMatrix transposed = powers.transpose();
    double[] right = new double[stages];
    right[0] = -gamma;
    double[] d =
        new LUDecomposition(transposed)
            .getSolver()
            .solve(new org.apache.commons.math3.linear.ArrayRealVector(right))
            .toArray();
    error = new double[stages];
    for (int j = 0; j < stages; j++) {
      for (int i = 0; i < stages; i++) {
        error[j] += d[i] * inverse[i][j];
      }
    }
  }

  private interface Entry {
    double at(int i, int j);
  }

  private RealMatrix matrix(Entry entry) {
    RealMatrix m = new Array2DRowRealMatrix(stages, stages);
    for (int i = 0; i < stages; i++) {
      for (int j = 0; j < stages; j++) {
        m.setEntry(i, j, entry.at(i, j));
      }
    }
    return m;
  }

  /** Zero number k of P_s - P_{s-1} on [0, 1], the last being 1. */
  private double zero(int k) {
    if (k == stages - 1) {
      return 1;
    }
    // Radau zeros interlace: one between neighbours of a fine scan
    int scan = 1000;
    int found = -1;
    double before = difference(-1);
    for (int i = 1; i < scan; i++) {
      double x = -1 + 2.0 * i / scan;
      double now = difference(x);
      if (before * now <= 0) {
        found++;
        if (found == k) {
          return 0.5 + 0.5 * bisect(x - 2.0 / scan, x);
        }
      }
      before = now;
    }
    throw new IllegalStateException("zero " + k);
  }

  private double bisect(double a, double b) {
    double low = a;
    double high = b;
    for (int i = 0; i < 80; i++) {
      double m = 0.5 * (low + high);
      if (difference(low) * difference(m) <= 0) {
        high = m;
      } else {
        low = m;
      }
    }
    return 0.5 * (low + high);
  }

  private double difference(double x) {
    return LobattoRule.legendre(stages, x) - LobattoRule.legendre(stages - 1, x);
  }
}
