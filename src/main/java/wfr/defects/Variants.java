package wfr.defects;

import java.util.List;
import java.util.stream.Stream;

/** Legitimate other choices, which no claim may refute. */
public final class Variants {
  private static final List<Variant> ALL =
      Stream.of(
              SchemeVariants.all(),
              GeometryVariants.all(),
              SpaceVariants.all(),
              List.of(
                  KineticWalkMutants.aboba(),
                  KernelMutants.scalar(),
                  KernelMutants.runs(),
                  KernelMutants.readable()))
          .flatMap(List::stream)
          .toList();

  private Variants() {}

  /** All of them. */
  public static List<Variant> all() {
    return ALL;
  }

  /** Ids of the variants that every profile runs a claim on. */
  public static List<String> namedFor(String claim) {
    return ALL.stream().filter(v -> v.claims().contains(claim)).map(Variant::id).toList();
  }
}
