package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.statistics.distribution.NormalDistribution;
import wfr.math.Estimate;
import wfr.spec.Bounds;
import wfr.spec.CheckRun;
import wfr.spec.Claim;
import wfr.spec.ClaimResult;
import wfr.spec.Evidence;
import wfr.spec.EvidenceClass;
import wfr.spec.ReportedRun;
import wfr.spec.ReportedRun.Density;
import wfr.spec.ReportedRun.State;
import wfr.spec.Verdict;

/**
 * Somebody's whole run against a reference problem. A number f with stated error e against r with error bound d:
 *   SUPPORTED iff |f - r| is at most k e + d,   k = 1 where e is a bound, 6 where it is a standard error;
 *   INCONCLUSIVE where k e, or k e + d, exceeds a tenth of the scale of the functional over the run: too coarse to tell right from wrong.
 * Densities: both are averaged over the cells that the two grids have in common (the greatest common divisor of their numbers), the errors with
 * them, and the worst cell counts. Needing no reference: KL falls (A7), and the reverse KL by e^{-lambda t} at least (A8).
 */
public final class RunJudge {
  /** Stated errors beyond this part of the scale say nothing. */
  static final double RESOLUTION = 0.1;

  /** What is said where the reference itself is too coarse. */
  static final String VAGUE = "the reference is not known well enough to judge: ";

  private static final String TOO_LARGE = "the stated error is too large to judge: ";

  private static final Set<String> WITHOUT_UNIT =
      Set.of("mass", "kl", "reverse_kl", "log_ratio_variance");

  /** What particles are not asked for: it needs a density of them. */
  private static final Set<String> OF_DENSITY =
      Set.of("kl", "reverse_kl", "fisher_information", "log_ratio_variance");

  /** Two grids have the same ends if these differ by less than this part of a cell. */
  private static final double SAME_END = 1e-6;

  /** A reported number is a sum over cells: an exact 0 comes out as the rounding of its terms. */
  private static final double SUMMANDS = 64;

  private final ReferenceEntry entry;
  private final ReportedRun run;
  private final List<ClaimResult> results = new ArrayList<>();
  private final Map<String, String> notExercised = new LinkedHashMap<>();
  private final boolean sampled;
  private double likelihood = 1;

  /**
   * Judges at once.
   *
   * @param entry the reference
   * @param run of the same problem
   */
  public RunJudge(ReferenceEntry entry, ReportedRun run) {
    this(entry, run, false);
  }

  /**
   * Judges at once.
   *
   * @param entry the reference
   * @param run of the same problem
   * @param sampled whether the particles behind it are judged too: a figure whose stated error is too large to judge is then listed as not exercised
   */
  public RunJudge(ReferenceEntry entry, ReportedRun run, boolean sampled) {
    this.entry = entry;
    this.run = run;
    this.sampled = sampled;
    for (State truth : entry.states()) {
      Optional<State> theirs =
          run.states().stream()
              .filter(s -> ReportedRun.sameTime(s.time(), truth.time()))
              .findFirst();
      if (theirs.isEmpty()) {
        notExercised.put(id(truth.time(), "*"), "no result at this time");
        continue;
      }
      judge(truth, theirs.get());
    }
    for (State s : run.states()) {
      if (entry.states().stream().noneMatch(t -> ReportedRun.sameTime(t.time(), s.time()))) {
        notExercised.put(id(s.time(), "*"), "no reference at this time");
      }
    }
    falls("A7", "kl", 0, "KL(rho|pi) falls");
    falls("A8", "reverse_kl", entry.reactionRate(), "KL(pi|rho_t) falls by e^{-lambda t} at least");
  }

  /** One row per time and functional, then the claims on the run itself. */
  public List<ClaimResult> results() {
    return List.copyOf(results);
  }

  /**
   * Probability that a right run deviates as much: of bounds 1, or 0 where one does not hold; of standard errors the least of all numbers times how many there are, a bound because they are
   * not independent.
   */
  public double likelihood() {
    return Math.min(1, likelihood);
  }

  /** What was not compared, with the reason. */
  public Map<String, String> notExercised() {
    return notExercised;
  }

  private String id(double time, String what) {
    return entry.name() + "/t=" + time + "/" + what;
  }

  private void judge(State truth, State theirs) {
    truth
        .functionals()
        .forEach(
            (name, r) -> {
              Estimate f = theirs.functionals().get(name);
              if (f == null) {
                notExercised.put(id(truth.time(), name), "not reported");
              } else {
                Evidence e = number(name, f, r);
                if (sampled && e.verdict() == Verdict.INCONCLUSIVE) {
                  notExercised.put(
                      id(truth.time(), name),
                      "the stated error is too large to judge; "
                          + (OF_DENSITY.contains(name)
                              ? "particles without a density are not asked for it"
                              : "the particles are judged themselves"));
                } else {
                  add(id(truth.time(), name), name + " at t = " + truth.time(), e);
                }
              }
            });
    for (String name : theirs.functionals().keySet()) {
      if (!truth.functionals().containsKey(name)) {
        notExercised.put(id(truth.time(), name), "no reference value with an error bound");
      }
    }
    if (theirs.density().isEmpty()) {
      notExercised.put(id(truth.time(), "density"), "not reported");
    } else if (truth.density().isEmpty()) {
      notExercised.put(id(truth.time(), "density"), "no reference density");
    } else {
      density(truth, theirs.density().get());
    }
  }

  private void add(String id, String title, Evidence e) {
    results.add(row(id, entry.name() + ": " + title, entry.kind().key(), e));
  }

  /** Evidence on somebody's numbers as a row of the ledger: there is nothing to run again. */
  public static ClaimResult row(String id, String title, String status, Evidence e) {
    Claim<?> claim =
        Claim.exact(
            id, title, EvidenceClass.D, Set.of(), List.of(id), (operations, instance, seed) -> e);
    return new ClaimResult(claim, status, e, List.of(), List.of(new CheckRun(id, id, e)));
  }

  private Evidence number(String name, Estimate f, Estimate r) {
    double stated = run.errors().factor() * f.error();
    double scale = FunctionalScale.of(entry, name);
    String detail =
        "reported %s +- %s, reference %s +- %s (%s)"
            .formatted(f.value(), f.error(), r.value(), r.error(), entry.kind().key());
    double found = Math.abs(f.value() - r.value());
    double rounding = Bounds.relative(SUMMANDS, size(name, scale, f.value()));
    Evidence e = Evidence.atMost(found, stated + r.error() + rounding, detail);
    weigh(e, found - r.error() - rounding, f.error(), 1);
    return resolved(e, stated <= rounding ? 0 : stated, r.error(), RESOLUTION * scale, detail);
  }

  /** Supported evidence, unless errors are larger than what tells right from wrong; an exact 0 has a scale of 0 and a reference without error. */
  private static Evidence resolved(
      Evidence e, double stated, double ofReference, double most, String detail) {
    if (e.verdict() != Verdict.SUPPORTED) {
      return e;
    }
    if (stated > most) {
      return Evidence.inconclusive(stated, most, TOO_LARGE + detail);
    }
    return stated + ofReference > most
        ? Evidence.inconclusive(stated + ofReference, most, VAGUE + detail)
        : e;
  }

  /** Of the terms of a sum: 1 of masses and divergences, which have no unit; else the functional's, where that is 0 or unknown the number's own or, for an exact 0, 1. */
  private static double size(String name, double scale, double reported) {
    if (WITHOUT_UNIT.contains(name)) {
      return Math.max(1, Double.isFinite(scale) ? scale : Math.abs(reported));
    }
    return Double.isFinite(scale) ? scale > 0 ? scale : 1 : Math.abs(reported);
  }

  private void weigh(Evidence e, double found, double error, int places) {
    if (run.errors() == ReportedRun.Errors.BOUND) {
      likelihood = e.verdict() == Verdict.REFUTED ? 0 : likelihood;
    } else if (found > 0) {
      double p = 2 * NormalDistribution.of(0, 1).survivalProbability(found / error);
      likelihood = Math.min(likelihood, p * places * run.size());
    }
  }

  private void density(State truth, Density theirs) {
    String id = id(truth.time(), "density");
    String title = "density at t = " + truth.time();
    Density ours = truth.density().get();
    if (Arrays.equals(ours.x(), theirs.x())) {
      add(id, title, worst(ours, theirs, ours.x().length + " places"));
      return;
    }
    if (!entry.cells()) {
      notExercised.put(id, "the reference has points, reported are others");
      return;
    }
    if (!(even(ours) && even(theirs))) {
      notExercised.put(id, "graded cells are compared with the same cells only");
      return;
    }
    double a = edge(ours, 0);
    double b = edge(ours, 1);
    double dx = Math.max((b - a) / ours.x().length, (b - a) / theirs.x().length);
    if (Math.abs(edge(theirs, 0) - a) > SAME_END * dx
        || Math.abs(edge(theirs, 1) - b) > SAME_END * dx) {
      add(
          id,
          title,
          new Evidence(
              Double.NaN,
              Double.NaN,
              Verdict.INCONCLUSIVE,
              "cells on [%s, %s]: must be on [%s, %s]"
                  .formatted(edge(theirs, 0), edge(theirs, 1), a, b)));
      return;
    }
    int n = gcd(ours.x().length, theirs.x().length);
    add(id, title, worst(averaged(ours, n), averaged(theirs, n), n + " common cells"));
  }

  /** Whether the cells are equal: their centres are evenly spaced. */
  private static boolean even(Density d) {
    int n = d.x().length;
    double dx = (d.x()[n - 1] - d.x()[0]) / (n - 1);
    for (int i = 0; i < n; i++) {
      if (!(Math.abs(d.x()[i] - d.x()[0] - i * dx) <= SAME_END * dx)) {
        return false;
      }
    }
    return true;
  }

  private static double edge(Density d, int end) {
    double half = 0.5 * (d.x()[d.x().length - 1] - d.x()[0]) / (d.x().length - 1);
    return end == 0 ? d.x()[0] - half : d.x()[d.x().length - 1] + half;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** On n cells; |mean of errors| is at most the mean of |errors|. */
  private static Density averaged(Density d, int n) {
    int k = d.x().length / n;
    double[][] out = new double[3][n];
    for (int i = 0; i < n * k; i++) {
      out[0][i / k] += d.x()[i] / k;
      out[1][i / k] += d.values()[i] / k;
      out[2][i / k] += d.errors()[i] / k;
    }
    return new Density(out[0], out[1], out[2]);
  }

  private Evidence worst(Density ours, Density theirs, String where) {
    double top = 0;
    for (double v : ours.values()) {
      top = Math.max(top, v);
    }
    Evidence worst = null;
    for (int i = 0; i < ours.x().length; i++) {
      double stated = run.errors().factor() * theirs.errors()[i];
      String detail =
          "worst of %s: x = %s, reported %s +- %s, reference %s +- %s (%s)"
              .formatted(
                  where,
                  ours.x()[i],
                  theirs.values()[i],
                  theirs.errors()[i],
                  ours.values()[i],
                  ours.errors()[i],
                  entry.kind().key());
      // averaging k cells rounds: without it two exact densities could differ by more than no error
      // at all
      double rounding = Bounds.ULP * ours.x().length * top;
      Evidence e =
          Evidence.atMost(
              Math.abs(theirs.values()[i] - ours.values()[i]),
              stated + ours.errors()[i] + rounding,
              detail);
      weigh(
          e,
          Math.abs(theirs.values()[i] - ours.values()[i]) - ours.errors()[i] - rounding,
          theirs.errors()[i],
          ours.x().length);
      e = resolved(e, stated, ours.errors()[i], RESOLUTION * top, detail);
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }

  /** F_{k+1} at most e^{-rate dt} F_k, within the stated errors. */
  private void falls(String claim, String name, double rate, String statement) {
    Evidence worst = null;
    State before = null;
    for (State s : run.states()) {
      Estimate f = s.functionals().get(name);
      if (f == null) {
        continue;
      }
      if (before != null) {
        double theta = Math.exp(-rate * (s.time() - before.time()));
        Estimate g = before.functionals().get(name);
        Evidence e =
            Evidence.atMost(
                Math.max(0, f.value() - theta * g.value()),
                run.errors().factor() * (f.error() + theta * g.error())
                    + Bounds.rounding(2, g.value()),
                "from t = %s to %s: %s to %s"
                    .formatted(before.time(), s.time(), g.value(), f.value()));
        worst = worst == null ? e : worst.worse(e);
      }
      before = s;
    }
    String id = entry.name() + "/" + claim;
    if (worst == null) {
      notExercised.put(id, "fewer than two values of " + name);
    } else {
      add(id, claim + ": " + statement, worst);
    }
  }
}
