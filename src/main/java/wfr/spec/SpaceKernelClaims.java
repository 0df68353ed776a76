package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import wfr.model.DensityEstimate.Evaluation;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.BandwidthRule;
import wfr.operation.ParticleOperations.KernelLogDensity;

/** Claims E9N and E10: sums of kernels in d dimensions and their bandwidth. */
public final class SpaceKernelClaims {
  /** Distance of neighbouring normals of the lattice, and how far it reaches. */
  private static final double LATTICE = 0.5;

  private static final int LATTICE_REACH = 17;

  /** Relative error that the tree declares. */
  private static final double TREE_ERROR = 1e-6;

  /** Bins a bandwidth and where the kernel is cut, as declared. */
  private static final double BINS = 4;

  private static final double CUT = 6;

  /** E9N: sums of kernels. */
  public static final Claim<Kernels> E9N =
      Claim.exact(
          "E9N",
          "Kernel sums in d dimensions: the mixture of a Gaussian is N(m, C + b^2); a tree keeps its relative error, bins theirs",
          EvidenceClass.D,
          Set.of(Group.KERNEL_DENSITY),
          List.of(
              new Kernels(2, Evaluation.BLOCKED),
              new Kernels(2, Evaluation.TREE),
              new Kernels(2, Evaluation.BINNED),
              new Kernels(3, Evaluation.BLOCKED),
              new Kernels(3, Evaluation.TREE)),
          (ops, i, seed) -> convolved(ops, i, seed));

  /** E10: the bandwidth rule. */
  public static final Claim<Integer> E10 =
      Claim.exact(
          "E10",
          "Normal-reference bandwidth s (4/((d + 2) n))^{1/(d + 4)}: the minimum of the exact mean integrated square error up to 3 b^2/8",
          EvidenceClass.D,
          Set.of(Group.KERNEL_DENSITY),
          List.of(1, 2, 3),
          (ops, d, seed) -> leastError(ops, d));

  /**
   * A kernel sum.
   *
   * @param dimension d
   * @param evaluation how
   */
  record Kernels(int dimension, Evaluation evaluation) {}

  private SpaceKernelClaims() {}

  /**
   * Centres m + L z on a lattice of z with weights e^{-|z|^2/2}: by Poisson's formula the sum is N(m, C + b^2) up to e^{-2 pi^2 s^2/LATTICE^2}, s^2 at least 1/(1 + l) with l the largest
   * eigenvalue of C/b^2, and up to the tail beyond the lattice.
   */
  private static Evidence convolved(Implementation ops, Kernels i, long seed) {
    int d = i.dimension();
    double[] b = Arrays.copyOf(new double[] {0.8, 1.1, 0.9}, d);
    GaussianLaw law = SpaceClaims.law(d);
    double[][] root =
        new CholeskyDecomposition(new Array2DRowRealMatrix(law.covariance())).getL().getData();
    int side = 2 * LATTICE_REACH + 1;
    int n = (int) Math.pow(side, d);
    double[][] centres = new double[d][n];
    double[] w = new double[n];
    for (int j = 0; j < n; j++) {
      double[] z = new double[d];
      int rest = j;
      double square = 0;
      for (int k = 0; k < d; k++) {
        z[k] = LATTICE * (rest % side - LATTICE_REACH);
        rest /= side;
        square += z[k] * z[k];
      }
      w[j] = 3 * Math.exp(-0.5 * square);
      for (int k = 0; k < d; k++) {
        centres[k][j] = law.mean()[k];
        for (int l = 0; l <= k; l++) {
          centres[k][j] += root[k][l] * z[l];
        }
      }
    }
    double[][] c = law.covariance();
    for (int k = 0; k < d; k++) {
      c[k][k] += b[k] * b[k];
    }
    GaussianLaw smooth = new GaussianLaw(law.mean(), c);
    SplittableRandom random = new SplittableRandom(seed);
    double[][] points = new double[d][40];
    for (double[] row : points) {
      Arrays.setAll(row, q -> 3 * random.nextDouble() - 1.5);
    }
    double[] lower = new double[d];
    double[] upper = new double[d];
    Arrays.fill(lower, -14);
    Arrays.fill(upper, 15);
    double[] found =
        ops.apply(
            new KernelLogDensity(
                new Domain(lower, upper, Domain.Boundary.LINE),
                i.evaluation(),
                centres,
                w,
                b,
                points));
    double worst = 0;
    for (int q = 0; q < points[0].length; q++) {
      double[] x = new double[d];
      for (int k = 0; k < d; k++) {
        x[k] = points[k][q];
      }
      double exact = Math.exp(smooth.logDensity(x));
      double error = Math.abs(Math.exp(found[q]) - exact);
      worst = Math.max(worst, error / kernelBound(i.evaluation(), law, b, n, exact));
    }
    return Evidence.atMost(
        worst, 1, "worst error over its bound; d = " + d + ", " + i.evaluation().key());
  }

  /** Lattice and rounding; the tree's share of the value; of bins, per axis 1/(8 BINS^2) of the kernel's peak, the cut, and the interpolation of log rho. */
  private static double kernelBound(
      Evaluation e, GaussianLaw law, double[] b, int n, double value) {
    double trace = 0;
    double peak = 1;
    double bend = 0;
    for (int k = 0; k < b.length; k++) {
      double spread = law.covariance()[k][k] / (b[k] * b[k]);
      trace += spread;
      peak /= b[k] * Math.sqrt(2 * Math.PI);
      bend += 1 / (8 * BINS * BINS);
    }
    double lattice =
        2 * b.length * Math.exp(-2 * Math.PI * Math.PI / ((1 + trace) * LATTICE * LATTICE));
    double tail = b.length * Math.exp(-0.5 * LATTICE * LATTICE * LATTICE_REACH * LATTICE_REACH);
    double exact = peak * (lattice + tail + Bounds.rounding(n, 1));
    return switch (e) {
      case TREE -> exact + 2 * TREE_ERROR * value;
      case BINNED ->
          exact + peak * (bend + 2 * Math.exp(-0.5 * CUT * CUT)) + value * Math.expm1(bend);
      default -> exact;
    };
  }

  /** n points, half at -1 and half at 1 along every axis: mean 0, deviation 1, and with equal weights n effective ones. */
  private static Evidence leastError(Implementation ops, int d) {
    Evidence worst = null;
    for (int n = 1000; n <= 1_000_000; n *= 10) {
      double[][] x = new double[d][n];
      for (int k = 0; k < d; k++) {
        for (int i = 0; i < n; i++) {
          x[k][i] = i % 2 == 0 ? 1 : -1;
        }
      }
      double[] w = new double[n];
      Arrays.fill(w, 0.4);
      double[] rule = ops.apply(new BandwidthRule(x, w, 1));
      double best = minimiser(d, n);
      double far = 0;
      for (double b : rule) {
        far = Math.max(far, Math.abs(best / b - 1));
      }
      Evidence e =
          Evidence.atMost(
              far, best * best, "bandwidth rule against the least error, d = " + d + ", n = " + n);
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }

  /** Minimum of (b^{-d}/n + (1 - 1/n)(1 + b^2)^{-d/2} - 2 (1 + b^2/2)^{-d/2} + 1) (4 pi)^{-d/2}, the exact mean integrated square error for N(0, I). */
  private static double minimiser(int d, int n) {
    double a = 0.5 * d;
    UnivariateFunction error =
        log -> {
          double u = Math.exp(2 * log);
          // the last three terms cancel to order u^2: written by expm1 and log1p
          double g = Math.expm1(-a * Math.log1p(u)) - 2 * Math.expm1(-a * Math.log1p(u / 2));
          return Math.pow(u, -a) / n - Math.pow(1 + u, -a) / n + g;
        };
    double log =
        new BrentOptimizer(Bounds.ULP * (1 << 20), Bounds.ULP)
            .optimize(
                new MaxEval(1000),
                new UnivariateObjectiveFunction(error),
                GoalType.MINIMIZE,
                new SearchInterval(-5, 0, -1))
            .getPoint();
    return Math.exp(log);
  }
}
