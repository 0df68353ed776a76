package wfr.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import wfr.measure.Axis;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.measure.WeightedSample;
import wfr.model.Observable;
import wfr.operation.FigureOperations.Histogram;
import wfr.operation.FigureOperations.HistogramErrors;
import wfr.operation.FigureOperations.Pool;
import wfr.operation.FigureOperations.ReplicateFigures;
import wfr.operation.FigureOperations.SampleFigures;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** E16: the figures that are reported of weighted atoms. */
public final class SampleFigureClaims {
  /** E16. The instance is the dimension. */
  public static final Claim<Integer> E16 =
      Claim.exact(
          "E16",
          "Figures of weighted atoms: mass, moments and observables are their weighted sums, divergences those of the histogram with half a particle of pi; a pool weighs its populations equally",
          EvidenceClass.D,
          Set.of(Group.FUNCTIONALS, Group.STATED_ERRORS),
          List.of(1, 2),
          (ops, d, seed) -> d == 1 ? atomsOnLine(ops) : atomsInPlane(ops));

  private SampleFigureClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(E16);
  }

  private static final double[] X = {-2.75, -0.3, 0.2, 0.3, 0.9, 1.1, 1.2, 3.4, 9};
  private static final double[] Y = {0.4, -1.2, 0.8, 2.2, -0.7, 0.1, -3, 1.3, 0.6};
  private static final double[] LOG_WEIGHTS = {0.2, -0.5, 0.1, 0.7, -0.1, 0.3, -1.2, 0, 0.4};

  /** Where an observable jumps, between atoms. */
  private static final double RIGHT = 0.25;

  /** The atoms so often that cells hold more than ten effective ones. */
  private static final int COPIES = 40;

  /** So often that cells hold more than ten of all populations and fewer of one. */
  private static final int FEW = 8;

  private static double[] repeated(double[] a) {
    return repeated(a, COPIES);
  }

  private static double[] repeated(double[] a, int copies) {
    double[] out = new double[copies * a.length];
    Arrays.setAll(out, i -> a[i % a.length]);
    return out;
  }

  private static double[] weights() {
    double sum = Arrays.stream(LOG_WEIGHTS).map(Math::exp).sum() * COPIES;
    return Arrays.stream(repeated(LOG_WEIGHTS)).map(l -> Math.exp(l) / sum).toArray();
  }

  private static double[] uneven(int cells) {
    double[] p = new double[cells];
    double sum = 0;
    for (int i = 0; i < cells; i++) {
      p[i] = 1 + 0.5 * Math.sin(1.3 * i);
      sum += p[i];
    }
    double total = sum;
    return Arrays.stream(p).map(v -> Math.log(v / total)).toArray();
  }

  private static Evidence atomsOnLine(Implementation ops) {
    Axis grid = new Axis(-3, 5, 8, false);
    DiscreteTarget target = DiscreteTarget.onLine(grid, uneven(8), new double[9]);
    double[] x = repeated(X);
    double[] w = weights();
    WeightedSample sample = new WeightedSample(new double[][] {x}, repeated(LOG_WEIGHTS));
    double[] m = new double[8];
    for (int i = 0; i < x.length; i++) {
      m[(int) Math.min(7, Math.floor(x[i] + 3))] += w[i];
    }
    double[] expected = new double[9];
    expected[0] = Arrays.stream(LOG_WEIGHTS).map(Math::exp).average().orElseThrow();
    for (int i = 0; i < x.length; i++) {
      expected[1] += w[i] * x[i];
      expected[7] += w[i] * Math.sin(x[i]);
      expected[8] += x[i] > RIGHT ? w[i] : 0;
    }
    for (int i = 0; i < x.length; i++) {
      expected[2] += w[i] * Math.pow(x[i] - expected[1], 2);
    }
    double[] h = mixed(m, target.logMass(), 0.5 / x.length);
    divergences(h, target.logMass(), expected, 3);
    double ess = 1 / Arrays.stream(w).map(v -> v * v).sum();
    List<Face> faces = counted(lineFaces(8, 1), h, target.logMass(), ess);
    double[] fisher = fisher(faces, h, target.logMass(), ess);
    expected[5] = fisher[0];
    List<Observable> observables =
        List.of(
            new Observable("sine", v -> Math.sin(v[0])),
            new Observable("right", v -> v[0] > RIGHT ? 1 : 0));
    double[] f = ops.apply(new SampleFigures(sample, target, observables));
    double bound = Bounds.rounding(64.0 * x.length, 64);
    DiscreteTarget coarse =
        DiscreteTarget.onLine(new Axis(-3, 5, 3, false), uneven(3), new double[4]);
    double[] few = new double[3];
    for (int i = 0; i < x.length; i++) {
      few[(int) Math.min(2, Math.floor((x[i] + 3) * 3 / 8))] += w[i];
    }
    double[] wide = new double[9];
    double[] hWide = mixed(few, coarse.logMass(), 0.5 / x.length);
    divergences(hWide, coarse.logMass(), wide, 3);
    double[] fisherWide =
        fisher(
            counted(lineFaces(3, 8.0 / 3), hWide, coarse.logMass(), ess),
            hWide,
            coarse.logMass(),
            ess);
    double[] errors = ops.apply(new HistogramErrors(sample, target, coarse));
    double[] twice = new double[9];
    double[] hTwice = mixed(m, target.logMass(), 1.0 / x.length);
    divergences(hTwice, target.logMass(), twice, 3);
    double[] fisherTwice = fisher(faces, hTwice, target.logMass(), ess);
    double plugIn = occupied(m) / (2 * ess);
    double[] stated = {
      plugIn + Math.abs(expected[3] - twice[3]) + Math.abs(expected[3] - wide[3]),
      plugIn + Math.abs(expected[4] - twice[4]) + Math.abs(expected[4] - wide[4]),
      fisherError(fisher, fisherTwice, fisherWide),
      2 * plugIn + Math.abs(expected[6] - twice[6]) + Math.abs(expected[6] - wide[6])
    };
    return same(f, expected, bound, "figure of atoms on the line")
        .worse(
            same(ops.apply(new Histogram(sample, target, 0.5)), h, bound, "histogram on the line"))
        .worse(same(Arrays.copyOfRange(errors, 3, 7), stated, bound, "error of the histogram"))
        .worse(pooled(ops))
        .worse(replicates(ops, target, lineFaces(8, 1)));
  }

  private static double occupied(double[] m) {
    return Arrays.stream(m).filter(v -> v > 0).count();
  }

  /** KL, reverse KL and Var h of a histogram into places from, from + 1 and from + 3. */
  private static void divergences(double[] h, double[] logMass, double[] to, int from) {
    for (int c = 0; c < h.length; c++) {
      double p = Math.exp(logMass[c]);
      to[from] += p * Math.exp(h[c]) * h[c];
      to[from + 1] -= p * h[c];
    }
    for (int c = 0; c < h.length; c++) {
      to[from + 3] += Math.exp(logMass[c] + h[c]) * Math.pow(h[c] - to[from], 2);
    }
  }

  private static double[] mixed(double[] m, double[] logMass, double share) {
    double[] h = new double[m.length];
    for (int c = 0; c < h.length; c++) {
      double p = Math.exp(logMass[c]);
      h[c] = Math.log((m[c] + share * p) / ((1 + share) * p));
    }
    return h;
  }

  private static Evidence pooled(Implementation ops) {
    WeightedSample light =
        new WeightedSample(new double[][] {{1, 2}}, new double[] {0, Math.log(3)});
    WeightedSample heavy =
        new WeightedSample(new double[][] {{5, 9}}, new double[] {4, 4 + Math.log(4)});
    WeightedSample pool = ops.apply(new Pool(List.of(light, heavy)));
    double bound = Bounds.rounding(32, 8);
    return same(pool.weights(), new double[] {0.125, 0.375, 0.1, 0.4}, bound, "weight of a pool")
        .worse(same(pool.coordinate(0), new double[] {1, 2, 5, 9}, 0, "position in a pool"))
        .worse(Evidence.atMost(Math.abs(pool.mass() - 1), bound, "mean weight of a pool"));
  }

  private static Evidence atomsInPlane(Implementation ops) {
    Grid grid = Grid.of(new Axis(-3, 5, 4, false), new Axis(-2, 3, 5, false));
    DiscreteTarget target = new DiscreteTarget(grid, uneven(20), new double[2][20]);
    double[] x = repeated(X);
    double[] y = repeated(Y);
    double[] w = weights();
    WeightedSample sample = new WeightedSample(new double[][] {x, y}, repeated(LOG_WEIGHTS));
    double[] m = new double[20];
    double[] expected = new double[11];
    expected[0] = Arrays.stream(LOG_WEIGHTS).map(Math::exp).average().orElseThrow();
    for (int i = 0; i < x.length; i++) {
      int a = (int) Math.min(3, Math.floor((x[i] + 3) / 2));
      int b = (int) Math.max(0, Math.floor(y[i] + 2));
      m[4 * b + a] += w[i];
      expected[1] += w[i] * x[i];
      expected[2] += w[i] * y[i];
      expected[10] += w[i] * Math.cos(x[i] - 2 * y[i]);
    }
    for (int i = 0; i < x.length; i++) {
      expected[3] += w[i] * (x[i] - expected[1]) * (x[i] - expected[1]);
      expected[4] += w[i] * (x[i] - expected[1]) * (y[i] - expected[2]);
      expected[5] += w[i] * (y[i] - expected[2]) * (y[i] - expected[2]);
    }
    double[] h = mixed(m, target.logMass(), 0.5 / x.length);
    divergences(h, target.logMass(), expected, 6);
    double ess = 1 / Arrays.stream(w).map(v -> v * v).sum();
    List<Face> all = planeFaces(4, 5, 2, 1);
    List<Face> faces = counted(all, h, target.logMass(), ess);
    double[] fisher = fisher(faces, h, target.logMass(), ess);
    expected[8] = fisher[0];
    List<Observable> observables =
        List.of(new Observable("cosine", v -> Math.cos(v[0] - 2 * v[1])));
    double bound = Bounds.rounding(64.0 * x.length, 64);
    double[] twice = new double[10];
    double[] hTwice = mixed(m, target.logMass(), 1.0 / x.length);
    divergences(hTwice, target.logMass(), twice, 6);
    double[] fisherTwice = fisher(faces, hTwice, target.logMass(), ess);
    DiscreteTarget coarse =
        new DiscreteTarget(
            Grid.of(new Axis(-3, 5, 2, false), new Axis(-2, 3, 3, false)),
            uneven(6),
            new double[2][6]);
    double[] few = new double[6];
    for (int i = 0; i < x.length; i++) {
      int a = x[i] < 1 ? 0 : 1;
      int b = (int) Math.max(0, Math.floor((y[i] + 2) * 3 / 5));
      few[2 * b + a] += w[i];
    }
    double[] wide = new double[10];
    double[] hWide = mixed(few, coarse.logMass(), 0.5 / x.length);
    divergences(hWide, coarse.logMass(), wide, 6);
    double[] fisherWide =
        fisher(
            counted(planeFaces(2, 3, 4, 5.0 / 3), hWide, coarse.logMass(), ess),
            hWide,
            coarse.logMass(),
            ess);
    double[] stated = new double[10];
    for (int j = 6; j < 10; j++) {
      double share = (j == 9 ? 2 : 1) * occupied(m) / (2 * ess);
      stated[j] = share + Math.abs(expected[j] - twice[j]) + Math.abs(expected[j] - wide[j]);
    }
    stated[8] = fisherError(fisher, fisherTwice, fisherWide);
    return same(
            ops.apply(new SampleFigures(sample, target, observables)),
            expected,
            bound,
            "figure of atoms in the plane")
        .worse(
            same(
                ops.apply(new HistogramErrors(sample, target, coarse)),
                stated,
                bound,
                "error of the histogram in the plane"))
        .worse(
            same(ops.apply(new Histogram(sample, target, 0.5)), h, bound, "histogram in the plane"))
        .worse(replicates(ops, target, all));
  }

  /** Three populations: their means and masses, and the pseudo-values of what is no average. */
  private static Evidence replicates(Implementation ops, DiscreteTarget target, List<Face> all) {
    int d = target.grid().dimension();
    double[][] m = new double[3][target.grid().cells()];
    double[][] expected = new double[3][2];
    List<WeightedSample> samples = new ArrayList<>();
    double inverse = 0;
    for (int r = 0; r < 3; r++) {
      double shift = 0.01 * r;
      double[] x = Arrays.stream(repeated(X, FEW)).map(v -> v + shift).toArray();
      double[] y = Arrays.stream(repeated(Y, FEW)).map(v -> v - shift).toArray();
      double[] l = new double[x.length];
      double total = 0;
      for (int i = 0; i < l.length; i++) {
        l[i] = LOG_WEIGHTS[(i + r) % X.length] + r;
        total += Math.exp(l[i]);
      }
      double squares = 0;
      for (int i = 0; i < l.length; i++) {
        double w = Math.exp(l[i]) / total;
        squares += w * w;
        expected[r][1] += w * x[i];
        int a = (int) Math.min(d == 1 ? 7 : 3, Math.floor((x[i] + 3) / d));
        m[r][d == 1 ? a : 4 * (int) Math.max(0, Math.floor(y[i] + 2)) + a] += w;
      }
      expected[r][0] = total / l.length;
      inverse += squares;
      samples.add(new WeightedSample(d == 1 ? new double[][] {x} : new double[][] {x, y}, l));
    }
    int count = FEW * X.length;
    double[] logMass = target.logMass();
    double[] h = mixed(mean(m[0], m[1], m[2]), logMass, 0.5 / (3 * count));
    List<Face> faces = counted(all, h, logMass, 9 / inverse);
    double[] pooled = plugIns(h, logMass, faces);
    double[][] rows = ops.apply(new ReplicateFigures(samples, target, List.of()));
    Evidence evidence = Evidence.atMost(Math.abs(rows.length - 3), 0, "number of rows");
    double bound = Bounds.rounding(512.0 * count, 64);
    int kl = 1 + d + d * (d + 1) / 2;
    for (int r = 0; r < 3; r++) {
      double[] others = mean(m[(r + 1) % 3], m[(r + 2) % 3]);
      double[] without = plugIns(mixed(others, logMass, 0.5 / (2 * count)), logMass, faces);
      double[] pseudo = new double[4];
      Arrays.setAll(pseudo, j -> 3 * pooled[j] - 2 * without[j]);
      evidence =
          evidence
              .worse(same(Arrays.copyOf(rows[r], 2), expected[r], bound, "average of a population"))
              .worse(same(Arrays.copyOfRange(rows[r], kl, kl + 4), pseudo, bound, "pseudo-value"));
    }
    return evidence;
  }

  private static double[] mean(double[]... rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += row[c] / rows.length;
      }
    }
    return mean;
  }

  /** KL, reverse KL, Fisher information over faces, Var h. */
  private static double[] plugIns(double[] h, double[] logMass, List<Face> faces) {
    double[] row = new double[4];
    divergences(h, logMass, row, 0);
    row[2] = fisher(faces, h, logMass, 1)[0];
    return row;
  }

  /** Between two cells whose centres are dx apart. */
  private record Face(int i, int j, double dx) {}

  private static List<Face> lineFaces(int n, double dx) {
    return planeFaces(n, 1, dx, Double.NaN);
  }

  private static List<Face> planeFaces(int nx, int ny, double dx, double dy) {
    List<Face> faces = new ArrayList<>();
    for (int c = 0; c < nx * ny; c++) {
      if (c % nx > 0) {
        faces.add(new Face(c, c - 1, dx));
      }
      if (c >= nx) {
        faces.add(new Face(c, c - nx, dy));
      }
    }
    return faces;
  }

  /** Those between cells of ten effective particles. */
  private static List<Face> counted(List<Face> faces, double[] h, double[] logMass, double ess) {
    return faces.stream()
        .filter(
            f ->
                ess * Math.min(Math.exp(logMass[f.i] + h[f.i]), Math.exp(logMass[f.j] + h[f.j]))
                    >= 10)
        .toList();
  }

  /** The Fisher information over faces, its noise, and what that adds at second order. */
  private static double[] fisher(List<Face> faces, double[] h, double[] logMass, double ess) {
    double[] sums = new double[3];
    for (Face f : faces) {
      double a = Math.exp(logMass[f.i] + h[f.i]);
      double b = Math.exp(logMass[f.j] + h[f.j]);
      double weight = 0.5 * (a + b) / (f.dx * f.dx);
      sums[0] += weight * Math.pow(h[f.i] - h[f.j], 2);
      sums[1] += weight * (1 / a + 1 / b) / ess;
      sums[2] += weight * 1.5 * (1 / (a * a) + 1 / (b * b)) / (ess * ess);
    }
    return sums;
  }

  private static double fisherError(double[] once, double[] twice, double[] wide) {
    double value = once[0] - once[1];
    return once[2]
        + Math.abs(value - (twice[0] - twice[1]))
        + Math.abs(value - (wide[0] - wide[1]));
  }

  static Evidence same(double[] found, double[] expected, double bound, String what) {
    double worst = found.length == expected.length ? 0 : Double.NaN;
    int at = 0;
    for (int j = 0; j < Math.min(found.length, expected.length); j++) {
      double d = Math.abs(found[j] - expected[j]);
      if (!(d <= worst) && !Double.isNaN(worst)) {
        worst = d;
        at = j;
      }
    }
    return Evidence.atMost(worst, bound, what + ", entry " + at);
  }
}
