package wfr.reference;

import java.util.OptionalDouble;
import wfr.measure.Atoms;
import wfr.measure.TransportPlan;
import wfr.operation.GeometryOperations.HellingerSquared;
import wfr.operation.GeometryOperations.Spherical;
import wfr.operation.GeometryOperations.Wasserstein;
import wfr.operation.GeometryOperations.WfrDistance;
import wfr.operation.Implementation;

/**
 * Distances between two measures.
 *
 * @param squared D^2 at delta, from above: the value of a plan
 * @param gap duality gap; the truth lies in [squared - gap, squared]
 * @param delta length scale
 * @param hellingerSquared squared Hellinger distance
 * @param spherical spherical distance, for probabilities
 * @param w1 W_1, on the line at equal masses
 * @param w2 W_2, on the line at equal masses
 */
public record DistanceResult(
    double squared,
    double gap,
    double delta,
    double hellingerSquared,
    OptionalDouble spherical,
    OptionalDouble w1,
    OptionalDouble w2) {
  private static final double SAME_MASS = 1e-9;

  /** Relative gap from which on a distance is not known to six digits. */
  private static final double OPEN = 1e-6;

  /** Computes all of them. */
  public static DistanceResult of(Atoms mu, Atoms nu, double delta, Implementation ops) {
    TransportPlan plan = ops.apply(new WfrDistance(mu, nu, delta));
    double mass = mu.mass();
    boolean equal = mass > 0 && Math.abs(mass - nu.mass()) <= SAME_MASS * mass;
    boolean probabilities = equal && Math.abs(mass - 1) <= SAME_MASS;
    boolean line = equal && mu.dimension() == 1;
    return new DistanceResult(
        plan.squared(),
        plan.gap(),
        delta,
        ops.apply(new HellingerSquared(mu, nu)),
        probabilities
            ? OptionalDouble.of(ops.apply(new Spherical(plan.squared(), delta)))
            : OptionalDouble.empty(),
        line ? OptionalDouble.of(ops.apply(new Wasserstein(mu, nu, 1))) : OptionalDouble.empty(),
        line ? OptionalDouble.of(ops.apply(new Wasserstein(mu, nu, 2))) : OptionalDouble.empty());
  }

  /** D. */
  public double distance() {
    return Math.sqrt(squared);
  }

  /** Whether the gap says little about the value. */
  public boolean isOpen() {
    return gap > OPEN * squared;
  }
}
