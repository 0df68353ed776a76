package wfr.model.expression;

import wfr.model.expression.Expression.Binary;
import wfr.model.expression.Expression.Call;
import wfr.model.expression.Expression.Comparison;
import wfr.model.expression.Expression.Constant;
import wfr.model.expression.Expression.Negation;
import wfr.model.expression.Expression.Variable;

/**
 * Range of an expression over a box by interval arithmetic, and the first operation on the way that may be undefined
 * there: division by zero, log of a number not positive, sqrt of a negative, power of a negative with an exponent
 * that is not an integer.
 */
public final class IntervalEvaluation {
  /**
   * An operation that may be undefined on the box.
   *
   * @param what the operation and the rule it breaks
   * @param operand the subexpression that decides
   * @param range its range over the box
   * @param certain undefined at every point of the box
   */
  record Fault(String what, Expression operand, Interval range, boolean certain) {
    boolean isRoot() {
      return what.startsWith("sqrt");
    }
  }

  private final Interval[] box;
  private Fault fault;
  private long visits;

  private IntervalEvaluation(Interval[] box) {
    this.box = box;
  }

  /** An interval that contains e(x) for every x in the box at which e is defined. */
  public static Interval enclose(Expression e, Interval... box) {
    return new IntervalEvaluation(box).range(e);
  }

  /** As enclose, keeping faults and the number of nodes visited. */
  static IntervalEvaluation run(Expression e, Interval[] box) {
    IntervalEvaluation evaluation = new IntervalEvaluation(box);
    evaluation.range(e);
    return evaluation;
  }

  /** A certain fault if there is one, else the first possible one, else null. */
  Fault fault() {
    return fault;
  }

  long visits() {
    return visits;
  }

  private Interval range(Expression e) {
    visits++;
    if (e instanceof Constant c) {
      return Interval.point(c.value());
    }
    if (e instanceof Variable v) {
      return box[v.index()];
    }
    if (e instanceof Negation n) {
      return range(n.operand()).negate();
    }
    if (e instanceof Binary b) {
      return binary(b);
    }
    if (e instanceof Call c) {
      return call(c);
    }
    Comparison c = (Comparison) e;
    return compare(c.relation(), range(c.left()), range(c.right()));
  }

  private Interval binary(Binary b) {
    Interval u = range(b.left());
    if (b.operator() == Operator.POWER) {
      return power(b, u);
    }
    Interval v = range(b.right());
    return switch (b.operator()) {
      case ADD -> u.plus(v);
      case SUBTRACT -> u.minus(v);
      case MULTIPLY -> b.left().equals(b.right()) ? u.power(2) : u.times(v);
      default -> quotient(b, u, v);
    };
  }

  private Interval quotient(Binary b, Interval u, Interval v) {
    if (v.contains(0)) {
      report(
          "division by zero: " + ExpressionText.of(b.right(), box.length) + " vanishes",
          b.right(),
          v,
          isZero(v));
      return Interval.WHOLE;
    }
    // both forms enclose; the corner quotients also enclose the rounded quotient
    Interval r = u.times(v.reciprocal());
    return new Interval(Math.nextDown(r.lower()), Math.nextUp(r.upper()));
  }

  private Interval power(Binary b, Interval u) {
    Interval v = b.right().isConstant() ? Interval.point(b.right().evaluate()) : range(b.right());
    double n = v.lower();
    boolean integer = n == v.upper() && n == Math.rint(n);
    if (n < 0 && u.contains(0)) {
      report(
          "division by zero: " + ExpressionText.of(b.left(), box.length) + " vanishes",
          b.left(),
          u,
          isZero(u));
      return Interval.WHOLE;
    }
    if (integer && Math.abs(n) <= 64) {
      int k = (int) Math.abs(n);
      Interval p = k == 0 ? Interval.point(1) : u.power(k);
      if (n > 0 || k == 0) {
        return p;
      }
      return p.contains(0) ? Interval.WHOLE : p.reciprocal(); // underflow of the power only
    }
    if (u.lower() < 0 && !integer) {
      report(
          "power of a negative number with an exponent that is not an integer: "
              + ExpressionText.of(b.left(), box.length)
              + " is negative",
          b.left(),
          u,
          u.upper() < 0);
      return Interval.WHOLE;
    }
    return u.lower() < 0 ? Interval.WHOLE : u.power(v);
  }

  private Interval call(Call c) {
    Expression operand = c.arguments().get(0);
    Interval u = range(operand);
    switch (c.function()) {
      case LOG:
        if (u.lower() <= 0) {
          report(
              "log of a number that is not positive: "
                  + ExpressionText.of(operand, box.length)
                  + " is zero or negative",
              operand,
              u,
              u.upper() <= 0);
        }
        return u.log();
      case SQRT:
        if (u.lower() < 0) {
          report(
              "sqrt of a negative number: "
                  + ExpressionText.of(operand, box.length)
                  + " is negative",
              operand,
              u,
              u.upper() < 0);
        }
        return u.sqrt();
      case MIN:
        return u.min(range(c.arguments().get(1)));
      case MAX:
        return u.max(range(c.arguments().get(1)));
      default:
        return smooth(c.function(), u);
    }
  }

  private static Interval smooth(Function f, Interval u) {
    return switch (f) {
      case EXP -> u.exp();
      case SIN -> u.cosine(Math.PI / 2);
      case COS -> u.cosine(0);
      case TANH -> u.tanh();
      case ABS -> u.abs();
      default -> u.sign();
    };
  }

  private static Interval compare(Relation r, Interval u, Interval v) {
    Interval yes = Interval.point(1);
    Interval no = Interval.point(0);
    Interval either = new Interval(0, 1);
    boolean apart = u.upper() < v.lower() || v.upper() < u.lower();
    boolean same = u.lower() == u.upper() && u.equals(v);
    return switch (r) {
      case LESS -> u.upper() < v.lower() ? yes : u.lower() >= v.upper() ? no : either;
      case LESS_OR_EQUAL -> u.upper() <= v.lower() ? yes : u.lower() > v.upper() ? no : either;
      case GREATER -> u.lower() > v.upper() ? yes : u.upper() <= v.lower() ? no : either;
      case GREATER_OR_EQUAL -> u.lower() >= v.upper() ? yes : u.upper() < v.lower() ? no : either;
      case EQUAL -> apart ? no : same ? yes : either;
      case NOT_EQUAL -> apart ? yes : same ? no : either;
    };
  }

  private static boolean isZero(Interval v) {
    return v.lower() == 0 && v.upper() == 0;
  }

  /** Keeps the first fault, a certain one before a possible one. */
  private void report(String what, Expression operand, Interval range, boolean certain) {
    if (fault == null || certain && !fault.certain()) {
      fault = new Fault(what, operand, range, certain);
    }
  }
}
