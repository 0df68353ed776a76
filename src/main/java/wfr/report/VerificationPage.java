package wfr.report;

/** Placeholder. */
public final class VerificationPage {
  private VerificationPage() {}

  /** Text. */
  public static String html(wfr.spec.VerificationResult r) {
    return "";
  }
}
