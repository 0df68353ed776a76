package wfr.operators;

import wfr.measure.DiscreteTarget;

/**
 * Lowest eigenpairs of the finite-volume generator -A, (A u)_i = r_i (u_{i+1} - u_i) - l_i (u_i - u_{i-1}), r_i = kappa_{i+1/2}/p_i,
 * l_i = kappa_{i-1/2}/p_i, which is self-adjoint in L2(p):
 *   mu_k = min over subspaces of sum kappa_f (u_f - u_{f-1})^2 / sum p_i u_i^2,   0 = mu_0, mu_1, mu_2, ...
 * Bisection on the number of eigenvalues below x, which is the number of negative pivots of K - x P, K = G' diag(kappa) G. The elimination
 * carries row sums instead of diagonal entries: with t_i the sum of row i after the rows above it are eliminated, divided by p_i,
 *   t_0 = -x,   pivot_i/p_i = r_i + t_i,   t_{i+1} = -x + l_{i+1} t_i/(r_i + t_i),
 * the Riccati equation of flux over value. On a torus every row couples to the last one as well.
 * Special cases: the number below any x in (0, mu_1] is 1; D = 0 gives zeros; eigenvalues below the least normal double are returned as 0.
 * Accuracy: on an interval the count is exact for masses and conductances changed by at most 3 n ulp each, so by the quotient above every
 * eigenvalue has the RELATIVE error 6 n ulp at most, however small it is; a dense solver loses what is below ulp times the largest one.
 * Source: proofs-notes, F1, F2, F3, F4J, F5.
 */
public final class GeneratorSpectrum {
  private static final double TINY = 0x1p-60;
  private static final int BISECTIONS = 2200;

  private final int n;
  private final boolean periodic;
  private final double[] left;
  private final double[] right;
  private final double[] logMass;
  private final double largest;

  /** The generator of a discrete target. */
  public GeneratorSpectrum(DiscreteTarget target) {
    n = target.grid().cells();
    periodic = target.grid().axis(0).periodic();
    logMass = target.logMass();
    left = new double[n];
    right = new double[n];
    double most = 0;
    for (int i = 0; i < n; i++) {
      left[i] = Math.exp(target.before(0, i) - logMass[i]);
      right[i] = Math.exp(target.after(0, i) - logMass[i]);
      most = Math.max(most, 2 * (left[i] + right[i]));
    }
    largest = most;
    if (!(most < Double.POSITIVE_INFINITY)) {
      throw new ArithmeticException("a rate of the generator is not finite: " + most / 2);
    }
  }

  /** Number of eigenvalues below x, for x at least the least normal double. */
  public int countBelow(double x) {
    return periodic ? countOnTorus(x) : countOnInterval(x);
  }

  private int countOnInterval(double x) {
    int count = 0;
    double t = -x;
    for (int i = 0; i < n - 1; i++) {
      double pivot = pivot(right[i] + t, right[i]);
      count += pivot < 0 ? 1 : 0;
      t = -x + left[i + 1] * (t / pivot);
    }
    return count + (t < 0 ? 1 : 0);
  }

  /** toLast is the coupling of row i to the last row in units of p_i, fromLast the same in units of the last mass. */
  private int countOnTorus(double x) {
    int count = 0;
    double t = -x;
    double toLast = left[0];
    double fromLast = right[n - 1];
    double last = -x;
    for (int i = 0; i < n - 2; i++) {
      double pivot = pivot(right[i] + toLast + t, right[i] + Math.abs(toLast));
      count += pivot < 0 ? 1 : 0;
      last += fromLast * (t / pivot);
      fromLast *= right[i] / pivot;
      toLast *= left[i + 1] / pivot;
      t = -x + left[i + 1] * (t / pivot);
    }
    double own = right[n - 2] + toLast;
    double pivot = pivot(own + t, Math.abs(own));
    last += (left[n - 1] + fromLast) * (t / pivot);
    return count + (pivot < 0 ? 1 : 0) + (last < 0 ? 1 : 0);
  }

  /** A vanishing pivot is replaced by one below the rounding of its terms. */
  private static double pivot(double value, double scale) {
    return Math.abs(value) > TINY * scale ? value : -TINY * scale;
  }

  /** mu_k, k from 0. */
  public double eigenvalue(int k) {
    if (k < 0 || k >= n) {
      throw new IllegalArgumentException(n + " cells have no eigenvalue with number " + k);
    }
    if (k == 0 || countBelow(Double.MIN_NORMAL) > k) {
      return 0;
    }
    double low = Double.MIN_NORMAL;
    double high = 2 * largest;
    // Halving the logarithm first: the scale of a small eigenvalue is not known.
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = high > 2 * low ? Math.sqrt(low) * Math.sqrt(high) : 0.5 * (low + high);
      if (!(low < middle && middle < high)) {
        break;
      }
      if (countBelow(middle) > k) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return 0.5 * (low + high);
  }

  /** mu_0, ..., mu_{count-1}. */
  public double[] lowest(int count) {
    double[] mu = new double[count];
    for (int k = 0; k < count; k++) {
      mu[k] = eigenvalue(k);
    }
    return mu;
  }

  /**
   * The eigenfunction of mu_k on an interval, normalised in L2(p), positive at the right end. Values follow from both ends by
   * u_{i+1}/u_i = (r_i + t_i)/r_i and its mirror image, joined where the two row sums cancel best.
   */
  public double[] eigenfunction(int k) {
    if (periodic) {
      throw new IllegalArgumentException("eigenfunctions are given on an interval only");
    }
    double x = eigenvalue(k);
    double[] fromLeft = new double[n];
    double[] fromRight = new double[n];
    fromLeft[0] = -x;
    for (int i = 0; i < n - 1; i++) {
      fromLeft[i + 1] = -x + left[i + 1] * (fromLeft[i] / pivot(right[i] + fromLeft[i], right[i]));
    }
    fromRight[n - 1] = -x;
    for (int i = n - 1; i > 0; i--) {
      fromRight[i - 1] =
          -x + right[i - 1] * (fromRight[i] / pivot(left[i] + fromRight[i], left[i]));
    }
    int twist = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      double sum = Math.abs(fromLeft[i] + fromRight[i] + x);
      if (sum < least) {
        least = sum;
        twist = i;
      }
    }
    double[] u = new double[n];
    u[twist] = 1;
    for (int i = twist; i > 0; i--) {
      u[i - 1] = u[i] * right[i - 1] / pivot(right[i - 1] + fromLeft[i - 1], right[i - 1]);
    }
    for (int i = twist; i < n - 1; i++) {
      u[i + 1] = u[i] * left[i + 1] / pivot(left[i + 1] + fromRight[i + 1], left[i + 1]);
    }
    double norm = 0;
    for (int i = 0; i < n; i++) {
      norm += Math.exp(logMass[i]) * u[i] * u[i];
    }
    double scale = Math.copySign(1 / Math.sqrt(norm), u[n - 1]);
    for (int i = 0; i < n; i++) {
      u[i] *= scale;
    }
    return u;
  }
}
