package wfr.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import wfr.math.Estimate;
import wfr.measure.WeightedSample;
import wfr.model.Domain;
import wfr.model.Observable;
import wfr.model.WfrProblem;
import wfr.spec.Bounds;
import wfr.spec.ClaimResult;
import wfr.spec.Evidence;
import wfr.spec.ReportedRun;
import wfr.spec.ReportedSample;
import wfr.spec.ReportedSample.Refinement;
import wfr.spec.ReportedSample.Run;
import wfr.spec.Verdict;

/**
 * Somebody's weighted particles against a reference problem: means, covariances, observables, the distribution function of every axis at some points, and the mass inside the domain. A
 * number A with standard error s ({@link SampleStatistics}) against r with error bound d, on which at most {@value #LEVEL} of right samples fail:
 *   SUPPORTED iff |A - r| is at most q s + d, q the quantile of that level; of an indicator at least Bernstein's allowance for the effective number of particles;
 *   INCONCLUSIVE where q s exceeds a tenth of the size of the number over the run: the population is too small to tell right from wrong.
 * Where two runs are given whose step, bandwidth or inverse population e differs by a factor of two, a bias of order k in it is no defect: the number extrapolated to e = 0,
 *   (2^k A(e/2) - A(e))/(2^k - 1),
 * is judged in place of A(e/2). Where a number deviates still, our own sampler is run with as large populations and as long a step; a number within {@value #ALIKE} times its deviation of its own
 * is that of a small population. The extrapolated number must be nearer to r than A(e/2), and where A(e/2) is nearer than A(e), {@value #HIGHER} of |A(e) - A(e/2)| is admitted for the orders left.
 */
public final class SampleJudge {
  /** Of right samples, at most this part fails one row. */
  static final double LEVEL = 1e-6;

  /** The bias of next order over the change that halving makes: 1/3 where both orders are equal at the coarser parameter. */
  private static final double HIGHER = 0.33;

  /** Two right samplers of one size have biases that differ by as much as this times one of them: they estimate their density in different ways. */
  private static final double ALIKE = 1;

  /** The noise of our own bias is exceeded with this probability. */
  private static final double NOISE = 1e-2;

  /** A bias of c/N of a nonlinear estimate, in units of the functional's size. */
  private static final double FINITE = 4;

  /** Mass outside of a box that cuts off the line: scenarios with more are warned of. */
  private static final double OUTSIDE = 1e-6;

  /** Levels of the distribution function that points are chosen at. */
  private static final double[] LEVELS = {
    0.01, 0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97, 0.99
  };

  private final ReferenceEntry entry;
  private final WfrProblem problem;
  private final List<Observable> observables;
  private final ReportedSample sample;
  private final Supplier<Optional<ReportedSample>> likeIt;
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
   * @param sample of the same problem
   * @param likeIt a sample by our own implementation with as large populations and as long a step, where one can be had; asked for where numbers deviate, once
   */
  public SampleJudge(
      ReferenceEntry entry,
      WfrProblem problem,
      List<Observable> observables,
      ReportedSample sample,
      Supplier<Optional<ReportedSample>> likeIt) {
    this.likeIt = likeIt;
    this.entry = entry;
    this.problem = problem;
    this.observables = List.copyOf(observables);
    this.sample = sample;
    for (int k = 0; k < entry.states().size(); k++) {
      ReportedRun.State truth = entry.states().get(k);
      List<SampleStatistics> runs = new ArrayList<>();
      Optional<String> broken = Optional.empty();
      for (Run run : sample.runs()) {
        for (ReportedSample.State s : run.states()) {
          if (RunJudge.sameTime(s.time(), truth.time())) {
            broken = broken.or(() -> broken(s));
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
    if (results.isEmpty() && notExercised.size() >= entry.states().size()) {
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

  /** A number that is none, or a population without weight. */
  private Optional<String> broken(ReportedSample.State state) {
    for (int r = 0; r < state.replicates().size(); r++) {
      WeightedSample s = state.replicates().get(r);
      double[] l = s.logWeights();
      double top = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < l.length; i++) {
        String where = "particle " + i + " of replicate " + r + ": ";
        if (Double.isNaN(l[i]) || l[i] == Double.POSITIVE_INFINITY) {
          return Optional.of(where + "log_weight is " + l[i]);
        }
        top = Math.max(top, l[i]);
      }
      if (top == Double.NEGATIVE_INFINITY) {
        return Optional.of("replicate " + r + " has no weight: every log_weight is -Infinity");
      }
      for (int k = 0; k < s.dimension(); k++) {
        double[] x = s.coordinate(k);
        for (int i = 0; i < x.length; i++) {
          if (!Double.isFinite(x[i]) && l[i] != Double.NEGATIVE_INFINITY) {
            return Optional.of(
                "particle " + i + " of replicate " + r + ": a coordinate is " + x[i]);
          }
        }
      }
    }
    return Optional.empty();
  }

  private void judge(ReportedRun.State truth, List<Cdf> distribution, List<SampleStatistics> runs) {
    double t = truth.time();
    int d = problem.dimension();
    for (int i = 0; i < d; i++) {
      int axis = i;
      number(truth, d == 1 ? "mean" : "mean[" + i + "]", runs, s -> coordinate(s, axis));
    }
    for (int i = 0; i < d; i++) {
      for (int j = i; j < d; j++) {
        int a = i;
        int b = j;
        number(
            truth,
            d == 1 ? "variance" : "variance[" + i + "][" + j + "]",
            runs,
            s -> products(s, a, b));
      }
    }
    for (Observable o : observables) {
      number(truth, o.name(), runs, s -> values(s, o));
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
      SampleStatistics.Integrand f) {
    Estimate r = truth.functionals().get(name);
    String id = id(truth.time(), "particles/" + name);
    if (r == null) {
      notExercised.put(id, "no reference value with an error bound");
      return;
    }
    add(
        id,
        name + " of particles at t = " + truth.time(),
        compare(name, truth.time(), r, FunctionalScale.of(entry, name), LEVEL, runs, f));
  }

  private Evidence compare(
      String what,
      double time,
      Estimate r,
      double scale,
      double level,
      List<SampleStatistics> runs,
      SampleStatistics.Integrand f) {
    numbers++;
    SampleStatistics fine = runs.get(0);
    SampleStatistics.Mean a = fine.mean(f);
    double admitted = allowance(fine, a, r.value(), level);
    double found = Math.abs(a.mean() - r.value());
    String detail =
        "%s: particles %s, standard error %s, reference %s +- %s (%s)"
            .formatted(what, a.mean(), a.standardError(), r.value(), r.error(), entry.kind().key());
    Evidence e = Evidence.atMost(found, admitted + r.error(), detail);
    double doubt = admitted;
    double beyond = Math.max(0, found - r.error()) / a.standardError();
    if (e.verdict() == Verdict.REFUTED && runs.size() > 1) {
      SampleStatistics.Mean b = runs.get(1).mean(f);
      Refinement by = sample.refinement();
      double power = 1 << by.order();
      double limit = (power * a.mean() - b.mean()) / (power - 1);
      double change = Math.abs(b.mean() - a.mean());
      boolean towards = Math.abs(b.mean() - r.value()) > found;
      double noise =
          Math.hypot(
                  power * allowance(fine, a, r.value(), level),
                  allowance(runs.get(1), b, r.value(), level))
              / (power - 1);
      double left = Math.abs(limit - r.value());
      detail =
          "%s; at %s %s in place of %s %s, extrapolated %s"
              .formatted(
                  detail,
                  by.column(),
                  sample.runs().get(1).parameter(),
                  sample.runs().get(0).parameter(),
                  b.mean(),
                  limit);
      doubt = noise + (towards ? HIGHER * change : 0);
      e = Evidence.atMost(left, doubt + r.error(), detail);
      if (e.verdict() == Verdict.SUPPORTED && left > found) {
        return Evidence.inconclusive(
            found,
            admitted + r.error(),
            "it deviates, and refining does not bring it nearer, but is too noisy to refute it: "
                + detail);
      }
      if (e.verdict() == Verdict.SUPPORTED) {
        biased.add(
            "%s %s and then %s, reference %s"
                .formatted(what, four(b.mean()), four(a.mean()), four(r.value())));
        beyond = 0;
      }
    }
    if (e.verdict() == Verdict.REFUTED) {
      Optional<Estimate> bias = bias(time, r, f);
      if (bias.isPresent()) {
        double ours = r.value() + bias.get().value();
        double whole = admitted + bias.get().error() + ALIKE * Math.abs(bias.get().value());
        Evidence beside = Evidence.atMost(Math.abs(a.mean() - ours), whole + r.error(), detail);
        if (beside.verdict() == Verdict.SUPPORTED) {
          finite.add(
              "%s %s, ours %s, reference %s"
                  .formatted(what, four(a.mean()), four(ours), four(r.value())));
          e = beside;
          doubt = whole;
          beyond = 0;
        }
      }
    }
    if (e.verdict() == Verdict.REFUTED) {
      double perPopulation = FINITE * scale * fine.count() / fine.effective();
      if (found <= admitted + r.error() + perPopulation) {
        return Evidence.inconclusive(
            found,
            admitted + r.error(),
            "population too small: a bias of 1/N in populations of %d would explain it; %s"
                .formatted(fine.particles() / fine.count(), detail));
      }
    } else if (doubt > RunJudge.RESOLUTION * scale) {
      double factor = doubt / (RunJudge.RESOLUTION * scale);
      return Evidence.inconclusive(
          doubt,
          RunJudge.RESOLUTION * scale,
          String.format(
              Locale.ROOT,
              "population too small to tell right from wrong: about %.0f times as many particles are needed; %s",
              Math.ceil(factor * factor),
              detail));
    }
    if (Double.isFinite(beyond)) {
      likelihood = Math.min(likelihood, fine.exceeded(beyond));
    }
    return e;
  }

  /** By how much a right sampler of the same population and step deviates, with the noise of that. */
  private Optional<Estimate> bias(double time, Estimate r, SampleStatistics.Integrand f) {
    if (ours == null) {
      ours = likeIt.get();
    }
    return ours.flatMap(
        o ->
            o.runs().get(0).states().stream()
                .filter(s -> RunJudge.sameTime(s.time(), time))
                .findFirst()
                .map(SampleStatistics::new)
                .map(
                    s -> {
                      SampleStatistics.Mean m = s.mean(f);
                      return new Estimate(
                          m.mean() - r.value(), s.quantile(NOISE) * m.standardError());
                    }));
  }

  private static String four(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  /** q s; of an indicator at least Bernstein's allowance for as many independent ones of the reference's expectation as the effective number. */
  private static double allowance(
      SampleStatistics s, SampleStatistics.Mean a, double expectation, double level) {
    double q = s.quantile(level) * a.standardError();
    if (!a.indicator()) {
      return q;
    }
    double p = Math.min(1, Math.max(0, expectation));
    double l = Math.log(2 / level);
    return Math.max(
        q, Math.sqrt(2 * l * p * (1 - p) / s.effective()) + 2 * l / (3 * s.effective()));
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
          compare(
              "F(" + at + ")",
              time,
              new Estimate(truth.values()[i], truth.errors()[i]),
              1,
              LEVEL / points.size(),
              runs,
              s -> below(s, axis, at));
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }

  /** Walls hold every particle; where a box cuts off the line it holds all but what is outside. */
  private void mass(double t, List<SampleStatistics> runs) {
    Domain box = problem.domain();
    if (!entry.scenario().containsKey("domain")) {
      return; // particles alone: no box is a boundary
    }
    double beyond = 1 - runs.get(0).mean(s -> inside(s, box, Domain.Boundary.NO_FLUX)).mean();
    String title = "mass of particles inside the domain at t = " + t;
    if (beyond > Bounds.rounding(runs.get(0).particles(), 1)) {
      add(
          id(t, "particles/mass"),
          title,
          Evidence.atMost(beyond, 0, "mass beyond walls that let no flux through: must be 0"));
      return;
    }
    add(
        id(t, "particles/mass"),
        title,
        compare(
            "mass inside",
            t,
            new Estimate(1, box.truncates() ? OUTSIDE : 0),
            1,
            LEVEL,
            runs,
            s -> inside(s, box, Domain.Boundary.LINE)));
  }

  private double[] coordinate(WeightedSample s, int axis) {
    double[] x = s.coordinate(axis);
    Domain box = problem.domain();
    if (box.boundary(axis) == Domain.Boundary.PERIODIC) {
      double a = box.lower()[axis];
      double length = box.upper()[axis] - a;
      for (int i = 0; i < x.length; i++) {
        x[i] -= length * Math.floor((x[i] - a) / length);
      }
    }
    return x;
  }

  private double[] products(WeightedSample s, int j, int k) {
    double[] a = coordinate(s, j);
    double[] b = coordinate(s, k);
    double[] w = s.weights();
    double meanA = average(w, a);
    double meanB = average(w, b);
    double[] f = new double[a.length];
    java.util.Arrays.setAll(f, i -> (a[i] - meanA) * (b[i] - meanB));
    return f;
  }

  private static double average(double[] w, double[] x) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] > 0 ? w[i] * x[i] : 0;
    }
    return sum;
  }

  private double[] values(WeightedSample s, Observable o) {
    double[][] x = new double[problem.dimension()][];
    java.util.Arrays.setAll(x, k -> coordinate(s, k));
    double[] f = new double[s.count()];
    double[] point = new double[x.length];
    for (int i = 0; i < f.length; i++) {
      for (int k = 0; k < x.length; k++) {
        point[k] = x[k][i];
      }
      f[i] = x.length == 1 ? o.field().value(point[0]) : o.field().value(point);
    }
    return f;
  }

  private double[] below(WeightedSample s, int axis, double at) {
    double[] x = coordinate(s, axis);
    java.util.Arrays.setAll(x, i -> x[i] <= at ? 1 : 0);
    return x;
  }

  /** 1 for particles within the ends of that kind. */
  private double[] inside(WeightedSample s, Domain box, Domain.Boundary ends) {
    double[] f = new double[s.count()];
    java.util.Arrays.fill(f, 1);
    for (int k = 0; k < box.dimension(); k++) {
      if (box.boundary(k) != ends) {
        continue;
      }
      double[] x = coordinate(s, k);
      double lower = box.lower()[k];
      double upper = box.upper()[k];
      for (int i = 0; i < f.length; i++) {
        if (!(x[i] >= lower && x[i] <= upper)) {
          f[i] = 0;
        }
      }
    }
    return f;
  }
}
