package wfr.reference;

import java.util.Arrays;
import java.util.List;
import wfr.diagnostics.MeasureSummary;
import wfr.diagnostics.PlaneFunctionals;
import wfr.math.Estimate;
import wfr.measure.PlaneDensity;
import wfr.measure.PlaneGrid;
import wfr.measure.PlaneTarget;
import wfr.measure.WeightedSample;
import wfr.model.Observable;
import wfr.model.WfrProblem;
import wfr.operation.FigureOperations.PlaneHistogram;
import wfr.operation.FigureOperations.PlaneHistogramErrors;
import wfr.operation.FigureOperations.PlaneSampleFigures;
import wfr.operation.GridOperations.Kl;
import wfr.operation.GridOperations.PlaneDiscretise;
import wfr.operation.Implementation;

/**
 * {@link SampleOnLine} in the plane, in the order of {@link FiguresInPlane}, followed by the masses of {@link PlaneBins}: mass, mean, covariance, observables and bins from the weighted atoms;
 * divergences and dissipation terms from a histogram on the cells of a discrete target, mixed with half a particle's weight of pi.
 * Cells per axis: n^{1/2}/3, about nine particles per cell, because the plug-in bias K/(2n) of K cells and the loss by their width must both stay visible and small.
 * Source: proofs-notes, E16.
 */
final class SampleInPlane implements PopulationFigures {
  private static final int FEWEST = 8;
  private static final int MOST = 128;
  private static final double SHARE = 0.5;
  private static final double TEN = 10;

  private final WfrProblem problem;
  private final List<Observable> observables;
  private final PlaneTarget target;
  private final PlaneTarget coarse;
  private final Implementation ops;

  /**
   * @param problem in the plane
   * @param observables reported expectations
   * @param count particles of one population
   * @param ops what they are composed of
   */
  SampleInPlane(WfrProblem problem, List<Observable> observables, int count, Implementation ops) {
    this.ops = ops;
    this.problem = problem;
    this.observables = observables;
    int half = Math.max(FEWEST / 2, Math.min(MOST / 2, (int) (Math.sqrt(count) / 6)));
    target = ops.apply(new PlaneDiscretise(problem, 2 * half));
    coarse = ops.apply(new PlaneDiscretise(problem, half));
  }

  @Override
  public Implementation ops() {
    return ops;
  }

  /** The figures, then the bins. */
  @Override
  public double[] of(WeightedSample sample) {
    double[] f = ops.apply(new PlaneSampleFigures(sample, target, observables));
    double[] v = Arrays.copyOf(f, f.length + PlaneBins.COUNT);
    System.arraycopy(PlaneBins.of(sample, problem.domain()), 0, v, f.length, PlaneBins.COUNT);
    return v;
  }

  @Override
  public double[] histogramErrors(WeightedSample sample) {
    return ops.apply(new PlaneHistogramErrors(sample, target, coarse));
  }

  /** Parts are not told apart in the plane. */
  @Override
  public List<ErrorPart> budget(
      double time, double[][] fine, double[][] rough, WeightedSample sample) {
    return List.of();
  }

  /** The figures of a population, with the histogram and KL of the implementation. */
  static double[] figures(PlaneSampleFigures call, Implementation ops) {
    WeightedSample sample = call.sample();
    double[] v = new double[FiguresInPlane.FIXED_FIGURES + call.observables().size()];
    double[][] x = {sample.coordinate(0), sample.coordinate(1)};
    double[] w = sample.weights();
    v[FiguresInPlane.MASS] = sample.mass();
    for (int k = 0; k < 2; k++) {
      for (int i = 0; i < w.length; i++) {
        v[FiguresInPlane.MEAN + k] += w[i] * x[k][i];
      }
    }
    for (int i = 0; i < w.length; i++) {
      double a = x[0][i] - v[FiguresInPlane.MEAN];
      double b = x[1][i] - v[FiguresInPlane.MEAN + 1];
      v[FiguresInPlane.VARIANCE] += w[i] * a * a;
      v[FiguresInPlane.VARIANCE + 1] += w[i] * a * b;
      v[FiguresInPlane.VARIANCE + 2] += w[i] * b * b;
    }
    PlaneDensity rho = density(sample, call.target(), SHARE, ops);
    PlaneFunctionals f = new PlaneFunctionals(rho);
    v[FiguresInPlane.KL] = ops.apply(new Kl(rho.logTargetMass(), rho.logRatio()));
    v[FiguresInPlane.REVERSE_KL] = f.reverseKl();
    v[FiguresInPlane.FISHER_INFORMATION] = fisher(rho, sample.effectiveSampleSize())[0];
    v[FiguresInPlane.LOG_RATIO_VARIANCE] = f.logRatioVariance();
    for (int j = 0; j < call.observables().size(); j++) {
      v[FiguresInPlane.FIXED_FIGURES + j] = call.observables().get(j).field().average(sample);
    }
    return v;
  }

  /** K/(2 ESS) of a plug-in divergence over K cells and twice that of Var h, the change under a doubled share of pi, and the change on cells of twice the width. */
  static double[] errors(PlaneHistogramErrors call, Implementation ops) {
    WeightedSample sample = call.sample();
    PlaneDensity rho = density(sample, call.target(), SHARE, ops);
    PlaneFunctionals once = new PlaneFunctionals(rho);
    PlaneFunctionals twice = new PlaneFunctionals(density(sample, call.target(), 2 * SHARE, ops));
    PlaneFunctionals wide = new PlaneFunctionals(density(sample, call.coarse(), SHARE, ops));
    double plugIn = rho.grid().cells() / (2 * sample.effectiveSampleSize());
    double[] e = new double[FiguresInPlane.FIXED_FIGURES];
    e[FiguresInPlane.KL] = plugIn + change(once.kl(), twice.kl(), wide.kl());
    e[FiguresInPlane.REVERSE_KL] =
        plugIn + change(once.reverseKl(), twice.reverseKl(), wide.reverseKl());
    e[FiguresInPlane.LOG_RATIO_VARIANCE] =
        2 * plugIn
            + change(once.logRatioVariance(), twice.logRatioVariance(), wide.logRatioVariance());
    e[FiguresInPlane.FISHER_INFORMATION] = fisher(rho, sample.effectiveSampleSize())[1];
    return e;
  }

  /** {@link SampleOnLine}' Fisher information over the faces between cells of at least TEN effective particles, and its noise, on both axes. */
  private static double[] fisher(PlaneDensity rho, double ess) {
    double[] h = rho.logRatio();
    double[] m = rho.cellMasses();
    int nx = rho.grid().x().cells();
    double[] sums = new double[2];
    for (int c = 0; c < h.length; c++) {
      if (c % nx > 0) {
        face(h, m, c, c - 1, rho.grid().x().dx(), ess, sums);
      }
      if (c >= nx) {
        face(h, m, c, c - nx, rho.grid().y().dx(), ess, sums);
      }
    }
    return sums;
  }

  private static void face(
      double[] h, double[] m, int i, int j, double dx, double ess, double[] sums) {
    if (ess * Math.min(m[i], m[j]) >= TEN) {
      double slope = (h[i] - h[j]) / dx;
      double weight = 0.5 * (m[i] + m[j]);
      sums[0] += weight * slope * slope;
      sums[1] += weight * (1 / m[i] + 1 / m[j]) / (ess * dx * dx);
    }
  }

  private static double change(double value, double other, double third) {
    return Math.abs(value - other) + Math.abs(value - third);
  }

  @Override
  public MeasureSummary summary(double time, Estimate[] estimates) {
    return FiguresInPlane.summary(time, estimates, observables);
  }

  /**
   * The bins among the estimates. Populations that all miss a bin do not say that it is empty: the weight of one average particle is added to every error.
   *
   * @param estimates of one time
   * @param effective effective number of particles over all populations
   */
  List<Estimate> bins(Estimate[] estimates, double effective) {
    int after = FiguresInPlane.FIXED_FIGURES + observables.size();
    return Arrays.stream(estimates, after, after + PlaneBins.COUNT)
        .map(e -> new Estimate(e.value(), e.error() + 1 / effective))
        .toList();
  }

  private static PlaneDensity density(
      WeightedSample sample, PlaneTarget target, double added, Implementation ops) {
    return new PlaneDensity(
        target.grid(), target.logMass(), ops.apply(new PlaneHistogram(sample, target, added)));
  }

  /** Masses of the cells, mixed with pi. */
  static double[] histogram(PlaneHistogram call) {
    PlaneGrid grid = call.target().grid();
    double[] m = new double[grid.cells()];
    double[] x = call.sample().coordinate(0);
    double[] y = call.sample().coordinate(1);
    double[] w = call.sample().weights();
    for (int i = 0; i < w.length; i++) {
      m[grid.index(SampleOnLine.cell(grid.x(), x[i]), SampleOnLine.cell(grid.y(), y[i]))] += w[i];
    }
    return SampleOnLine.mixed(m, call.target().logMass(), call.added() / w.length);
  }
}
