package wfr.particle;

import java.util.OptionalDouble;
import wfr.measure.Weights;

/** Source of log rho for one population; one that remembers moves is the population's own. Points come by coordinate, x[k][i] being coordinate k of particle i. */
@FunctionalInterface
interface DensityField {
  /** log rho at a time at the particles themselves. */
  double[] logDensity(double time, double[][] x, Weights weights);

  /** E_rho(log rho + V) when it is known without the particles; otherwise their weighted mean is taken. */
  default OptionalDouble meanLogRatio(double time) {
    return OptionalDouble.empty();
  }

  /** Whether {@link #moving} is to be called. */
  default boolean watchesMoves() {
    return false;
  }

  /**
   * Notice of a move: the particles are about to jump to m + s xi, xi standard normal.
   *
   * @param m where they go without noise
   * @param weights their weights
   * @param s standard deviation of the jump along every axis
   */
  default void moving(double[][] m, Weights weights, double s) {}
}
