package wfr.defects;

import static wfr.defects.ParticleMutants.matrix;
import static wfr.operation.ParticleOperations.KERNEL_LOG_DENSITY;
import static wfr.operation.ParticleOperations.SDE_STEP;
import static wfr.operation.ParticleOperations.SPACE_DRAW;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.EigenDecomposition;
import wfr.math.LogSumExp;
import wfr.model.Integrator;
import wfr.operation.ParticleOperations.KernelLogDensity;
import wfr.operation.ParticleOperations.SdeStep;

/** Legitimate other choices in d dimensions. */
final class SpaceVariants {
  private SpaceVariants() {}

  static List<Variant> all() {
    return List.of(
        Variant.of(
            "kernels-by-logarithms",
            "kernel sums by log-sum-exp of every term",
            List.of("E9N"),
            KERNEL_LOG_DENSITY,
            (c, next) -> byLogarithms(c)),
        Variant.of(
            "draws-by-symmetric-root",
            "draws m + C^{1/2} z",
            List.of("E11"),
            SPACE_DRAW,
            (c, next) -> SpaceMutants.draw(c, g -> new EigenDecomposition(g).getSquareRoot())),
        Variant.of(
            "space-step-by-points",
            "the step in d dimensions particle by particle",
            List.of("E7N"),
            SDE_STEP,
            (c, next) ->
                c.integrator() == Integrator.EULER_MARUYAMA ? byPoints(c) : next.apply(c)));
  }

  /** The kernel sum in logarithms, point by point, whatever evaluation is asked for. */
  private static double[] byLogarithms(KernelLogDensity c) {
    double total = Math.log(Arrays.stream(c.weights()).sum());
    double[] out = new double[c.points()[0].length];
    double[] l = new double[c.weights().length];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < l.length; j++) {
        l[j] = Math.log(c.weights()[j]) - total;
        for (int k = 0; k < c.points().length; k++) {
          double b = c.bandwidth()[k];
          double s = (c.points()[k][i] - c.centres()[k][j]) / b;
          l[j] -= 0.5 * s * s + Math.log(b * Math.sqrt(2 * Math.PI));
        }
      }
      out[i] = LogSumExp.of(l);
    }
    return out;
  }

  private static double[][] byPoints(SdeStep c) {
    double[][] drift = new double[c.x()[0].length][c.x().length];
    double[] point = new double[c.x().length];
    for (int i = 0; i < drift.length; i++) {
      int particle = i;
      Arrays.setAll(point, k -> c.x()[k][particle]);
      c.potential().gradient(point, drift[i]);
    }
    double scale = c.dt() * c.diffusivity();
    return matrix(
        c.x(),
        (k, i) -> c.x()[k][i] + Math.sqrt(2 * scale) * c.noise()[k][i] - scale * drift[i][k]);
  }
}
