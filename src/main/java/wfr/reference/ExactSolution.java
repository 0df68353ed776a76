package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wfr.diagnostics.MeasureSummary;
import wfr.exact.GaussianFlowNd;
import wfr.math.Estimate;
import wfr.model.GaussianLaw;
import wfr.model.OrthogonalFrame;
import wfr.model.SplittingScheme;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;

/**
 * A solution in any number of dimensions that needs no grid of them: the closed form of Gaussians (B7), or a product in a frame from its one-dimensional factors (B12): means R m,
 * covariance R diag(v) R', divergences and dissipation terms the factors' sums. Observables are not among the figures.
 * Accuracy: the closed form to {@value #ROUNDING} of a figure's size, and at least of {@link Figures#sizes}; a product's error is the sum of the factors' stated errors times |R|.
 *
 * @param source where it comes from
 * @param summaries figures at the output times
 */
public record ExactSolution(String source, List<MeasureSummary> summaries) {
  private static final double ROUNDING = 1e-12;

  private static final String GAUSSIAN = "closed form of Gaussians";

  /** Accuracy that the factors are solved to. */
  private static final double ACCURACY = 1e-5;

  /** The solution of a problem where one is known. */
  public static Optional<ExactSolution> of(
      WfrProblem problem, double[] times, Implementation ops, Progress progress) {
    if (problem.domain().isWholeSpace()
        && problem.potential() instanceof GaussianLaw target
        && problem.initial() instanceof GaussianLaw initial) {
      GaussianFlowNd flow =
          new GaussianFlowNd(target, initial, problem.reactionRate(), problem.diffusivity());
      List<MeasureSummary> all = new ArrayList<>();
      for (double t : times) {
        all.add(gaussian(flow, t, problem.dimension()));
      }
      return Optional.of(new ExactSolution(GAUSSIAN, all));
    }
    return FactorProblems.of(problem).map(p -> product(p, times, ops, progress));
  }

  /** Whether every law of it is Gaussian. */
  public boolean gaussian() {
    return source.equals(GAUSSIAN);
  }

  private static MeasureSummary gaussian(GaussianFlowNd flow, double t, int d) {
    Figures at = new Figures(d);
    double[] row = new double[at.fixed()];
    at.moments(row, 1, flow.mean(t), flow.covariance(t));
    at.divergences(
        row, flow.kl(t), flow.reverseKl(t), flow.fisherInformation(t), flow.logRatioVariance(t));
    double[] size = at.sizes(new double[][] {row});
    Estimate[] e = new Estimate[row.length];
    for (int j = 0; j < row.length; j++) {
      e[j] = new Estimate(row[j], ROUNDING * Math.max(size[j], Math.abs(row[j])));
    }
    return at.summary(t, e, Map.of());
  }

  private static ExactSolution product(
      FactorProblems product, double[] times, Implementation ops, Progress progress) {
    List<List<MeasureSummary>> factors = new ArrayList<>();
    int d = product.factors().size();
    for (int k = 0; k < d; k++) {
      GridTask task =
          new GridTask(
              product.factors().get(k),
              times,
              List.of(),
              java.util.OptionalInt.empty(),
              java.util.OptionalDouble.empty(),
              SplittingScheme.STRANG,
              ACCURACY);
      progress.stage("factor " + (k + 1) + " of " + d);
      factors.add(new RichardsonSolver(task, ops, (what, done) -> {}).solve().summaries());
    }
    List<MeasureSummary> all = new ArrayList<>();
    for (int o = 0; o < times.length; o++) {
      int output = o;
      all.add(turned(factors.stream().map(f -> f.get(output)).toList(), product.frame(), times[o]));
    }
    return new ExactSolution("product of " + d + " one-dimensional factors", all);
  }

  private static MeasureSummary turned(
      List<MeasureSummary> factors, OrthogonalFrame frame, double time) {
    int d = factors.size();
    Figures at = new Figures(d);
    Estimate[] e = new Estimate[at.fixed()];
    double[] one = new double[d];
    java.util.Arrays.fill(one, 1);
    e[Figures.MASS] = Estimate.exact(1);
    for (int j = 0; j < d; j++) {
      double[] axis = row(frame, j);
      e[at.mean(j)] = sum(factors, axis, s -> s.mean().get(0));
      for (int k = j; k < d; k++) {
        double[] products = row(frame, k);
        for (int l = 0; l < d; l++) {
          products[l] *= axis[l];
        }
        e[at.covariance(j, k)] = sum(factors, products, s -> s.variance().get(0).get(0));
      }
    }
    e[at.kl()] = sum(factors, one, MeasureSummary::kl);
    e[at.reverseKl()] = sum(factors, one, MeasureSummary::reverseKl);
    e[at.fisherInformation()] = sum(factors, one, MeasureSummary::fisherInformation);
    e[at.logRatioVariance()] = sum(factors, one, MeasureSummary::logRatioVariance);
    return at.summary(time, e, Map.of());
  }

  private static double[] row(OrthogonalFrame frame, int j) {
    double[] row = new double[frame.dimension()];
    java.util.Arrays.setAll(row, k -> frame.entry(j, k));
    return row;
  }

  private static Estimate sum(
      List<MeasureSummary> factors,
      double[] by,
      java.util.function.Function<MeasureSummary, Estimate> figure) {
    double value = 0;
    double error = 0;
    for (int k = 0; k < by.length; k++) {
      Estimate e = figure.apply(factors.get(k));
      value += by[k] * e.value();
      error += Math.abs(by[k]) * e.error();
    }
    return new Estimate(value, error);
  }
}
