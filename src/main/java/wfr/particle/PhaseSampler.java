package wfr.particle;

import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.model.GaussianLaw;

/** Draws positions and velocities. */
@FunctionalInterface
public interface PhaseSampler {
  /** Fills both. */
  void fill(RandomStreams streams, double[] x, double[] v);

  /** Positions from a sampler, velocities from N(0, 1). */
  static PhaseSampler thermal(InitialSampler positions) {
    return (streams, x, v) -> {
      positions.fill(streams, x);
      NormalQuantile.fill(streams.stream(RandomStreams.Purpose.INITIAL, 1, 0), v, v.length);
    };
  }

  /** N(m, C) on the plane by the Cholesky factor of C. */
  static PhaseSampler gaussian(GaussianLaw law) {
    double[] m = law.mean();
    double[][] c = law.covariance();
    double a = Math.sqrt(c[0][0]);
    double b = c[0][1] / a;
    double d = Math.sqrt(c[1][1] - b * b);
    return (streams, x, v) -> {
      NormalQuantile.fill(streams.stream(RandomStreams.Purpose.INITIAL, 0, 0), x, x.length);
      NormalQuantile.fill(streams.stream(RandomStreams.Purpose.INITIAL, 1, 0), v, v.length);
      for (int i = 0; i < x.length; i++) {
        double z = x[i];
        x[i] = m[0] + a * z;
        v[i] = m[1] + b * z + d * v[i];
      }
    };
  }
}
