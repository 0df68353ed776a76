package wfr.spec;

import java.util.List;

/**
 * A legitimate alternative implementation with the claims that (wrongly) refuted it.
 *
 * @param id identifier of the variant
 * @param refutedBy ids of the claims that refuted it; anything but empty is a false alarm
 */
public record VariantResult(String id, List<String> refutedBy) {
  /** Copies. */
  public VariantResult {
    refutedBy = List.copyOf(refutedBy);
  }
}
