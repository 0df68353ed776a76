package wfr.cli;

import wfr.model.Domain;
import wfr.model.GaussianLaw;
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

  /** The problem in the plane. */
  static WfrProblem plane() throws ExpressionException {
    return new WfrProblem(
        ExpressionCompiler.potential(
            ExpressionParser.parse("4*(x^2-1)^2 + x/2 + 2*y^2 + 0.7*x*y", 2), 2),
        new GaussianLaw(new double[] {0.2, 0}, new double[][] {{0.49, 0}, {0, 0.49}}),
        new Domain(new double[] {-3, -3}, new double[] {3, 3}, Domain.Boundary.LINE),
        5,
        1);
  }
}
