package wfr.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wfr.diagnostics.MeasureSummary;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;
import wfr.scenario.Scenario;

/**
 * What a run has to report: the scenario with either solution or both.
 *
 * @param scenario as understood
 * @param grid finite-volume solution, if made
 * @param particles weighted particles, if made
 */
public record RunResult(
    Scenario scenario, Optional<GridResult> grid, Optional<ParticleResult> particles) {
  /** At least one solution is needed. */
  public RunResult {
    if (grid.isEmpty() && particles.isEmpty()) {
      throw new IllegalArgumentException("a report needs a grid or a particle solution: neither");
    }
  }

  /** Figures of the more accurate solution: the grid's where there is one. */
  public List<MeasureSummary> summaries() {
    return grid.map(GridResult::summaries).orElseGet(() -> particles.orElseThrow().summaries());
  }

  /** Whether the grid's solution was stepped by finite volumes: not where its law is prescribed, nor on the phase plane. */
  public boolean hasLedger() {
    return scenario.targetPath().isEmpty() && scenario.friction().isEmpty();
  }

  /** Warnings of scenario and solvers, each once. */
  public List<String> warnings() {
    Set<String> all = new LinkedHashSet<>(scenario.warnings());
    grid.ifPresent(g -> all.addAll(g.warnings()));
    particles.ifPresent(p -> all.addAll(p.warnings()));
    return new ArrayList<>(all);
  }

  /** Both solutions compared, empty unless both were made. */
  public List<Agreement> agreements() {
    if (grid.isEmpty() || particles.isEmpty()) {
      return List.of();
    }
    List<Agreement> all = Agreement.between(grid.get().summaries(), particles.get().summaries());
    all.addAll(Agreement.ofBins(grid.get(), particles.get()));
    return all;
  }
}
