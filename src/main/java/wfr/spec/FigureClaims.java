package wfr.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.commons.math3.special.Erf;
import wfr.measure.Axis;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.model.GaussianLaw;
import wfr.model.Observable;
import wfr.model.Potential;
import wfr.operation.FigureOperations.GridFigures;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** G10: the figures that are reported of a density on a grid. */
public final class FigureClaims {
  private static final double EDGE = 12;
  private static final int COARSEST = 60;
  private static final int PLANE_COARSEST = 48;
  private static final int GRIDS = 4;

  /** Indices of a row of figures on the line, and of one in the plane. */
  private static final int[] DIVERGENCES = {3, 4, 5, 6};

  private static final int[] PLANE_DIVERGENCES = {6, 7, 8, 9};

  /** G10. The instance is the dimension. */
  public static final Claim<Integer> G10 =
      Claim.exact(
          "G10",
          "Figures of a density on a grid: mass, mean and variance + dx^2/12 are those of the cell masses, divergences, Fisher information, Var h and observables of order 2",
          EvidenceClass.D,
          Set.of(Group.FUNCTIONALS),
          List.of(1, 2),
          (ops, d, seed) -> d == 1 ? onLine(ops) : inPlane(ops));

  private FigureClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(G10);
  }

  /** log of the mass of N(m, c) between a and b, from the nearer tail. */
  private static double logMass(double m, double c, double a, double b) {
    double s = Math.sqrt(2 * c);
    double u = (a - m) / s;
    double v = (b - m) / s;
    double mass = u > 0 ? Erf.erfc(u) - Erf.erfc(v) : Erf.erfc(-v) - Erf.erfc(-u);
    return Math.log(0.5 * mass);
  }

  /** Values at a grid, at half its width, ... of every figure, by figure. */
  private static double[][] byFigure(List<double[]> rows) {
    double[][] out = new double[rows.get(0).length][rows.size()];
    for (int l = 0; l < rows.size(); l++) {
      for (int j = 0; j < out.length; j++) {
        out[j][l] = rows.get(l)[j];
      }
    }
    return out;
  }

  private static Evidence order(double[] figures, double truth, String what) {
    return ConvergenceStudy.ofErrors(2, 2, Arrays.stream(figures).map(v -> v - truth).toArray())
        .evidence(what);
  }

  /** rho = N(-0.4, 0.7) against pi = N(0.5, 1.6). */
  private static Evidence onLine(Implementation ops) {
    double m = -0.4;
    double c = 0.7;
    GaussianLaw target = GaussianLaw.of(0.5, 1.6);
    List<Observable> observables =
        List.of(
            new Observable("cosine", x -> Math.cos(x[0])),
            new Observable("square", x -> x[0] * x[0]));
    List<double[]> rows = new ArrayList<>();
    Evidence worst = null;
    for (int l = 0; l < GRIDS; l++) {
      Axis grid = new Axis(-EDGE, EDGE + 1, COARSEST << l, false);
      double[] p = new double[grid.cells()];
      double[] h = new double[grid.cells()];
      for (int i = 0; i < p.length; i++) {
        p[i] = logMass(0.5, 1.6, grid.edge(i), grid.edge(i + 1));
        h[i] = logMass(m, c, grid.edge(i), grid.edge(i + 1)) - p[i];
      }
      double[] f =
          ops.apply(new GridFigures(new GridDensity(Grid.of(grid), p, h), target, observables));
      rows.add(f);
      // the sum over cells is the trapezoidal rule of a smooth density: exact to e^{-2 (pi
      // sd/dx)^2} and rounding
      double sd = Math.sqrt(c);
      double aliasing = 8 * EDGE * EDGE * Math.exp(-2 * Math.pow(Math.PI * sd / grid.dx(), 2));
      double bound = aliasing + Bounds.rounding(64.0 * grid.cells(), EDGE * EDGE);
      double smear = grid.dx() * grid.dx() / 12;
      Evidence e =
          Evidence.atMost(Math.abs(f[0] - 1), bound, "mass")
              .worse(Evidence.atMost(Math.abs(f[1] - m), bound, "mean"))
              .worse(Evidence.atMost(Math.abs(f[2] - c - smear), bound, "variance"));
      worst = worst == null ? e : worst.worse(e);
    }
    double[][] f = byFigure(rows);
    double[] truth = divergences(m - 0.5, c, 1.6);
    for (int k = 0; k < DIVERGENCES.length; k++) {
      worst = worst.worse(order(f[DIVERGENCES[k]], truth[k], "figure " + DIVERGENCES[k]));
    }
    return worst
        .worse(order(f[7], Math.exp(-c / 2) * Math.cos(m), "E cos x"))
        .worse(order(f[8], c + m * m, "E x^2"));
  }

  /** KL, reverse KL, E|h'|^2 and Var h of N(y, c) against N(0, s). */
  private static double[] divergences(double y, double c, double s) {
    double r = c / s;
    return new double[] {
      0.5 * (r - 1 - Math.log(r) + y * y / s),
      0.5 * (1 / r - 1 + Math.log(r) + y * y / c),
      (1 / s - 1 / c) * (1 / s - 1 / c) * c + y * y / (s * s),
      0.5 * (r - 1) * (r - 1) + y * y * c / (s * s)
    };
  }

  /** Half each of two products of normals, so that the axes are correlated; and one product against a product. */
  private static Evidence inPlane(Implementation ops) {
    double[][] mean = {{-0.6, 0.9}, {0.7, -0.2}};
    double[][] c = {{0.8, 1.1}, {0.9, 0.7}};
    Potential target = new GaussianLaw(new double[] {0, 0}, new double[][] {{1.5, 0}, {0, 1.3}});
    List<Observable> product = List.of(new Observable("xy", x -> x[0] * x[1]));
    List<double[]> rows = new ArrayList<>();
    Evidence worst = null;
    List<double[]> averages = new ArrayList<>();
    for (int l = -1; l < GRIDS; l++) {
      int n = l < 0 ? PLANE_COARSEST / 2 : PLANE_COARSEST << l;
      Grid grid = Grid.of(new Axis(-7, 8, n, false), new Axis(-8, 7, n + n / 8, false));
      double[][] first = factors(grid, mean[0], c[0]);
      double[][] second = factors(grid, mean[1], c[1]);
      double[][] pi = factors(grid, new double[2], new double[] {1.5, 1.3});
      double[] p = new double[grid.cells()];
      double[] one = new double[p.length];
      double[] both = new double[p.length];
      for (int i = 0; i < p.length; i++) {
        int x = i % n;
        int y = i / n;
        p[i] = pi[0][x] + pi[1][y];
        one[i] = first[0][x] + first[1][y] - p[i];
        double other = second[0][x] + second[1][y] - p[i];
        both[i] = Math.log(0.5) + wfr.math.LogSumExp.of(one[i], other);
      }
      double[] f = ops.apply(new GridFigures(new GridDensity(grid, p, both), target, List.of()));
      double dx = grid.axis(0).dx();
      double dy = grid.axis(1).dx();
      double widest = Math.max(dx, dy);
      double aliasing = 1e3 * Math.exp(-2 * Math.PI * Math.PI * 0.7 / (widest * widest));
      double cut = 1e3 * Math.exp(logMass(0.9, 1.1, 7, 20)); // the box's
      double bound = aliasing + cut + Bounds.rounding(64.0 * p.length, 64);
      double[] expected = moments(mean, c, dx, dy);
      for (int j = 0; j < expected.length; j++) {
        Evidence e = Evidence.atMost(Math.abs(f[j] - expected[j]), bound, "figure " + j);
        worst = worst == null ? e : worst.worse(e);
      }
      boolean averaged = l < GRIDS - 1; // the finest grid is for the divergences alone
      f =
          ops.apply(
              new GridFigures(
                  new GridDensity(grid, p, one), target, averaged ? product : List.of()));
      if (averaged) {
        averages.add(new double[] {f[10]});
      }
      if (l >= 0) {
        rows.add(Arrays.copyOf(f, 10));
      }
    }
    double[][] f = byFigure(rows);
    worst = worst.worse(order(byFigure(averages)[0], mean[0][0] * mean[0][1], "plane, E xy"));
    double[] x = divergences(mean[0][0], c[0][0], 1.5);
    double[] y = divergences(mean[0][1], c[0][1], 1.3);
    for (int k = 0; k < PLANE_DIVERGENCES.length; k++) {
      int j = PLANE_DIVERGENCES[k];
      worst = worst.worse(order(f[j], x[k] + y[k], "plane, figure " + j));
    }
    return worst;
  }

  private static double[][] factors(Grid grid, double[] mean, double[] variance) {
    List<Axis> axes = grid.axes();
    double[][] out = new double[2][];
    for (int k = 0; k < 2; k++) {
      out[k] = new double[axes.get(k).cells()];
      for (int i = 0; i < out[k].length; i++) {
        out[k][i] = logMass(mean[k], variance[k], axes.get(k).edge(i), axes.get(k).edge(i + 1));
      }
    }
    return out;
  }

  /** Mass, means, xx, xy, yy of the cell masses of half each of two products. */
  private static double[] moments(double[][] mean, double[][] c, double dx, double dy) {
    double mx = 0.5 * (mean[0][0] + mean[1][0]);
    double my = 0.5 * (mean[0][1] + mean[1][1]);
    double apartX = 0.5 * (mean[0][0] - mean[1][0]);
    double apartY = 0.5 * (mean[0][1] - mean[1][1]);
    return new double[] {
      1,
      mx,
      my,
      0.5 * (c[0][0] + c[1][0]) + apartX * apartX + dx * dx / 12,
      apartX * apartY,
      0.5 * (c[0][1] + c[1][1]) + apartY * apartY + dy * dy / 12
    };
  }
}
