package wfr.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Where a density varies quickly, along every axis: means m and m +- 2^j s of normal components. A product of normal mixtures in a frame R has the components of all combinations, along
 * axis j of mean sum_k R_jk m_k and variance sum_k R_jk^2 s_k^2, over the factors with R_jk != 0 only.
 * Special cases: nothing is known of laws that are no mixture, nor of more than {@value #MOST} combinations.
 */
final class Landmarks {
  private static final int MOST = 64;

  /**
   * A normal component seen along one axis.
   *
   * @param mean m
   * @param variance s^2
   */
  private record Component(double mean, double variance) {}

  private Landmarks() {}

  /**
   * By axis, unordered.
   *
   * @param law an initial law or a potential
   * @param dimension d
   * @param least smallest power j of two
   * @param greatest largest power j of two
   */
  static double[][] of(Object law, int dimension, int least, int greatest) {
    double[][] points = new double[dimension][];
    for (int axis = 0; axis < dimension; axis++) {
      DoubleStream.Builder along = DoubleStream.builder();
      for (Component c : components(law, axis)) {
        along.add(c.mean());
        for (int j = least; j <= greatest; j++) {
          double distance = Math.scalb(Math.sqrt(c.variance()), j);
          along.add(c.mean() - distance).add(c.mean() + distance);
        }
      }
      points[axis] = along.build().toArray();
    }
    return points;
  }

  private static List<Component> components(Object law, int axis) {
    if (law instanceof GaussianLaw g) {
      return List.of(new Component(g.mean()[axis], g.covariance()[axis][axis]));
    }
    if (law instanceof MixtureLaw m) {
      return m.components().stream().flatMap(g -> components(g, axis).stream()).toList();
    }
    if (law instanceof ProductPotential p) {
      return combined(p.factors(), p.frame(), axis);
    }
    return law instanceof ProductLaw p ? combined(p.factors(), p.frame(), axis) : List.of();
  }

  private static List<Component> combined(List<?> factors, OrthogonalFrame frame, int axis) {
    List<Component> all = List.of(new Component(0, 0));
    for (int k = 0; k < factors.size(); k++) {
      double r = frame.entry(axis, k);
      if (r == 0) {
        continue;
      }
      List<Component> factor = components(factors.get(k), 0);
      if ((long) all.size() * factor.size() > MOST) {
        return List.of();
      }
      List<Component> sums = new ArrayList<>();
      for (Component a : all) {
        for (Component b : factor) {
          sums.add(new Component(a.mean() + r * b.mean(), a.variance() + r * r * b.variance()));
        }
      }
      all = sums;
    }
    return all;
  }
}
