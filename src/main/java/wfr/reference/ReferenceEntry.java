package wfr.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.measure.GridDensity;
import wfr.spec.ReportedRun;
import wfr.spec.ReportedRun.Density;
import wfr.spec.ReportedRun.State;

/**
 * A problem whose solution is known with an error bound, for other implementations to be compared with.
 *
 * @param name name
 * @param profile what an implementation must declare to be asked for it: core, or an optional one
 * @param kind where the error bound comes from
 * @param source claim or scenario
 * @param scenario the problem as a scenario file: plain maps, lists, strings and numbers
 * @param states the solution at the output times
 * @param cells whether densities are cell averages (else values at points)
 */
public record ReferenceEntry(
    String name,
    String profile,
    Kind kind,
    String source,
    Map<String, Object> scenario,
    List<State> states,
    boolean cells) {
  /** Profile that every implementation of whole runs is asked for. */
  public static final String CORE = "core";

  /** Profiles in order, with what each covers. */
  public static final Map<String, String> PROFILES = profiles();

  /** Where an error bound comes from. */
  public enum Kind {
    /** A formula; the error counts its roundings. */
    CLOSED_FORM("closed form"),
    /** Guaranteed by the certificate of the equation (claim G8). */
    CERTIFIED("certified"),
    /** Richardson over refined grids and steps: an estimate. */
    ESTIMATED("estimated");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    /** As files spell it. */
    public String key() {
      return key;
    }
  }

  /** Copies. */
  public ReferenceEntry {
    if (!PROFILES.containsKey(profile)) {
      throw new IllegalArgumentException("no profile " + profile + ": " + PROFILES.keySet());
    }
    states = List.copyOf(states);
  }

  private static Map<String, String> profiles() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(CORE, "smooth targets on the line, both parts of the flow");
    all.put("fokker-planck", "lambda = 0");
    all.put("fisher-rao", "D = 0");
    all.put("hard", "steep barriers and fast reactions on the line");
    all.put("walls", "an interval without flux, solutions enclosed");
    all.put("circle", "a periodic interval, solutions enclosed");
    all.put("dimensions", "two and three dimensions");
    return java.util.Collections.unmodifiableMap(all);
  }

  /** lambda of the scenario. */
  public double reactionRate() {
    return ((Number) scenario.getOrDefault("reaction-rate", 1.0)).doubleValue();
  }

  /** A finite-volume solution as an entry; figures whose error nobody knows are left out. */
  public static ReferenceEntry estimated(
      String name, String profile, Map<String, Object> scenario, GridResult r) {
    List<State> states = new java.util.ArrayList<>();
    for (int k = 0; k < r.summaries().size(); k++) {
      MeasureSummary s = r.summaries().get(k);
      Map<String, Estimate> f = new LinkedHashMap<>();
      f.put("mean", s.mean().get(0));
      f.put("variance", s.variance().get(0).get(0));
      f.put("kl", s.kl());
      f.put("reverse_kl", s.reverseKl());
      f.put("fisher_information", s.fisherInformation());
      f.put("log_ratio_variance", s.logRatioVariance());
      f.putAll(s.observables());
      f.values().removeIf(e -> !Double.isFinite(e.value()) || !Double.isFinite(e.error()));
      GridDensity rho = r.densities().get(k);
      double[] averages = new double[rho.grid().cells()];
      java.util.Arrays.setAll(averages, rho::cellAverage);
      states.add(
          new State(
              s.time(),
              f,
              Optional.of(
                  new Density(rho.grid().axis(0).centres(), averages, r.densityErrors().get(k)))));
    }
    return new ReferenceEntry(
        name, profile, Kind.ESTIMATED, "Richardson estimate", scenario, states, true);
  }

  /** The entry as somebody's run: what an implementation that is exactly right reports. */
  public ReportedRun asRun() {
    return new ReportedRun(name, ReportedRun.Errors.BOUND, states);
  }

  /** Names of the functionals of any time. */
  public Set<String> functionals() {
    Set<String> names = new java.util.LinkedHashSet<>();
    states.forEach(s -> names.addAll(s.functionals().keySet()));
    return names;
  }
}
