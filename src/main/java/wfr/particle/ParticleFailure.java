package wfr.particle;

/** A run that cannot go on: one line saying when, what, the value, and what to do. */
public final class ParticleFailure extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  /** With its one line. */
  public ParticleFailure(String line) {
    super(line);
  }

  /** With a line that begins with the time. */
  static ParticleFailure at(double time, String line) {
    return new ParticleFailure("particles at time " + time + ": " + line);
  }

  /** Weights of which none is above 0, or one is not a number. */
  static ParticleFailure undefined(double time) {
    return at(
        time,
        "the weights left the numbers, V or the density of the particles being too far apart at one of them; reduce particles.time-step, or the domain that they start in");
  }

  /** Weights of N particles that collapsed to an effective sample size. */
  static ParticleFailure collapsed(double time, int count, double ess) {
    return at(
        time,
        "the weights collapsed, effective sample size must be >= 2 of "
            + count
            + ": "
            + ess
            + "; raise particles.ess-threshold or count, or reduce particles.time-step");
  }
}
