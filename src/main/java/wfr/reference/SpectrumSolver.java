package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import wfr.math.Estimate;
import wfr.model.Domain;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.operation.OperatorOperations.Curvature;
import wfr.operation.OperatorOperations.GridSpectrum;
import wfr.operation.OperatorOperations.KineticSpectrum;
import wfr.operation.OperatorOperations.LinearisedSpectrum;
import wfr.operation.OperatorOperations.Spectrum;
import wfr.pde.GradedMesh;

/**
 * Lowest eigenvalues of -D L and of the linearised WFR generator with errors. Grids are doubled until no wanted eigenvalue moves by more than
 * a per cent (on coarse grids a steep wall traps modes of its own: the exit rate of its last cell is V'^2 e^{-V' dx/2}), then extrapolated.
 * On the line the same is done in a box a quarter wider; the change is what the box cuts off, and is added to the error. The linearised rates
 * are mu_k plus the shift that the Jacobian of the nonlinear step shows on one grid; their error is that of mu_k, that of the shift,
 * and the change of the shift on a grid twice as fine. Source: proofs-notes, F1, F4J.
 */
public final class SpectrumSolver {
  private static final int FEWEST_CELLS = 64;
  private static final int MOST_CELLS = 1 << 15;
  private static final int MOST_CELLS_OF_JACOBIAN = 1 << 11;
  private static final int SPARE = 4;
  private static final double SETTLED = 1e-2;
  private static final int DEGREE = 28;
  private static final double WIDENING = 0.125;

  /** Rounding of a period and of V at its ends. */
  private static final double SEAM = 1e-9;

  private final WfrProblem problem;
  private final int count;
  private final double friction;
  private final Progress progress;
  private final Implementation ops;

  /**
   * A solver.
   *
   * @param problem in one dimension
   * @param count number of eigenvalues, the zero included
   * @param friction of the kinetic equation, 0 to leave it out
   * @param ops what it is composed of
   * @param progress told what is done
   */
  public SpectrumSolver(
      WfrProblem problem, int count, double friction, Implementation ops, Progress progress) {
    this.ops = ops;
    if (count < 1 || count > FEWEST_CELLS / 2) {
      throw new IllegalArgumentException(
          "count must be from 1 to " + FEWEST_CELLS / 2 + ": " + count);
    }
    if (!(problem.diffusivity() > 0)) {
      throw new IllegalArgumentException(
          "diffusivity must be > 0 for a spectrum: " + problem.diffusivity());
    }
    this.problem = problem;
    this.count = count;
    this.friction = friction;
    this.progress = progress;
  }

  /** Solves. */
  public SpectrumResult solve() {
    progress.stage("spectrum");
    int cells = cells(problem);
    Estimate[] mu = ops.apply(new Spectrum(problem, cells, count));
    if (problem.domain().truncates()) {
      progress.stage("spectrum in a wider box");
      WfrProblem wide = problem.widened(WIDENING);
      Estimate[] other = ops.apply(new Spectrum(wide, cells(wide), count));
      for (int k = 1; k < count; k++) {
        double change = Math.abs(other[k].value() - mu[k].value()) + other[k].error();
        mu[k] = new Estimate(mu[k].value(), mu[k].error() + change);
      }
    }
    progress.stage("Jacobian of the nonlinear step");
    List<Estimate> linearised = linearised(mu, cells);
    double a = problem.domain().left();
    double b = problem.domain().right();
    Estimate curvature =
        problem.domain().boundary(0) == Domain.Boundary.PERIODIC && seam()
            ? Estimate.exact(Double.NEGATIVE_INFINITY)
            : ops.apply(new Curvature(problem.potential(), a, b));
    progress.stage("kinetic generator");
    List<SpectrumResult.Mode> kinetic = friction > 0 ? kinetic() : List.of();
    return new SpectrumResult(
        List.of(mu), linearised, curvature, problem.diffusivity(), kinetic, cells);
  }

  /** Whether V or V' jumps where a circle closes. */
  private boolean seam() {
    double a = problem.domain().left();
    double b = problem.domain().right();
    double jump = problem.potential().value(b) - problem.potential().value(a);
    double kink = problem.potential().derivative(b) - problem.potential().derivative(a);
    double v = Math.abs(problem.potential().value(b));
    double slope = Math.abs(problem.potential().derivative(b));
    return Math.abs(jump) > SEAM * (1 + v) || Math.abs(kink) > SEAM * (1 + slope);
  }

  /** The error of a mode is its distance from the nearest one of a smaller basis. */
  private List<SpectrumResult.Mode> kinetic() {
    double[][] fine = modes(DEGREE, count);
    double[][] coarse = modes(DEGREE - 4, Integer.MAX_VALUE);
    List<SpectrumResult.Mode> modes = new ArrayList<>();
    for (double[] z : fine) {
      double error = Double.POSITIVE_INFINITY;
      for (double[] w : coarse) {
        error = Math.min(error, Math.hypot(z[0] - w[0], z[1] - w[1]));
      }
      error += DEGREE * DEGREE * (friction + Math.hypot(z[0], z[1])) * Math.ulp(1.0);
      modes.add(
          new SpectrumResult.Mode(
              new Estimate(z[0], error), new Estimate(z[1], z[1] == 0 ? 0 : error)));
    }
    return modes;
  }

  private double[][] modes(int degree, int most) {
    return ops.apply(
        new KineticSpectrum(
            problem.potential(),
            problem.domain().left(),
            problem.domain().right(),
            friction,
            problem.reactionRate(),
            degree,
            most));
  }

  private List<Estimate> linearised(Estimate[] mu, int cells) {
    List<Estimate> rates = new ArrayList<>();
    rates.add(Estimate.exact(0));
    if (count == 1) {
      return rates;
    }
    int coarse = Math.min(cells, MOST_CELLS_OF_JACOBIAN / 2);
    Estimate[] first = shifts(coarse);
    progress.stage("Jacobian of the nonlinear step, twice the cells");
    Estimate[] second = shifts(2 * coarse);
    for (int k = 1; k < count; k++) {
      Estimate shift = second[k - 1];
      rates.add(
          new Estimate(
              mu[k].value() + shift.value(),
              mu[k].error() + shift.error() + Math.abs(shift.value() - first[k - 1].value())));
    }
    return rates;
  }

  /** nu_k - mu_k on one grid. */
  private Estimate[] shifts(int cells) {
    double[] mu =
        ops.apply(
            new GridSpectrum(ops.apply(ResolvingGrid.discretise(problem, cells, ops)), count));
    Estimate[] nu = ops.apply(new LinearisedSpectrum(problem, cells, count - 1));
    Estimate[] shifts = new Estimate[count - 1];
    for (int k = 1; k < count; k++) {
      shifts[k - 1] = new Estimate(nu[k - 1].value() - mu[k], nu[k - 1].error());
    }
    return shifts;
  }

  /** The coarsest grid on which the wanted eigenvalues and some above them are within a per cent of those of the next one. */
  private int cells(WfrProblem p) {
    int cells =
        GradedMesh.isBroken(p) ? GradedMesh.fewest(p) : ResolvingGrid.cells(p, FEWEST_CELLS);
    double[] coarse =
        ops.apply(
            new GridSpectrum(ops.apply(ResolvingGrid.discretise(p, cells, ops)), count + SPARE));
    while (2 * cells <= MOST_CELLS) {
      double[] fine =
          ops.apply(
              new GridSpectrum(
                  ops.apply(ResolvingGrid.discretise(p, 2 * cells, ops)), count + SPARE));
      boolean settled = true;
      for (int k = 1; k < fine.length; k++) {
        settled &= Math.abs(fine[k] - coarse[k]) <= SETTLED * fine[k] || fine[k] == 0;
      }
      if (settled) {
        break;
      }
      coarse = fine;
      cells *= 2;
    }
    return cells;
  }
}
