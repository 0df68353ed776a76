package wfr.spec;

import java.util.List;

/**
 * A claim with what one run found.
 *
 * @param claim the claim
 * @param status status of the ledger entry: machine-checked, proved on paper, cited, measured, refuted or conjecture
 * @param evidence worst evidence over the fixed instances
 * @param refutes ids of the mutants this claim refuted in the run
 * @param log every instance that was checked
 */
public record ClaimResult(
    Claim<?> claim, String status, Evidence evidence, List<String> refutes, List<CheckRun> log) {
  /** Copies. */
  public ClaimResult {
    refutes = List.copyOf(refutes);
    log = List.copyOf(log);
  }

  /** With the evidence of a log. */
  public static ClaimResult of(
      Claim<?> claim, String status, List<CheckRun> log, List<String> refutes) {
    return new ClaimResult(claim, status, Claim.worst(log), refutes, log);
  }
}
