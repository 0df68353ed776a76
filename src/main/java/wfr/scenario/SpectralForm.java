package wfr.scenario;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.PolynomialPotential;
import wfr.model.SpectralProblem;
import wfr.model.expression.Expression;
import wfr.model.expression.ExpressionException;
import wfr.model.expression.ExpressionParser;

/**
 * A scenario as a {@link SpectralProblem}: V and log rho_0 polynomials on an interval without flux, or trigonometric polynomials on a torus of
 * length 2 pi. Polynomials are expanded in decimals, so that the slope of h_0 = log rho_0 + V at a wall is zero exactly or not at all; the
 * coefficients of the result are rounded to doubles, and the problem with those is the one meant.
 */
public final class SpectralForm {
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal NO_SLOPE = new BigDecimal("1e-40");
  private static final int HIGHEST = 24;

  private SpectralForm() {}

  /**
   * The problem.
   *
   * @throws IllegalArgumentException if the scenario has no such form; says what is expected
   */
  public static SpectralProblem of(Scenario scenario) {
    Domain domain = scenario.problem().domain();
    double lambda = scenario.problem().reactionRate();
    double d = scenario.problem().diffusivity();
    if (domain.truncates()) {
      throw new IllegalArgumentException("boundary must be periodic or no-flux, not line");
    }
    if (!(d > 0)) {
      throw new IllegalArgumentException("diffusivity must be > 0: " + d);
    }
    if (domain.boundary(0) == Domain.Boundary.PERIODIC) {
      double length = domain.right() - domain.left();
      if (!(Math.abs(length - 2 * Math.PI) <= 8 * Math.ulp(2 * Math.PI))) {
        throw new IllegalArgumentException("a periodic domain must have length 2 pi: " + length);
      }
      double[] v = TrigonometricSeries.of(tree(scenario, "potential"));
      double[] l = TrigonometricSeries.of(tree(scenario, "initial"));
      double[] h = Arrays.copyOf(l, Math.max(v.length, l.length));
      for (int k = 0; k < v.length; k++) {
        h[k] += v[k];
      }
      return SpectralProblem.torus(v, h, lambda, d);
    }
    BigDecimal[] v = potential(scenario);
    BigDecimal[] h = sum(v, logDensity(scenario), BigDecimal.ONE);
    double[] c = Arrays.stream(v).mapToDouble(BigDecimal::doubleValue).toArray();
    double[] slope = slope(h, domain.left(), domain.right());
    return SpectralProblem.interval(domain.left(), domain.right(), c, slope, lambda, d);
  }

  private static Expression tree(Scenario scenario, String key) {
    Object text = scenario.asUnderstood().get(key);
    if (text instanceof java.util.Map<?, ?> map && map.containsKey("log-density")) {
      text = map.get("log-density");
    }
    if (!(text instanceof String s)) {
      throw new IllegalArgumentException(key + " must be an expression: " + text);
    }
    try {
      return ExpressionParser.parse(s, 1);
    } catch (ExpressionException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static BigDecimal[] potential(Scenario scenario) {
    if (scenario.problem().potential() instanceof PolynomialPotential p) {
      return decimals(p.coefficients());
    }
    if (scenario.problem().potential() instanceof GaussianLaw g) {
      return quadratic(g);
    }
    return polynomial(tree(scenario, "potential"));
  }

  private static BigDecimal[] logDensity(Scenario scenario) {
    return scenario.problem().initial() instanceof GaussianLaw g
        ? sum(new BigDecimal[0], quadratic(g), BigDecimal.ONE.negate())
        : polynomial(tree(scenario, "initial"));
  }

  /** p (x - m)^2/2. */
  private static BigDecimal[] quadratic(GaussianLaw g) {
    BigDecimal half = new BigDecimal(g.precision()[0][0]).multiply(new BigDecimal("0.5"));
    BigDecimal m = new BigDecimal(g.mean()[0]);
    return new BigDecimal[] {
      half.multiply(m).multiply(m), half.multiply(m).multiply(new BigDecimal(-2)), half
    };
  }

  private static BigDecimal[] decimals(double[] c) {
    return Arrays.stream(c).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
  }

  private static BigDecimal[] sum(BigDecimal[] a, BigDecimal[] b, BigDecimal factor) {
    BigDecimal[] out = Arrays.copyOf(a, Math.max(a.length, b.length));
    for (int k = 0; k < out.length; k++) {
      out[k] = out[k] == null ? BigDecimal.ZERO : out[k];
      out[k] = k < b.length ? out[k].add(b[k].multiply(factor)) : out[k];
    }
    return out;
  }

  private static BigDecimal[] product(BigDecimal[] a, BigDecimal[] b) {
    BigDecimal[] out = new BigDecimal[a.length + b.length - 1];
    Arrays.fill(out, BigDecimal.ZERO);
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        out[i + j] = out[i + j].add(a[i].multiply(b[j]), DIGITS);
      }
    }
    if (out.length > HIGHEST + 1) {
      throw new IllegalArgumentException("a polynomial of degree at most " + HIGHEST + " expected");
    }
    return out;
  }

  /** Coefficients of an expression made of numbers, x, + - *, division by numbers, and powers from 0 to 24. */
  static BigDecimal[] polynomial(Expression e) {
    if (e instanceof Expression.Constant c) {
      // a number is read as the decimal that was written
      return new BigDecimal[] {new BigDecimal(Double.toString(c.value()))};
    }
    if (e instanceof Expression.Variable) {
      return new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ONE};
    }
    if (e instanceof Expression.Negation n) {
      return sum(new BigDecimal[0], polynomial(n.operand()), BigDecimal.ONE.negate());
    }
    if (e instanceof Expression.Binary b) {
      BigDecimal[] left = polynomial(b.left());
      BigDecimal[] right = polynomial(b.right());
      switch (b.operator()) {
        case ADD:
          return sum(left, right, BigDecimal.ONE);
        case SUBTRACT:
          return sum(left, right, BigDecimal.ONE.negate());
        case MULTIPLY:
          return product(left, right);
        case DIVIDE:
          if (right.length == 1 && right[0].signum() != 0) {
            return product(left, new BigDecimal[] {BigDecimal.ONE.divide(right[0], DIGITS)});
          }
          break;
        default:
          double power = right[0].doubleValue();
          if (right.length == 1 && power == Math.rint(power) && power >= 0 && power <= HIGHEST) {
            BigDecimal[] out = {BigDecimal.ONE};
            for (int k = 0; k < power; k++) {
              out = product(out, left);
            }
            return out;
          }
      }
    }
    throw new IllegalArgumentException("potential and log-density must be polynomials in x");
  }

  /** s with d h/d xi = (1 - xi^2) sum s_k T_k(xi). */
  private static double[] slope(BigDecimal[] h, double lower, double upper) {
    BigDecimal two = BigDecimal.valueOf(2);
    BigDecimal mid = new BigDecimal(lower).add(new BigDecimal(upper)).divide(two);
    BigDecimal half = new BigDecimal(upper).subtract(new BigDecimal(lower)).divide(two);
    BigDecimal[] p = {BigDecimal.ZERO};
    BigDecimal size = BigDecimal.ONE;
    for (int k = h.length - 1; k >= 1; k--) { // Horner for h'(x), x = mid + half xi
      p = product(p, new BigDecimal[] {mid, half});
      p[0] = p[0].add(h[k].multiply(BigDecimal.valueOf(k)));
      size = size.max(h[k].abs());
    }
    BigDecimal[] q = new BigDecimal[Math.max(2, p.length)];
    for (int k = 0; k < q.length; k++) {
      BigDecimal c = k < p.length ? p[k].multiply(half) : BigDecimal.ZERO;
      q[k] = k < 2 ? c : c.add(q[k - 2], DIGITS);
    }
    for (int k = q.length - 2; k < q.length; k++) { // what 1 - xi^2 does not divide
      if (q[k].abs().compareTo(NO_SLOPE.multiply(size)) > 0) {
        throw new IllegalArgumentException(
            "log(rho_0/pi) must have slope 0 at both ends of the domain (a multiple of 1 - xi^2): rest "
                + q[k].doubleValue());
      }
    }
    BigDecimal[] series = {BigDecimal.ZERO};
    for (int k = q.length - 3; k >= 0; k--) {
      BigDecimal[] next = new BigDecimal[series.length + 1];
      Arrays.fill(next, BigDecimal.ZERO);
      for (int j = 0; j < series.length; j++) {
        BigDecimal share = series[j].divide(two);
        next[j + 1] = next[j + 1].add(share);
        next[Math.abs(j - 1)] = next[Math.abs(j - 1)].add(share);
      }
      next[0] = next[0].add(q[k]);
      series = next;
    }
    return Arrays.stream(series).mapToDouble(BigDecimal::doubleValue).toArray();
  }
}
