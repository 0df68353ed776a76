package wfr.model.expression;

/** Comparisons; two characters first, so that a scanner trying them in order finds the longest. */
public enum Relation {
  /** a &lt;= b. */
  LESS_OR_EQUAL("<="),
  /** a &gt;= b. */
  GREATER_OR_EQUAL(">="),
  /** a == b. */
  EQUAL("=="),
  /** a != b. */
  NOT_EQUAL("!="),
  /** a &lt; b. */
  LESS("<"),
  /** a &gt; b. */
  GREATER(">");

  private final String symbol;

  Relation(String symbol) {
    this.symbol = symbol;
  }

  /** How it is written, in scenarios and in Java. */
  public String symbol() {
    return symbol;
  }

  /** a relation b. */
  public boolean holds(double a, double b) {
    return switch (this) {
      case LESS_OR_EQUAL -> a <= b;
      case GREATER_OR_EQUAL -> a >= b;
      case EQUAL -> a == b;
      case NOT_EQUAL -> a != b;
      case LESS -> a < b;
      case GREATER -> a > b;
    };
  }
}
