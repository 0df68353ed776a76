package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import wfr.measure.WeightedSample;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.PolynomialPotential;
import wfr.model.WfrProblem;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.KernelRun;
import wfr.operation.ParticleOperations.KernelState;
import wfr.operation.ParticleOperations.KernelStep;

/** The fused particle kernel against its definition: what holds its scalar and its vector form together, and its runs on any number of threads. */
public final class KernelClaims {
  /** E12: one step. */
  public static final Claim<Case> E12 =
      Claim.exact(
          "E12",
          "A fused particle step is the weighted Euler-Maruyama step on a cloud-in-cell density, for given noise, whatever the kernel",
          EvidenceClass.D,
          Set.of(Group.KERNEL),
          List.of(
              new Case("tilted well", new double[] {4, 0.5, -8, 0, 4}, 5, 1, 1e-3, 512, 5000),
              new Case(
                  "degree six", new double[] {0, 0.3, -2, 0, 0.5, 0, 0.1}, 2, 0.7, 4e-3, 100, 1300),
              new Case("far", new double[] {4, -0.5, -8, 0, 4}, 60, 1, 2e-2, 37, 777)),
          (ops, i, seed) -> step(ops, i, seed));

  /** E14: threads. */
  public static final Claim<Integer> E14 =
      Claim.exact(
          "E14",
          "A run of the fused particles is the same bits for every number of threads, resampling included",
          EvidenceClass.D,
          Set.of(Group.KERNEL),
          List.of(2, 3),
          (ops, threads, seed) -> threads(ops, threads, seed));

  /** Half the width of the box. */
  static final double EDGE = 3;

  /** Remainder of the exponential's polynomial at the end of its range, (1/8)^7/7! e^{1/8}, and that much again for its rounding and single precision's. */
  private static final double POLYNOMIAL = 2.2e-10;

  /** Entries of the table are rounded to single precision, value and difference. */
  private static final double TABLE = 0x1p-23;

  /** Double precision: a dozen operations on numbers of the size given. */
  private static final double ROUNDING = 0x1p-48;

  /**
   * A problem and a cloud.
   *
   * @param name for logs
   * @param coefficients of V
   * @param lambda reaction rate
   * @param diffusivity D
   * @param dt step
   * @param nodes M
   * @param count N, not a multiple of a block
   */
  public record Case(
      String name,
      double[] coefficients,
      double lambda,
      double diffusivity,
      double dt,
      int nodes,
      int count) {
    WfrProblem problem() {
      return new WfrProblem(
          new PolynomialPotential(coefficients),
          GaussianLaw.of(-0.5, 0.49),
          Domain.interval(-EDGE, EDGE, Domain.Boundary.LINE),
          lambda,
          diffusivity);
    }

    /** Sum of |k c_k x^{k-1}|, or of |c_k x^k|: the size that rounds in a polynomial's value. */
    double size(double x, boolean derivative) {
      double sum = 0;
      for (int k = derivative ? 1 : 0; k < coefficients.length; k++) {
        int power = derivative ? k - 1 : k;
        sum += (derivative ? k : 1) * Math.abs(coefficients[k]) * Math.pow(Math.abs(x), power);
      }
      return sum;
    }

    @Override
    public String toString() {
      return name + ", N = " + count + ", M = " + nodes;
    }
  }

  private KernelClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(E12, KernelNormals.E13, E14);
  }

  private static Evidence step(Implementation ops, Case i, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    WfrProblem problem = i.problem();
    int n = i.count();
    double[] x = new double[n];
    double[] w = new double[n];
    double[] z = new double[n];
    for (int k = 0; k < n; k++) {
      if (k < i.nodes()) {
        x[k] = -EDGE + 2 * EDGE * k / (i.nodes() - 1); // no node is empty
      } else if (k % 11 == 0) {
        x[k] = (k % 2 == 0 ? 1 : -1) * (EDGE + 0.3 * random.nextDouble()); // beyond the box
      } else {
        x[k] = Math.max(-EDGE, Math.min(EDGE, 0.7 * random.nextGaussian()));
      }
      w[k] = 0.1 + random.nextDouble();
      z[k] = random.nextGaussian();
    }
    KernelState made =
        ops.apply(new KernelStep(problem, i.nodes(), i.dt(), x.clone(), w.clone(), z.clone()));
    double[] l = logDensity(i.nodes(), x, w);
    double mean = mean(problem, i.nodes(), x, w, l);
    double moved = 0;
    double[] difference = new double[n];
    double[] bound = new double[n];
    for (int k = 0; k < n; k++) {
      double s = place(x[k], i.nodes());
      int c = Math.min((int) s, i.nodes() - 2);
      double at = l[c] + (s - c) * (l[c + 1] - l[c]);
      double rate = i.lambda() * i.dt();
      double change = -rate * (at + problem.potential().value(x[k]) - mean);
      difference[k] = Math.log(made.weights()[k] / w[k]) - change;
      bound[k] =
          POLYNOMIAL
              + TABLE * rate * (Math.abs(l[c] - mean) + Math.abs(l[c + 1] - l[c]))
              + ROUNDING * (1 + rate * i.size(x[k], false));
      double drift = i.dt() * i.diffusivity();
      double to = x[k] - drift * problem.potential().derivative(x[k]) + Math.sqrt(2 * drift) * z[k];
      double size = ROUNDING * (1 + Math.abs(x[k]) + Math.abs(z[k]) + drift * i.size(x[k], true));
      moved = Math.max(moved, Math.abs(made.x()[k] - to) / size);
    }
    double weighed = 0;
    for (int k = 0; k < n; k++) {
      double apart = Math.abs(difference[k] - difference[n - 1]); // the common factor
      weighed = Math.max(weighed, apart / (bound[k] + bound[n - 1]));
    }
    double[] masses = masses(i.nodes(), made.x(), made.weights());
    double apart = 0;
    for (int j = 0; j < i.nodes(); j++) {
      apart = Math.max(apart, Math.abs(made.masses()[j] - masses[j]));
    }
    String on = " (" + i + ")";
    return Evidence.atMost(moved, 1, "positions, in their rounding" + on)
        .worse(Evidence.atMost(weighed, 1, "changes of log-weights, in their bound" + on))
        .worse(Evidence.atMost(apart, Bounds.rounding(n, 1), "node masses after the step" + on));
  }

  /** (x - a)/dx, cut to the grid. */
  private static double place(double x, int nodes) {
    return Math.max(0, Math.min(nodes - 1, (x + EDGE) * (nodes - 1) / (2 * EDGE)));
  }

  /** Normalised cloud in cell. */
  private static double[] masses(int nodes, double[] x, double[] w) {
    double[] m = new double[nodes];
    double total = Arrays.stream(w).sum();
    for (int k = 0; k < x.length; k++) {
      double s = place(x[k], nodes);
      int c = Math.min((int) s, nodes - 2);
      m[c] += w[k] * (1 - (s - c)) / total;
      m[c + 1] += w[k] * (s - c) / total;
    }
    return m;
  }

  static double[] logDensity(int nodes, double[] x, double[] w) {
    double[] m = masses(nodes, x, w);
    double dx = 2 * EDGE / (nodes - 1);
    for (int j = 0; j < nodes; j++) {
      double volume = j == 0 || j == nodes - 1 ? dx / 2 : dx;
      m[j] = Math.log(m[j] / volume);
    }
    return m;
  }

  /** Some number common to all: the weighted mean over the particles. */
  static double mean(WfrProblem problem, int nodes, double[] x, double[] w, double[] l) {
    double sum = 0;
    double total = 0;
    for (int k = 0; k < x.length; k++) {
      double s = place(x[k], nodes);
      int c = Math.min((int) s, nodes - 2);
      double at = s == c ? l[c] : l[c] + (s - c) * (l[c + 1] - l[c]);
      sum += w[k] * (at + problem.potential().value(x[k]));
      total += w[k];
    }
    return sum / total;
  }

  /** Far start and a fast reaction, so that weights are resampled on the way. */
  private static Evidence threads(Implementation ops, int threads, long seed) {
    WfrProblem problem =
        new Case("", new double[] {4, 0.5, -8, 0, 4}, 40, 1, 2e-3, 100, 0).problem();
    int count = 70_001;
    int steps = 60;
    WeightedSample one = ops.apply(new KernelRun(problem, 100, 2e-3, steps, count, seed, 1));
    WeightedSample many = ops.apply(new KernelRun(problem, 100, 2e-3, steps, count, seed, threads));
    double[][] a = {one.coordinate(0), one.logWeights()};
    double[][] b = {many.coordinate(0), many.logWeights()};
    int different = 0;
    for (int k = 0; k < count; k++) {
      different += a[0][k] == b[0][k] && a[1][k] == b[1][k] ? 0 : 1;
    }
    return Evidence.atMost(different, 0, "particles that differ, 1 thread against " + threads);
  }
}
