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
import wfr.operation.FigureOperations.Histogram;
import wfr.operation.FigureOperations.HistogramErrors;
import wfr.operation.FigureOperations.SampleFigures;
import wfr.operation.GridOperations.Kl;
import wfr.operation.Implementation;

/**
 * The figures reported of one population, in the order of {@link FiguresOnLine}: mass (unnormalised mean weight), mean, variance and observables from the
 * weighted atoms; divergences and dissipation terms from a histogram on the cells of a discrete target, mixed with half a particle's weight of
 * pi itself so that an empty cell stays finite.
 * Source: proofs-notes, E16.
 */
final class SampleOnLine implements PopulationFigures {
  private static final double TEN = 10;

  /** Weight of pi in a histogram, in particles. */
  private static final double SHARE = 0.5;

  private final DiscreteTarget target;
  private final List<Observable> observables;
  private final Implementation ops;

  SampleOnLine(DiscreteTarget target, List<Observable> observables, Implementation ops) {
    this.target = target;
    this.observables = observables;
    this.ops = ops;
  }

  @Override
  public Implementation ops() {
    return ops;
  }

  @Override
  public double[] of(WeightedSample sample) {
    return ops.apply(new SampleFigures(sample, target, observables));
  }

  @Override
  public double[] histogramErrors(WeightedSample sample) {
    return ops.apply(new HistogramErrors(sample, target));
  }

  @Override
  public MeasureSummary summary(double time, Estimate[] estimates) {
    return FiguresOnLine.summary(time, estimates, observables);
  }

  /** The figures of a population, with the histogram and KL of the implementation. */
  static double[] figures(SampleFigures call, Implementation ops) {
    WeightedSample sample = call.sample();
    double[] x = sample.coordinate(0);
    double[] w = sample.weights();
    double[] v = new double[FiguresOnLine.FIXED_FIGURES + call.observables().size()];
    double mean = 0;
    for (int i = 0; i < x.length; i++) {
      mean += w[i] * x[i];
    }
    double variance = 0;
    for (int i = 0; i < x.length; i++) {
      variance += w[i] * (x[i] - mean) * (x[i] - mean);
    }
    v[FiguresOnLine.MASS] = sample.mass();
    v[FiguresOnLine.MEAN] = mean;
    v[FiguresOnLine.VARIANCE] = variance;
    GridDensity rho = density(sample, call.target(), SHARE, ops);
    GridFunctionals f = new GridFunctionals(rho);
    v[FiguresOnLine.KL] = ops.apply(new Kl(rho.logTargetMass(), rho.logRatio()));
    v[FiguresOnLine.REVERSE_KL] = f.reverseKl();
    v[FiguresOnLine.FISHER_INFORMATION] = fisher(rho, sample.effectiveSampleSize())[0];
    v[FiguresOnLine.LOG_RATIO_VARIANCE] = f.logRatioVariance();
    for (int j = 0; j < call.observables().size(); j++) {
      v[FiguresOnLine.FIXED_FIGURES + j] = call.observables().get(j).field().average(sample);
    }
    return v;
  }

  /**
   * What the histogram itself adds: K/(2 ESS) to a divergence and twice that to Var h (the bias of a plug-in entropy with K occupied cells), the
   * change under a doubled share of pi, and the noise of differences of neighbouring cells to the Fisher information.
   */
  static double[] errors(HistogramErrors call, Implementation ops) {
    WeightedSample sample = call.sample();
    double ess = sample.effectiveSampleSize();
    GridDensity rho = density(sample, call.target(), SHARE, ops);
    GridFunctionals once = new GridFunctionals(rho);
    GridFunctionals twice = new GridFunctionals(density(sample, call.target(), 2 * SHARE, ops));
    double plugIn = occupied(sample.coordinate(0), call.target().grid()) / (2 * ess);
    double[] e = new double[FiguresOnLine.FIXED_FIGURES];
    e[FiguresOnLine.KL] = plugIn + Math.abs(once.kl() - twice.kl());
    e[FiguresOnLine.REVERSE_KL] = plugIn + Math.abs(once.reverseKl() - twice.reverseKl());
    e[FiguresOnLine.LOG_RATIO_VARIANCE] =
        2 * plugIn + Math.abs(once.logRatioVariance() - twice.logRatioVariance());
    e[FiguresOnLine.FISHER_INFORMATION] = fisher(rho, ess)[1];
    return e;
  }

  /**
   * Fisher information over the faces between cells of at least TEN effective particles, and its noise: Var log m is 1/(ESS m), so the squared slopes
   * carry sum (m_a + m_b)/2 (1/m_a + 1/m_b)/(ESS dx^2), which is the error unless it is averaged away.
   */
  private static double[] fisher(GridDensity rho, double ess) {
    double[] h = rho.logRatio();
    double dx = rho.grid().dx();
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

  private static double occupied(double[] x, Grid grid) {
    return Arrays.stream(x).map(v -> Math.floor((v - grid.lower()) / grid.dx())).distinct().count();
  }

  private static GridDensity density(
      WeightedSample sample, DiscreteTarget target, double added, Implementation ops) {
    return new GridDensity(
        target.grid(), target.logMass(), ops.apply(new Histogram(sample, target, added)));
  }

  /** Masses of the cells, mixed with pi. */
  static double[] histogram(Histogram call) {
    Grid grid = call.target().grid();
    double[] m = new double[grid.cells()];
    double[] x = call.sample().coordinate(0);
    double[] w = call.sample().weights();
    for (int i = 0; i < x.length; i++) {
      m[cell(grid, x[i])] += w[i];
    }
    return mixed(m, call.target().logMass(), call.added() / x.length);
  }

  static int cell(Grid axis, double x) {
    return Math.max(
        0, Math.min(axis.cells() - 1, (int) Math.floor((x - axis.lower()) / axis.dx())));
  }

  /** log((m + share p)/(1 + share)/p), cell by cell. */
  static double[] mixed(double[] m, double[] logMass, double share) {
    double[] h = new double[m.length];
    for (int c = 0; c < m.length; c++) {
      h[c] = LogSumExp.of(Math.log(m[c]) - logMass[c], Math.log(share)) - Math.log1p(share);
    }
    return h;
  }
}
