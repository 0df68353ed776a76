package wfr.pde.kinetic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import wfr.measure.Axis;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.model.KineticProblem;
import wfr.operation.GridOperations.Reaction;
import wfr.operation.Implementation;
import wfr.operation.KineticOperations.KineticFriction;
import wfr.operation.KineticOperations.KineticHamilton;
import wfr.pde.CellMasses;

/**
 * The kinetic flow of a {@link KineticProblem} on a grid of the phase plane by Strang's composition of three flows that each leave pi as it is, in h = log(rho/pi):
 *   R(dt/2) F(dt/2) H(dt) F(dt/2) R(dt/2),   H Hamilton's flow, F friction and noise, R the reaction.
 * Positive for every step; pi is invariant to rounding; lambda = 0 leaves R out, so that the mass is what the interpolation keeps of it.
 * Accuracy: order 2 in dt, 8 in the cells.   Source: proofs-notes, D11G.
 */
public final class KineticSolver {
  private final KineticProblem problem;
  private final Implementation ops;
  private final Grid grid;
  private final double[] logMass;

  /**
   * A solver on a grid.
   *
   * @param problem what is solved
   * @param positions cells in position
   * @param velocities cells in velocity
   * @param ops the flows
   */
  public KineticSolver(KineticProblem problem, int positions, int velocities, Implementation ops) {
    this.problem = problem;
    this.ops = ops;
    double[] lower = problem.box().lower();
    double[] upper = problem.box().upper();
    grid =
        Grid.of(
            new Axis(lower[0], upper[0], positions, false),
            new Axis(lower[1], upper[1], velocities, false));
    double[] l = new double[grid.cells()];
    double[] z = new double[2];
    for (int c = 0; c < l.length; c++) {
      grid.centre(c, z);
      l[c] = -problem.potential().value(z[0]) - 0.5 * z[1] * z[1];
    }
    logMass = CellMasses.normalised(l);
  }

  /** Cells. */
  public Grid grid() {
    return grid;
  }

  /** rho_0, normalised by its sum. */
  public GridDensity start() {
    double[] l = new double[grid.cells()];
    double[] z = new double[2];
    for (int c = 0; c < l.length; c++) {
      grid.centre(c, z);
      l[c] = problem.initial().logDensity(z);
    }
    double[] h = CellMasses.normalised(l);
    for (int c = 0; c < h.length; c++) {
      h[c] -= logMass[c];
    }
    return new GridDensity(grid, logMass, h);
  }

  /** The densities after 0, 1, ..., steps equal steps up to a time. */
  public List<GridDensity> path(GridDensity from, double time, int steps) {
    List<GridDensity> all = new ArrayList<>();
    all.add(from);
    advance(from.logRatio(), time, steps, h -> all.add(new GridDensity(grid, logMass, h)));
    return all;
  }

  /** h after equal steps over a time, shown after each of them. */
  public double[] advance(double[] start, double time, int steps, Consumer<double[]> afterStep) {
    double dt = time / steps;
    double[] h = start;
    for (int k = 0; k < steps; k++) {
      h = friction(reaction(h, 0.5 * dt), 0.5 * dt);
      h = ops.apply(new KineticHamilton(grid, problem.potential(), h, dt));
      h = reaction(friction(h, 0.5 * dt), 0.5 * dt);
      afterStep.accept(h);
    }
    return h;
  }

  private double[] friction(double[] h, double dt) {
    return problem.friction() == 0
        ? h
        : ops.apply(new KineticFriction(grid, h, problem.friction() * dt));
  }

  private double[] reaction(double[] h, double dt) {
    return problem.reactionRate() == 0
        ? h
        : ops.apply(new Reaction(logMass, h, problem.reactionRate() * dt));
  }

  /** A density by its log-ratio. */
  public GridDensity density(double[] h) {
    return new GridDensity(grid, logMass, h);
  }
}
