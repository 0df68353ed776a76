package wfr.reference;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import wfr.diagnostics.Functionals;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.math.LogSumExp;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.measure.WeightedSample;
import wfr.model.Observable;
import wfr.model.WfrProblem;
import wfr.operation.FigureOperations.Histogram;
import wfr.operation.FigureOperations.HistogramErrors;
import wfr.operation.FigureOperations.SampleFigures;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.Kl;
import wfr.operation.Implementation;
import wfr.particle.CloudInCell;

/**
 * The figures reported of one population, in the order of {@link Figures}: mass (unnormalised mean weight), mean, covariance and observables from the
 * weighted atoms; divergences and dissipation terms from a histogram on the cells of a discrete target, mixed with half a particle's weight of
 * pi itself so that an empty cell stays finite; not known where their error is as large as they are. Beyond the line they are followed by the masses of {@link Bins}.
 * Source: proofs-notes, E16.
 */
final class HistogramFigures implements PopulationFigures {
  private static final double TEN = 10;

  /** Weight of pi in a histogram, in particles. */
  private static final double SHARE = 0.5;

  /** Beyond the line, particles per cell: the plug-in bias K/(2n) of K cells and the loss by their width must both stay visible and small. */
  private static final double PER_CELL = 9;

  private static final int FEWEST = 4;
  private static final int[] MOST = {0, 64, 16};

  private final DiscreteTarget target;
  private final DiscreteTarget coarse;
  private final List<Observable> observables;
  private final Implementation ops;
  private final Bins bins;

  /** On cells that suit a number of particles. */
  HistogramFigures(
      WfrProblem problem, List<Observable> observables, int count, Implementation ops) {
    int cells = cells(count, problem.dimension());
    target = ops.apply(new Discretise(problem, cells));
    coarse = ops.apply(new Discretise(problem, (cells + 1) / 2));
    this.observables = observables;
    this.ops = ops;
    bins = new Bins(target.grid());
  }

  /** Along every axis. */
  private static int cells(int count, int dimension) {
    if (dimension == 1) {
      return CloudInCell.defaultCells(count, 1);
    }
    int half = (int) (0.5 * Math.pow(count / PER_CELL, 1.0 / dimension));
    return 2 * Math.max(FEWEST, Math.min(MOST[dimension - 1], half));
  }

  @Override
  public Implementation ops() {
    return ops;
  }

  @Override
  public Figures places() {
    return new Figures(target.grid().dimension());
  }

  @Override
  public double[] of(double time, WeightedSample sample) {
    double[] f = ops.apply(new SampleFigures(sample, target, observables));
    double[] masses = bins.of(sample);
    double[] v = Arrays.copyOf(f, f.length + masses.length);
    System.arraycopy(masses, 0, v, f.length, masses.length);
    return v;
  }

  @Override
  public double[] histogramErrors(WeightedSample sample) {
    return ops.apply(new HistogramErrors(sample, target, coarse));
  }

  @Override
  public MeasureSummary summary(double time, Estimate[] estimates) {
    Estimate[] told = estimates.clone();
    for (int j : plugIns()) {
      told[j] = isTold(told[j]) ? told[j] : Estimate.UNKNOWN;
    }
    return places().summary(time, told, observables);
  }

  private int[] plugIns() {
    Figures at = places();
    return new int[] {at.kl(), at.reverseKl(), at.fisherInformation(), at.logRatioVariance()};
  }

  /** Divergences and dissipation terms are positive: one that its own error reaches is not determined. */
  private static boolean isTold(Estimate e) {
    return e.error() < e.value();
  }

  @Override
  public List<Estimate> bins(Estimate[] estimates, double effective) {
    int after = places().fixed() + observables.size();
    return Arrays.stream(estimates, after, after + bins.count())
        .map(e -> new Estimate(e.value(), e.error() + 1 / effective))
        .toList();
  }

  /** The figures of a population, with the histogram and KL of the implementation. */
  static double[] figures(SampleFigures call, Implementation ops) {
    WeightedSample sample = call.sample();
    Figures at = new Figures(call.target().grid().dimension());
    double[] v = new double[at.fixed() + call.observables().size()];
    moments(v, at, sample);
    GridDensity rho = density(sample, call.target(), SHARE, ops);
    Functionals f = new Functionals(rho);
    double kl = ops.apply(new Kl(rho.logTargetMass(), rho.logRatio()));
    double fisher = fisher(rho, sample.effectiveSampleSize())[0];
    at.divergences(v, kl, f.reverseKl(), fisher, f.logRatioVariance());
    for (int j = 0; j < call.observables().size(); j++) {
      v[at.fixed() + j] = call.observables().get(j).field().average(sample);
    }
    return v;
  }

  /** Mass, means and covariance of the weighted atoms, in as many coordinates as figures have. */
  static void moments(double[] row, Figures at, WeightedSample sample) {
    row[Figures.MASS] = sample.mass();
    for (int j = 0; j < at.dimension(); j++) {
      row[at.mean(j)] = sample.mean(j);
      for (int k = j; k < at.dimension(); k++) {
        row[at.covariance(j, k)] = sample.covariance(j, k);
      }
    }
  }

  /**
   * What the histogram itself adds: K/(2 ESS) to a divergence and twice that to Var h (the bias of a plug-in entropy with K occupied cells), the
   * change under a doubled share of pi and on cells of twice the width, and the noise of differences of neighbouring cells to the Fisher information.
   */
  static double[] errors(HistogramErrors call, Implementation ops) {
    WeightedSample sample = call.sample();
    double ess = sample.effectiveSampleSize();
    Figures at = new Figures(call.target().grid().dimension());
    GridDensity rho = density(sample, call.target(), SHARE, ops);
    Functionals once = new Functionals(rho);
    Functionals twice = new Functionals(density(sample, call.target(), 2 * SHARE, ops));
    Functionals wide = new Functionals(density(sample, call.coarse(), SHARE, ops));
    double plugIn = occupied(sample, call.target().grid()) / (2 * ess);
    double[] e = new double[at.fixed()];
    at.divergences(
        e,
        plugIn + change(once.kl(), twice.kl(), wide.kl()),
        plugIn + change(once.reverseKl(), twice.reverseKl(), wide.reverseKl()),
        fisher(rho, ess)[1],
        2 * plugIn
            + change(once.logRatioVariance(), twice.logRatioVariance(), wide.logRatioVariance()));
    return e;
  }

  private static double change(double value, double other, double third) {
    return Math.abs(value - other) + Math.abs(value - third);
  }

  /**
   * Fisher information over the faces between cells of at least TEN effective particles, and its noise: Var log m is 1/(ESS m), so the squared slopes
   * carry sum (m_a + m_b)/2 (1/m_a + 1/m_b)/(ESS dx^2), which is the error unless it is averaged away.
   */
  private static double[] fisher(GridDensity rho, double ess) {
    double[] h = rho.logRatio();
    double[] m = rho.cellMasses();
    Grid grid = rho.grid();
    double sum = 0;
    double noise = 0;
    for (int c = 0; c < h.length; c++) {
      for (int k = 0; k < grid.dimension(); k++) {
        int b = grid.before(c, k);
        if (b >= 0 && ess * Math.min(m[b], m[c]) >= TEN) {
          double dx = grid.axis(k).dx();
          double slope = (h[c] - h[b]) / dx;
          double weight = 0.5 * (m[b] + m[c]);
          sum += weight * slope * slope;
          noise += weight * (1 / m[b] + 1 / m[c]) / (ess * dx * dx);
        }
      }
    }
    return new double[] {sum, noise};
  }

  private static int occupied(WeightedSample sample, Grid grid) {
    BitSet seen = new BitSet(grid.cells());
    for (int c : cellsOf(sample, grid)) {
      seen.set(c);
    }
    return seen.cardinality();
  }

  /** The cell of every particle. */
  private static int[] cellsOf(WeightedSample sample, Grid grid) {
    int[] cells = new int[sample.count()];
    for (int k = grid.dimension() - 1; k >= 0; k--) {
      double[] x = sample.coordinate(k);
      for (int i = 0; i < cells.length; i++) {
        cells[i] = cells[i] * grid.axis(k).cells() + grid.axis(k).cellOf(x[i]);
      }
    }
    return cells;
  }

  private static GridDensity density(
      WeightedSample sample, DiscreteTarget target, double added, Implementation ops) {
    return new GridDensity(
        target.grid(), target.logMass(), ops.apply(new Histogram(sample, target, added)));
  }

  /** log((m + share p)/(1 + share)/p), m the masses of the cells. */
  static double[] histogram(Histogram call) {
    int[] cells = cellsOf(call.sample(), call.target().grid());
    double[] w = call.sample().weights();
    double[] m = new double[call.target().grid().cells()];
    for (int i = 0; i < w.length; i++) {
      m[cells[i]] += w[i];
    }
    double share = call.added() / w.length;
    double[] h = new double[m.length];
    for (int c = 0; c < m.length; c++) {
      double own = Math.log(m[c]) - call.target().logMass()[c];
      h[c] = LogSumExp.of(own, Math.log(share)) - Math.log1p(share);
    }
    return h;
  }
}
