package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.measure.WeightedSample;
import wfr.model.Observable;
import wfr.model.ParticleSettings;
import wfr.model.ReverseOu;
import wfr.model.ReweightedDiffusion;
import wfr.model.SplittingScheme;
import wfr.model.TargetPath;
import wfr.model.WfrProblem;
import wfr.operation.CorrectionOperations.Noised;
import wfr.operation.CorrectionOperations.PathDiffusion;
import wfr.operation.CorrectionOperations.ReweightedRun;
import wfr.operation.FigureOperations.BoxErrors;
import wfr.operation.FigureOperations.GridFigures;
import wfr.operation.FigureOperations.Pool;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.MassOutside;
import wfr.operation.Implementation;
import wfr.particle.Replicates;

/**
 * A path of targets with its correction term. The law is prescribed: rho_t = e^{-U_t}/Z_t and mass Z_t/Z_0, for every drift and every reaction rate (on the
 * path h is constant, so the reaction rests). Grid figures are integrals of that law; particles start in rho_0 with log w_0 = log(e^{-U_0}/(Z_0 rho_0)), move by
 * dX = -D U_t' dt + sqrt(2 D) dW and carry (log w)' = -d_t U. Particles run with dt and dt/2; the finer figures are reported, error =
 * standard error + |A(dt) - A(dt/2)| + the standard error of that difference (a bias estimate may vanish by chance), infinite where E[w^2] is.
 * Accuracy: grid as stated by Richardson and the box; particles of weak order 1.   Source: proofs-notes, D7.
 */
public final class PathSolver {
  private static final int FEWEST_CELLS = 64;
  private static final int MOST_LEVELS = 8;
  private static final Figures LINE = new Figures(1);
  private static final double[] LEVELS = {2, 4, 6, 8};

  private final WfrProblem problem;
  private final TargetPath path;
  private final double[] times;
  private final List<Observable> observables;
  private final PathWeights weights;
  private final Implementation ops;

  /** A path of a problem, its target being the end of the path; composed of an implementation. */
  public PathSolver(
      WfrProblem problem,
      TargetPath path,
      double[] times,
      List<Observable> observables,
      Implementation ops) {
    this.ops = ops;
    this.problem = problem;
    this.path = path;
    this.times = times.clone();
    this.observables = List.copyOf(observables);
    weights = new PathWeights(problem, path, ops);
  }

  /** Integrals of the prescribed law. */
  public GridResult solve(double accuracy, Progress progress) {
    int base = FEWEST_CELLS;
    for (double t : times) {
      base = Math.max(base, ResolvingGrid.cells(at(t)));
    }
    double[] box = ops.apply(new BoxErrors(problem, observables));
    double[] outside = ops.apply(new MassOutside(problem));
    FigureLevels levels = new FigureLevels(LINE, LEVELS, ops);
    List<GridDensity> densities = List.of();
    List<GridDensity> coarser = List.of();
    int cells = base;
    for (int level = 0; level < MOST_LEVELS; level++) {
      progress.stage("integrals on " + cells + " cells");
      cells = base << level;
      coarser = densities;
      densities = laws(cells);
      levels.add(
          densities.stream()
              .map(rho -> ops.apply(new GridFigures(rho, problem.potential(), observables)))
              .toArray(double[][]::new));
      if (level >= 3 && levels.areWithin(accuracy)) {
        break;
      }
    }
    List<MeasureSummary> summaries = new ArrayList<>();
    List<double[]> errors = new ArrayList<>();
    for (int k = 0; k < times.length; k++) {
      Estimate[] e = levels.limits()[k].clone();
      for (int j = 0; j < e.length; j++) {
        e[j] = new Estimate(e[j].value(), e[j].error() + box[j]);
      }
      double z = Math.exp(weights.logIntegral(at(times[k]).potential()) - weights.logNormaliser());
      e[Figures.MASS] = new Estimate(z, 1e-12 * z);
      summaries.add(LINE.summary(times[k], e, observables));
      double[] d = new double[cells];
      for (int i = 0; i < cells; i++) {
        d[i] = Math.abs(densities.get(k).cellAverage(i) - coarser.get(k).cellAverage(i / 2));
      }
      errors.add(d);
    }
    double dt = times[times.length - 1];
    return new GridResult(
        problem,
        new GridResult.Scheme(cells, dt > 0 ? dt : 1, SplittingScheme.STRANG.key()),
        summaries,
        densities,
        errors,
        outside[0],
        outside[1],
        new GridResult.Ledger(
            times, 0, java.util.Collections.nCopies(times.length, new double[cells - 1]), 0),
        List.of());
  }

  /** Weighted particles. */
  public ParticleResult sample(ParticleSettings settings, int threads, Progress progress) {
    List<String> warnings = new ArrayList<>();
    boolean finite =
        weights.secondMomentIsFinite(times[0])
            && weights.secondMomentIsFinite(times[times.length - 1]);
    if (!finite) {
      warnings.add(
          "particles: E[w^2] is infinite along the path: no error bar of theirs means anything, and none is given");
    }
    ParticleSettings share = Replicates.share(settings, Replicates.DEFAULT);
    Replicates coarse =
        walk(TwoRuns.coarse(share), threads, TwoRuns.coarse(progress, settings.timeStep()));
    Replicates fine =
        walk(TwoRuns.fine(share).withSeed(~share.seed()), threads, TwoRuns.fine(progress));
    HistogramFigures figures = new HistogramFigures(problem, observables, share.count(), ops);
    List<MeasureSummary> summaries = new ArrayList<>();
    List<WeightedSample> samples = new ArrayList<>();
    double[] mass = new double[times.length];
    for (int o = 0; o < times.length; o++) {
      double[][] a = figures.of(times[o], fine.samples(o));
      double[][] b = figures.of(times[o], coarse.samples(o));
      WeightedSample pool = ops.apply(new Pool(fine.samples(o)));
      Estimate[] e = figures.estimates(a, b, figures.histogramErrors(pool));
      if (!finite) {
        Arrays.setAll(e, j -> new Estimate(e[j].value(), Double.POSITIVE_INFINITY));
      }
      summaries.add(LINE.summary(times[o], e, observables));
      mass[o] = e[Figures.MASS].value();
      samples.add(pool);
    }
    return new ParticleResult(
        problem,
        settings,
        Replicates.DEFAULT,
        summaries,
        samples,
        mass,
        fine.runs().get(0).stepTimes(),
        fine.essFraction(),
        fine.resamplings(),
        warnings);
  }

  private WfrProblem at(double t) {
    return new WfrProblem(
        path instanceof ReverseOu reverse
            ? ops.apply(new Noised(reverse, Math.max(0, reverse.horizon() - t)))
            : path.at(t),
        problem.initial(),
        problem.domain(),
        problem.reactionRate(),
        problem.diffusivity());
  }

  private List<GridDensity> laws(int cells) {
    double[] target = ops.apply(new Discretise(problem, cells)).logMass();
    List<GridDensity> all = new ArrayList<>();
    for (double t : times) {
      DiscreteTarget law = ops.apply(new Discretise(at(t), cells));
      double[] h = law.logMass().clone();
      for (int i = 0; i < cells; i++) {
        h[i] -= target[i];
      }
      all.add(new GridDensity(law.grid(), target, h));
    }
    return all;
  }

  private Replicates walk(ParticleSettings share, int threads, DoubleConsumer done) {
    ReweightedDiffusion diffusion =
        ops.apply(
            new PathDiffusion(path, problem.diffusivity(), problem.initial(), problem.domain()));
    return Replicates.run(
        r -> ops.apply(new ReweightedRun(diffusion, weights.startLogWeight(), share, times, r)),
        Replicates.DEFAULT,
        threads,
        done);
  }
}
