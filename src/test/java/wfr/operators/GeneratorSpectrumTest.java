package wfr.operators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;
import wfr.measure.Axis;
import wfr.measure.DiscreteTarget;

/** The spectrum against a dense solver where that is accurate, and its eigenfunctions by their residual. */
class GeneratorSpectrumTest {
  /** Rounding of the dense solver, relative to its largest eigenvalue. */
  private static final double DENSE = 1e-13;

  /** A rounding per cell and orthogonalisation. */
  private static final double ORTHOGONAL = 1e-11;

  private static final int CELLS = 24;

  /** Masses and conductances of no particular law. */
  private static DiscreteTarget target(boolean periodic) {
    double[] p = new double[CELLS];
    double[] k = new double[CELLS + 1];
    for (int i = 0; i < CELLS; i++) {
      p[i] = Math.sin(1.7 * i) - Math.log(CELLS);
      k[i] = Math.cos(2.3 * i);
    }
    k[0] = periodic ? 0.3 : Double.NEGATIVE_INFINITY;
    k[CELLS] = k[0];
    return DiscreteTarget.onLine(new Axis(0, 1, CELLS, periodic), p, k);
  }

  private static double[][] symmetric(DiscreteTarget t) {
    double[][] a = new double[CELLS][CELLS];
    for (int f = t.grid().axis(0).periodic() ? 0 : 1; f < CELLS; f++) {
      int i = Math.floorMod(f - 1, CELLS);
      double kappa = Math.exp(t.before(0, f));
      a[i][i] += kappa / Math.exp(t.logMass()[i]);
      a[f][f] += kappa / Math.exp(t.logMass()[f]);
      double off = -kappa / Math.exp(0.5 * (t.logMass()[i] + t.logMass()[f]));
      a[i][f] += off;
      a[f][i] += off;
    }
    return a;
  }

  @Test
  void eigenvalues_areThoseOfADenseSolver() {
    for (boolean periodic : new boolean[] {false, true}) {
      DiscreteTarget t = target(periodic);
      double[] dense =
          new EigenDecomposition(new Array2DRowRealMatrix(symmetric(t))).getRealEigenvalues();
      java.util.Arrays.sort(dense);
      double[] found = new GeneratorSpectrum(t).lowest(CELLS);
      for (int k = 0; k < CELLS; k++) {
        assertEquals(dense[k], found[k], DENSE * dense[CELLS - 1], "k = " + k + " " + periodic);
      }
    }
  }

  @Test
  void eigenfunctions_areOrthonormal_andSolveTheirEquation() {
    DiscreteTarget t = target(false);
    GeneratorSpectrum spectrum = new GeneratorSpectrum(t);
    double[][] a = symmetric(t);
    double[][] s = new double[6][CELLS];
    for (int k = 0; k < s.length; k++) {
      double[] u = spectrum.eigenfunction(k);
      for (int i = 0; i < CELLS; i++) {
        s[k][i] = u[i] * Math.exp(0.5 * t.logMass()[i]);
      }
      double residual = 0;
      for (int i = 0; i < CELLS; i++) {
        double sum = -spectrum.eigenvalue(k) * s[k][i];
        for (int j = 0; j < CELLS; j++) {
          sum += a[i][j] * s[k][j];
        }
        residual = Math.max(residual, Math.abs(sum));
      }
      assertTrue(residual <= ORTHOGONAL, "residual of " + k + ": " + residual);
      for (int l = 0; l <= k; l++) {
        double inner = 0;
        for (int i = 0; i < CELLS; i++) {
          inner += s[k][i] * s[l][i];
        }
        assertEquals(k == l ? 1 : 0, inner, ORTHOGONAL);
      }
    }
  }
}
