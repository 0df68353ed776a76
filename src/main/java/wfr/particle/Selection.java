package wfr.particle;

import org.apache.commons.rng.UniformRandomProvider;
import wfr.model.ResamplingScheme;

/** Resampling of a population: who survives, and what happens to values and weights. */
public interface Selection {
  /** Ancestor of every particle, for normalised weights. */
  int[] ancestors(double[] weights, UniformRandomProvider stream);

  /** Replaces every particle by its ancestor and makes the weights equal, each exp(logMeanWeight). */
  default void apply(Population population, int[] ancestors, double logMeanWeight) {
    population.permute(ancestors);
    population.equalise(logMeanWeight);
  }

  /** The production rule: {@link Resampling} with uniforms from the stream. */
  static Selection of(ResamplingScheme scheme) {
    return (weights, stream) -> {
      double[] u = new double[Resampling.uniforms(scheme, weights.length)];
      for (int k = 0; k < u.length; k++) {
        u[k] = stream.nextDouble();
      }
      return Resampling.ancestors(scheme, weights, u);
    };
  }
}
