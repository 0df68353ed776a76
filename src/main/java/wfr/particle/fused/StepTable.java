package wfr.particle.fused;

import java.util.Arrays;
import wfr.model.WfrProblem;

/**
 * What the particles of one step read: the grid, the coefficients, and on the M nodes z_j = a + j dx the pairs
 *   A_j = -lambda dt (log rho_j - E_rho h),   A_{j+1} - A_j,
 * so that the change of a log-weight at x = z_j + f dx is A_j + f (A_{j+1} - A_j) - lambda dt V(x): no logarithm per
 * particle. V is counted from its least value on the nodes, here and in h: a constant in V would cost A_j its digits. A pair is one long, the difference in single precision above the value in single precision: one load per particle and half the table in the
 * first-level cache. Outside [a, b] the edge value holds.
 * Accuracy: 2^-24 of A_j and of the difference.
 * Source: proofs-notes, E12.
 */
final class StepTable {
  /** Bits of a double that a float's sign, exponent and mantissa come to after an arithmetic shift by 3. */
  static final long FLOAT_BITS = 0x8FFF_FFFF_E000_0000L;

  /** Difference of the exponents' biases, 1023 - 127; a float that is zero becomes 2^-127. */
  static final long FLOAT_BIAS = 0x3800_0000_0000_0000L;

  /** Share of the mass below which a node counts as empty. */
  private static final double EMPTY = 1e-300;

  final int nodes;
  final double dx;
  final double inverse;

  /** -a/dx: the location is s = x inverse + offset, see {@link BlockKernel}. */
  final double offset;

  /** Largest s, the last node. */
  final double most;

  /** Pairs, length a power of two: an index masked by length - 1 needs no range check. */
  final long[] pairs;

  /** log rho on the nodes, of the last solve. */
  private final double[] logRho;

  /** -lambda dt, -D dt, sqrt(2 D dt). */
  double rate;

  double drift;
  double spread;

  /** Least V on the nodes. */
  final double level;

  /** V on the nodes, from the level. */
  private final double[] potential;

  private final double empty;

  private StepTable(double a, double b, double[] potential) {
    nodes = potential.length;
    dx = (b - a) / (nodes - 1);
    inverse = (nodes - 1) / (b - a);
    offset = -a * inverse;
    most = nodes - 1;
    pairs = new long[length(nodes)];
    logRho = new double[nodes];
    level = Arrays.stream(potential).min().orElseThrow();
    this.potential = Arrays.stream(potential).map(v -> v - level).toArray();
    empty = Math.log(EMPTY / dx);
  }

  /** The table of a problem on M nodes over its interval. */
  static StepTable of(WfrProblem problem, int nodes) {
    double a = problem.domain().left();
    double b = problem.domain().right();
    double[] potential = new double[nodes];
    double[] x = new double[nodes];
    Arrays.setAll(x, j -> a + j * (b - a) / (nodes - 1));
    problem.potential().expect(new double[][] {x}, nodes);
    for (int j = 0; j < nodes; j++) {
      potential[j] = problem.potential().value(x[j]);
    }
    return new StepTable(a, b, averaged(potential));
  }

  /**
   * V_j - (V_{j+1} - 2 V_j + V_{j-1})/12: sum_j m_j V_j is the mean of V's interpolant, which lies V'' f (1 - f) dx^2/2 above V at a particle,
   * and f (1 - f) has mean 1/6. So E_rho h is that over the particles up to O(dx^4), and E[w] stays 1.
   */
  private static double[] averaged(double[] v) {
    double[] a = v.clone();
    for (int j = 1; j < v.length - 1; j++) {
      a[j] -= (v[j + 1] - 2 * v[j] + v[j - 1]) / 12;
    }
    return a;
  }

  /** Least power of two not below a number of nodes. */
  static int length(int nodes) {
    return Integer.highestOneBit(2 * nodes - 1);
  }

  /** Sets the coefficients of steps of length dt. */
  void setStep(double lambda, double diffusivity, double dt) {
    rate = -lambda * dt;
    drift = -diffusivity * dt;
    spread = Math.sqrt(2 * diffusivity * dt);
  }

  /** Makes the pairs from the node masses m, which sum to total. */
  void solve(double[] m, double total) {
    double h = 0;
    for (int j = 0; j < nodes; j++) {
      double p = m[j] / total;
      double half = j == 0 || j == nodes - 1 ? 2 : 1;
      // an empty node keeps a finite logarithm, which need not be computed; no particle of weight
      // above 1e-300 of the total is there
      logRho[j] = p * half <= EMPTY ? empty : Math.log(p * half / dx);
      h += p * (logRho[j] + potential[j]);
    }
    for (int j = 0; j < nodes; j++) {
      double next = j + 1 < nodes ? logRho[j + 1] : logRho[j];
      pairs[j] = pair(rate * (logRho[j] - h), rate * (next - logRho[j]));
    }
  }

  private static long pair(double value, double difference) {
    return (long) Float.floatToRawIntBits((float) difference) << 32
        | Float.floatToRawIntBits((float) value) & 0xFFFF_FFFFL;
  }
}
