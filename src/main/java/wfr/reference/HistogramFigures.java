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
import wfr.operation.FigureOperations.ReplicateFigures;
import wfr.operation.FigureOperations.SampleFigures;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.Kl;
import wfr.operation.Implementation;
import wfr.particle.CloudInCell;

/**
 * The figures reported of populations, in the order of {@link Figures}: mass (unnormalised mean weight), mean, covariance and observables from the
 * weighted atoms; divergences and dissipation terms from histograms on the cells of a discrete target, mixed with half a particle's weight of
 * pi itself so that an empty cell stays finite, their bias removed by the jackknife over populations; not known where their error is as large as they are. Beyond the line they are followed by the masses of {@link Bins}.
 * Source: proofs-notes, E16.
 */
final class HistogramFigures implements PopulationFigures {
  private static final double TEN = 10;

  /** Of n^-2 in the variance of log n for Poisson's law of mean n. */
  private static final double SECOND = 1.5;

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
  public double[][] of(double time, List<WeightedSample> samples) {
    double[][] rows = ops.apply(new ReplicateFigures(samples, target, observables));
    double[][] all = new double[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      double[] masses = bins.of(samples.get(r));
      all[r] = Arrays.copyOf(rows[r], rows[r].length + masses.length);
      System.arraycopy(masses, 0, all[r], rows[r].length, masses.length);
    }
    return all;
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
    return plugIns(places());
  }

  private static int[] plugIns(Figures at) {
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
    divergences(v, at, rho, faces(rho, sample.effectiveSampleSize()), ops);
    for (int j = 0; j < call.observables().size(); j++) {
      v[at.fixed() + j] = call.observables().get(j).field().average(sample);
    }
    return v;
  }

  /** The rows of populations: averages of each, pseudo-values of what is none. */
  static double[][] rows(ReplicateFigures call, Implementation ops) {
    List<WeightedSample> samples = call.samples();
    int count = samples.size();
    double[][] rows = new double[count][];
    for (int r = 0; r < count; r++) {
      rows[r] = ops.apply(new SampleFigures(samples.get(r), call.target(), call.observables()));
    }
    if (count == 1) {
      return rows;
    }
    double[][] m = new double[count][];
    double[] sum = new double[call.target().grid().cells()];
    double particles = 0;
    double inverse = 0;
    for (int r = 0; r < count; r++) {
      m[r] = masses(samples.get(r), call.target(), ops);
      for (int c = 0; c < sum.length; c++) {
        sum[c] += m[r][c];
      }
      particles += samples.get(r).count();
      inverse += 1 / samples.get(r).effectiveSampleSize();
    }
    Figures at = new Figures(call.target().grid().dimension());
    GridDensity pooled = mixed(sum, count, particles, call.target());
    boolean[][] faces = faces(pooled, count * (double) count / inverse);
    double[] all = new double[at.fixed()];
    divergences(all, at, pooled, faces, ops);
    for (int r = 0; r < count; r++) {
      double[] others = sum.clone();
      for (int c = 0; c < others.length; c++) {
        others[c] = Math.max(0, others[c] - m[r][c]);
      }
      double[] without = new double[at.fixed()];
      double left = particles - samples.get(r).count();
      divergences(without, at, mixed(others, count - 1, left, call.target()), faces, ops);
      for (int j : plugIns(at)) {
        rows[r][j] = count * all[j] - (count - 1) * without[j];
      }
    }
    return rows;
  }

  /** Of the cells, without any of pi. */
  private static double[] masses(WeightedSample sample, DiscreteTarget target, Implementation ops) {
    double[] m = ops.apply(new Histogram(sample, target, 0));
    for (int c = 0; c < m.length; c++) {
      m[c] = Math.exp(m[c] + target.logMass()[c]);
    }
    return m;
  }

  /** The mean of histograms by their sum, with half the weight of one of all their particles. */
  private static GridDensity mixed(
      double[] sum, int histograms, double particles, DiscreteTarget target) {
    double[] h = new double[sum.length];
    for (int c = 0; c < h.length; c++) {
      double own = Math.log(sum[c] / histograms) - target.logMass()[c];
      h[c] = mixed(own, SHARE / particles);
    }
    return new GridDensity(target.grid(), target.logMass(), h);
  }

  /** log((m + share p)/(1 + share)/p) by log(m/p). */
  private static double mixed(double logRatio, double share) {
    return LogSumExp.of(logRatio, Math.log(share)) - Math.log1p(share);
  }

  private static void divergences(
      double[] row, Figures at, GridDensity rho, boolean[][] faces, Implementation ops) {
    Functionals f = new Functionals(rho);
    double kl = ops.apply(new Kl(rho.logTargetMass(), rho.logRatio()));
    at.divergences(row, kl, f.reverseKl(), fisher(rho, faces, 1)[0], f.logRatioVariance());
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
   * What the histogram itself adds: K/(2 ESS) to a divergence and twice that to Var h (the bias of a plug-in entropy with K occupied cells), to the Fisher information what the noise of cells adds at second
   * order, and to all the change under a doubled share of pi and on cells of twice the width.
   */
  static double[] errors(HistogramErrors call, Implementation ops) {
    WeightedSample sample = call.sample();
    double ess = sample.effectiveSampleSize();
    Figures at = new Figures(call.target().grid().dimension());
    GridDensity rho = density(sample, call.target(), SHARE, ops);
    Functionals once = new Functionals(rho);
    GridDensity two = density(sample, call.target(), 2 * SHARE, ops);
    GridDensity broad = density(sample, call.coarse(), SHARE, ops);
    Functionals twice = new Functionals(two);
    Functionals wide = new Functionals(broad);
    boolean[][] faces = faces(rho, ess);
    double plugIn = occupied(sample, call.target().grid()) / (2 * ess);
    double[] e = new double[at.fixed()];
    at.divergences(
        e,
        plugIn + change(once.kl(), twice.kl(), wide.kl()),
        plugIn + change(once.reverseKl(), twice.reverseKl(), wide.reverseKl()),
        fisher(rho, faces, ess)[2]
            + change(
                lessNoise(rho, faces, ess),
                lessNoise(two, faces, ess),
                lessNoise(broad, faces(broad, ess), ess)),
        2 * plugIn
            + change(once.logRatioVariance(), twice.logRatioVariance(), wide.logRatioVariance()));
    return e;
  }

  private static double lessNoise(GridDensity rho, boolean[][] faces, double ess) {
    double[] fisher = fisher(rho, faces, ess);
    return fisher[0] - fisher[1];
  }

  private static double change(double value, double other, double third) {
    return Math.abs(value - other) + Math.abs(value - third);
  }

  /** By cell and axis, the faces between cells of at least TEN effective particles. */
  private static boolean[][] faces(GridDensity rho, double ess) {
    double[] m = rho.cellMasses();
    Grid grid = rho.grid();
    boolean[][] faces = new boolean[m.length][grid.dimension()];
    for (int c = 0; c < m.length; c++) {
      for (int k = 0; k < faces[c].length; k++) {
        int b = grid.before(c, k);
        faces[c][k] = b >= 0 && ess * Math.min(m[b], m[c]) >= TEN;
      }
    }
    return faces;
  }

  /**
   * Fisher information over faces, and its noise: Var log m is n^-1 + 3/(2 n^2) of n = ESS m particles at the next order, so the squared slopes
   * carry sum (m_a + m_b)/2 (1/n_a + 1/n_b)/dx^2, which the jackknife over populations removes, and 3/2 sum (m_a + m_b)/2 (1/n_a^2 + 1/n_b^2)/dx^2, which it does not.
   */
  private static double[] fisher(GridDensity rho, boolean[][] faces, double ess) {
    double[] h = rho.logRatio();
    double[] m = rho.cellMasses();
    Grid grid = rho.grid();
    double sum = 0;
    double noise = 0;
    double second = 0;
    for (int c = 0; c < h.length; c++) {
      for (int k = 0; k < grid.dimension(); k++) {
        if (faces[c][k]) {
          int b = grid.before(c, k);
          double dx = grid.axis(k).dx();
          double slope = (h[c] - h[b]) / dx;
          double weight = 0.5 * (m[b] + m[c]);
          sum += weight * slope * slope;
          double a = 1 / (ess * m[b]);
          double z = 1 / (ess * m[c]);
          noise += weight * (a + z) / (dx * dx);
          second += SECOND * weight * (a * a + z * z) / (dx * dx);
        }
      }
    }
    return new double[] {sum, noise, second};
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
      h[c] = mixed(own, share);
    }
    return h;
  }
}
