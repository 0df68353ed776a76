package wfr.spec;

import java.util.List;
import java.util.Set;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import wfr.math.MatrixExponential;
import wfr.model.Integrator;
import wfr.model.Potential;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.SdeStep;

/**
 * Claim E6L: law of the Leimkuhler-Matthews scheme, which is not a Markov chain but the image of one. With s = sqrt(2 D h) and Y_n = X_n - s xi_n/2,
 *   Y_{n+1} = Y_n + s xi_n - h D V'(Y_n + s xi_n/2),   X_n = Y_n + s xi_n/2,
 * a chain in Y alone. Its transition acts on trigonometric polynomials of period 2 pi: a matrix of cardinal functions averaged by Gauss and Hermite, read
 * off the operation; powers of it give the law at a time, a high power the stationary law. No noise.
 */
public final class PostprocessedScheme {
  private static final int NODES = 65;
  private static final int HERMITE = 24;
  private static final double D = 0.8;
  private static final double TIME = 0.8;

  /** Squarings of the transition: 2^16 steps of at least 1/40 forget the start (gap above 1/2) to e^{-800}. */
  private static final int SQUARINGS = 16;

  /** What more nodes may change, relative to the smallest error of a study: a rate moves by at most log2(1.01) = 0.015. */
  private static final double RESOLVED = 0.01;

  /** V = 0.7 cos x + 0.4 sin 2x. */
  private static final Potential V =
      new Potential() {
        @Override
        public int dimension() {
          return 1;
        }

        @Override
        public double value(double[] x) {
          return 0.7 * Math.cos(x[0]) + 0.4 * Math.sin(2 * x[0]);
        }

        @Override
        public void gradient(double[] x, double[] gradient) {
          gradient[0] = -0.7 * Math.sin(x[0]) + 0.8 * Math.cos(2 * x[0]);
        }
      };

  /** E6L. */
  public static final Claim<Integer> E6L =
      Claim.exact(
          "E6L",
          "Leimkuhler-Matthews: stationary law of order 2, law at a time of order 1; Euler-Maruyama: both of order 1",
          EvidenceClass.L,
          Set.of(Group.SDE),
          List.of(1),
          (ops, mode, seed) -> check(ops, mode));

  private PostprocessedScheme() {}

  /** It. */
  public static List<Claim<?>> all() {
    return List.of(E6L);
  }

  private static Evidence check(Implementation ops, int mode) {
    double exact = stationary(mode);
    double[] lm = new double[4];
    double[] em = new double[4];
    double[] later = new double[4];
    for (int l = 0; l < lm.length; l++) {
      double h = 0.2 / (1 << l);
      lm[l] = longTime(ops, Integrator.LEIMKUHLER_MATTHEWS, h, mode, NODES) - exact;
      em[l] = longTime(ops, Integrator.EULER_MARUYAMA, h, mode, NODES) - exact;
    }
    double flow = flow(TIME, mode);
    for (int l = 0; l < later.length; l++) {
      later[l] = atTime(ops, TIME, 16 << l, mode) - flow;
    }
    double finer = longTime(ops, Integrator.LEIMKUHLER_MATTHEWS, 0.2 / 8, mode, 2 * NODES - 1);
    double change = Math.abs(finer - exact - lm[lm.length - 1]);
    return ConvergenceStudy.ofErrors(2, 1, lm)
        .evidence("Leimkuhler-Matthews, stationary E[cos X]")
        .worse(ConvergenceStudy.ofErrors(1, 1, em).evidence("Euler-Maruyama, stationary E[cos X]"))
        .worse(ConvergenceStudy.ofErrors(2, 1, em).control("Euler-Maruyama as order 2"))
        .worse(
            ConvergenceStudy.ofErrors(1, 1, later)
                .evidence("Leimkuhler-Matthews, E[cos X] at t = " + TIME))
        .worse(
            Evidence.atMost(
                change / Math.abs(lm[lm.length - 1]),
                RESOLVED,
                "change with twice the nodes, relative to the smallest error"));
  }

  /** E_pi cos(mode x) by the trapezoidal rule, spectral on the circle. */
  private static double stationary(int mode) {
    double mass = 0;
    double sum = 0;
    for (int k = 0; k < NODES; k++) {
      double x = node(k, NODES);
      double w = Math.exp(-V.value(x));
      mass += w;
      sum += w * Math.cos(mode * x);
    }
    return sum / mass;
  }

  /** E cos(mode X_t) of the diffusion from the node that {@link #atTime} reads: exp(t L) on trigonometric polynomials, L = D (d^2 - V' d). */
  private static double flow(double time, int mode) {
    RealMatrix first = new Array2DRowRealMatrix(NODES, NODES);
    double[] cosine = new double[NODES];
    for (int j = 0; j < NODES; j++) {
      for (int k = 0; k < NODES; k++) {
        // derivative at node j of the cardinal function of node k
        double sign = (j - k) % 2 == 0 ? 1 : -1;
        first.setEntry(j, k, j == k ? 0 : 0.5 * sign / Math.sin(0.5 * node(j - k, NODES)));
      }
      cosine[j] = Math.cos(mode * node(j, NODES));
    }
    RealMatrix generator = first.multiply(first);
    double[] slope = new double[1];
    for (int j = 0; j < NODES; j++) {
      V.gradient(new double[] {node(j, NODES)}, slope);
      for (int k = 0; k < NODES; k++) {
        generator.addToEntry(j, k, -slope[0] * first.getEntry(j, k));
      }
    }
    return MatrixExponential.of(generator.scalarMultiply(D * time)).operate(cosine)[NODES / 3];
  }

  private static double longTime(
      Implementation ops, Integrator scheme, double h, int mode, int nodes) {
    Chain chain = chain(ops, scheme, h, nodes);
    RealMatrix power = chain.transition();
    for (int k = 0; k < SQUARINGS; k++) {
      power = power.multiply(power);
    }
    return dot(power.getRow(0), chain.observed(mode));
  }

  private static double atTime(Implementation ops, double time, int steps, int mode) {
    Chain chain = chain(ops, Integrator.LEIMKUHLER_MATTHEWS, time / steps, NODES);
    double[] u = chain.observed(mode);
    for (int n = 0; n < steps; n++) {
      u = chain.transition().operate(u);
    }
    return u[NODES / 3];
  }

  /**
   * The chain in Y.
   *
   * @param transition acts on the values of a function at the nodes
   * @param half s/2 for Leimkuhler-Matthews, 0 for Euler-Maruyama, whose chain is X itself
   */
  private record Chain(RealMatrix transition, double half) {
    /** E cos(mode (Y + half xi)) at the nodes, in closed form. */
    double[] observed(int mode) {
      double[] v = new double[transition.getRowDimension()];
      double damped = Math.exp(-0.5 * mode * mode * half * half);
      for (int k = 0; k < v.length; k++) {
        v[k] = damped * Math.cos(mode * node(k, v.length));
      }
      return v;
    }
  }

  private static Chain chain(Implementation ops, Integrator scheme, double h, int nodes) {
    double[] zero = {0};
    double half =
        ops.apply(new SdeStep(scheme, V, D, h, zero, zero, new double[] {1}))[0][0]
            - ops.apply(new SdeStep(scheme, V, D, h, zero, zero, zero))[0][0];
    GaussIntegrator rule = new GaussIntegratorFactory().hermite(HERMITE);
    double[][] m = new double[nodes][nodes];
    double[] x = new double[HERMITE];
    double[] noise = new double[HERMITE];
    for (int j = 0; j < nodes; j++) {
      for (int q = 0; q < HERMITE; q++) {
        noise[q] = Math.sqrt(2) * rule.getPoint(q);
        x[q] = node(j, nodes) + half * noise[q];
      }
      double[] moved = ops.apply(new SdeStep(scheme, V, D, h, x, noise, new double[HERMITE]))[0];
      for (int q = 0; q < HERMITE; q++) {
        double weight = rule.getWeight(q) / Math.sqrt(Math.PI);
        for (int k = 0; k < nodes; k++) {
          m[j][k] += weight * cardinal(moved[q] - node(k, nodes), nodes);
        }
      }
    }
    return new Chain(new Array2DRowRealMatrix(m, false), half);
  }

  private static double node(int k, int nodes) {
    return 2 * Math.PI * k / nodes;
  }

  /** The trigonometric polynomial that is 1 at 0 and 0 at the other nodes; their number is odd. */
  private static double cardinal(double x, int nodes) {
    double s = Math.sin(0.5 * x);
    return s == 0 ? 1 : Math.sin(0.5 * nodes * x) / (nodes * s);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
