package wfr.model.expression;

/** The functions of the grammar, and the sign that derivatives of abs need. */
public enum Function {
  /** Exponential. */
  EXP("exp", 1),
  /** Natural logarithm. */
  LOG("log", 1),
  /** Square root. */
  SQRT("sqrt", 1),
  /** Sine. */
  SIN("sin", 1),
  /** Cosine. */
  COS("cos", 1),
  /** Hyperbolic tangent. */
  TANH("tanh", 1),
  /** Absolute value. */
  ABS("abs", 1),
  /** Smaller of two. */
  MIN("min", 2),
  /** Larger of two. */
  MAX("max", 2),
  /** -1, 0 or 1; arises by differentiation, not in the grammar. */
  SIGN("sign", 1);

  private final String key;
  private final int arity;

  Function(String key, int arity) {
    this.key = key;
    this.arity = arity;
  }

  /** Name in an expression. */
  public String key() {
    return key;
  }

  /** Number of arguments, 1 or 2. */
  public int arity() {
    return arity;
  }

  /** Whether a user may write it. */
  boolean inGrammar() {
    return this != SIGN;
  }

  /** Value; b is ignored by functions of one argument. */
  public double apply(double a, double b) {
    return switch (this) {
      case EXP -> Math.exp(a);
      case LOG -> Math.log(a);
      case SQRT -> Math.sqrt(a);
      case SIN -> Math.sin(a);
      case COS -> Math.cos(a);
      case TANH -> Math.tanh(a);
      case ABS -> Math.abs(a);
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case SIGN -> Math.signum(a);
    };
  }
}
