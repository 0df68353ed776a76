package wfr.model;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * N(mean, covariance): log rho(x) = -(x-m)' C^{-1} (x-m)/2 - log det(2 pi C)/2. As a Potential it is the quadratic
 * V(x) = (x-m)' C^{-1} (x-m)/2 with V(m) = 0.
 * Source of draws: proofs-notes, E11.
 */
public final class GaussianLaw implements InitialLaw, Potential {
  private final double[] mean;
  private final double[][] covariance;
  private final double[][] precision;
  private final double[][] root;
  private final double logNormaliser;

  /**
   * @param mean m, length d
   * @param covariance C, d x d, symmetric positive definite
   */
  public GaussianLaw(double[] mean, double[][] covariance) {
    RealMatrix c = new Array2DRowRealMatrix(covariance);
    if (c.getRowDimension() != mean.length || c.getColumnDimension() != mean.length) {
      throw new IllegalArgumentException("covariance must be " + mean.length + " x " + mean.length);
    }
    for (double[] row : covariance) {
      for (double entry : row) {
        if (!Double.isFinite(entry)) {
          throw new IllegalArgumentException("covariance must be finite: " + entry);
        }
      }
    }
    if (mean.length == 1 && !(covariance[0][0] > 0)) {
      throw new IllegalArgumentException("variance must be > 0: " + covariance[0][0]);
    }
    CholeskyDecomposition cholesky;
    try {
      cholesky = new CholeskyDecomposition(c, 1e-12, 0);
    } catch (org.apache.commons.math3.exception.MathIllegalArgumentException e) {
      throw new IllegalArgumentException("covariance must be symmetric and positive definite", e);
    }
    this.mean = mean.clone();
    this.covariance = c.getData();
    this.precision = cholesky.getSolver().getInverse().getData();
    this.root = cholesky.getL().getData();
    double logDet = 0;
    for (int k = 0; k < mean.length; k++) {
      logDet += 2 * Math.log(root[k][k]);
    }
    this.logNormaliser = -0.5 * (mean.length * Math.log(2 * Math.PI) + logDet);
  }

  /** N(mean, variance) on the line. */
  public static GaussianLaw of(double mean, double variance) {
    return new GaussianLaw(new double[] {mean}, new double[][] {{variance}});
  }

  /** m. */
  public double[] mean() {
    return mean.clone();
  }

  /** C. */
  public double[][] covariance() {
    return new Array2DRowRealMatrix(covariance).getData();
  }

  /** C^{-1}. */
  public double[][] precision() {
    return new Array2DRowRealMatrix(precision).getData();
  }

  /** m + L z with C = L L', L lower triangular: the draw that standard normals z give. */
  public double[] draw(double[] normals) {
    double[] x = mean.clone();
    for (int k = 0; k < x.length; k++) {
      for (int j = 0; j <= k; j++) {
        x[k] += root[k][j] * normals[j];
      }
    }
    return x;
  }

  @Override
  public int dimension() {
    return mean.length;
  }

  @Override
  public double value(double[] x) {
    double q = 0;
    for (int i = 0; i < mean.length; i++) {
      double row = 0;
      for (int j = 0; j < mean.length; j++) {
        row += precision[i][j] * (x[j] - mean[j]);
      }
      q += (x[i] - mean[i]) * row;
    }
    return 0.5 * q;
  }

  @Override
  public double value(double x) {
    return 0.5 * precision[0][0] * (x - mean[0]) * (x - mean[0]);
  }

  @Override
  public double derivative(double x) {
    return precision[0][0] * (x - mean[0]);
  }

  @Override
  public void gradient(double[] x, double[] gradient) {
    for (int i = 0; i < mean.length; i++) {
      double row = 0;
      for (int j = 0; j < mean.length; j++) {
        row += precision[i][j] * (x[j] - mean[j]);
      }
      gradient[i] = row;
    }
  }

  @Override
  public void evaluate(double[] x, int from, int n, double[] value, double[] derivative) {
    double p = precision[0][0];
    double m = mean[0];
    for (int i = 0; i < n; i++) {
      double d = x[from + i] - m;
      if (value != null) {
        value[i] = 0.5 * p * d * d;
      }
      if (derivative != null) {
        derivative[i] = p * d;
      }
    }
  }

  @Override
  public double logDensity(double[] x) {
    return logNormaliser - value(x);
  }

  @Override
  public double logDensity(double x) {
    return logNormaliser - value(x);
  }
}
