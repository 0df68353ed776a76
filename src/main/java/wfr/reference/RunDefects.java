package wfr.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import wfr.spec.ReportedRun;
import wfr.spec.Verdict;

/**
 * Which mistake a refuted run shows: the rates for which the closed form of a Gaussian problem gives every number it reports. Whole runs have no
 * operations to compare, but wrong rates, signs of the noise's size and a reaction left out all end in a flow with other rates.
 */
public final class RunDefects {
  /** Factors of lambda and D, and what they mean. */
  private static final Map<double[], String> MISTAKES = mistakes();

  private RunDefects() {}

  private static Map<double[], String> mistakes() {
    Map<double[], String> all = new LinkedHashMap<>();
    all.put(new double[] {0, 1}, "the reaction is missing (lambda = 0)");
    all.put(new double[] {2, 1}, "lambda counted twice");
    all.put(new double[] {0.5, 1}, "lambda halved");
    all.put(new double[] {1.01, 1}, "lambda 1 % too large");
    all.put(new double[] {0.99, 1}, "lambda 1 % too small");
    all.put(new double[] {1, 0}, "the transport is missing (D = 0)");
    all.put(new double[] {1, 0.5}, "D halved");
    all.put(new double[] {1, 2}, "D counted twice");
    return all;
  }

  /** The first mistake whose closed form supports every functional of the run; empty if the run is right, or none explains it. */
  public static Optional<String> of(ReferenceEntry entry, ReportedRun run) {
    if (right(entry, run)) {
      return Optional.empty();
    }
    for (Map.Entry<double[], String> m : MISTAKES.entrySet()) {
      boolean explains =
          ClosedFormProblems.withRates(entry, m.getKey()[0], m.getKey()[1])
              .map(wrong -> right(wrong, run))
              .orElse(false);
      if (explains) {
        return Optional.of(m.getValue());
      }
    }
    return Optional.empty();
  }

  /** Compared with numbers only: the claims on the run itself hold for any rates or speak of the right ones. */
  private static boolean right(ReferenceEntry entry, ReportedRun run) {
    return new RunJudge(entry, run)
        .results().stream()
            .filter(r -> r.claim().id().contains("/t="))
            .noneMatch(r -> r.evidence().verdict() == Verdict.REFUTED);
  }
}
