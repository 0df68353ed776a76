package wfr.reference;

import java.util.function.Supplier;

/** A computation that cannot go on for what it was asked: one line saying when, what, the value, and what to do. No fault of the program. */
public final class RunStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private RunStopped(String line) {
    super(line);
  }

  /** The result, or its arithmetic failure (collapsed weights, a value that left the numbers) as one line. */
  public static <T> T guard(String what, Supplier<T> computation) {
    try {
      return computation.get();
    } catch (ArithmeticException e) {
      throw new RunStopped(what + ": " + e.getMessage());
    }
  }
}
