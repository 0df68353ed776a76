package wfr.model.expression;

import static wfr.model.expression.Simplification.add;
import static wfr.model.expression.Simplification.call;
import static wfr.model.expression.Simplification.constant;
import static wfr.model.expression.Simplification.divide;
import static wfr.model.expression.Simplification.multiply;
import static wfr.model.expression.Simplification.negate;
import static wfr.model.expression.Simplification.power;
import static wfr.model.expression.Simplification.subtract;

import wfr.model.expression.Expression.Binary;
import wfr.model.expression.Expression.Call;
import wfr.model.expression.Expression.Comparison;
import wfr.model.expression.Expression.Constant;
import wfr.model.expression.Expression.Negation;
import wfr.model.expression.Expression.Variable;

/**
 * Symbolic partial derivative, by the rules of the calculus:
 *   (u^c)' = c u^(c-1) u',   (u^v)' = u^v (v' log u + v u'/u),   |u|' = sign(u) u',
 *   min(u, v)' = [u &lt;= v] u' + [u &gt; v] v',   and 0 for comparisons (their jumps carry no density).
 * At a kink this is one element of the subdifferential. The tree visited has at most quadratic size, and shares
 * subtrees with the original.
 */
public final class Derivative {
  private Derivative() {}

  /** d e / d (variable of this index), simplified. */
  public static Expression of(Expression e, int index) {
    if (e.isConstant() || e instanceof Comparison) {
      return Simplification.ZERO;
    }
    if (e instanceof Variable v) {
      return v.index() == index ? Simplification.ONE : Simplification.ZERO;
    }
    if (e instanceof Negation n) {
      return negate(of(n.operand(), index));
    }
    return e instanceof Binary b ? binary(b, index) : ofCall((Call) e, index);
  }

  private static Expression binary(Binary b, int index) {
    Expression u = b.left();
    Expression v = b.right();
    Expression du = of(u, index);
    Expression dv = of(v, index);
    return switch (b.operator()) {
      case ADD -> add(du, dv);
      case SUBTRACT -> subtract(du, dv);
      case MULTIPLY -> add(multiply(du, v), multiply(u, dv));
      case DIVIDE ->
          v.isConstant()
              ? divide(du, v)
              : divide(subtract(multiply(du, v), multiply(u, dv)), power(v, 2));
      case POWER -> ofPower(b, u, v, du, dv);
    };
  }

  private static Expression ofPower(
      Expression whole, Expression u, Expression v, Expression du, Expression dv) {
    if (v.isConstant() && Double.isFinite(v.evaluate())) {
      double c = v.evaluate();
      return multiply(multiply(constant(c), power(u, c - 1)), du);
    }
    Expression byExponent = multiply(dv, call(Function.LOG, u));
    Expression byBase = multiply(v, divide(du, u));
    return multiply(whole, add(byExponent, byBase));
  }

  private static Expression ofCall(Call c, int index) {
    Expression u = c.arguments().get(0);
    Expression du = of(u, index);
    return switch (c.function()) {
      case EXP -> multiply(du, c);
      case LOG -> divide(du, u);
      case SQRT -> divide(du, multiply(constant(2), c));
      case SIN -> multiply(du, call(Function.COS, u));
      case COS -> negate(multiply(du, call(Function.SIN, u)));
      case TANH -> multiply(du, subtract(new Constant(1), power(c, 2)));
      case ABS -> multiply(du, call(Function.SIGN, u));
      case MIN -> selected(Relation.LESS_OR_EQUAL, Relation.GREATER, c, du, index);
      case MAX -> selected(Relation.GREATER_OR_EQUAL, Relation.LESS, c, du, index);
      case SIGN -> Simplification.ZERO;
    };
  }

  private static Expression selected(
      Relation first, Relation second, Call c, Expression du, int index) {
    Expression u = c.arguments().get(0);
    Expression v = c.arguments().get(1);
    return add(
        multiply(new Comparison(first, u, v), du),
        multiply(new Comparison(second, u, v), of(v, index)));
  }
}
