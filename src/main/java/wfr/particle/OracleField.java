package wfr.particle;

import java.util.OptionalDouble;
import wfr.model.LogDensityOracle;

/** log rho and its mean from a known solution: the particles are then independent of each other. */
public final class OracleField implements DensityField {
  private final LogDensityOracle oracle;
  private double time;

  /** From a solution. */
  public OracleField(LogDensityOracle oracle) {
    this.oracle = oracle;
  }

  @Override
  public int depositLength() {
    return 0;
  }

  @Override
  public void deposit(double[][] x, double[] w, int from, int n, double[] partial) {
    // nothing to estimate
  }

  @Override
  public void solve(double t, double[] deposited) {
    time = t;
  }

  @Override
  public void logDensity(double[][] x, int from, int n, double[] out) {
    oracle.logDensity(time, x, from, n, out);
  }

  @Override
  public OptionalDouble meanLogRatio() {
    return OptionalDouble.of(oracle.meanLogRatio(time));
  }
}
