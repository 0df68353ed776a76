package wfr.defects;

import java.util.ArrayList;
import java.util.List;
import wfr.spec.ClaimResult;
import wfr.spec.MutantResult;
import wfr.spec.VariantResult;
import wfr.spec.VerificationResult;

/**
 * What must hold of a run beside the verdicts of its claims. Each violation is one line; an empty list is a consistent ledger.
 * Checked: every claim refuted a mutant; every mutant was refuted; no variant was refuted; the alphas of the run sum to at most 1e-6.
 */
public final class LedgerCheck {
  /** Largest sum of alphas of one run of the whole suite. */
  public static final double BUDGET = 1e-6;

  private LedgerCheck() {}

  /**
   * Violations within a run over the whole ledger.
   *
   * @param everyNamedCell every mutant met every claim named for it: a claim that refuted none has none
   */
  public static List<String> ofMatrix(VerificationResult run, boolean everyNamedCell) {
    List<String> out = new ArrayList<>();
    for (ClaimResult c : run.claims()) {
      if (everyNamedCell && c.refutes().isEmpty()) {
        out.add("claim no mutant refutes: " + c.claim().id());
      }
    }
    for (MutantResult m : run.mutants()) {
      if (m.refutedBy().isEmpty()) {
        out.add("mutant nothing refutes: " + m.id());
      }
    }
    for (VariantResult v : run.variants()) {
      if (!v.refutedBy().isEmpty()) {
        out.add("variant refuted: " + v.id() + " by " + v.refutedBy());
      }
    }
    if (!(run.alphaTotal() <= BUDGET)) {
      out.add("budget: alphas sum to " + run.alphaTotal() + ", at most " + BUDGET);
    }
    return out;
  }
}
