package wfr.model;

/** The initial law rho_0, by its log-density up to a constant that normalisation over the domain fixes. */
public interface InitialLaw extends Piecewise {
  /** Dimension d. */
  int dimension();

  /** log rho_0(x) + constant. */
  double logDensity(double[] x);

  /** log rho_0(x) + constant for d = 1. */
  default double logDensity(double x) {
    return logDensity(new double[] {x});
  }
}
