package wfr.model.expression;

import java.util.List;

/**
 * A scenario expression as a tree: numbers, the coordinates of a point, unary minus, + - * / ^,
 * function calls, and comparisons that give 1 or 0. Trees are immutable; derivatives share subtrees.
 */
public sealed interface Expression {
  /** Literal value at x, node by node in IEEE arithmetic; the oracle for the compiled form. */
  double evaluate(double... x);

  /** Whether no variable occurs. */
  boolean isConstant();

  /**
   * A number.
   *
   * @param value finite
   */
  record Constant(double value) implements Expression {
    /** Rejects what no literal can say. */
    public Constant {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a number in an expression must be finite: " + value);
      }
    }

    @Override
    public double evaluate(double... x) {
      return value;
    }

    @Override
    public boolean isConstant() {
      return true;
    }
  }

  /**
   * A coordinate.
   *
   * @param index 0 for x (or x1), 1 for y (x2), 2 for z (x3), k - 1 for xk
   */
  record Variable(int index) implements Expression {
    @Override
    public double evaluate(double... x) {
      return x[index];
    }

    @Override
    public boolean isConstant() {
      return false;
    }
  }

  /**
   * Unary minus.
   *
   * @param operand what is negated
   */
  record Negation(Expression operand) implements Expression {
    @Override
    public double evaluate(double... x) {
      return -operand.evaluate(x);
    }

    @Override
    public boolean isConstant() {
      return operand.isConstant();
    }
  }

  /**
   * left operator right.
   *
   * @param operator + - * / ^
   * @param left first operand
   * @param right second operand
   */
  record Binary(Operator operator, Expression left, Expression right) implements Expression {
    @Override
    public double evaluate(double... x) {
      return operator.apply(left.evaluate(x), right.evaluate(x));
    }

    @Override
    public boolean isConstant() {
      return left.isConstant() && right.isConstant();
    }
  }

  /**
   * A function of one or two arguments.
   *
   * @param function which
   * @param arguments as many as the function takes
   */
  record Call(Function function, List<Expression> arguments) implements Expression {
    /** Checks the number of arguments. */
    public Call {
      arguments = List.copyOf(arguments);
      if (arguments.size() != function.arity()) {
        throw new IllegalArgumentException(
            function.key() + " takes " + function.arity() + " arguments: " + arguments.size());
      }
    }

    @Override
    public double evaluate(double... x) {
      double a = arguments.get(0).evaluate(x);
      return function.apply(a, function.arity() == 2 ? arguments.get(1).evaluate(x) : 0);
    }

    @Override
    public boolean isConstant() {
      return arguments.stream().allMatch(Expression::isConstant);
    }
  }

  /**
   * 1 where the relation holds, else 0.
   *
   * @param relation which
   * @param left first operand
   * @param right second operand
   */
  record Comparison(Relation relation, Expression left, Expression right) implements Expression {
    @Override
    public double evaluate(double... x) {
      return relation.holds(left.evaluate(x), right.evaluate(x)) ? 1 : 0;
    }

    @Override
    public boolean isConstant() {
      return left.isConstant() && right.isConstant();
    }
  }
}
