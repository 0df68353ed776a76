package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import wfr.math.TimeSteps;
import wfr.measure.Grid;
import wfr.model.KineticDiffusion;
import wfr.operation.GridOperations.Kl;
import wfr.operation.Implementation;
import wfr.pde.kinetic.KineticSolver;

/**
 * -lambda (h_t - E h_t) of the kinetic flow from a grid run kept after every step: cubic in position and velocity, linear in time; beyond the outermost centres by the value there.
 * Accuracy: that of the run, second order in its step.
 */
final class KineticOracle implements KineticDiffusion.Rate {
  private static final int STEPS = 64;

  private final double lambda;
  private final Grid grid;
  private final double dt;
  private final List<float[]> logRatios = new ArrayList<>();
  private final List<Double> means = new ArrayList<>();

  KineticOracle(KineticTask task, Implementation ops) {
    lambda = task.problem().reactionRate();
    double horizon = task.times()[task.times().length - 1];
    KineticSolver solver =
        new KineticSolver(task.kinetic(), task.positionCells(), task.velocityCells(), ops);
    grid = solver.grid();
    // at least 64 steps, none above 0.02
    int steps = Math.max(STEPS, TimeSteps.count(0, horizon, 0.02));
    dt = horizon / steps;
    double[] h = solver.start().logRatio();
    keep(solver, h, ops);
    if (horizon > 0) {
      solver.advance(h, horizon, steps, u -> keep(solver, u, ops));
    }
  }

  private void keep(KineticSolver solver, double[] h, Implementation ops) {
    float[] copy = new float[h.length];
    for (int c = 0; c < h.length; c++) {
      copy[c] = (float) h[c];
    }
    logRatios.add(copy);
    means.add(ops.apply(new Kl(solver.density(h).logTargetMass(), h)));
  }

  @Override
  public double at(double x, double v, double t) {
    if (lambda == 0) {
      return 0;
    }
    double s = dt > 0 ? Math.min(Math.max(t / dt, 0), means.size() - 1) : 0;
    int k = Math.min((int) s, means.size() - 1);
    int next = Math.min(k + 1, means.size() - 1);
    double part = s - k;
    double now = value(logRatios.get(k), x, v) - means.get(k);
    double then = part == 0 ? 0 : value(logRatios.get(next), x, v) - means.get(next);
    return -lambda * ((1 - part) * now + part * then);
  }

  private double value(float[] h, double x, double v) {
    int n = grid.axis(0).cells();
    int m = grid.axis(1).cells();
    double a = Math.min(Math.max((x - grid.axis(0).centre(0)) / grid.axis(0).dx(), 0), n - 1);
    double b = Math.min(Math.max((v - grid.axis(1).centre(0)) / grid.axis(1).dx(), 0), m - 1);
    int i = Math.min(Math.max((int) a - 1, 0), n - 4);
    int j = Math.min(Math.max((int) b - 1, 0), m - 4);
    double[] p = cubic(a - i);
    double[] q = cubic(b - j);
    double sum = 0;
    for (int r = 0; r < 4; r++) {
      int row = (j + r) * n + i;
      sum += q[r] * (p[0] * h[row] + p[1] * h[row + 1] + p[2] * h[row + 2] + p[3] * h[row + 3]);
    }
    return sum;
  }

  /** Weights of the nodes 0, 1, 2, 3. */
  private static double[] cubic(double t) {
    return new double[] {
      -(t - 1) * (t - 2) * (t - 3) / 6,
      t * (t - 2) * (t - 3) / 2,
      -t * (t - 1) * (t - 3) / 2,
      t * (t - 1) * (t - 2) / 6
    };
  }
}
