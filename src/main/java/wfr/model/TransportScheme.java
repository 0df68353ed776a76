package wfr.model;

/** Time stepper of the transport half. */
public enum TransportScheme {
  /** Implicit Euler: first order, positive for every step. */
  BACKWARD_EULER("backward-euler", 1),
  /** TR-BDF2: second order, L-stable, not unconditionally positive. */
  TR_BDF2("tr-bdf2", 2);

  private final String key;
  private final int order;

  TransportScheme(String key, int order) {
    this.key = key;
    this.order = order;
  }

  /** Name in a scenario file. */
  public String key() {
    return key;
  }

  /** Order in the step. */
  public int order() {
    return order;
  }
}
