package wfr.reference;

import java.util.Arrays;
import java.util.List;
import wfr.diagnostics.GridFunctionals;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.math.LogSumExp;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.measure.WeightedSample;
import wfr.model.Observable;

/**
 * The figures reported of one population, in the order of {@link GridFigures}: mass (unnormalised mean weight), mean, variance and observables from the
 * weighted atoms; divergences and dissipation terms from a histogram on the cells of a discrete target, mixed with half a particle's weight of
 * pi itself so that an empty cell stays finite.
 */
final class ParticleFigures implements SampleFigures {
  private static final double TEN = 10;

  private final DiscreteTarget target;
  private final List<Observable> observables;

  ParticleFigures(DiscreteTarget target, List<Observable> observables) {
    this.target = target;
    this.observables = observables;
  }

  @Override
  public double[] of(WeightedSample sample) {
    double[] x = sample.coordinate(0);
    double[] w = sample.weights();
    double[] v = new double[GridFigures.FIXED_FIGURES + observables.size()];
    double mean = 0;
    for (int i = 0; i < x.length; i++) {
      mean += w[i] * x[i];
    }
    double variance = 0;
    for (int i = 0; i < x.length; i++) {
      variance += w[i] * (x[i] - mean) * (x[i] - mean);
    }
    v[GridFigures.MASS] = sample.mass();
    v[GridFigures.MEAN] = mean;
    v[GridFigures.VARIANCE] = variance;
    GridFunctionals f = new GridFunctionals(histogram(x, w, 0.5));
    v[GridFigures.KL] = f.kl();
    v[GridFigures.REVERSE_KL] = f.reverseKl();
    v[GridFigures.FISHER_INFORMATION] = fisher(x, w, sample.effectiveSampleSize())[0];
    v[GridFigures.LOG_RATIO_VARIANCE] = f.logRatioVariance();
    for (int j = 0; j < observables.size(); j++) {
      v[GridFigures.FIXED_FIGURES + j] = observables.get(j).field().average(sample);
    }
    return v;
  }

  @Override
  public MeasureSummary summary(double time, Estimate[] estimates) {
    return GridFigures.summary(time, estimates, observables);
  }

  @Override
  public List<ErrorPart> budget(
      double time, double[][] fine, double[][] coarse, WeightedSample sample) {
    double[] noise = new double[GridFigures.FIXED_FIGURES];
    double[] step = new double[GridFigures.FIXED_FIGURES];
    for (int j = 0; j < noise.length; j++) {
      noise[j] = PopulationEstimate.standardError(SampleFigures.column(fine, j));
      step[j] =
          PopulationEstimate.stepError(
              SampleFigures.column(fine, j), SampleFigures.column(coarse, j));
    }
    return List.of(
        ErrorPart.of(time, "number of particles", noise),
        ErrorPart.of(time, "time step", step),
        ErrorPart.of(time, "histogram", histogramErrors(sample)));
  }

  /**
   * What the histogram itself adds: K/(2 ESS) to a divergence and twice that to Var h (the bias of a plug-in entropy with K occupied cells), the
   * change under a doubled share of pi, and the noise of differences of neighbouring cells to the Fisher information.
   */
  @Override
  public double[] histogramErrors(WeightedSample sample) {
    double[] x = sample.coordinate(0);
    double[] w = sample.weights();
    double ess = sample.effectiveSampleSize();
    GridFunctionals once = new GridFunctionals(histogram(x, w, 0.5));
    GridFunctionals twice = new GridFunctionals(histogram(x, w, 1));
    double plugIn = occupied(x) / (2 * ess);
    double[] e = new double[GridFigures.FIXED_FIGURES];
    e[GridFigures.KL] = plugIn + Math.abs(once.kl() - twice.kl());
    e[GridFigures.REVERSE_KL] = plugIn + Math.abs(once.reverseKl() - twice.reverseKl());
    e[GridFigures.LOG_RATIO_VARIANCE] =
        2 * plugIn + Math.abs(once.logRatioVariance() - twice.logRatioVariance());
    e[GridFigures.FISHER_INFORMATION] = fisher(x, w, ess)[1];
    return e;
  }

  /**
   * Fisher information over the faces between cells of at least TEN effective particles, and its noise: Var log m is 1/(ESS m), so the squared slopes
   * carry sum (m_a + m_b)/2 (1/m_a + 1/m_b)/(ESS dx^2), which is the error unless it is averaged away.
   */
  private double[] fisher(double[] x, double[] w, double ess) {
    GridDensity rho = histogram(x, w, 0.5);
    double[] h = rho.logRatio();
    double dx = target.grid().dx();
    double sum = 0;
    double noise = 0;
    for (int i = 1; i < h.length; i++) {
      double a = rho.cellMass(i - 1);
      double b = rho.cellMass(i);
      if (ess * Math.min(a, b) >= TEN) {
        double slope = (h[i] - h[i - 1]) / dx;
        sum += 0.5 * (a + b) * slope * slope;
        noise += 0.5 * (a + b) * (1 / a + 1 / b) / (ess * dx * dx);
      }
    }
    return new double[] {sum, noise};
  }

  private double occupied(double[] x) {
    return Arrays.stream(x)
        .map(v -> Math.floor((v - target.grid().lower()) / target.grid().dx()))
        .distinct()
        .count();
  }

  /** Histogram over the cells, mixed with a share added/N of pi; particles beyond the box count in its edge cells. */
  private GridDensity histogram(double[] x, double[] w, double added) {
    Grid grid = target.grid();
    double[] m = new double[grid.cells()];
    for (int i = 0; i < x.length; i++) {
      int c = (int) Math.floor((x[i] - grid.lower()) / grid.dx());
      m[Math.max(0, Math.min(grid.cells() - 1, c))] += w[i];
    }
    double share = added / x.length;
    double[] h = new double[m.length];
    for (int c = 0; c < m.length; c++) {
      h[c] =
          LogSumExp.of(Math.log(m[c]) - target.logMass()[c], Math.log(share)) - Math.log1p(share);
    }
    return new GridDensity(grid, target.logMass(), h);
  }
}
