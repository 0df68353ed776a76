package wfr.spec;

import java.util.List;
import java.util.Set;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.measure.Atoms;
import wfr.model.GaussianLaw;
import wfr.operation.ClosedFormOperations.GaussianFlow;
import wfr.operation.GeometryOperations.DiracGeodesic;
import wfr.operation.GeometryOperations.WfrDistance;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claims A11, A13 and A7P: geodesics between atoms, the action of the flow, and its dissipation along particles. */
public final class GeodesicClaims {
  /** Error that the extrapolated action may claim, relative to D^2. */
  private static final double ACTION_ACCURACY = 1e-8;

  private static final int ATOMS = 120;

  /** Error that quadrature and steps of A7P may claim, relative to the fall of KL. */
  private static final double ACCURACY = 1e-6;

  /**
   * Two atoms.
   *
   * @param a mass
   * @param x position
   * @param b mass
   * @param y position, at most pi delta from x
   * @param delta length scale
   */
  public record Ends(double a, double x, double b, double y, double delta) {}

  /**
   * A Gaussian flow on the line.
   *
   * @param target pi
   * @param initial rho_0
   * @param lambda reaction rate, positive
   * @param diffusivity D, positive
   */
  public record Flow(GaussianLaw target, GaussianLaw initial, double lambda, double diffusivity) {}

  /** A11: geodesics between atoms. */
  public static final Claim<Ends> A11 =
      Claim.exact(
          "A11",
          "Geodesics between atoms are chords in the plane: action = D^2, constant speed",
          EvidenceClass.D,
          Set.of(Group.GEOMETRY),
          List.of(
              new Ends(1, 0, 2, 1, 0.5),
              new Ends(0.3, 1, 2, -0.4, 0.6),
              new Ends(2, -1, 0.7, 3, 1.4),
              new Ends(1.5, 0, 0.9, 3, 0.96)),
          (ops, i, seed) -> chord(ops, i));

  /** A13: the flow as a curve of this geometry. */
  public static final Claim<Flow> A13 =
      Claim.exact(
          "A13",
          "Along the flow D^2(rho_0, rho_T) <= D T (KL_0 - KL_T) with delta = (D/lambda)^{1/2}, equal up to O(T^2): its speed is the slope",
          EvidenceClass.D,
          Set.of(Group.GEOMETRY, Group.CLOSED_FORM),
          List.of(
              new Flow(GaussianLaw.of(0.5, 1), GaussianLaw.of(-0.2, 0.6), 1, 1),
              new Flow(GaussianLaw.of(0.3, 1.4), GaussianLaw.of(0, 2), 0.7, 1.5)),
          (ops, i, seed) -> action(ops, i));

  /** A7P: the dissipation identity summed over particles. */
  public static final Claim<Flow> A7P =
      Claim.exact(
          "A7P",
          "Carried particles: sum m h falls by the time integral of sum m (D h'^2 + lambda (h - E h)^2)",
          EvidenceClass.D,
          Set.of(Group.CLOSED_FORM),
          List.of(
              new Flow(GaussianLaw.of(0.5, 1), GaussianLaw.of(-0.2, 0.6), 1, 1),
              new Flow(GaussianLaw.of(0.3, 1.4), GaussianLaw.of(0, 2), 0.7, 1.5)),
          (ops, i, seed) -> dissipation(ops, i));

  private GeodesicClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(A11, A13, A7P);
  }

  private static Evidence chord(Implementation ops, Ends i) {
    double squared = GeometryClaims.diracSquared(i.a(), i.b(), Math.abs(i.x() - i.y()), i.delta());
    RombergTable table = new RombergTable(2, 4, 6);
    for (int l = 0; l < 5; l++) {
      table.add(action(ops, i, 64 << l));
    }
    Estimate action = table.estimate();
    double ends = 0;
    double[] start = ops.apply(new DiracGeodesic(i.a(), i.x(), i.b(), i.y(), i.delta(), 0));
    double[] end = ops.apply(new DiracGeodesic(i.a(), i.x(), i.b(), i.y(), i.delta(), 1));
    ends = Math.max(Math.abs(start[0] - i.a()), Math.abs(start[1] - i.x()));
    ends = Math.max(ends, Math.max(Math.abs(end[0] - i.b()), Math.abs(end[1] - i.y())));
    double speed = 0;
    double s = 0.2;
    double[] from = ops.apply(new DiracGeodesic(i.a(), i.x(), i.b(), i.y(), i.delta(), s));
    for (double t : new double[] {0.35, 0.6, 1}) {
      double[] to = ops.apply(new DiracGeodesic(i.a(), i.x(), i.b(), i.y(), i.delta(), t));
      double part =
          ops.apply(
                  new WfrDistance(
                      Atoms.dirac(from[0], from[1]), Atoms.dirac(to[0], to[1]), i.delta()))
              .squared();
      speed = Math.max(speed, Math.abs(part - (t - s) * (t - s) * squared));
    }
    double size = 4 * i.delta() * i.delta() * (i.a() + i.b());
    return Evidence.atMost(
            Math.abs(action.value() - squared), action.error(), "action against D^2; " + i)
        .worse(
            Evidence.atMost(action.error(), ACTION_ACCURACY * squared, "error of the action; " + i))
        .worse(Evidence.atMost(ends, Bounds.rounding(16, 4), "ends of the geodesic; " + i))
        .worse(
            Evidence.atMost(
                speed, Bounds.rounding(32, size), "D^2(s, t) against (t-s)^2 D^2; " + i));
  }

  /** int (v^2 + delta^2 w^2) m dt by the midpoint rule, v and w = (log m)' by central differences over each interval. */
  private static double action(Implementation ops, Ends i, int n) {
    double sum = 0;
    double[] before = ops.apply(new DiracGeodesic(i.a(), i.x(), i.b(), i.y(), i.delta(), 0));
    for (int k = 1; k <= n; k++) {
      double[] after =
          ops.apply(new DiracGeodesic(i.a(), i.x(), i.b(), i.y(), i.delta(), (double) k / n));
      double[] middle =
          ops.apply(new DiracGeodesic(i.a(), i.x(), i.b(), i.y(), i.delta(), (k - 0.5) / n));
      double v = (after[1] - before[1]) * n;
      double massRate = (after[0] - before[0]) * n;
      double reaction = i.delta() * massRate / middle[0];
      sum += (v * v + reaction * reaction) * middle[0] / n;
      before = after;
    }
    return sum;
  }

  private static Evidence action(Implementation ops, Flow i) {
    double delta = Math.sqrt(i.diffusivity() / i.lambda());
    double[] missing = new double[4];
    double excess = Double.NEGATIVE_INFINITY;
    for (int l = 0; l < missing.length; l++) {
      double time = 0.2 / (1 << l);
      Atoms[] ends = carried(ops, i, time, 16);
      double squared = ops.apply(new WfrDistance(ends[0], ends[1], delta)).squared();
      double drop = divergence(i, i.initial()) - divergence(i, law(ops, i, time));
      missing[l] = 1 - squared / (i.diffusivity() * time * drop);
      excess = Math.max(excess, -missing[l]);
    }
    // Relative rounding of D^2, which is small against the masses by the square of the smallest T.
    double rounding = Bounds.rounding(8 * ATOMS, 1) / (0.025 * 0.025);
    return Evidence.atMost(excess, rounding, "D^2/(D T (KL_0 - KL_T)) - 1; " + text(i))
        .worse(
            ConvergenceStudy.ofErrors(2, 1, missing)
                .evidence("1 - D^2/(D T (KL_0 - KL_T)) for T = 0.2 ... 0.025; " + text(i)));
  }

  /** The fall of KL along the particles against the integral of what they dissipate, by Gauss quadrature of two orders. */
  private static Evidence dissipation(Implementation ops, Flow i) {
    double time = 0.4;
    double fall = along(ops, i, 0)[0] - along(ops, i, time)[0];
    double coarse = dissipated(ops, i, time, 6);
    double fine = dissipated(ops, i, time, 10);
    // Runge-Kutta: the fall with half the steps shows 15/16 of their error.
    double runge = Math.abs(kl(ops, i, carried(ops, i, time, 8)[1], time) - along(ops, i, time)[0]);
    double error = Math.abs(fine - coarse) + runge + Bounds.rounding(8 * ATOMS, 1);
    return Evidence.atMost(
            Math.abs(fall - fine), error, "fall of sum m h against its dissipation; " + text(i))
        .worse(
            Evidence.atMost(error, ACCURACY * fall, "error of quadrature and steps; " + text(i)));
  }

  private static double dissipated(Implementation ops, Flow i, double time, int order) {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(order, 0, time);
    double sum = 0;
    for (int j = 0; j < order; j++) {
      sum += rule.getWeight(j) * along(ops, i, rule.getPoint(j))[1];
    }
    return sum;
  }

  /** KL and its dissipation, both as sums over the particles at a time. */
  private static double[] along(Implementation ops, Flow i, double time) {
    Atoms atoms = carried(ops, i, time, 16)[1];
    double kl = kl(ops, i, atoms, time);
    double[] law = coefficients(ops, i, time);
    double sum = 0;
    for (int k = 0; k < ATOMS; k++) {
      double[] rate = rate(i, law, atoms.points()[k][0]);
      double slope = rate[0] / i.diffusivity();
      double h = law[2] - rate[1] / i.lambda();
      sum +=
          atoms.masses()[k] * (i.diffusivity() * slope * slope + i.lambda() * (h - kl) * (h - kl));
    }
    return new double[] {kl, sum};
  }

  private static double kl(Implementation ops, Flow i, Atoms atoms, double time) {
    double[] law = coefficients(ops, i, time);
    double sum = 0;
    for (int k = 0; k < ATOMS; k++) {
      sum += atoms.masses()[k] * (law[2] - rate(i, law, atoms.points()[k][0])[1] / i.lambda());
    }
    return sum;
  }

  private static String text(Flow i) {
    return "lambda = " + i.lambda() + ", D = " + i.diffusivity();
  }

  private static GaussianLaw law(Implementation ops, Flow i, double time) {
    return ops.apply(new GaussianFlow(i.target(), i.initial(), i.lambda(), i.diffusivity(), time));
  }

  private static double divergence(Flow i, GaussianLaw rho) {
    double s = i.target().covariance()[0][0];
    double c = rho.covariance()[0][0];
    double y = rho.mean()[0] - i.target().mean()[0];
    return 0.5 * (c / s - 1 - Math.log(c / s) + y * y / s);
  }

  /**
   * rho_0 as atoms on a lattice (the rule converges faster than any power), and the same atoms carried by x' = -D h', (log m)' = -lambda (h - E h)
   * with h of the closed form, by the classical Runge-Kutta method. On a fixed grid a short step would be dearer than it is.
   */
  private static Atoms[] carried(Implementation ops, Flow i, double time, int steps) {
    double deviation = Math.sqrt(i.initial().covariance()[0][0]);
    double dx = 16 * deviation / ATOMS;
    double[] x = new double[ATOMS];
    double[] m = new double[ATOMS];
    for (int k = 0; k < ATOMS; k++) {
      x[k] = i.initial().mean()[0] + dx * (k - 0.5 * (ATOMS - 1));
      m[k] = dx * Math.exp(i.initial().logDensity(x[k]));
    }
    Atoms start = Atoms.line(x.clone(), m.clone());
    double h = time / steps;
    for (int n = 0; n < steps; n++) {
      double[][] rates = {
        coefficients(ops, i, n * h),
        coefficients(ops, i, (n + 0.5) * h),
        coefficients(ops, i, (n + 1) * h)
      };
      for (int k = 0; k < ATOMS; k++) {
        double[] a = rate(i, rates[0], x[k]);
        double[] b = rate(i, rates[1], x[k] + 0.5 * h * a[0]);
        double[] c = rate(i, rates[1], x[k] + 0.5 * h * b[0]);
        double[] d = rate(i, rates[2], x[k] + h * c[0]);
        x[k] += h / 6 * (a[0] + 2 * b[0] + 2 * c[0] + d[0]);
        m[k] *= Math.exp(h / 6 * (a[1] + 2 * b[1] + 2 * c[1] + d[1]));
      }
    }
    return new Atoms[] {start, Atoms.line(x, m)};
  }

  /** Mean and variance of the law, and E h = KL. */
  private static double[] coefficients(Implementation ops, Flow i, double time) {
    GaussianLaw rho = time > 0 ? law(ops, i, time) : i.initial();
    return new double[] {rho.mean()[0], rho.covariance()[0][0], divergence(i, rho)};
  }

  private static double[] rate(Flow i, double[] law, double x) {
    double s = i.target().covariance()[0][0];
    double y = x - i.target().mean()[0];
    double z = x - law[0];
    double h = 0.5 * (y * y / s - z * z / law[1] + Math.log(s / law[1]));
    return new double[] {-i.diffusivity() * (y / s - z / law[1]), -i.lambda() * (h - law[2])};
  }
}
