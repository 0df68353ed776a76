package wfr.exact;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import wfr.math.MatrixExponential;

/**
 * Feynman-Kac with quadratic killing in d dimensions, dX = -K X dt + S^{1/2} dW, k(x) = x'Qx; K need not be normal, K, S and Q need not commute:
 *   E_x exp(-int_0^t X'QX) = exp(-x'Ax - B),   A' = Q - K'A - A K - 2 A S A,   B' = tr(S A),   A(0) = 0, B(0) = 0.
 * A = Y X^{-1} with (X; Y)' = H (X; Y), H = [[K, 2S], [Q, -K']], X(0) = I, Y(0) = 0, and B = (log det X - t tr K)/2.
 * Special cases: d = 1 is {@link QuadraticFeynmanKac} with l = 0; Q = 0 gives A = 0, B = 0.
 * Accuracy: rounding times exp(|H| t) over the smallest singular value of X. Source: proofs-notes, D3.
 */
public final class MatrixFeynmanKac {
  private final int d;
  private final double trace;
  private final RealMatrix hamiltonian;

  /**
   * @param drift K, any square matrix
   * @param noise S, symmetric positive semidefinite
   * @param killing Q, symmetric
   */
  public MatrixFeynmanKac(double[][] drift, double[][] noise, double[][] killing) {
    RealMatrix k = new Array2DRowRealMatrix(drift);
    d = k.getRowDimension();
    trace = k.getTrace();
    hamiltonian = new Array2DRowRealMatrix(2 * d, 2 * d);
    hamiltonian.setSubMatrix(drift, 0, 0);
    hamiltonian.setSubMatrix(new Array2DRowRealMatrix(noise).scalarMultiply(2).getData(), 0, d);
    hamiltonian.setSubMatrix(killing, d, 0);
    hamiltonian.setSubMatrix(k.transpose().scalarMultiply(-1).getData(), d, d);
  }

  /** log E_x exp(-int_0^t X'QX). */
  public double logValue(double[] x, double t) {
    RealMatrix flow = MatrixExponential.of(hamiltonian.scalarMultiply(t));
    RealMatrix denominator = flow.getSubMatrix(0, d - 1, 0, d - 1);
    RealMatrix numerator = flow.getSubMatrix(d, 2 * d - 1, 0, d - 1);
    LUDecomposition lu = new LUDecomposition(denominator, Double.MIN_NORMAL);
    double det = lu.getDeterminant();
    if (!(det > 0)) {
      throw new ArithmeticException("the expectation is infinite before time " + t);
    }
    double[] ax = numerator.operate(lu.getSolver().getInverse().operate(x));
    double form = 0;
    for (int i = 0; i < d; i++) {
      form += x[i] * ax[i];
    }
    return -form - 0.5 * (Math.log(det) - t * trace);
  }
}
