package wfr.pde;

import java.util.Locale;
import wfr.diagnostics.Functionals;
import wfr.model.GridSettings;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridSolution;
import wfr.reference.Reference;
import wfr.scenario.ScenarioReader;

/** Prints the tables of reports/plane-convergence.md: the scenario rotated-well at t = 0.5 over grids and steps, and what splitting by axis costs. */
public final class PlaneConvergence {
  /** Finest time step of the table. */
  private static final double FINEST = 0.004;

  private PlaneConvergence() {}

  /** Runs it. */
  public static void main(String[] args) {
    WfrProblem problem = ScenarioReader.readShipped("rotated-well").problem();
    System.out.println("| transport | cells | step | KL | E x | E y |");
    System.out.println("|---|---|---|---|---|---|");
    for (TransportScheme scheme : TransportScheme.values()) {
      for (int cells = 32; cells <= 128; cells *= 2) {
        for (double step = 0.02; step > FINEST; step /= 2) {
          GridSolution run =
              new GridSolver(
                      problem,
                      new GridSettings(cells, step, SplittingScheme.STRANG, scheme),
                      Reference.IMPLEMENTATION)
                  .run(new double[] {0.5}, 1);
          Functionals f = new Functionals(run.densities().get(0));
          System.out.printf(
              Locale.ROOT,
              "| %s | %d | %s | %.8f | %.8f | %.8f |%n",
              scheme.key(),
              cells,
              step,
              f.kl(),
              f.mean()[0],
              f.mean()[1]);
        }
      }
    }
    System.out.println();
    PlaneSplitting.print();
  }
}
