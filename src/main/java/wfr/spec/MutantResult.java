package wfr.spec;

import java.util.List;
import wfr.operation.Group;

/**
 * A defective implementation with the claims that found the defect.
 *
 * @param id identifier of the mutant
 * @param defect what is wrong with it, one line
 * @param group the operation that is wrong: a claim that does not use it, and was not run, does not exercise the defect
 * @param runs claims that were run on it, each with its worst evidence
 */
public record MutantResult(String id, String defect, Group group, List<CheckRun> runs) {
  /** Copies. */
  public MutantResult {
    runs = List.copyOf(runs);
  }

  /** Ids of the claims that refuted it; empty means that it survived. */
  public List<String> refutedBy() {
    return claims(true);
  }

  /** Ids of the claims that were run on it and did not refute it. */
  public List<String> acceptedBy() {
    return claims(false);
  }

  private List<String> claims(boolean refuted) {
    return runs.stream()
        .filter(r -> (r.evidence().verdict() == Verdict.REFUTED) == refuted)
        .map(CheckRun::claim)
        .toList();
  }
}
