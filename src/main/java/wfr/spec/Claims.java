package wfr.spec;

import java.util.List;
import java.util.stream.Stream;

/** Every claim of the suite, in ledger order. */
public final class Claims {
  private static final List<Claim<?>> ALL =
      Stream.of(
              FlowClaims.all(),
              ReactionClaims.all(),
              GaussianClaims.all(),
              MatrixClaims.all(),
              JumpClaims.all(),
              SplittingClaims.all(),
              ParticleClaims.all(),
              DiscretisationClaims.all())
          .<Claim<?>>flatMap(List::stream)
          .sorted((a, b) -> a.id().compareTo(b.id()))
          .toList();

  private Claims() {}

  /** All claims. */
  public static List<Claim<?>> all() {
    return ALL;
  }

  /** The claim of an id. */
  public static Claim<?> get(String id) {
    return ALL.stream()
        .filter(c -> c.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no claim "
                        + id
                        + "; known: "
                        + String.join(" ", ALL.stream().map(Claim::id).toList())));
  }
}
