package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import wfr.math.Estimate;
import wfr.model.BoxMass;
import wfr.model.Domain;
import wfr.model.Observable;
import wfr.model.WfrProblem;
import wfr.spec.Bounds;
import wfr.spec.ClaimResult;
import wfr.spec.Evidence;
import wfr.spec.ReportedRun;
import wfr.spec.ReportedSample;
import wfr.spec.ReportedSample.Run;
import wfr.spec.Verdict;

/**
 * Somebody's weighted particles against a reference problem: means, covariances, observables, the distribution function of every axis at some points, and the mass inside the domain, each at
 * every output time ({@link SampleNumberJudge}). Of right samples at most {@value #LEVEL} fail a row.
 */
public final class SampleJudge {
  /** Of right samples, at most this part fails one row. */
  static final double LEVEL = 1e-6;

  /** The least mass that is taken to be outside of a box that cuts off the line. */
  private static final double OUTSIDE = BoxMass.NEGLIGIBLE;

  /** Effective particles of a population that a covariance is taken of, at least. */
  private static final double FEWEST = 2;

  /** Levels of the distribution function that points are chosen at. */
  private static final double[] LEVELS = {
    0.01, 0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97, 0.99
  };

  private final ReferenceEntry entry;
  private final WfrProblem problem;
  private final List<Observable> observables;
  private final ReportedSample sample;
  private final Supplier<Optional<ReportedSample>> likeIt;
  private final RepeatedReplicates copies;
  private final SampleIntegrands integrands;
  private final SampleNumberJudge judge;
  private final List<String> finite = new ArrayList<>();
  private final List<ClaimResult> results = new ArrayList<>();
  private final Map<String, String> notExercised = new LinkedHashMap<>();
  private final List<String> biased = new ArrayList<>();
  private Optional<ReportedSample> ours;
  private int numbers;
  private double likelihood = 1;

  /**
   * Judges at once.
   *
   * @param entry the reference
   * @param problem the same, to be evaluated
   * @param observables its observables
   * @param given a sample of the same problem
   * @param likeIt a sample by our own implementation with as large populations and as long a step, where one can be had; asked for where numbers deviate, once
   */
  public SampleJudge(
      ReferenceEntry entry,
      WfrProblem problem,
      List<Observable> observables,
      ReportedSample given,
      Supplier<Optional<ReportedSample>> likeIt) {
    this.likeIt = likeIt;
    this.entry = entry;
    this.problem = problem;
    this.observables = List.copyOf(observables);
    integrands = new SampleIntegrands(problem);
    copies = new RepeatedReplicates(given, problem.diffusivity() > 0);
    sample = copies.without();
    judge = new SampleNumberJudge(entry.kind(), sample);
    for (int k = 0; k < entry.states().size(); k++) {
      ReportedRun.State truth = entry.states().get(k);
      List<SampleStatistics> runs = new ArrayList<>();
      Optional<String> broken = Optional.empty();
      for (Run run : sample.runs()) {
        for (ReportedSample.State s : run.states()) {
          if (ReportedRun.sameTime(s.time(), truth.time())) {
            broken = broken.or(() -> SampleIntegrands.broken(s));
            runs.add(broken.isEmpty() ? new SampleStatistics(s) : null);
          }
        }
      }
      if (runs.size() < sample.runs().size()) {
        notExercised.put(id(truth.time(), "*"), "no particles at this time");
      } else if (broken.isPresent()) {
        add(
            id(truth.time(), "particles"),
            "particles at t = " + truth.time(),
            new Evidence(Double.NaN, Double.NaN, Verdict.REFUTED, broken.get()));
      } else {
        judge(truth, entry.distribution().get(k), runs);
      }
    }
    copies
        .found()
        .ifPresent(
            words ->
                add(
                    entry.name() + "/particles/replicates",
                    "replicates are independent",
                    Evidence.atMost(copies.count(), 0, words)));
    for (Run run : sample.runs()) {
      for (ReportedSample.State s : run.states()) {
        if (entry.states().stream().noneMatch(t -> ReportedRun.sameTime(t.time(), s.time()))) {
          notExercised.put(id(s.time(), "particles"), "no reference at this time");
        }
      }
    }
    if (results.isEmpty()) {
      add(
          entry.name() + "/particles",
          "particles",
          Evidence.inconclusive(
              Double.NaN, Double.NaN, "no particles at any of the output times of the problem"));
    }
  }

  /** One row per time and number. */
  public List<ClaimResult> results() {
    return List.copyOf(results);
  }

  /** What was not compared, with the reason. */
  public Map<String, String> notExercised() {
    return notExercised;
  }

  /** Numbers whose deviation is a bias that refining removes. */
  public List<String> biased() {
    return List.copyOf(biased);
  }

  /** Numbers that deviate no more than those of a right sampler of the same size. */
  public List<String> finite() {
    return List.copyOf(finite);
  }

  /** Which replicates are no populations of their own; they are left out of every number. */
  public Optional<String> repeated() {
    return copies.found();
  }

  /** How many numbers were compared. */
  public int numbers() {
    return numbers;
  }

  /** Probability that a sample of the reference's law deviates as much anywhere: the least of all rows times their number; rows are not independent, and this is a bound. */
  public double likelihood() {
    return Math.min(1, likelihood * numbers);
  }

  /** What of the finer run the errors come from, in words. */
  public String sampling() {
    int populations = sample.runs().get(0).states().get(0).replicates().size();
    return populations >= SampleStatistics.FEW
        ? "sampling error from %d replicates".formatted(populations)
        : String.format(
            Locale.ROOT,
            "%d replicate%s: sampling error from the weights, taken %.0f times because particles of one population depend on one another; %d replicates or more tell it",
            populations,
            populations == 1 ? "" : "s",
            SampleStatistics.DEPENDENCE,
            SampleStatistics.FEW);
  }

  private String id(double time, String what) {
    return entry.name() + "/t=" + time + "/" + what;
  }

  private void add(String id, String title, Evidence e) {
    results.add(RunJudge.row(id, entry.name() + ": " + title, entry.kind().key(), e));
  }

  private void judge(ReportedRun.State truth, List<Cdf> distribution, List<SampleStatistics> runs) {
    double t = truth.time();
    int d = problem.dimension();
    for (int i = 0; i < d; i++) {
      String name = d == 1 ? "mean" : "mean[" + i + "]";
      number(truth, name, runs, integrands.coordinate(i), size -> scale(name));
    }
    for (int i = 0; i < d; i++) {
      for (int j = i; j < d; j++) {
        String name = d == 1 ? "variance" : "variance[" + i + "][" + j + "]";
        if (runs.stream().allMatch(s -> s.leastEffective() >= FEWEST)) {
          number(truth, name, runs, integrands.product(i, j), size -> scale(name));
        } else {
          notExercised.put(
              id(t, "particles/" + name), "a population of fewer than two effective particles");
        }
      }
    }
    for (Observable o : observables) {
      double known = scale(o.name());
      number(
          truth,
          o.name(),
          runs,
          integrands.observable(o),
          size -> Double.isFinite(known) ? Math.max(known, size) : size);
    }
    for (int i = 0; i < d; i++) {
      String name = d == 1 ? "cdf" : "cdf[" + i + "]";
      if (distribution.isEmpty()) {
        notExercised.put(id(t, "particles/" + name), "no reference distribution");
      } else {
        add(
            id(t, "particles/" + name),
            "distribution function of particles, axis " + i + ", at t = " + t,
            cdf(i, t, distribution.get(i), runs));
      }
    }
    mass(t, runs);
  }

  private void number(
      ReportedRun.State truth,
      String name,
      List<SampleStatistics> runs,
      SampleStatistics.Integrand f,
      DoubleUnaryOperator scale) {
    Estimate r = truth.functionals().get(name);
    String id = id(truth.time(), "particles/" + name);
    if (r == null) {
      notExercised.put(id, "no reference value with an error bound");
      return;
    }
    add(
        id,
        name + " of particles at t = " + truth.time(),
        judged(truth.time(), new SampleNumberJudge.Number(name, r, scale, LEVEL, f), runs));
  }

  private double scale(String name) {
    return FunctionalScale.of(entry, name);
  }

  private Evidence judged(
      double time, SampleNumberJudge.Number number, List<SampleStatistics> runs) {
    numbers++;
    SampleNumberJudge.Judged judged = judge.judge(number, runs, () -> own(time));
    judged.biased().ifPresent(biased::add);
    judged.finite().ifPresent(finite::add);
    likelihood = Math.min(likelihood, judged.likelihood());
    return judged.evidence();
  }

  /** A right sample of the same population and step at that time. */
  private Optional<SampleStatistics> own(double time) {
    if (ours == null) {
      ours = likeIt.get();
    }
    return ours.flatMap(
        o ->
            o.runs().get(0).states().stream()
                .filter(s -> ReportedRun.sameTime(s.time(), time))
                .findFirst()
                .map(SampleStatistics::new));
  }

  private Evidence cdf(int axis, double time, Cdf truth, List<SampleStatistics> runs) {
    List<Integer> points = new ArrayList<>();
    for (double level : LEVELS) {
      int nearest = 0;
      for (int i = 1; i < truth.x().length; i++) {
        if (Math.abs(truth.values()[i] - level) < Math.abs(truth.values()[nearest] - level)) {
          nearest = i;
        }
      }
      if (!points.contains(nearest)) {
        points.add(nearest);
      }
    }
    Evidence worst = null;
    for (int i : points) {
      double at = truth.x()[i];
      Evidence e =
          judged(
              time,
              new SampleNumberJudge.Number(
                  "F(" + at + ")",
                  new Estimate(truth.values()[i], truth.errors()[i]),
                  size -> 1,
                  LEVEL / points.size(),
                  integrands.below(axis, at)),
              runs);
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }

  /** Walls hold every particle; where a box cuts off the line it holds all but what is outside of the target and of the initial law. */
  private void mass(double t, List<SampleStatistics> runs) {
    Domain box = problem.domain();
    boolean walls = false;
    for (int k = 0; k < box.dimension(); k++) {
      walls |= box.boundary(k) == Domain.Boundary.NO_FLUX;
    }
    if (!entry.scenario().containsKey("domain") || !(walls || box.truncates())) {
      return; // no end to be beyond
    }
    double beyond = 1 - runs.get(0).mean(integrands.inside(Domain.Boundary.NO_FLUX)).mean();
    String title = "mass of particles inside the domain at t = " + t;
    if (beyond > Bounds.rounding(runs.get(0).particles(), 1)) {
      add(
          id(t, "particles/mass"),
          title,
          Evidence.atMost(beyond, 0, "mass beyond walls that let no flux through: must be 0"));
      return;
    }
    double outside = Math.max(OUTSIDE, Arrays.stream(BoxMass.outside(problem)).sum());
    add(
        id(t, "particles/mass"),
        title,
        judged(
            t,
            new SampleNumberJudge.Number(
                "mass inside",
                new Estimate(1, box.truncates() ? outside : 0),
                size -> 1,
                LEVEL,
                integrands.inside(Domain.Boundary.LINE)),
            runs));
  }
}
