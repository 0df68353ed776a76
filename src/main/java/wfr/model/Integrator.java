package wfr.model;

/** Time stepper of dX = -D grad V dt + sqrt(2 D) dW. */
public enum Integrator {
  /** X += -D h V' + sqrt(2 D h) xi. Weak order 1. */
  EULER_MARUYAMA("euler-maruyama"),
  /** X += -D h V' + sqrt(2 D h) (xi_n + xi_{n+1})/2. Stationary law second order, transient first. */
  LEIMKUHLER_MATTHEWS("leimkuhler-matthews"),
  /** Exact transition of the Ornstein-Uhlenbeck process; Gaussian targets only. */
  EXACT_OU("exact-ou");

  private final String key;

  Integrator(String key) {
    this.key = key;
  }

  /** Name in a scenario file. */
  public String key() {
    return key;
  }
}
