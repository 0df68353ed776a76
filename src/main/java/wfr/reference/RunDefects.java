package wfr.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import wfr.spec.ClaimResult;
import wfr.spec.Verdict;

/**
 * Which known mistakes the numbers of a refuted run or sample are compatible with. Whole runs have no operations to compare, but wrong rates, signs of the noise's size and a reaction
 * left out all end in a flow with other rates; each is solved and set against the numbers like the reference itself. Several may be compatible, and something else may be the cause.
 */
public final class RunDefects {
  /** A mistake is not named where the numbers are less likely than this under it. */
  public static final double LEAST = 1e-3;

  /**
   * A flow with other rates.
   *
   * @param rate factor of lambda
   * @param diffusivity factor of D
   * @param words what went wrong
   */
  public record Mistake(double rate, double diffusivity, String words) {}

  /**
   * A mistake that numbers are compatible with.
   *
   * @param mistake which
   * @param likelihood probability that a run with this mistake deviates as much from it; 1 where errors are bounds that hold
   */
  public record Compatible(Mistake mistake, double likelihood) {}

  /**
   * Numbers beside mistakes.
   *
   * @param tried how many mistakes have a solution at hand and differ from the problem
   * @param compatible those that the numbers are compatible with, the likeliest first
   */
  public record Compared(int tried, List<Compatible> compatible) {}

  private static final List<Mistake> MISTAKES =
      List.of(
          new Mistake(0, 1, "the reaction is missing (lambda = 0), or weights are never used"),
          new Mistake(2, 1, "lambda counted twice"),
          new Mistake(0.5, 1, "lambda halved"),
          new Mistake(1.2, 1, "lambda 20 % too large"),
          new Mistake(0.8, 1, "lambda 20 % too small"),
          new Mistake(1.01, 1, "lambda 1 % too large"),
          new Mistake(0.99, 1, "lambda 1 % too small"),
          new Mistake(1, 0, "the transport is missing (D = 0)"),
          new Mistake(1, 0.5, "D halved"),
          new Mistake(1, 2, "D counted twice"));

  private RunDefects() {}

  /** All mistakes that are tried. */
  public static List<Mistake> all() {
    return MISTAKES;
  }

  /**
   * Sets the numbers beside every mistake.
   *
   * @param entry the reference
   * @param variant the problem's solution with factors of lambda and D, where one can be had
   * @param likelihood of the numbers under a solution
   */
  public static Compared of(
      ReferenceEntry entry,
      BiFunction<Double, Double, Optional<ReferenceEntry>> variant,
      ToDoubleFunction<ReferenceEntry> likelihood) {
    List<Compatible> all = new ArrayList<>();
    int tried = 0;
    for (Mistake m : MISTAKES) {
      boolean same =
          m.rate() != 1 && entry.reactionRate() == 0
              || m.diffusivity() != 1 && entry.diffusivity() == 0;
      Optional<ReferenceEntry> other =
          same ? Optional.empty() : variant.apply(m.rate(), m.diffusivity());
      if (other.isPresent()) {
        tried++;
        double p = likelihood.applyAsDouble(other.get());
        if (p >= LEAST) {
          all.add(new Compatible(m, p));
        }
      }
    }
    all.sort(Comparator.comparingDouble(Compatible::likelihood).reversed());
    return new Compared(tried, List.copyOf(all));
  }

  /** Whether a row of numbers is refuted: the claims on the run itself hold for any rates or speak of the right ones. */
  public static boolean refuted(List<ClaimResult> rows) {
    return rows.stream()
        .filter(r -> r.claim().id().contains("/t="))
        .anyMatch(r -> r.evidence().verdict() == Verdict.REFUTED);
  }
}
