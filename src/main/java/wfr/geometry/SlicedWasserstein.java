package wfr.geometry;

import wfr.measure.Atoms;

/**
 * Sliced Wasserstein distance in the plane between measures of equal mass,
 *   SW_p^p = (1/K) sum_k W_p^p of the projections on (cos a_k, sin a_k),   a_k = pi (k + 1/2)/K.
 * Special cases: a shift by v has SW_2 = |v|/sqrt 2 for every K above 1, because the mean of cos^2 over the a_k is 1/2.
 * Accuracy: each projection is exact ({@link Wasserstein1d}); the midpoint rule over the half circle, periodic, takes the place of the mean over all directions.
 */
public final class SlicedWasserstein {
  private SlicedWasserstein() {}

  /** SW_p over K directions, p at least 1. */
  public static double of(Atoms mu, Atoms nu, double p, int directions) {
    if (mu.dimension() != 2 || nu.dimension() != 2 || directions < 1) {
      throw new IllegalArgumentException(
          "slices need two dimensions and at least one direction: "
              + mu.dimension()
              + ", "
              + nu.dimension()
              + ", "
              + directions);
    }
    double sum = 0;
    for (int k = 0; k < directions; k++) {
      double a = Math.PI * (k + 0.5) / directions;
      sum += Math.pow(Wasserstein1d.of(projected(mu, a), projected(nu, a), p), p);
    }
    return Math.pow(sum / directions, 1 / p);
  }

  private static Atoms projected(Atoms mu, double angle) {
    double[] x = new double[mu.count()];
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.cos(angle) * mu.points()[i][0] + Math.sin(angle) * mu.points()[i][1];
    }
    return Atoms.line(x, mu.masses());
  }
}
