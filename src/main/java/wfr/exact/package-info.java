/** Closed forms: Gaussian WFR in any dimension (B6, B7), Ornstein-Uhlenbeck (B5), Gaussian split maps (C2). Shares no code with the solvers. */
package wfr.exact;
