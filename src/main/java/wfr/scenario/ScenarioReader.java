package wfr.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wfr.measure.Grid;
import wfr.model.Domain;
import wfr.model.FeynmanKacTask;
import wfr.model.InitialLaw;
import wfr.model.Observable;
import wfr.model.ParticleSettings;
import wfr.model.Potential;
import wfr.model.ReverseOu;
import wfr.model.TargetPath;
import wfr.model.WfrProblem;

/**
 * Scenario files (YAML) as problems with settings. Every failure is a BadInput of one line that names the file, the
 * key, the value and what is admissible; expressions add two lines with a caret.
 */
public final class ScenarioReader {
  private static final String EXTENSION = ".yaml";
  private static final List<String> SHIPPED =
      List.of(
          "double-well",
          "tilted-well",
          "asymmetric-mixture",
          "steep-barrier",
          "gaussian",
          "rippled-well",
          "rippled-mixture",
          "quadratic-killing",
          "branching-well",
          "annealed-wells",
          "reverse-mixture",
          "kinetic-well",
          "rotated-well");

  /** Beyond, a cell of any affordable grid is too coarse and shells of BoxMass run out. */
  private static final double FARTHEST = 1e12;

  private ScenarioReader() {}

  /** The scenario of a file; its default name is the file's without extension. */
  public static Scenario read(Path path) {
    String text = YamlDocument.load(path);
    String name = String.valueOf(path.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
    return read(path.toString(), name, text);
  }

  /** Names that readShipped knows. */
  public static List<String> shippedNames() {
    return SHIPPED;
  }

  /** A scenario that comes with the program. */
  public static Scenario readShipped(String name) {
    return read(name, name, shippedText(name));
  }

  /** The text of a scenario that comes with the program. */
  public static String shippedText(String name) {
    if (!SHIPPED.contains(name)) {
      throw new BadInput(name + ": no such scenario: shipped are " + String.join(", ", SHIPPED));
    }
    try (InputStream in =
        ScenarioReader.class.getResourceAsStream("/wfr/scenarios/" + name + EXTENSION)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * The scenario in a text.
   *
   * @param file named in messages
   * @param defaultName used when the text names none
   * @param text YAML
   */
  public static Scenario read(String file, String defaultName, String text) {
    Section root =
        Section.root(file, YamlDocument.parse(file, text))
            .allow(
                "name",
                "potential",
                "initial",
                "domain",
                "boundary",
                "reaction-rate",
                "diffusivity",
                "output-times",
                "observables",
                "grid",
                "particles",
                "feynman-kac",
                "dynamics",
                "target-path");
    DynamicsReader dynamics = new DynamicsReader(root);
    Map<String, Object> understood = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>();
    String name = name(root, defaultName);
    understood.put("name", name);
    Domain domain = domain(root);
    refuseBeyondTheLine(root, domain);
    LawReader laws = new LawReader(domain);
    Potential potential = laws.potential(root, understood);
    Optional<ReverseOu> reverse = dynamics.reverse(potential);
    InitialLaw initial =
        reverse.isPresent() ? dynamics.initial(reverse.get()) : laws.initial(root, understood);
    double rate = root.atLeast("reaction-rate", 0, false, 1);
    double diffusivity = dynamics.diffusivity();
    WfrProblem problem =
        root.checked(
            "potential", () -> new WfrProblem(potential, initial, domain, rate, diffusivity));
    TruncationCheck.check(root, problem, warnings);
    understood.put("domain", intervals(domain));
    understood.put("boundary", boundaryKeys(domain));
    understood.put("reaction-rate", rate);
    understood.put("diffusivity", diffusivity);
    double[] times = outputTimes(root);
    understood.put("output-times", LawReader.list(times));
    List<Observable> observables = observables(root, domain, understood);
    GridRequest grid = RunSettingsReader.grid(root, domain.dimension(), understood);
    ParticleSettings particles =
        RunSettingsReader.particles(root, potential, domain, dynamics.isKinetic(), understood);
    dynamics.check(domain, times, grid, particles);
    if (dynamics.isReverse() && root.has("reaction-rate") && rate > 0) {
      warnings.add(
          "reaction-rate: rests with dynamics.reverse-ou: on the prescribed path log(rho/q) is constant");
    }
    Optional<FeynmanKacTask> feynmanKac =
        FeynmanKacReader.read(root, problem, particles, understood);
    Optional<TargetPath> path =
        reverse.isPresent()
            ? reverse.map(r -> r)
            : TargetPathReader.read(root, problem, times, particles, understood);
    dynamics.understood(understood);
    return new Scenario(
        name,
        problem,
        times,
        observables,
        grid,
        particles,
        feynmanKac,
        path,
        dynamics.friction(),
        understood,
        List.copyOf(warnings));
  }

  /** Keys whose solvers have one dimension. */
  private static void refuseBeyondTheLine(Section root, Domain domain) {
    if (domain.dimension() == 1) {
      return;
    }
    for (String key : List.of("dynamics", "target-path", "feynman-kac")) {
      if (root.has(key) && !(root.node(key) instanceof YamlNode.Scalar)) {
        throw root.problem(key, "is for one dimension, the domain has " + domain.dimension());
      }
    }
  }

  /** The name is also a directory's: no separators, nothing invisible. */
  private static String name(Section root, String defaultName) {
    if (!root.has("name")) {
      return defaultName;
    }
    String name = root.text("name").strip();
    if (name.isEmpty()
        || name.length() > 100
        || name.startsWith(".")
        || name.chars()
            .anyMatch(c -> c == '/' || c == '\\' || c == ':' || Character.isISOControl(c))) {
      throw root.bad(
          "name",
          "1 to 100 characters, without / \\ : and control characters, not starting with .");
    }
    return name;
  }

  private static Domain domain(Section root) {
    double[][] ends = root.isNested("domain") ? box(root) : new double[][] {interval(root)};
    double[] lower = Arrays.stream(ends).mapToDouble(e -> e[0]).toArray();
    double[] upper = Arrays.stream(ends).mapToDouble(e -> e[1]).toArray();
    return new Domain(lower, upper, boundary(root, ends.length));
  }

  /** One for all axes, or a list of one per axis. */
  private static List<Domain.Boundary> boundary(Section root, int dimension) {
    if (!root.has("boundary") || !(root.node("boundary") instanceof YamlNode.Sequence list)) {
      Domain.Boundary one =
          root.choice(
              "boundary",
              Domain.Boundary.values(),
              ScenarioReader::boundaryKey,
              Domain.Boundary.LINE);
      return Collections.nCopies(dimension, one);
    }
    if (list.items().size() != dimension) {
      throw root.bad("boundary", "one word, or one for each of " + dimension + " axes");
    }
    List<Domain.Boundary> each = new ArrayList<>();
    for (int k = 0; k < dimension; k++) {
      YamlNode item = list.items().get(k);
      each.add(
          Arrays.stream(Domain.Boundary.values())
              .filter(b -> boundaryKey(b).equals(item.shown()))
              .findFirst()
              .orElseThrow(
                  () ->
                      root.problem(
                          "boundary", item.shown() + ": line, no-flux or periodic is expected")));
    }
    return each;
  }

  private static double[] interval(Section root) {
    double[] ends = root.numbers("domain");
    checkEnds(root, "domain", ends);
    return ends;
  }

  private static double[][] box(Section root) {
    List<YamlNode> axes = ((YamlNode.Sequence) root.node("domain")).items();
    if (axes.size() > Grid.MOST_AXES) {
      throw root.bad(
          "domain",
          "one to three dimensions: [lower, upper] or a list of two or three such intervals");
    }
    double[][] ends = new double[axes.size()][];
    for (int k = 0; k < ends.length; k++) {
      String key = "domain[" + k + "]";
      if (!(axes.get(k) instanceof YamlNode.Sequence pair) || pair.items().isEmpty()) {
        throw root.problem(key, axes.get(k).shown() + ": two numbers are expected: [lower, upper]");
      }
      ends[k] = new double[pair.items().size()];
      for (int i = 0; i < ends[k].length; i++) {
        ends[k][i] = root.number(key + "[" + i + "]", pair.items().get(i));
      }
      checkEnds(root, key, ends[k]);
    }
    return ends;
  }

  private static Object intervals(Domain domain) {
    if (domain.dimension() == 1) {
      return List.of(domain.left(), domain.right());
    }
    List<Object> all = new ArrayList<>();
    for (int k = 0; k < domain.dimension(); k++) {
      all.add(List.of(domain.lower()[k], domain.upper()[k]));
    }
    return all;
  }

  private static Object boundaryKeys(Domain domain) {
    List<String> keys = domain.boundary().stream().map(ScenarioReader::boundaryKey).toList();
    return keys.stream().distinct().count() == 1 ? keys.get(0) : keys;
  }

  private static void checkEnds(Section root, String key, double[] ends) {
    if (ends.length != 2) {
      throw key.equals("domain")
          ? root.bad(key, "two numbers are expected: [lower, upper]")
          : root.problem(
              key, "a list of " + ends.length + ": two numbers are expected: [lower, upper]");
    }
    if (!(ends[0] < ends[1]) || Double.isInfinite(ends[1] - ends[0])) {
      throw root.problem(
          key,
          "["
              + Section.shown(ends[0])
              + ", "
              + Section.shown(ends[1])
              + "]: the lower end must be below the upper end");
    }
    if (!(Math.max(-ends[0], ends[1]) <= FARTHEST)) {
      throw root.problem(key, "ends between -1e12 and 1e12 are expected");
    }
  }

  private static String boundaryKey(Domain.Boundary boundary) {
    return switch (boundary) {
      case LINE -> "line";
      case NO_FLUX -> "no-flux";
      case PERIODIC -> "periodic";
    };
  }

  private static double[] outputTimes(Section root) {
    double[] times = root.numbers("output-times");
    for (int i = 0; i < times.length; i++) {
      if (!(times[i] >= 0)) {
        throw root.problem("output-times", Section.shown(times[i]) + ": must be >= 0");
      }
      if (i > 0 && !(times[i] > times[i - 1])) {
        throw root.problem(
            "output-times",
            Section.shown(times[i])
                + (times[i] == times[i - 1]
                    ? " appears twice"
                    : " after " + Section.shown(times[i - 1]))
                + ": must ascend");
      }
    }
    return times;
  }

  private static List<Observable> observables(
      Section root, Domain domain, Map<String, Object> understood) {
    Section s = root.optionalSection("observables");
    ExpressionReader expressions = new ExpressionReader(domain);
    List<Observable> observables = new ArrayList<>();
    Map<String, Object> m = new LinkedHashMap<>();
    for (String key : s.keys()) {
      if (key.isBlank()) {
        throw s.problem(key, "an observable needs a name");
      }
      observables.add(new Observable(key, expressions.field(s, key)));
      m.put(key, s.text(key));
    }
    understood.put("observables", m);
    return List.copyOf(observables);
  }
}
