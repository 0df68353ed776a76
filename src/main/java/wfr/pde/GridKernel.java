package wfr.pde;

import wfr.math.TridiagonalSystem;

/** The stages of {@link FusedGrid} and {@link FusedPlane}, in place on u. */
interface GridKernel {
  /** Name for reports. */
  String name();

  /** Solves the system for the right side scale u; work has the length of u. */
  void solve(TwoSidedSystem system, double scale, double[] u, double[] work);

  /** The same in the order of its lanes. */
  void solve(PartitionedSystem system, double scale, double[] u, double[] work);

  /** Solves all systems for the right side scale u. */
  void sweep(TridiagonalSystem systems, double scale, double[] u);

  /** u_i to u_i^(1 - om); returns sum_i pi_i u_i after it. */
  double react(double om, double[] target, double[] u);
}
