package wfr.particle;

import java.util.OptionalDouble;

/**
 * Source of log rho for one population. Per step: deposit of every block into partial sums, one solve with their sum,
 * then lookups. Implementations hold the tables of the current step, so each population has its own.
 */
public interface DensityField {
  /** Length of a deposit array; 0 when nothing is deposited. */
  int depositLength();

  /** Adds the weights w[from .. from+n-1] of the positions x[from .. from+n-1] to partial. */
  void deposit(double[] x, double[] w, int from, int n, double[] partial);

  /**
   * Makes the tables of log rho at a time.
   *
   * @param time t
   * @param deposited sum of all partial deposits; may be overwritten
   */
  void solve(double time, double[] deposited);

  /** log rho at x[from .. from+n-1] into out[0 .. n-1]. */
  void logDensity(double[] x, int from, int n, double[] out);

  /** E_rho(log rho + V) when it is known without the particles; otherwise their weighted mean is taken. */
  default OptionalDouble meanLogRatio() {
    return OptionalDouble.empty();
  }
}
