package wfr.pde;

import wfr.math.LogSumExp;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.InitialLogRatio;
import wfr.operation.GridOperations.Transport;
import wfr.operation.Implementation;

/**
 * The flow that particles with a kernel estimate of fixed bandwidth b converge to,
 *   d_t rho = D div(rho grad log(rho/pi)) - lambda rho (k - E_rho k),   k = log(phi_b * rho) + V,
 * phi_b the density of N(0, b^2): transport is untouched, the reaction sees the smoothed density. pi is no longer stationary.
 * Special cases: b = 0 is WFR; Gaussian stays Gaussian (proofs-notes, E4K).
 * Strang: half a reaction, transport of order 4, half a reaction; the reaction by the classical Runge-Kutta method of order 4 for log rho, the
 * convolution by the trapezoidal rule on cell averages, cut at 9 b.
 * Accuracy: order 2 in the cell width and in the step; the box truncates the line, nothing lies outside.   Source: proofs-notes, E4K, E4.
 */
public final class KernelisedFlow {
  private static final double CUT = 9;
  private static final double FLOOR = Double.MIN_NORMAL;

  private final WfrProblem problem;
  private final Implementation ops;
  private final DiscreteTarget target;
  private final double[] kernel;

  /**
   * The flow on a grid.
   *
   * @param problem one-dimensional, on the line
   * @param bandwidth b, at least 0
   * @param cells number of cells
   * @param ops discretisation and transport
   */
  public KernelisedFlow(WfrProblem problem, double bandwidth, int cells, Implementation ops) {
    if (problem.dimension() > 1 || !problem.domain().truncates()) {
      throw new IllegalArgumentException(
          "the kernelised flow is solved on the line only: " + problem.domain().boundary());
    }
    if (!(bandwidth >= 0) || Double.isInfinite(bandwidth)) {
      throw new IllegalArgumentException("bandwidth must be >= 0 and finite: " + bandwidth);
    }
    this.problem = problem;
    this.ops = ops;
    target = ops.apply(new Discretise(problem, cells));
    double dx = target.grid().axis(0).dx();
    int reach = bandwidth == 0 ? 0 : (int) Math.min(cells - 1, Math.ceil(CUT * bandwidth / dx));
    kernel = new double[reach + 1];
    kernel[0] = 1;
    if (bandwidth > 0) {
      for (int k = 0; k <= reach; k++) {
        double s = k * dx / bandwidth;
        kernel[k] = Math.exp(-0.5 * s * s) * dx / (bandwidth * Math.sqrt(2 * Math.PI));
      }
    }
  }

  /** The density at a time, in equal steps. */
  public GridDensity run(int steps, double time) {
    double[] h = ops.apply(new InitialLogRatio(problem, target));
    double dt = time / steps;
    for (int k = 0; k < steps; k++) {
      react(h, problem.reactionRate() * dt / 2);
      h = ops.apply(new Transport(target, h, dt, TransportScheme.EXTRAPOLATED)).logRatio();
      react(h, problem.reactionRate() * dt / 2);
    }
    return new GridDensity(target.grid(), target.logMass(), h);
  }

  /** Classical Runge-Kutta step of h' = -(k - mean), over lambda t = rate, then the mass is set to 1 again (it is to rounding and order 5). */
  private void react(double[] h, double rate) {
    int n = h.length;
    double[][] slope = new double[4][];
    double[] share = {0, 0.5, 0.5, 1};
    for (int s = 0; s < slope.length; s++) {
      double[] at = h.clone();
      for (int i = 0; i < n && s > 0; i++) {
        at[i] += share[s] * rate * slope[s - 1][i];
      }
      slope[s] = slope(at);
    }
    double[] logMass = new double[n];
    for (int i = 0; i < n; i++) {
      h[i] += rate / 6 * (slope[0][i] + 2 * slope[1][i] + 2 * slope[2][i] + slope[3][i]);
      logMass[i] = target.logMass()[i] + h[i];
    }
    double mass = LogSumExp.of(logMass);
    for (int i = 0; i < n; i++) {
      h[i] -= mass;
    }
  }

  /** -(k - E k) with k = log(phi_b * rho) - log pi, cell by cell. */
  private double[] slope(double[] h) {
    int n = h.length;
    double[] m = new double[n];
    double mass = 0;
    for (int i = 0; i < n; i++) {
      m[i] = Math.exp(target.logMass()[i] + h[i]);
      mass += m[i];
    }
    double[] k = kernel.length == 1 ? h.clone() : smoothed(m);
    double mean = 0;
    for (int i = 0; i < n; i++) {
      mean += m[i] * k[i] / mass;
    }
    for (int i = 0; i < n; i++) {
      k[i] = mean - k[i];
    }
    return k;
  }

  private double[] smoothed(double[] m) {
    int n = m.length;
    double[] k = new double[n];
    int reach = kernel.length - 1;
    double[] padded = new double[n + 2 * reach];
    System.arraycopy(m, 0, padded, reach, n);
    for (int r = 0; r <= reach; r++) {
      double g = kernel[r];
      for (int i = 0; i < n; i++) {
        k[i] += r == 0 ? g * m[i] : g * (padded[reach + i - r] + padded[reach + i + r]);
      }
    }
    for (int i = 0; i < n; i++) {
      k[i] = Math.log(Math.max(k[i], FLOOR)) - target.logMass()[i];
    }
    return k;
  }
}
