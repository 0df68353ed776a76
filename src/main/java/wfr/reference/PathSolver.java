package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.measure.WeightedSample;
import wfr.model.GridSettings;
import wfr.model.Observable;
import wfr.model.ParticleSettings;
import wfr.model.SplittingScheme;
import wfr.model.TargetPath;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.particle.CloudInCell;
import wfr.particle.InitialSampler;
import wfr.particle.Replicates;
import wfr.particle.ReweightedWalk;
import wfr.pde.ScharfetterGummelFlux;

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
  private static final double[] LEVELS = {2, 4, 6, 8};

  private final WfrProblem problem;
  private final TargetPath path;
  private final double[] times;
  private final List<Observable> observables;
  private final PathWeights weights;

  /** A path of a problem: its target is the end of the path. */
  public PathSolver(
      WfrProblem problem, TargetPath path, double[] times, List<Observable> observables) {
    this.problem = problem;
    this.path = path;
    this.times = times.clone();
    this.observables = List.copyOf(observables);
    weights = new PathWeights(problem, path);
  }

  /** Integrals of the prescribed law. */
  public GridResult solve(double accuracy, Progress progress) {
    int base = FEWEST_CELLS;
    for (double t : times) {
      base = Math.max(base, ResolvingGrid.cells(at(t), FEWEST_CELLS));
    }
    GridFigures figures = new GridFigures(problem, observables);
    BoxError box = BoxError.of(problem);
    RombergTable[][] tables = new RombergTable[times.length][];
    List<GridDensity> densities = List.of();
    List<GridDensity> coarser = List.of();
    int cells = base;
    for (int level = 0; level < MOST_LEVELS; level++) {
      progress.at("integrals on " + cells + " cells", level / (double) MOST_LEVELS);
      cells = base << level;
      coarser = densities;
      densities = laws(cells);
      double[][] values = figures.of(densities);
      boolean accurate = level >= 3;
      for (int k = 0; k < times.length; k++) {
        if (tables[k] == null) {
          tables[k] = new RombergTable[values[k].length];
          Arrays.setAll(tables[k], j -> new RombergTable(LEVELS));
        }
        for (int j = 0; j < values[k].length; j++) {
          tables[k][j].add(values[k][j]);
          accurate &=
              !GridFigures.isHeldToAccuracy(j) || tables[k][j].estimate().error() <= accuracy / 2;
        }
      }
      if (accurate) {
        break;
      }
    }
    List<MeasureSummary> summaries = new ArrayList<>();
    List<double[]> errors = new ArrayList<>();
    for (int k = 0; k < times.length; k++) {
      Estimate[] e = new Estimate[tables[k].length];
      for (int j = 0; j < e.length; j++) {
        Estimate limit = tables[k][j].estimate();
        e[j] = new Estimate(limit.value(), limit.error() + box.error(j, observables));
      }
      double z = Math.exp(weights.logIntegral(path.at(times[k])) - weights.logNormaliser());
      e[GridFigures.MASS] = new Estimate(z, 1e-12 * z);
      summaries.add(GridFigures.summary(times[k], e, observables));
      double[] d = new double[cells];
      for (int i = 0; i < cells; i++) {
        d[i] = Math.abs(densities.get(k).cellAverage(i) - coarser.get(k).cellAverage(i / 2));
      }
      errors.add(d);
    }
    double dt = times[times.length - 1];
    return new GridResult(
        problem,
        new GridSettings(
            cells, dt > 0 ? dt : 1, SplittingScheme.STRANG, TransportScheme.BACKWARD_EULER),
        summaries,
        densities,
        errors,
        box.initialOutside(),
        box.targetOutside(),
        new GridResult.Ledger(
            times, 0, java.util.Collections.nCopies(times.length, new double[cells - 1]), 0, 0),
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
    progress.at("particles, step " + settings.timeStep(), 0);
    List<ReweightedWalk.Outcome> coarse = walk(share, threads);
    progress.at("particles, half the step", 1.0 / 3);
    List<ReweightedWalk.Outcome> fine =
        walk(share.withTimeStep(share.timeStep() / 2).withSeed(~share.seed()), threads);
    DiscreteTarget target =
        ScharfetterGummelFlux.discretise(problem, CloudInCell.defaultCells(share.count()));
    ParticleFigures figures = new ParticleFigures(target, observables);
    List<MeasureSummary> summaries = new ArrayList<>();
    List<WeightedSample> samples = new ArrayList<>();
    double[] mass = new double[times.length];
    for (int o = 0; o < times.length; o++) {
      int output = o;
      double[][] a = rows(fine, figures, o);
      double[][] b = rows(coarse, figures, o);
      Estimate[] e = figures.estimates(a, b, fine.get(0).samples().get(o));
      if (!finite) {
        Arrays.setAll(e, j -> new Estimate(e[j].value(), Double.POSITIVE_INFINITY));
      }
      summaries.add(GridFigures.summary(times[o], e, observables));
      mass[o] = e[GridFigures.MASS].value();
      samples.add(pooled(fine.stream().map(r -> r.samples().get(output)).toList()));
    }
    double[] ess = new double[fine.get(0).essFraction().length];
    for (ReweightedWalk.Outcome r : fine) {
      for (int k = 0; k < ess.length; k++) {
        ess[k] += r.essFraction()[k] / fine.size();
      }
    }
    progress.at("particles", 1);
    return new ParticleResult(
        problem,
        settings,
        fine.size(),
        summaries,
        samples,
        mass,
        fine.get(0).stepTimes(),
        ess,
        fine.stream().mapToLong(ReweightedWalk.Outcome::resamplings).sum(),
        warnings);
  }

  private WfrProblem at(double t) {
    return new WfrProblem(
        path.at(t),
        problem.initial(),
        problem.domain(),
        problem.reactionRate(),
        problem.diffusivity());
  }

  private List<GridDensity> laws(int cells) {
    double[] target = ScharfetterGummelFlux.discretise(problem, cells).logMass();
    List<GridDensity> all = new ArrayList<>();
    for (double t : times) {
      DiscreteTarget law = ScharfetterGummelFlux.discretise(at(t), cells);
      double[] h = law.logMass().clone();
      for (int i = 0; i < cells; i++) {
        h[i] -= target[i];
      }
      all.add(new GridDensity(law.grid(), target, h));
    }
    return all;
  }

  private List<ReweightedWalk.Outcome> walk(ParticleSettings share, int threads) {
    ReweightedWalk walk =
        new ReweightedWalk(
            path.diffusion(problem.diffusivity(), problem.initial(), problem.domain()),
            share,
            new InitialSampler(problem),
            weights.startLogWeight());
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads));
    try {
      List<Future<ReweightedWalk.Outcome>> futures = new ArrayList<>();
      for (int r = 0; r < Replicates.DEFAULT; r++) {
        int replicate = r;
        futures.add(pool.submit(() -> walk.run(times, replicate)));
      }
      List<ReweightedWalk.Outcome> outcomes = new ArrayList<>();
      for (Future<ReweightedWalk.Outcome> f : futures) {
        outcomes.add(f.get());
      }
      return outcomes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while particles were moving", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static double[][] rows(
      List<ReweightedWalk.Outcome> outcomes, ParticleFigures figures, int o) {
    return outcomes.stream().map(r -> figures.of(r.samples().get(o))).toArray(double[][]::new);
  }

  /** Every population with equal total weight. */
  private static WeightedSample pooled(List<WeightedSample> parts) {
    int n = parts.get(0).count();
    double[] x = new double[n * parts.size()];
    double[] l = new double[x.length];
    for (int r = 0; r < parts.size(); r++) {
      System.arraycopy(parts.get(r).coordinate(0), 0, x, r * n, n);
      double[] w = parts.get(r).weights();
      for (int i = 0; i < n; i++) {
        l[r * n + i] = Math.log(w[i] * n);
      }
    }
    return new WeightedSample(new double[][] {x}, l);
  }
}
