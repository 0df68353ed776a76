package wfr.defects;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.Operation;
import wfr.operation.Operations;
import wfr.reference.Progress;
import wfr.reference.Reference;
import wfr.spec.Claim;
import wfr.spec.ClaimResult;
import wfr.spec.VerificationResult;

/** The one run of the suite that the tests share: every claim, every mutant against every claim named for it. */
public final class NamedRun {
  private static final long SEED = 1;

  private static final Map<Class<?>, Group> GROUPS =
      Operations.all().stream().collect(Collectors.toMap(Operation::type, Operation::group));
  private static final Map<String, Asked> ASKED = new ConcurrentHashMap<>();

  /** Apart from the class whose methods the run calls from other threads: they wait for its initialisation. */
  private static final class Whole {
    static final VerificationResult RESULT = of(List.of(), 2);
  }

  private NamedRun() {}

  /** Its result, on two threads. */
  public static VerificationResult result() {
    return Whole.RESULT;
  }

  /** The same of a few claims. */
  static VerificationResult of(List<String> ids, int threads) {
    return new Suite(Suite.Profile.NAMED, ids, SEED, threads)
        .run(Progress.NONE, NamedRun::observed);
  }

  /** Groups of the operations that a claim asked itself, and of all that were asked on its behalf. */
  record Asked(Set<Group> itself, Set<Group> all) {}

  /** What a claim asked. */
  static Asked asked(String id) {
    return ASKED.computeIfAbsent(
        id, i -> new Asked(ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet()));
  }

  private static Implementation observed(Claim<?> claim) {
    Asked asked = asked(claim.id());
    return Reference.IMPLEMENTATION.observed(
        (type, within) -> {
          asked.all().add(GROUPS.get(type));
          if (!within) {
            asked.itself().add(GROUPS.get(type));
          }
        });
  }

  /** What it says of one claim. */
  public static ClaimResult claim(String id) {
    return result().claims().stream()
        .filter(c -> c.claim().id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
