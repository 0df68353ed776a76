package wfr.model;

/** The exact (or grid) solution as the particle method asks for it. */
public interface LogDensityOracle {
  /** log rho_t at the points x[from .. from+n-1] (1-D) into out[0 .. n-1]. */
  default void logDensity(double time, double[] x, int from, int n, double[] out) {
    logDensity(time, new double[][] {x}, from, n, out);
  }

  /** log rho_t at the points from .. from+n-1 into out[0 .. n-1], x[k] holding coordinate k; override one of the two. */
  default void logDensity(double time, double[][] x, int from, int n, double[] out) {
    logDensity(time, x[0], from, n, out);
  }

  /** E_{rho_t}(log rho_t + V): the mean of h up to the constant log Z, V as the problem's potential gives it. */
  double meanLogRatio(double time);
}
