package wfr.spec;

import java.util.List;

/**
 * A legitimate alternative implementation with the claims that (wrongly) refuted it.
 *
 * @param id identifier of the variant
 * @param choice what is chosen differently, one line
 * @param runs claims that were run on it, each with its worst evidence
 */
public record VariantResult(String id, String choice, List<CheckRun> runs) {
  /** Copies. */
  public VariantResult {
    runs = List.copyOf(runs);
  }

  /** Ids of the claims that did not support it; anything but empty is a false alarm. */
  public List<String> refutedBy() {
    return runs.stream()
        .filter(r -> r.evidence().verdict() != Verdict.SUPPORTED)
        .map(CheckRun::claim)
        .toList();
  }
}
