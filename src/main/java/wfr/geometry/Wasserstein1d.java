package wfr.geometry;

import java.util.Arrays;
import java.util.Comparator;
import wfr.measure.Atoms;

/**
 * Wasserstein distances on the line between measures of equal mass M, by quantiles:
 *   W_p^p = int_0^M |F^{-1}(s) - G^{-1}(s)|^p ds,   p = 1, 2.
 * Special cases: two atoms of mass M at distance d: W_1 = M d, W_2 = sqrt(M) d.
 * Accuracy: rounding of n + m terms that are not negative; masses may differ by rounding, the last piece is then left out.
 * Source: proofs-notes, A5.
 */
public final class Wasserstein1d {
  private static final double SAME_MASS = 1e-9;

  private Wasserstein1d() {}

  /** W_p, p >= 1. */
  public static double of(Atoms mu, Atoms nu, double p) {
    if (mu.dimension() != 1 || nu.dimension() != 1) {
      throw new IllegalArgumentException("quantiles need one dimension");
    }
    double mass = mu.mass();
    if (!(Math.abs(mass - nu.mass()) <= SAME_MASS * mass)) {
      throw new IllegalArgumentException(
          "Wasserstein distances need equal masses: " + mass + ", " + nu.mass());
    }
    Integer[] first = sorted(mu);
    Integer[] second = sorted(nu);
    double sum = 0;
    int i = 0;
    int j = 0;
    double left = mu.masses()[first[0]];
    double right = nu.masses()[second[0]];
    while (true) {
      double piece = Math.min(left, right);
      double d = mu.distance(first[i], nu, second[j]);
      sum += piece * Math.pow(d, p);
      left -= piece;
      right -= piece;
      if (left <= 0) {
        if (++i == first.length) {
          break;
        }
        left = mu.masses()[first[i]];
      } else {
        if (++j == second.length) {
          break;
        }
        right = nu.masses()[second[j]];
      }
    }
    return Math.pow(sum, 1 / p);
  }

  private static Integer[] sorted(Atoms a) {
    Integer[] order = new Integer[a.count()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> a.points()[i][0]));
    return order;
  }
}
