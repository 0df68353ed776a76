package wfr.exact;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import wfr.model.GaussianLaw;
import wfr.model.LogDensityOracle;

/**
 * The WFR flow of a Gaussian towards a Gaussian in d dimensions, pi = N(m*, G), P = G^{-1}, rho_0 = N(m_0, C_0), any D, lambda at least 0. With
 * E = C - G, y = m - m*, B = D P + lambda/2 and K_t = lambda P (2 D P + lambda)^{-1} (I - e^{-2Bt}):
 *   E_t = e^{-Bt} E_0 (I + K_t E_0)^{-1} e^{-Bt},   y_t = e^{-(DP + lambda) t} (I + E_0 K_t)^{-1} y_0.
 * No covariance is inverted in the formula, so E_0 may be singular, and G and C_0 need not commute.
 * Here everything is whitened and written in the eigenbasis U of G = U diag(g) U': W = G^{-1/2} E G^{-1/2}, z = G^{-1/2} y, in which B is
 * diag(D/g + lambda/2) and K becomes the diagonal kappa = lambda/(2D/g + lambda) (1 - e^{-2bt}), 0 up to 1:
 *   W_t = e^{-bt} (I + W_0 kappa)^{-1} W_0 e^{-bt},   z_t = e^{-(D/g + lambda) t} (I + W_0 kappa)^{-1} z_0.
 * Special cases: d = 1 is {@link GaussianFlow}; lambda = 0 is Ornstein-Uhlenbeck; D = 0 is Fisher-Rao, C_t^{-1} affine in e^{-lambda t};
 * D = lambda = 0 stands still; C_0 = G keeps the covariance.
 * Accuracy: about d^2 ulp times the condition numbers of I + W_0 kappa and of G^{1/2}; the functionals are sums over the eigenvalues of W
 * and keep their relative accuracy as rho_t approaches pi. Source: proofs-notes, B7, A7, A7G, A7P, A13, B7P.
 */
public final class GaussianFlowNd implements LogDensityOracle {
  private final int dim;
  private final double[] targetMean;
  private final double lambda;
  private final double d;
  private final double[] g;
  private final RealMatrix u;
  private final RealMatrix w0;
  private final RealMatrix z0;
  private final DoubleUnaryOperator constant;

  /** The law asked for last: a population asks for one time block by block. */
  private volatile At last;

  /**
   * @param target N(m*, G)
   * @param initial N(m_0, C_0)
   * @param lambda reaction rate, at least 0
   * @param diffusivity D, at least 0
   */
  public GaussianFlowNd(
      GaussianLaw target, GaussianLaw initial, double lambda, double diffusivity) {
    this(
        target,
        initial,
        lambda,
        diffusivity,
        p -> GaussianSplitMap.constant(null, p, lambda, diffusivity, 0));
  }

  /** With K = k(P) P^{-1} (I - e^{-2Bt}) for another constant k of the precision: a splitting at its steps ({@link GaussianSplitMapNd}). */
  GaussianFlowNd(
      GaussianLaw target,
      GaussianLaw initial,
      double lambda,
      double diffusivity,
      DoubleUnaryOperator k) {
    this.constant = k;
    dim = target.dimension();
    if (initial.dimension() != dim) {
      throw new IllegalArgumentException(
          "target and initial law differ in dimension: " + dim + ", " + initial.dimension());
    }
    if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY)
        || !(diffusivity >= 0 && diffusivity < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "lambda and D must be finite and >= 0: " + lambda + ", " + diffusivity);
    }
    this.lambda = lambda;
    this.d = diffusivity;
    targetMean = target.mean();
    double[][] gamma = target.covariance();
    EigenDecomposition eigen = symmetric(new Array2DRowRealMatrix(gamma));
    g = eigen.getRealEigenvalues();
    u = eigen.getV();
    double[][] e0 = initial.covariance();
    double[] m0 = initial.mean();
    double[] y0 = new double[dim];
    for (int i = 0; i < dim; i++) {
      y0[i] = m0[i] - targetMean[i];
      for (int j = 0; j < dim; j++) {
        e0[i][j] -= gamma[i][j];
      }
    }
    double[] whitening = diagonal(i -> 1 / Math.sqrt(g[i]));
    w0 =
        scaled(
            whitening, u.transpose().multiply(new Array2DRowRealMatrix(e0)).multiply(u), whitening);
    z0 = scaled(whitening, u.transpose().multiply(column(y0)), null);
  }

  /** The law N(m_t, C_t). */
  public GaussianLaw law(double t) {
    return new GaussianLaw(mean(t), covariance(t));
  }

  private record At(double time, GaussianLaw law) {}

  @Override
  public void logDensity(double time, double[][] x, int from, int n, double[] out) {
    At at = last;
    if (at == null || at.time() != time) {
      at = new At(time, law(time));
      last = at;
    }
    double[] point = new double[dim];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < dim; k++) {
        point[k] = x[k][from + i];
      }
      out[i] = at.law().logDensity(point);
    }
  }

  /** E_rho(log rho + V) with V(m*) = 0: KL - log det(2 pi G)/2. */
  @Override
  public double meanLogRatio(double time) {
    double logDet = dim * Math.log(2 * Math.PI);
    for (double v : g) {
      logDet += Math.log(v);
    }
    return kl(time) - 0.5 * logDet;
  }

  /** m_t. */
  public double[] mean(double t) {
    RealMatrix y = u.multiply(scaled(diagonal(i -> Math.sqrt(g[i])), whitenedMean(t), null));
    double[] m = new double[dim];
    for (int i = 0; i < dim; i++) {
      m[i] = targetMean[i] + y.getEntry(i, 0);
    }
    return m;
  }

  /** C_t, exactly symmetric. */
  public double[][] covariance(double t) {
    double[] root = diagonal(i -> Math.sqrt(g[i]));
    RealMatrix inner = MatrixUtils.createRealIdentityMatrix(dim).add(whitenedExcess(t));
    return symmetrised(u.multiply(scaled(root, inner, root)).multiply(u.transpose())).getData();
  }

  /** KL(rho_t|pi) = sum_i (w_i - log(1 + w_i))/2 + y'Py/2, w_i the eigenvalues of W. */
  public double kl(double t) {
    double sum = 0;
    for (double w : symmetric(whitenedExcess(t)).getRealEigenvalues()) {
      sum += half(w);
    }
    RealMatrix z = whitenedMean(t);
    return sum + 0.5 * squares(z);
  }

  /** KL(pi|rho_t) = sum_i (r_i - log(1 + r_i))/2 + y'C^{-1}y/2, r = -w/(1 + w). */
  public double reverseKl(double t) {
    EigenDecomposition eigen = symmetric(whitenedExcess(t));
    RealMatrix v = eigen.getV().transpose().multiply(whitenedMean(t));
    double sum = 0;
    for (int i = 0; i < dim; i++) {
      double w = eigen.getRealEigenvalue(i);
      double r = -w / (1 + w);
      double z = v.getEntry(i, 0);
      sum += half(r) + 0.5 * z * z / (1 + w);
    }
    return sum;
  }

  /** E_rho |grad h|^2 = tr((P - C^{-1}) C (P - C^{-1})) + |Py|^2 = tr(P W^2 (I + W)^{-1}) + |Py|^2 (without the factor D). */
  public double fisherInformation(double t) {
    EigenDecomposition eigen = symmetric(whitenedExcess(t));
    RealMatrix v = eigen.getV();
    RealMatrix z = whitenedMean(t);
    double sum = 0;
    for (int i = 0; i < dim; i++) {
      double w = eigen.getRealEigenvalue(i);
      double p = 0;
      for (int k = 0; k < dim; k++) {
        p += v.getEntry(k, i) * v.getEntry(k, i) / g[k];
      }
      sum += p * w * w / (1 + w) + z.getEntry(i, 0) * z.getEntry(i, 0) / g[i];
    }
    return sum;
  }

  /** Var_rho h = tr((PC - I)^2)/2 + y'PCPy = sum_i (w_i^2/2 + (1 + w_i) v_i^2), v the coordinates of z in the eigenbasis of W. */
  public double logRatioVariance(double t) {
    EigenDecomposition eigen = symmetric(whitenedExcess(t));
    RealMatrix v = eigen.getV().transpose().multiply(whitenedMean(t));
    double sum = 0;
    for (int i = 0; i < dim; i++) {
      double w = eigen.getRealEigenvalue(i);
      sum += 0.5 * w * w + (1 + w) * v.getEntry(i, 0) * v.getEntry(i, 0);
    }
    return sum;
  }

  /** (w - log(1 + w))/2. */
  private static double half(double w) {
    return 0.5 * (w - Math.log1p(w));
  }

  /** W_t. */
  private RealMatrix whitenedExcess(double t) {
    double[] decay = diagonal(i -> Math.exp(-(d / g[i] + lambda / 2) * t));
    return symmetrised(scaled(decay, solve(t, w0), decay));
  }

  /** z_t. */
  private RealMatrix whitenedMean(double t) {
    return scaled(diagonal(i -> Math.exp(-(d / g[i] + lambda) * t)), solve(t, z0), null);
  }

  /** (I + W_0 kappa)^{-1} b; regular, because W_0 is above -I and kappa below 1. */
  private RealMatrix solve(double t, RealMatrix b) {
    if (!(t >= 0)) {
      throw new IllegalArgumentException("time must be >= 0: " + t);
    }
    if (lambda == 0) {
      return b;
    }
    double[] kappa =
        diagonal(
            i ->
                constant.applyAsDouble(1 / g[i])
                    * g[i]
                    * -Math.expm1(-(2 * d / g[i] + lambda) * t));
    RealMatrix a = MatrixUtils.createRealIdentityMatrix(dim).add(scaled(null, w0, kappa));
    return new LUDecomposition(a, Double.MIN_NORMAL).getSolver().solve(b);
  }

  /** One number per eigenvalue. */
  private double[] diagonal(java.util.function.IntToDoubleFunction entry) {
    double[] values = new double[dim];
    java.util.Arrays.setAll(values, entry);
    return values;
  }

  private static RealMatrix column(double[] v) {
    return new Array2DRowRealMatrix(v);
  }

  /** diag(left) a diag(right); null is the identity. */
  private static RealMatrix scaled(double[] left, RealMatrix a, double[] right) {
    double[][] out = a.getData();
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < out[i].length; j++) {
        out[i][j] *= (left == null ? 1 : left[i]) * (right == null ? 1 : right[j]);
      }
    }
    return new Array2DRowRealMatrix(out, false);
  }

  private static RealMatrix symmetrised(RealMatrix a) {
    return a.add(a.transpose()).scalarMultiply(0.5);
  }

  /** Eigenvectors of a symmetric matrix; orthonormal, because it is made exactly symmetric first. */
  private static EigenDecomposition symmetric(RealMatrix a) {
    return new EigenDecomposition(symmetrised(a));
  }

  private static double squares(RealMatrix z) {
    double norm = z.getFrobeniusNorm();
    return norm * norm;
  }
}
