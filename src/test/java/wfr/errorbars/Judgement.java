package wfr.errorbars;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.reference.GridTask;
import wfr.reference.Reference;
import wfr.reference.RichardsonSolver;
import wfr.scenario.BadInput;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;

/**
 * A problem solved by the grid, beside its truth.
 *
 * @param problem what was drawn
 * @param outcome what became of it
 * @param figures all of all output times, where there is a truth
 * @param note exception, or source of the truth
 * @param seconds of the processor, of the solver without what it does beside itself
 */
record Judgement(
    Drawn problem, Outcome outcome, List<Figure> figures, String note, double seconds) {
  /** What may become of a problem. */
  enum Outcome {
    JUDGED,
    NO_TRUTH,
    REFUSED,
    OUT_OF_TIME,
    FAILED
  }

  /**
   * A figure.
   *
   * @param time output time
   * @param name of the figure
   * @param stated value and error
   * @param truth right value
   * @param own its error
   * @param scale what errors are relative to
   */
  record Figure(double time, String name, Estimate stated, double truth, double own, double scale) {
    /** From which share of the stated error on that of the truth is too large to tell. */
    private static final double CLEARLY = 0.5;

    /** Of the scale, an error of the truth that is always small enough. */
    private static final double SMALL = 2e-11;

    private static final double ABOVE = 10;
    private static final double ROUNDING = 1e-14;

    double error() {
      return Math.abs(stated.value() - truth);
    }

    boolean isDetermined() {
      return stated.error() < Double.POSITIVE_INFINITY;
    }

    /** The stated error is too small; NaN is no excuse. */
    boolean isViolation() {
      return isDetermined() && !(error() <= stated.error() + own);
    }

    /** Whether the truth is better known than what is stated. */
    boolean isJudged() {
      return own <= CLEARLY * stated.error() || own <= SMALL * scale;
    }

    /** Whether the true error is known well enough for a ratio. */
    boolean hasRatio() {
      return isDetermined() && error() > ABOVE * own && error() > ROUNDING * scale;
    }

    double ratio() {
      return stated.error() / error();
    }
  }

  /** Solves and compares. */
  static Judgement of(Drawn p, double mostSeconds) {
    long start = ProcessorTime.now();
    List<MeasureSummary> solved;
    try {
      solved = solve(p, start + (long) (mostSeconds * 1e9));
    } catch (BadInput e) {
      return none(p, Outcome.REFUSED, e, start);
    } catch (OutOfTime e) {
      return none(p, Outcome.OUT_OF_TIME, e, start);
    } catch (RuntimeException e) {
      return none(p, Outcome.FAILED, e, start);
    }
    double seconds = (ProcessorTime.now() - start) / 1e9;
    Truth truth;
    try {
      truth = p.truth().get();
    } catch (ArithmeticException e) {
      return new Judgement(p, Outcome.NO_TRUTH, List.of(), e.getMessage(), seconds);
    }
    List<Figure> figures = new ArrayList<>();
    for (int k = 0; k < solved.size(); k++) {
      MeasureSummary at = solved.get(k);
      Map<String, Estimate> stated = named(at);
      Map<String, Double> right = truth.values().get(k);
      if (!stated.keySet().equals(right.keySet())) {
        throw new IllegalStateException(stated.keySet() + " are not " + right.keySet());
      }
      for (Map.Entry<String, Estimate> e : stated.entrySet()) {
        double value = right.get(e.getKey());
        double own = truth.errors().get(k).get(e.getKey());
        figures.add(
            new Figure(
                at.time(), e.getKey(), e.getValue(), value, own, scale(e.getKey(), value, right)));
      }
    }
    return new Judgement(p, Outcome.JUDGED, figures, truth.source(), seconds);
  }

  private static Judgement none(Drawn p, Outcome outcome, RuntimeException e, long start) {
    return new Judgement(p, outcome, List.of(), e.toString(), (ProcessorTime.now() - start) / 1e9);
  }

  /** Ends a solver from within its word of progress. */
  private static final class OutOfTime extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutOfTime(String what) {
      super("at " + what);
    }
  }

  private static List<MeasureSummary> solve(Drawn p, long deadline) {
    Scenario s = ScenarioReader.read("p" + p.number(), "p" + p.number(), p.text());
    Thread owner = Thread.currentThread();
    GridTask task = GridTask.free(s.problem(), s.outputTimes(), s.observables(), p.accuracy());
    return new RichardsonSolver(
            task,
            Reference.IMPLEMENTATION,
            (what, fraction) -> {
              if (Thread.currentThread() == owner && ProcessorTime.now() > deadline) {
                throw new OutOfTime(what);
              }
            })
        .solve()
        .summaries();
  }

  private static Map<String, Estimate> named(MeasureSummary at) {
    Map<String, Estimate> all = new LinkedHashMap<>(at.moments());
    all.put("kl", at.kl());
    all.put("reverse_kl", at.reverseKl());
    all.put("fisher", at.fisherInformation());
    all.put("log_ratio_variance", at.logRatioVariance());
    all.putAll(at.observables());
    return all;
  }

  /** Of a mean the standard deviation, of the Fisher information 1/variance, of a covariance the variances' mean, else 1; or the figure, where it is larger. */
  private static double scale(String name, double value, Map<String, Double> row) {
    double variance =
        row.entrySet().stream()
            .filter(e -> e.getKey().startsWith("variance"))
            .mapToDouble(Map.Entry::getValue)
            .max()
            .orElseThrow();
    double scale =
        name.startsWith("mean")
            ? Math.sqrt(variance)
            : name.startsWith("variance") || name.startsWith("covariance")
                ? variance
                : name.equals("fisher") ? 1 / variance : 1;
    return Math.max(scale, Math.abs(value));
  }
}
