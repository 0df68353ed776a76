package wfr.specification;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apache.commons.math3.fraction.BigFraction;
import wfr.oracle.DecimalFunctions;

/**
 * A real number known to lie in [lower, upper], both rational:
 *   x + y, x - y, x y, x / y, |x|, max: exact on points (lower = upper); otherwise rounded outwards to 60 digits,
 *   exp, ln: outwards by a bound of the oracle's error; exp 0 = 1 and ln 1 = 0 exactly.
 * Two numbers are {@link #equal} if nothing known separates them, and x is {@link #le} y unless x is known to be larger; a test that relies on this
 * asserts {@link #isSharp} as well, or it would accept anything.
 *
 * <p>Error of the oracle ({@link DecimalFunctions}, 60 digits, u = 10^-59): exp divides its argument with one rounding and works on with 30 guard digits, so
 * its relative error is at most (|x| + 2) u. Each pass of ln y' = y + x e^-y - 1 leaves the rounding of x e^-y, a product next to 1 of a factor with relative
 * error (|y| + 2) u, and two roundings of sums of size |y| + 1: at most (2 |y| + 6) u, beside the square of the error before, below 10^-100 after four passes.
 * Both are doubled below.
 */
public record Real(BigFraction lower, BigFraction upper) {
  public static final Real ZERO = of(0);
  public static final Real ONE = of(1);

  /** Width below which a comparison decides, relative to 1 + the size. */
  private static final BigFraction SHARP = new BigFraction(BigInteger.ONE, BigInteger.TEN.pow(40));

  /** Longest fraction that reads more easily than its decimals. */
  private static final int SHORT = 20;

  private static final BigDecimal ROUNDING = BigDecimal.ONE.movePointLeft(59);
  private static final MathContext DOWN = new MathContext(60, RoundingMode.FLOOR);
  private static final MathContext UP = new MathContext(60, RoundingMode.CEILING);

  public Real {
    if (lower.compareTo(upper) > 0) {
      throw new IllegalArgumentException("empty: " + lower + " > " + upper);
    }
  }

  /** The double, exactly. */
  public static Real of(double x) {
    return point(new BigFraction(x));
  }

  /** a/b. */
  public static Real of(long a, long b) {
    return point(new BigFraction(BigInteger.valueOf(a), BigInteger.valueOf(b)));
  }

  static Real[] of(double[] x) {
    Real[] out = new Real[x.length];
    java.util.Arrays.setAll(out, i -> of(x[i]));
    return out;
  }

  private static Real point(BigFraction x) {
    return new Real(x, x);
  }

  boolean isPoint() {
    return lower.equals(upper);
  }

  public Real plus(Real y) {
    return rounded(lower.add(y.lower), upper.add(y.upper), isPoint() && y.isPoint());
  }

  Real minus(Real y) {
    return plus(y.negate());
  }

  public Real negate() {
    return new Real(upper.negate(), lower.negate());
  }

  Real times(Real y) {
    if (isPoint() && y.isPoint()) {
      return point(lower.multiply(y.lower));
    }
    BigFraction a = lower.multiply(y.lower);
    BigFraction b = lower.multiply(y.upper);
    BigFraction c = upper.multiply(y.lower);
    BigFraction d = upper.multiply(y.upper);
    return rounded(min(min(a, b), min(c, d)), max(max(a, b), max(c, d)), false);
  }

  public Real over(Real y) {
    if (y.lower.compareTo(BigFraction.ZERO) <= 0 && y.upper.compareTo(BigFraction.ZERO) >= 0) {
      throw new ArithmeticException("division by a number not known to differ from 0");
    }
    Real inverse = new Real(y.upper.reciprocal(), y.lower.reciprocal());
    return times(inverse);
  }

  Real abs() {
    return max(this, negate());
  }

  static Real max(Real x, Real y) {
    return new Real(max(x.lower, y.lower), max(x.upper, y.upper));
  }

  static Real exp(Real x) {
    if (x.isPoint() && x.lower.equals(BigFraction.ZERO)) {
      return ONE;
    }
    BigDecimal low = decimal(x.lower, DOWN);
    BigDecimal high = decimal(x.upper, UP);
    return new Real(
        fraction(scaled(DecimalFunctions.exp(low), low, -1, DOWN)),
        fraction(scaled(DecimalFunctions.exp(high), high, 1, UP)));
  }

  /** value (1 + sign 2 (|x| + 2) u), rounded in the direction of the sign. */
  private static BigDecimal scaled(
      BigDecimal value, BigDecimal x, int sign, MathContext direction) {
    BigDecimal error =
        x.abs()
            .add(BigDecimal.valueOf(2))
            .multiply(ROUNDING)
            .multiply(BigDecimal.valueOf(2 * sign));
    return value.multiply(BigDecimal.ONE.add(error), direction);
  }

  static Real ln(Real x) {
    if (x.isPoint() && x.lower.equals(BigFraction.ONE)) {
      return ZERO;
    }
    if (x.lower.compareTo(BigFraction.ZERO) <= 0) {
      throw new ArithmeticException("logarithm of a number not known to be positive");
    }
    BigDecimal low = DecimalFunctions.log(decimal(x.lower, DOWN));
    BigDecimal high = DecimalFunctions.log(decimal(x.upper, UP));
    return new Real(fraction(low.subtract(slack(low), DOWN)), fraction(high.add(slack(high), UP)));
  }

  private static BigDecimal slack(BigDecimal y) {
    return y.abs().add(BigDecimal.valueOf(3)).multiply(ROUNDING).multiply(BigDecimal.valueOf(4));
  }

  /** Coq's Rpower x y = exp (y * ln x). */
  static Real Rpower(Real x, Real y) {
    return exp(y.times(ln(x)));
  }

  /** Whether nothing known separates the two; on points, whether they are equal. */
  boolean equal(Real y) {
    return le(y) && y.le(this);
  }

  /** Whether this is not known to be larger. */
  boolean le(Real y) {
    return lower.compareTo(y.upper) <= 0;
  }

  /** Whether this is known to be smaller. */
  boolean lt(Real y) {
    return upper.compareTo(y.lower) < 0;
  }

  /** Whether the width is nothing beside the size. */
  boolean isSharp() {
    BigFraction size = max(lower.abs(), upper.abs()).add(BigFraction.ONE);
    return upper.subtract(lower).compareTo(size.multiply(SHARP)) <= 0;
  }

  double doubleValue() {
    return decimal(lower.add(upper).divide(2), DOWN).doubleValue();
  }

  @Override
  public String toString() {
    BigDecimal low = decimal(lower, DOWN);
    BigDecimal high = decimal(upper, UP);
    if (low.equals(high)) {
      return low.toString();
    }
    String fraction = lower.getNumerator() + "/" + lower.getDenominator();
    return isPoint() && fraction.length() <= SHORT ? fraction : "[" + low + ", " + high + "]";
  }

  private static Real rounded(BigFraction low, BigFraction high, boolean exact) {
    return exact
        ? new Real(low, high)
        : new Real(fraction(decimal(low, DOWN)), fraction(decimal(high, UP)));
  }

  private static BigDecimal decimal(BigFraction x, MathContext direction) {
    return new BigDecimal(x.getNumerator()).divide(new BigDecimal(x.getDenominator()), direction);
  }

  private static BigFraction fraction(BigDecimal x) {
    return x.scale() >= 0
        ? new BigFraction(x.unscaledValue(), BigInteger.TEN.pow(x.scale()))
        : new BigFraction(x.toBigIntegerExact());
  }

  private static BigFraction min(BigFraction x, BigFraction y) {
    return x.compareTo(y) <= 0 ? x : y;
  }

  private static BigFraction max(BigFraction x, BigFraction y) {
    return x.compareTo(y) >= 0 ? x : y;
  }
}
