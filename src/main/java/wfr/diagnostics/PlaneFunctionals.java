package wfr.diagnostics;

import wfr.measure.PlaneDensity;
import wfr.measure.PlaneGrid;

/**
 * {@link GridFunctionals} on a tensor grid, with m = rho(cell), p = pi(cell), h = log(m/p):
 *   KL(rho|pi) = sum m h,   KL(pi|rho) = -sum p h,   Var_rho h,   mean and covariance with cell centres,
 *   E_rho |grad h|^2 = sum over inner faces of (difference of h/distance of centres)^2 (mean mass of the two cells), both axes.
 * Order 2 in the cell widths with smooth error coefficients. Source: proofs-notes, A7, G3P, B12, G10.
 */
public final class PlaneFunctionals {
  private final PlaneGrid grid;
  private final double[] h;
  private final double[] m;
  private final double[] p;

  /** Functionals of one density. */
  public PlaneFunctionals(PlaneDensity rho) {
    grid = rho.grid();
    h = rho.logRatio();
    m = rho.cellMasses();
    p = rho.targetMasses();
  }

  /** Total mass. */
  public double mass() {
    double sum = 0;
    for (double v : m) {
      sum += v;
    }
    return sum;
  }

  /** KL(rho|pi). */
  public double kl() {
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
    double mean = kl();
    double sum = 0;
    for (int c = 0; c < h.length; c++) {
      sum += m[c] > 0 ? m[c] * (h[c] - mean) * (h[c] - mean) : 0;
    }
    return sum;
  }

  /** E_rho |grad h|^2. */
  public double fisherInformation() {
    int nx = grid.x().cells();
    double sum = 0;
    for (int c = 0; c < h.length; c++) {
      if (c % nx > 0) {
        sum += face(c, c - 1, grid.x().dx());
      }
      if (c >= nx) {
        sum += face(c, c - nx, grid.y().dx());
      }
    }
    return sum;
  }

  private double face(int a, int b, double width) {
    double weight = 0.5 * (m[a] + m[b]);
    double slope = (h[a] - h[b]) / width;
    return weight > 0 ? slope * slope * weight : 0;
  }

  /** E_rho (x, y). */
  public double[] mean() {
    double[] mean = new double[2];
    for (int c = 0; c < m.length; c++) {
      mean[0] += m[c] * centre(0, c);
      mean[1] += m[c] * centre(1, c);
    }
    return mean;
  }

  /** Covariance matrix of rho. */
  public double[][] covariance() {
    double[] mean = mean();
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int c = 0; c < m.length; c++) {
      double dx = centre(0, c) - mean[0];
      double dy = centre(1, c) - mean[1];
      xx += m[c] * dx * dx;
      xy += m[c] * dx * dy;
      yy += m[c] * dy * dy;
    }
    return new double[][] {{xx, xy}, {xy, yy}};
  }

  private double centre(int axis, int c) {
    int nx = grid.x().cells();
    return axis == 0 ? grid.x().centre(c % nx) : grid.y().centre(c / nx);
  }
}
