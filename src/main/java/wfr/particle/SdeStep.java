package wfr.particle;

/** One step of the transport half, dX = -D V' dt + sqrt(2 D) dW, on a block of particles and for given noise. */
@FunctionalInterface
public interface SdeStep {
  /**
   * Moves x[from .. from+n-1] in place.
   *
   * @param dt step
   * @param x positions
   * @param from first particle
   * @param n how many
   * @param derivative V' at the positions, entry from + i for particle from + i
   * @param noise standard normals xi_n, entry i for particle from + i
   * @param nextNoise standard normals xi_{n+1}; read only by a step that {@link #carriesNoise}
   */
  void step(
      double dt,
      double[] x,
      int from,
      int n,
      double[] derivative,
      double[] noise,
      double[] nextNoise);

  /** True when xi_{n+1} of one step is xi_n of the next. */
  default boolean carriesNoise() {
    return false;
  }
}
