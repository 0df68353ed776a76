package wfr.spec;

/** What kind of evidence a check gives. */
public enum EvidenceClass {
  /** Deterministic: false-alarm rate 0. */
  D,
  /** Law of the scheme by quadrature: false-alarm rate 0 on the law. */
  L,
  /** Stochastic: valid at finite samples with the stated alpha. */
  S
}
