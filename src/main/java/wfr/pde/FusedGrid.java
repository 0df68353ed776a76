package wfr.pde;

import wfr.math.BernoulliFunction;
import wfr.model.WfrProblem;

/**
 * Finite volumes on M nodes of the line, Lie splitting, as fast as the machine allows: with u = rho/pi
 *   transport   (I - dt A) u' = u, backward Euler of the Scharfetter-Gummel generator A, factored once (Elimination);
 *   reaction    u'' = u'^theta/Z, theta = exp(-lambda dt), Z = sum_i pi_i u'_i^theta.
 * pi is divided out, so the reaction is one power and the scheme needs no logarithm of the target. Z is applied by the next
 * solve, which saves a pass. Vectors are in the order of the elimination. Range: u must fit into doubles; {@code wfr.pde.GridSolver} is the scheme without that limit and the
 * reference for this one.
 */
public final class FusedGrid {
  /** Smallest u the reaction takes a power of. */
  static final double FLOOR = 1e-300;

  private final Elimination system;
  private final GridKernel kernel;
  private final double om;
  private final double[] target;
  private final double[] u;
  private final double[] work;
  private double z = 1;

  /**
   * At time 0.
   *
   * @param problem one-dimensional
   * @param nodes M, at least 3
   * @param dt step
   * @param kernel auto, scalar or vector
   */
  public FusedGrid(WfrProblem problem, int nodes, double dt, String kernel) {
    this.kernel = kernel(kernel);
    double a = problem.domain().left();
    double h = (problem.domain().right() - a) / (nodes - 1);
    target = new double[nodes];
    u = new double[nodes];
    work = new double[nodes];
    double[] v = new double[nodes];
    double piSum = 0;
    double rhoSum = 0;
    for (int i = 0; i < nodes; i++) {
      v[i] = problem.potential().value(a + i * h);
      target[i] = Math.exp(-v[i]);
      u[i] = Math.exp(problem.initial().logDensity(a + i * h));
      piSum += target[i];
      rhoSum += u[i];
    }
    double[] l = new double[nodes];
    double[] r = new double[nodes];
    double k = problem.diffusivity() * dt / (h * h);
    for (int i = 0; i < nodes; i++) {
      target[i] /= piSum;
      u[i] /= rhoSum * target[i];
      // pi_i r_i = pi_{i+1} l_{i+1}: the generator in u is symmetric with respect to pi
      r[i] = i + 1 < nodes ? k * BernoulliFunction.of(v[i + 1] - v[i]) : 0;
      l[i] = i > 0 ? k * BernoulliFunction.of(v[i - 1] - v[i]) : 0;
    }
    system = Elimination.of(l, r);
    permute(target);
    permute(u);
    om = -Math.expm1(-problem.reactionRate() * dt);
  }

  private void permute(double[] x) {
    double[] before = x.clone();
    for (int k = 0; k < x.length; k++) {
      x[system.index(k)] = before[k];
    }
  }

  static GridKernel kernel(String name) {
    if (name.equals("scalar")) {
      return new ScalarGridKernel();
    }
    if (!name.equals("auto") && !name.equals("vector")) {
      throw new IllegalArgumentException("kernel must be auto, scalar or vector: " + name);
    }
    try {
      return (GridKernel) Class.forName("wfr.pde.VectorGridKernel").getConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      if (name.equals("auto")) {
        return new ScalarGridKernel();
      }
      throw new IllegalArgumentException(
          "the vector kernel needs java --add-modules jdk.incubator.vector: " + e, e);
    }
  }

  /** Makes steps. */
  public void advance(int steps) {
    for (int k = 0; k < steps; k++) {
      system.solve(kernel, 1 / z, u, work);
      z = kernel.react(om, target, u);
    }
    if (!(z > 0 && z < Double.POSITIVE_INFINITY)) {
      throw new ArithmeticException("the mass must be > 0 and finite: " + z);
    }
  }

  /** Node masses, normalised. */
  public double[] masses() {
    double[] m = new double[u.length];
    for (int i = 0; i < m.length; i++) {
      int k = system.index(i);
      m[i] = target[k] * u[k] / z;
    }
    return m;
  }

  /** Name of the kernel in use. */
  public String kernel() {
    return kernel.name();
  }
}
