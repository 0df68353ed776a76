package wfr.defects;

import java.util.List;
import java.util.stream.Stream;

/** Every mutant, by the operation that is wrong. */
public final class Mutants {
  private static final List<Mutant> ALL =
      Stream.of(
              GridMutants.all(),
              FlowMutants.all(),
              ParticleMutants.all(),
              MatrixMutants.all(),
              JumpMutants.all())
          .flatMap(List::stream)
          .toList();

  private Mutants() {}

  /** All of them. */
  public static List<Mutant> all() {
    return ALL;
  }
}
