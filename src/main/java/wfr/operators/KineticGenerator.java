package wfr.operators;

import java.util.Arrays;
import java.util.Comparator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import wfr.model.Potential;

/**
 * Generator of the kinetic Langevin equation dx = v dt, dv = -V'(x) dt - g v dt + sqrt(2 g) dW in L2(pi x N(0,1)),
 *   L = v d_x - V' d_v + g (d_v^2 - v d_v),
 * linearised with the reaction: -L + lambda on functions of mean zero. In v Hermite functions psi_n, in x the polynomials p_j orthonormal under pi, with
 * A_{jk} = (p_j, p_k'): L (f psi_n) = sqrt(n+1) (A f) psi_{n+1} - sqrt(n) (A' f) psi_{n-1} - g n f psi_n. The first two parts are antisymmetric, the last is
 * friction: dissipation acts on the velocity alone.
 * Special case: V = x^2/(2 s): eigenvalues n_1 m_1 + n_2 m_2 with m^2 - g m + 1/s = 0, exact in every truncation by total degree.
 * Accuracy: Galerkin, faster than any power of the degree for polynomial V; pi is cut to the interval given. Not normal: rounding is multiplied by the
 * condition of the eigenvectors.   Source: proofs-notes, F6.
 */
public final class KineticGenerator {
  private static final int PANELS = 64;
  private static final int NODES = 20;

  private final double[][] derivative;

  /**
   * A generator.
   *
   * @param degree largest total degree of a basis function
   */
  public KineticGenerator(Potential v, double a, double b, int degree) {
    this.derivative = derivative(v, a, b, degree);
  }

  /**
   * The count slowest modes of -L + lambda (1 - E), as pairs of real and imaginary part, by real part; of a conjugate pair both.
   *
   * @param friction g, positive
   * @param lambda reaction rate, not negative
   */
  public double[][] slowest(double friction, double lambda, int count) {
    int n = derivative.length;
    int size = n * (n + 1) / 2;
    double[][] m = new double[size][size];
    for (int power = 0; power < n; power++) {
      for (int j = 0; j + power < n; j++) {
        int row = index(n, power, j);
        m[row][row] = friction * power + (row == 0 ? 0 : lambda);
        for (int k = 0; power + 1 < n && k + power + 1 < n; k++) {
          // (A f) psi_{power+1} from p_j: coefficient (p_k, p_j'); and its adjoint.
          double value = Math.sqrt(power + 1.0) * derivative[k][j];
          m[index(n, power + 1, k)][row] -= value;
          m[row][index(n, power + 1, k)] += value;
        }
      }
    }
    EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(m, false));
    double[] re = eigen.getRealEigenvalues();
    double[] im = eigen.getImagEigenvalues();
    double[][] all = new double[size][];
    Arrays.setAll(all, i -> new double[] {re[i], im[i]});
    Arrays.sort(
        all, Comparator.<double[]>comparingDouble(z -> z[0]).thenComparingDouble(z -> z[1]));
    return Arrays.copyOf(all, Math.min(count, size));
  }

  /** Place of p_j psi_power among the functions of total degree below n. */
  private static int index(int n, int power, int j) {
    return power * n - power * (power - 1) / 2 + j;
  }

  /** A_{jk} = (p_j, p_k') by the discretised Stieltjes procedure on Gauss points. */
  private static double[][] derivative(Potential v, double a, double b, int degree) {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(NODES, 0, 1);
    int points = PANELS * NODES;
    double[] x = new double[points];
    double[] w = new double[points];
    double width = (b - a) / PANELS;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < points; i++) {
      x[i] = a + width * (i / NODES + rule.getPoint(i % NODES));
      least = Math.min(least, v.value(x[i]));
    }
    double total = 0;
    for (int i = 0; i < points; i++) {
      w[i] = rule.getWeight(i % NODES) * Math.exp(least - v.value(x[i]));
      total += w[i];
    }
    double[][] p = new double[degree + 1][points];
    double[][] slope = new double[degree + 1][points];
    for (int i = 0; i < points; i++) {
      w[i] /= total;
      p[0][i] = 1;
    }
    for (int k = 0; k < degree; k++) {
      for (int i = 0; i < points; i++) {
        p[k + 1][i] = x[i] * p[k][i];
        slope[k + 1][i] = p[k][i] + x[i] * slope[k][i];
      }
      for (int pass = 0; pass < 2; pass++) { // the second pass removes what rounding left
        for (int j = 0; j <= k; j++) {
          double c = product(p[j], p[k + 1], w);
          for (int i = 0; i < points; i++) {
            p[k + 1][i] -= c * p[j][i];
            slope[k + 1][i] -= c * slope[j][i];
          }
        }
      }
      double norm = Math.sqrt(product(p[k + 1], p[k + 1], w));
      for (int i = 0; i < points; i++) {
        p[k + 1][i] /= norm;
        slope[k + 1][i] /= norm;
      }
    }
    double[][] m = new double[degree + 1][degree + 1];
    for (int j = 0; j <= degree; j++) {
      for (int k = j + 1; k <= degree; k++) {
        m[j][k] = product(p[j], slope[k], w);
      }
    }
    return m;
  }

  private static double product(double[] f, double[] g, double[] w) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += f[i] * g[i] * w[i];
    }
    return sum;
  }
}
