package wfr.defects;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import wfr.math.Parallel;
import wfr.operation.Implementation;
import wfr.reference.Progress;
import wfr.reference.Reference;
import wfr.spec.CheckRun;
import wfr.spec.Claim;
import wfr.spec.ClaimEntry;
import wfr.spec.ClaimResult;
import wfr.spec.Claims;
import wfr.spec.Evidence;
import wfr.spec.MutantResult;
import wfr.spec.Note;
import wfr.spec.VariantResult;
import wfr.spec.Verdict;
import wfr.spec.VerificationResult;

/**
 * One run of the suite on the reference: every claim in scope, mutants and variants on the cells of the matrix that the profile covers. Cells are
 * independent of one another and run side by side; the result does not depend on the number of threads.
 */
public final class Suite {
  /** Which cells of the matrix claims x mutants are run. */
  public enum Profile {
    /** Each mutant against the cheapest claim named for it. */
    QUICK,
    /** Each mutant against every claim named for it: what the tests run. */
    NAMED,
    /** Each mutant against every claim that exercises its operation. */
    FULL,
    /** As full, with a fresh seed. */
    NIGHTLY
  }

  private final Profile profile;
  private final List<Claim<?>> scope;
  private final long seed;
  private final int threads;

  /**
   * A run to be made.
   *
   * @param profile cells to run
   * @param ids claims in scope, empty for all
   * @param seed seed of every stochastic check
   * @param threads cells run side by side, >= 1
   */
  public Suite(Profile profile, List<String> ids, long seed, int threads) {
    this.profile = profile;
    this.seed = seed;
    this.threads = Math.max(1, threads);
    this.scope = ids.isEmpty() ? Claims.all() : ids.stream().<Claim<?>>map(Claims::get).toList();
  }

  /** The ledger: every claim with its note and the mutants that must be refuted by it. */
  public static List<ClaimEntry> entries() {
    List<ClaimEntry> entries = new ArrayList<>();
    for (Claim<?> claim : Claims.all()) {
      Note note = Note.of(claim.id());
      entries.add(new ClaimEntry(claim, note.status(), note.text(), Mutants.namedFor(claim.id())));
    }
    return entries;
  }

  /** Runs it. */
  public VerificationResult run(Progress progress) {
    return run(progress, claim -> Reference.IMPLEMENTATION);
  }

  /** The same with an implementation for each claim, to watch what it asks. */
  VerificationResult run(Progress progress, Function<Claim<?>, Implementation> implementation) {
    List<Supplier<List<CheckRun>>> claimCells = new ArrayList<>();
    double alpha = 0;
    for (Claim<?> claim : scope) {
      claimCells.add(() -> claim.run(implementation.apply(claim), seed));
      alpha += claim.alpha();
    }
    List<Supplier<MutantResult>> mutantRows = new ArrayList<>();
    for (Mutant mutant : Mutants.all()) {
      List<Claim<?>> run = scope.stream().filter(c -> isRun(mutant, c)).toList();
      if (!run.isEmpty()) {
        mutantRows.add(() -> row(mutant, run));
      }
    }
    List<Supplier<VariantResult>> variantRows = new ArrayList<>();
    for (Variant variant : Variants.all()) {
      List<Claim<?>> run = scope.stream().<Claim<?>>filter(c -> isRun(variant, c)).toList();
      if (!run.isEmpty()) {
        variantRows.add(() -> row(variant, run));
        alpha += run.stream().mapToDouble(Claim::alpha).sum();
      }
    }
    int total = claimCells.size() + mutantRows.size() + variantRows.size();
    AtomicInteger done = new AtomicInteger();
    List<List<CheckRun>> found = all("claims", claimCells, progress, done, total);
    List<MutantResult> mutants = all("mutants", mutantRows, progress, done, total);
    List<VariantResult> variants = all("variants", variantRows, progress, done, total);
    List<ClaimResult> claims = new ArrayList<>();
    for (int k = 0; k < scope.size(); k++) {
      String id = scope.get(k).id();
      List<String> refutes =
          mutants.stream().filter(m -> m.refutedBy().contains(id)).map(MutantResult::id).toList();
      claims.add(ClaimResult.of(scope.get(k), Note.of(id).status(), found.get(k), refutes));
    }
    return new VerificationResult(
        profile.name().toLowerCase(java.util.Locale.ROOT), seed, alpha, claims, mutants, variants);
  }

  private MutantResult row(Mutant mutant, List<Claim<?>> run) {
    return new MutantResult(
        mutant.id(), mutant.defect(), mutant.group(), runs(run, mutant.implementation()));
  }

  private VariantResult row(Variant variant, List<Claim<?>> run) {
    return new VariantResult(variant.id(), variant.choice(), runs(run, variant.implementation()));
  }

  private List<CheckRun> runs(List<Claim<?>> claims, Implementation implementation) {
    List<CheckRun> runs = new ArrayList<>();
    for (Claim<?> claim : claims) {
      List<CheckRun> log = claim.run(implementation, seed);
      CheckRun last = log.get(log.size() - 1);
      Evidence worst = Claim.worst(log);
      boolean refuted = worst.verdict() == Verdict.REFUTED; // then by the last
      runs.add(
          new CheckRun(
              claim.id(),
              refuted ? last.instance() : "worst of " + log.size() + " instances",
              worst.withoutTraces()));
    }
    return runs;
  }

  private <T> List<T> all(
      String what, List<Supplier<T>> cells, Progress progress, AtomicInteger done, int total) {
    return Parallel.map(
        cells.size(),
        threads,
        k -> cells.get(k).get(),
        share -> progress.at(what, done.incrementAndGet() / (double) total));
  }

  /** A scope of chosen claims runs every mutant named for them, whatever is cheapest. */
  private boolean isRun(Variant variant, Claim<?> claim) {
    boolean full = profile == Profile.FULL || profile == Profile.NIGHTLY;
    return variant.claims().contains(claim.id())
        || (full
            && claim.uses().contains(variant.group())
            && !variant.except().contains(claim.id()));
  }

  private boolean isRun(Mutant mutant, Claim<?> claim) {
    boolean named = mutant.refutedBy().contains(claim.id());
    return switch (profile) {
      case QUICK ->
          scope.size() < Claims.all().size() ? named : mutant.refutedBy().get(0).equals(claim.id());
      case NAMED -> named;
      case FULL, NIGHTLY -> named || claim.uses().contains(mutant.group());
    };
  }
}
