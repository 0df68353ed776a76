package wfr.reference;

import java.util.Arrays;
import java.util.List;
import wfr.diagnostics.MeasureSummary;
import wfr.diagnostics.PlaneFunctionals;
import wfr.math.Estimate;
import wfr.math.LogSumExp;
import wfr.measure.Grid;
import wfr.measure.PlaneDensity;
import wfr.measure.PlaneTarget;
import wfr.measure.WeightedSample;
import wfr.model.Observable;
import wfr.model.WfrProblem;

/**
 * {@link ParticleFigures} in the plane, in the order of {@link PlaneFigures}, followed by the masses of {@link PlaneBins}: mass, mean, covariance, observables and bins from the weighted atoms;
 * divergences and dissipation terms from a histogram on the cells of a discrete target, mixed with half a particle's weight of pi.
 * Cells per axis: n^{1/2}/3, about nine particles per cell, because the plug-in bias K/(2n) of K cells and the loss by their width must both stay visible and small.
 */
final class PlaneParticleFigures implements SampleFigures {
  private static final int FEWEST = 8;
  private static final int MOST = 128;
  private static final double SHARE = 0.5;
  private static final double TEN = 10;

  private final WfrProblem problem;
  private final List<Observable> observables;
  private final PlaneTarget target;
  private final PlaneTarget coarse;

  /**
   * @param problem in the plane
   * @param observables reported expectations
   * @param count particles of one population
   * @param discretise target for a number of cells per axis
   */
  PlaneParticleFigures(
      WfrProblem problem,
      List<Observable> observables,
      int count,
      java.util.function.IntFunction<PlaneTarget> discretise) {
    this.problem = problem;
    this.observables = observables;
    int half = Math.max(FEWEST / 2, Math.min(MOST / 2, (int) (Math.sqrt(count) / 6)));
    target = discretise.apply(2 * half);
    coarse = discretise.apply(half);
  }

  @Override
  public double[] of(WeightedSample sample) {
    int after = PlaneFigures.FIXED_FIGURES + observables.size();
    double[] v = new double[after + PlaneBins.COUNT];
    double[][] x = {sample.coordinate(0), sample.coordinate(1)};
    double[] w = sample.weights();
    v[PlaneFigures.MASS] = sample.mass();
    for (int k = 0; k < 2; k++) {
      for (int i = 0; i < w.length; i++) {
        v[PlaneFigures.MEAN + k] += w[i] * x[k][i];
      }
    }
    for (int i = 0; i < w.length; i++) {
      double a = x[0][i] - v[PlaneFigures.MEAN];
      double b = x[1][i] - v[PlaneFigures.MEAN + 1];
      v[PlaneFigures.VARIANCE] += w[i] * a * a;
      v[PlaneFigures.VARIANCE + 1] += w[i] * a * b;
      v[PlaneFigures.VARIANCE + 2] += w[i] * b * b;
    }
    PlaneFunctionals f = new PlaneFunctionals(histogram(target, sample, SHARE));
    v[PlaneFigures.KL] = f.kl();
    v[PlaneFigures.REVERSE_KL] = f.reverseKl();
    v[PlaneFigures.FISHER_INFORMATION] = fisher(sample)[0];
    v[PlaneFigures.LOG_RATIO_VARIANCE] = f.logRatioVariance();
    for (int j = 0; j < observables.size(); j++) {
      v[PlaneFigures.FIXED_FIGURES + j] = observables.get(j).field().average(sample);
    }
    System.arraycopy(PlaneBins.of(sample, problem.domain()), 0, v, after, PlaneBins.COUNT);
    return v;
  }

  /** K/(2 ESS) of a plug-in divergence over K cells and twice that of Var h, the change under a doubled share of pi, and the change on cells of twice the width. */
  @Override
  public double[] histogramErrors(WeightedSample sample) {
    PlaneFunctionals once = new PlaneFunctionals(histogram(target, sample, SHARE));
    PlaneFunctionals twice = new PlaneFunctionals(histogram(target, sample, 2 * SHARE));
    PlaneFunctionals wide = new PlaneFunctionals(histogram(coarse, sample, SHARE));
    double plugIn = target.grid().cells() / (2 * sample.effectiveSampleSize());
    double[] e = new double[PlaneFigures.FIXED_FIGURES];
    e[PlaneFigures.KL] = plugIn + change(once.kl(), twice.kl(), wide.kl());
    e[PlaneFigures.REVERSE_KL] =
        plugIn + change(once.reverseKl(), twice.reverseKl(), wide.reverseKl());
    e[PlaneFigures.LOG_RATIO_VARIANCE] =
        2 * plugIn
            + change(once.logRatioVariance(), twice.logRatioVariance(), wide.logRatioVariance());
    e[PlaneFigures.FISHER_INFORMATION] = fisher(sample)[1];
    return e;
  }

  /** {@link ParticleFigures}' Fisher information over the faces between cells of at least TEN effective particles, and its noise, on both axes. */
  private double[] fisher(WeightedSample sample) {
    PlaneDensity rho = histogram(target, sample, SHARE);
    double ess = sample.effectiveSampleSize();
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
    return PlaneFigures.summary(time, estimates, observables);
  }

  /**
   * The bins among the estimates. Populations that all miss a bin do not say that it is empty: the weight of one average particle is added to every error.
   *
   * @param estimates of one time
   * @param effective effective number of particles over all populations
   */
  List<Estimate> bins(Estimate[] estimates, double effective) {
    int after = PlaneFigures.FIXED_FIGURES + observables.size();
    return Arrays.stream(estimates, after, after + PlaneBins.COUNT)
        .map(e -> new Estimate(e.value(), e.error() + 1 / effective))
        .toList();
  }

  /** Histogram over the cells, mixed with a share added/N of pi; particles beyond the box count in its edge cells. */
  private static PlaneDensity histogram(PlaneTarget target, WeightedSample sample, double added) {
    double[] w = sample.weights();
    double[] m = new double[target.grid().cells()];
    double[] x = sample.coordinate(0);
    double[] y = sample.coordinate(1);
    for (int i = 0; i < w.length; i++) {
      m[target.grid().index(cell(target.grid().x(), x[i]), cell(target.grid().y(), y[i]))] += w[i];
    }
    double share = added / w.length;
    double[] h = new double[m.length];
    for (int c = 0; c < m.length; c++) {
      h[c] =
          LogSumExp.of(Math.log(m[c]) - target.logMass()[c], Math.log(share)) - Math.log1p(share);
    }
    return new PlaneDensity(target.grid(), target.logMass(), h);
  }

  private static int cell(Grid axis, double x) {
    return Math.max(
        0, Math.min(axis.cells() - 1, (int) Math.floor((x - axis.lower()) / axis.dx())));
  }
}
