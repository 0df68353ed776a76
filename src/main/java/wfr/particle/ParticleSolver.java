package wfr.particle;

import wfr.math.RandomStreams;
import wfr.model.DensityEstimate;
import wfr.model.ParticleSettings;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.operation.ParticleSolution;

/**
 * Weighted-SDE solver of the WFR flow, one population of N particles in any dimension:
 *   dX = -D grad V(X) dt + sqrt(2 D) dW,   d log w = -lambda (h(X) - E h) dt,   sum_i W_i delta_{X_i} approximates rho_t.
 * A step is a Lie splitting, reaction then transport (FR, W): density, mean and weight update belong to the beginning of
 * the step and the position before the move. Resampling, when the effective sample size after a step is below its
 * threshold, opens the next step, so that outputs carry weights and not yet copies.
 * Special cases: lambda = 0 leaves all weights equal; D = 0 leaves the positions fixed.
 * Accuracy: first order in the step; Monte Carlo error O(N^{-1/2}).
 */
public final class ParticleSolver {
  private ParticleSolver() {}

  /** Runs one population, composed of an implementation; by the loops of {@link KernelChoice}. */
  public static ParticleSolution run(ParticleRun call, Implementation ops) {
    WfrProblem problem = call.problem();
    SdeIntegrator.require(call.settings().integrator(), problem.potential());
    if (call.oracle() == null && call.settings().density() instanceof DensityEstimate.Oracle) {
      throw new IllegalArgumentException(
          "particles.density oracle needs a known solution, and this problem has none:"
              + " use a grid or kernel estimate");
    }
    KernelChoice choice = KernelChoice.of(problem, call.settings(), ops);
    ParticleSettings settings = call.settings().withKernel(choice.kernel());
    if (choice.fuses(problem, settings, ops)) {
      return FusedRun.run(call.withSettings(settings), ops);
    }
    RandomStreams streams = new RandomStreams(settings.seed(), call.replicate());
    Population p =
        new Population(
            InitialSampler.draw(
                problem.initial(), problem.domain(), settings.count(), streams, ops));
    DensityField density = DensityFields.of(problem, settings, call.oracle(), ops);
    return Walk.run(
        ops,
        p,
        settings,
        streams,
        call.times(),
        new WeightedStep(problem, settings, ops, density, streams, p));
  }
}
