package wfr.spec;

import java.util.List;

/**
 * One run of the suite: the ledger with its evidence, and who refuted whom.
 *
 * @param profile quick, full or nightly
 * @param seed seed of every stochastic check
 * @param alphaTotal false-alarm probability spent by the run, at most 1e-6
 * @param claims claims in scope, in ledger order
 * @param mutants mutants that were run
 * @param variants variants that were run
 */
public record VerificationResult(
    String profile,
    long seed,
    double alphaTotal,
    List<ClaimResult> claims,
    List<MutantResult> mutants,
    List<VariantResult> variants) {
  /** Copies. */
  public VerificationResult {
    claims = List.copyOf(claims);
    mutants = List.copyOf(mutants);
    variants = List.copyOf(variants);
  }

  /** Number of claims with this verdict. */
  public long count(Verdict verdict) {
    return claims.stream().filter(c -> c.evidence().verdict() == verdict).count();
  }

  /** At least one claim was in scope and every one is SUPPORTED. */
  public boolean supported() {
    return !claims.isEmpty() && count(Verdict.SUPPORTED) == claims.size();
  }

  /** Ids of mutants that no claim refuted. */
  public List<String> survivors() {
    return mutants.stream().filter(m -> m.refutedBy().isEmpty()).map(MutantResult::id).toList();
  }

  /** Ids of variants that some claim refuted. */
  public List<String> falseAlarms() {
    return variants.stream().filter(v -> !v.refutedBy().isEmpty()).map(VariantResult::id).toList();
  }
}
