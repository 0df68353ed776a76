package wfr.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import wfr.model.Domain;
import wfr.reference.CertifiedEntries;
import wfr.reference.ClosedFormProblems;
import wfr.reference.GridResult;
import wfr.reference.Progress;
import wfr.reference.ReferenceEntry;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;

/** The reference problems by name and how each is solved: a formula, an enclosure, or the finite-volume solver with Richardson errors. */
public final class ReferenceCatalogue {
  /** Shipped scenarios whose solutions are estimated, with their profile. */
  private static final Map<String, String> ESTIMATED = estimatedProblems();

  private static final String CERTIFIED_ON_CIRCLE = "circle";

  private final BiFunction<Scenario, Progress, GridResult> solver;
  private final Map<String, ReferenceEntry> closed = new LinkedHashMap<>();

  /** @param solver solves a scenario on the line */
  public ReferenceCatalogue(BiFunction<Scenario, Progress, GridResult> solver) {
    this.solver = solver;
    ClosedFormProblems.all().forEach(e -> closed.put(e.name(), e));
  }

  private static Map<String, String> estimatedProblems() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("double-well", ReferenceEntry.CORE);
    all.put("tilted-well", ReferenceEntry.CORE);
    all.put("asymmetric-mixture", ReferenceEntry.CORE);
    all.put("steep-barrier", "hard");
    all.put("rippled-well", "hard");
    all.put("rippled-mixture", "hard");
    return all;
  }

  /** Names of all problems with their profile, in order. */
  public Map<String, String> profiles() {
    Map<String, String> all = new LinkedHashMap<>();
    closed.forEach((name, e) -> all.put(name, e.profile()));
    all.putAll(ESTIMATED);
    CertifiedEntries.names()
        .forEach(name -> all.put(name, name.endsWith("circle") ? CERTIFIED_ON_CIRCLE : "walls"));
    return all;
  }

  /** Names in order. */
  public List<String> names() {
    return List.copyOf(profiles().keySet());
  }

  /** The problem with its solution; estimated and certified ones are solved now. */
  public ReferenceEntry entry(String name, Progress progress) {
    if (closed.containsKey(name)) {
      return closed.get(name);
    }
    if (ESTIMATED.containsKey(name)) {
      Scenario s = ScenarioReader.readShipped(name);
      Map<String, Object> tree = new LinkedHashMap<>(s.asUnderstood());
      List.of("grid", "particles", "dynamics").forEach(tree::remove);
      return ReferenceEntry.estimated(name, ESTIMATED.get(name), tree, solver.apply(s, progress));
    }
    return CertifiedEntries.of(name);
  }

  /** The scenario file of an entry: JSON, which is YAML. */
  public static String scenarioText(ReferenceEntry entry) {
    return Json.text(entry.scenario()) + "\n";
  }

  /** The scenario of a one-dimensional entry, read back by the reader of files. */
  public static Scenario scenario(ReferenceEntry entry) {
    return ScenarioReader.read(entry.name(), entry.name(), scenarioText(entry));
  }

  /** V and log rho_0 (up to constants) at evenly spaced points of the domain, for programs that parse no expressions; empty beyond one dimension. */
  public static Map<String, double[]> samples(ReferenceEntry entry, int intervals) {
    if (((List<?>) entry.scenario().get("domain")).get(0) instanceof List<?>) {
      return Map.of();
    }
    Scenario s = scenario(entry);
    Domain domain = s.problem().domain();
    double[][] values = new double[3][intervals + 1];
    for (int i = 0; i <= intervals; i++) {
      double x = domain.left() + (domain.right() - domain.left()) * ((double) i / intervals);
      values[0][i] = x;
      values[1][i] = s.problem().potential().value(x);
      values[2][i] = s.problem().initial().logDensity(new double[] {x});
    }
    Map<String, double[]> samples = new LinkedHashMap<>();
    samples.put("x", values[0]);
    samples.put("potential", values[1]);
    samples.put("logInitial", values[2]);
    return samples;
  }
}
