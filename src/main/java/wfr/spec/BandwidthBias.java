package wfr.spec;

import java.util.List;
import java.util.Set;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import wfr.measure.Weights;
import wfr.model.DensityEstimate.Evaluation;
import wfr.model.GaussianLaw;
import wfr.model.WfrProblem;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.KernelLogDensity;
import wfr.operation.WeightOperations.UpdateLogWeights;
import wfr.spec.SpaceSchemeLaw.Law;
import wfr.spec.SpaceSchemeLaw.Quadratic;

/**
 * What a fixed bandwidth does to the weighted scheme, without noise: the law q = N(m, C) of the infinite population is put on a lattice, the implementation's kernel sum gives log(phi_b * q), its weight update the
 * factor of the step, and the factor's quadratic the next law. It must be the recursion with (C + b^2 I)^{-1} in place of C^{-1}, and its distance to the one with b = 0 must fall like b^2.
 * Source: proofs-notes, E4B.
 */
final class BandwidthBias {
  private static final int STEPS = 6;
  private static final double TIME = 0.4;

  /** Coarsest bandwidth of {@link #LEVELS}; b^2 stays below a quarter of the smallest variance, the share that the gate of the study admits. */
  private static final double COARSEST = 0.3;

  private static final int LEVELS = 4;

  /** Reach of the lattice in standard deviations. */
  private static final double REACH = 8;

  /** E4B: the bias of a bandwidth. */
  static final Claim<String> E4B =
      Claim.exact(
          "E4B",
          "Bias of a fixed bandwidth in the plane: the law of the weighted scheme sees C + b^2, at a distance b^2 from WFR",
          EvidenceClass.L,
          Set.of(Group.KERNEL_DENSITY, Group.SDE, Group.WEIGHTS),
          List.of("plane"),
          (ops, i, seed) -> check(ops, SpaceProblem.plane()));

  private BandwidthBias() {}

  private static Evidence check(Implementation ops, WfrProblem p) {
    double dt = TIME / STEPS;
    SpaceSchemeLaw.Affine move = SpaceSchemeLaw.move(ops, p, dt);
    Law none = start(p);
    for (int n = 0; n < STEPS; n++) {
      none = next(none, exact(p, none, 0, dt), move);
    }
    double[] distance = new double[LEVELS];
    Evidence worst = null;
    for (int l = 0; l < LEVELS; l++) {
      double b = COARSEST / (1 << l);
      Law found = start(p);
      Law expected = start(p);
      double bound = 0;
      for (int n = 0; n < STEPS; n++) {
        Lattice lattice = new Lattice(found, b);
        found = next(found, lattice.factor(ops, p, dt), move);
        expected = next(expected, exact(p, expected, b, dt), move);
        bound += lattice.error();
      }
      Evidence e =
          Evidence.atMost(
              difference(found, expected),
              bound,
              "law of the scheme with the kernel sum against the recursion, b = " + b);
      worst = worst == null ? e : worst.worse(e);
      distance[l] = difference(found, none);
    }
    return worst.worse(
        ConvergenceStudy.ofErrors(2, 2, distance)
            .evidence("distance of the law to b = 0, b = 0.3, 0.15, 0.075, 0.0375"));
  }

  private static Law start(WfrProblem p) {
    GaussianLaw g = (GaussianLaw) p.initial();
    return new Law(0, new ArrayRealVector(g.mean()), new Array2DRowRealMatrix(g.covariance()));
  }

  private static Law next(Law law, Quadratic factor, SpaceSchemeLaw.Affine move) {
    return SpaceSchemeLaw.moved(SpaceSchemeLaw.weighted(law, factor, 1), move);
  }

  /** Mean and covariance together. */
  static double difference(Law a, Law b) {
    return a.mean().subtract(b.mean()).getNorm()
        + a.covariance().subtract(b.covariance()).getFrobeniusNorm();
  }

  /** -lambda dt (log N(x; m, C + b^2) + V) up to a constant. */
  private static Quadratic exact(WfrProblem p, Law law, double b, double dt) {
    GaussianLaw target = (GaussianLaw) p.potential();
    RealMatrix smooth =
        law.covariance().add(MatrixUtils.createRealIdentityMatrix(2).scalarMultiply(b * b));
    RealMatrix mine = new LUDecomposition(smooth).getSolver().getInverse();
    RealMatrix its = new Array2DRowRealMatrix(target.precision());
    double rate = p.reactionRate() * dt;
    RealVector linear =
        its.operate(new ArrayRealVector(target.mean())).subtract(mine.operate(law.mean()));
    return new Quadratic(0, linear.mapMultiply(rate), its.subtract(mine).scalarMultiply(rate));
  }

  /** A law as centres m + L z with weights e^{-|z|^2/2}, the distance of neighbours so small that phi_b * q is summed to e^{-8 pi^2} (E9N). */
  private static final class Lattice {
    private final double[][] centres;
    private final double[] weights;
    private final double b;

    Lattice(Law law, double b) {
      this.b = b;
      double step = 0.5 * b / Math.sqrt(law.covariance().getTrace() + b * b);
      int reach = (int) Math.ceil(REACH / step);
      int side = 2 * reach + 1;
      double[][] symmetric = SpaceProblem.symmetric(law.covariance());
      double[][] root =
          new CholeskyDecomposition(new Array2DRowRealMatrix(symmetric)).getL().getData();
      centres = new double[2][side * side];
      weights = new double[side * side];
      for (int j = 0; j < weights.length; j++) {
        double s = step * (j % side - reach);
        double t = step * (j / side - reach);
        centres[0][j] = law.mean().getEntry(0) + root[0][0] * s;
        centres[1][j] = law.mean().getEntry(1) + root[1][0] * s + root[1][1] * t;
        weights[j] = Math.exp(-0.5 * (s * s + t * t));
      }
    }

    Quadratic factor(Implementation ops, WfrProblem p, double dt) {
      int n = SpaceSchemeLaw.points(2);
      double[][] x = new double[2][n];
      double[] v = new double[n];
      for (int i = 0; i < n; i++) {
        double[] point = SpaceSchemeLaw.point(i, 2);
        x[0][i] = point[0];
        x[1][i] = point[1];
        v[i] = p.potential().value(point);
      }
      double[] logRho =
          ops.apply(
              new KernelLogDensity(
                  p.domain(), Evaluation.BLOCKED, centres, weights, new double[] {b, b}, x));
      return SpaceSchemeLaw.read(
          ops.apply(
                  new UpdateLogWeights(
                      Weights.of(new double[n]), logRho, v, 0, p.reactionRate(), dt))
              .log(),
          2);
    }

    /**
     * What errors of log(phi_b * q) at the points, by rounding, aliasing and the tail, do to a law: four values make an entry of the quadratic, and a change of Q changes C' by C' dQ C', |C'| at most 2
     * on this instance; the steps that follow contract (A is below I, and reaction pulls two covariances together).
     */
    double error() {
      double aliasing = 4 * Math.exp(-8 * Math.PI * Math.PI);
      double tail = 2 * Math.exp(-0.5 * REACH * REACH);
      double atPoints = Bounds.rounding(weights.length, 1) + (aliasing + tail) * FARTHEST;
      return 16 * atPoints;
    }

    /** Largest ratio of the peak to the density at the points: they lie within 4 standard deviations, e^8. */
    private static final double FARTHEST = Math.exp(8);
  }
}
