package wfr.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import wfr.model.FeynmanKacTask;
import wfr.model.Jumps;
import wfr.model.Observable;
import wfr.model.ParticleSettings;
import wfr.model.TargetPath;
import wfr.model.WfrProblem;

/**
 * A scenario file, read and checked.
 *
 * @param name name, also the default output directory out/name (spaces become hyphens)
 * @param problem what is solved
 * @param hasGrid whether it has a domain, so that a grid can solve it; without one, key dimension, it is for particles alone and its box is no boundary
 * @param outputTimes ascending, >= 0, at least one
 * @param observables reported expectations
 * @param grid what the file fixes of the grid run
 * @param particles settings of the particle run, defaults filled in
 * @param feynmanKac a Feynman-Kac expectation, if the file asks for one
 * @param targetPath a path of targets that ends in the problem's, if the file asks for one
 * @param friction friction of kinetic dynamics, if the file asks for them
 * @param asUnderstood the file with defaults filled in, as plain maps, lists, strings and numbers
 * @param warnings one line each
 */
public record Scenario(
    String name,
    WfrProblem problem,
    boolean hasGrid,
    double[] outputTimes,
    List<Observable> observables,
    GridRequest grid,
    ParticleSettings particles,
    Optional<FeynmanKacTask> feynmanKac,
    Optional<TargetPath> targetPath,
    Optional<Double> friction,
    Map<String, Object> asUnderstood,
    List<String> warnings) {
  /** A scenario with a domain and without the optional sections. */
  public Scenario(
      String name,
      WfrProblem problem,
      double[] outputTimes,
      List<Observable> observables,
      GridRequest grid,
      ParticleSettings particles,
      Map<String, Object> asUnderstood,
      List<String> warnings) {
    this(
        name,
        problem,
        true,
        outputTimes,
        observables,
        grid,
        particles,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        asUnderstood,
        warnings);
  }

  /** Refuses particles where V jumps, and those whose time step, where the file leaves it open, cannot reach the last output time. */
  public void requireWalkers() {
    if (hasGrid()) {
      Jumps.of(problem)
          .ifPresent(
              where -> {
                throw new BadInput(
                    name
                        + ": potential: "
                        + where
                        + ": particles move by grad V, which does not see a jump, and would settle in another law: wfr solve takes it");
              });
    }
    Ranges.tooManySteps(outputTimes[outputTimes.length - 1], particles.timeStep())
        .ifPresent(
            why -> {
              throw new BadInput(name + ": particles.time-step: " + why);
            });
  }
}
