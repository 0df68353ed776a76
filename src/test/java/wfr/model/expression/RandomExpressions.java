package wfr.model.expression;

import java.util.List;
import java.util.SplittableRandom;
import wfr.model.expression.Expression.Binary;
import wfr.model.expression.Expression.Call;
import wfr.model.expression.Expression.Comparison;
import wfr.model.expression.Expression.Constant;
import wfr.model.expression.Expression.Negation;
import wfr.model.expression.Expression.Variable;

/** Trees drawn from a seed: every node type, operator and function of the grammar. */
public final class RandomExpressions {
  private static final Function[] FUNCTIONS = Function.values();

  private final SplittableRandom random;
  private final int dimension;

  /**
   * @param seed decides the tree
   * @param dimension number of variables
   */
  public RandomExpressions(long seed, int dimension) {
    this.random = new SplittableRandom(seed);
    this.dimension = dimension;
  }

  /** A tree of at most this depth. */
  public Expression tree(int depth) {
    if (depth == 0 || random.nextInt(8) == 0) {
      return random.nextInt(3) > 0
          ? new Variable(random.nextInt(dimension))
          : new Constant(Math.rint(random.nextDouble(0, 5) * 100) / 100);
    }
    int kind = random.nextInt(10);
    if (kind == 9) {
      return new Comparison(Relation.values()[random.nextInt(6)], tree(depth - 1), tree(depth - 1));
    }
    if (kind == 8) {
      return new Negation(tree(depth - 1));
    }
    if (kind >= 5) {
      return call(depth);
    }
    Operator operator = Operator.values()[random.nextInt(5)];
    Expression left = tree(depth - 1);
    Expression right =
        operator == Operator.POWER && random.nextInt(3) > 0
            ? new Constant(random.nextInt(6))
            : tree(depth - 1);
    return new Binary(operator, left, right);
  }

  private Expression call(int depth) {
    Function f = FUNCTIONS[random.nextInt(9)];
    return new Call(
        f, f.arity() == 1 ? List.of(tree(depth - 1)) : List.of(tree(depth - 1), tree(depth - 1)));
  }
}
