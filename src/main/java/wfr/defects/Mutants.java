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
              OperatorMutants.all(),
              GeometryMutants.all(),
              FeynmanKacMutants.all(),
              CorrectionMutants.all(),
              JumpMutants.all(),
              DensityMutants.all(),
              CertificateMutants.all(),
              KineticMutants.all(),
              KineticWalkMutants.all(),
              ReverseOuMutants.all(),
              BoxMutants.all(),
              AdaptiveMutants.all(),
              SpaceMutants.all(),
              PopulationMutants.all(),
              KernelMutants.all(),
              FigureMutants.all())
          .flatMap(List::stream)
          .toList();

  private Mutants() {}

  /** All of them. */
  public static List<Mutant> all() {
    return ALL;
  }

  /** Ids of the mutants that a claim must refute. */
  public static List<String> namedFor(String claim) {
    return ALL.stream().filter(m -> m.refutedBy().contains(claim)).map(Mutant::id).toList();
  }
}
