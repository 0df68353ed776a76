package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.measure.WeightedSample;
import wfr.model.KineticDiffusion;
import wfr.model.ParticleSettings;
import wfr.operation.FigureOperations.Pool;
import wfr.operation.Implementation;
import wfr.operation.KineticOperations.KineticWalk;
import wfr.particle.Replicates;

/**
 * Weighted kinetic walkers with errors: BAOAB, weights from the density of a grid run ({@link KineticOracle}), 16 populations with dt and 16 others with dt/2. The finer figures are reported,
 *   error = standard error + |A(dt) - A(dt/2)| + that difference's own standard error + what the histogram adds to the divergences.
 * Source: proofs-notes, D11S.
 */
public final class KineticSampleRun {
  private final KineticTask task;
  private final ParticleSettings settings;
  private final Implementation ops;

  /** A run to be made, composed of an implementation. */
  public KineticSampleRun(KineticTask task, ParticleSettings settings, Implementation ops) {
    this.task = task;
    this.ops = ops;
    this.settings = settings;
  }

  /** Runs both steps. */
  public ParticleResult solve(int threads, Progress progress) {
    ParticleSettings share = Replicates.share(settings, Replicates.DEFAULT);
    progress.stage("density on the phase plane");
    KineticDiffusion diffusion =
        new KineticDiffusion(
            task.problem().potential(), task.friction(), new KineticOracle(task, ops));
    Replicates coarse =
        walk(
            diffusion,
            TwoRuns.coarse(share),
            threads,
            TwoRuns.coarse(progress, settings.timeStep()));
    ParticleSettings half = TwoRuns.fine(share).withSeed(~share.seed());
    Replicates fine = walk(diffusion, half, threads, TwoRuns.fine(progress));
    HistogramFigures figures =
        new HistogramFigures(task.problem(), task.observables(), share.count(), ops);
    List<MeasureSummary> summaries = new ArrayList<>();
    List<WeightedSample> samples = new ArrayList<>();
    double[] mass = new double[task.times().length];
    for (int o = 0; o < mass.length; o++) {
      double[][] a = rows(fine, figures, o);
      double[][] b = rows(coarse, figures, o);
      WeightedSample pool = ops.apply(new Pool(fine.samples(o)));
      Estimate[] e = figures.estimates(a, b, figures.histogramErrors(pool));
      summaries.add(KineticGridRun.summary(task.observables(), task.times()[o], e, false));
      mass[o] = e[Figures.MASS].value();
      samples.add(pool);
    }
    return new ParticleResult(
        task.problem(),
        settings,
        Replicates.DEFAULT,
        summaries,
        samples,
        mass,
        fine.runs().get(0).stepTimes(),
        fine.essFraction(),
        fine.resamplings(),
        List.of());
  }

  private Replicates walk(
      KineticDiffusion diffusion, ParticleSettings share, int threads, DoubleConsumer done) {
    return Replicates.run(
        r ->
            ops.apply(
                new KineticWalk(
                    diffusion,
                    task.problem().initial(),
                    task.problem().domain(),
                    share,
                    task.times(),
                    r)),
        Replicates.DEFAULT,
        threads,
        done);
  }

  /** The position's figures of each population, then mean and variance of the velocity. */
  private static double[][] rows(Replicates outcomes, HistogramFigures figures, int o) {
    double[][] positions = figures.of(0, outcomes.samples(o));
    double[][] rows = new double[positions.length][];
    for (int r = 0; r < rows.length; r++) {
      WeightedSample s = outcomes.sample(r, o);
      double[] position = positions[r];
      rows[r] = Arrays.copyOf(position, position.length + KineticGridRun.VELOCITY.size());
      rows[r][position.length] = s.mean(1);
      rows[r][position.length + 1] = s.covariance(1, 1);
    }
    return rows;
  }
}
