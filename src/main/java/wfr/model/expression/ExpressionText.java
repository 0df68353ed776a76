package wfr.model.expression;

import java.util.List;
import java.util.stream.Collectors;
import wfr.model.Coordinates;

/** A tree as text of the grammar with the fewest parentheses; parsing it gives an equal tree (up to -c for c below 0). */
public final class ExpressionText {
  private static final int COMPARISON = 0;
  private static final int SUM = 1;
  private static final int UNARY = 3;
  private static final int ATOM = 5;

  private final List<String> names;

  private ExpressionText(List<String> names) {
    this.names = names;
  }

  /** The text of an expression in at most three variables, x, y and z. */
  public static String of(Expression e) {
    return of(e, 3);
  }

  /** The text in d dimensions: variables are {@link Coordinates#names}. */
  public static String of(Expression e, int dimension) {
    return new ExpressionText(Coordinates.names(dimension)).text(e, COMPARISON);
  }

  /** Text of e, in parentheses when it binds looser than the place asks for. */
  private String text(Expression e, int place) {
    int own;
    String s;
    if (e instanceof Expression.Constant c) {
      own = c.value() < 0 ? UNARY : ATOM;
      long whole = (long) c.value();
      s = whole == c.value() && Math.abs(whole) < 1e15 ? "" + whole : "" + c.value();
    } else if (e instanceof Expression.Variable v) {
      own = ATOM;
      s = names.get(v.index());
    } else if (e instanceof Expression.Negation n) {
      own = UNARY;
      s = "-" + text(n.operand(), UNARY);
    } else if (e instanceof Expression.Binary b) {
      own = b.operator().precedence();
      boolean power = b.operator() == Operator.POWER;
      String left = text(b.left(), power ? ATOM : own);
      String right = text(b.right(), power ? UNARY : own + 1);
      s = left + (own == SUM ? " " + b.operator().symbol() + " " : b.operator().symbol()) + right;
    } else if (e instanceof Expression.Call c) {
      own = ATOM;
      s =
          c.arguments().stream()
              .map(a -> text(a, COMPARISON))
              .collect(Collectors.joining(", ", c.function().key() + "(", ")"));
    } else {
      Expression.Comparison c = (Expression.Comparison) e;
      own = COMPARISON;
      s = text(c.left(), SUM) + " " + c.relation().symbol() + " " + text(c.right(), SUM);
    }
    return own < place ? "(" + s + ")" : s;
  }
}
