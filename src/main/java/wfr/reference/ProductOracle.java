package wfr.reference;

import java.util.List;
import wfr.model.LogDensityOracle;
import wfr.model.OrthogonalFrame;
import wfr.operation.Implementation;

/**
 * log rho_t(x) = sum_k log rho_{t,k}((R' x)_k) and E_rho(log rho + V) = the sum of the factors', from the factors' own solutions (B12): closed forms where these are Gaussian, grids of the
 * line otherwise, in any number of dimensions. Accuracy: the factors'.
 */
final class ProductOracle implements LogDensityOracle {
  private final OrthogonalFrame frame;
  private final List<LogDensityOracle> factors;

  /** Solves all factors up to a horizon. */
  ProductOracle(FactorProblems product, double horizon, Implementation ops) {
    frame = product.frame();
    factors = product.factors().stream().map(f -> Oracles.of(f, horizon, ops)).toList();
  }

  @Override
  public void logDensity(double time, double[][] x, int from, int n, double[] out) {
    double[][] points = new double[x.length][n];
    for (int k = 0; k < x.length; k++) {
      System.arraycopy(x[k], from, points[k], 0, n);
    }
    double[] along = new double[n];
    double[] log = new double[n];
    java.util.Arrays.fill(out, 0, n, 0);
    for (int k = 0; k < factors.size(); k++) {
      frame.coordinate(k, points, n, along);
      factors.get(k).logDensity(time, along, 0, n, log);
      for (int i = 0; i < n; i++) {
        out[i] += log[i];
      }
    }
  }

  @Override
  public double meanLogRatio(double time) {
    return factors.stream().mapToDouble(f -> f.meanLogRatio(time)).sum();
  }
}
