package wfr.spec;

/** An answer that refutes the claim that asked, in words of who answered; the conversation goes on. */
public class WrongAnswer extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** @param message names the request and what was answered */
  public WrongAnswer(String message) {
    super(message);
  }
}
