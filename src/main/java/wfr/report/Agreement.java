package wfr.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.reference.Bins;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;

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

  /** The worst bin of each table of {@link Bins} at every output time. */
  static List<Agreement> ofBins(GridResult grid, ParticleResult particles) {
    List<Agreement> all = new ArrayList<>();
    Bins bins = new Bins(grid.densities().get(0).grid());
    if (bins.box().axis(0).cells() % Bins.STRIPS != 0) {
      return all; // cells across the edge of a bin
    }
    for (int k = 0; k < particles.bins().size(); k++) {
      Map<String, Agreement> worst = new LinkedHashMap<>();
      List<Estimate> masses = grid.bins(k);
      for (int b = 0; b < bins.count(); b++) {
        Agreement a =
            new Agreement(
                grid.summaries().get(k).time(),
                bins.table(b) + WORST_BIN,
                masses.get(b),
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
      Map<String, Estimate> other = p.moments();
      g.moments()
          .forEach((name, value) -> all.add(new Agreement(g.time(), name, value, other.get(name))));
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
