package wfr.experiment;

import org.apache.commons.rng.UniformRandomProvider;
import wfr.math.NormalQuantile;
import wfr.model.GaussianLaw;
import wfr.model.MixtureLaw;

/** Independent draws, coordinate k of draw i at [k][i], of laws whose covariances are diagonal. */
final class Draws {
  private Draws() {}

  static double[][] of(GaussianLaw law, int n, UniformRandomProvider stream) {
    return of(new MixtureLaw(new double[] {1}, java.util.List.of(law)), n, stream);
  }

  static double[][] of(MixtureLaw law, int n, UniformRandomProvider stream) {
    double[][] x = new double[law.dimension()][n];
    double[] w = law.weights();
    for (int i = 0; i < n; i++) {
      double u = stream.nextDouble();
      int c = 0;
      while (c < w.length - 1 && u >= w[c]) {
        u -= w[c++];
      }
      GaussianLaw g = law.components().get(c);
      for (int k = 0; k < x.length; k++) {
        x[k][i] =
            g.mean()[k] + Math.sqrt(g.covariance()[k][k]) * NormalQuantile.of(stream.nextLong());
      }
    }
    return x;
  }
}
