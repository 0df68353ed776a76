package wfr.model.expression;

import wfr.model.Potential;

/** V = e compiled; subclasses are emitted with e's arithmetic, and are told e once. */
public abstract class ExpressionPotential implements Potential {
  private Expression expression;

  /** Told by the compiler. */
  public void setExpression(Expression e) {
    expression = e;
  }

  @Override
  public double[] breakpoints(int axis, double[] point, double lower, double upper) {
    return Breakpoints.of(expression, axis, point, lower, upper);
  }
}
