package wfr.spec;

import java.util.List;

/**
 * A claim as the ledger lists it.
 *
 * @param claim the claim
 * @param status status of the ledger entry
 * @param note statement, assumptions, proof or citation and scope as text, from proofs-notes
 * @param mutants ids of the mutants it must refute
 */
public record ClaimEntry(Claim<?> claim, String status, String note, List<String> mutants) {
  /** Copies. */
  public ClaimEntry {
    mutants = List.copyOf(mutants);
  }
}
