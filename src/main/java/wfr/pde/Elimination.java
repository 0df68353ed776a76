package wfr.pde;

/** (1 + l_i + r_i) x_i - l_i x_{i-1} - r_i x_{i+1} = b_i, l, r at least 0, l_0 = r_{n-1} = 0, factored once. */
interface Elimination {
  /** The way that suits the number of rows: sixteen parts side by side, or from both ends. */
  static Elimination of(double[] l, double[] r) {
    return PartitionedSystem.fits(l.length)
        ? new PartitionedSystem(l, r)
        : new TwoSidedSystem(l, r);
  }

  /** Where row k lies in the vectors. */
  int index(int k);

  /** Solves for the right side scale u, in place; work has the length of u. */
  void solve(GridKernel kernel, double scale, double[] u, double[] work);
}
