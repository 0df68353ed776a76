package wfr.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import wfr.math.LogSumExp;
import wfr.math.Recent;

/**
 * How much of a density exp(l) lies outside the box R_0 of a domain: frames R_{k+1} \ R_k, R_k = prod_j [a_j - w_j (2^k - 1), b_j + w_j (2^k - 1)], w = b - a, over the axes that the box
 * truncates, each frame cut into one slab per side. All in log-space; on the line slabs are shells up to |x| about 1e100.
 * The density counts as integrable when on every side the slabs' masses M_k fall at the end by a factor of at least 0.99 per doubling: on the line |x|^-p has
 * M_(k+1)/M_k -> 2^(1-p), so p = 1 and slower decay are refused (as is everything with p below 1.0145, rightly or not).
 * Accuracy: Gauss-Legendre on panels that are graded towards the box outside; relative 1e-10 on the line, a few digits of what is outside in higher dimensions, for densities smooth
 * on the scale of a panel. Landmarks (means and deviations of Gaussians) are ends of panels, so narrow components are not stepped over.
 * Source: proofs-notes, G5, G13.
 */
public final class BoxMass {
  /** Mass outside of a box that is not worth a word. */
  public static final double NEGLIGIBLE = 1e-6;

  /** By dimension: panels of the box along an axis, panels of a slab across the box, dyadic panels of a slab outwards, frames, powers of two of landmarks. */
  private static final int[] INSIDE = {1024, 96, 16};

  private static final int[] ACROSS = {0, 64, 16};
  private static final int[] GRADING = {24, 16, 8};

  /** Where the density is nothing and only looked at. */
  private static final int FAR_GRADING = 2;

  private static final int[] MOST_FRAMES = {400, 40, 20};
  private static final int[][] DEVIATIONS = {{-1, 5}, {0, 2}, {0, 1}};
  private static final double FARTHEST = 1e100;
  private static final double LOG_RATIO = Math.log(0.99);
  private static final int LOOK_BACK = 8;

  /** Below this share of the total a slab is nothing in double precision, whatever multiplies it on the line, and by polynomials in higher dimensions. */
  private static final double[] LOG_NOTHING = {-700, -80, -80};

  /** Of exp: below it a slab is only looked at. */
  private static final double LOG_UNDERFLOW = -746;

  private record Key<T>(T density, Domain box) {}

  private static final Recent<Key<Potential>, BoxMass> TARGETS =
      new Recent<>(k -> target(k.density, k.box));
  private static final Recent<Key<InitialLaw>, BoxMass> STARTS =
      new Recent<>(k -> start(k.density, k.box));

  private final Domain box;
  private final double[][] landmarks;
  private final int form;
  private final PanelRule rule;

  /** Asked no farther than where it has underflowed: a program may not know V at 1e80. */
  private final boolean dear;

  private final double logInside;
  private final List<double[]> slabs = new ArrayList<>();
  private double[] undefinedAt;

  private BoxMass(PointDensity logDensity, Domain box, double[][] landmarks) {
    this.box = box;
    this.landmarks = landmarks;
    form = box.dimension() - 1;
    rule = new PanelRule(logDensity, box.dimension());
    dear = logDensity.isDear();
    logInside = rule.logIntegral(split(edgesOfBox()));
    if (Double.isNaN(logInside)) {
      undefinedAt = middle(edgesOfBox());
    }
    for (int axis = 0; axis < box.dimension(); axis++) {
      for (int sign = -1; sign <= 1 && box.boundary(axis) == Domain.Boundary.LINE; sign += 2) {
        slabs.add(slabs(axis, sign));
      }
    }
  }

  /** exp(logDensity) on the line against an interval; landmarks are points where the density varies quickly. */
  public static BoxMass of(
      DoubleUnaryOperator logDensity, double left, double right, double... landmarks) {
    return new BoxMass(
        x -> logDensity.applyAsDouble(x[0]),
        Domain.interval(left, right, Domain.Boundary.LINE),
        new double[][] {landmarks});
  }

  /** Masses of rho_0 and of pi outside the box of a problem, 0 where the box is the space. */
  public static double[] outside(WfrProblem problem) {
    return problem.domain().truncates()
        ? new double[] {
          ofInitial(problem.initial(), problem.domain()).outside(),
          ofTarget(problem.potential(), problem.domain()).outside()
        }
        : new double[2];
  }

  /** pi = exp(-V)/Z against the box. */
  public static BoxMass ofTarget(Potential v, Domain box) {
    return TARGETS.of(new Key<>(v, box));
  }

  private static BoxMass target(Potential v, Domain box) {
    return new BoxMass(PointDensity.ofTarget(v), box, landmarks(v, box.dimension()));
  }

  /** rho_0 against the box. */
  public static BoxMass ofInitial(InitialLaw law, Domain box) {
    return STARTS.of(new Key<>(law, box));
  }

  private static BoxMass start(InitialLaw law, Domain box) {
    return new BoxMass(PointDensity.ofInitial(law), box, landmarks(law, box.dimension()));
  }

  /** Whether the density is a number everywhere it was evaluated (NaN where only overflow meets overflow is no fault). */
  public boolean isDefined() {
    return undefinedAt == null;
  }

  /** A point where the density is not a number, null if there is none. */
  public double[] undefinedAt() {
    return undefinedAt == null ? null : undefinedAt.clone();
  }

  /** Whether the integral over the space is finite, by the slabs' ratios. */
  public boolean isIntegrable() {
    return isDefined() && slabs.stream().allMatch(BoxMass::decays);
  }

  /** log of the integral over the box. */
  public double logInside() {
    return logInside;
  }

  /** log of the integral over the space. */
  public double logTotal() {
    return LogSumExp.of(logInside, logOutside());
  }

  /** Share of the mass outside the box, in [0, 1]; 1 when the density is not integrable. */
  public double outside() {
    return isIntegrable() ? Math.exp(logOutside() - logTotal()) : 1;
  }

  /**
   * int over the outside of f_j(x) times the normalised density, for f_j &gt;= 0; infinity where a product is not integrable. With f = |x|, x^2 or |log(rho/pi)| it bounds what the box cuts off an
   * expectation. Where the density underflows the product counts as 0.
   *
   * @param count number of functions
   * @param f their values
   */
  public double[] outsideIntegrals(int count, PanelRule.Values f) {
    double[] sums = new double[count];
    if (!isIntegrable()) {
      Arrays.fill(sums, Double.POSITIVE_INFINITY);
      return sums;
    }
    double logTotal = logTotal();
    int side = 0;
    for (int axis = 0; axis < box.dimension(); axis++) {
      for (int sign = -1; sign <= 1 && box.boundary(axis) == Domain.Boundary.LINE; sign += 2) {
        double[] own = slabs.get(side++);
        double[][] masses = new double[count][own.length];
        double w = box.upper()[axis] - box.lower()[axis];
        double reach = 0;
        for (int k = 0; k < own.length; k++) {
          if (own[k] - logTotal > LOG_UNDERFLOW) {
            double[][] edges = slab(axis, sign, k, reach, w, GRADING[form]);
            double[] products = rule.integrals(split(edges), logTotal, count, f);
            for (int j = 0; j < count; j++) {
              sums[j] += products[j];
              masses[j][k] = products[j];
            }
          }
          reach = 2 * reach + w;
        }
        for (int j = 0; j < count; j++) {
          double[] logs = Arrays.stream(masses[j]).map(Math::log).toArray();
          sums[j] = decays(logs) && !Double.isNaN(sums[j]) ? sums[j] : Double.POSITIVE_INFINITY;
        }
      }
    }
    return sums;
  }

  private double logOutside() {
    double sum = Double.NEGATIVE_INFINITY;
    for (double[] side : slabs) {
      sum = LogSumExp.of(sum, LogSumExp.of(side));
    }
    return sum;
  }

  private double[][] edgesOfBox() {
    double[][] edges = new double[box.dimension()][];
    for (int j = 0; j < edges.length; j++) {
      edges[j] = uniform(j, INSIDE[form]);
    }
    return edges;
  }

  private double[] uniform(int axis, int panels) {
    double a = box.lower()[axis];
    double b = box.upper()[axis];
    double[] edges = new double[panels + 1];
    for (int i = 0; i <= panels; i++) {
      edges[i] = i == panels ? b : a + (b - a) * i / panels;
    }
    return edges;
  }

  /** Masses of the slabs on one side, until they are nothing or the farthest is reached. */
  private double[] slabs(int axis, int sign) {
    double w = box.upper()[axis] - box.lower()[axis];
    double end = sign < 0 ? box.lower()[axis] : box.upper()[axis];
    List<Double> masses = new ArrayList<>();
    double reach = 0;
    for (int k = 0; k < MOST_FRAMES[form] && reach + w < FARTHEST; k++) {
      double from = end + sign * reach;
      double last = masses.isEmpty() ? logInside : masses.get(masses.size() - 1);
      boolean far = last < logInside + LOG_UNDERFLOW;
      double[][] edges = slab(axis, sign, k, reach, w, far ? FAR_GRADING : GRADING[form]);
      double mass = rule.logIntegral(split(edges));
      if (far && mass > last) { // it comes back
        edges = slab(axis, sign, k, reach, w, GRADING[form]);
        mass = rule.logIntegral(split(edges));
      }
      if (Double.isNaN(mass)) {
        if (!(last < logInside + LOG_NOTHING[form]) && last != Double.POSITIVE_INFINITY) {
          undefinedAt = middle(edges);
        }
        break; // inf - inf far out, after the density had vanished or exploded
      }
      masses.add(mass);
      boolean nothing =
          box.dimension() == 1
              ? (mass == Double.NEGATIVE_INFINITY || dear && far && mass <= last)
                  && Math.abs(from) > 1e6 * (1 + Math.abs(end))
              : k >= 2 && mass <= last && mass < logInside + LOG_NOTHING[form];
      if (nothing || mass == Double.POSITIVE_INFINITY) {
        break;
      }
      reach = 2 * reach + w;
    }
    return masses.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Panels of slab k: outwards along its axis, across R_k along the axes before, across R_{k+1} along those after. */
  private double[][] slab(int axis, int sign, int k, double reach, double w, int grading) {
    double from = (sign < 0 ? box.lower()[axis] : box.upper()[axis]) + sign * reach;
    double width = reach + w;
    double[][] edges = new double[box.dimension()][];
    for (int j = 0; j < edges.length; j++) {
      if (j == axis) {
        continue;
      }
      edges[j] =
          box.boundary(j) == Domain.Boundary.LINE
              ? across(j, j < axis ? k : k + 1)
              : uniform(j, ACROSS[form]);
    }
    double[] outwards = new double[grading + 2];
    outwards[0] = from;
    for (int i = 0; i <= grading; i++) {
      outwards[i + 1] = from + sign * Math.scalb(width, i - grading);
    }
    edges[axis] = outwards;
    return edges;
  }

  /** R_0 and so many shells around it along an axis. */
  private double[] across(int axis, int shells) {
    double w = box.upper()[axis] - box.lower()[axis];
    DoubleStream.Builder around = DoubleStream.builder();
    double reach = 0;
    for (int k = 0; k < shells; k++) {
      for (int quarter = 1; quarter <= 4; quarter++) {
        double at = reach + (reach + w) * quarter / 4;
        around.add(box.lower()[axis] - at).add(box.upper()[axis] + at);
      }
      reach = 2 * reach + w;
    }
    return DoubleStream.concat(
            Arrays.stream(uniform(axis, Math.max(1, ACROSS[form]))), around.build())
        .sorted()
        .toArray();
  }

  private static double[] middle(double[][] edges) {
    return Arrays.stream(edges).mapToDouble(e -> e[0] + (e[e.length - 1] - e[0]) / 2).toArray();
  }

  private static boolean decays(double[] logMasses) {
    int n = logMasses.length;
    if (n == 0 || logMasses[n - 1] == Double.NEGATIVE_INFINITY) {
      return true;
    }
    if (n == 1) {
      return false;
    }
    int back = Math.min(LOOK_BACK, n - 1);
    return (logMasses[n - 1] - logMasses[n - 1 - back]) / back < LOG_RATIO;
  }

  private double[][] split(double[][] edges) {
    double[][] all = new double[edges.length][];
    Arrays.setAll(all, j -> split(edges[j], landmarks[j]));
    return all;
  }

  private static double[] split(double[] edges, double[] landmarks) {
    double a = Math.min(edges[0], edges[edges.length - 1]);
    double b = Math.max(edges[0], edges[edges.length - 1]);
    return DoubleStream.concat(
            Arrays.stream(edges), Arrays.stream(landmarks).filter(x -> x > a && x < b))
        .sorted()
        .toArray();
  }

  /** By axis, where a law or a potential that is known to be a mixture varies quickly. */
  public static double[][] landmarks(Object law, int dimension) {
    int[] powers = DEVIATIONS[Math.min(dimension, DEVIATIONS.length) - 1];
    return Landmarks.of(law, dimension, powers[0], powers[1]);
  }
}
