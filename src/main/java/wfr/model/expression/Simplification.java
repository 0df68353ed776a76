package wfr.model.expression;

import java.util.List;
import wfr.model.expression.Expression.Binary;
import wfr.model.expression.Expression.Call;
import wfr.model.expression.Expression.Constant;
import wfr.model.expression.Expression.Negation;

/**
 * Constructors that apply 0 + u = u, 1 u = u, 0 u = 0, u^1 = u, u^0 = 1, --u = u and fold finite constants. 0 u = 0 may
 * drop a u that is undefined somewhere: callers check the domain of the original tree.
 */
final class Simplification {
  static final Constant ZERO = new Constant(0);
  static final Constant ONE = new Constant(1);

  private Simplification() {}

  static Expression constant(double value) {
    return new Constant(value);
  }

  static Expression negate(Expression u) {
    if (u instanceof Constant c) {
      return new Constant(-c.value());
    }
    return u instanceof Negation n ? n.operand() : new Negation(u);
  }

  static Expression add(Expression u, Expression v) {
    if (is(u, 0)) {
      return v;
    }
    if (is(v, 0)) {
      return u;
    }
    return v instanceof Negation n ? subtract(u, n.operand()) : fold(Operator.ADD, u, v);
  }

  static Expression subtract(Expression u, Expression v) {
    if (is(v, 0)) {
      return u;
    }
    return is(u, 0) ? negate(v) : fold(Operator.SUBTRACT, u, v);
  }

  static Expression multiply(Expression u, Expression v) {
    if (is(u, 0) || is(v, 0)) {
      return ZERO;
    }
    if (is(u, 1)) {
      return v;
    }
    if (is(v, 1)) {
      return u;
    }
    if (v instanceof Constant && !(u instanceof Constant)) {
      return multiply(v, u);
    }
    if (u instanceof Constant
        && v instanceof Binary b
        && b.operator() == Operator.MULTIPLY
        && b.left() instanceof Constant) {
      return multiply(fold(Operator.MULTIPLY, u, b.left()), b.right());
    }
    return fold(Operator.MULTIPLY, u, v);
  }

  static Expression divide(Expression u, Expression v) {
    if (is(u, 0)) {
      return ZERO;
    }
    return is(v, 1) ? u : fold(Operator.DIVIDE, u, v);
  }

  static Expression power(Expression u, double exponent) {
    if (exponent == 0) {
      return ONE;
    }
    return exponent == 1 ? u : fold(Operator.POWER, u, new Constant(exponent));
  }

  static Expression call(Function f, Expression... arguments) {
    return new Call(f, List.of(arguments));
  }

  private static Expression fold(Operator operator, Expression u, Expression v) {
    if (u instanceof Constant a && v instanceof Constant b) {
      double value = operator.apply(a.value(), b.value());
      if (Double.isFinite(value)) {
        return new Constant(value);
      }
    }
    return new Binary(operator, u, v);
  }

  private static boolean is(Expression e, double value) {
    return e instanceof Constant c && c.value() == value;
  }
}
