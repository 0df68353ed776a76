package wfr.defects;

import static wfr.defects.GridMutants.vector;

import java.util.Arrays;
import java.util.stream.IntStream;
import wfr.math.LogSumExp;
import wfr.measure.Atoms;
import wfr.measure.TransportPlan;
import wfr.operation.GeometryOperations.WfrDistance;

/** Unbalanced Sinkhorn at a fixed eps, for the mutant that takes its value and plan for the exact ones. */
final class EntropicTransport {
  private static final int SWEEPS = 400;

  private EntropicTransport() {}

  static TransportPlan solve(WfrDistance c, double eps) {
    double[] a = c.mu().masses();
    double[] b = c.nu().masses();
    double[][] forth = costs(c.mu(), c.nu(), c.delta());
    double[][] back = costs(c.nu(), c.mu(), c.delta());
    double[] phi = new double[a.length];
    double[] psi = new double[b.length];
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      Arrays.setAll(phi, i -> -eps / (1 + eps) * logSum(b, psi, forth[i], eps));
      Arrays.setAll(psi, j -> -eps / (1 + eps) * logSum(a, phi, back[j], eps));
    }
    int m = b.length;
    int pairs = a.length * m;
    return new TransportPlan(
        4 * c.delta() * c.delta() * (dual(a, phi) + dual(b, psi)),
        0,
        phi,
        psi,
        IntStream.range(0, pairs).map(k -> k / m).toArray(),
        IntStream.range(0, pairs).map(k -> k % m).toArray(),
        vector(
            pairs,
            k ->
                a[k / m]
                    * b[k % m]
                    * Math.exp((phi[k / m] + psi[k % m] - forth[k / m][k % m]) / eps)));
  }

  private static double[][] costs(Atoms mu, Atoms nu, double delta) {
    double[][] costs = new double[mu.count()][nu.count()];
    for (int i = 0; i < costs.length; i++) {
      for (int j = 0; j < costs[i].length; j++) {
        double angle = mu.distance(i, nu, j) / (2 * delta);
        costs[i][j] = angle < Math.PI / 2 ? -2 * Math.log(Math.cos(angle)) : 1e3;
      }
    }
    return costs;
  }

  /** log sum_j m_j e^{(psi_j - c_j)/eps}. */
  private static double logSum(double[] masses, double[] psi, double[] costs, double eps) {
    return LogSumExp.of(
        vector(masses.length, j -> Math.log(masses[j]) + (psi[j] - costs[j]) / eps));
  }

  private static double dual(double[] masses, double[] phi) {
    return IntStream.range(0, phi.length).mapToDouble(i -> -masses[i] * Math.expm1(-phi[i])).sum();
  }
}
