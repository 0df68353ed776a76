package wfr.operation;

import java.util.List;
import java.util.stream.Stream;

/** Every operation, in ledger order. */
public final class Operations {
  private static final List<Operation<?, ?>> ALL =
      Stream.of(
              GridOperations.ALL,
              WeightOperations.ALL,
              ParticleOperations.ALL,
              ClosedFormOperations.ALL,
              FeynmanKacOperations.ALL,
              CorrectionOperations.ALL,
              KineticOperations.ALL,
              GeometryOperations.ALL,
              OperatorOperations.ALL,
              CertificateOperations.ALL,
              FigureOperations.ALL)
          .<Operation<?, ?>>flatMap(List::stream)
          .toList();

  private Operations() {}

  /** All of them. */
  public static List<Operation<?, ?>> all() {
    return ALL;
  }
}
