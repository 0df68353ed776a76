package wfr.spec;

import java.util.List;
import java.util.Set;
import wfr.measure.Atoms;
import wfr.operation.GeometryOperations.HellingerSquared;
import wfr.operation.GeometryOperations.Spherical;
import wfr.operation.GeometryOperations.Wasserstein;
import wfr.operation.GeometryOperations.WfrDistance;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claims A1 to A6: the distance of measures of any mass, its certificate, its limits and its spherical version. */
public final class GeometryClaims {
  private static final Set<Group> GEOMETRY = Set.of(Group.GEOMETRY);

  /**
   * Random measures.
   *
   * @param seed of the draw
   * @param count atoms of each measure
   * @param dimension of the space
   * @param delta length scale
   */
  public record Draw(long seed, int count, int dimension, double delta) {
    Atoms[] measures(int howMany) {
      RandomMeasures random = new RandomMeasures(seed);
      Atoms[] out = new Atoms[howMany];
      for (int k = 0; k < howMany; k++) {
        out[k] = random.atoms(count - 3 * k, dimension, 3);
      }
      return out;
    }
  }

  private static final List<Draw> DRAWS =
      List.of(
          new Draw(1, 30, 1, 0.5),
          new Draw(2, 25, 2, 0.5),
          new Draw(3, 40, 1, 1.7),
          new Draw(4, 20, 3, 0.3));

  /** A1: two atoms. */
  public static final Claim<Draw> A1 =
      Claim.exact(
          "A1",
          "D^2(a d_x, b d_y) = 4 delta^2 (a + b - 2 sqrt(ab) cos(min(|x-y|/(2 delta), pi/2)))",
          EvidenceClass.D,
          GEOMETRY,
          DRAWS,
          (ops, i, seed) -> diracs(ops, i));

  /** A2: static problem with its certificate. */
  public static final Claim<Draw> A2 =
      Claim.exact(
          "A2",
          "D^2/(4 delta^2) is the minimum of log-entropy transport: plan and potentials enclose it within 1e-9",
          EvidenceClass.D,
          GEOMETRY,
          List.of(DRAWS.get(0), DRAWS.get(1), DRAWS.get(2), DRAWS.get(3), new Draw(9, 500, 1, 0.6)),
          (ops, i, seed) -> TransportCertificate.check(ops, i));

  /** A3: one atom to many. */
  public static final Claim<Draw> A3 =
      Claim.exact(
          "A3",
          "HK^2(a d_x, nu) = a + nu(X) - 2 sqrt(a int cos^2(min(|x-y|, pi/2)) dnu)",
          EvidenceClass.D,
          GEOMETRY,
          DRAWS,
          (ops, i, seed) -> oneToMany(ops, i));

  /** A4: metric properties. */
  public static final Claim<Draw> A4 =
      Claim.exact(
          "A4",
          "D is a metric, D^2(mu, c mu) = 4 delta^2 (sqrt c - 1)^2 mu(X), D^2 <= 4 delta^2 Hellinger^2",
          EvidenceClass.D,
          GEOMETRY,
          DRAWS,
          (ops, i, seed) -> metric(ops, i));

  /** A5: limits. */
  public static final Claim<Draw> A5 =
      Claim.exact(
          "A5",
          "D^2/(4 delta^2) is Hellinger^2 once pi delta is below the distance of different atoms; D^2 = W2^2 - O(delta^-2)",
          EvidenceClass.D,
          GEOMETRY,
          List.of(new Draw(5, 20, 1, 1), new Draw(6, 33, 1, 1)),
          (ops, i, seed) -> smallDelta(ops, i).worse(largeDelta(ops, i)));

  /** A6: spherical version. */
  public static final Claim<Draw> A6 =
      Claim.exact(
          "A6",
          "2 delta arccos(1 - D^2/(8 delta^2)) is min(|x-y|, pi delta) between unit atoms, and a metric on probabilities",
          EvidenceClass.D,
          GEOMETRY,
          DRAWS,
          (ops, i, seed) -> spherical(ops, i));

  private GeometryClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(A1, A2, A3, A4, A5, A6);
  }

  /** D^2 of two atoms by the formula. */
  static double diracSquared(double a, double b, double distance, double delta) {
    double angle = Math.min(distance / (2 * delta), Math.PI / 2);
    return 4 * delta * delta * (a + b - 2 * Math.sqrt(a * b) * Math.cos(angle));
  }

  private static Evidence diracs(Implementation ops, Draw i) {
    RandomMeasures random = new RandomMeasures(i.seed());
    double worst = 0;
    // Angles |x-y|/(2 delta) on both sides of pi/2, up to beyond pi, and 0.
    for (double angle : new double[] {0, 1e-6, 0.3, 1, 1.5, 1.57, 1.58, 2, 3, 3.2, 10}) {
      double a = random.uniform(0.1, 3);
      double b = random.uniform(0.1, 3);
      double[] x = new double[i.dimension()];
      double[] y = new double[i.dimension()];
      for (int k = 0; k < x.length; k++) {
        x[k] = random.uniform(-1, 1);
        y[k] = x[k];
      }
      y[0] += 2 * i.delta() * angle;
      Atoms first = new Atoms(new double[][] {x}, new double[] {a});
      Atoms second = new Atoms(new double[][] {y}, new double[] {b});
      double exact = diracSquared(a, b, first.distance(0, second, 0), i.delta());
      double found = ops.apply(new WfrDistance(first, second, i.delta())).squared();
      worst = Math.max(worst, Math.abs(found - exact) / (4 * i.delta() * i.delta() * (a + b)));
    }
    return Evidence.atMost(
        worst,
        Bounds.rounding(16, 1),
        "D^2 of two atoms at eleven angles against the formula, per 4 delta^2 (a + b); " + i);
  }

  private static Evidence oneToMany(Implementation ops, Draw i) {
    Atoms nu = i.measures(1)[0];
    RandomMeasures random = new RandomMeasures(i.seed() + 50);
    double worst = 0;
    for (int k = 0; k < 5; k++) {
      Atoms one = random.atoms(1, i.dimension(), 3);
      double a = one.masses()[0];
      double overlap = 0;
      for (int j = 0; j < nu.count(); j++) {
        double angle = Math.min(one.distance(0, nu, j) / (2 * i.delta()), Math.PI / 2);
        overlap += nu.masses()[j] * Math.cos(angle) * Math.cos(angle);
      }
      double size = a + nu.mass();
      double exact = size - 2 * Math.sqrt(a * overlap);
      double scale = 4 * i.delta() * i.delta();
      double found = ops.apply(new WfrDistance(one, nu, i.delta())).squared() / scale;
      double back = ops.apply(new WfrDistance(nu, one, i.delta())).squared() / scale;
      worst = Math.max(worst, Math.abs(found - exact) / size);
      worst = Math.max(worst, Math.abs(back - exact) / size);
    }
    return Evidence.atMost(
        worst,
        Bounds.rounding(i.count(), 1),
        "one atom to " + i.count() + " and back against the formula, per mass; " + i);
  }

  private static Evidence metric(Implementation ops, Draw i) {
    Atoms[] m = i.measures(3);
    double scale = 4 * i.delta() * i.delta();
    double mass = m[0].mass() + m[1].mass() + m[2].mass();
    double rounding = Bounds.rounding(3 * i.count(), mass);
    double ab = ops.apply(new WfrDistance(m[0], m[1], i.delta())).squared() / scale;
    double ba = ops.apply(new WfrDistance(m[1], m[0], i.delta())).squared() / scale;
    double bc = ops.apply(new WfrDistance(m[1], m[2], i.delta())).squared() / scale;
    double ac = ops.apply(new WfrDistance(m[0], m[2], i.delta())).squared() / scale;
    double triangle = Math.sqrt(ac) - Math.sqrt(ab) - Math.sqrt(bc);
    double c = 0.1 + i.seed() % 5;
    double root = Math.sqrt(c) - 1;
    double multiple = ops.apply(new WfrDistance(m[0], m[0].scaled(c), i.delta())).squared() / scale;
    double homogeneous =
        ops.apply(new WfrDistance(m[0].scaled(3), m[1].scaled(3), i.delta())).squared() / scale;
    return Evidence.atMost(Math.abs(ab - ba), rounding, "symmetry; " + i)
        .worse(Evidence.atMost(triangle, rounding, "D(a,c) - D(a,b) - D(b,c); " + i))
        .worse(
            Evidence.atMost(
                Math.abs(multiple - root * root * m[0].mass()),
                rounding,
                "D(mu, c mu) with c = " + c + "; " + i))
        .worse(
            Evidence.atMost(
                ab - ops.apply(new HellingerSquared(m[0], m[1])),
                rounding,
                "D^2 - Hellinger^2; " + i))
        .worse(Evidence.atMost(Math.abs(homogeneous - 3 * ab), 3 * rounding, "D^2(3a, 3b); " + i));
  }

  private static Evidence smallDelta(Implementation ops, Draw i) {
    Atoms[] m = i.measures(2);
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < m[0].count(); k++) {
      for (int l = 0; l < m[1].count(); l++) {
        double d = m[0].distance(k, m[1], l);
        least = d > 0 ? Math.min(least, d) : least;
      }
    }
    double delta = least / Math.PI;
    double squared = ops.apply(new WfrDistance(m[0], m[1], delta)).squared() / (4 * delta * delta);
    double mass = m[0].mass() + m[1].mass();
    return Evidence.atMost(
        Math.abs(squared - ops.apply(new HellingerSquared(m[0], m[1]))),
        Bounds.rounding(2 * i.count(), mass),
        "D^2/(4 delta^2) - Hellinger^2 at pi delta = " + least + "; " + i);
  }

  private static Evidence largeDelta(Implementation ops, Draw i) {
    RandomMeasures random = new RandomMeasures(i.seed());
    Atoms mu = random.probability(i.count(), 1, 1);
    Atoms nu = random.probability(i.count() + 7, 1, 1);
    double w2 = ops.apply(new Wasserstein(mu, nu, 2));
    double[] rest = new double[4];
    double sign = 0;
    for (int l = 0; l < rest.length; l++) {
      rest[l] = w2 * w2 - ops.apply(new WfrDistance(mu, nu, 8 << l)).squared();
      sign = Math.max(sign, -rest[l]);
    }
    double order = ops.apply(new Wasserstein(mu, nu, 1)) - w2;
    return ConvergenceStudy.ofErrors(2, 2, rest)
        .evidence("W2^2 - D^2 at delta = 8, 16, 32, 64; " + i)
        .worse(Evidence.atMost(sign, Bounds.rounding(64, 1), "D^2 - W2^2; " + i))
        .worse(Evidence.atMost(order, Bounds.rounding(64, 1), "W1 - W2 at mass 1; " + i));
  }

  private static Evidence spherical(Implementation ops, Draw i) {
    double worst = 0;
    for (double angle : new double[] {1e-3, 0.4, 1.2, 1.57, 1.6, 3.3}) {
      double d = 2 * i.delta() * angle;
      double squared =
          ops.apply(new WfrDistance(Atoms.dirac(1, 0.3), Atoms.dirac(1, 0.3 + d), i.delta()))
              .squared();
      double exact = Math.min(d, Math.PI * i.delta());
      // D^2 carries roundings of size 4 delta^2; the angle feels them through the slope 1/sin.
      double slope = 4 * i.delta() * i.delta() / Math.min(d, i.delta());
      worst =
          Math.max(worst, Math.abs(ops.apply(new Spherical(squared, i.delta())) - exact) / slope);
    }
    RandomMeasures random = new RandomMeasures(i.seed());
    Atoms[] m = new Atoms[3];
    for (int k = 0; k < m.length; k++) {
      m[k] = random.probability(i.count() - 2 * k, i.dimension(), 2);
    }
    double scale = 4 * i.delta() * i.delta();
    double squared = ops.apply(new WfrDistance(m[0], m[2], i.delta())).squared();
    double ac = distance(ops, m[0], m[2], i);
    double triangle = ac - distance(ops, m[0], m[1], i) - distance(ops, m[1], m[2], i);
    return Evidence.atMost(
            worst, Bounds.rounding(16, 1), "two unit atoms against min(|x-y|, pi delta); " + i)
        .worse(
            Evidence.atMost(
                Math.abs(Math.cos(0.5 * ac / i.delta()) - (1 - 0.5 * squared / scale)),
                Bounds.rounding(3 * i.count(), 1),
                "cos S/(2 delta) against 1 - D^2/(8 delta^2), random probabilities; " + i))
        .worse(
            Evidence.atMost(
                triangle, Bounds.rounding(3 * i.count(), i.delta()), "triangle inequality; " + i));
  }

  private static double distance(Implementation ops, Atoms a, Atoms b, Draw i) {
    return ops.apply(
        new Spherical(ops.apply(new WfrDistance(a, b, i.delta())).squared(), i.delta()));
  }
}
