package wfr.pde.killed;

import wfr.measure.Axis;
import wfr.model.ReweightedDiffusion;
import wfr.pde.CellMasses;
import wfr.pde.ScharfetterGummelFlux;

/**
 * The weighted law of a {@link ReweightedDiffusion} on a grid, d_t m = D m'' - (B m)' + r m, by exponentials of the {@link KilledGenerator}
 * with B and r frozen at the middle of each step (Magnus to second order); drift between centres by the midpoint rule.
 * Accuracy: order 2 in dx and dt, even powers of both for smooth coefficients. Source: proofs-notes, D7, D7A, D12, D9, D10.
 */
public final class ReweightedGrid {
  private ReweightedGrid() {}

  /**
   * m at time as masses of cells, from the start normalised by its own sum.
   *
   * @param diffusion drift, rate, start
   * @param from time of the start
   * @param masses m at that time
   * @param to time of the result
   * @param steps number of equal steps
   */
  public static double[] advance(
      ReweightedDiffusion diffusion, double from, double[] masses, double to, int steps) {
    Axis grid = ScharfetterGummelFlux.gridOf(diffusion.domain(), masses.length).axis(0);
    int n = grid.cells();
    double dt = (to - from) / steps;
    double[] m = masses.clone();
    double[] increments = new double[n + 1];
    double[] killing = new double[n];
    for (int k = 0; k < steps; k++) {
      double t = from + (k + 0.5) * dt;
      for (int i = 0; i <= n; i++) {
        increments[i] =
            -diffusion.drift().at(grid.edge(i), t) * grid.dx() / diffusion.diffusivity();
      }
      for (int i = 0; i < n; i++) {
        killing[i] = -diffusion.rate().at(grid.centre(i), t);
      }
      m = new KilledGenerator(grid, diffusion.diffusivity(), increments, killing).forward(m, dt);
    }
    return m;
  }

  /** The start as masses of cells, normalised by their sum: spectrally accurate for a smooth density that vanishes at the ends or is periodic. */
  public static double[] start(ReweightedDiffusion diffusion, int cells) {
    Axis grid = ScharfetterGummelFlux.gridOf(diffusion.domain(), cells).axis(0);
    double[] l = new double[cells];
    for (int i = 0; i < cells; i++) {
      l[i] = diffusion.start().logDensity(grid.centre(i));
    }
    double[] masses = CellMasses.normalised(l);
    for (int i = 0; i < cells; i++) {
      masses[i] = Math.exp(masses[i]);
    }
    return masses;
  }
}
