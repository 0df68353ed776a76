package wfr.spec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import wfr.model.DiscreteScheme;
import wfr.model.SubStep;

/**
 * The exact solution of a {@link DiscreteScheme} to 50 digits, by definition and for few cells: the dense system of the implicit step by
 * elimination, the power by exp(a log u), exp by its series and log by Newton's iteration. Shares nothing with the certificate.
 */
final class DecimalScheme {
  private static final MathContext DIGITS = new MathContext(50);
  private static final MathContext GUARD = new MathContext(80);
  private static final int HALVINGS = 24;
  private static final int TERMS = 26;

  private DecimalScheme() {}

  /** The start and the state after every sub-step. */
  static List<BigDecimal[]> states(DiscreteScheme scheme, double[] start) {
    BigDecimal[] p = decimals(scheme.mass());
    BigDecimal[] u = decimals(start);
    List<BigDecimal[]> states = new ArrayList<>();
    states.add(u);
    for (SubStep step : scheme.steps()) {
      u =
          step.kind() == SubStep.Kind.TRANSPORT
              ? transported(p, decimals(scheme.integratedConductance(step.amount())), u)
              : reacted(p, exp(new BigDecimal(step.amount()).negate()), u);
      states.add(u);
    }
    return states;
  }

  /** Hilbert's metric between an exact and a double state. */
  static double distance(BigDecimal[] u, double[] v) {
    BigDecimal most = null;
    BigDecimal least = null;
    for (int i = 0; i < v.length; i++) {
      BigDecimal ratio = u[i].divide(new BigDecimal(v[i]), DIGITS);
      most = most == null ? ratio : most.max(ratio);
      least = least == null ? ratio : least.min(ratio);
    }
    return Math.log1p(most.subtract(least).divide(least, DIGITS).doubleValue());
  }

  private static BigDecimal[] transported(BigDecimal[] p, BigDecimal[] k, BigDecimal[] u) {
    int n = p.length;
    BigDecimal[][] a = new BigDecimal[n][n + 1];
    for (int i = 0; i < n; i++) {
      java.util.Arrays.fill(a[i], BigDecimal.ZERO);
      int west = i == 0 ? n - 1 : i - 1;
      int east = i == n - 1 ? 0 : i + 1;
      a[i][i] = p[i].add(k[i]).add(k[i + 1]);
      a[i][west] = a[i][west].subtract(k[i]);
      a[i][east] = a[i][east].subtract(k[i + 1]);
      a[i][n] = p[i].multiply(u[i], DIGITS);
    }
    for (int c = 0; c < n; c++) { // diagonally dominant: no pivoting
      for (int i = c + 1; i < n; i++) {
        if (a[i][c].signum() != 0) {
          BigDecimal factor = a[i][c].divide(a[c][c], DIGITS);
          for (int j = c; j <= n; j++) {
            a[i][j] = a[i][j].subtract(factor.multiply(a[c][j], DIGITS), DIGITS);
          }
        }
      }
    }
    BigDecimal[] x = new BigDecimal[n];
    for (int i = n - 1; i >= 0; i--) {
      x[i] = a[i][n];
      for (int j = i + 1; j < n; j++) {
        x[i] = x[i].subtract(a[i][j].multiply(x[j], DIGITS), DIGITS);
      }
      x[i] = x[i].divide(a[i][i], DIGITS);
    }
    return x;
  }

  private static BigDecimal[] reacted(BigDecimal[] p, BigDecimal a, BigDecimal[] u) {
    BigDecimal[] out = new BigDecimal[u.length];
    BigDecimal mass = BigDecimal.ZERO;
    for (int i = 0; i < u.length; i++) {
      out[i] = exp(a.multiply(log(u[i]), GUARD));
      mass = mass.add(p[i].multiply(out[i], DIGITS), DIGITS);
    }
    for (int i = 0; i < u.length; i++) {
      out[i] = out[i].divide(mass, DIGITS);
    }
    return out;
  }

  static BigDecimal exp(BigDecimal x) {
    BigDecimal y = x.divide(BigDecimal.valueOf(1L << HALVINGS), GUARD);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int k = 1; k <= TERMS; k++) {
      term = term.multiply(y, GUARD).divide(BigDecimal.valueOf(k), GUARD);
      sum = sum.add(term, GUARD);
    }
    for (int k = 0; k < HALVINGS; k++) {
      sum = sum.multiply(sum, GUARD);
    }
    return sum;
  }

  /** Each pass of y + x e^{-y} - 1 squares the error. */
  static BigDecimal log(BigDecimal x) {
    BigDecimal y = new BigDecimal(StrictMath.log(x.doubleValue()));
    for (int k = 0; k < 3; k++) {
      y = y.add(x.multiply(exp(y.negate()), GUARD), GUARD).subtract(BigDecimal.ONE, GUARD);
    }
    return y;
  }

  private static BigDecimal[] decimals(double[] x) {
    BigDecimal[] out = new BigDecimal[x.length];
    java.util.Arrays.setAll(out, i -> new BigDecimal(x[i]));
    return out;
  }
}
