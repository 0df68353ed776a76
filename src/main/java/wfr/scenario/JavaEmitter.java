package wfr.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import wfr.model.expression.Expression;
import wfr.model.expression.Function;
import wfr.model.expression.Operator;

/**
 * Straight-line Java for expression trees: one local variable per distinct operation, so shared and equal
 * subexpressions are computed once. Reads x0, x1, ... Whole powers up to 16 become products (at most n ulp from Math.pow);
 * numbers are emitted by their shortest exact decimal. Only fixed operators, Math functions and names made here appear
 * in the text, whatever the user wrote.
 */
final class JavaEmitter {
  /** More operations than this exceed what HotSpot compiles well (8000 bytes of code per method). */
  static final int MAX_OPERATIONS = 1200;

  private static final int MAX_PRODUCT = 16;

  private final List<String> statements = new ArrayList<>();
  private final Map<String, String> known = new HashMap<>();
  private final IdentityHashMap<Expression, String> memo = new IdentityHashMap<>();

  /** The name or literal that holds e after the statements so far. */
  String emit(Expression e) {
    String name = memo.get(e);
    if (name == null) {
      name = node(e);
      memo.put(e, name);
    }
    return name;
  }

  /** The statements, one a line. */
  String statements() {
    return String.join("\n", statements) + "\n";
  }

  /** The name of a coordinate in the emitted text. */
  static String variable(int index) {
    return "x" + index;
  }

  private String node(Expression e) {
    if (e instanceof Expression.Constant c) {
      return c.value() < 0 || 1 / c.value() < 0 ? "(" + c.value() + ")" : "" + c.value();
    }
    if (e instanceof Expression.Variable v) {
      return variable(v.index());
    }
    if (e instanceof Expression.Negation n) {
      return bind("-" + emit(n.operand()));
    }
    if (e instanceof Expression.Binary b) {
      String u = emit(b.left());
      if (b.operator() == Operator.POWER) {
        return power(u, b.right());
      }
      return bind(u + " " + b.operator().symbol() + " " + emit(b.right()));
    }
    if (e instanceof Expression.Call c) {
      String function = c.function() == Function.SIGN ? "signum" : c.function().key();
      String u = emit(c.arguments().get(0));
      String rest = c.function().arity() == 2 ? ", " + emit(c.arguments().get(1)) : "";
      return bind("Math." + function + "(" + u + rest + ")");
    }
    Expression.Comparison c = (Expression.Comparison) e;
    String test = emit(c.left()) + " " + c.relation().symbol() + " " + emit(c.right());
    return bind("(" + test + ") ? 1.0 : 0.0");
  }

  private String power(String base, Expression exponent) {
    if (exponent.isConstant()) {
      double n = exponent.evaluate();
      if (n == Math.rint(n) && Math.abs(n) <= MAX_PRODUCT) {
        String p = product(base, (int) Math.abs(n));
        return n < 0 ? bind("1.0 / " + p) : p;
      }
    }
    return bind("Math.pow(" + base + ", " + emit(exponent) + ")");
  }

  private String product(String base, int n) {
    if (n == 0) {
      return "1.0";
    }
    if (n == 1) {
      return base;
    }
    if (n % 2 == 1) {
      return bind(product(base, n - 1) + " * " + base);
    }
    String half = product(base, n / 2);
    return bind(half + " * " + half);
  }

  private String bind(String operation) {
    return known.computeIfAbsent(
        operation,
        o -> {
          if (statements.size() >= MAX_OPERATIONS) {
            throw new IllegalArgumentException(
                "the expression with its derivatives needs more than "
                    + MAX_OPERATIONS
                    + " operations");
          }
          String name = "t" + statements.size();
          statements.add("double " + name + " = " + o + ";");
          return name;
        });
  }
}
