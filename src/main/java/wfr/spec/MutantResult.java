package wfr.spec;

import java.util.List;

/**
 * A defective implementation with the claims that found the defect.
 *
 * @param id identifier of the mutant
 * @param defect what is wrong with it, one line
 * @param refutedBy ids of the claims that refuted it; empty means that it survived
 * @param acceptedBy ids of the claims that were run on it and did not refute it; every other claim did not exercise the defect or was not run
 */
public record MutantResult(
    String id, String defect, List<String> refutedBy, List<String> acceptedBy) {
  /** Copies. */
  public MutantResult {
    refutedBy = List.copyOf(refutedBy);
    acceptedBy = List.copyOf(acceptedBy);
  }
}
