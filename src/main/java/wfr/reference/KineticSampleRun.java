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
import wfr.measure.DiscreteTarget;
import wfr.measure.WeightedSample;
import wfr.model.KineticDiffusion;
import wfr.model.ParticleSettings;
import wfr.particle.CloudInCell;
import wfr.particle.InitialSampler;
import wfr.particle.KineticStep;
import wfr.particle.KineticWalk;
import wfr.particle.PhaseSampler;
import wfr.particle.Replicates;
import wfr.particle.ReweightedWalk;
import wfr.pde.ScharfetterGummelFlux;

/**
 * Weighted kinetic walkers with errors: BAOAB, weights from the density of a grid run ({@link KineticOracle}), 16 populations with dt and 16 others with dt/2. The finer figures are reported,
 *   error = standard error + |A(dt) - A(dt/2)| + that difference's own standard error + what the histogram adds to the divergences.
 * Source: proofs-notes, D11S.
 */
public final class KineticSampleRun {
  private final KineticTask task;
  private final ParticleSettings settings;

  /** A run to be made. */
  public KineticSampleRun(KineticTask task, ParticleSettings settings) {
    this.task = task;
    this.settings = settings;
  }

  /** Runs both steps. */
  public ParticleResult solve(int threads, Progress progress) {
    ParticleSettings share = Replicates.share(settings, Replicates.DEFAULT);
    progress.at("density on the phase plane", 0);
    KineticDiffusion diffusion =
        new KineticDiffusion(task.problem().potential(), task.friction(), new KineticOracle(task));
    progress.at("particles, step " + settings.timeStep(), 0.2);
    List<ReweightedWalk.Outcome> coarse = walk(diffusion, share, threads);
    progress.at("particles, half the step", 0.5);
    ParticleSettings half = share.withTimeStep(share.timeStep() / 2).withSeed(~share.seed());
    List<ReweightedWalk.Outcome> fine = walk(diffusion, half, threads);
    progress.at("particles", 1);
    DiscreteTarget target =
        ScharfetterGummelFlux.discretise(task.problem(), CloudInCell.defaultCells(share.count()));
    ParticleFigures figures = new ParticleFigures(target, task.observables());
    List<MeasureSummary> summaries = new ArrayList<>();
    List<WeightedSample> samples = new ArrayList<>();
    double[] mass = new double[task.times().length];
    for (int o = 0; o < mass.length; o++) {
      double[][] a = rows(fine, figures, o);
      double[][] b = rows(coarse, figures, o);
      Estimate[] e = figures.estimates(a, b, fine.get(0).samples().get(o));
      summaries.add(KineticGridRun.summary(task.observables(), task.times()[o], e, false));
      mass[o] = e[GridFigures.MASS].value();
      samples.add(pooled(fine, o));
    }
    double[] ess = new double[fine.get(0).essFraction().length];
    for (ReweightedWalk.Outcome r : fine) {
      Arrays.setAll(ess, k -> ess[k] + r.essFraction()[k] / fine.size());
    }
    return new ParticleResult(
        task.problem(),
        settings,
        fine.size(),
        summaries,
        samples,
        mass,
        fine.get(0).stepTimes(),
        ess,
        fine.stream().mapToLong(ReweightedWalk.Outcome::resamplings).sum(),
        List.of());
  }

  private List<ReweightedWalk.Outcome> walk(
      KineticDiffusion diffusion, ParticleSettings share, int threads) {
    KineticWalk walk =
        new KineticWalk(
            diffusion,
            KineticStep.BAOAB,
            share,
            PhaseSampler.thermal(new InitialSampler(task.problem())));
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads));
    try {
      List<Future<ReweightedWalk.Outcome>> futures = new ArrayList<>();
      for (int r = 0; r < Replicates.DEFAULT; r++) {
        int replicate = r;
        futures.add(pool.submit(() -> walk.run(task.times(), replicate)));
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

  /** The position's figures of each population, then mean and variance of the velocity. */
  private static double[][] rows(
      List<ReweightedWalk.Outcome> outcomes, ParticleFigures figures, int o) {
    double[][] rows = new double[outcomes.size()][];
    for (int r = 0; r < rows.length; r++) {
      WeightedSample s = outcomes.get(r).samples().get(o);
      double[] position = figures.of(s);
      double[] w = s.weights();
      double[] v = s.coordinate(1);
      double mean = 0;
      double square = 0;
      for (int i = 0; i < v.length; i++) {
        mean += w[i] * v[i];
        square += w[i] * v[i] * v[i];
      }
      rows[r] = Arrays.copyOf(position, position.length + KineticGridRun.VELOCITY.size());
      rows[r][position.length] = mean;
      rows[r][position.length + 1] = square - mean * mean;
    }
    return rows;
  }

  /** Positions and velocities of every population with equal total weight. */
  private static WeightedSample pooled(List<ReweightedWalk.Outcome> outcomes, int o) {
    int n = outcomes.get(0).samples().get(o).count();
    double[][] z = new double[2][n * outcomes.size()];
    double[] l = new double[n * outcomes.size()];
    for (int r = 0; r < outcomes.size(); r++) {
      WeightedSample s = outcomes.get(r).samples().get(o);
      double[] w = s.weights();
      for (int k = 0; k < 2; k++) {
        System.arraycopy(s.coordinate(k), 0, z[k], r * n, n);
      }
      for (int i = 0; i < n; i++) {
        l[r * n + i] = Math.log(w[i] * n);
      }
    }
    return new WeightedSample(z, l);
  }
}
