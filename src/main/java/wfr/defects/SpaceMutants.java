package wfr.defects;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import wfr.measure.PlaneTarget;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.ParticleSettings;
import wfr.model.Potential;
import wfr.model.SplittingScheme;
import wfr.model.WfrProblem;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations;
import wfr.spec.Operations.Group;

/** Mutants of splittings, particles and kernel sums in d dimensions, and one more of the plane's finite volumes. */
final class SpaceMutants {
  private SpaceMutants() {}

  static List<Mutant> all() {
    return List.of(
        split("nd-split-order", "the constant of the other order of W and FR", true),
        split("nd-split-exact", "the constant of the exact flow for every scheme", false),
        step(
            "space-swapped-axes",
            "drift of an axis from the gradient of the next one",
            List.of("E7N", "D6N"),
            (ops, v, d, dt, x, noise) -> {
              double[][] moved = ops.step(v, d, dt, x, noise);
              double[][] swapped = new double[x.length][];
              for (int k = 0; k < x.length; k++) {
                int next = (k + 1) % x.length;
                swapped[k] = new double[x[k].length];
                for (int i = 0; i < x[k].length; i++) {
                  double s = Math.sqrt(2 * d * dt);
                  double drift = moved[next][i] - x[next][i] - s * noise[next][i];
                  swapped[k][i] = x[k][i] + drift + s * noise[k][i];
                }
              }
              return swapped;
            }),
        step(
            "space-shared-noise",
            "one noise for all axes",
            List.of("E7N"),
            (ops, v, d, dt, x, noise) -> {
              double[][] one = new double[x.length][];
              Arrays.fill(one, noise[0]);
              return ops.step(v, d, dt, x, one);
            }),
        step(
            "space-diagonal-precision",
            "drift by the diagonal of the Hessian at the origin only: right when the axes do not couple",
            List.of("E7N"),
            (ops, v, d, dt, x, noise) -> {
              double[][] moved = new double[x.length][];
              double[] g = new double[x.length];
              double[] origin = new double[x.length];
              v.gradient(origin, origin.clone());
              for (int k = 0; k < x.length; k++) {
                moved[k] = x[k].clone();
                for (int i = 0; i < x[k].length; i++) {
                  double[] alone = new double[x.length];
                  alone[k] = x[k][i];
                  v.gradient(alone, g);
                  moved[k][i] += -d * dt * g[k] + Math.sqrt(2 * d * dt) * noise[k][i];
                }
              }
              return moved;
            }),
        step(
            "space-one-noise",
            "one noise for all particles of a block: errors do not average out",
            List.of("E4N"),
            (ops, v, d, dt, x, noise) -> {
              double[][] one = new double[x.length][];
              for (int k = 0; k < x.length; k++) {
                one[k] = new double[noise[k].length];
                Arrays.fill(one[k], noise[k][0]);
              }
              return ops.step(v, d, dt, x, one);
            }),
        new Mutant(
            "space-transposed-root",
            "draws m + L'z in place of m + L z",
            Group.SPACE_PARTICLES,
            List.of("E11"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] spaceDraw(GaussianLaw law, double[] normals) {
                    RealMatrix root =
                        new CholeskyDecomposition(new Array2DRowRealMatrix(law.covariance()))
                            .getLT();
                    double[] x = root.operate(normals);
                    for (int k = 0; k < x.length; k++) {
                      x[k] += law.mean()[k];
                    }
                    return x;
                  }
                }),
        new Mutant(
            "space-no-weights",
            "weights of a run in space left equal",
            Group.SPACE_PARTICLES,
            List.of("D6N"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public List<WeightedSample> spaceRun(
                      WfrProblem problem, ParticleSettings settings, double[] times) {
                    return super.spaceRun(problem.withReactionRate(0), settings, times);
                  }
                }),
        kernel(
            "kernel-bandwidth-power",
            "a kernel divided by b and not by its product over the axes",
            (sum, box, e, c, w, b, x) ->
                shifted(
                    sum.of(box, e, c, w, b, x),
                    Arrays.stream(b, 1, b.length).map(Math::log).sum())),
        kernel(
            "kernel-variance",
            "bandwidth taken as variance",
            List.of("E9N", "E4B"),
            (sum, box, e, c, w, b, x) ->
                sum.of(box, e, c, w, Arrays.stream(b).map(Math::sqrt).toArray(), x)),
        kernel(
            "kernel-swapped-axes",
            "bandwidths of the axes in the wrong order",
            (sum, box, e, c, w, b, x) -> {
              double[] other = b.clone();
              other[0] = b[1];
              other[1] = b[0];
              return sum.of(box, e, c, w, other, x);
            }),
        kernel(
            "kernel-not-normalised",
            "kernel sum not divided by the sum of weights",
            (sum, box, e, c, w, b, x) ->
                shifted(sum.of(box, e, c, w, b, x), Math.log(Arrays.stream(w).sum()))),
        new Mutant(
            "bandwidth-exponent",
            "the line's exponent 1/5 in every dimension",
            Group.KERNEL_DENSITY,
            List.of("E10"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] bandwidthRule(double[][] x, double[] weights) {
                    int d = x.length;
                    double n = weights.length;
                    double wrong = Math.pow(4 / ((d + 2) * n), 0.2);
                    double right = Math.pow(4 / ((d + 2) * n), 1.0 / (d + 4));
                    return Arrays.stream(super.bandwidthRule(x, weights))
                        .map(b -> b * wrong / right)
                        .toArray();
                  }
                }),
        new Mutant(
            "plane-diagonal-conductance",
            "conductances along x from the row of cells above: across the diagonal",
            Group.PLANE,
            List.of("G1P", "B7P"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public PlaneTarget planeDiscretise(WfrProblem problem, int cells) {
                    PlaneTarget t = super.planeDiscretise(problem, cells);
                    double[] k = t.logConductanceX().clone();
                    int row = t.grid().x().cells() + 1;
                    System.arraycopy(k, row, k, 0, k.length - row);
                    return new PlaneTarget(t.grid(), t.logMass(), k, t.logConductanceY());
                  }
                }));
  }

  private static Mutant split(String id, String defect, boolean swap) {
    return new Mutant(
        id,
        defect,
        Group.SPLIT_MAP,
        List.of("C2N"),
        () ->
            new ReferenceOperations() {
              @Override
              public GaussianLaw gaussianSplit(
                  WfrProblem gaussians, double step, int n, SplittingScheme scheme) {
                return super.gaussianSplit(
                    gaussians, step, n, swap && scheme != null ? other(scheme) : null);
              }
            });
  }

  private static SplittingScheme other(SplittingScheme scheme) {
    return switch (scheme) {
      case LIE_WFR -> SplittingScheme.LIE_FRW;
      case LIE_FRW -> SplittingScheme.LIE_WFR;
      case STRANG -> SplittingScheme.STRANG_WFRW;
      case STRANG_WFRW -> SplittingScheme.STRANG;
    };
  }

  /** The reference, with its step under a second name. */
  private static class Base extends ReferenceOperations {
    double[][] step(Potential v, double d, double dt, double[][] x, double[][] noise) {
      return super.spaceStep(v, d, dt, x, noise);
    }
  }

  @FunctionalInterface
  private interface Step {
    double[][] of(Base ops, Potential v, double d, double dt, double[][] x, double[][] noise);
  }

  private static Mutant step(String id, String defect, List<String> refutedBy, Step step) {
    Supplier<Operations> make =
        () ->
            new Base() {
              @Override
              public double[][] spaceStep(
                  Potential v, double d, double dt, double[][] x, double[][] noise) {
                return step.of(this, v, d, dt, x, noise);
              }
            };
    return new Mutant(id, defect, Group.SPACE_PARTICLES, refutedBy, make);
  }

  /** A kernel sum. */
  @FunctionalInterface
  private interface Sum {
    double[] of(
        Domain box,
        DensityEstimate.Evaluation e,
        double[][] centres,
        double[] weights,
        double[] bandwidth,
        double[][] points);
  }

  /** A spoilt one. */
  @FunctionalInterface
  private interface Change {
    double[] of(
        Sum sum,
        Domain box,
        DensityEstimate.Evaluation e,
        double[][] centres,
        double[] weights,
        double[] bandwidth,
        double[][] points);
  }

  private static double[] shifted(double[] l, double by) {
    return Arrays.stream(l).map(v -> v + by).toArray();
  }

  private static Mutant kernel(String id, String defect, Change change) {
    return kernel(id, defect, List.of("E9N"), change);
  }

  private static Mutant kernel(String id, String defect, List<String> refutedBy, Change change) {
    return new Mutant(
        id,
        defect,
        Group.KERNEL_DENSITY,
        refutedBy,
        () ->
            new ReferenceOperations() {
              @Override
              public double[] kernelLogDensity(
                  Domain box,
                  DensityEstimate.Evaluation e,
                  double[][] centres,
                  double[] weights,
                  double[] bandwidth,
                  double[][] points) {
                return change.of(
                    super::kernelLogDensity, box, e, centres, weights, bandwidth, points);
              }
            });
  }
}
