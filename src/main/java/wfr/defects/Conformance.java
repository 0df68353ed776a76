package wfr.defects;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wfr.model.ResamplingScheme;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.WeightOperations.Resample;
import wfr.reference.BoundOperations;
import wfr.reference.Progress;
import wfr.reference.Reference;
import wfr.reference.ReferenceEntry;
import wfr.reference.ReferenceVectors;
import wfr.spec.Answers;
import wfr.spec.CheckRun;
import wfr.spec.Claim;
import wfr.spec.ClaimResult;
import wfr.spec.Claims;
import wfr.spec.ConformanceResult;
import wfr.spec.ConformanceResult.Suspect;
import wfr.spec.Evidence;
import wfr.spec.ForeignOperations;
import wfr.spec.MutantResult;
import wfr.spec.Note;
import wfr.spec.OperationCall;
import wfr.spec.Verdict;
import wfr.spec.VerificationResult;
import wfr.spec.WrongAnswer;

/**
 * The claims on somebody's implementation: the reference with the declared operations answered by the program. A dry run on the reference
 * tells what a claim would ask; a claim that asks nothing, or more than the budget, is not exercised and listed with the reason.
 */
public final class Conformance {
  /**
   * What to run.
   *
   * @param ids claims, empty for all
   * @param seed of the stochastic checks
   * @param calls most requests that one claim may make
   * @param numbers most numbers that one claim may send and receive
   */
  public record Request(List<String> ids, long seed, long calls, long numbers) {}

  private static final Evidence REFUTED =
      new Evidence(Double.NaN, Double.NaN, Verdict.REFUTED, "refutes the known defect");

  private final String name;
  private final List<String> operations;
  private final Answers program;

  /**
   * @param name what the implementation calls itself
   * @param operations what it declares, each choice by its own name
   * @param program who answers
   */
  public Conformance(String name, List<String> operations, Answers program) {
    this.name = name;
    this.operations = List.copyOf(operations);
    this.program = program;
  }

  /** Runs the claims in scope; throws what {@link Answers#check} throws. */
  public ConformanceResult run(Request request, Progress progress) {
    List<Claim<?>> scope =
        request.ids().isEmpty()
            ? everything()
            : everything().stream().filter(c -> request.ids().contains(c.id())).toList();
    Set<Group> groups = new HashSet<>();
    operations.forEach(o -> groups.add(ForeignOperations.all().get(o)));
    CallRecord record = new CallRecord(program);
    Map<String, String> notExercised = new LinkedHashMap<>();
    List<ClaimResult> results = new ArrayList<>();
    double alpha = 0;
    int done = 0;
    for (Claim<?> claim : scope) {
      String reason = reasonNotToRun(claim, groups, request);
      if (reason.isEmpty()) {
        record.next();
        List<CheckRun> log = claim.run(BoundOperations.of(record), request.seed());
        program.check();
        alpha += claim.alpha();
        results.add(ClaimResult.of(claim, status(claim), log, List.of()));
      } else {
        notExercised.put(claim.id(), reason);
      }
      progress.at("claims", ++done / (double) scope.size());
    }
    boolean refuted = results.stream().anyMatch(Conformance::isRefuted);
    if (refuted) {
      probe(record);
    }
    List<Suspect> suspects = refuted ? suspects(results, record, request.seed()) : List.of();
    VerificationResult result =
        new VerificationResult(
            "conform", request.seed(), alpha, results, signatures(suspects), List.of());
    return new ConformanceResult(name, operations, result, notExercised, suspects);
  }

  /** Claims, then reference vectors. */
  private static List<Claim<?>> everything() {
    List<Claim<?>> all = new ArrayList<>(Claims.all());
    all.addAll(ReferenceVectors.claims());
    return all;
  }

  /** Ids of the reference vectors. */
  public static List<String> vectors() {
    return ReferenceVectors.claims().stream().map(Claim::id).toList();
  }

  private static String status(Claim<?> claim) {
    return Claims.all().contains(claim)
        ? Note.of(claim.id()).status()
        : ReferenceEntry.Kind.CLOSED_FORM.key();
  }

  private String reasonNotToRun(Claim<?> claim, Set<Group> groups, Request request) {
    if (claim.uses().stream().noneMatch(groups::contains)) {
      return "uses no operation that was declared";
    }
    Rehearsal rehearsal = new Rehearsal(request);
    claim.verify(BoundOperations.of(rehearsal), request.seed());
    if (rehearsal.exceeded) {
      return "asks more than the budget of %d requests or %d numbers (--budget)"
          .formatted(request.calls(), request.numbers());
    }
    return rehearsal.calls == 0 ? "uses no operation that was declared" : "";
  }

  /**
   * One more resampling per scheme, where the heaviest particle, the median one and those of other uniforms differ: a claim stops at its first
   * refutation, and its own instance may not tell such defects apart. And the reference vectors of the operations that were asked: their requests are small enough to be read.
   */
  private void probe(CallRecord record) {
    record.next();
    Implementation bound = BoundOperations.of(record);
    double[] weights = {0.1, 0.15, 0.05, 0.3, 0.4};
    double[] uniforms = {0.17, 0.83, 0.41, 0.66, 0.08};
    for (ResamplingScheme scheme : ResamplingScheme.values()) {
      if (program.declares("resample", scheme.key())) {
        try {
          bound.apply(new Resample(scheme, weights, uniforms));
        } catch (IllegalStateException e) {
          // An answer that is an error or no index tells no more than the claim did.
        }
        program.check();
      }
    }
    Set<String> asked = Set.copyOf(record.calls().keySet());
    for (ReferenceVectors.Vector v : ReferenceVectors.all()) {
      if (asked.contains(v.call().name())) {
        try {
          record.answer(v.call());
        } catch (WrongAnswer e) {
          // As above.
        }
        program.check();
      }
    }
  }

  private static boolean isRefuted(ClaimResult result) {
    return result.evidence().verdict() == Verdict.REFUTED;
  }

  private static Optional<Mutant> mutant(String id) {
    return Mutants.all().stream().filter(m -> m.id().equals(id)).findFirst();
  }

  /** The defects that deviating operations show. */
  private static List<Suspect> suspects(List<ClaimResult> results, CallRecord record, long seed) {
    Map<String, List<String>> signatures = new LinkedHashMap<>();
    return NearestDefect.of(record.calls()).stream()
        .map(
            s ->
                s.withSignature(
                    signatures.computeIfAbsent(s.mutant(), m -> signature(m, results, seed))))
        .sorted(Comparator.comparingDouble(Suspect::unexplained))
        .toList();
  }

  /** Which of the claims that use the mutant's operation, or refuted the program, refute the mutant. */
  private static List<String> signature(String id, List<ClaimResult> results, long seed) {
    return mutant(id).stream()
        .flatMap(
            m ->
                results.stream()
                    .filter(r -> r.claim().uses().contains(m.group()) || isRefuted(r))
                    .<Claim<?>>map(ClaimResult::claim)
                    .filter(c -> c.verify(m.implementation(), seed).verdict() == Verdict.REFUTED)
                    .map(Claim::id))
        .toList();
  }

  /** The nearest mutants with the claims that refute them; what those claims said is not kept. */
  private static List<MutantResult> signatures(List<Suspect> suspects) {
    Map<String, MutantResult> rows = new LinkedHashMap<>();
    for (Suspect s : suspects) {
      List<CheckRun> runs =
          s.signature().stream().map(id -> new CheckRun(id, "on the mutant", REFUTED)).toList();
      mutant(s.mutant())
          .ifPresent(m -> rows.put(m.id(), new MutantResult(m.id(), m.defect(), m.group(), runs)));
    }
    return List.copyOf(rows.values());
  }

  /** Answers as the reference does, counts, and gives up at the budget. */
  private final class Rehearsal implements Answers {
    private final Request request;
    private long calls;
    private long numbers;
    private boolean exceeded;

    Rehearsal(Request request) {
      this.request = request;
    }

    @Override
    public boolean declares(String operation, String choice) {
      return program.declares(operation, choice);
    }

    @Override
    public double[] answer(OperationCall call) {
      calls++;
      numbers += call.numbers();
      exceeded |= calls > request.calls() || numbers > request.numbers();
      if (exceeded) {
        throw new IllegalStateException("over budget");
      }
      return call.replay(Reference.IMPLEMENTATION);
    }
  }
}
