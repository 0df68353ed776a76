package wfr.model.expression;

/** The five arithmetic operators. */
public enum Operator {
  /** a + b. */
  ADD('+', 1),
  /** a - b. */
  SUBTRACT('-', 1),
  /** a b. */
  MULTIPLY('*', 2),
  /** a / b. */
  DIVIDE('/', 2),
  /** a to the power b; binds tighter than unary minus and associates to the right. */
  POWER('^', 4);

  private final char symbol;
  private final int precedence;

  Operator(char symbol, int precedence) {
    this.symbol = symbol;
    this.precedence = precedence;
  }

  /** How it is written. */
  public char symbol() {
    return symbol;
  }

  /** Larger binds tighter; unary minus has 3. */
  int precedence() {
    return precedence;
  }

  /** a operator b. */
  public double apply(double a, double b) {
    return switch (this) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case POWER -> Math.pow(a, b);
    };
  }
}
