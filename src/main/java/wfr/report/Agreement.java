package wfr.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.reference.ParticleResult;
import wfr.reference.PlaneBins;
import wfr.reference.PlaneResult;

/**
 * The Feynman-Kac identity for one function at one time: E[w f(X_t)] by particles and int f rho_t by the grid. They
 * agree if they differ by at most {@link Estimate#AGREEMENT} times the sum of their errors (the particles' is one standard error from
 * at least 16 replicates, hence the factor).
 *
 * @param time t
 * @param figure what is compared: mean, variance, or the name of an observable
 * @param grid by finite volumes
 * @param particles by weighted particles
 */
public record Agreement(double time, String figure, Estimate grid, Estimate particles) {
  /** How a figure's name ends that stands for the worst of several bins. */
  public static final String WORST_BIN = ", worst bin";

  /** Difference in units of the summed errors; 0 if both figures and no errors coincide. */
  public double ratio() {
    return grid.distance(particles);
  }

  /** Within the bound; false for NaN. */
  public boolean agrees() {
    return grid.agrees(particles);
  }

  /** The worst bin of each table of {@link PlaneBins} at every output time. */
  static List<Agreement> ofBins(PlaneResult plane, ParticleResult particles) {
    List<Agreement> all = new ArrayList<>();
    if (plane.cells().x().cells() % PlaneBins.STRIPS != 0) {
      return all; // cells across the edge of a bin
    }
    for (int k = 0; k < particles.bins().size(); k++) {
      Map<String, Agreement> worst = new LinkedHashMap<>();
      List<Estimate> grid = plane.bins(k);
      for (int b = 0; b < PlaneBins.COUNT; b++) {
        Agreement a =
            new Agreement(
                plane.summaries().get(k).time(),
                PlaneBins.table(b) + WORST_BIN,
                grid.get(b),
                particles.bins().get(k).get(b));
        worst.merge(a.figure(), a, (x, y) -> x.ratio() >= y.ratio() ? x : y);
      }
      all.addAll(worst.values());
    }
    return all;
  }

  static List<Agreement> between(List<MeasureSummary> grid, List<MeasureSummary> particles) {
    List<Agreement> all = new ArrayList<>();
    for (int k = 0; k < Math.min(grid.size(), particles.size()); k++) {
      MeasureSummary g = grid.get(k);
      MeasureSummary p = particles.get(k);
      for (int i = 0; i < g.mean().size(); i++) {
        String index = g.mean().size() == 1 ? "" : " " + (i + 1);
        all.add(new Agreement(g.time(), "mean" + index, g.mean().get(i), p.mean().get(i)));
        all.add(
            new Agreement(
                g.time(),
                "variance" + index,
                g.variance().get(i).get(i),
                p.variance().get(i).get(i)));
        for (int j = i + 1; j < g.mean().size(); j++) {
          all.add(
              new Agreement(
                  g.time(),
                  "covariance" + index + " " + (j + 1),
                  g.variance().get(i).get(j),
                  p.variance().get(i).get(j)));
        }
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
