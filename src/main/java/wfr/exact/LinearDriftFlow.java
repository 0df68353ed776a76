package wfr.exact;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import wfr.math.MatrixExponential;
import wfr.model.GaussianLaw;

/**
 * The WFR flow of a Gaussian with any linear drift that keeps pi = N(m*, G): dZ = A (Z - m*) dt + S^{1/2} dW, S = -(A G + G A') at least 0, possibly singular and A
 * not symmetric (kinetic: A = ((0, 1), (-k, -g)), G = diag(1/k, 1), S = diag(0, 2g)). With M = G^{-1}, E = C - G, y = m - m*, F = A - lambda/2, Phi = e^{Ft}:
 *   K = lambda int_0^t e^{F's} M e^{Fs} ds,   E_t = Phi E_0 (I + K E_0)^{-1} Phi',   y_t = e^{-lambda t/2} Phi (I + E_0 K)^{-1} y_0.
 * K = X - Phi' X Phi with F'X + XF = -lambda M, one linear system in d^2 unknowns.
 * Special cases: A = -D M is {@link GaussianFlowNd}; lambda = 0 has K = 0.
 * Accuracy: ulp times the condition numbers of that system and of I + K E_0.   Source: proofs-notes, D11, D11C, D11D.
 */
public final class LinearDriftFlow {
  private final int d;
  private final RealMatrix f;
  private final RealMatrix x;
  private final RealMatrix gamma;
  private final RealMatrix e0;
  private final RealVector y0;
  private final RealVector centre;
  private final double lambda;

  /**
   * @param drift A
   * @param target N(m*, G)
   * @param initial N(m_0, C_0)
   * @param lambda reaction rate, at least 0
   */
  public LinearDriftFlow(double[][] drift, GaussianLaw target, GaussianLaw initial, double lambda) {
    d = target.dimension();
    if (!(lambda >= 0) || Double.isInfinite(lambda)) {
      throw new IllegalArgumentException("lambda must be finite and >= 0: " + lambda);
    }
    this.lambda = lambda;
    gamma = new Array2DRowRealMatrix(target.covariance());
    centre = new ArrayRealVector(target.mean());
    e0 = new Array2DRowRealMatrix(initial.covariance()).subtract(gamma);
    y0 = new ArrayRealVector(initial.mean()).subtract(centre);
    f =
        new Array2DRowRealMatrix(drift)
            .subtract(MatrixUtils.createRealIdentityMatrix(d).scalarMultiply(lambda / 2));
    x =
        lambda == 0
            ? new Array2DRowRealMatrix(d, d)
            : lyapunov(f, new Array2DRowRealMatrix(target.precision()).scalarMultiply(lambda));
  }

  /** N(m_t, C_t). */
  public GaussianLaw law(double t) {
    if (!(t >= 0)) {
      throw new IllegalArgumentException("time must be >= 0: " + t);
    }
    RealMatrix phi = MatrixExponential.of(f.scalarMultiply(t));
    RealMatrix k = x.subtract(phi.transpose().multiply(x).multiply(phi));
    RealMatrix one = MatrixUtils.createRealIdentityMatrix(d);
    // (I + E_0 K)^{-1} E_0 = E_0 (I + K E_0)^{-1}
    org.apache.commons.math3.linear.DecompositionSolver solver =
        new LUDecomposition(one.add(e0.multiply(k)), Double.MIN_NORMAL).getSolver();
    RealMatrix e = phi.multiply(solver.solve(e0)).multiply(phi.transpose());
    RealVector y = phi.operate(solver.solve(y0)).mapMultiply(Math.exp(-lambda * t / 2));
    RealMatrix c = gamma.add(e.add(e.transpose()).scalarMultiply(0.5));
    return new GaussianLaw(centre.add(y).toArray(), c.getData());
  }

  /** X of F'X + XF = -Q, entry by entry. */
  private static RealMatrix lyapunov(RealMatrix f, RealMatrix q) {
    int d = f.getRowDimension();
    double[][] a = new double[d * d][d * d];
    double[] b = new double[d * d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        int row = i * d + j;
        b[row] = -q.getEntry(i, j);
        for (int l = 0; l < d; l++) {
          a[row][l * d + j] += f.getEntry(l, i);
          a[row][i * d + l] += f.getEntry(l, j);
        }
      }
    }
    RealVector s =
        new LUDecomposition(new Array2DRowRealMatrix(a, false), Double.MIN_NORMAL)
            .getSolver()
            .solve(new ArrayRealVector(b, false));
    RealMatrix x = new Array2DRowRealMatrix(d, d);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        x.setEntry(i, j, s.getEntry(i * d + j));
      }
    }
    return x;
  }
}
