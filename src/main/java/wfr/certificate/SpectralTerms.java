package wfr.certificate;

import static wfr.math.ErrorFree.UNIT;

import java.math.BigDecimal;
import java.math.MathContext;
import wfr.model.SpectralProblem;

/**
 * The data of  g_t = q (g'' - W' g' + g'^2) - lambda g + c(t)  in the variable of the basis, as balls: on the torus W = V and q = D; on an interval
 * xi = (2x - a - b)/(b - a), W(xi) = V(x), q = 4D/(b - a)^2. The change of variable is made in decimals without rounding (doubles are
 * decimals, and Horner's rule in Chebyshev polynomials only halves); each coefficient is rounded once.
 * Source: proofs-notes, G8.
 */
final class SpectralTerms {
  private static final MathContext DIGITS = new MathContext(60);

  final SpectralBasis basis;
  final double q;
  final double qError;
  final double lambda;

  /** V in the functions e. */
  final BallSeries potential;

  /** W'. */
  final BallSeries slope;

  SpectralTerms(SpectralProblem problem) {
    basis = problem.periodic() ? new FourierBasis() : new ChebyshevBasis();
    lambda = problem.reactionRate();
    BigDecimal[] w =
        problem.periodic()
            ? decimals(problem.potential())
            : chebyshev(problem.potential(), problem.lower(), problem.upper());
    potential = balls(w);
    slope = balls(problem.periodic() ? fourierSlope(w) : chebyshevSlope(w));
    if (problem.periodic()) {
      q = problem.diffusivity();
      qError = 0;
    } else {
      BigDecimal width = new BigDecimal(problem.upper()).subtract(new BigDecimal(problem.lower()));
      q =
          new BigDecimal(4 * problem.diffusivity())
              .divide(width.multiply(width), DIGITS)
              .doubleValue();
      qError = 2 * UNIT * q;
    }
  }

  private BallSeries balls(BigDecimal[] c) {
    BallSeries out = new BallSeries(basis, 1, basis.reach(c.length));
    for (int k = 0; k < c.length; k++) {
      out.mid[0][k] = c[k].doubleValue();
      boolean exact = new BigDecimal(out.mid[0][k]).compareTo(c[k]) == 0;
      out.rad[0][k] = exact ? 0 : 2 * UNIT * Math.abs(out.mid[0][k]) + Double.MIN_NORMAL;
    }
    return out;
  }

  private static BigDecimal[] decimals(double[] c) {
    BigDecimal[] out = new BigDecimal[c.length];
    java.util.Arrays.setAll(out, i -> new BigDecimal(c[i]));
    return out;
  }

  /** sum c_k (mid + half xi)^k in Chebyshev polynomials, exactly. */
  private static BigDecimal[] chebyshev(double[] c, double lower, double upper) {
    BigDecimal two = BigDecimal.valueOf(2);
    BigDecimal a = new BigDecimal(lower);
    BigDecimal b = new BigDecimal(upper);
    BigDecimal mid = a.add(b).divide(two);
    BigDecimal half = b.subtract(a).divide(two);
    BigDecimal[] p = {BigDecimal.ZERO};
    for (int k = c.length - 1; k >= 0; k--) {
      BigDecimal[] next = zeros(p.length + 1);
      for (int j = 0; j < p.length; j++) {
        BigDecimal share = p[j].multiply(half).divide(two);
        next[j] = next[j].add(p[j].multiply(mid));
        next[j + 1] = next[j + 1].add(share);
        next[Math.abs(j - 1)] = next[Math.abs(j - 1)].add(share);
      }
      next[0] = next[0].add(new BigDecimal(c[k]));
      p = next;
    }
    return p;
  }

  private static BigDecimal[] chebyshevSlope(BigDecimal[] w) {
    BigDecimal[] out = zeros(Math.max(1, w.length - 1));
    for (int k = 1; k < w.length; k++) {
      for (int j = k - 1; j >= 0; j -= 2) {
        out[j] = out[j].add(w[k].multiply(BigDecimal.valueOf(j == 0 ? k : 2L * k)));
      }
    }
    return out;
  }

  private static BigDecimal[] fourierSlope(BigDecimal[] w) {
    BigDecimal[] out = zeros(w.length + w.length % 2 + 1);
    for (int i = 1; i < w.length; i++) {
      long k = (i + 1) / 2;
      boolean cosine = i % 2 == 1;
      out[cosine ? i + 1 : i - 1] = w[i].multiply(BigDecimal.valueOf(cosine ? -k : k));
    }
    return out;
  }

  private static BigDecimal[] zeros(int n) {
    BigDecimal[] z = new BigDecimal[n];
    java.util.Arrays.fill(z, BigDecimal.ZERO);
    return z;
  }

  /** What to take of each trial function. */
  @FunctionalInterface
  interface Part {
    /** Feeds a sink. */
    void feed(int k, SpectralBasis.Sink sink);
  }

  /** sum_{lk} y_lk T_l part(phi_k). */
  BallSeries series(double[][] y, Part part) {
    BallSeries out = new BallSeries(basis, y.length, basis.reach(y[0].length));
    for (int l = 0; l < y.length; l++) {
      for (int k = 0; k < y[l].length; k++) {
        int row = l;
        double c = y[l][k];
        part.feed(k, (e, value, error) -> out.add(row, e, value, error, c, 0, 16));
      }
    }
    return out;
  }

  /** g_t - q (g'' - W' g' + g'^2) + lambda g for a trial on a slab of a length with relative error at most two roundings. */
  BallSeries residual(double[][] y, double length) {
    BallSeries g = series(y, basis::value);
    BallSeries slopeOfG = series(y, basis::slope);
    BallSeries square = slopeOfG.times(slopeOfG);
    BallSeries drift = slopeOfG.times(slope);
    BallSeries r = new BallSeries(basis, square.times, Math.max(square.modes, drift.modes));
    double scale = 2 / length;
    r.add(scale, 4 * UNIT * scale, g.timeDerivative(), 8);
    r.add(-q, qError, series(y, basis::curvature), 8);
    r.add(q, qError, drift, 8);
    r.add(-q, qError, square, 8);
    r.add(lambda, 0, g, 8);
    return r;
  }
}
