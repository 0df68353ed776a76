package wfr.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final int LONGEST_NAME = 100;
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

  private ScenarioReader() {}

  /** The scenario of a file; its default name is the file's without extension. */
  public static Scenario read(Path path) {
    return read(path, TargetSource.NONE);
  }

  /** The same, with somebody who starts the programs of commands. */
  public static Scenario read(Path path, TargetSource programs) {
    String text = YamlDocument.load(path);
    String name = String.valueOf(path.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
    return read(path.toString(), name, text, programs);
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
    return read(file, defaultName, text, TargetSource.NONE);
  }

  /** The same, with somebody who starts the programs of commands. */
  public static Scenario read(String file, String defaultName, String text, TargetSource programs) {
    Section root =
        Section.root(file, YamlDocument.parse(file, text))
            .allow(
                "name",
                "potential",
                "initial",
                "domain",
                "dimension",
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
    Space space = SpaceReader.read(root);
    refuseBeyondTheLine(root, space);
    if (!space.hasGrid()) {
      space = aroundItsLaws(root, space, programs);
    }
    Domain domain = space.box();
    LawReader laws = new LawReader(space, programs);
    Potential potential = laws.potential(root, understood);
    Optional<ReverseOu> reverse = dynamics.reverse(potential);
    InitialLaw initial =
        reverse.isPresent() ? dynamics.initial(reverse.get()) : laws.initial(root, understood);
    double rate = Ranges.rate(root, "reaction-rate", false, 1);
    double diffusivity = dynamics.diffusivity();
    WfrProblem problem =
        root.checked(
            "potential", () -> new WfrProblem(potential, initial, domain, rate, diffusivity));
    if (space.hasGrid()) {
      TruncationCheck.check(root, problem, warnings);
    }
    SpaceReader.understood(space, understood);
    understood.put("reaction-rate", rate);
    understood.put("diffusivity", diffusivity);
    double[] times = outputTimes(root);
    understood.put("output-times", VectorReader.shown(times));
    List<Observable> observables = observables(root, domain, understood);
    GridRequest grid = RunSettingsReader.grid(root, space, times, understood);
    ParticleSettings particles =
        RunSettingsReader.particles(root, problem, space, times, dynamics.isKinetic(), understood);
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
        space.hasGrid(),
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
  private static void refuseBeyondTheLine(Section root, Space space) {
    if (space.dimension() == 1) {
      return;
    }
    for (String key : List.of("dynamics", "target-path", "feynman-kac")) {
      if (root.has(key) && !(root.node(key) instanceof YamlNode.Scalar)) {
        throw root.problem(
            key, "is for one dimension, " + space.name() + " has " + space.dimension());
      }
    }
  }

  /** Particles alone have no domain: a box around what they start from and aim at. */
  private static Space aroundItsLaws(Section root, Space space, TargetSource programs) {
    LawReader laws = new LawReader(space, programs);
    Map<String, Object> unused = new LinkedHashMap<>();
    Potential potential = laws.potential(root, unused);
    return Space.ofParticles(ParticleBox.around(potential, laws.initial(root, unused)));
  }

  /** The name is also a directory's: no separators, nothing invisible. */
  private static String name(Section root, String defaultName) {
    if (!root.has("name")) {
      return defaultName;
    }
    String name = root.text("name").strip();
    if (name.isEmpty()
        || name.length() > LONGEST_NAME
        || name.startsWith(".")
        || !name.equals(BadInput.printable(name))
        || name.chars().anyMatch(c -> c == '/' || c == '\\' || c == ':')) {
      throw root.bad(
          "name",
          "1 to 100 characters, without / \\ : and control characters, not starting with .");
    }
    return name;
  }

  private static double[] outputTimes(Section root) {
    double[] times = root.numbers("output-times");
    for (int i = 0; i < times.length; i++) {
      if (!(times[i] >= 0)) {
        throw root.problem("output-times", Section.shown(times[i]) + ": must be >= 0");
      }
      if (!Ranges.isRate(times[i])) {
        throw root.problem("output-times", Section.shown(times[i]) + ": " + Ranges.rates(false));
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
      if (key.isBlank()
          || key.length() > LONGEST_NAME
          || !key.equals(BadInput.printable(key))
          || Observable.isFigure(key)) {
        throw s.problem(
            key,
            "an observable needs a name: 1 to 100 characters without control characters, none of "
                + String.join(", ", Observable.FIGURES));
      }
      observables.add(new Observable(key, expressions.field(s, key)));
      m.put(key, s.text(key));
    }
    understood.put("observables", m);
    return List.copyOf(observables);
  }
}
