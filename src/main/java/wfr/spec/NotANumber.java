package wfr.spec;

/** An answer that holds a NaN: it refutes the claim that asked, and is kept because it may tell which defect it is. */
public final class NotANumber extends WrongAnswer {
  private static final long serialVersionUID = 1L;

  private final double[] output;

  /**
   * @param message names the request and the entry
   * @param output the whole answer
   */
  public NotANumber(String message, double[] output) {
    super(message);
    this.output = output.clone();
  }

  /** The whole answer. */
  public double[] output() {
    return output.clone();
  }
}
