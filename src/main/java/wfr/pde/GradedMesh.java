package wfr.pde;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import wfr.math.Recent;
import wfr.model.BoxMass;
import wfr.model.Domain;
import wfr.model.Potential;
import wfr.model.WfrProblem;

/**
 * A smooth map of the line's interval that puts cells where pi and rho_0 need them: edges at equal steps of
 *   xi(x) = int_a^x w,   w(x) = [ (10/L)^4 + sum_y (l_y^2 + (x - y)^2/4)^{-2} ]^{1/4},
 * over the places y of some quantiles of pi and of rho_0, with the local scales 1/l^2 = |V''| at those of pi and |V''| + |(log rho_0)''| at those of rho_0.
 * A start far from equilibrium falls to where V is least, and on its way cells are narrow against 1/|V'|, or fluxes are upwind: w^4 has a bell of height (0.15 |V'(y)|)^4, (1 + 256 (x - y)^2/s^2)^{-2}, more
 * for each of 33 places y of the ways, of length s, that the points fall between which eight tenths of rho_0 lie.
 * xi is analytic, so that errors on M, 2M, 4M cells expand in even powers of 1/M as on equal cells, and every edge of M cells is one of 2M.
 * Points where V or log rho_0 jumps or has a kink are edges: the pieces between them have whole numbers of cells in proportion to their xi, on the coarsest grid ({@link #fewest}) at
 * least one, and each of M cells is two of 2M. Places of such points are places y with the distance to the nearest other one as scale. xi within a piece is analytic.
 * Special cases: where both laws are as wide as the interval, w is nearly constant.
 * Accuracy: quantiles to a cell of the search that finds them; edges to rounding of xi. Source: proofs-notes, G16, G17.
 */
public final class GradedMesh {
  private static final double[] QUANTILES = {
    1e-9, 1e-5, 1e-3, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 0.999, 1 - 1e-5, 1 - 1e-9
  };

  private static final int TENTH = 4;

  /** (10/L): cells of the least density, per tenth of the interval. */
  private static final double LEAST = 10;

  /** Of |V'| where rho_0 falls, V falling no more than so much, and places on that way. */
  private static final double FALL = 0.15;

  private static final double MOST_FALL = 2048;
  private static final int WAY = 32;

  /** Change of w along a panel of the integral. */
  private static final double PANEL = 1.15;

  private static final int DEEPEST = 60;
  private static final int NEWTON = 8;

  /** First points of the search for a law's quantiles; variation of its logarithm between two of them where it matters, and below which share of the top it does not. */
  private static final int SEARCH = 4096;

  private static final double VARIATION = 0.5;
  private static final double NEGLIGIBLE = 40;
  private static final int MOST_POINTS = 1 << 18;

  private static final double[] NODE = {
    -0.96028985649753623, -0.79666647741362674, -0.52553240991632899, -0.18343464249564980,
    0.18343464249564980, 0.52553240991632899, 0.79666647741362674, 0.96028985649753623
  };
  private static final double[] WEIGHT = {
    0.10122853629037626, 0.22238103445337447, 0.31370664587788729, 0.36268378337836198,
    0.36268378337836198, 0.31370664587788729, 0.22238103445337447, 0.10122853629037626
  };

  private record Key(WfrProblem problem, int cells) {}

  private static final Recent<WfrProblem, GradedMesh> RECENT = new Recent<>(GradedMesh::new);
  private static final Recent<Key, double[]> EDGES =
      new Recent<>(k -> RECENT.of(k.problem).edges(k.cells));

  /** Breakpoints nearer to one another than this part of the interval are one. */
  private static final double ONE = 1e-10;

  private static final int FEWEST = 64;

  private final double length;

  /** The ends of the interval and the breakpoints, xi there, and cells of the pieces between them on the coarsest grid. */
  private final double[] breaks;

  private final double[] xiOfBreaks;
  private final int[] cellsOfPieces;
  private final List<double[]> sources = new ArrayList<>();

  /** Places of a fall, (c V')^2 there, and one over the width of their bells. */
  private final List<double[]> way = new ArrayList<>();

  /** Ends of panels and xi there. */
  private final List<Double> ends = new ArrayList<>();

  private final List<Double> xi = new ArrayList<>();

  private double steepest;

  private GradedMesh(WfrProblem problem) {
    Domain box = problem.domain();
    length = box.right() - box.left();
    Potential potential = problem.potential();
    DoubleUnaryOperator target = x -> -potential.value(x);
    DoubleUnaryOperator start = x -> problem.initial().logDensity(x);
    double[][] ofTarget =
        quantiles(target, potential, box, BoxMass.landmarks(problem.potential(), 1)[0]);
    double[][] ofStart = quantiles(start, null, box, BoxMass.landmarks(problem.initial(), 1)[0]);
    for (double[] q : ofTarget) {
      sources.add(new double[] {q[0], scale(Math.abs(second(target, q)))});
    }
    for (double[] q : ofStart) {
      double curvature = Math.abs(second(target, q)) + Math.abs(second(start, q));
      sources.add(new double[] {q[0], scale(curvature)});
    }
    fall(problem.potential(), box, ofStart[TENTH][0]);
    fall(problem.potential(), box, ofStart[QUANTILES.length - 1 - TENTH][0]);
    breaks = breaks(problem);
    for (int k = 1; breaks.length > 3 && k < breaks.length - 1; k++) {
      double gap = length;
      gap = k > 1 ? Math.min(gap, breaks[k] - breaks[k - 1]) : gap;
      gap = k < breaks.length - 2 ? Math.min(gap, breaks[k + 1] - breaks[k]) : gap;
      sources.add(new double[] {breaks[k], gap});
    }
    ends.add(box.left());
    xi.add(0.0);
    xiOfBreaks = new double[breaks.length];
    for (int k = 1; k < breaks.length; k++) {
      panels(breaks[k - 1], breaks[k], 0);
      xiOfBreaks[k] = xi.get(xi.size() - 1);
    }
    int cells = FEWEST;
    while (cells < 2 * xiOfBreaks[breaks.length - 1] || cells < 4 * breaks.length) {
      cells *= 2;
    }
    cellsOfPieces = shares(cells);
  }

  /** Adds the way that a point falls, to the first minimum of V. */
  private void fall(Potential v, Domain box, double from) {
    double end = v.derivative(from) > 0 ? box.left() : box.right();
    double x = from;
    double drop = 0;
    for (int i = 1; i <= SEARCH; i++) {
      double next = from + (end - from) * ((double) i / SEARCH);
      double fall = v.value(x) - v.value(next);
      if (!(fall > 0)) {
        break;
      }
      drop += fall;
      x = next;
    }
    double share = FALL * Math.min(1, MOST_FALL / drop);
    for (int k = 0; k <= WAY && x != from; k++) {
      double y = from + (x - from) * ((double) k / WAY);
      double slope = Math.abs(v.derivative(y));
      double a = share * slope;
      steepest = Math.max(steepest, slope);
      way.add(new double[] {y, a * a, 0.5 * WAY / Math.abs(x - from)});
    }
  }

  /** The ends of the interval and, between them, where V or log rho_0 is not smooth. */
  private static double[] breaks(WfrProblem problem) {
    Domain box = problem.domain();
    double a = box.left();
    double b = box.right();
    List<Double> all = new ArrayList<>(List.of(a));
    DoubleStream.concat(
            Arrays.stream(problem.potential().breakpoints(a, b)),
            Arrays.stream(problem.initial().breakpoints(a, b)))
        .sorted()
        .filter(x -> b - x > ONE * (b - a))
        .forEach(
            x -> {
              if (x - all.get(all.size() - 1) > ONE * (b - a)) {
                all.add(x);
              }
            });
    all.add(b);
    return all.stream().mapToDouble(x -> x).toArray();
  }

  /** Whole numbers of cells of the pieces, one at least, in proportion to their xi. */
  private int[] shares(int cells) {
    int pieces = breaks.length - 1;
    double all = xiOfBreaks[pieces];
    int[] share = new int[pieces];
    int given = 0;
    for (int k = 0; k < pieces; k++) {
      share[k] = (int) Math.max(1, Math.round(cells * (xiOfBreaks[k + 1] - xiOfBreaks[k]) / all));
      given += share[k];
    }
    while (given != cells) {
      int most = 0;
      for (int k = 1; k < pieces; k++) {
        most = share[k] > share[most] ? k : most;
      }
      share[most] += given < cells ? 1 : -1;
      given += given < cells ? 1 : -1;
    }
    return share;
  }

  /** Whether V or log rho_0 of a line has jumps or kinks. */
  public static boolean isBroken(WfrProblem problem) {
    return problem.dimension() == 1 && breaks(problem).length > 2;
  }

  /** Cells of the coarsest grid: two for every local scale, a power of two times {@value #FEWEST}. */
  public static int fewest(WfrProblem problem) {
    return Arrays.stream(RECENT.of(problem).cellsOfPieces).sum();
  }

  /** Largest |V'| on the way that rho_0 falls. */
  public static double steepest(WfrProblem problem) {
    return RECENT.of(problem).steepest;
  }

  /** Edges of so many cells of a problem of the line, from its left to its right end. */
  public static double[] edges(WfrProblem problem, int cells) {
    if (problem.dimension() != 1) {
      throw new IllegalArgumentException("graded cells are for the line: " + problem.dimension());
    }
    return EDGES.of(new Key(problem, cells)).clone();
  }

  private double[] edges(int cells) {
    int coarsest = Arrays.stream(cellsOfPieces).sum();
    int[] share = cellsOfPieces.length == 1 ? new int[] {cells} : cellsOfPieces.clone();
    if (share.length > 1) {
      if (cells % coarsest != 0) {
        throw new IllegalArgumentException(
            "a multiple of " + coarsest + " cells is needed for the breakpoints: " + cells);
      }
      Arrays.setAll(share, k -> share[k] * (cells / coarsest));
    }
    double[] edges = new double[cells + 1];
    int at = 0;
    for (int k = 0; k < share.length; k++) {
      double from = xiOfBreaks[k];
      double width = xiOfBreaks[k + 1] - from;
      edges[at] = breaks[k];
      for (int i = 1; i < share[k]; i++) {
        edges[at + i] = at(from + width * ((double) i / share[k]));
      }
      at += share[k];
    }
    edges[cells] = breaks[breaks.length - 1];
    return edges;
  }

  private double scale(double curvature) {
    return Math.max(1 / Math.sqrt(curvature + 1 / (length * length)), length * Math.ulp(1e4));
  }

  /** Second difference over the width of the search there. */
  private static double second(DoubleUnaryOperator l, double[] q) {
    double e = q[1];
    double d =
        (l.applyAsDouble(q[0] + e) - 2 * l.applyAsDouble(q[0]) + l.applyAsDouble(q[0] - e))
            / (e * e);
    return Double.isFinite(d) ? d : 0;
  }

  private static double[] values(DoubleUnaryOperator l, Potential asked, double[] x) {
    if (asked != null) {
      asked.expect(new double[][] {x}, x.length);
    }
    return Arrays.stream(x).map(l).toArray();
  }

  /** Points of some quantiles, with the width of the search around them. */
  private static double[][] quantiles(
      DoubleUnaryOperator l, Potential asked, Domain box, double[] landmarks) {
    double[] x = points(box, landmarks);
    double[] v = values(l, asked, x);
    boolean fine = false;
    while (!fine && x.length < MOST_POINTS) {
      double top = Arrays.stream(v).max().orElseThrow();
      List<Double> more = new ArrayList<>();
      for (int i = 1; i < x.length; i++) {
        boolean matters = Math.max(v[i - 1], v[i]) > top - NEGLIGIBLE;
        double middle = x[i - 1] + 0.5 * (x[i] - x[i - 1]);
        boolean wide = middle > x[i - 1] && middle < x[i];
        if (matters && wide && !(Math.abs(v[i] - v[i - 1]) <= VARIATION)) {
          more.add(middle);
        }
      }
      fine = more.isEmpty();
      double[] all = new double[x.length + more.size()];
      System.arraycopy(x, 0, all, 0, x.length);
      for (int k = 0; k < more.size(); k++) {
        all[x.length + k] = more.get(k);
      }
      Arrays.sort(all);
      x = all;
      v = values(l, asked, x);
    }
    double top = Arrays.stream(v).max().orElseThrow();
    double[] sum = new double[x.length];
    for (int i = 1; i < x.length; i++) {
      double mass = 0.5 * (Math.exp(v[i - 1] - top) + Math.exp(v[i] - top)) * (x[i] - x[i - 1]);
      sum[i] = sum[i - 1] + (mass > 0 ? mass : 0);
    }
    double[][] found = new double[QUANTILES.length][];
    int i = 1;
    for (int k = 0; k < QUANTILES.length; k++) {
      while (i < x.length - 1 && sum[i] < QUANTILES[k] * sum[x.length - 1]) {
        i++;
      }
      double middle = x[i - 1] + 0.5 * (x[i] - x[i - 1]);
      found[k] = new double[] {middle, x[i] - x[i - 1]};
    }
    return found;
  }

  private static double[] points(Domain box, double[] landmarks) {
    double[] x = new double[SEARCH + 1];
    for (int i = 0; i <= SEARCH; i++) {
      x[i] = box.left() + (box.right() - box.left()) * ((double) i / SEARCH);
    }
    double[] inside =
        Arrays.stream(landmarks).filter(y -> y > box.left() && y < box.right()).toArray();
    double[] all = Arrays.copyOf(x, x.length + inside.length);
    System.arraycopy(inside, 0, all, x.length, inside.length);
    return Arrays.stream(all).sorted().distinct().toArray();
  }

  private double density(double x) {
    double base = LEAST / length;
    double sum = base * base * base * base;
    for (double[] s : sources) {
      double r = 1 / (s[1] * s[1] + 0.25 * (x - s[0]) * (x - s[0]));
      sum += r * r;
    }
    for (double[] y : way) {
      double z = (x - y[0]) * y[2];
      double r = y[1] / (1 + z * z);
      sum += r * r;
    }
    return Math.sqrt(Math.sqrt(sum));
  }

  private double integral(double a, double b) {
    double sum = 0;
    for (int q = 0; q < NODE.length; q++) {
      sum += WEIGHT[q] * density(0.5 * (a + b) + 0.5 * (b - a) * NODE[q]);
    }
    return 0.5 * (b - a) * sum;
  }

  /** Cuts [a, b] until w changes little along a panel, whose integral is then exact to rounding. */
  private void panels(double a, double b, int depth) {
    double middle = a + 0.5 * (b - a);
    double first = density(a);
    double second = density(middle);
    double third = density(b);
    double most = Math.max(first, Math.max(second, third));
    double least = Math.min(first, Math.min(second, third));
    if (depth < 5 || depth < DEEPEST && (most > PANEL * least || hides(a, b))) {
      panels(a, middle, depth + 1);
      panels(middle, b, depth + 1);
    } else {
      ends.add(b);
      xi.add(xi.get(xi.size() - 1) + integral(a, b));
    }
  }

  /** Whether a panel is wider than the scale of a place in it, which its ends and middle may not see. */
  private boolean hides(double a, double b) {
    return sources.stream().anyMatch(s -> s[0] >= a && s[0] <= b && b - a > s[1]);
  }

  /** x of a value of xi, by Newton's method between bounds. */
  private double at(double wanted) {
    int low = 0;
    int high = xi.size() - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (xi.get(middle) <= wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double from = ends.get(low);
    double to = ends.get(high);
    double x = from + (wanted - xi.get(low)) / (xi.get(high) - xi.get(low)) * (to - from);
    double least = from;
    double most = to;
    for (int n = 0; n < NEWTON; n++) {
      double off = xi.get(low) + integral(from, x) - wanted;
      least = off < 0 ? x : least;
      most = off > 0 ? x : most;
      double next = x - off / density(x);
      x = next >= least && next <= most ? next : least + 0.5 * (most - least);
    }
    return x;
  }
}
