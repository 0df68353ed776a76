package wfr.certificate;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * One slab of a trial solution of  g_t = q (g'' - W' g' + g'^2) - lambda g  in double arithmetic: collocation in space at the points of a
 * {@link SpectralBasis}, Gauss collocation of degree m in time, Newton's method with the Jacobian of the slab's start. The stages are decoupled by
 * the real block form of the time-differentiation matrix, one system of twice the size per pair of its eigenvalues.
 * Nothing here is trusted: the certificate bounds the residual of what it returns.   Source: proofs-notes, G8.
 */
final class SlabSolver {
  private static final int MOST_ITERATIONS = 30;
  private static final double CONVERGED = 1e-17;

  private final int n;
  private final int m;
  private final double q;
  private final double lambda;
  private final double[] slopeOfW;
  private final RealMatrix phi1;
  private final RealMatrix phi2;
  private final RealMatrix inverse;
  private final RealMatrix toSeries;
  private final RealMatrix rates;
  private final double[] fromStart;
  private final RealMatrix vectors;
  private final RealMatrix blocks;
  private final RealMatrix inverseVectors;

  /**
   * @param basis functions in space
   * @param n number of trial functions
   * @param m degree in time
   * @param q diffusivity in the variable of the basis
   * @param lambda reaction rate
   * @param w coefficients of W'
   */
  SlabSolver(SpectralBasis basis, int n, int m, double q, double lambda, double[] w) {
    this.n = n;
    this.m = m;
    this.q = q;
    this.lambda = lambda;
    RealMatrix phi = new Array2DRowRealMatrix(n, n);
    phi1 = new Array2DRowRealMatrix(n, n);
    phi2 = new Array2DRowRealMatrix(n, n);
    slopeOfW = new double[n];
    for (int i = 0; i < n; i++) {
      double x = basis.point(i, n);
      for (int k = 0; k < w.length; k++) {
        slopeOfW[i] += w[k] * basis.evaluate(k, x);
      }
      int row = i;
      for (int k = 0; k < n; k++) {
        int column = k;
        basis.value(k, (e, c, r) -> phi.addToEntry(row, column, c * basis.evaluate(e, x)));
        basis.slope(k, (e, c, r) -> phi1.addToEntry(row, column, c * basis.evaluate(e, x)));
        basis.curvature(k, (e, c, r) -> phi2.addToEntry(row, column, c * basis.evaluate(e, x)));
      }
    }
    inverse = new LUDecomposition(phi).getSolver().getInverse();
    double[] tau = nodes(m);
    RealMatrix vandermonde = new Array2DRowRealMatrix(m + 1, m + 1);
    RealMatrix derivative = new Array2DRowRealMatrix(m + 1, m + 1);
    for (int i = 0; i <= m; i++) {
      double angle = Math.acos(Math.max(-1, tau[i]));
      for (int l = 0; l <= m; l++) {
        vandermonde.setEntry(i, l, Math.cos(l * angle));
        // T_l' = l sin(l a)/sin a; the end -1 is not a collocation point
        derivative.setEntry(i, l, i == 0 ? 0 : l * Math.sin(l * angle) / Math.sin(angle));
      }
    }
    toSeries = new LUDecomposition(vandermonde).getSolver().getInverse();
    RealMatrix d = derivative.multiply(toSeries);
    fromStart = d.getSubMatrix(1, m, 0, 0).getColumn(0);
    rates = d.getSubMatrix(1, m, 1, m);
    EigenDecomposition eigen = new EigenDecomposition(rates);
    vectors = eigen.getV();
    blocks = eigen.getD();
    inverseVectors = new LUDecomposition(vectors).getSolver().getInverse();
  }

  private static double[] nodes(int m) {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(m);
    double[] tau = new double[m + 1];
    tau[0] = -1;
    for (int i = 0; i < m; i++) {
      tau[i + 1] = rule.getPoint(i);
    }
    return tau;
  }

  /** Coefficients in T_l(tau) phi_k, row l, of a slab of a given length from given coefficients. */
  double[][] solve(double[] start, double length) {
    double scale = 2 / length;
    RealMatrix jacobian = jacobian(start);
    DecompositionSolver[] solvers = factor(jacobian, scale);
    double[][] g = new double[m][];
    for (int i = 0; i < m; i++) {
      g[i] = start.clone();
    }
    double last = Double.POSITIVE_INFINITY;
    for (int it = 0; it < MOST_ITERATIONS; it++) {
      double change = newton(start, g, scale, solvers);
      if (change <= CONVERGED
          || (it > 3 && change >= 0.5 * last && change < 1e-13)
          || !(change < 1e6)) {
        break;
      }
      last = change;
    }
    double[][] values = new double[m + 1][];
    values[0] = start;
    System.arraycopy(g, 0, values, 1, m);
    return toSeries.multiply(new Array2DRowRealMatrix(values, false)).getData();
  }

  private RealMatrix jacobian(double[] y) {
    double[] slope = phi1.operate(y);
    RealMatrix a = phi2.copy();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        a.addToEntry(i, k, (2 * slope[i] - slopeOfW[i]) * phi1.getEntry(i, k));
      }
    }
    RealMatrix j = inverse.multiply(a).scalarMultiply(q);
    for (int k = 0; k < n; k++) {
      j.addToEntry(k, k, -lambda);
    }
    return j;
  }

  /** Factors of re - J, or of [[re - J, im], [-im, re - J]], at the first index of each block. */
  private DecompositionSolver[] factor(RealMatrix j, double scale) {
    DecompositionSolver[] solvers = new DecompositionSolver[m];
    for (int i = 0; i < m; i++) {
      boolean pair = i + 1 < m && blocks.getEntry(i, i + 1) != 0;
      int size = pair ? 2 * n : n;
      RealMatrix a = new Array2DRowRealMatrix(size, size);
      for (int b = 0; b < size; b += n) {
        a.setSubMatrix(j.scalarMultiply(-1).getData(), b, b);
        for (int k = 0; k < n; k++) {
          a.addToEntry(b + k, b + k, scale * blocks.getEntry(i, i));
        }
      }
      if (pair) {
        for (int k = 0; k < n; k++) {
          a.setEntry(k, n + k, scale * blocks.getEntry(i, i + 1));
          a.setEntry(n + k, k, scale * blocks.getEntry(i + 1, i));
        }
      }
      solvers[i] = new LUDecomposition(a).getSolver();
      i += pair ? 1 : 0;
    }
    return solvers;
  }

  /** One correction of all stages; returns its size. */
  private double newton(double[] start, double[][] g, double scale, DecompositionSolver[] solvers) {
    double[][] residual = new double[m][n];
    for (int i = 0; i < m; i++) {
      double[] f = rate(g[i]);
      for (int k = 0; k < n; k++) {
        double d = fromStart[i] * start[k];
        for (int j = 0; j < m; j++) {
          d += rates.getEntry(i, j) * g[j][k];
        }
        residual[i][k] = f[k] - scale * d;
      }
    }
    double[][] r = inverseVectors.multiply(new Array2DRowRealMatrix(residual, false)).getData();
    for (int i = 0; i < m; i++) {
      boolean pair = i + 1 < m && blocks.getEntry(i, i + 1) != 0;
      double[] right = java.util.Arrays.copyOf(r[i], pair ? 2 * n : n);
      if (pair) {
        System.arraycopy(r[i + 1], 0, right, n, n);
      }
      double[] z = solvers[i].solve(new ArrayRealVector(right, false)).toArray();
      System.arraycopy(z, 0, r[i], 0, n);
      if (pair) {
        System.arraycopy(z, n, r[i + 1], 0, n);
        i++;
      }
    }
    double[][] correction = vectors.multiply(new Array2DRowRealMatrix(r, false)).getData();
    double change = 0;
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < n; k++) {
        g[i][k] += correction[i][k];
        change = Math.max(change, Math.abs(correction[i][k]));
      }
    }
    return change;
  }

  /** y' of the collocated equation. */
  private double[] rate(double[] y) {
    double[] slope = phi1.operate(y);
    double[] value = phi2.operate(y);
    for (int i = 0; i < n; i++) {
      value[i] = q * (value[i] + slope[i] * (slope[i] - slopeOfW[i]));
    }
    double[] f = inverse.operate(value);
    for (int k = 0; k < n; k++) {
      f[k] -= lambda * y[k];
    }
    return f;
  }
}
