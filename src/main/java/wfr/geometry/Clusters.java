package wfr.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import wfr.measure.Atoms;

/** A measure of fewer atoms: the widest axis of a group is cut at its median until groups are small; masses add, positions are barycentres. */
final class Clusters {
  private Clusters() {}

  static Atoms of(Atoms fine, int largestGroup) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < fine.count(); i++) {
      all.add(i);
    }
    List<double[]> points = new ArrayList<>();
    List<Double> masses = new ArrayList<>();
    split(fine, all, largestGroup, points, masses);
    return new Atoms(
        points.toArray(new double[0][]), masses.stream().mapToDouble(v -> v).toArray());
  }

  private static void split(
      Atoms a, List<Integer> group, int largest, List<double[]> points, List<Double> masses) {
    if (group.size() <= largest) {
      double[] centre = new double[a.dimension()];
      double mass = 0;
      for (int i : group) {
        mass += a.masses()[i];
        for (int k = 0; k < centre.length; k++) {
          centre[k] += a.masses()[i] * a.points()[i][k];
        }
      }
      for (int k = 0; k < centre.length; k++) {
        centre[k] /= mass;
      }
      points.add(centre);
      masses.add(mass);
      return;
    }
    int axis = widestAxis(a, group);
    List<Integer> sorted = new ArrayList<>(group);
    sorted.sort(Comparator.comparingDouble(i -> a.points()[i][axis]));
    int half = sorted.size() / 2;
    split(a, sorted.subList(0, half), largest, points, masses);
    split(a, sorted.subList(half, sorted.size()), largest, points, masses);
  }

  /** Axis along which the atoms of a group spread most. */
  static int widestAxis(Atoms a, List<Integer> group) {
    int best = 0;
    double widest = -1;
    for (int k = 0; k < a.dimension(); k++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int i : group) {
        low = Math.min(low, a.points()[i][k]);
        high = Math.max(high, a.points()[i][k]);
      }
      if (high - low > widest) {
        widest = high - low;
        best = k;
      }
    }
    return best;
  }
}
