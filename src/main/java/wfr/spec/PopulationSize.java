package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.ParticleRun;

/**
 * E4 in N: interacting populations in the plane whose density is the Gaussian of their own moments. Their mean-field limit at a finite step is known exactly: the moments of N(m, C) under
 *   C' = ((1 + lambda h (-1)) C^{-1} + lambda h P)^{-1} = (C^{-1} + lambda h (P - C^{-1}))^{-1},   m' = m - lambda h C' P (m - m*),   then x -> (I - D h P) x + D h P m* + (2 D h)^{1/2} xi.
 * The scaled error N^{1/2} (A_N - A) of an average has a limit law, so it has nearly the same distribution function at N and at 16 N. If the mean square error fell like N^{-1 +- 1/2}, its
 * scale would change by 2.   Source: proofs-notes, E4N.
 */
final class PopulationSize {
  private static final double ALPHA = 1e-8;

  /** Particles of the smaller population, and the factor of the larger. */
  static final int SMALL = 100;

  private static final int FACTOR = 16;

  /** Populations of either size. */
  static final int REPLICATES = 2200;

  private static final int STEPS = 8;
  private static final double TIME = 0.4;

  /** Declared distance of the two distribution functions at these sizes: the first correction to a limit law, of the order of the smaller population's N^{-1/2}. */
  private static final double ALLOWANCE = 1 / Math.sqrt(SMALL);

  /** Smallest sup-distance of the two laws found with probability 0.999: stated, and asserted before sampling. A scale that doubles moves the law of the modulus of a normal by 0.322. */
  static final double DETECTABLE = 0.318;

  /** E4N: the rate in N. */
  static final Claim<String> E4N =
      new Claim<>(
          "E4N",
          "Mean field in N: N^{1/2} times the error of interacting populations in the plane has one law at N = 100 and 1600 (Gaussian closure)",
          EvidenceClass.S,
          Set.of(
              Group.SDE, Group.WEIGHTS, Group.DENSITY, Group.SPACE_PARTICLES, Group.PARTICLE_RUN),
          ALPHA,
          DETECTABLE,
          List.of("plane"),
          (ops, i, seed) -> check(ops, REPLICATES, seed, ALPHA));

  private PopulationSize() {}

  /** Two bands at half the level each; their widths, what power takes, and the allowance. */
  static double detectable(int replicates, double alpha) {
    return 2 * FiniteSample.dkwDetectable(replicates, alpha / 2, FiniteSample.BETA / 2) + ALLOWANCE;
  }

  static Evidence check(Implementation ops, int replicates, long seed, double alpha) {
    return Evidence.powered(
        detectable(replicates, alpha), DETECTABLE, () -> sampled(ops, replicates, seed, alpha));
  }

  private static Evidence sampled(Implementation ops, int replicates, long seed, double alpha) {
    WfrProblem p = SpaceProblem.plane();
    double limit = limit();
    double[] small = errors(ops, p, SMALL, replicates, 2 * seed, limit);
    double[] large = errors(ops, p, SMALL * FACTOR, replicates, 2 * seed + 1, limit);
    double bound = 2 * FiniteSample.dkw(replicates, alpha / 2) + ALLOWANCE;
    return Evidence.atMost(
        supDistance(small, large),
        bound,
        String.format(
            java.util.Locale.ROOT,
            "laws of N^(1/2) |error| at N = %d and %d; root mean squares %.4f and %.4f",
            SMALL,
            SMALL * FACTOR,
            rootMeanSquare(small),
            rootMeanSquare(large)));
  }

  /** A, the average of the bump in the mean-field scheme. */
  static double limit() {
    return bump(limit(SpaceProblem.plane()));
  }

  /** N^{1/2} |A_N - limit| of every population, ascending. */
  private static double[] errors(
      Implementation ops, WfrProblem p, int n, int replicates, long seed, double limit) {
    double[] e = new double[replicates];
    for (int r = 0; r < replicates; r++) {
      ParticleSettings settings =
          new ParticleSettings(
              n,
              TIME / STEPS,
              Integrator.EULER_MARUYAMA,
              new DensityEstimate.Gaussian(),
              ParticleSettings.Reaction.WEIGHTS,
              new ParticleSettings.Resampling(ResamplingScheme.NONE, 0),
              seed * REPLICATES + r);
      WeightedSample s =
          ops.apply(new ParticleRun(p, settings, new double[] {TIME})).samples().get(0);
      double[] w = s.weights();
      double[] x = s.coordinate(0);
      double[] y = s.coordinate(1);
      double average = 0;
      for (int i = 0; i < w.length; i++) {
        average += w[i] * Math.exp(-0.5 * (x[i] * x[i] + (y[i] - SHIFT) * (y[i] - SHIFT)));
      }
      // another number of particles is another law
      e[r] = s.count() == n ? Math.sqrt(n) * Math.abs(average - limit) : Double.NaN;
    }
    Arrays.sort(e);
    return e;
  }

  /** Where the bump f(x, y) = exp(-(x^2 + (y - SHIFT)^2)/2) stands. */
  static final double SHIFT = 0.4;

  /** E f under N(m, C): det(I + C)^{-1/2} exp(-r'(I + C)^{-1} r/2), r = m - (0, SHIFT). */
  private static double bump(GaussianLaw law) {
    RealMatrix c =
        new Array2DRowRealMatrix(law.covariance()).add(MatrixUtils.createRealIdentityMatrix(2));
    LUDecomposition lu = new LUDecomposition(c);
    RealVector r = new ArrayRealVector(new double[] {law.mean()[0], law.mean()[1] - SHIFT});
    return Math.exp(-0.5 * r.dotProduct(lu.getSolver().solve(r))) / Math.sqrt(lu.getDeterminant());
  }

  private static GaussianLaw limit(WfrProblem p) {
    GaussianLaw target = (GaussianLaw) p.potential();
    GaussianLaw start = (GaussianLaw) p.initial();
    double dt = TIME / STEPS;
    double rate = p.reactionRate() * dt;
    double d = p.diffusivity();
    RealMatrix precision = new Array2DRowRealMatrix(target.precision());
    RealMatrix move =
        MatrixUtils.createRealIdentityMatrix(2).subtract(precision.scalarMultiply(d * dt));
    RealVector y = new ArrayRealVector(start.mean()).subtract(new ArrayRealVector(target.mean()));
    RealMatrix c = new Array2DRowRealMatrix(start.covariance());
    for (int n = 0; n < STEPS; n++) {
      RealMatrix own = new LUDecomposition(c).getSolver().getInverse();
      RealMatrix next = own.add(precision.subtract(own).scalarMultiply(rate));
      c = new LUDecomposition(next).getSolver().getInverse();
      y = y.subtract(c.operate(precision.operate(y)).mapMultiply(rate));
      y = move.operate(y);
      c =
          move.multiply(c)
              .multiply(move)
              .add(MatrixUtils.createRealIdentityMatrix(2).scalarMultiply(2 * d * dt));
    }
    return new GaussianLaw(
        y.add(new ArrayRealVector(target.mean())).toArray(), SpaceProblem.symmetric(c));
  }

  /** Of two ascending samples of one size; what is no finite number comes last in this order and is none of a law. */
  static double supDistance(double[] a, double[] b) {
    if (!Double.isFinite(a[a.length - 1]) || !Double.isFinite(b[b.length - 1])) {
      return Double.NaN;
    }
    double worst = 0;
    int j = 0;
    int i = 0;
    while (i < a.length && j < b.length) {
      if (a[i] <= b[j]) {
        i++;
      } else {
        j++;
      }
      worst = Math.max(worst, Math.abs(i - j) / (double) a.length);
    }
    return worst;
  }

  private static double rootMeanSquare(double[] e) {
    return Math.sqrt(Arrays.stream(e).map(v -> v * v).average().orElseThrow());
  }
}
