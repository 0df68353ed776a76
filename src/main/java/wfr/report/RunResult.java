package wfr.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wfr.diagnostics.MeasureSummary;
import wfr.reference.ExactSolution;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;
import wfr.scenario.Scenario;

/**
 * What a run has to report: the scenario with either solution or both.
 *
 * @param scenario as understood
 * @param grid finite-volume solution, if made
 * @param exact solution that needs no grid, if one was looked for and is known
 * @param particles weighted particles, if made
 */
public record RunResult(
    Scenario scenario,
    Optional<GridResult> grid,
    Optional<ExactSolution> exact,
    Optional<ParticleResult> particles) {
  /** At least one solution is needed. */
  public RunResult {
    if (grid.isEmpty() && particles.isEmpty()) {
      throw new IllegalArgumentException("a report needs a grid or a particle solution: neither");
    }
  }

  /** Without a solution that needs no grid. */
  public RunResult(
      Scenario scenario, Optional<GridResult> grid, Optional<ParticleResult> particles) {
    this(scenario, grid, Optional.empty(), particles);
  }

  /** What particles are set beside: the grid's figures, or those of an exact solution. */
  public Optional<List<MeasureSummary>> standard() {
    return grid.map(GridResult::summaries).or(() -> exact.map(ExactSolution::summaries));
  }

  /** What that is called beside them. */
  public String standardName() {
    return grid.isPresent() ? "grid" : "exact";
  }

  /** Figures of the more accurate solution: not the particles' where there is another. */
  public List<MeasureSummary> summaries() {
    return standard().orElseGet(() -> particles.orElseThrow().summaries());
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
    if (standard().isEmpty() || particles.isEmpty()) {
      return List.of();
    }
    List<Agreement> all = Agreement.between(standard().get(), particles.get().summaries());
    grid.ifPresent(g -> all.addAll(Agreement.ofBins(g, particles.get())));
    return all;
  }
}
