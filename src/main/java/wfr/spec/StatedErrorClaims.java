package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;
import wfr.exact.GaussianFlow;
import wfr.math.Estimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Observable;
import wfr.model.WfrProblem;
import wfr.operation.FigureOperations.BoxErrors;
import wfr.operation.FigureOperations.Extrapolation;
import wfr.operation.FigureOperations.GridEstimates;
import wfr.operation.FigureOperations.PopulationEstimate;
import wfr.operation.FigureOperations.StandardError;
import wfr.operation.FigureOperations.StepError;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claims on the errors that results state: E15, G12, G13. */
public final class StatedErrorClaims {
  /** A law of few values, asymmetric, whose samples can all be listed. */
  private static final double[] VALUES = {-1, 0.5, 3};

  private static final double[] PROBABILITIES = {0.5, 0.375, 0.125};
  private static final int LEVELS = 6;

  /** A stated error of no more than so many true ones still tells something. */
  private static final double CAUTION = 1e4;

  /**
   * Figures at levels 0, 1, ... with their limit.
   *
   * @param name what they are
   * @param exponents of the expansion of the error in 2^{-l}
   * @param limit what they tend to
   * @param terms how many terms the expansion has if it ends, else 0
   * @param figure by level
   */
  public record Sequence(
      String name, double[] exponents, double limit, int terms, DoubleUnaryOperator figure) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** E15. The instance is the number of populations. */
  public static final Claim<Integer> E15 =
      Claim.exact(
          "E15",
          "The square of the stated standard error is an unbiased estimate of the variance of the mean, over all samples of a law; the error of the step is the difference of two runs with its noise",
          EvidenceClass.D,
          Set.of(Group.STATED_ERRORS),
          List.of(2, 3, 5),
          (ops, r, seed) -> unbiased(ops, r));

  /** G12. */
  public static final Claim<Sequence> G12 =
      Claim.exact(
          "G12",
          "Extrapolation finds the limit of a finite expansion to rounding, and its stated error covers the true one of smooth sequences at every level",
          EvidenceClass.D,
          Set.of(Group.STATED_ERRORS),
          List.of(
              new Sequence(
                  "1.7 + 0.3 h^2 - 0.1 h^4",
                  new double[] {2, 4, 6, 8},
                  1.7,
                  2,
                  h -> 1.7 + 0.3 * Math.pow(h, 2) - 0.1 * Math.pow(h, 4)),
              new Sequence(
                  "-0.4 + 0.2 h^2 + 0.3 h^3 - 0.1 h^4",
                  new double[] {2, 3, 4, 5},
                  -0.4,
                  3,
                  h -> -0.4 + 0.2 * h * h + 0.3 * Math.pow(h, 3) - 0.1 * Math.pow(h, 4)),
              new Sequence(
                  "trapezoidal rule for int_0^1 e^x",
                  new double[] {2, 4, 6, 8},
                  Math.expm1(1),
                  0,
                  StatedErrorClaims::trapezoid),
              new Sequence(
                  "(1 + h)^{1/h}", new double[] {1, 2, 3, 4}, Math.E, 0, StatedErrorClaims::power)),
          StatedErrorClaims::extrapolated);

  /** G13. The instance is the distance of the box's edge from the mean of rho_0, in standard deviations. */
  public static final Claim<Double> G13 =
      Claim.exact(
          "G13",
          "What a box cuts off of a Gaussian start and of the flow from it is within the error stated, which vanishes as the box grows",
          EvidenceClass.D,
          Set.of(Group.STATED_ERRORS),
          List.of(2.6, 3.2, 4.0),
          (ops, edge, seed) ->
              box(ops, edge, 1)
                  .worse(box(ops, edge, -1))
                  .worse(rectangle(ops, edge))
                  .worse(solved(ops, edge)));

  /** Of rho_0 and pi along x, and an edge that cuts off nothing. */
  private static final double MEAN = -0.5;

  private static final double SPREAD = Math.sqrt(0.6);
  private static final double TARGET_MEAN = 0.7;
  private static final double TARGET_VARIANCE = 0.4;
  private static final double FAR = 9;

  /** Accuracy of solutions whose box cuts off more. */
  private static final double SOLVED = 1e-5;

  private StatedErrorClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(E15, G12, G13);
  }

  private static Evidence unbiased(Implementation ops, int n) {
    double mean = 0;
    double square = 0;
    for (int k = 0; k < VALUES.length; k++) {
      mean += PROBABILITIES[k] * VALUES[k];
      square += PROBABILITIES[k] * VALUES[k] * VALUES[k];
    }
    double expected = (square - mean * mean) / n;
    int samples = (int) Math.pow(VALUES.length, n);
    double found = 0;
    double average = 0;
    for (int s = 0; s < samples; s++) {
      double[] sample = new double[n];
      double p = 1;
      for (int k = 0, rest = s; k < n; k++, rest /= VALUES.length) {
        sample[k] = VALUES[rest % VALUES.length];
        p *= PROBABILITIES[rest % VALUES.length];
      }
      double error = ops.apply(new StandardError(sample));
      found += p * error * error;
      average += p * ops.apply(new PopulationEstimate(sample, sample)).value();
    }
    double bound = Bounds.rounding(samples * (n + 8.0), 9);
    double[] fine = Arrays.copyOf(new double[] {1.5, 0.25, -2, 0.75, 3}, n);
    double[] coarse = Arrays.stream(fine).map(v -> 2 * v + 0.375).toArray();
    double fineError = ops.apply(new StandardError(fine));
    double fineMean = Arrays.stream(fine).average().orElseThrow();
    double difference = fineMean + 0.375;
    double step = Math.abs(difference) + Math.hypot(fineError, 2 * fineError);
    Estimate e = ops.apply(new PopulationEstimate(fine, coarse));
    return Evidence.atMost(
            Math.abs(found - expected), bound, "mean square of the standard error, " + n)
        .worse(Evidence.atMost(Math.abs(average - mean), bound, "mean of the estimate, " + n))
        .worse(
            Evidence.atMost(
                Math.abs(e.value() - fineMean), bound, "the estimate is the mean of fine, " + n))
        .worse(
            Evidence.atMost(
                Math.abs(ops.apply(new StepError(fine, coarse)) - step), bound, "step, " + n))
        .worse(
            Evidence.atMost(
                Math.abs(e.error() - fineError - step), bound, "error of the estimate, " + n));
  }

  private static double trapezoid(double h) {
    int n = (int) Math.round(1 / h);
    double sum = 0.5 * (1 + Math.E);
    for (int k = 1; k < n; k++) {
      sum += Math.exp(k * h);
    }
    return h * sum;
  }

  private static double power(double h) {
    return Math.exp(Math.log1p(h) / h);
  }

  private static Evidence extrapolated(Implementation ops, Sequence s, long seed) {
    double[] figures = new double[LEVELS];
    Arrays.setAll(figures, l -> s.figure().applyAsDouble(Math.pow(2, -l)));
    // a trapezoidal sum of 32 terms; a row of a table adds at most twice the figures below it
    double rounding = Bounds.rounding(64 * LEVELS, Math.abs(s.limit()));
    Evidence worst = null;
    for (int l = 2; l <= LEVELS; l++) {
      Estimate e = ops.apply(new Extrapolation(s.exponents(), Arrays.copyOf(figures, l)));
      double error = Math.abs(e.value() - s.limit());
      Evidence covered =
          Evidence.atMost(error, e.error() + rounding, s + ": true error, " + l + " levels");
      worst = worst == null ? covered : worst.worse(covered);
      if (s.terms() == 0) {
        worst =
            worst.worse(
                Evidence.atMost(
                    e.error(),
                    Math.max(CAUTION * error, rounding),
                    s + ": stated error, " + l + " levels"));
      } else if (l > s.terms() + 1) {
        worst =
            worst
                .worse(Evidence.atMost(error, rounding, s + ": limit, " + l + " levels"))
                .worse(Evidence.atMost(e.error(), rounding, s + ": error, " + l + " levels"));
      }
    }
    return worst;
  }

  /** N(m, s^2) cut at e deviations below its mean and normalised, in the coordinate z = (x - m)/s: E z^k, k = 0 .. 4, E z^k = (k - 1) E z^{k-2} + (-e)^{k-1} phi(e)/(1 - tail). */
  private static double[] truncated(double edge) {
    double slope = Math.exp(-0.5 * edge * edge) / Math.sqrt(2 * Math.PI) / (1 - tail(edge));
    double[] z = {1, slope, 0, 0, 0};
    for (int k = 2; k < z.length; k++) {
      z[k] = (k - 1) * z[k - 2] + Math.pow(-edge, k - 1.0) * slope;
    }
    return z;
  }

  private static double tail(double edge) {
    return 0.5 * Erf.erfc(edge / Math.sqrt(2));
  }

  /** What the cut changes: mean, variance, E x^2, and of h_0 = log(rho_0/pi) along x, a square of z, the Fisher information and the variance. */
  private static double[] changes(double edge) {
    double[] z = truncated(edge);
    double mean = SPREAD * z[1];
    double variance = SPREAD * SPREAD * (z[2] - z[1] * z[1] - 1);
    // h_0 = a z^2 + b z
    double a = 0.5 * (SPREAD * SPREAD / TARGET_VARIANCE - 1);
    double b = (MEAN - TARGET_MEAN) * SPREAD / TARGET_VARIANCE;
    double fisher = (4 * a * a * (z[2] - 1) + 4 * a * b * z[1]) / (SPREAD * SPREAD);
    double ofRatio =
        a * a * (z[4] - z[2] * z[2] - 2)
            + 2 * a * b * (z[3] - z[1] * z[2])
            + b * b * (z[2] - z[1] * z[1] - 1);
    return new double[] {mean, variance, variance + mean * (2 * MEAN + mean), fisher, ofRatio};
  }

  private static Evidence covered(double[] stated, int[] figures, double[] changes, String where) {
    Evidence worst = null;
    for (int k = 0; k < changes.length; k++) {
      double change = Math.abs(changes[k]);
      double error = stated[figures[k]];
      String what = "%s, figure %d: ".formatted(where, figures[k]);
      Evidence e =
          Evidence.atMost(change, error, what + "cut off, against stated")
              .worse(Evidence.atMost(error, CAUTION * change, what + "stated error"));
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }

  /** rho_0 = N(-0.5, 0.6) cut at its mean - edge deviations or, mirrored, beyond it, pi far inside: figures of the cut law against those of the whole one. */
  private static Evidence box(Implementation ops, double edge, int sign) {
    double a = MEAN - edge * SPREAD;
    WfrProblem problem =
        new WfrProblem(
            GaussianLaw.of(sign * TARGET_MEAN, TARGET_VARIANCE),
            GaussianLaw.of(sign * MEAN, SPREAD * SPREAD),
            Domain.interval(sign > 0 ? a : -FAR, sign > 0 ? FAR : -a, Domain.Boundary.LINE),
            1,
            1);
    double right = 1.2;
    List<Observable> observables =
        List.of(
            new Observable("square", x -> x[0] * x[0]),
            new Observable("right", x -> sign * x[0] > right ? 1 : 0));
    double[] stated = ops.apply(new BoxErrors(problem, observables));
    double tail = tail(edge);
    double[] changes = Arrays.copyOf(changes(edge), 6);
    changes[5] = tail((right - MEAN) / SPREAD) * tail / (1 - tail);
    return covered(
        stated,
        new int[] {1, 2, 7, 5, 6, 8},
        changes,
        "line, edge %s deviations".formatted(sign * edge));
  }

  /** All figures of a solution in that box, against the flow on the whole line; errors at most twice the true ones and the accuracy. */
  private static Evidence solved(Implementation ops, double edge) {
    GaussianLaw start = GaussianLaw.of(MEAN, SPREAD * SPREAD);
    GaussianLaw target = GaussianLaw.of(TARGET_MEAN, TARGET_VARIANCE);
    double a = MEAN - edge * SPREAD;
    WfrProblem problem =
        new WfrProblem(target, start, Domain.interval(a, FAR, Domain.Boundary.LINE), 1, 1);
    GaussianFlow exact = new GaussianFlow(target, start, 1, 1);
    double[] times = {0.02, 0.3};
    Estimate[] stated = ops.apply(new GridEstimates(problem, times, List.of(), SOLVED));
    Evidence worst = null;
    int figures = stated.length / times.length;
    for (int k = 0; k < times.length; k++) {
      double t = times[k];
      double[] right = {
        1,
        exact.mean(t),
        exact.variance(t),
        exact.kl(t),
        exact.reverseKl(t),
        exact.fisherInformation(t),
        exact.logRatioVariance(t)
      };
      for (int j = 1; j < right.length; j++) {
        Estimate e = stated[k * figures + j];
        double off = Math.abs(e.value() - right[j]);
        String what = "solved, figure %d, t = %s, edge %s deviations: ".formatted(j, t, edge);
        Evidence found =
            Evidence.atMost(off, e.error(), what + "true error, against stated")
                .worse(Evidence.atMost(e.error(), 2 * off + SOLVED, what + "stated error"));
        worst = worst == null ? found : worst.worse(found);
      }
    }
    return worst;
  }

  /** The same in the plane, cut along the first axis. */
  private static Evidence rectangle(Implementation ops, double edge) {
    GaussianLaw start =
        new GaussianLaw(new double[] {MEAN, 0.3}, new double[][] {{SPREAD * SPREAD, 0}, {0, 0.4}});
    GaussianLaw target =
        new GaussianLaw(
            new double[] {TARGET_MEAN, 0}, new double[][] {{TARGET_VARIANCE, 0}, {0, 0.5}});
    Domain domain =
        new Domain(
            new double[] {MEAN - edge * SPREAD, -7}, new double[] {FAR, 7}, Domain.Boundary.LINE);
    double[] stated =
        ops.apply(
            new BoxErrors(
                new WfrProblem(target, start, domain, 1, 1),
                List.of(new Observable("square", x -> x[0] * x[0]))));
    return covered(
        stated,
        new int[] {1, 3, 10, 8, 9},
        changes(edge),
        "plane, edge %s deviations".formatted(edge));
  }
}
