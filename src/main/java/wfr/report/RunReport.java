package wfr.report;

/** Placeholder. */
public final class RunReport {
  private RunReport() {}

  /** Text. */
  public static String html(RunResult r) {
    return "";
  }
}
