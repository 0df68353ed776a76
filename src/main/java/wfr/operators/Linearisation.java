package wfr.operators;

import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import wfr.math.Estimate;
import wfr.math.RombergTable;

/**
 * Slowest rates of decay near pi of a nonlinear scheme, from the Jacobian of the scheme itself. With F_dt one step acting on
 * h = log(rho/pi) per cell, F_dt(0) = 0, central differences give the Jacobian at pi applied to v,
 *   J v = (4 d(e/2) - d(e))/3,   d(e) = (F_dt(e v) - F_dt(-e v))/(2 e),
 * nothing of the equation entering but F. Subspace iteration with Ritz values in L2(p) finds its largest multipliers m_k, and
 *   nu_k = lim over dt -> 0 of -log(m_k)/dt
 * by Richardson extrapolation over halved steps, the Ritz functions kept (the modes of a splitting differ from those of its limit by
 * O(dt), the Ritz values of a self-adjoint J by the square of that, which the extrapolation removes).
 * Special cases: WFR normalised has J 1 = 0, a mode that decays at once; it is not among the returned ones, which have mean zero under p.
 * Accuracy: differences O(e^4 + ulp/e) of the largest value of v; the error of each rate is the extrapolation's own.
 * Source: proofs-notes, F4J.
 */
public final class Linearisation {
  private static final double AMPLITUDE = 1e-3;
  private static final int SPARE = 4;
  private static final int MOST_SWEEPS = 1500;
  private static final double SETTLED = 1e-13;
  private static final int HALVINGS = 6;

  private final DoubleFunction<UnaryOperator<double[]>> step;
  private final double[] p;

  /**
   * @param logMass log p_i
   * @param step for every dt the scheme's step, h in, h out
   */
  public Linearisation(double[] logMass, DoubleFunction<UnaryOperator<double[]>> step) {
    this.step = step;
    p = new double[logMass.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.exp(logMass[i]);
    }
  }

  /**
   * The count slowest rates on functions of mean zero, ascending.
   *
   * @param dt step of the subspace iteration; the slowest modes must lose a visible part in it, and not all
   */
  public Estimate[] slowestRates(int count, double dt) {
    double[][] v = slowestModes(count, dt);
    double fastest = -Math.log(multipliers(v, dt)[count - 1]) / dt;
    // Multipliers of first-order steppers saturate: 1/(1 + mu dt) at least, whatever mu.
    double finest = Math.min(dt, 0.25 / Math.max(fastest, Math.expm1(fastest * dt) / dt));
    RombergTable[] tables = new RombergTable[count];
    for (int k = 0; k < count; k++) {
      tables[k] = new RombergTable(1, 2, 3, 4, 5);
    }
    for (int l = 0; l < HALVINGS; l++) {
      double h = finest / (1 << l);
      double[] m = multipliers(v, h);
      for (int k = 0; k < count; k++) {
        tables[k].add(-Math.log(m[k]) / h);
      }
    }
    // A multiplier carries the rounding of a difference of size AMPLITUDE; the smallest step
    // magnifies it.
    double rounding = 8 * Math.ulp(1.0) / AMPLITUDE / (finest / (1 << (HALVINGS - 1)));
    Estimate[] rates = new Estimate[count];
    for (int k = 0; k < count; k++) {
      Estimate e = tables[k].estimate();
      rates[k] = new Estimate(e.value(), e.error() + rounding);
    }
    return rates;
  }

  /** Subspace iteration with the step dt; the first count Ritz functions, slowest first. */
  private double[][] slowestModes(int count, double dt) {
    int n = p.length;
    int size = Math.min(n - 1, count + SPARE);
    double[][] v = new double[size][n];
    for (int k = 0; k < size; k++) {
      for (int i = 0; i < n; i++) {
        double angle = Math.PI * (i + 0.5) / n;
        // Cosines, and shifted so that no symmetry keeps a mode out.
        v[k][i] = Math.cos((k + 1) * angle) + 0.3 * Math.sin((k + 1) * angle);
      }
    }
    orthonormalise(v);
    UnaryOperator<double[]> f = step.apply(dt);
    double[] before = new double[size];
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      double[][] jv = new double[size][];
      for (int k = 0; k < size; k++) {
        jv[k] = jacobian(f, v[k]);
      }
      double[] ritz = rotate(v, jv);
      double change = 0;
      for (int k = 0; k < count; k++) {
        change = Math.max(change, Math.abs(ritz[k] - before[k]) / Math.abs(ritz[k]));
      }
      before = ritz;
      v = jv;
      orthonormalise(v);
      if (change <= SETTLED) {
        break;
      }
    }
    return java.util.Arrays.copyOf(v, count);
  }

  /** Ritz values of J in the span of orthonormal v, largest first; jv is rotated to the Ritz functions' images. */
  private double[] rotate(double[][] v, double[][] jv) {
    int size = v.length;
    double[][] a = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        a[i][j] = 0.5 * (inner(v[i], jv[j]) + inner(v[j], jv[i]));
      }
    }
    EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(a, false));
    double[][] rotated = new double[size][p.length];
    for (int k = 0; k < size; k++) {
      for (int j = 0; j < size; j++) {
        double c = eigen.getEigenvector(k).getEntry(j);
        for (int i = 0; i < p.length; i++) {
          rotated[k][i] += c * jv[j][i];
        }
      }
    }
    System.arraycopy(rotated, 0, jv, 0, size);
    return eigen.getRealEigenvalues();
  }

  private double[] multipliers(double[][] v, double dt) {
    UnaryOperator<double[]> f = step.apply(dt);
    double[] m = new double[v.length];
    for (int k = 0; k < v.length; k++) {
      m[k] = inner(v[k], jacobian(f, v[k]));
    }
    return m;
  }

  /** J v by central differences of the step, extrapolated once. */
  private double[] jacobian(UnaryOperator<double[]> f, double[] v) {
    double largest = 0;
    for (double x : v) {
      largest = Math.max(largest, Math.abs(x));
    }
    double e = AMPLITUDE / largest;
    double[] coarse = difference(f, v, e);
    double[] fine = difference(f, v, 0.5 * e);
    for (int i = 0; i < v.length; i++) {
      fine[i] += (fine[i] - coarse[i]) / 3;
    }
    return fine;
  }

  private static double[] difference(UnaryOperator<double[]> f, double[] v, double e) {
    double[] up = new double[v.length];
    double[] down = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      up[i] = e * v[i];
      down[i] = -up[i];
    }
    double[] a = f.apply(up);
    double[] b = f.apply(down);
    for (int i = 0; i < v.length; i++) {
      a[i] = (a[i] - b[i]) / (2 * e);
    }
    return a;
  }

  /** Gram-Schmidt, twice, in L2(p) and against the constants. */
  private void orthonormalise(double[][] v) {
    double[] one = new double[p.length];
    java.util.Arrays.fill(one, 1);
    for (int k = 0; k < v.length; k++) {
      for (int pass = 0; pass < 2; pass++) {
        subtract(v[k], one, inner(v[k], one) / inner(one, one));
        for (int j = 0; j < k; j++) {
          subtract(v[k], v[j], inner(v[k], v[j]));
        }
      }
      double norm = Math.sqrt(inner(v[k], v[k]));
      if (!(norm > 0)) {
        throw new ArithmeticException("the step maps independent perturbations to dependent ones");
      }
      for (int i = 0; i < p.length; i++) {
        v[k][i] /= norm;
      }
    }
  }

  private static void subtract(double[] v, double[] w, double c) {
    for (int i = 0; i < v.length; i++) {
      v[i] -= c * w[i];
    }
  }

  private double inner(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += p[i] * a[i] * b[i];
    }
    return sum;
  }
}
