package wfr.geometry;

import wfr.measure.Atoms;

/** Costs of all pairs of two measures: kept where they fit, computed again otherwise. */
final class CostTable {
  private static final long MOST_KEPT = 25_000_000;

  private final Atoms mu;
  private final Atoms nu;
  private final ConicCost cost;
  private final double[][] kept;

  CostTable(Atoms mu, Atoms nu, ConicCost cost) {
    this.mu = mu;
    this.nu = nu;
    this.cost = cost;
    boolean keep = (long) mu.count() * nu.count() <= MOST_KEPT;
    kept = keep ? new double[mu.count()][] : null;
    for (int i = 0; keep && i < kept.length; i++) {
      kept[i] = compute(i, new double[nu.count()]);
    }
  }

  /** Costs of row i; scratch may be used for them. */
  double[] row(int i, double[] scratch) {
    return kept != null ? kept[i] : compute(i, scratch);
  }

  private double[] compute(int i, double[] out) {
    for (int j = 0; j < out.length; j++) {
      out[j] = cost.of(mu.distance(i, nu, j));
    }
    return out;
  }

  int rows() {
    return mu.count();
  }

  int columns() {
    return nu.count();
  }

  /** min_j (c_ij - psi_j) for every i. */
  double[] transformOfColumns(double[] psi) {
    double[] phi = new double[rows()];
    double[] scratch = new double[columns()];
    for (int i = 0; i < phi.length; i++) {
      double[] c = row(i, scratch);
      double least = Double.POSITIVE_INFINITY;
      for (int j = 0; j < c.length; j++) {
        least = Math.min(least, c[j] - psi[j]);
      }
      phi[i] = least;
    }
    return phi;
  }

  /** min_i (c_ij - phi_i) for every j. */
  double[] transformOfRows(double[] phi) {
    double[] psi = new double[columns()];
    java.util.Arrays.fill(psi, Double.POSITIVE_INFINITY);
    double[] scratch = new double[columns()];
    for (int i = 0; i < phi.length; i++) {
      double[] c = row(i, scratch);
      for (int j = 0; j < c.length; j++) {
        psi[j] = Math.min(psi[j], c[j] - phi[i]);
      }
    }
    return psi;
  }
}
