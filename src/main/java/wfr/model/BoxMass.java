package wfr.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.math.LogSumExp;

/**
 * How much of a density exp(l) on the line lies outside a box [a, b]:
 *   inside = int_a^b exp(l),   shells S_k = [b + w (2^k - 1), b + w (2^(k+1) - 1)] and their mirror images, w = b - a, k = 0, 1, ...
 * up to |x| about 1e100, all in log-space. The density counts as integrable when on either side the shells' masses M_k
 * fall at the end by a factor of at least 0.99 per doubling: |x|^-p has M_(k+1)/M_k -> 2^(1-p), so p = 1 and slower decay
 * are refused (as is everything with p below 1.0145, rightly or not).
 * Accuracy: Gauss-Legendre with 12 nodes on 1024 panels inside and on panels graded towards the box in each shell;
 * relative 1e-10 for densities smooth on that scale. Landmarks (means and deviations of Gaussians) are panel ends,
 * so narrow components are not stepped over.
 * Source: proofs-notes, G5, G13.
 */
public final class BoxMass {
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(12);
  private static final int INSIDE_PANELS = 1024;
  private static final int GRADING = 24;
  private static final double FARTHEST = 1e100;
  private static final double LOG_RATIO = Math.log(0.99);
  private static final int LOOK_BACK = 8;

  /** Below this share of the total a shell is nothing in double precision, whatever multiplies it. */
  private static final double LOG_NOTHING = -700;

  private final DoubleUnaryOperator logDensity;
  private final double left;
  private final double right;
  private final double[] landmarks;
  private final double logInside;
  private final double[] logShellsLeft;
  private final double[] logShellsRight;
  private double undefinedAt = Double.NaN;

  private BoxMass(DoubleUnaryOperator logDensity, double left, double right, double[] landmarks) {
    this.logDensity = logDensity;
    this.left = left;
    this.right = right;
    this.landmarks = landmarks;
    double[] edges = new double[INSIDE_PANELS + 1];
    for (int i = 0; i <= INSIDE_PANELS; i++) {
      edges[i] = i == INSIDE_PANELS ? right : left + (right - left) * i / INSIDE_PANELS;
    }
    logInside = logIntegral(edges);
    if (Double.isNaN(logInside)) {
      undefinedAt = left + (right - left) / 2;
    }
    logShellsLeft = shells(-1);
    logShellsRight = shells(1);
  }

  /** exp(logDensity) against the box; landmarks are points where the density varies quickly. */
  public static BoxMass of(
      DoubleUnaryOperator logDensity, double left, double right, double... landmarks) {
    return new BoxMass(logDensity, left, right, landmarks.clone());
  }

  /** Masses of rho_0 and of pi outside the box of a problem on the line. */
  public static double[] outside(WfrProblem problem) {
    return new double[] {
      ofInitial(problem.initial(), problem.domain()).outside(),
      ofTarget(problem.potential(), problem.domain()).outside()
    };
  }

  /** pi = exp(-V)/Z against the box. */
  public static BoxMass ofTarget(Potential v, Domain box) {
    return of(x -> -v.value(x), box.left(), box.right(), landmarks(v));
  }

  /** rho_0 against the box. */
  public static BoxMass ofInitial(InitialLaw law, Domain box) {
    return of(law::logDensity, box.left(), box.right(), landmarks(law));
  }

  /** Whether the density is a number everywhere it was evaluated (NaN where only overflow meets overflow is no fault). */
  public boolean isDefined() {
    return Double.isNaN(undefinedAt);
  }

  /** A point where the density is not a number, NaN if there is none. */
  public double undefinedAt() {
    return undefinedAt;
  }

  /** Whether the integral over the line is finite, by the shells' ratios. */
  public boolean isIntegrable() {
    return isDefined() && decays(logShellsLeft) && decays(logShellsRight);
  }

  /** log int_a^b exp(l). */
  public double logInside() {
    return logInside;
  }

  /** log of the integral over the line. */
  public double logTotal() {
    return LogSumExp.of(logInside, logOutside());
  }

  /** Share of the mass outside the box, in [0, 1]; 1 when the density is not integrable. */
  public double outside() {
    return isIntegrable() ? Math.exp(logOutside() - logTotal()) : 1;
  }

  /**
   * int over the outside of f(x) times the normalised density, for f &gt;= 0 of at most polynomial growth; infinity when the
   * product is not integrable. With f = |x|, x^2 or |log(rho/pi)| it bounds what the box cuts off an expectation.
   */
  public double outsideIntegral(DoubleUnaryOperator f) {
    BoxMass product =
        of(
            x -> {
              double l = logDensity.applyAsDouble(x);
              return l == Double.NEGATIVE_INFINITY ? l : l + Math.log(f.applyAsDouble(x));
            },
            left,
            right,
            landmarks);
    if (!isIntegrable() || !product.isIntegrable()) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.exp(product.logOutside() - logTotal());
  }

  private double logOutside() {
    return LogSumExp.of(LogSumExp.of(logShellsLeft), LogSumExp.of(logShellsRight));
  }

  /** Masses of the shells on one side, until they are nothing or the farthest point is reached. */
  private double[] shells(int side) {
    double w = right - left;
    double edge = side < 0 ? left : right;
    List<Double> masses = new ArrayList<>();
    for (double reach = 0; reach + w < FARTHEST; reach = 2 * reach + w) {
      double from = edge + side * reach;
      double h = reach + w;
      double[] panels = new double[GRADING + 2];
      panels[0] = from;
      for (int j = 0; j <= GRADING; j++) {
        panels[j + 1] = from + side * Math.scalb(h, j - GRADING);
      }
      double mass = logIntegral(panels);
      double last = masses.isEmpty() ? logInside : masses.get(masses.size() - 1);
      if (Double.isNaN(mass)) {
        if (!(last < logInside + LOG_NOTHING) && last != Double.POSITIVE_INFINITY) {
          undefinedAt = from + side * h / 2;
        }
        break; // inf - inf far out, after the density had vanished or exploded
      }
      masses.add(mass);
      if (mass == Double.POSITIVE_INFINITY
          || mass == Double.NEGATIVE_INFINITY && Math.abs(from) > 1e6 * (1 + Math.abs(edge))) {
        break;
      }
    }
    return masses.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static boolean decays(double[] logShells) {
    int n = logShells.length;
    if (n == 0 || logShells[n - 1] == Double.NEGATIVE_INFINITY) {
      return true;
    }
    if (n == 1) {
      return false;
    }
    int back = Math.min(LOOK_BACK, n - 1);
    return (logShells[n - 1] - logShells[n - 1 - back]) / back < LOG_RATIO;
  }

  /** log int exp(l) over the panels between consecutive edges, split at landmarks; NaN if l is. */
  private double logIntegral(double[] edges) {
    double a = Math.min(edges[0], edges[edges.length - 1]);
    double b = Math.max(edges[0], edges[edges.length - 1]);
    double[] all =
        DoubleStream.concat(
                Arrays.stream(edges), Arrays.stream(landmarks).filter(x -> x > a && x < b))
            .sorted()
            .toArray();
    int m = RULE.getNumberOfPoints();
    double[] logs = new double[(all.length - 1) * m];
    int k = 0;
    for (int i = 0; i + 1 < all.length; i++) {
      double half = (all[i + 1] - all[i]) / 2;
      double centre = all[i] + half;
      for (int j = 0; j < m; j++) {
        double x = centre + half * RULE.getPoint(j);
        double l = logDensity.applyAsDouble(x);
        if (Double.isNaN(l)) {
          return Double.NaN;
        }
        logs[k++] = l + Math.log(half * RULE.getWeight(j));
      }
    }
    return LogSumExp.of(logs);
  }

  /** Means and mean +- 2^j deviations of Gaussians; nothing is known of other laws. */
  private static double[] landmarks(Object law) {
    List<GaussianLaw> components =
        law instanceof GaussianLaw g
            ? List.of(g)
            : law instanceof MixtureLaw m ? m.components() : List.of();
    DoubleStream.Builder points = DoubleStream.builder();
    for (GaussianLaw g : components) {
      double mean = g.mean()[0];
      double deviation = Math.sqrt(g.covariance()[0][0]);
      points.add(mean);
      for (int j = -1; j <= 5; j++) {
        points.add(mean - Math.scalb(deviation, j));
        points.add(mean + Math.scalb(deviation, j));
      }
    }
    return points.build().toArray();
  }
}
