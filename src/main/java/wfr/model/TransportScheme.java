package wfr.model;

/** Time stepper of transport where a scheme with given steps is asked for. */
public enum TransportScheme {
  /** Implicit Euler: first order, positive, mass kept and KL decreased for every step. */
  BACKWARD_EULER("backward-euler", 1),
  /** Implicit Euler with one to four steps, extrapolated in log(rho/pi): fourth order, positive for every step, mass kept by normalisation. */
  EXTRAPOLATED("extrapolated", 4);

  private final String key;
  private final int order;

  TransportScheme(String key, int order) {
    this.key = key;
    this.order = order;
  }

  /** Name on the wire. */
  public String key() {
    return key;
  }

  /** Order in the step. */
  public int order() {
    return order;
  }
}
