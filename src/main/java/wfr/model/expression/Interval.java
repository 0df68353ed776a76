package wfr.model.expression;

/**
 * [lower, upper], rounded outwards: the result of an operation contains the exact result, and the double result, for
 * all operands inside. Margins: 1 ulp for + - * / sqrt (correctly rounded), 2 ulp for exp log sin cos pow (documented
 * error 1 ulp), 4 ulp for tanh (2.5 ulp), n ulp for a power n by repeated products.
 *
 * @param lower lower end, possibly -infinity
 * @param upper upper end, possibly +infinity
 */
public record Interval(double lower, double upper) {
  /** All reals. */
  public static final Interval WHOLE =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** The point v. */
  public static Interval point(double v) {
    return new Interval(v, v);
  }

  /** Whether v lies inside. */
  public boolean contains(double v) {
    return v >= lower && v <= upper;
  }

  Interval negate() {
    return new Interval(-upper, -lower);
  }

  Interval plus(Interval o) {
    return outward(lower + o.lower, upper + o.upper, 1);
  }

  Interval minus(Interval o) {
    return outward(lower - o.upper, upper - o.lower, 1);
  }

  Interval times(Interval o) {
    double lo = Double.POSITIVE_INFINITY;
    double hi = Double.NEGATIVE_INFINITY;
    for (double a : new double[] {lower, upper}) {
      for (double b : new double[] {o.lower, o.upper}) {
        boolean exact = a == 0 || b == 0; // 0 times infinity: the limit of finite products
        double p = exact ? 0 : a * b;
        lo = Math.min(lo, exact ? 0 : down(p, 1));
        hi = Math.max(hi, exact ? 0 : up(p, 1));
      }
    }
    return new Interval(lo, hi);
  }

  /** 1/this for an interval without 0. */
  Interval reciprocal() {
    return outward(1 / upper, 1 / lower, 1);
  }

  /** Positive integer power: products, so n ulp. */
  Interval power(int n) {
    double a = Math.pow(lower, n);
    double b = Math.pow(upper, n);
    if (n % 2 != 0) {
      return outward(a, b, n + 1);
    }
    double hi = up(Math.max(a, b), n + 1);
    return new Interval(contains(0) ? 0 : Math.max(0, down(Math.min(a, b), n + 1)), hi);
  }

  /** General power of a non-negative base: monotone in base and exponent, so extremal at corners. */
  Interval power(Interval exponent) {
    double lo = Double.POSITIVE_INFINITY;
    double hi = 0;
    for (double a : new double[] {Math.max(0, lower), upper}) {
      for (double b : new double[] {exponent.lower, exponent.upper}) {
        double p = Math.pow(a, b);
        if (Double.isNaN(p)) {
          return new Interval(0, Double.POSITIVE_INFINITY);
        }
        lo = Math.min(lo, p);
        hi = Math.max(hi, p);
      }
    }
    return new Interval(Math.max(0, down(lo, 2)), up(hi, 2));
  }

  Interval exp() {
    return new Interval(Math.max(0, down(Math.exp(lower), 2)), up(Math.exp(upper), 2));
  }

  /** Logarithm of the positive part. */
  Interval log() {
    return outward(Math.log(Math.max(0, lower)), Math.log(Math.max(0, upper)), 2);
  }

  /** Root of the non-negative part. */
  Interval sqrt() {
    double lo = Math.max(0, lower);
    return new Interval(Math.max(0, down(Math.sqrt(lo), 1)), up(Math.sqrt(Math.max(0, upper)), 1));
  }

  Interval tanh() {
    return new Interval(
        Math.max(-1, down(Math.tanh(lower), 4)), Math.min(1, up(Math.tanh(upper), 4)));
  }

  /** cos(x - shift); shift pi/2 gives the sine. */
  Interval cosine(double shift) {
    double ends = 1e8; // beyond, the reduction of the ends is not worth its margin
    if (!(upper - lower < 6) || Math.max(Math.abs(lower), Math.abs(upper)) > ends) {
      return new Interval(-1, 1);
    }
    double a = shift == 0 ? Math.cos(lower) : Math.sin(lower);
    double b = shift == 0 ? Math.cos(upper) : Math.sin(upper);
    double hi = reaches(shift) ? 1 : Math.min(1, up(Math.max(a, b), 2));
    double lo = reaches(shift + Math.PI) ? -1 : Math.max(-1, down(Math.min(a, b), 2));
    return new Interval(lo, hi);
  }

  /** Whether the interval, widened a little, meets shift + 2 pi Z; widening only enlarges the result. */
  private boolean reaches(double shift) {
    double slack = 1e-7;
    return Math.ceil((lower - shift) / (2 * Math.PI) - slack)
        <= Math.floor((upper - shift) / (2 * Math.PI) + slack);
  }

  Interval abs() {
    double hi = Math.max(-lower, upper);
    return new Interval(Math.max(0, Math.max(lower, -upper)), hi);
  }

  Interval min(Interval o) {
    return new Interval(Math.min(lower, o.lower), Math.min(upper, o.upper));
  }

  Interval max(Interval o) {
    return new Interval(Math.max(lower, o.lower), Math.max(upper, o.upper));
  }

  Interval sign() {
    return new Interval(Math.signum(lower), Math.signum(upper));
  }

  private static Interval outward(double lo, double hi, int ulps) {
    return new Interval(down(lo, ulps), up(hi, ulps));
  }

  private static double down(double v, int ulps) {
    return Double.isNaN(v) ? Double.NEGATIVE_INFINITY : -up(-v, ulps);
  }

  private static double up(double v, int ulps) {
    if (Double.isNaN(v)) {
      return Double.POSITIVE_INFINITY;
    }
    // a lower end that overflowed to +infinity must not exclude the largest double
    double w = v == Double.NEGATIVE_INFINITY ? -Double.MAX_VALUE : v;
    for (int i = 0; i < Math.min(ulps, 64); i++) {
      w = Math.nextUp(w);
    }
    return w;
  }
}
