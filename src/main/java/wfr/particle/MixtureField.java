package wfr.particle;

import wfr.model.InitialLaw;

/**
 * log rho as a mixture of N normal kernels. Where the centres stand is the choice:
 *   TRANSITION   c_j = x_j - D h grad V(x_j) before the last move, b^2 = 2 D h: the law of an Euler-Maruyama step given the positions before it. Its expectation is the law
 *                of the scheme itself, without smoothing; at time 0 it is rho_0 (arXiv 2506.05905);
 *   FIXED        c_j = x_j now, b given: phi_b * rho, off by b^2 Laplacian(rho)/2;
 *   RULE         c_j = x_j now, b_k = f s_k (4/((d + 2) n))^{1/(d + 4)}, s_k the weighted standard deviation of coordinate k and n the effective sample size: the normal-reference
 *                rule, least mean integrated square error for a Gaussian at f = 1 (Silverman 1986, Scott 1992).
 * The particle itself is one of the centres in all three: log rho is high by about phi_b(0)/(N rho), the O(1/N) bias of E4.
 * Accuracy: that of the {@link KernelSum}.
 */
final class MixtureField implements DensityField {
  private final KernelSum sum;
  private final double[][] centres;
  private final double[] weights;
  private final double[] bandwidth;
  private final boolean transition;
  private final double factor;
  private final InitialLaw initial;
  private boolean moved;

  private MixtureField(
      KernelSum sum, int n, int d, boolean transition, double factor, InitialLaw initial) {
    this.sum = sum;
    this.transition = transition;
    this.factor = factor;
    this.initial = initial;
    centres = new double[d][n];
    weights = new double[n];
    bandwidth = new double[d];
  }

  /** Of the last transition; rho_0 before there was one. */
  static MixtureField transition(KernelSum sum, int n, InitialLaw initial) {
    return new MixtureField(sum, n, initial.dimension(), true, Double.NaN, initial);
  }

  /** Of a fixed bandwidth. */
  static MixtureField fixed(KernelSum sum, int n, int d, double b) {
    MixtureField field = new MixtureField(sum, n, d, false, Double.NaN, null);
    java.util.Arrays.fill(field.bandwidth, b);
    return field;
  }

  /** Of the normal-reference rule times a factor. */
  static MixtureField rule(KernelSum sum, int n, int d, double factor) {
    return new MixtureField(sum, n, d, false, factor, null);
  }

  @Override
  public int depositLength() {
    return 0;
  }

  @Override
  public boolean readsParticles() {
    return !transition;
  }

  @Override
  public void deposit(double[][] x, double[] w, int from, int n, double[] partial) {
    keep(x, from, w, from, from, n);
  }

  private void keep(double[][] x, int xFrom, double[] w, int wFrom, int to, int n) {
    for (int k = 0; k < centres.length; k++) {
      System.arraycopy(x[k], xFrom, centres[k], to, n);
    }
    System.arraycopy(w, wFrom, weights, to, n);
  }

  @Override
  public boolean watchesMoves() {
    return transition;
  }

  @Override
  public void moving(double[][] m, double[] w, int from, int n, double s) {
    keep(m, 0, w, 0, from, n);
    if (from == 0) { // the same for every block
      java.util.Arrays.fill(bandwidth, s);
      moved = true;
    }
  }

  @Override
  public void solve(double time, double[] deposited) {
    if (transition && !moved) {
      return;
    }
    if (!transition && !Double.isNaN(factor)) {
      System.arraycopy(
          BandwidthRule.of(centres, weights, factor), 0, bandwidth, 0, bandwidth.length);
    }
    sum.prepare(time, centres, weights, bandwidth);
  }

  @Override
  public void logDensity(double[][] x, int from, int n, double[] out) {
    if (transition && !moved) {
      double[] point = new double[x.length];
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < point.length; k++) {
          point[k] = x[k][from + i];
        }
        out[i] = initial.logDensity(point);
      }
      return;
    }
    sum.logDensity(x, from, n, out);
  }
}
