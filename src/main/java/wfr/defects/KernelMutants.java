package wfr.defects;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import wfr.measure.WeightedSample;
import wfr.model.ParticleSettings;
import wfr.model.WfrProblem;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations.Group;

/** Mutants of the fused particle kernel, and its scalar form as a variant. */
final class KernelMutants {
  /** Largest change of a log-weight that the kernel's polynomial covers. */
  private static final double SMALL = 0.125;

  private KernelMutants() {}

  static List<Mutant> all() {
    return List.of(
        normals("kernel-noise-variance", "normals 0.3 % too large", z -> 1.003 * z),
        normals(
            "kernel-tail-cut", "normals cut at 4 deviations", z -> Math.max(-4, Math.min(4, z))),
        normals(
            "kernel-far-tail-cut",
            "normals cut at 5.5 deviations",
            z -> Math.max(-5.5, Math.min(5.5, z))),
        normals("kernel-half-angle", "angles of one half of the circle only", Math::abs),
        step(
            "kernel-exponent-clipped",
            "changes of the log-weight clipped silently where the polynomial ends",
            (x, w, made) -> {
              double[] clipped = new double[w.length];
              for (int i = 0; i < w.length; i++) {
                double change = Math.log(made.weights()[i] / w[i]);
                clipped[i] = w[i] * Math.exp(Math.max(-SMALL, Math.min(SMALL, change)));
              }
              return new Made(made.x(), clipped, made.masses());
            }),
        step(
            "kernel-half-cell",
            "deposit half a cell to the right",
            (x, w, made) -> {
              double[] m = made.masses().clone();
              for (int j = 1; j < m.length; j++) {
                m[j] = (made.masses()[j] + made.masses()[j - 1]) / 2;
              }
              return new Made(made.x(), made.weights(), m);
            }),
        step(
            "kernel-last-block",
            "particles behind the last full block neither weigh nor move",
            (x, w, made) -> {
              int full = x.length / 512 * 512;
              double[] y = made.x().clone();
              double[] v = made.weights().clone();
              System.arraycopy(x, full, y, full, x.length - full);
              System.arraycopy(w, full, v, full, w.length - full);
              return new Made(y, v, made.masses());
            }),
        weightAfterMove(),
        new Mutant(
            "kernel-thread-streams",
            "random streams keyed by the number of threads",
            Group.KERNEL,
            List.of("E14"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public WeightedSample kernelRun(
                      WfrProblem p,
                      int nodes,
                      double dt,
                      int steps,
                      int n,
                      long seed,
                      int threads) {
                    return super.kernelRun(p, nodes, dt, steps, n, seed + threads, threads);
                  }
                }));
  }

  /** The scalar kernel, which runs where the vector one does not. */
  static Variant scalar() {
    return new Variant(
        "kernel-scalar",
        "fused particles by the scalar kernel",
        Group.KERNEL,
        List.of("E12", "E13", "E14"),
        () ->
            new ReferenceOperations() {
              @Override
              public String kernel() {
                return "scalar";
              }
            });
  }

  /** Whole runs by the fused kernel, or with its normals where it does not serve. */
  static Variant runs() {
    return new Variant(
        "kernel-runs",
        "particle runs by the fused kernel where it serves, elsewhere with its normals",
        Group.PARTICLE_RUN,
        List.of("E6S", "D6", "D6P"),
        () ->
            new ReferenceOperations() {
              @Override
              public List<WeightedSample> particleRun(
                  WfrProblem problem, ParticleSettings settings, double[] times) {
                return new ReferenceOperations()
                    .particleRun(problem, settings.withKernel(ParticleSettings.Kernel.AUTO), times);
              }
            });
  }

  private static Mutant normals(String id, String defect, DoubleUnaryOperator wrong) {
    return new Mutant(
        id,
        defect,
        Group.KERNEL,
        List.of("E13"),
        () ->
            new ReferenceOperations() {
              @Override
              public double[] kernelNormals(long[] numbers) {
                return Arrays.stream(super.kernelNormals(numbers)).map(wrong).toArray();
              }
            });
  }

  private record Made(double[] x, double[] weights, double[] masses) {}

  /** What a defect makes of a step from positions and weights. */
  private interface Wrong {
    Made of(double[] x, double[] w, Made right);
  }

  private static Mutant step(String id, String defect, Wrong wrong) {
    return new Mutant(
        id,
        defect,
        Group.KERNEL,
        List.of("E12"),
        () ->
            new ReferenceOperations() {
              @Override
              public KernelStep kernelStep(
                  WfrProblem p, int nodes, double dt, double[] x, double[] w, double[] noise) {
                KernelStep s = super.kernelStep(p, nodes, dt, x, w, noise);
                Made m = wrong.of(x, w, new Made(s.x(), s.weights(), s.masses()));
                return new KernelStep(m.x(), m.weights(), m.masses());
              }
            });
  }

  private static Mutant weightAfterMove() {
    return new Mutant(
        "kernel-weight-after-move",
        "the weight of a step taken at the position after the move",
        Group.KERNEL,
        List.of("E12"),
        () ->
            new ReferenceOperations() {
              @Override
              public KernelStep kernelStep(
                  WfrProblem p, int nodes, double dt, double[] x, double[] w, double[] noise) {
                KernelStep moved =
                    super.kernelStep(rates(p, 0, p.diffusivity()), nodes, dt, x, w, noise);
                return super.kernelStep(
                    rates(p, p.reactionRate(), 0), nodes, dt, moved.x(), w, noise);
              }
            });
  }

  private static WfrProblem rates(WfrProblem p, double lambda, double diffusivity) {
    return new WfrProblem(p.potential(), p.initial(), p.domain(), lambda, diffusivity);
  }
}
