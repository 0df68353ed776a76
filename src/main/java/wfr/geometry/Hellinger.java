package wfr.geometry;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wfr.measure.Atoms;

/**
 * Hellinger distance, sum over points of (sqrt mu - sqrt nu)^2, points being the same only if all coordinates are; and the
 * spherical version of a conic distance D on probabilities, 2 delta arccos(1 - D^2/(8 delta^2)).
 * Special cases: disjoint supports give mu(X) + nu(X), and a spherical distance of pi delta.
 * Source: proofs-notes, A4, A5, A6.
 */
public final class Hellinger {
  private Hellinger() {}

  /** Squared Hellinger distance. */
  public static double squared(Atoms mu, Atoms nu) {
    Map<List<Double>, Double> a = byPoint(mu);
    Map<List<Double>, Double> b = byPoint(nu);
    Set<List<Double>> points = new HashSet<>(a.keySet());
    points.addAll(b.keySet());
    double sum = 0;
    for (List<Double> x : points) {
      double d = Math.sqrt(a.getOrDefault(x, 0.0)) - Math.sqrt(b.getOrDefault(x, 0.0));
      sum += d * d;
    }
    return sum;
  }

  /** Spherical distance from the square of the conic one; arcsin of the half, which keeps the digits of small distances. */
  public static double spherical(double squared, double delta) {
    return 4 * delta * Math.asin(Math.min(1, Math.sqrt(squared) / (4 * delta)));
  }

  private static Map<List<Double>, Double> byPoint(Atoms a) {
    Map<List<Double>, Double> masses = new HashMap<>();
    for (int i = 0; i < a.count(); i++) {
      List<Double> x = java.util.Arrays.stream(a.points()[i]).map(v -> v + 0.0).boxed().toList();
      masses.merge(x, a.masses()[i], Double::sum);
    }
    return masses;
  }
}
