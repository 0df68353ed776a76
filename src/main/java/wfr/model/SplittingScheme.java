package wfr.model;

/** Order in which transport (W) and reaction (FR) are composed within a step; read from left to right. */
public enum SplittingScheme {
  /** W then FR. First order. */
  LIE_WFR("lie-wfr", 1),
  /** FR then W. First order. */
  LIE_FRW("lie-frw", 1),
  /** FR/2, W, FR/2. Second order (with exact or second-order transport). */
  STRANG("strang", 2),
  /** W/2, FR, W/2. Second order (with exact or second-order transport). */
  STRANG_WFRW("strang-wfrw", 2);

  private final String key;
  private final int order;

  SplittingScheme(String key, int order) {
    this.key = key;
    this.order = order;
  }

  /** Name in a scenario file. */
  public String key() {
    return key;
  }

  /** Order in the step when both sub-flows are exact. */
  public int order() {
    return order;
  }
}
