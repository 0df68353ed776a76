package wfr.spec;

import java.util.SplittableRandom;
import wfr.measure.Atoms;

/** Measures drawn from a seed: some points on a common lattice, so that measures share some, others anywhere. */
public final class RandomMeasures {
  private static final double LATTICE = 0.25;

  private final SplittableRandom random;

  /** Measures of a seed. */
  public RandomMeasures(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Atoms in a cube of this width around 0, masses from 0.05 to 1.05. */
  public Atoms atoms(int count, int dimension, double width) {
    double[][] points = new double[count][dimension];
    double[] masses = new double[count];
    for (int i = 0; i < count; i++) {
      boolean onLattice = random.nextBoolean();
      for (int k = 0; k < dimension; k++) {
        double x = width * (random.nextDouble() - 0.5);
        points[i][k] = onLattice ? LATTICE * Math.rint(x / LATTICE) : x;
      }
      masses[i] = 0.05 + random.nextDouble();
    }
    return new Atoms(points, masses);
  }

  /** The same with mass 1. */
  public Atoms probability(int count, int dimension, double width) {
    Atoms a = atoms(count, dimension, width);
    return a.scaled(1 / a.mass());
  }

  /** A number between. */
  public double uniform(double a, double b) {
    return a + (b - a) * random.nextDouble();
  }
}
