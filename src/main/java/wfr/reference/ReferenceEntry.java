package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.measure.Axis;
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
 * @param distribution distribution functions at the output times, one per axis; an empty list where none is known
 */
public record ReferenceEntry(
    String name,
    String profile,
    Kind kind,
    String source,
    Map<String, Object> scenario,
    List<State> states,
    boolean cells,
    List<List<Cdf>> distribution) {
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
    distribution = List.copyOf(distribution);
  }

  /** Distribution functions on the line are those of the densities, if these are averages over cells. */
  ReferenceEntry(
      String name,
      String profile,
      Kind kind,
      String source,
      Map<String, Object> scenario,
      List<State> states,
      boolean cells) {
    this(
        name,
        profile,
        kind,
        source,
        scenario,
        states,
        cells,
        states.stream()
            .map(s -> s.density().filter(d -> cells).map(d -> List.of(Cdf.of(d))).orElse(List.of()))
            .toList());
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

  /** D of the scenario. */
  public double diffusivity() {
    return ((Number) scenario.getOrDefault("diffusivity", 1.0)).doubleValue();
  }

  /** A finite-volume solution as an entry; figures whose error nobody knows are left out. */
  public static ReferenceEntry estimated(
      String name, String profile, Map<String, Object> scenario, GridResult r) {
    List<State> states = new ArrayList<>();
    List<List<Cdf>> distribution = new ArrayList<>();
    for (int k = 0; k < r.summaries().size(); k++) {
      MeasureSummary s = r.summaries().get(k);
      GridDensity rho = r.densities().get(k);
      states.add(new State(s.time(), functionals(s), density(rho, r.densityErrors().get(k))));
      distribution.add(marginals(rho, r.densityErrors().get(k)));
    }
    return new ReferenceEntry(
        name, profile, Kind.ESTIMATED, "Richardson estimate", scenario, states, true, distribution);
  }

  /** A solution that needs no grid as an entry; distribution functions where it is Gaussian. */
  public static ReferenceEntry exact(
      String name, Map<String, Object> scenario, ExactSolution solution) {
    List<List<Cdf>> distribution =
        solution.summaries().stream()
            .map(s -> solution.gaussian() ? gaussian(s) : List.<Cdf>of())
            .toList();
    return new ReferenceEntry(
        name,
        CORE,
        solution.gaussian() ? Kind.CLOSED_FORM : Kind.ESTIMATED,
        solution.source(),
        scenario,
        solution.summaries().stream()
            .map(s -> new State(s.time(), functionals(s), Optional.empty()))
            .toList(),
        true,
        distribution);
  }

  private static List<Cdf> gaussian(MeasureSummary s) {
    List<Cdf> axes = new ArrayList<>();
    for (int k = 0; k < s.mean().size(); k++) {
      axes.add(Cdf.gaussian(s.mean().get(k).value(), s.variance().get(k).get(k).value()));
    }
    return axes;
  }

  /** By name: mean and variance on the line, mean[i] and variance[i][j] beyond it. */
  public static Map<String, Estimate> functionals(MeasureSummary s) {
    Map<String, Estimate> f = new LinkedHashMap<>();
    int d = s.mean().size();
    for (int i = 0; i < d; i++) {
      f.put(d == 1 ? "mean" : "mean[" + i + "]", s.mean().get(i));
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        f.put(d == 1 ? "variance" : "variance[" + i + "][" + j + "]", s.variance().get(i).get(j));
      }
    }
    f.put("kl", s.kl());
    f.put("reverse_kl", s.reverseKl());
    f.put("fisher_information", s.fisherInformation());
    f.put("log_ratio_variance", s.logRatioVariance());
    f.putAll(s.observables());
    f.values().removeIf(e -> !Double.isFinite(e.value()) || !Double.isFinite(e.error()));
    return f;
  }

  private static Optional<Density> density(GridDensity rho, double[] errors) {
    if (rho.dimension() > 1) {
      return Optional.empty();
    }
    double[] averages = new double[rho.grid().cells()];
    Arrays.setAll(averages, rho::cellAverage);
    return Optional.of(new Density(rho.grid().axis(0).centres(), averages, errors));
  }

  private static List<Cdf> marginals(GridDensity rho, double[] errors) {
    List<Cdf> axes = new ArrayList<>();
    for (int k = 0; k < rho.dimension(); k++) {
      Axis axis = rho.grid().axis(k);
      double[] masses = new double[axis.cells()];
      double[] inMasses = new double[axis.cells()];
      for (int c = 0; c < rho.grid().cells(); c++) {
        masses[rho.grid().place(c, k)] += rho.cellMass(c);
        inMasses[rho.grid().place(c, k)] += errors[c] * rho.grid().volume(c);
      }
      double[] edges = new double[axis.cells() + 1];
      Arrays.setAll(edges, axis::edge);
      axes.add(Cdf.ofCells(edges, masses, inMasses));
    }
    return axes;
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
