package wfr.defects;

import static wfr.operation.GridOperations.KERNELISED_RUN;
import static wfr.operation.GridOperations.REACTION;
import static wfr.operation.ParticleOperations.JUMP_EVENT;
import static wfr.operation.ParticleOperations.JUMP_PARTNER;
import static wfr.operation.ParticleOperations.KERNEL_LOG_DENSITY;
import static wfr.operation.ParticleOperations.PARTICLE_RUN;

import java.util.List;
import wfr.operation.ParticleOperations.Copy;
import wfr.operation.ParticleOperations.JumpEvent;
import wfr.reference.Reference;

/** Mutants of birth-death, of the tempering schedule and of the kernel estimate. */
final class JumpMutants {
  private JumpMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "birth-death-swapped",
            "a particle in excess is copied, one that lacks mass is killed",
            List.of("E1", "E1S", "E4"),
            JUMP_EVENT,
            (c, next) -> next.apply(new JumpEvent(c.i(), c.j(), -c.beta()))),
        Mutant.of(
            "kill-set-unused",
            "particles to be killed are determined and left alive",
            List.of("E1", "E1S", "E4"),
            JUMP_EVENT,
            (c, next) -> c.beta() > 0 ? new Copy(c.i(), c.i()) : next.apply(c)),
        Mutant.of(
            "partner-from-others",
            "partner uniform over the N - 1 others with the rate for N",
            List.of("E1", "E1S"),
            JUMP_PARTNER,
            (c, next) -> {
              int other = c.stream().nextInt(c.n() - 1);
              return other < c.i() ? other : other + 1;
            }),
        Mutant.of(
            "schedule-linear",
            "tempering exponent 1 - lambda dt in place of e^{-lambda dt}",
            List.of("B11"),
            REACTION,
            (c, next) -> next.apply(c.withRate(-Math.log1p(-Math.min(c.rate(), 0.999))))),
        Mutant.of(
            "bandwidth-variance",
            "the kernel has variance b in place of b^2",
            List.of("E4K"),
            KERNELISED_RUN,
            (c, next) -> next.apply(c.withBandwidth(Math.sqrt(c.bandwidth())))),
        Mutant.of(
            "flow-not-kernelised",
            "particles react to a nearly unsmoothed density: the wrong limit",
            List.of("E4"),
            PARTICLE_RUN,
            (c, next) ->
                Reference.IMPLEMENTATION
                    .with(
                        KERNEL_LOG_DENSITY,
                        (k, sum) ->
                            sum.apply(k.withBandwidth(DensityMutants.map(k.bandwidth(), 0.2, 0))))
                    .apply(c)));
  }
}
