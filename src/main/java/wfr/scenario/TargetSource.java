package wfr.scenario;

import wfr.model.Domain;
import wfr.model.Potential;

/** Who starts the program of a {@code potential: {command: ...}}. Reading a scenario runs nothing unless somebody is given who does. */
public interface TargetSource {
  /** Runs nothing, and says so. */
  TargetSource NONE =
      (command, where, breakpoints) -> {
        throw new BadInput(
            "a program is run only where a command is given the scenario itself: solve, sample, compare, spectrum, conform --scenario, reference export --scenario");
      };

  /**
   * The potential that a program answers, checked.
   *
   * @param command program and arguments; no shell
   * @param where its gradient and its determinism are checked
   * @param breakpoints where V jumps or has a kink on a line, ascending
   * @throws BadInput of one line
   */
  Potential open(String command, Domain where, double[] breakpoints);
}
