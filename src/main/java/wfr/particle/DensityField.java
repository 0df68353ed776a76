package wfr.particle;

import java.util.OptionalDouble;

/**
 * Source of log rho for one population. Per step: deposit of every block into partial sums, one solve with their sum,
 * then lookups, then notice of the move. Implementations hold the tables of the current step, so each population has its own.
 * Points come by coordinate, x[k][i] being coordinate k of particle i.
 */
public interface DensityField {
  /** Length of a deposit array; may be 0. */
  int depositLength();

  /** Whether {@link #deposit} is to be called at all. */
  default boolean readsParticles() {
    return depositLength() > 0;
  }

  /**
   * Adds the weights w[from .. from+n-1] of the particles from .. from+n-1 to partial, or keeps a copy of that block; blocks are
   * deposited by several threads at once.
   */
  void deposit(double[][] x, double[] w, int from, int n, double[] partial);

  /**
   * Makes the tables of log rho at a time.
   *
   * @param time t
   * @param deposited sum of all partial deposits; may be overwritten
   */
  void solve(double time, double[] deposited);

  /** log rho at the points from .. from+n-1 of x into out[0 .. n-1]. */
  void logDensity(double[][] x, int from, int n, double[] out);

  /** Whether {@link #moving} is to be called. */
  default boolean watchesMoves() {
    return false;
  }

  /**
   * Notice of a move: the particles from .. from+n-1 are about to jump to m + s xi, xi standard normal.
   *
   * @param m where they go without noise, entries 0 .. n-1 of every coordinate
   * @param w their weights, entries 0 .. n-1
   * @param from first particle
   * @param n how many
   * @param s standard deviation of the jump along every axis
   */
  default void moving(double[][] m, double[] w, int from, int n, double s) {}

  /** E_rho(log rho + V) when it is known without the particles; otherwise their weighted mean is taken. */
  default OptionalDouble meanLogRatio() {
    return OptionalDouble.empty();
  }
}
