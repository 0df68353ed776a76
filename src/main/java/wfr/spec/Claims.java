package wfr.spec;

import java.util.Comparator;
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
              PathFunctionalClaims.all(),
              ResamplingLimit.all(),
              WeightClaims.all(),
              DensityClaims.all(),
              PostprocessedScheme.all(),
              DiscretisationClaims.all(),
              OperatorClaims.all(),
              KineticSpectrumClaims.all(),
              GeometryClaims.all(),
              GeodesicClaims.all(),
              MovementClaims.all(),
              ContractionClaims.all(),
              ManufacturedSolution.all(),
              GaussianDissipation.all(),
              FeynmanKacClaims.all(),
              FeynmanKacSchemeClaims.all(),
              CorrectionClaims.all(),
              ReverseTimeClaims.all(),
              CertificateClaims.all(),
              KineticClaims.all(),
              KineticGridClaims.all(),
              KineticWalkClaims.all(),
              ReverseOuClaims.all(),
              PdeCertificateClaims.all(),
              BoxClaims.all(),
              ExtrapolatedStepClaims.all(),
              AdaptiveClaims.all(),
              SpaceClaims.all(),
              KernelClaims.all(),
              FigureClaims.all(),
              SampleFigureClaims.all(),
              LedgerClaims.all(),
              PathClaims.all(),
              StatedErrorClaims.all())
          .<Claim<?>>flatMap(List::stream)
          .sorted(Comparator.comparing(c -> ledgerKey(c.id())))
          .toList();

  private Claims() {}

  /** A2 before A10: the number padded to three digits. */
  private static String ledgerKey(String id) {
    String number = id.replaceAll("\\D", "");
    return id.substring(0, 1) + "0".repeat(3 - number.length()) + id.substring(1);
  }

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
