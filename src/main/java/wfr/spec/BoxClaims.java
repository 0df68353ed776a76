package wfr.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import wfr.diagnostics.Functionals;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.measure.Axis;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.OrthogonalFrame;
import wfr.model.WfrProblem;
import wfr.operation.ClosedFormOperations.GaussianFlow;
import wfr.operation.GridOperations.AdaptiveRun;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.Transport;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claims beyond the line, in two and three dimensions: tensorisation, and what the finite-volume scheme keeps there. */
public final class BoxClaims {
  /** Relative error of Gauss-Legendre cell masses in the plane, where l varies by at most 2 per piece and axis, and of logarithms summed over cells. */
  private static final double QUADRATURE = 1e-9;

  /** Gauss points per axis in three dimensions. */
  private static final int POINTS = 4;

  /** Richardson errors that both sides of B12 may claim together, of figures of size 1 or relative to larger ones. */
  private static final double RESOLUTION = 1e-2;

  /** Of a step in time, whose errors are to be far below those of the cells. */
  private static final double TOLERANCE = 1e-7;

  /** Cells per axis on which the order is observed in three dimensions. */
  private static final int[] CELLS = {16, 24, 32, 48};

  /**
   * A product of problems of the line, rotated.
   *
   * @param name what it is
   * @param product factors and frame
   * @param cells cells per axis of the coarsest grid
   * @param time time or step
   */
  public record Rotated(String name, RotatedProduct product, int cells, double time) {
    int dimension() {
      return product.factors().size();
    }

    @Override
    public String toString() {
      return name + " in " + dimension() + " dimensions, " + cells + " cells per axis, t = " + time;
    }
  }

  private static WfrProblem across(
      double mean, double variance, double start, double spread, double lambda) {
    return new WfrProblem(
        GaussianLaw.of(mean, variance),
        GaussianLaw.of(start, spread),
        Domain.interval(-3.4, 3.4, Domain.Boundary.LINE),
        lambda,
        0.8);
  }

  private static RotatedProduct wells(double angle, double lambda) {
    return RotatedProduct.inPlane(
        Problems.shallowWell(lambda, 0.8), across(0.2, 0.3, -0.3, 0.15, lambda), angle);
  }

  /** A double well and two Gaussians, in axes turned about all three. */
  private static RotatedProduct space(OrthogonalFrame frame, double lambda) {
    return new RotatedProduct(
        List.of(
            Problems.shallowWell(lambda, 0.8),
            across(0.2, 0.35, -0.3, 0.25, lambda),
            across(
                -0.1, 0.4, 0.3, 0.3,
                lambda)), // wider, and its own box cuts off what the whole one does not
        frame);
  }

  /** Three Gaussians, no two alike, along the axes. */
  private static RotatedProduct gaussians() {
    return new RotatedProduct(
        List.of(
            across(0.3, 0.5, -0.2, 0.3, 1),
            across(0.2, 0.4, -0.3, 0.25, 1),
            across(-0.1, 0.6, 0.3, 0.5, 1)),
        OrthogonalFrame.identity(3));
  }

  /** A circle on which V jumps as it closes, and a Gaussian. */
  private static RotatedProduct closed() {
    return new RotatedProduct(
        List.of(across(0.2, 0.3, -0.3, 0.15, 1), Problems.seam(1, 0.8)),
        OrthogonalFrame.identity(2));
  }

  /** B12: a product stays a product, in any orthonormal frame. */
  public static final Claim<Rotated> B12 =
      Claim.exact(
          "B12",
          "Tensorisation: in rotated axes the flow is the product of its factors' flows",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.REACTION, Group.GRID_RUN),
          List.of(
              new Rotated("30 degrees, lambda = 1", wells(Math.PI / 6, 1), 28, 0.3),
              new Rotated("110 degrees, lambda = 0", wells(11 * Math.PI / 18, 0), 28, 0.2),
              new Rotated("turned, lambda = 1", space(SpaceProblem.frame(), 1), 12, 0.15)),
          BoxClaims::tensorises);

  /** G1P: pi is stationary and on aligned products masses and conductances are products. */
  public static final Claim<Rotated> G1P =
      Claim.exact(
          "G1P",
          "In two and three dimensions the discrete pi is stationary; masses and conductances of products factor",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT),
          List.of(
              new Rotated("aligned", wells(0, 1), 40, 0.3),
              new Rotated("aligned", gaussians(), 14, 0.3),
              new Rotated("closed", closed(), 36, 0.3)),
          (ops, i, seed) -> stationary(ops, i).worse(factors(ops, i)));

  /** G2P: the split implicit step is positive, conserves mass, decreases KL. */
  public static final Claim<Rotated> G2P =
      Claim.exact(
          "G2P",
          "In two and three dimensions the split implicit step is positive, conserves mass and decreases KL for every dt",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.GRID_RUN),
          List.of(
              new Rotated("40 degrees", wells(Math.PI / 4.5, 0), 24, 1e-3),
              new Rotated("40 degrees", wells(Math.PI / 4.5, 0), 24, 0.5),
              new Rotated("10 degrees", wells(Math.PI / 18, 0), 30, 1e3),
              new Rotated("turned", space(SpaceProblem.frame(), 0), 12, 1e-3),
              new Rotated("turned", space(SpaceProblem.frame(), 0), 10, 0.5),
              new Rotated("turned", space(SpaceProblem.frame(), 0), 9, 1e3)),
          BoxClaims::implicitStep);

  /** G3P: order 2 against the Gaussian closed form; the instance is the dimension. */
  public static final Claim<Integer> G3P =
      Claim.exact(
          "G3P",
          "In two and three dimensions the scheme is of order 2, for covariances that do not commute (B7 by the grid)",
          EvidenceClass.D,
          Set.of(Group.GRID_RUN, Group.DISCRETISATION, Group.TRANSPORT, Group.CLOSED_FORM),
          List.of(2, 3),
          (ops, d, seed) -> secondOrder(ops, d));

  private BoxClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(B12, G1P, G2P, G3P);
  }

  /** KL, reverse KL, Fisher information, Var h add up over the factors; means rotate. Each side with its own Richardson error. */
  private static Evidence tensorises(Implementation ops, Rotated i, long seed) {
    List<RombergTable> whole = new ArrayList<>();
    List<RombergTable> line = new ArrayList<>();
    for (int level = 0; level < 3; level++) {
      Functionals f = at(ops, i.product().problem(), i.cells() << level, i.time());
      add(whole, sums(List.of(f)), f.mean());
    }
    for (int level = 0; level < 4; level++) {
      List<Functionals> each = new ArrayList<>();
      for (WfrProblem factor : i.product().factors()) {
        each.add(at(ops, factor, 112 << level, i.time()));
      }
      double[] means = each.stream().mapToDouble(f -> f.mean()[0]).toArray();
      add(line, sums(each), i.product().toSpace(means));
    }
    Evidence worst = null;
    for (int k = 0; k < whole.size(); k++) {
      String name = k < SUMS.length ? SUMS[k] : "mean " + (k - SUMS.length + 1);
      Estimate p = whole.get(k).estimate();
      Estimate l = line.get(k).estimate();
      double error = p.error() + l.error();
      Evidence e =
          Evidence.atMost(
                  Math.abs(p.value() - l.value()),
                  error,
                  name + " against the factors, within both Richardson errors; " + i)
              .worse(
                  Evidence.atMost(
                      error,
                      RESOLUTION * Math.max(1, Math.abs(l.value())),
                      name + ": both Richardson errors; " + i));
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }

  private static final String[] SUMS = {"KL", "reverse KL", "Fisher information", "Var h"};

  /** Of the solution, converged in time. */
  private static Functionals at(Implementation ops, WfrProblem problem, int cells, double time) {
    AdaptiveRun run = new AdaptiveRun(problem, cells, new double[] {time}, TOLERANCE);
    return new Functionals(ops.apply(run).densities().get(0));
  }

  private static double[] sums(List<Functionals> parts) {
    double[] sums = new double[SUMS.length];
    for (Functionals f : parts) {
      sums[0] += f.kl();
      sums[1] += f.reverseKl();
      sums[2] += f.fisherInformation();
      sums[3] += f.logRatioVariance();
    }
    return sums;
  }

  private static void add(List<RombergTable> tables, double[] sums, double[] mean) {
    double[] row = Arrays.copyOf(sums, sums.length + mean.length);
    System.arraycopy(mean, 0, row, sums.length, mean.length);
    for (int k = 0; k < row.length; k++) {
      if (tables.size() == k) {
        tables.add(new RombergTable(2, 4, 6));
      }
      tables.get(k).add(row[k]);
    }
  }

  /** Eight roundings of a cell along a line, in every sweep. */
  private static double sweeps(Rotated i) {
    return Bounds.rounding(8.0 * i.dimension() * i.cells(), 1);
  }

  private static Evidence stationary(Implementation ops, Rotated i) {
    DiscreteTarget target = ops.apply(new Discretise(i.product().problem(), i.cells()));
    double worst = 0;
    double[] pi = new double[target.grid().cells()];
    for (double v : ops.apply(new Transport(target, pi, i.time())).logRatio()) {
      worst = Math.max(worst, Math.abs(v));
    }
    return Evidence.atMost(worst, sweeps(i), "max |log u| after a step from pi; " + i);
  }

  /** On an aligned product p = prod_k p_k and the conductance along k is kappa_k prod_{j != k} e^{-V_j} dx_j/Z_j at the centres, from the operations of the line. */
  private static Evidence factors(Implementation ops, Rotated i) {
    DiscreteTarget target = ops.apply(new Discretise(i.product().problem(), i.cells()));
    Grid grid = target.grid();
    List<DiscreteTarget> lines = new ArrayList<>();
    List<double[]> midpoints = new ArrayList<>();
    for (WfrProblem factor : i.product().factors()) {
      lines.add(ops.apply(new Discretise(factor, i.cells())));
      midpoints.add(midpoint(factor, lines.get(lines.size() - 1)));
    }
    double worst = 0;
    double scale = 1;
    for (int c = 0; c < grid.cells(); c++) {
      double mass = 0;
      for (int k = 0; k < grid.dimension(); k++) {
        int at = grid.place(c, k);
        mass += lines.get(k).logMass()[at];
        if (at > 0 || grid.axis(k).periodic()) {
          double kappa = lines.get(k).before(0, at);
          for (int j = 0; j < grid.dimension(); j++) {
            kappa += j == k ? 0 : midpoints.get(j)[grid.place(c, j)];
          }
          worst = Math.max(worst, Math.abs(target.before(k, c) - kappa));
        }
      }
      scale = Math.max(scale, Math.abs(mass));
      worst = Math.max(worst, Math.abs(target.logMass()[c] - mass));
    }
    return Evidence.atMost(
        worst,
        (grid.dimension() == 2 ? QUADRATURE : quadrature()) + Bounds.rounding(16, scale),
        "log masses and log conductances against products of the factors'; " + i);
  }

  /** Along each of three axes, for the mass of a cell and for Z: e^2 2^{2n} n!^4/((2n + 1) (2n)!^3) for e^l on a piece over which l varies by 2. */
  private static double quadrature() {
    double factorial = 1;
    double twice = 1;
    for (int k = 1; k <= 2 * POINTS; k++) {
      factorial *= k <= POINTS ? k : 1;
      twice *= k;
    }
    double one = Math.exp(2) * Math.pow(2, 2 * POINTS) * Math.pow(factorial, 4);
    return 6 * one / ((2 * POINTS + 1) * Math.pow(twice, 3));
  }

  /** log(e^{-V} dx/Z) at cell centres; log Z by Simpson's rule, to rounding for densities that vanish at the ends. */
  private static double[] midpoint(WfrProblem problem, DiscreteTarget target) {
    int panels = 1 << 14;
    double left = problem.domain().left();
    double step = (problem.domain().right() - left) / panels;
    double z = 0;
    for (int k = 0; k <= panels; k++) {
      double weight = k == 0 || k == panels ? 1 : k % 2 == 1 ? 4 : 2;
      z += weight * step / 3 * Math.exp(-problem.potential().value(left + k * step));
    }
    Axis axis = target.grid().axis(0);
    double[] out = new double[axis.cells()];
    for (int c = 0; c < out.length; c++) {
      out[c] = Math.log(axis.dx() / z) - problem.potential().value(axis.centre(c));
    }
    return out;
  }

  private static Evidence implicitStep(Implementation ops, Rotated i, long seed) {
    DiscreteTarget target = ops.apply(new Discretise(i.product().problem(), i.cells()));
    GridDensity start =
        ops.apply(new AdaptiveRun(i.product().problem(), i.cells(), new double[] {0}, TOLERANCE))
            .densities()
            .get(0);
    double[] h = ops.apply(new Transport(target, start.logRatio(), i.time())).logRatio();
    // an empty cell or a number that is none is refused here
    double lost = 0;
    for (double v : h) {
      lost = Double.isFinite(v) ? lost : Double.NaN;
    }
    Functionals before = new Functionals(start);
    Functionals after = new Functionals(new GridDensity(target.grid(), target.logMass(), h));
    double rounding = sweeps(i);
    return Evidence.atMost(
            Math.abs(after.mass() - before.mass()) + lost, rounding, "mass after a step; " + i)
        .worse(
            Evidence.atMost(
                after.kl() - before.kl(),
                rounding * (1 + Math.abs(before.kl())),
                "growth of KL in a step; " + i));
  }

  private static WfrProblem gaussian(int d) {
    return d == 3
        ? SpaceProblem.tightSpace()
        : new WfrProblem(
            new GaussianLaw(new double[] {0.3, -0.2}, new double[][] {{1, 0.625}, {0.625, 0.75}}),
            new GaussianLaw(
                new double[] {-0.25, 0.5}, new double[][] {{0.5, -0.375}, {-0.375, 1.0}}),
            new Domain(new double[] {-7, -6}, new double[] {7, 7}, Domain.Boundary.LINE),
            1.3,
            0.8);
  }

  /** Mean and covariance of a Gaussian flow on four grids: every error falls with the square of the cells. */
  private static Evidence secondOrder(Implementation ops, int d) {
    WfrProblem p = gaussian(d);
    double time = 0.4;
    GaussianLaw exact = ops.apply(GaussianFlow.of(p, time));
    int[] cells = d == 2 ? new int[] {40, 60, 90, 135} : CELLS;
    List<double[]> levels = new ArrayList<>();
    for (int level = 0; level < cells.length; level++) {
      Functionals f = at(ops, p, cells[level], time);
      levels.add(d == 2 ? entries(f, exact) : norms(f, exact));
    }
    Evidence worst = null;
    for (int k = 0; k < levels.get(0).length; k++) {
      int figure = k;
      double[] errors = levels.stream().mapToDouble(e -> e[figure]).toArray();
      Evidence e =
          ConvergenceStudy.ofErrorsOn(cells, 2, 2, errors)
              .evidence("moment " + k + " against B7 in " + d + " dimensions");
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }

  /** Errors of means and of the covariance's entries. */
  private static double[] entries(Functionals f, GaussianLaw exact) {
    List<Double> all = new ArrayList<>();
    for (int j = 0; j < exact.dimension(); j++) {
      all.add(f.mean()[j] - exact.mean()[j]);
    }
    double[][] c = f.covariance();
    for (int j = 0; j < exact.dimension(); j++) {
      for (int k = j; k < exact.dimension(); k++) {
        all.add(c[j][k] - exact.covariance()[j][k]);
      }
    }
    return all.stream().mapToDouble(e -> e).toArray();
  }

  /** Lengths of the errors of mean and covariance: a single entry's coefficient may nearly vanish. */
  private static double[] norms(Functionals f, GaussianLaw exact) {
    int d = exact.dimension();
    double[] entries = entries(f, exact);
    double mean = 0;
    double covariance = 0;
    for (int k = 0; k < entries.length; k++) {
      mean += k < d ? entries[k] * entries[k] : 0;
      covariance += k < d ? 0 : entries[k] * entries[k];
    }
    return new double[] {Math.sqrt(mean), Math.sqrt(covariance)};
  }
}
