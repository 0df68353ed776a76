package wfr.defects;

import static wfr.operation.ParticleOperations.KERNEL_NORMALS;
import static wfr.operation.ParticleOperations.KERNEL_RUN;
import static wfr.operation.ParticleOperations.KERNEL_STEP;
import static wfr.operation.ParticleOperations.PARTICLE_RUN;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import wfr.model.ParticleSettings.Kernel;
import wfr.model.WfrProblem;
import wfr.operation.Implementation.Replacement;
import wfr.operation.ParticleOperations.KernelNormals;
import wfr.operation.ParticleOperations.KernelState;
import wfr.operation.ParticleOperations.KernelStep;
import wfr.reference.Reference;

/** Mutants of the fused particle kernel, and its scalar form as a variant. */
final class KernelMutants {
  /** Largest change of a log-weight that the kernel's polynomial covers. */
  private static final double SMALL = 0.125;

  /** Particles of a block. */
  private static final int BLOCK = 512;

  private KernelMutants() {}

  static List<Mutant> all() {
    return List.of(
        normals("kernel-noise-variance", "normals 0.3 % too large", z -> 1.003 * z),
        normals("kernel-tail-cut", "normals cut at 4 deviations", z -> cut(z, 4)),
        normals("kernel-far-tail-cut", "normals cut at 5.5 deviations", z -> cut(z, 5.5)),
        normals("kernel-half-angle", "angles of one half of the circle only", Math::abs),
        step(
            "kernel-exponent-clipped",
            "changes of the log-weight clipped silently where the polynomial ends",
            (c, next) -> {
              KernelState made = next.apply(c);
              double[] w = c.weights();
              double[] clipped = new double[w.length];
              Arrays.setAll(
                  clipped, i -> w[i] * Math.exp(cut(Math.log(made.weights()[i] / w[i]), SMALL)));
              return new KernelState(made.x(), clipped, made.masses());
            }),
        step(
            "kernel-half-cell",
            "deposit half a cell to the right",
            (c, next) -> {
              KernelState made = next.apply(c);
              double[] right = made.masses();
              double[] m = right.clone();
              Arrays.setAll(m, j -> j == 0 ? right[0] : (right[j] + right[j - 1]) / 2);
              return new KernelState(made.x(), made.weights(), m);
            }),
        step(
            "kernel-last-block",
            "particles behind the last full block neither weigh nor move",
            (c, next) -> {
              KernelState made = next.apply(c);
              int full = c.x().length / BLOCK * BLOCK;
              double[] x = c.x().clone();
              double[] w = c.weights().clone();
              System.arraycopy(made.x(), 0, x, 0, full);
              System.arraycopy(made.weights(), 0, w, 0, full);
              return new KernelState(x, w, made.masses());
            }),
        step(
            "kernel-weight-after-move",
            "the weight of a step taken at the position after the move",
            (c, next) -> {
              WfrProblem p = c.problem();
              double[] moved = next.apply(c.withProblem(p.withReactionRate(0))).x();
              WfrProblem still = p.withDiffusivity(0);
              return next.apply(c.withProblem(still).withX(moved));
            }),
        Mutant.of(
            "kernel-thread-streams",
            "random streams keyed by the number of threads",
            List.of("E14"),
            KERNEL_RUN,
            (c, next) -> next.apply(c.withSeed(c.seed() + c.threads()))));
  }

  /** The scalar kernel, which runs where the vector one does not. */
  static Variant scalar() {
    return new Variant(
        "kernel-scalar",
        "fused particles by the scalar kernel",
        KERNEL_RUN.group(),
        List.of("E12", "E13", "E14"),
        List.of(),
        Reference.IMPLEMENTATION
            .with(
                KERNEL_NORMALS,
                (c, next) -> next.apply(new KernelNormals(Kernel.SCALAR, c.numbers())))
            .with(KERNEL_STEP, (c, next) -> next.apply(c.withKernel(Kernel.SCALAR)))
            .with(KERNEL_RUN, (c, next) -> next.apply(c.withKernel(Kernel.SCALAR))));
  }

  /** Whole runs by the scalar kernel, with its normals where the step is not fused. */
  static Variant runs() {
    return runs(
        "kernel-runs",
        "particle runs by the scalar kernel where the step is fused, elsewhere with its normals",
        Kernel.SCALAR);
  }

  /** Whole runs by the readable loops, which the fused kernel stands for where it serves. */
  static Variant readable() {
    return runs("readable-runs", "particle runs by the readable loops", Kernel.READABLE);
  }

  private static Variant runs(String id, String what, Kernel kernel) {
    return Variant.of(
        id,
        what,
        List.of("E6S", "D6", "D6P"),
        PARTICLE_RUN,
        (c, next) -> next.apply(c.withSettings(c.settings().withKernel(kernel))));
  }

  private static double cut(double v, double size) {
    return Math.max(-size, Math.min(size, v));
  }

  private static Mutant normals(String id, String defect, DoubleUnaryOperator wrong) {
    return Mutant.of(
        id,
        defect,
        List.of("E13"),
        KERNEL_NORMALS,
        (c, next) -> Arrays.stream(next.apply(c)).map(wrong).toArray());
  }

  private static Mutant step(String id, String defect, Replacement<KernelStep, KernelState> wrong) {
    return Mutant.of(id, defect, List.of("E12"), KERNEL_STEP, wrong);
  }
}
