package wfr.pde.kinetic;

import wfr.measure.Axis;

/**
 * Interpolation of degree 7 between cell centres, four on either side; beyond the outermost centres a function is continued by its value there.
 * Weights sum to 1: constants are kept. Polynomials up to degree 7 are kept where no continued value enters.
 * Accuracy: 35/2^15 dx^8 max |f^(8)|. Centred and of odd degree: no Fourier mode is amplified, whatever the shift (Strang 1962).
 */
final class LagrangeStencil {
  /** Values used, and values that the continuation needs on either side. */
  static final int SIZE = 8;

  static final int PADDING = 4;

  private LagrangeStencil() {}

  /** First entry, in an array with PADDING values before the first centre, of the stencil of y; weights go into w from an offset. */
  static int at(Axis grid, double y, double[] w, int offset) {
    int n = grid.cells();
    double s = (y - grid.centre(0)) / grid.dx();
    s = Math.min(Math.max(s, 0), n - 1);
    int k = Math.min((int) s, n - 2);
    double t = s - k;
    for (int a = 0; a < SIZE; a++) {
      double p = 1;
      for (int b = 0; b < SIZE; b++) {
        p *= a == b ? 1 : (t - (b - 3)) / (a - b);
      }
      w[offset + a] = p;
    }
    return k - 3 + PADDING;
  }
}
