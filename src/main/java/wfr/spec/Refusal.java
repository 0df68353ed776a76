package wfr.spec;

/** A program answers a request with an error: right where the input was bad, wrong otherwise. */
public final class Refusal extends WrongAnswer {
  private static final long serialVersionUID = 1L;

  /** @param message names the request and what was answered */
  public Refusal(String message) {
    super(message);
  }
}
