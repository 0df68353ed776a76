package wfr.defects;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wfr.reference.Progress;
import wfr.reference.ReferenceOperations;
import wfr.spec.Claim;
import wfr.spec.ClaimEntry;
import wfr.spec.ClaimResult;
import wfr.spec.Claims;
import wfr.spec.Evidence;
import wfr.spec.MutantResult;
import wfr.spec.Note;
import wfr.spec.Operations;
import wfr.spec.VariantResult;
import wfr.spec.Verdict;
import wfr.spec.VerificationResult;

/**
 * One run of the suite on the reference: every claim in scope, every mutant against the claims named for it (quick) or against every claim that
 * exercises its operation (full), every variant against its claims. Mutants of claims out of scope are not run.
 */
public final class Suite {
  private final String profile;
  private final List<Claim<?>> scope;
  private final long seed;

  /**
   * A run to be made.
   *
   * @param profile quick, full or nightly
   * @param ids claims in scope, empty for all
   * @param seed seed of every stochastic check
   * @param threads threads to use
   */
  public Suite(String profile, List<String> ids, long seed, int threads) {
    this.profile = profile;
    this.seed = seed;
    this.scope = ids.isEmpty() ? Claims.all() : ids.stream().<Claim<?>>map(Claims::get).toList();
  }

  /** The ledger: every claim with its note and the mutants that must be refuted by it. */
  public static List<ClaimEntry> entries() {
    List<ClaimEntry> entries = new ArrayList<>();
    for (Claim<?> claim : Claims.all()) {
      Note note = Note.of(claim.id());
      List<String> mutants =
          Mutants.all().stream()
              .filter(m -> m.refutedBy().contains(claim.id()))
              .map(Mutant::id)
              .toList();
      entries.add(new ClaimEntry(claim, note.status(), note.text(), mutants));
    }
    return entries;
  }

  /** Runs it. */
  public VerificationResult run(Progress progress) {
    Operations reference = new ReferenceOperations();
    Map<String, Evidence> found = new HashMap<>();
    double total = scope.size() + Mutants.all().size() + Variants.all().size();
    int done = 0;
    double alpha = 0;
    for (Claim<?> claim : scope) {
      progress.at("claim " + claim.id(), done++ / total);
      found.put(claim.id(), claim.verify(reference, seed));
      alpha += claim.alpha();
    }
    Map<String, List<String>> refutes = new HashMap<>();
    List<MutantResult> mutants = new ArrayList<>();
    for (Mutant mutant : Mutants.all()) {
      progress.at("mutant " + mutant.id(), done++ / total);
      List<String> by = new ArrayList<>();
      boolean tried = false;
      for (Claim<?> claim : scope) {
        if (isRun(mutant, claim)) {
          tried = true;
          if (claim.verify(mutant.make().get(), seed).verdict() == Verdict.REFUTED) {
            by.add(claim.id());
            refutes.computeIfAbsent(claim.id(), k -> new ArrayList<>()).add(mutant.id());
          }
        }
      }
      if (tried) {
        mutants.add(new MutantResult(mutant.id(), mutant.defect(), by));
      }
    }
    List<VariantResult> variants = new ArrayList<>();
    for (Variant variant : Variants.all()) {
      progress.at("variant " + variant.id(), done++ / total);
      List<String> by = new ArrayList<>();
      boolean tried = false;
      for (Claim<?> claim : scope) {
        if (variant.claims().contains(claim.id())) {
          tried = true;
          alpha += claim.alpha();
          if (claim.verify(variant.make().get(), seed).verdict() != Verdict.SUPPORTED) {
            by.add(claim.id());
          }
        }
      }
      if (tried) {
        variants.add(new VariantResult(variant.id(), by));
      }
    }
    List<ClaimResult> claims = new ArrayList<>();
    for (Claim<?> claim : scope) {
      claims.add(
          new ClaimResult(
              claim,
              Note.of(claim.id()).status(),
              found.get(claim.id()),
              refutes.getOrDefault(claim.id(), List.of())));
    }
    return new VerificationResult(profile, seed, alpha, claims, mutants, variants);
  }

  /** Quick runs the cheapest named claim, full every claim that exercises the mutated operation. */
  private boolean isRun(Mutant mutant, Claim<?> claim) {
    return profile.equals("quick")
        ? mutant.refutedBy().get(0).equals(claim.id())
            || scope.size() < Claims.all().size() && mutant.refutedBy().contains(claim.id())
        : claim.uses().contains(mutant.group()) || mutant.refutedBy().contains(claim.id());
  }
}
