package wfr.diagnostics;

import wfr.math.LogSumExp;
import wfr.measure.GridDensity;

/**
 * Functionals of a density on the phase plane, position before velocity, sums over the cells divided by the mass m = sum p e^h:
 *   KL(rho|pi) = E h - log m,   KL(pi|rho) = log m - E_pi h,   E_rho |d_v h|^2,   Var_rho h.
 * Accuracy: the trapezoidal sum, faster than any power of the cells for smooth densities that vanish at the edges; d_v h by centred differences of order 8.
 * Source: proofs-notes, D11D.
 */
public final class PhaseFunctionals {
  private static final double[] DIFFERENCE = {4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280};

  private final GridDensity rho;
  private final double[] h;
  private final double[] mass;
  private final double total;

  /** Of a density. */
  public PhaseFunctionals(GridDensity rho) {
    this.rho = rho;
    h = rho.logRatio();
    mass = rho.cellMasses();
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
    double[] z = new double[2];
    for (int c = 0; c < mass.length; c++) {
      rho.grid().centre(c, z);
      sum += mass[c] * f.at(z[0], z[1]);
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
    double[] logMass = rho.logTargetMass();
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
    int n = rho.grid().axis(0).cells();
    double dv = rho.grid().axis(1).dx();
    int edge = n * DIFFERENCE.length;
    for (int c = edge; c < h.length - edge; c++) {
      double slope = 0;
      for (int k = 1; k <= DIFFERENCE.length; k++) {
        slope += DIFFERENCE[k - 1] * (h[c + k * n] - h[c - k * n]);
      }
      sum += mass[c] * slope * slope / (dv * dv);
    }
    return sum / total;
  }

  /** log of the masses of the position's cells, by the largest term: finite where every mass underflows. */
  public double[] positionLogMass() {
    double[] logMass = rho.logTargetMass();
    double[] terms = new double[rho.grid().axis(1).cells()];
    double[] out = new double[rho.grid().axis(0).cells()];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < terms.length; j++) {
        int c = j * out.length + i;
        terms[j] = logMass[c] + h[c];
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
