package wfr.diagnostics;

import wfr.math.LogSumExp;
import wfr.measure.Grid;
import wfr.measure.PhaseDensity;

/**
 * Functionals of a density on the phase plane, sums over the cells divided by the mass m = sum p e^h:
 *   KL(rho|pi) = E h - log m,   KL(pi|rho) = log m - E_pi h,   E_rho |d_v h|^2,   Var_rho h.
 * Accuracy: the trapezoidal sum, faster than any power of the cells for smooth densities that vanish at the edges; d_v h by centred differences of order 8.
 * Source: proofs-notes, D11D.
 */
public final class PhaseFunctionals {
  private static final double[] DIFFERENCE = {4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280};

  private final PhaseDensity rho;
  private final double[] h;
  private final double[] mass;
  private final double total;

  /** Of a density. */
  public PhaseFunctionals(PhaseDensity rho) {
    this.rho = rho;
    h = rho.logRatio();
    mass = rho.masses();
    double sum = 0;
    for (double m : mass) {
      sum += m;
    }
    total = sum;
  }

  /** A function on the phase plane. */
  @FunctionalInterface
  public interface PhaseFunction {
    /** Value at (x, v). */
    double at(double x, double v);
  }

  /** Total mass. */
  public double mass() {
    return total;
  }

  /** E f. */
  public double expectation(PhaseFunction f) {
    double sum = 0;
    Grid x = rho.grid().x();
    Grid v = rho.grid().v();
    for (int i = 0; i < x.cells(); i++) {
      for (int j = 0; j < v.cells(); j++) {
        sum += mass[rho.grid().index(i, j)] * f.at(x.centre(i), v.centre(j));
      }
    }
    return sum / total;
  }

  /** KL(rho|pi). */
  public double kl() {
    return meanLogRatio() - Math.log(total);
  }

  /** KL(pi|rho). */
  public double reverseKl() {
    double sum = 0;
    double[] logMass = rho.logMass();
    for (int c = 0; c < h.length; c++) {
      sum += Math.exp(logMass[c]) * h[c];
    }
    return Math.log(total) - sum;
  }

  /** Var_rho h. */
  public double logRatioVariance() {
    double mean = meanLogRatio();
    double sum = 0;
    for (int c = 0; c < h.length; c++) {
      sum += mass[c] * (h[c] - mean) * (h[c] - mean);
    }
    return sum / total;
  }

  /** E_rho |d_v h|^2; the four cells next to each edge are left out. */
  public double velocityInformation() {
    double sum = 0;
    int m = rho.grid().v().cells();
    double dv = rho.grid().v().dx();
    for (int i = 0; i < rho.grid().x().cells(); i++) {
      for (int j = DIFFERENCE.length; j < m - DIFFERENCE.length; j++) {
        int c = rho.grid().index(i, j);
        double slope = 0;
        for (int k = 1; k <= DIFFERENCE.length; k++) {
          slope += DIFFERENCE[k - 1] * (h[c + k] - h[c - k]);
        }
        sum += mass[c] * slope * slope / (dv * dv);
      }
    }
    return sum / total;
  }

  /** log of the masses of the position's cells, by the largest term: finite where every mass underflows. */
  public double[] positionLogMass() {
    double[] logMass = rho.logMass();
    int m = rho.grid().v().cells();
    double[] terms = new double[m];
    double[] out = new double[rho.grid().x().cells()];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < m; j++) {
        terms[j] = logMass[i * m + j] + h[i * m + j];
      }
      out[i] = LogSumExp.of(terms);
    }
    return out;
  }

  private double meanLogRatio() {
    double sum = 0;
    for (int c = 0; c < h.length; c++) {
      sum += mass[c] * h[c];
    }
    return sum / total;
  }
}
