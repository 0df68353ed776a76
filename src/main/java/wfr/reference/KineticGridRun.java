package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.diagnostics.MeasureSummary;
import wfr.diagnostics.PhaseFunctionals;
import wfr.math.Estimate;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.model.Observable;
import wfr.model.SplittingScheme;
import wfr.operation.FigureOperations.BoxErrors;
import wfr.operation.FigureOperations.GridFigures;
import wfr.operation.GridOperations.Kl;
import wfr.operation.GridOperations.MassOutside;
import wfr.operation.Implementation;
import wfr.pde.kinetic.KineticSolver;

/**
 * The kinetic flow on a grid of the phase plane with error estimates. Densities and figures are those of the position's law; named figures of the velocity and the KL divergence on the
 * phase plane, which is what decreases, are added to the observables. Steps are halved and figures extrapolated (exponents 2, 4, 6);
 *   error = extrapolation's + change from a grid with two thirds of the cells (same steps) + what the box cuts off the position.
 * Source: proofs-notes, D11G.
 */
public final class KineticGridRun {
  /** Names of the added figures. */
  static final List<String> VELOCITY = List.of("velocity mean", "velocity variance");

  private static final Figures POSITION = new Figures(1);
  private static final String PHASE_KL = "phase-space kl";
  private static final double STEP = 0.05;
  private static final int MOST_LEVELS = 5;

  private final KineticTask task;
  private final Implementation ops;

  /** A run to be made, composed of an implementation. */
  public KineticGridRun(KineticTask task, Implementation ops) {
    this.task = task;
    this.ops = ops;
  }

  /** Runs until the accuracy is reached, or the steps are as small as is affordable. */
  public GridResult solve(double accuracy, Progress progress) {
    int cells = task.positionCells();
    double step = task.timeStep().orElse(STEP);
    double[] box = ops.apply(new BoxErrors(task.problem(), task.observables()));
    double[] outside = ops.apply(new MassOutside(task.problem()));
    double[][] coarse = values(run(2, 3, step, 1));
    FigureLevels levels = new FigureLevels(POSITION, new double[] {2, 4, 6}, ops);
    double[][] cellError = null;
    List<GridDensity> densities = List.of();
    List<GridDensity> before = List.of();
    int level = 0;
    boolean accurate = false;
    for (; level < MOST_LEVELS && !accurate; level++) {
      progress.stage("phase-space grid, step " + step / (1 << level));
      before = densities;
      densities = run(1, 1, step, 1 << level);
      double[][] v = values(densities);
      if (level == 0) {
        cellError = difference(v, coarse);
      }
      levels.add(v);
      accurate = level >= 2 && levels.areWithin(accuracy);
    }
    List<MeasureSummary> summaries = new ArrayList<>();
    List<GridDensity> marginals = new ArrayList<>();
    List<double[]> errors = new ArrayList<>();
    for (int k = 0; k < task.times().length; k++) {
      Estimate[] e = new Estimate[levels.limits()[k].length];
      for (int j = 0; j < e.length; j++) {
        Estimate t = levels.limits()[k][j];
        double cut = j < box.length ? box[j] : 0;
        e[j] = new Estimate(t.value(), t.error() + cellError[k][j] + cut);
      }
      summaries.add(summary(task.times()[k], e, true));
      GridDensity now = position(densities.get(k));
      GridDensity last = position(before.get(k));
      marginals.add(now);
      double[] d = new double[cells];
      Arrays.setAll(d, i -> Math.abs(now.cellAverage(i) - last.cellAverage(i)));
      errors.add(d);
    }
    long steps = 0;
    for (int k = 0; k < task.times().length; k++) {
      steps += task.steps(k, step, 1 << (level - 1));
    }
    return new GridResult(
        task.problem(),
        new GridResult.Scheme(cells, step / (1 << (level - 1)), SplittingScheme.STRANG.key()),
        summaries,
        marginals,
        errors,
        outside[0],
        outside[1],
        new GridResult.Ledger(
            task.times(),
            0,
            java.util.Collections.nCopies(task.times().length, new double[cells - 1]),
            steps),
        List.of(
            "dynamics underdamped: densities and figures are those of the position's law; the velocity's and the phase-space KL are listed with the observables"));
  }

  /** With p/q of the cells. */
  private List<GridDensity> run(int p, int q, double step, int factor) {
    KineticSolver solver =
        new KineticSolver(
            task.kinetic(), task.positionCells() * p / q, task.velocityCells() * p / q, ops);
    double[] h = solver.start().logRatio();
    List<GridDensity> out = new ArrayList<>();
    double now = 0;
    for (int k = 0; k < task.times().length; k++) {
      int steps = task.steps(k, step, factor);
      if (steps > 0) {
        h = solver.advance(h, task.times()[k] - now, steps, u -> {});
      }
      now = task.times()[k];
      out.add(solver.density(h));
    }
    return out;
  }

  private double[][] values(List<GridDensity> densities) {
    double[][] out = new double[densities.size()][];
    for (int k = 0; k < out.length; k++) {
      PhaseFunctionals f = new PhaseFunctionals(densities.get(k));
      double[] position =
          ops.apply(
              new GridFigures(
                  position(densities.get(k)), task.problem().potential(), task.observables()));
      double mean = f.expectation((x, v) -> v);
      out[k] = Arrays.copyOf(position, position.length + VELOCITY.size() + 1);
      out[k][position.length] = mean;
      out[k][position.length + 1] = f.expectation((x, v) -> (v - mean) * (v - mean));
      out[k][position.length + 2] =
          ops.apply(new Kl(densities.get(k).logTargetMass(), densities.get(k).logRatio()));
    }
    return out;
  }

  /** The law of the position, relative to the target's. */
  private static GridDensity position(GridDensity rho) {
    double[] h = new PhaseFunctionals(rho).positionLogMass();
    double[] zero = new double[rho.grid().cells()];
    double[] p =
        new PhaseFunctionals(new GridDensity(rho.grid(), rho.logTargetMass(), zero))
            .positionLogMass();
    for (int i = 0; i < h.length; i++) {
      h[i] -= p[i];
    }
    return new GridDensity(Grid.of(rho.grid().axis(0)), p, h);
  }

  private static double[][] difference(double[][] a, double[][] b) {
    double[][] out = new double[a.length][];
    for (int k = 0; k < a.length; k++) {
      out[k] = new double[a[k].length];
      for (int j = 0; j < out[k].length; j++) {
        out[k][j] = Math.abs(a[k][j] - b[k][j]);
      }
    }
    return out;
  }

  private MeasureSummary summary(double time, Estimate[] e, boolean phase) {
    return summary(task.observables(), time, e, phase);
  }

  /** Figures in the order of {@link Figures}, then those of the velocity, then the KL divergence on the phase plane where there is one. */
  static MeasureSummary summary(
      List<Observable> observables, double time, Estimate[] e, boolean phase) {
    Map<String, Estimate> named = new LinkedHashMap<>();
    int next = POSITION.fixed();
    for (Observable o : observables) {
      named.put(o.name(), e[next++]);
    }
    for (String name : VELOCITY) {
      named.put(name, e[next++]);
    }
    if (phase) {
      named.put(PHASE_KL, e[next]);
    }
    return POSITION.summary(time, e, named);
  }
}
