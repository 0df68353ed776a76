package wfr.report;

import java.util.ArrayList;
import java.util.List;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;

/**
 * The Feynman-Kac identity for one function at one time: E[w f(X_t)] by particles and int f rho_t by the grid. They
 * agree if they differ by at most {@value #FACTOR} times the sum of their errors (the particles' is one standard error from
 * at least 16 replicates, hence the factor).
 *
 * @param time t
 * @param figure what is compared: mean, variance, or the name of an observable
 * @param grid by finite volumes
 * @param particles by weighted particles
 */
public record Agreement(double time, String figure, Estimate grid, Estimate particles) {
  /** Admissible difference in units of the summed errors. */
  public static final double FACTOR = 6;

  /** Difference in units of the summed errors; 0 if both figures and no errors coincide. */
  public double ratio() {
    double difference = Math.abs(grid.value() - particles.value());
    return difference == 0 ? 0 : difference / (grid.error() + particles.error());
  }

  /** Within the bound; false for NaN. */
  public boolean agrees() {
    return ratio() <= FACTOR;
  }

  static List<Agreement> between(GridResult grid, ParticleResult particles) {
    List<Agreement> all = new ArrayList<>();
    for (int k = 0; k < Math.min(grid.summaries().size(), particles.summaries().size()); k++) {
      MeasureSummary g = grid.summaries().get(k);
      MeasureSummary p = particles.summaries().get(k);
      for (int i = 0; i < g.mean().size(); i++) {
        String index = g.mean().size() == 1 ? "" : " " + (i + 1);
        all.add(new Agreement(g.time(), "mean" + index, g.mean().get(i), p.mean().get(i)));
        all.add(
            new Agreement(
                g.time(),
                "variance" + index,
                g.variance().get(i).get(i),
                p.variance().get(i).get(i)));
      }
      g.observables()
          .forEach(
              (name, value) -> {
                if (p.observables().containsKey(name)) { // the phase-space KL is the grid's alone
                  all.add(new Agreement(g.time(), name, value, p.observables().get(name)));
                }
              });
    }
    return all;
  }
}
