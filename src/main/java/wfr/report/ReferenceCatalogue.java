package wfr.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wfr.model.Domain;
import wfr.model.ParticleSettings;
import wfr.reference.CertifiedEntries;
import wfr.reference.ClosedFormProblems;
import wfr.reference.ExactSolution;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;
import wfr.reference.Progress;
import wfr.reference.ReferenceEntry;
import wfr.reference.ReplicatedSample;
import wfr.scenario.BadInput;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;
import wfr.scenario.TargetSource;
import wfr.spec.ReportedSample;

/** The reference problems by name and how each is solved: a formula, an enclosure, or the finite-volume solver with Richardson errors. */
public final class ReferenceCatalogue {
  /** Shipped scenarios whose solutions are estimated, with their profile. */
  private static final Map<String, String> ESTIMATED = estimatedProblems();

  private static final String CERTIFIED_ON_CIRCLE = "circle";

  /** Accuracy that flows with other rates are solved to: mistakes differ from the reference by more. */
  private static final double ROUGH = 1e-4;

  /** Steps of all particles of one population of ours, above which it is not run: 16 of them take a minute or two. */
  private static final double MOST_STEPS = 4e7;

  /** Particles of one population of ours, above which it is not run: 16 of them at every output time fill a few hundred megabytes. */
  private static final int MOST_PARTICLES = 200_000;

  /** Of samples of ours that others are set beside: not the default, lest one of ours be set beside itself. */
  private static final long OWN_SEED = 0x5eed0f0f5L;

  private final Solvers solvers;
  private final Map<String, ReferenceEntry> closed = new LinkedHashMap<>();
  private final Map<String, Scenario> own = new LinkedHashMap<>();

  /** What solves scenarios. */
  public interface Solvers {
    /**
     * A finite-volume solution.
     *
     * @param accuracy error aimed at, NaN for the default of the dimension
     */
    GridResult grid(Scenario scenario, double accuracy, Progress progress);

    /** A solution that needs no grid, where one is known. */
    Optional<ExactSolution> exact(Scenario scenario, Progress progress);

    /** Weighted particles with these settings. */
    ParticleResult sample(Scenario scenario, ParticleSettings settings, Progress progress);
  }

  /** The reference problems. */
  public ReferenceCatalogue(Solvers solvers) {
    this(solvers, Map.of());
    ClosedFormProblems.all().forEach(e -> closed.put(e.name(), e));
  }

  /**
   * Problems of somebody's own, and no others.
   *
   * @param own by the name that result files have
   */
  public ReferenceCatalogue(Solvers solvers, Map<String, Scenario> own) {
    this.solvers = solvers;
    this.own.putAll(own);
    own.forEach((name, s) -> requirePlain(name, s));
  }

  private static void requirePlain(String name, Scenario s) {
    if (s.targetPath().isPresent() || s.friction().isPresent() || s.feynmanKac().isPresent()) {
      throw new BadInput(
          name
              + ": target-path, feynman-kac or dynamics: results are judged on scenarios with a fixed target and dynamics: overdamped");
    }
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
    own.keySet().forEach(name -> all.put(name, ReferenceEntry.CORE));
    if (!own.isEmpty()) {
      return all;
    }
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
    if (own.containsKey(name)) {
      return solved(name, ReferenceEntry.CORE, own.get(name), Double.NaN, progress);
    }
    if (ESTIMATED.containsKey(name)) {
      return solved(
          name, ESTIMATED.get(name), ScenarioReader.readShipped(name), Double.NaN, progress);
    }
    return CertifiedEntries.of(name, progress);
  }

  /** On a grid of its own choice, whatever the scenario says of one; without a domain by what needs no grid. */
  private ReferenceEntry solved(
      String name, String profile, Scenario s, double accuracy, Progress progress) {
    Map<String, Object> tree = tree(s);
    if (s.hasGrid()) {
      Scenario bare = read(name, Json.text(tree));
      return ReferenceEntry.estimated(name, profile, tree, solvers.grid(bare, accuracy, progress));
    }
    return ReferenceEntry.exact(
        name,
        tree,
        solvers
            .exact(s, progress)
            .orElseThrow(
                () ->
                    new BadInput(
                        name
                            + ": dimension: no reference solution: without a domain one is known of Gaussians and of products in a frame")));
  }

  private static Map<String, Object> tree(Scenario s) {
    Map<String, Object> tree = new LinkedHashMap<>(s.asUnderstood());
    List.of("grid", "particles", "dynamics").forEach(tree::remove);
    return tree;
  }

  /** The problem with lambda and D times factors, where its solution can be had soon: a closed form, or on the line. */
  public Optional<ReferenceEntry> withRates(
      ReferenceEntry entry, double rateFactor, double diffusivityFactor) {
    if (closed.containsKey(entry.name())) {
      return ClosedFormProblems.withRates(entry, rateFactor, diffusivityFactor);
    }
    Scenario s = scenario(entry);
    if (s.problem().dimension() > 1 && s.hasGrid()) {
      return Optional.empty();
    }
    Map<String, Object> tree = new LinkedHashMap<>(entry.scenario());
    tree.put("reaction-rate", rateFactor * entry.reactionRate());
    tree.put("diffusivity", diffusivityFactor * entry.diffusivity());
    Scenario other = read(entry.name(), Json.text(tree));
    return Optional.of(solved(entry.name(), entry.profile(), other, ROUGH, (what, fraction) -> {}));
  }

  /**
   * A sample of ours with populations and a step as those of somebody's finer run; the step is a small one where none is given.
   *
   * @param scenario the problem
   * @throws BadInput beyond the line, without diffusion, or where it would be too long or too large
   */
  public ReportedSample sampleLike(Scenario scenario, ReportedSample theirs) {
    ReportedSample.Run run = theirs.runs().get(0);
    int n = run.states().get(0).replicates().get(0).count();
    double last = scenario.outputTimes()[scenario.outputTimes().length - 1];
    double dt = theirs.stepped() ? run.parameter() : scenario.particles().timeStep() / 2;
    if (scenario.problem().dimension() > 1 || scenario.problem().diffusivity() == 0) {
      throw new BadInput("it is taken on the line, with diffusivity");
    }
    if (!(n * Math.ceil(last / dt) <= MOST_STEPS) || n > MOST_PARTICLES) {
      throw new BadInput(
          "%d particles to a population at time step %s to t = %s would take too long"
              .formatted(n, dt, last));
    }
    ParticleSettings settings =
        scenario
            .particles()
            .withCount(ReplicatedSample.POPULATIONS * n)
            .withTimeStep(2 * dt)
            .withSeed(OWN_SEED);
    return ReplicatedSample.of(
        scenario.name(), solvers.sample(scenario, settings, (what, fraction) -> {}));
  }

  /** The scenario file of an entry: JSON, which is YAML. */
  public static String scenarioText(ReferenceEntry entry) {
    return Json.text(entry.scenario()) + "\n";
  }

  /** The scenario of an entry, read back by the reader of files. */
  public Scenario scenario(ReferenceEntry entry) {
    return read(entry.name(), scenarioText(entry));
  }

  /** A program that is a target runs already. */
  private Scenario read(String name, String text) {
    return ScenarioReader.read(
        name,
        name,
        text,
        own.containsKey(name)
            ? (command, where, breakpoints) -> own.get(name).problem().potential()
            : TargetSource.NONE);
  }

  /** V and log rho_0 (up to constants) at evenly spaced points of the domain, for programs that parse no expressions; empty beyond one dimension. */
  public Map<String, double[]> samples(ReferenceEntry entry, int intervals) {
    if (!(entry.scenario().get("domain") instanceof List<?> domainOf)
        || domainOf.get(0) instanceof List<?>) {
      return Map.of();
    }
    Scenario s = scenario(entry);
    Domain domain = s.problem().domain();
    double[][] values = new double[3][intervals + 1];
    Arrays.setAll(
        values[0],
        i -> domain.left() + (domain.right() - domain.left()) * ((double) i / intervals));
    s.problem().potential().expect(new double[][] {values[0]}, intervals + 1);
    for (int i = 0; i <= intervals; i++) {
      double x = values[0][i];
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
