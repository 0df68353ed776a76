package wfr.scenario;

/** Input a user must change: one line that names file, line or key, the value, and what is admissible. */
public class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** @param message the line shown to the user */
  public BadInput(String message) {
    super(message);
  }
}
