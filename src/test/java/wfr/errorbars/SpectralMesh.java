package wfr.errorbars;

import java.util.ArrayList;
import java.util.List;

/** Elements of one polynomial degree whose edges lie on the breaks, geometrically graded towards breaks and ends, and as short as exp(-V), rho_0 and their logarithms ask for. */
final class SpectralMesh {
  private static final double GRADING = 1.0 / 3;
  private static final double JUMP = 1e-9;
  private static final double KINK = 1e-5;
  private static final double LONGEST = 1.0 / 12;
  private static final int MOST_SPLITS = 40;

  /** Of a layer 1/|V'| or 1/|h'| at an end, the shortest element. */
  private static final double OF_LAYER = 0.3;

  final LobattoRule rule;
  final double[] edges;

  private SpectralMesh(LobattoRule rule, double[] edges) {
    this.rule = rule;
    this.edges = edges;
  }

  int elements() {
    return edges.length - 1;
  }

  /**
   * A mesh of a problem.
   *
   * @param tolerance of interpolation
   * @param shrink divides the shortest elements
   */
  static SpectralMesh of(LineProblem p, LobattoRule rule, double tolerance, double shrink) {
    List<Double> corners = new ArrayList<>();
    corners.add(p.left());
    for (double b : p.breaks()) {
      corners.add(b);
    }
    corners.add(p.right());
    List<Double> cuts = new ArrayList<>();
    cuts.add(p.left());
    for (int k = 0; k + 1 < corners.size(); k++) {
      double a = corners.get(k);
      double b = corners.get(k + 1);
      double half = 0.5 * (b - a);
      List<Double> inner = new ArrayList<>();
      double low = shortest(p, a, b, true) / shrink;
      double high = shortest(p, a, b, false) / shrink;
      for (double s = half; s > low; s *= GRADING) {
        inner.add(a + s);
      }
      for (double s = half * GRADING; s > high; s *= GRADING) {
        inner.add(b - s);
      }
      inner.sort(null);
      cuts.addAll(inner);
      cuts.add(b);
    }
    double[] scale = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    int scan = 4000;
    for (int i = 0; i < scan; i++) {
      double x = p.left() + (i + 0.5) / scan * (p.right() - p.left());
      scale[0] = Math.min(scale[0], p.potential().at(x, x));
      scale[1] = Math.max(scale[1], p.start().at(x, x));
    }
    List<Double> edges = new ArrayList<>();
    edges.add(p.left());
    for (int k = 0; k + 1 < cuts.size(); k++) {
      split(p, rule, cuts.get(k), cuts.get(k + 1), tolerance, scale, 0, edges);
    }
    return new SpectralMesh(rule, edges.stream().mapToDouble(x -> x).toArray());
  }

  /** Length of the element at an end of a smooth piece [a, b]. */
  private static double shortest(LineProblem p, double a, double b, boolean low) {
    double x = low ? a : b;
    double other = low ? b : a;
    double inside = x + 1e-7 * (other - x); // a difference of start's logarithm
    double slope =
        Math.abs(p.slope().at(x, inside))
            + Math.abs((p.start().at(inside, inside) - p.start().at(x, inside)) / (inside - x));
    if (p.ends() == LineProblem.Ends.OPEN && (low ? x == p.left() : x == p.right())) {
      return Math.abs(b - a);
    }
    boolean end = low ? x == p.left() : x == p.right();
    boolean jump =
        end ? p.periodic() && jumps(p, p.left(), p.right(), p.right()) : jumps(p, x, x, b - a);
    return Math.min((jump ? JUMP : KINK) * (b - a), OF_LAYER / slope);
  }

  private static boolean jumps(LineProblem p, double right, double left, double width) {
    double step = 1e-9 * Math.abs(width); // sides only
    double v = p.potential().at(right, right + step) - p.potential().at(left, left - step);
    double s = p.start().at(right, right + step) - p.start().at(left, left - step);
    double least = 1e-6; // of what is a kink
    return Math.abs(v) + Math.abs(s) > least;
  }

  private static void split(
      LineProblem p,
      LobattoRule rule,
      double a,
      double b,
      double tolerance,
      double[] scale,
      int depth,
      List<Double> edges) {
    boolean shortEnough = b - a <= LONGEST * (p.right() - p.left());
    if (depth > MOST_SPLITS || shortEnough && resolved(p, rule, a, b, tolerance, scale)) {
      edges.add(b);
      return;
    }
    double m = 0.5 * (a + b);
    split(p, rule, a, m, tolerance, scale, depth + 1, edges);
    split(p, rule, m, b, tolerance, scale, depth + 1, edges);
  }

  private static boolean resolved(
      LineProblem p, LobattoRule rule, double a, double b, double tolerance, double[] scale) {
    double m = 0.5 * (a + b);
    double j = 0.5 * (b - a);
    int n = rule.degree + 1;
    double[][] f = new double[3][n];
    for (int i = 0; i < n; i++) {
      sample(p, m + j * rule.nodes[i], m, scale, f, i);
    }
    double[][] at = new double[3][1];
    for (int i = 0; i < rule.degree; i += 2) {
      double x = 0.5 * (rule.nodes[i] + rule.nodes[i + 1]);
      sample(p, m + j * x, m, scale, at, 0);
      double weight = Math.max(at[0][0], at[1][0]);
      for (int k = 0; k < 3; k++) {
        double off = Math.abs(rule.interpolate(f[k], 0, x) - at[k][0]);
        if (!(off * (k == 2 ? weight / (1 + Math.abs(at[k][0])) : 1) <= tolerance)) {
          return false;
        }
      }
    }
    return true;
  }

  /** exp(-V) and rho_0 over their largest values, and log(rho_0/pi). */
  private static void sample(
      LineProblem p, double x, double side, double[] scale, double[][] out, int i) {
    double v = p.potential().at(x, side);
    double s = p.start().at(x, side);
    out[0][i] = Math.exp(-(v - scale[0]));
    out[1][i] = Math.exp(s - scale[1]);
    out[2][i] = s + v;
  }

  /** The same with some elements halved. */
  SpectralMesh halved(boolean[] which) {
    List<Double> all = new ArrayList<>();
    all.add(edges[0]);
    for (int e = 0; e < elements(); e++) {
      if (which[e]) {
        all.add(0.5 * (edges[e] + edges[e + 1]));
      }
      all.add(edges[e + 1]);
    }
    return new SpectralMesh(rule, all.stream().mapToDouble(x -> x).toArray());
  }

  /** With every edge of another mesh that does not lie close to one of this. */
  SpectralMesh refinedAs(SpectralMesh other) {
    List<Double> all = new ArrayList<>();
    int next = 0;
    for (int e = 0; e < elements(); e++) {
      double a = edges[e];
      double b = edges[e + 1];
      all.add(a);
      double apart = 0.2 * (b - a);
      while (next < other.edges.length && other.edges[next] < b - apart) {
        if (other.edges[next] > all.get(all.size() - 1) + apart) {
          all.add(other.edges[next]);
        }
        next++;
      }
      while (next < other.edges.length && other.edges[next] <= b) {
        next++;
      }
    }
    all.add(edges[elements()]);
    return new SpectralMesh(rule, all.stream().mapToDouble(x -> x).toArray());
  }
}
