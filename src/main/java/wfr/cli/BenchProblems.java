package wfr.cli;

import wfr.model.WfrProblem;
import wfr.model.expression.ExpressionException;
import wfr.model.expression.ExpressionParser;
import wfr.reference.ParticleBench;
import wfr.scenario.ExpressionCompiler;

/** Problems of {@code wfr bench} by name. */
final class BenchProblems {
  private BenchProblems() {}

  /** The problem of a name; with another potential if one is given. */
  static WfrProblem particles(String name, String potential) throws ExpressionException {
    if (potential != null) {
      return ParticleBench.problem(
          ExpressionCompiler.potential(ExpressionParser.parse(potential, 1), 1));
    }
    return switch (name) {
      case "tilted" -> ParticleBench.problem();
      case "well" -> ParticleBench.oneWell();
      default -> throw new IllegalArgumentException("--problem must be tilted or well: " + name);
    };
  }
}
