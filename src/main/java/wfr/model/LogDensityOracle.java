package wfr.model;

/** The exact (or grid) solution as the particle method asks for it. */
public interface LogDensityOracle {
  /** log rho_t at the points x[from .. from+n-1] (1-D) into out[0 .. n-1]. */
  void logDensity(double time, double[] x, int from, int n, double[] out);

  /** E_{rho_t}(log rho_t + V): the mean of h up to the constant log Z, V as the problem's potential gives it. */
  double meanLogRatio(double time);
}
