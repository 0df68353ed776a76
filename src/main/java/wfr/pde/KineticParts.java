package wfr.pde;

import wfr.measure.PhaseGrid;
import wfr.model.Potential;

/** The three flows that {@link KineticSolver} composes. */
public interface KineticParts {
  /** The production parts. */
  KineticParts REFERENCE =
      new KineticParts() {
        @Override
        public SubFlow hamilton(PhaseGrid grid, Potential potential, double dt) {
          return new HamiltonianShift(grid, potential, dt);
        }

        @Override
        public SubFlow friction(PhaseGrid grid, double rate) {
          return new FrictionStep(grid, rate);
        }

        @Override
        public SubFlow reaction(PhaseGrid grid, double[] logMass, double rate) {
          return new ReactionFlow(logMass, rate);
        }
      };

  /** Hamilton's flow over dt. */
  SubFlow hamilton(PhaseGrid grid, Potential potential, double dt);

  /** Friction and noise, rate = g dt. */
  SubFlow friction(PhaseGrid grid, double rate);

  /** Reaction, rate = lambda dt. */
  SubFlow reaction(PhaseGrid grid, double[] logMass, double rate);
}
