package wfr.experiment;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.diagnostics.SampleMoments;
import wfr.math.RandomStreams.Purpose;
import wfr.measure.Weights;
import wfr.model.GaussianLaw;
import wfr.operation.ParticleOperations.JumpStep;
import wfr.operation.WeightOperations.MeanLogRatio;
import wfr.particle.BirthDeath;
import wfr.reference.Reference;

/** Reactions of a {@link SplitWalk}: published ones, and the correct ones they are held against. */
final class Reactions {
  private Reactions() {}

  /**
   * Exact Fisher-Rao step on a frozen density: w proportional to (pi/rho)^{1 - e^{-lambda h}}, rho the mixture of the transition kernels of the move just made
   * (arXiv 2506.05905).
   */
  static SplitWalk.Reaction transition(double lambda, MixtureDensity mixture) {
    return walk -> weigh(walk, lambda, mixture.at(walk.centres(), walk.positions()));
  }

  /** The same with rho the Gaussian that has the mean and covariance of the particles. */
  static SplitWalk.Reaction closure(double lambda) {
    return walk -> {
      wfr.measure.Atoms sample = SplitWalk.atoms(walk.positions());
      SampleMoments moments = new SampleMoments(sample);
      GaussianLaw law = new GaussianLaw(moments.mean(), moments.covariance());
      double[] l = new double[walk.count()];
      for (int i = 0; i < l.length; i++) {
        l[i] = law.logDensity(sample.points()[i]);
      }
      weigh(walk, lambda, l);
    };
  }

  private static void weigh(SplitWalk walk, double lambda, double[] logRho) {
    double share = -Math.expm1(-lambda * walk.step());
    double[] l = new double[logRho.length];
    for (int i = 0; i < l.length; i++) {
      l[i] = -share * (walk.potentials()[i] + logRho[i]);
    }
    walk.weigh(l);
  }

  /** Birth and death (arXiv 1905.09863) on the kernel estimate at the positions, both kinds of event carried out: {@link BirthDeath}. */
  static SplitWalk.Reaction birthDeath(double lambda, MixtureDensity kernel) {
    return walk ->
        walk.select(
            Reference.IMPLEMENTATION
                .apply(
                    new JumpStep(
                        excess(walk, kernel),
                        lambda * walk.step(),
                        walk.stream(Purpose.BIRTH_DEATH)))
                .ancestors());
  }

  /**
   * The baseline of the public code of 2506.05905, defect and all: the set of particles to kill is drawn and never used. The new population is every particle to be duplicated, twice, filled
   * up with uniform draws, with replacement, from all N; those that should have died are drawn like the others.
   */
  static SplitWalk.Reaction birthDeathAsPublished(double lambda, MixtureDensity kernel) {
    return walk -> {
      double[] beta = excess(walk, kernel);
      UniformRandomProvider stream = walk.stream(Purpose.BIRTH_DEATH);
      List<Integer> duplicates = new ArrayList<>();
      for (int i = 0; i < beta.length; i++) {
        double u = stream.nextDouble();
        if (beta[i] < 0 && u < -Math.expm1(lambda * walk.step() * beta[i])) {
          duplicates.add(i);
        }
      }
      int n = walk.count();
      int[] ancestors = new int[n];
      for (int k = 0; k < n; k++) {
        if (2 * duplicates.size() > n) {
          ancestors[k] = duplicates.get(stream.nextInt(duplicates.size()));
        } else if (k < 2 * duplicates.size()) {
          ancestors[k] = duplicates.get(k % duplicates.size());
        } else {
          ancestors[k] = stream.nextInt(n);
        }
      }
      walk.select(ancestors);
    };
  }

  /** log(phi * mu_N) + V minus its mean. */
  private static double[] excess(SplitWalk walk, MixtureDensity kernel) {
    double[] l = kernel.at(walk.positions(), walk.positions());
    double mean =
        Reference.IMPLEMENTATION.apply(
            new MeanLogRatio(Weights.equal(l.length, 0), l, walk.potentials()));
    for (int i = 0; i < l.length; i++) {
      l[i] += walk.potentials()[i] - mean;
    }
    return l;
  }
}
