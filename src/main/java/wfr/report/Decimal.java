package wfr.report;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Locale;
import wfr.math.Estimate;

/**
 * Numbers as text. {@link #shortest} is the shortest decimal that reads back as the same double (JDK 17's own
 * {@code Double.toString} is sometimes longer); {@link #rounded} is for human eyes.
 */
public final class Decimal {
  private Decimal() {}

  /** Shortest decimal that parses to exactly this double. */
  public static String shortest(double value) {
    return NumberOutput.toString(value, true);
  }

  /** Six significant digits, plain notation where that is short, otherwise with an exponent. */
  public static String rounded(double value) {
    return rounded(value, 6);
  }

  /** So many significant digits, trailing zeros dropped. */
  public static String rounded(double value, int digits) {
    if (value == 0) {
      return "0";
    }
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    String scientific = String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
    int e = scientific.indexOf('e');
    int exponent = Integer.parseInt(scientific.substring(e + 1));
    if (exponent < -4 || exponent >= digits) {
      return stripZeros(scientific.substring(0, e)) + "e" + exponent;
    }
    return stripZeros(
        String.format(Locale.ROOT, "%." + Math.max(0, digits - 1 - exponent) + "f", value));
  }

  /** "value +- error" with as many digits of the value as the error leaves meaning to. */
  public static String withError(Estimate e) {
    if (e.equals(Estimate.UNKNOWN)) {
      return "not known";
    }
    return value(e) + " +- " + rounded(e.error(), 2);
  }

  /** The value with as many digits as its error leaves meaning to. */
  public static String value(Estimate e) {
    if (e.value() == 0 || e.error() == 0 || Double.isInfinite(e.error())) {
      return rounded(e.value(), e.error() == 0 ? 15 : 6);
    }
    double scale = Math.max(Math.abs(e.value()), e.error());
    double meaningful = Math.floor(Math.log10(scale)) - Math.floor(Math.log10(e.error())) + 2;
    return rounded(e.value(), (int) Math.max(2, Math.min(15, meaningful)));
  }

  private static String stripZeros(String plain) {
    return plain.indexOf('.') < 0 ? plain : plain.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
