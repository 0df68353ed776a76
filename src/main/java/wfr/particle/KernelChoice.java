package wfr.particle;

import java.util.ArrayList;
import java.util.List;
import wfr.model.DensityEstimate;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.ParticleSettings.Kernel;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.operation.Operation;
import wfr.operation.ParticleOperations;
import wfr.operation.WeightOperations;
import wfr.particle.fused.FusedNormals;

/**
 * Which loops make the steps of a run, and why. What is asked for by name is taken; auto is the fused step where that serves, by the vector kernel where it runs, and the readable loops elsewhere.
 *
 * @param kernel never auto
 * @param reason one line
 */
public record KernelChoice(Kernel kernel, String reason) {
  /** Of walkers that are not fused: along a path of targets, with a velocity, killed. */
  public static final KernelChoice OWN_LOOPS =
      new KernelChoice(Kernel.READABLE, "these walkers have their own loops");

  /** What the kernel does in one loop. */
  private static final Operation<?, ?>[] FUSED = {
    ParticleOperations.SDE_STEP,
    ParticleOperations.CONFINE,
    ParticleOperations.LOG_DENSITY,
    ParticleOperations.KERNEL_NORMALS,
    ParticleOperations.KERNEL_STEP,
    WeightOperations.MEAN_LOG_RATIO,
    WeightOperations.UPDATE_LOG_WEIGHTS,
    WeightOperations.EFFECTIVE_SAMPLE_SIZE,
    WeightOperations.NORMALISE,
    WeightOperations.RESAMPLE,
    WeightOperations.RESET_LOG_WEIGHTS
  };

  /** The choice for a run composed of an implementation. */
  public static KernelChoice of(WfrProblem problem, ParticleSettings settings, Implementation ops) {
    if (settings.kernel() != Kernel.AUTO) {
      return new KernelChoice(settings.kernel(), "asked for");
    }
    List<String> obstacles = obstacles(problem, settings, ops);
    if (!obstacles.isEmpty()) {
      return new KernelChoice(
          Kernel.READABLE, "the fused step needs " + String.join(", ", obstacles));
    }
    return FusedNormals.hasVector()
        ? new KernelChoice(Kernel.VECTOR, "the fused step, in vector registers")
        : new KernelChoice(
            Kernel.SCALAR, "the fused step; no module jdk.incubator.vector or no wide registers");
  }

  /** Whether the whole step is fused, and not the normals alone: it then stands for the operations that it fuses. */
  boolean fuses(WfrProblem problem, ParticleSettings settings, Implementation ops) {
    return kernel != Kernel.READABLE
        && obstacles(problem, settings, ops).isEmpty()
        && ops.standsFor(FUSED);
  }

  /** What a run lacks for the fused step, none if it serves. */
  private static List<String> obstacles(
      WfrProblem problem, ParticleSettings settings, Implementation ops) {
    ResamplingScheme scheme = settings.resampling().scheme();
    List<String> missing = new ArrayList<>();
    need(problem.dimension() == 1, "one dimension", missing);
    need(problem.domain().isWholeSpace(), "boundary: line", missing);
    need(settings.integrator() == Integrator.EULER_MARUYAMA, "integrator: euler-maruyama", missing);
    need(settings.density() instanceof DensityEstimate.Grid, "density: grid", missing);
    need(settings.reaction() == ParticleSettings.Reaction.WEIGHTS, "reaction: weights", missing);
    need(
        scheme == ResamplingScheme.SYSTEMATIC || scheme == ResamplingScheme.NONE,
        "resampling: systematic or none",
        missing);
    need(ops.keeps(FUSED), "the operations that it fuses, one of which was replaced", missing);
    return missing;
  }

  private static void need(boolean met, String what, List<String> missing) {
    if (!met) {
      missing.add(what);
    }
  }
}
