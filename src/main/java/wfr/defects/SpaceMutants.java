package wfr.defects;

import static wfr.defects.ParticleMutants.matrix;
import static wfr.operation.ClosedFormOperations.GAUSSIAN_SPLIT;
import static wfr.operation.GridOperations.DISCRETISE;
import static wfr.operation.ParticleOperations.BANDWIDTH_RULE;
import static wfr.operation.ParticleOperations.KERNEL_LOG_DENSITY;
import static wfr.operation.ParticleOperations.PARTICLE_RUN;
import static wfr.operation.ParticleOperations.SDE_STEP;
import static wfr.operation.ParticleOperations.SPACE_DRAW;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import wfr.measure.DiscreteTarget;
import wfr.model.SplittingScheme;
import wfr.operation.ParticleOperations.SdeStep;
import wfr.operation.ParticleOperations.SpaceDraw;

/** Mutants of splittings, particles and kernel sums in d dimensions, and one more of the plane's finite volumes. */
final class SpaceMutants {
  /** Particles of a block. */
  private static final int BLOCK = 512;

  private SpaceMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "nd-split-order",
            "the constant of the other order of W and FR",
            List.of("C2N"),
            GAUSSIAN_SPLIT,
            (c, next) -> next.apply(c.withScheme(c.scheme() == null ? null : other(c.scheme())))),
        Mutant.of(
            "nd-split-exact",
            "the constant of the exact flow for every scheme",
            List.of("C2N"),
            GAUSSIAN_SPLIT,
            (c, next) -> next.apply(c.withScheme(null))),
        Mutant.of(
            "space-swapped-axes",
            "drift of an axis from the gradient of the next one",
            List.of("E7N", "D6N"),
            SDE_STEP,
            (c, next) ->
                next.apply(
                    c.withGradient(
                        matrix(c.x(), (k, i) -> c.gradient()[(k + 1) % c.x().length][i])))),
        Mutant.of(
            "space-shared-noise",
            "one noise for all axes",
            List.of("E7N"),
            SDE_STEP,
            (c, next) -> next.apply(noise(c, z -> matrix(z, (k, i) -> z[0][i])))),
        Mutant.of(
            "space-diagonal-precision",
            "drift by the diagonal of the Hessian at the origin only: right when the axes do not couple",
            List.of("E7N"),
            SDE_STEP,
            (c, next) -> {
              double[][] g = c.gradient().clone();
              Arrays.setAll(g, k -> alone(c, k).gradient()[k]);
              return next.apply(c.withGradient(g));
            }),
        Mutant.of(
            "space-one-noise",
            "one noise for all particles of a block: errors do not average out",
            List.of("E4N"),
            SDE_STEP,
            (c, next) -> next.apply(noise(c, z -> matrix(z, (k, i) -> z[k][i / BLOCK * BLOCK])))),
        Mutant.of(
            "space-transposed-root",
            "draws m + L'z in place of m + L z",
            List.of("E11"),
            SPACE_DRAW,
            (c, next) -> draw(c, g -> new CholeskyDecomposition(g).getLT())),
        Mutant.of(
            "space-no-weights",
            "weights of a run in space left equal",
            List.of("D6N"),
            PARTICLE_RUN,
            (c, next) ->
                c.problem().dimension() == 1
                    ? next.apply(c)
                    : next.apply(c.withProblem(c.problem().withReactionRate(0)))),
        Mutant.of(
            "kernel-bandwidth-power",
            "a kernel divided by b and not by its product over the axes",
            List.of("E9N"),
            KERNEL_LOG_DENSITY,
            (c, next) -> {
              double[] b = c.bandwidth();
              double others = Arrays.stream(b, 1, b.length).map(Math::log).sum();
              return DensityMutants.map(next.apply(c), 1, others);
            }),
        Mutant.of(
            "kernel-variance",
            "bandwidth taken as variance",
            List.of("E9N", "E4B"),
            KERNEL_LOG_DENSITY,
            (c, next) ->
                next.apply(
                    c.withBandwidth(Arrays.stream(c.bandwidth()).map(Math::sqrt).toArray()))),
        Mutant.of(
            "kernel-swapped-axes",
            "bandwidths of the axes in the wrong order",
            List.of("E9N"),
            KERNEL_LOG_DENSITY,
            (c, next) -> {
              double[] b = c.bandwidth().clone();
              Arrays.setAll(b, k -> c.bandwidth()[(k + 1) % b.length]);
              return next.apply(c.withBandwidth(b));
            }),
        Mutant.of(
            "kernel-not-normalised",
            "kernel sum not divided by the sum of weights",
            List.of("E9N"),
            KERNEL_LOG_DENSITY,
            (c, next) ->
                DensityMutants.map(next.apply(c), 1, Math.log(Arrays.stream(c.weights()).sum()))),
        Mutant.of(
            "bandwidth-exponent",
            "the line's exponent 1/5 in every dimension",
            List.of("E10"),
            BANDWIDTH_RULE,
            (c, next) -> {
              int d = c.x().length;
              double base = 4 / ((d + 2.0) * c.weights().length);
              return DensityMutants.map(next.apply(c), Math.pow(base, 0.2 - 1.0 / (d + 4)), 0);
            }),
        Mutant.of(
            "plane-diagonal-conductance",
            "conductances along x from the row of cells above: across the diagonal",
            List.of("G1P", "B7P"),
            DISCRETISE,
            Axes.several(
                (c, next) -> {
                  DiscreteTarget t = next.apply(c);
                  double[][] k = t.logConductance().clone();
                  int row = t.grid().axis(0).cells();
                  k[0] = k[0].clone();
                  System.arraycopy(k[0], row, k[0], 0, k[0].length - row);
                  return t.withLogConductance(k);
                })));
  }

  private static SplittingScheme other(SplittingScheme scheme) {
    return switch (scheme) {
      case LIE_WFR -> SplittingScheme.LIE_FRW;
      case LIE_FRW -> SplittingScheme.LIE_WFR;
      case STRANG -> SplittingScheme.STRANG_WFRW;
      case STRANG_WFRW -> SplittingScheme.STRANG;
    };
  }

  /** m + R z, R from the covariance. */
  static double[] draw(SpaceDraw c, UnaryOperator<RealMatrix> root) {
    double[] x = root.apply(new Array2DRowRealMatrix(c.law().covariance())).operate(c.normals());
    Arrays.setAll(x, k -> x[k] + c.law().mean()[k]);
    return x;
  }

  /** From the projections to an axis. */
  private static SdeStep alone(SdeStep c, int axis) {
    return c.withX(matrix(c.x(), (k, i) -> k == axis ? c.x()[k][i] : 0));
  }

  private static SdeStep noise(SdeStep c, UnaryOperator<double[][]> wrong) {
    return c.withNoise(wrong.apply(c.noise()), wrong.apply(c.nextNoise()));
  }
}
