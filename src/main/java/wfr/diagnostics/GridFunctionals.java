package wfr.diagnostics;

import wfr.measure.Grid;
import wfr.measure.GridDensity;

/**
 * Functionals of a density on a grid, with m_i = rho(cell i), p_i = pi(cell i), h_i = log(m_i/p_i), all of order 2 in dx with smooth error
 * coefficients (so that Richardson extrapolation applies):
 *   KL(rho|pi) = sum m h,   KL(pi|rho) = -sum p h,   Var_rho h,   mean, variance with cell centres,
 *   E_rho |grad h|^2 = sum over inner faces of ((h_{i+1} - h_i)/dx)^2 (m_i + m_{i+1})/2.
 * Special cases: an empty cell contributes 0 to KL(rho|pi) and makes KL(pi|rho) infinite where pi has mass.
 * Source: proofs-notes, A7, G3, A8, B2, G10.
 */
public final class GridFunctionals {
  private final Grid grid;
  private final double[] h;
  private final double[] m;
  private final double[] p;

  /** Functionals of one density. */
  public GridFunctionals(GridDensity rho) {
    grid = rho.grid();
    h = rho.logRatio();
    m = rho.cellMasses();
    p = rho.targetMasses();
  }

  /** KL(rho|pi) from log p_i and h_i. */
  public static double kl(double[] logMass, double[] logRatio) {
    double sum = 0;
    for (int i = 0; i < logRatio.length; i++) {
      double m = Math.exp(logMass[i] + logRatio[i]);
      sum += m > 0 ? m * logRatio[i] : 0;
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
    for (int i = 0; i < h.length; i++) {
      sum += m[i] > 0 ? m[i] * h[i] : 0;
    }
    return sum;
  }

  /** KL(pi|rho). */
  public double reverseKl() {
    double sum = 0;
    for (int i = 0; i < h.length; i++) {
      sum -= p[i] > 0 ? p[i] * h[i] : 0;
    }
    return sum;
  }

  /** Var_rho h. */
  public double logRatioVariance() {
    double mean = meanLogRatio();
    double sum = 0;
    for (int i = 0; i < h.length; i++) {
      sum += m[i] > 0 ? m[i] * (h[i] - mean) * (h[i] - mean) : 0;
    }
    return sum;
  }

  /** E_rho |grad h|^2. */
  public double fisherInformation() {
    double sum = 0;
    for (int i = grid.periodic() ? 0 : 1; i < h.length; i++) {
      int j = i == 0 ? h.length - 1 : i - 1;
      double weight = 0.5 * (m[i] + m[j]);
      double slope = (h[i] - h[j]) / grid.dx();
      sum += weight > 0 ? slope * slope * weight : 0;
    }
    return sum;
  }

  /** int pi |grad h|^2, the transport part of the reverse dissipation (A8). */
  public double reverseFisherInformation() {
    double sum = 0;
    for (int i = grid.periodic() ? 0 : 1; i < h.length; i++) {
      int j = i == 0 ? h.length - 1 : i - 1;
      double weight = 0.5 * (p[i] + p[j]);
      double slope = (h[i] - h[j]) / grid.dx();
      sum += weight > 0 ? slope * slope * weight : 0;
    }
    return sum;
  }

  /** Smallest h over the cells. */
  public double minLogRatio() {
    double min = Double.POSITIVE_INFINITY;
    for (double v : h) {
      min = Math.min(min, v);
    }
    return min;
  }

  /** Largest h over the cells. */
  public double maxLogRatio() {
    double max = Double.NEGATIVE_INFINITY;
    for (double v : h) {
      max = Math.max(max, v);
    }
    return max;
  }

  /** max h - min h over the cells: Hilbert's projective distance of rho and pi. */
  public double oscillation() {
    return maxLogRatio() - minLogRatio();
  }

  /** E_rho x. */
  public double mean() {
    double sum = 0;
    for (int i = 0; i < m.length; i++) {
      sum += m[i] * grid.centre(i);
    }
    return sum;
  }

  /** Var_rho x. */
  public double variance() {
    double mean = mean();
    double sum = 0;
    for (int i = 0; i < m.length; i++) {
      sum += m[i] * (grid.centre(i) - mean) * (grid.centre(i) - mean);
    }
    return sum;
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
