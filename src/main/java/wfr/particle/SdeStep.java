package wfr.particle;

/** One step of the transport half, dX = -D V' dt + sqrt(2 D) dW, on a block of particles and for given noise. */
@FunctionalInterface
public interface SdeStep {
  /**
   * Moves x[0 .. n-1] in place. Blocks are indexed from zero: such loops the compiler vectorises.
   *
   * @param dt step
   * @param x positions
   * @param n how many
   * @param derivative V' at the positions
   * @param noise standard normals xi_n
   * @param nextNoise standard normals xi_{n+1}; read only by a step that {@link #carriesNoise}
   */
  void step(double dt, double[] x, int n, double[] derivative, double[] noise, double[] nextNoise);

  /**
   * The same in any dimension, every argument by coordinate. The schemes on the line act coordinate by coordinate; one that couples
   * coordinates overrides this.
   */
  default void step(
      double dt, double[][] x, int n, double[][] gradient, double[][] noise, double[][] nextNoise) {
    for (int k = 0; k < x.length; k++) {
      step(dt, x[k], n, gradient[k], noise[k], nextNoise[k]);
    }
  }

  /** True when xi_{n+1} of one step is xi_n of the next. */
  default boolean carriesNoise() {
    return false;
  }
}
