package wfr.defects;

import java.util.Arrays;
import wfr.math.LogSumExp;
import wfr.measure.Atoms;
import wfr.measure.TransportPlan;

/** Unbalanced Sinkhorn at a fixed eps, for the mutant that takes its value and plan for the exact ones. */
final class EntropicTransport {
  private static final int SWEEPS = 400;

  private EntropicTransport() {}

  static TransportPlan solve(Atoms mu, Atoms nu, double delta, double eps) {
    int n = mu.count();
    int m = nu.count();
    double[][] c = new double[n][m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        double angle = mu.distance(i, nu, j) / (2 * delta);
        c[i][j] = angle < Math.PI / 2 ? -2 * Math.log(Math.cos(angle)) : 1e3;
      }
    }
    double[] phi = new double[n];
    double[] psi = new double[m];
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int i = 0; i < n; i++) {
        double[] terms = new double[m];
        for (int j = 0; j < m; j++) {
          terms[j] = Math.log(nu.masses()[j]) + (psi[j] - c[i][j]) / eps;
        }
        phi[i] = -eps / (1 + eps) * LogSumExp.of(terms);
      }
      for (int j = 0; j < m; j++) {
        double[] terms = new double[n];
        for (int i = 0; i < n; i++) {
          terms[i] = Math.log(mu.masses()[i]) + (phi[i] - c[i][j]) / eps;
        }
        psi[j] = -eps / (1 + eps) * LogSumExp.of(terms);
      }
    }
    int[] rows = new int[n * m];
    int[] columns = new int[n * m];
    double[] plan = new double[n * m];
    double dual = 0;
    for (int i = 0; i < n; i++) {
      dual -= mu.masses()[i] * Math.expm1(-phi[i]);
      for (int j = 0; j < m; j++) {
        rows[i * m + j] = i;
        columns[i * m + j] = j;
        plan[i * m + j] =
            mu.masses()[i] * nu.masses()[j] * Math.exp((phi[i] + psi[j] - c[i][j]) / eps);
      }
    }
    for (int j = 0; j < m; j++) {
      dual -= nu.masses()[j] * Math.expm1(-psi[j]);
    }
    return new TransportPlan(
        4 * delta * delta * dual,
        0,
        Arrays.copyOf(phi, n),
        Arrays.copyOf(psi, m),
        rows,
        columns,
        plan);
  }
}
