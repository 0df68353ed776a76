package wfr.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.measure.WeightedSample;
import wfr.model.GaussianLaw;
import wfr.model.LogDensityOracle;
import wfr.model.Observable;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;

/**
 * The figures of a population in more dimensions than a histogram can have, in the order of {@link Figures}: mass, means, covariance and observables of the weighted atoms. Where log rho is
 * known, as is log Z of the target (Gaussians, products), KL(rho|pi) = E_rho h and Var_rho h of h = log rho + V + log Z at the atoms; otherwise they are not known, nor are the reverse
 * divergence and the Fisher information.
 */
final class MomentFigures implements PopulationFigures {
  private final WfrProblem problem;
  private final List<Observable> observables;
  private final Optional<LogDensityOracle> oracle;
  private final double logNormaliser;
  private final Implementation ops;

  /**
   * Figures of populations of a problem.
   *
   * @param problem in any dimension
   * @param observables reported expectations
   * @param oracle log rho where it is known
   * @param ops what they are composed of
   */
  MomentFigures(
      WfrProblem problem,
      List<Observable> observables,
      Optional<LogDensityOracle> oracle,
      Implementation ops) {
    this.problem = problem;
    this.observables = observables;
    this.oracle = oracle;
    this.ops = ops;
    logNormaliser =
        problem.potential() instanceof GaussianLaw target
            ? -target.logDensity(target.mean())
            : FactorProblems.of(problem).map(FactorProblems::logNormaliser).orElse(Double.NaN);
  }

  @Override
  public Implementation ops() {
    return ops;
  }

  @Override
  public Figures places() {
    return new Figures(problem.dimension());
  }

  /** Unknown ones are infinite. */
  @Override
  public double[][] of(double time, List<WeightedSample> samples) {
    return samples.stream().map(s -> row(time, s)).toArray(double[][]::new);
  }

  private double[] row(double time, WeightedSample sample) {
    Figures at = places();
    double[] v = new double[at.fixed() + observables.size()];
    HistogramFigures.moments(v, at, sample);
    double unknown = Double.POSITIVE_INFINITY;
    at.divergences(v, unknown, unknown, unknown, unknown);
    if (oracle.isPresent() && !Double.isNaN(logNormaliser)) {
      logRatios(time, sample, v);
    }
    for (int j = 0; j < observables.size(); j++) {
      v[at.fixed() + j] = observables.get(j).field().average(sample);
    }
    return v;
  }

  private void logRatios(double time, WeightedSample sample, double[] to) {
    double[] w = sample.weights();
    double[][] x = new double[problem.dimension()][];
    Arrays.setAll(x, sample::coordinate);
    double[] h = new double[w.length];
    oracle.get().logDensity(time, x, 0, w.length, h);
    double[] v = new double[w.length];
    problem.potential().evaluate(x, w.length, v, new double[x.length][w.length]);
    double mean = 0;
    for (int i = 0; i < w.length; i++) {
      h[i] += v[i] + logNormaliser;
      mean += w[i] * h[i];
    }
    double variance = 0;
    for (int i = 0; i < w.length; i++) {
      variance += w[i] * (h[i] - mean) * (h[i] - mean);
    }
    to[places().kl()] = mean;
    to[places().logRatioVariance()] = variance;
  }

  @Override
  public double[] histogramErrors(WeightedSample sample) {
    return new double[places().fixed()];
  }

  /** Unknown figures stay so. */
  @Override
  public Estimate[] estimates(double[][] fine, double[][] coarse, double[] histogram) {
    double[][] a = finite(fine);
    double[][] b = finite(coarse);
    Estimate[] e = PopulationFigures.super.estimates(a, b, histogram);
    for (int j = 0; j < e.length; j++) {
      if (Double.isInfinite(fine[0][j])) {
        e[j] = Estimate.UNKNOWN;
      }
    }
    return e;
  }

  private static double[][] finite(double[][] rows) {
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(row).map(v -> Double.isInfinite(v) ? 0 : v).toArray())
        .toArray(double[][]::new);
  }

  @Override
  public List<ErrorPart> budget(
      double time, double[][] fine, double[][] coarse, double[] histogram) {
    return PopulationFigures.super.budget(time, finite(fine), finite(coarse), histogram);
  }

  @Override
  public MeasureSummary summary(double time, Estimate[] estimates) {
    return places().summary(time, estimates, observables);
  }

  @Override
  public List<Estimate> bins(Estimate[] estimates, double effective) {
    return List.of();
  }
}
