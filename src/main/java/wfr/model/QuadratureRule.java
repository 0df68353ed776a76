package wfr.model;

/**
 * Rule for int k(X_s) ds over a step of a path known at its ends: h (a k(X_n) + b k(X_{n+1})).
 * Weak order of the weight: 1 for left and right, 2 for the trapezoid (as far as the path itself is sampled exactly).
 */
public enum QuadratureRule {
  /** h k(X_n). */
  LEFT("left", 1, 0),
  /** h k(X_{n+1}). */
  RIGHT("right", 0, 1),
  /** h (k(X_n) + k(X_{n+1}))/2. */
  TRAPEZOID("trapezoid", 0.5, 0.5);

  private final String key;
  private final double start;
  private final double end;

  QuadratureRule(String key, double start, double end) {
    this.key = key;
    this.start = start;
    this.end = end;
  }

  /** Name in a scenario file. */
  public String key() {
    return key;
  }

  /** Weight a of the start of a step. */
  public double start() {
    return start;
  }

  /** Weight b of the end of a step. */
  public double end() {
    return end;
  }

  /** Weak order. */
  public int order() {
    return this == TRAPEZOID ? 2 : 1;
  }
}
