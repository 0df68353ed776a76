package wfr.diagnostics;

import java.util.Arrays;
import wfr.measure.Grid;
import wfr.measure.GridDensity;

/**
 * Functionals of a density on a grid of any dimension, with m_c = rho(cell c), p_c = pi(cell c), h_c = log(m_c/p_c), all of order 2 in the cell widths with smooth error
 * coefficients (so that Richardson extrapolation applies):
 *   KL(rho|pi) = sum m h,   KL(pi|rho) = -sum p h,   Var_rho h,   mean, covariance with cell centres,
 *   E_rho |grad h|^2 = sum over inner faces of (difference of h/distance of centres)^2 (mean mass of the two cells), over a circle's seam too.
 * Special cases: an empty cell contributes 0 to KL(rho|pi) and makes KL(pi|rho) infinite where pi has mass.
 * Source: proofs-notes, A7, G3, G3P, A8, B2, B12, G10.
 */
public final class Functionals {
  private final Grid grid;
  private final double[] h;
  private final double[] m;
  private final double[] p;

  /** Functionals of one density. */
  public Functionals(GridDensity rho) {
    grid = rho.grid();
    h = rho.logRatio();
    m = rho.cellMasses();
    p = rho.targetMasses();
  }

  /** KL(rho|pi) from log p_c and h_c. */
  public static double kl(double[] logMass, double[] logRatio) {
    double sum = 0;
    for (int c = 0; c < logRatio.length; c++) {
      double m = Math.exp(logMass[c] + logRatio[c]);
      sum += m > 0 ? m * logRatio[c] : 0;
    }
    return sum;
  }

  /** KL(rho|pi). */
  public double kl() {
    return meanLogRatio();
  }

  /** E_rho h, which is KL(rho|pi) for unit mass. */
  public double meanLogRatio() {
    double sum = 0;
    for (int c = 0; c < h.length; c++) {
      sum += m[c] > 0 ? m[c] * h[c] : 0;
    }
    return sum;
  }

  /** KL(pi|rho). */
  public double reverseKl() {
    double sum = 0;
    for (int c = 0; c < h.length; c++) {
      sum -= p[c] > 0 ? p[c] * h[c] : 0;
    }
    return sum;
  }

  /** Var_rho h. */
  public double logRatioVariance() {
    double mean = meanLogRatio();
    double sum = 0;
    for (int c = 0; c < h.length; c++) {
      sum += m[c] > 0 ? m[c] * (h[c] - mean) * (h[c] - mean) : 0;
    }
    return sum;
  }

  /** E_rho |grad h|^2. */
  public double fisherInformation() {
    return dirichlet(m);
  }

  /** int pi |grad h|^2, the transport part of the reverse dissipation (A8). */
  public double reverseFisherInformation() {
    return dirichlet(p);
  }

  /** Squared slopes of h over the faces, weighted by the mean of the masses on their two sides. */
  private double dirichlet(double[] mass) {
    double sum = 0;
    for (int c = 0; c < h.length; c++) {
      for (int k = 0; k < grid.dimension(); k++) {
        int b = grid.before(c, k);
        double weight = b < 0 ? 0 : 0.5 * (mass[c] + mass[b]);
        if (weight > 0) {
          double slope = (h[c] - h[b]) / grid.distance(c, k);
          sum += slope * slope * weight;
        }
      }
    }
    return sum;
  }

  /** Smallest h over the cells. */
  public double minLogRatio() {
    return Arrays.stream(h).min().orElseThrow();
  }

  /** Largest h over the cells. */
  public double maxLogRatio() {
    return Arrays.stream(h).max().orElseThrow();
  }

  /** max h - min h over the cells: Hilbert's projective distance of rho and pi. */
  public double oscillation() {
    return maxLogRatio() - minLogRatio();
  }

  /** E_rho x. */
  public double[] mean() {
    double[] mean = new double[grid.dimension()];
    double[] x = new double[mean.length];
    for (int c = 0; c < m.length; c++) {
      grid.centre(c, x);
      for (int k = 0; k < x.length; k++) {
        mean[k] += m[c] * x[k];
      }
    }
    return mean;
  }

  /** Covariance matrix of rho. */
  public double[][] covariance() {
    double[] mean = mean();
    double[][] covariance = new double[mean.length][mean.length];
    double[] x = new double[mean.length];
    for (int c = 0; c < m.length; c++) {
      grid.centre(c, x);
      for (int j = 0; j < x.length; j++) {
        for (int k = 0; k < x.length; k++) {
          covariance[j][k] += m[c] * (x[j] - mean[j]) * (x[k] - mean[k]);
        }
      }
    }
    return covariance;
  }

  /** Total mass. */
  public double mass() {
    double sum = 0;
    for (double v : m) {
      sum += v;
    }
    return sum;
  }
}
