package wfr.model.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.generators.ExpressionGenerators.expressions;
import static wfr.generators.Generators.between;
import static wfr.generators.Generators.vector;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import wfr.model.expression.Expression.Binary;
import wfr.model.expression.Expression.Call;
import wfr.model.expression.Expression.Comparison;
import wfr.model.expression.Expression.Constant;
import wfr.model.expression.Expression.Negation;
import wfr.model.expression.Expression.Variable;

/** Laws of expression trees over random trees. */
class ExpressionProperties {
  /** Width of the enclosure, relative, above which both sides are rounding noise. */
  private static final double NOISE = 1e-3;

  private static final DSFactory FIRST_ORDER = new DSFactory(2, 1);

  @Provide
  Arbitrary<Expression> plane() {
    return expressions(4, 2);
  }

  @Provide
  Arbitrary<Expression> shallow() {
    return expressions(4, 1);
  }

  @Provide
  Arbitrary<Expression> deep() {
    return expressions(5, 1);
  }

  /** Fractions of an interval. */
  @Provide
  Arbitrary<double[]> places() {
    return vector(10, between(0, 1));
  }

  /**
   * The symbolic derivative agrees with automatic differentiation up to the width of its own interval enclosure at the
   * point (which bounds its rounding) and 1e-9 relative, for the other side's rounding and for where its rules cancel.
   */
  @Property(tries = 3000, seed = "1")
  void derivative_isThatOfAutomaticDifferentiation(
      @ForAll("plane") Expression e,
      @ForAll @DoubleRange(min = -3, max = 3) double x,
      @ForAll @DoubleRange(min = -3, max = 3) double y) {
    double[] point = {x, y};
    if (DomainCheck.undefined(e, point, point).isPresent()) {
      return;
    }
    DerivativeStructure oracle;
    try {
      oracle = automatic(e, FIRST_ORDER.variable(0, x), FIRST_ORDER.variable(1, y));
    } catch (ArithmeticException kink) {
      return; // two one-sided derivatives, either is right
    }
    for (int k = 0; k < 2; k++) {
      double expected = oracle.getPartialDerivative(k == 0 ? 1 : 0, k);
      double actual = Derivative.of(e, k).evaluate(x, y);
      if (!Double.isFinite(expected) || !Double.isFinite(actual)) {
        continue; // outside the domain of e; DomainCheck's business
      }
      Interval enclosure =
          IntervalEvaluation.enclose(Derivative.of(e, k), Interval.point(x), Interval.point(y));
      double width = enclosure.upper() - enclosure.lower();
      if (width > NOISE * Math.abs(actual)) {
        continue; // ill-conditioned: both sides are rounding noise
      }
      double tolerance = 1e-9 * Math.max(1e-3, Math.abs(expected)) + 100 * width;
      double error = Math.abs(actual - expected);
      assertTrue(error <= tolerance, () -> ExpressionText.of(e) + ": " + actual + ", " + expected);
    }
  }

  /** e(x) in E(X) for x in X, rounding included. */
  @Property(tries = 5000, seed = "1")
  void value_liesInTheEnclosure(
      @ForAll("deep") Expression e,
      @ForAll @DoubleRange(min = -3, max = 3) double x,
      @ForAll @DoubleRange(min = 0, max = 2) double left,
      @ForAll @DoubleRange(min = 0, max = 2) double right,
      @ForAll("places") double[] places) {
    Interval box = new Interval(x - left, x + right);
    Interval range = IntervalEvaluation.enclose(e, box);
    for (double place : places) {
      double p = Math.min(box.upper(), box.lower() + place * (box.upper() - box.lower()));
      double v = e.evaluate(p);
      if (!Double.isNaN(v) && isFinite(e, p)) {
        assertTrue(range.contains(v), () -> ExpressionText.of(e) + " at " + p + ": " + range);
      }
    }
  }

  /** A tree accepted on a box evaluates to a number everywhere in it, unless something overflows. */
  @Property(tries = 1000, seed = "1")
  void acceptedTree_isDefinedAtEveryPoint(@ForAll("shallow") Expression e) {
    if (DomainCheck.undefined(e, new double[] {-2}, new double[] {3}).isEmpty()) {
      for (int i = 0; i <= 1000; i++) {
        double x = -2 + 5 * (i / 1000.0);
        assertTrue(
            !Double.isNaN(e.evaluate(x)) || !isFinite(e, x), () -> ExpressionText.of(e) + " " + x);
      }
    }
  }

  /** Text and tree determine each other's values. */
  @Property(tries = 1000, seed = "1")
  void printedTree_parsesToTheSameValue(
      @ForAll("deep") Expression e, @ForAll @DoubleRange(min = -3, max = 3) double x)
      throws Exception {
    Assume.that(ExpressionText.of(e).length() <= ExpressionParser.MAX_LENGTH);
    assertEquals(
        e.evaluate(x), ExpressionParser.parse(ExpressionText.of(e), 1).evaluate(x), e::toString);
  }

  /** Whether no intermediate result overflows or is undefined: reals and doubles then tell the same story. */
  private static boolean isFinite(Expression e, double x) {
    if (!Double.isFinite(e.evaluate(x))) {
      return false;
    }
    if (e instanceof Negation n) {
      return isFinite(n.operand(), x);
    }
    if (e instanceof Binary b) {
      return isFinite(b.left(), x) && isFinite(b.right(), x);
    }
    if (e instanceof Call c) {
      return c.arguments().stream().allMatch(a -> isFinite(a, x));
    }
    return !(e instanceof Expression.Comparison c)
        || isFinite(c.left(), x) && isFinite(c.right(), x);
  }

  /** Whole exponents as int: with a double exponent Hipparchus gives u^1 the derivative 0 at u = 0. */
  private static DerivativeStructure power(DerivativeStructure u, double c) {
    return c == Math.rint(c) && Math.abs(c) < 1000 ? u.pow((int) c) : u.pow(c);
  }

  private static DerivativeStructure automatic(
      Expression e, DerivativeStructure x, DerivativeStructure y) {
    if (e instanceof Constant c) {
      return FIRST_ORDER.constant(c.value());
    }
    if (e instanceof Variable v) {
      return v.index() == 0 ? x : y;
    }
    if (e instanceof Negation n) {
      return automatic(n.operand(), x, y).negate();
    }
    if (e instanceof Binary b) {
      DerivativeStructure u = automatic(b.left(), x, y);
      DerivativeStructure v = automatic(b.right(), x, y);
      return switch (b.operator()) {
        case ADD -> u.add(v);
        case SUBTRACT -> u.subtract(v);
        case MULTIPLY -> u.multiply(v);
        case DIVIDE -> u.divide(v);
        case POWER ->
            b.right().isConstant() ? power(u, b.right().evaluate()) : v.multiply(u.log()).exp();
      };
    }
    if (e instanceof Comparison c) {
      double left = automatic(c.left(), x, y).getValue();
      double right = automatic(c.right(), x, y).getValue();
      if (Double.isNaN(left - right)) {
        throw new ArithmeticException("the oracle's exp(v log u) of a negative u");
      }
      return FIRST_ORDER.constant(c.relation().holds(left, right) ? 1 : 0);
    }
    Call c = (Call) e;
    DerivativeStructure u = automatic(c.arguments().get(0), x, y);
    return switch (c.function()) {
      case EXP -> u.exp();
      case LOG -> u.log();
      case SQRT -> u.sqrt();
      case SIN -> u.sin();
      case COS -> u.cos();
      case TANH -> u.tanh();
      case ABS -> larger(u, u.negate());
      case MAX -> larger(u, automatic(c.arguments().get(1), x, y));
      case MIN -> larger(u.negate(), automatic(c.arguments().get(1), x, y).negate()).negate();
      case SIGN -> throw new IllegalArgumentException("not in the grammar: sign");
    };
  }

  private static DerivativeStructure larger(DerivativeStructure u, DerivativeStructure v) {
    if (!(u.getValue() < v.getValue() || u.getValue() > v.getValue())) {
      throw new ArithmeticException("kink, or the oracle's exp(v log u) of a negative u");
    }
    return u.getValue() > v.getValue() ? u : v;
  }
}
