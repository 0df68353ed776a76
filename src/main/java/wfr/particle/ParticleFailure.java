package wfr.particle;

/** A run that cannot go on: one line saying when, what, the value, and what to do. */
public final class ParticleFailure extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  /** With its one line. */
  public ParticleFailure(String line) {
    super(line);
  }
}
