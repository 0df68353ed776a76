package wfr.model;

/** How ancestors are drawn from normalised weights; all are unbiased, E[N_i] = M W_i. */
public enum ResamplingScheme {
  /** Never resample. */
  NONE("none"),
  /** Independent draws. */
  MULTINOMIAL("multinomial"),
  /** One uniform in each of M equal strata. */
  STRATIFIED("stratified"),
  /** One uniform shifted through all strata; counts in {floor, ceil} of M W_i. */
  SYSTEMATIC("systematic"),
  /** floor(M W_i) copies, the rest multinomial in the fractional parts. */
  RESIDUAL("residual");

  private final String key;

  ResamplingScheme(String key) {
    this.key = key;
  }

  /** Name in a scenario file. */
  public String key() {
    return key;
  }
}
