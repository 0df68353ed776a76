package wfr.particle;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.LongFunction;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.math.RandomStreams.Purpose;
import wfr.measure.WeightedSample;
import wfr.measure.Weights;
import wfr.model.Domain;
import wfr.model.ResamplingScheme;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.Confine;
import wfr.operation.WeightOperations.EffectiveSampleSize;
import wfr.operation.WeightOperations.Normalise;
import wfr.operation.WeightOperations.Resample;
import wfr.operation.WeightOperations.ResetLogWeights;
import wfr.particle.fused.FusedNormals;

/**
 * N weighted particles: coordinates x[k][i], weights, and the noise that an integrator carries from one step to the next. What moves with a particle moves here.
 * Source: proofs-notes, D14, E6S, E17.
 */
final class Population {
  /** Particles per block; every block and coordinate has a stream of noise of its own. */
  static final int BLOCK = 512;

  /** Below this effective sample size the weights have collapsed. */
  private static final double FEWEST = 2;

  double[][] x;
  Weights weights;

  /** Noise xi_{n+1} of the last step by coordinate; empty where nothing is carried. */
  double[][] carried = {};

  /** Birth-death events so far. */
  long jumps;

  /** Resamplings so far. */
  int resamplings;

  /** Effective sample size after the last step. */
  double ess;

  /** Particles at given places, of weight 1. */
  Population(double[][] x) {
    this.x = x;
    weights = Weights.equal(x[0].length, 0);
    ess = count();
  }

  /** N. */
  int count() {
    return x[0].length;
  }

  WeightedSample sample() {
    return new WeightedSample(x, weights.log());
  }

  /** After a step, and refused where the weights have collapsed. */
  double effectiveSampleSize(Implementation ops, double time) {
    try {
      ess = ops.apply(new EffectiveSampleSize(weights));
    } catch (ArithmeticException e) {
      throw ParticleFailure.undefined(time);
    }
    if (!(ess >= FEWEST) && count() > FEWEST) {
      throw ParticleFailure.collapsed(time, count(), ess);
    }
    return ess;
  }

  /** Replaces every particle by its ancestor; weights become equal and keep the mass. */
  void resample(Implementation ops, ResamplingScheme scheme, UniformRandomProvider stream) {
    double[] uniforms = new double[Resampling.uniforms(scheme, count())];
    Arrays.setAll(uniforms, k -> stream.nextDouble());
    int[] ancestors = ops.apply(new Resample(scheme, ops.apply(new Normalise(weights)), uniforms));
    weights = ops.apply(new ResetLogWeights(weights, ancestors));
    take(ancestors);
    resamplings++;
  }

  /** Puts everybody's ancestor in its place, with the noise it carries; weights stay where they are. */
  void take(int[] ancestors) {
    x = gathered(x, ancestors);
    carried = gathered(carried, ancestors);
  }

  /**
   * One step of everybody, walls included.
   *
   * @param normals of a step; of the one after the last, too, where noise is carried
   * @param mover the move that noise of this step and of the next makes
   */
  void move(
      Implementation ops,
      Domain box,
      LongFunction<double[][]> normals,
      long step,
      BinaryOperator<double[][]> mover) {
    boolean carries = carried.length > 0;
    double[][] noise = carries ? carried : normals.apply(step);
    double[][] next = carries ? normals.apply(step + 1) : noise;
    x = ops.apply(new Confine(box, mover.apply(noise, next)));
    carried = carries ? next : carried;
  }

  /** Every row in another order. */
  static double[][] gathered(double[][] rows, int[] ancestors) {
    double[][] out = new double[rows.length][ancestors.length];
    for (int k = 0; k < rows.length; k++) {
      for (int i = 0; i < ancestors.length; i++) {
        out[k][i] = rows[k][ancestors[i]];
      }
    }
    return out;
  }

  /** Standard normals of a step for N particles in d dimensions, block by block; by the fused kernel where one is given. */
  static double[][] normals(RandomStreams streams, FusedNormals kernel, long step, int d, int n) {
    double[][] noise = new double[d][n];
    double[] block = new double[BLOCK];
    for (int from = 0; from < n; from += BLOCK) {
      int m = Math.min(BLOCK, n - from);
      for (int k = 0; k < d; k++) {
        long number = (long) (from / BLOCK) * d + k;
        if (kernel != null) {
          kernel.fill(streams.key(Purpose.NOISE, step, number), block, m);
        } else {
          NormalQuantile.fill(streams.stream(Purpose.NOISE, step, number), block, m);
        }
        System.arraycopy(block, 0, noise[k], from, m);
      }
    }
    return noise;
  }

  /** Standard normals of a step for N particles, from one stream. */
  static double[] normals(RandomStreams streams, long step, int n) {
    double[] noise = new double[n];
    NormalQuantile.fill(streams.stream(Purpose.NOISE, step, 0), noise, n);
    return noise;
  }
}
