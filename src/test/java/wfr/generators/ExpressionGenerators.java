package wfr.generators;

import static wfr.generators.Generators.count;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import wfr.model.expression.Expression;
import wfr.model.expression.Expression.Binary;
import wfr.model.expression.Expression.Call;
import wfr.model.expression.Expression.Comparison;
import wfr.model.expression.Expression.Constant;
import wfr.model.expression.Expression.Negation;
import wfr.model.expression.Expression.Variable;
import wfr.model.expression.Function;
import wfr.model.expression.Operator;
import wfr.model.expression.Relation;

/** Expressions of every node type, operator and function of the grammar, shrinking towards x. */
public final class ExpressionGenerators {
  private static final List<Operator> ARITHMETIC =
      List.of(Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY, Operator.DIVIDE);

  private ExpressionGenerators() {}

  /** Trees of at most this depth in so many variables. */
  public static Arbitrary<Expression> expressions(int depth, int dimension) {
    Arbitrary<Expression> leaf =
        Arbitraries.frequencyOf(
            Tuple.of(2, count(0, dimension - 1).map(Variable::new)), Tuple.of(1, constants()));
    Arbitrary<Expression> tree = leaf.withoutEdgeCases();
    for (int k = 0; k < depth; k++) {
      Arbitrary<Expression> below = tree;
      // jqwik finds generators by hash: that of a lazy arbitrary does not descend
      tree = Arbitraries.lazy(() -> node(leaf, below).withoutEdgeCases());
    }
    return tree;
  }

  /** From 0 to 5 with two decimals. */
  private static Arbitrary<Expression> constants() {
    return count(0, 500).map(c -> new Constant(c / 100.0));
  }

  /** A leaf or a node above such trees; whole exponents are what is mostly written. */
  private static Arbitrary<Expression> node(Arbitrary<Expression> leaf, Arbitrary<Expression> t) {
    return Arbitraries.frequencyOf(
        Tuple.of(10, leaf),
        Tuple.of(7, t.map(Negation::new)),
        Tuple.of(28, Combinators.combine(Arbitraries.of(ARITHMETIC), t, t).as(Binary::new)),
        Tuple.of(5, Combinators.combine(t, count(0, 5)).as((x, c) -> power(x, new Constant(c)))),
        Tuple.of(2, Combinators.combine(t, t).as(ExpressionGenerators::power)),
        Tuple.of(16, Combinators.combine(functions(1), t).as((f, x) -> new Call(f, List.of(x)))),
        Tuple.of(
            5, Combinators.combine(functions(2), t, t).as((f, x, y) -> new Call(f, List.of(x, y)))),
        Tuple.of(
            7, Combinators.combine(Arbitraries.of(Relation.values()), t, t).as(Comparison::new)));
  }

  private static Expression power(Expression x, Expression exponent) {
    return new Binary(Operator.POWER, x, exponent);
  }

  /** Those of the grammar. */
  private static Arbitrary<Function> functions(int arity) {
    return Arbitraries.of(
        Arrays.stream(Function.values())
            .filter(f -> f.arity() == arity && f != Function.SIGN)
            .toList());
  }
}
