package wfr.defects;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import wfr.math.LogSumExp;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Potential;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations.Group;

/** Legitimate other choices in d dimensions. */
final class SpaceVariants {
  private SpaceVariants() {}

  static List<Variant> all() {
    return List.of(kernelsByLogarithms(), symmetricRoot(), stepByPoints());
  }

  /** The kernel sum in logarithms, point by point, whatever evaluation is asked for. */
  private static Variant kernelsByLogarithms() {
    return new Variant(
        "kernels-by-logarithms",
        "kernel sums by log-sum-exp of every term",
        Group.KERNEL_DENSITY,
        List.of("E9N"),
        () ->
            new ReferenceOperations() {
              @Override
              public double[] kernelLogDensity(
                  Domain box,
                  DensityEstimate.Evaluation evaluation,
                  double[][] centres,
                  double[] weights,
                  double[] bandwidth,
                  double[][] points) {
                double total = Math.log(Arrays.stream(weights).sum());
                double[] out = new double[points[0].length];
                double[] l = new double[weights.length];
                for (int i = 0; i < out.length; i++) {
                  for (int j = 0; j < l.length; j++) {
                    l[j] = Math.log(weights[j]) - total;
                    for (int k = 0; k < points.length; k++) {
                      double s = (points[k][i] - centres[k][j]) / bandwidth[k];
                      l[j] -= 0.5 * s * s + Math.log(bandwidth[k] * Math.sqrt(2 * Math.PI));
                    }
                  }
                  out[i] = LogSumExp.of(l);
                }
                return out;
              }
            });
  }

  /** Another root of the covariance: L = C^{1/2}, symmetric. */
  private static Variant symmetricRoot() {
    return new Variant(
        "draws-by-symmetric-root",
        "draws m + C^{1/2} z",
        Group.SPACE_PARTICLES,
        List.of("E11"),
        () ->
            new ReferenceOperations() {
              @Override
              public double[] spaceDraw(GaussianLaw law, double[] normals) {
                RealMatrix root =
                    new EigenDecomposition(new Array2DRowRealMatrix(law.covariance()))
                        .getSquareRoot();
                double[] x = root.operate(normals);
                for (int k = 0; k < x.length; k++) {
                  x[k] += law.mean()[k];
                }
                return x;
              }
            });
  }

  /** The step particle by particle. */
  private static Variant stepByPoints() {
    return new Variant(
        "space-step-by-points",
        "the step in d dimensions particle by particle",
        Group.SPACE_PARTICLES,
        List.of("E7N"),
        () ->
            new ReferenceOperations() {
              @Override
              public double[][] spaceStep(
                  Potential potential,
                  double diffusivity,
                  double dt,
                  double[][] x,
                  double[][] noise) {
                double[][] moved = new double[x.length][x[0].length];
                double[] point = new double[x.length];
                double[] g = new double[x.length];
                for (int i = 0; i < x[0].length; i++) {
                  for (int k = 0; k < x.length; k++) {
                    point[k] = x[k][i];
                  }
                  potential.gradient(point, g);
                  for (int k = 0; k < x.length; k++) {
                    moved[k][i] =
                        point[k]
                            + Math.sqrt(2 * dt * diffusivity) * noise[k][i]
                            - dt * diffusivity * g[k];
                  }
                }
                return moved;
              }
            });
  }
}
