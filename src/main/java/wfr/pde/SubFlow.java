package wfr.pde;

/** One of the two flows that a splitting composes, for a fixed time step, acting on h_i = log(rho/pi)(cell i) in place. */
@FunctionalInterface
public interface SubFlow {
  /** Advances h by the flow's time step. */
  void advance(double[] h);

  /** Makes the flow for a given time. */
  @FunctionalInterface
  interface Factory {
    /** The flow over a time dt. */
    SubFlow over(double dt);
  }
}
