package wfr.report;

/**
 * constants.csv: partition functions, moments and cell masses of shipped targets, enclosed by a proof assistant (proofs-notes/coq/Constants.v); it comes
 * with the program, because it cost a proof.
 */
public final class GuaranteedData {
  private GuaranteedData() {}

  /** The file's text. */
  public static String constants() {
    return PackedText.of("/wfr/proofs-notes/coq/constants.csv");
  }
}
