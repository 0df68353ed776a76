package wfr.pde.killed;

import java.util.Arrays;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.measure.Axis;
import wfr.model.Domain;
import wfr.model.FeynmanKacProblem;
import wfr.model.ScalarField;
import wfr.pde.ScharfetterGummelFlux;

/**
 * u(x, T) on a grid, two ways that are adjoint to one another:
 *   backward   d_t u = A u from u_0 = f, read off at x by interpolation,
 *   forward    d_t P = A' P from a unit mass at x, then sum_j P_j f_j.
 * Both use one local interpolation of degree {@value #DEGREE} (values at the centres, pieces between them): I takes a value at x, and f_j is the integral of f
 * against its cardinal functions, so that f may jump anywhere (quadrature is split at its breakpoints).
 * Accuracy: order 2 in dx, even powers, as {@link KilledGenerator}; irregular terms from breakpoints are O(dx^{@value #DEGREE}). A jump of k is
 * averaged over its cell: order 2, not even powers.   Source: proofs-notes, D12, D1, D2.
 */
public final class FeynmanKacGrid {
  /** Degree of the local interpolation. */
  static final int DEGREE = 7;

  private static final int POINTS = 8;

  private final FeynmanKacProblem problem;
  private final Axis grid;
  private final KilledGenerator generator;

  /**
   * @param problem to be solved on its domain
   * @param cells number of cells, at least 8
   */
  public FeynmanKacGrid(FeynmanKacProblem problem, int cells) {
    this.problem = problem;
    grid = ScharfetterGummelFlux.gridOf(problem.domain(), cells).axis(0);
    double[] v = new double[cells + 2];
    for (int i = -1; i <= cells; i++) {
      int inside = grid.periodic() ? Math.floorMod(i, cells) : Math.min(cells - 1, Math.max(0, i));
      v[i + 1] = problem.potential().value(grid.centre(inside));
    }
    double[] increments = new double[cells + 1];
    for (int i = 0; i <= cells; i++) {
      increments[i] = v[i + 1] - v[i];
    }
    generator = new KilledGenerator(grid, problem.diffusivity(), increments, killing());
  }

  /** The generator with its killing. */
  public KilledGenerator generator() {
    return generator;
  }

  /** The grid. */
  public Axis grid() {
    return grid;
  }

  /** u(x, T) from the backward equation. */
  public double backward() {
    double[] u = generator.backward(weightsOf(problem.functional()), problem.horizon());
    return dot(u, pointWeights(problem.start()));
  }

  /** u(x, T) from the forward equation. */
  public double forward() {
    double[] masses = generator.forward(pointWeights(problem.start()), problem.horizon());
    return dot(masses, weightsOf(problem.functional()));
  }

  /** The weighted law E[w delta_{X_T}] as masses of cells. */
  public double[] weightedLaw() {
    return generator.forward(pointWeights(problem.start()), problem.horizon());
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private double[] killing() {
    double[] breaks = problem.killing().breakpoints(0, new double[1], grid.lower(), grid.upper());
    double[] k = new double[grid.cells()];
    for (int i = 0; i < k.length; i++) {
      k[i] =
          breaks.length == 0
              ? problem.killing().value(grid.centre(i))
              : average(problem.killing(), breaks, grid.edge(i), grid.edge(i + 1));
      if (!Double.isFinite(k[i])) {
        throw new ArithmeticException(
            "the killing is " + k[i] + " near x = " + grid.centre(i) + ": it must be finite");
      }
    }
    return k;
  }

  private static double average(ScalarField f, double[] breaks, double a, double b) {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(POINTS);
    double sum = 0;
    for (double[] piece : pieces(breaks, a, b)) {
      double half = 0.5 * (piece[1] - piece[0]);
      for (int j = 0; j < POINTS; j++) {
        sum +=
            half
                * rule.getWeight(j)
                * f.value(0.5 * (piece[0] + piece[1]) + half * rule.getPoint(j));
      }
    }
    return sum / (b - a);
  }

  /** [a, b] cut at the breakpoints inside. */
  private static double[][] pieces(double[] breaks, double a, double b) {
    double[] ends = Arrays.stream(breaks).filter(x -> x > a && x < b).sorted().toArray();
    double[][] all = new double[ends.length + 1][];
    for (int i = 0; i <= ends.length; i++) {
      all[i] = new double[] {i == 0 ? a : ends[i - 1], i == ends.length ? b : ends[i]};
    }
    return all;
  }

  /** Interpolation weights of a point: u(x) = sum_j w_j u_j. */
  private double[] pointWeights(double x) {
    double[] w = new double[grid.cells()];
    addCardinals((x - grid.lower()) / grid.dx() - 0.5, 1, w);
    return w;
  }

  /** f_j = (1/dx) int f phi_j, phi_j the cardinal functions: f at the centres up to O(dx^{DEGREE + 1}) where f is smooth. */
  private double[] weightsOf(ScalarField f) {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(POINTS);
    double[] breaks = f.breakpoints(0, new double[1], grid.lower(), grid.upper());
    double[] w = new double[grid.cells()];
    double dx = grid.dx();
    if (breaks.length == 0) {
      for (int i = 0; i < w.length; i++) {
        w[i] = f.value(grid.centre(i));
      }
      return w;
    }
    for (int i = 0; i <= grid.cells(); i++) {
      double a = i == 0 ? grid.lower() : grid.centre(i - 1);
      double b = i == grid.cells() ? grid.upper() : grid.centre(i);
      for (double[] piece : pieces(breaks, a, b)) {
        double half = 0.5 * (piece[1] - piece[0]);
        for (int j = 0; j < POINTS; j++) {
          double x = 0.5 * (piece[0] + piece[1]) + half * rule.getPoint(j);
          addCardinals(
              (x - grid.lower()) / dx - 0.5, half * rule.getWeight(j) * f.value(x) / dx, w);
        }
      }
    }
    return w;
  }

  /** Adds factor times the cardinal functions at position s (in cells, centres at whole numbers) to w. */
  private void addCardinals(double s, double factor, double[] w) {
    int n = w.length;
    int first = (int) Math.floor(s) - (DEGREE - 1) / 2;
    if (!grid.periodic()) {
      first = Math.max(0, Math.min(n - 1 - DEGREE, first));
    }
    for (int i = 0; i <= DEGREE; i++) {
      double l = factor;
      for (int j = 0; j <= DEGREE; j++) {
        if (j != i) {
          l *= (s - first - j) / (i - j);
        }
      }
      w[Math.floorMod(first + i, n)] += l;
    }
  }

  /** The box of a domain widened by a factor about the domain's centre; a space that is a box stays. */
  public static Domain widened(Domain domain, double factor) {
    if (!domain.truncates()) {
      return domain;
    }
    double centre = 0.5 * (domain.left() + domain.right());
    double half = 0.5 * factor * (domain.right() - domain.left());
    return Domain.interval(centre - half, centre + half, domain.boundary(0));
  }
}
