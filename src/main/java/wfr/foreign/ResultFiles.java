package wfr.foreign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import wfr.math.Estimate;
import wfr.scenario.BadInput;
import wfr.scenario.CsvTable;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;
import wfr.scenario.TextFile;
import wfr.spec.ReportedRun;
import wfr.spec.ReportedRun.Errors;
import wfr.spec.ReportedRun.State;
import wfr.spec.ReportedSample;

/**
 * Somebody's results in a directory with the layout of {@code wfr reference export}; every file is optional, numbers may be spread over them:
 *   functionals.csv      problem,time,functional,value,error
 *   NAME.csv, NAME.npz   time,x,density,error of problem NAME
 *   NAME.json            {"times": [...]} of problem NAME;  reference.json: {"solutions": [{"scenario": NAME, "times": [...]}, ...]}
 *   NAME-particles.csv, NAME-particles.npz   time, coordinates, log_weight, replicate of problem NAME ({@link ParticleColumns})
 *   about.json           {"implementation": who made them, "errors": "bound" or "standard error"}
 * and that of a run of ours, of the one problem that is judged: summary.json, density.csv, density.npz, particles.csv, particles.npz.
 * CSV files may have these columns in any order, and others, archives other arrays; but for particles, where a misspelt column would be taken for a missing one. A number that two files give must be the same in both. Other files are listed, not read.
 */
public final class ResultFiles {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String PARTICLES = "-particles";
  private static final List<String> FUNCTIONALS =
      List.of("problem", "time", "functional", "value", "error");

  /** A text with what is made of it is a few times as large. */
  private static final long MOST_BYTES = Math.min(1 << 26, Runtime.getRuntime().maxMemory() / 16);

  /** Part of the layout, of targets and not of runs. */
  private static final String CONSTANTS = "constants.csv";

  private final Map<String, String> names;
  private final Optional<String> sole;
  private String implementation;
  private Optional<Errors> declared = Optional.empty();
  private Errors errors = Errors.BOUND;
  private final List<String> ignored = new ArrayList<>();
  private final CollectedRuns runs;
  private final Map<String, ReportedSample> samples = new LinkedHashMap<>();
  private final Map<String, NumberColumns> particles = new LinkedHashMap<>();

  /**
   * Reads all files.
   *
   * @param directory where they are
   * @param names of problems, as files may spell them, with the name of each
   * @param only the problems that are asked for, empty for all
   * @throws BadInput that names file, line or key, value, and what is admissible
   */
  public ResultFiles(Path directory, Map<String, String> names, Set<String> only) {
    runs = new CollectedRuns(directory);
    this.names = Map.copyOf(names);
    Set<String> asked = only.isEmpty() ? Set.copyOf(names.values()) : only;
    sole = asked.size() == 1 ? Optional.of(asked.iterator().next()) : Optional.empty();
    implementation = String.valueOf(directory.toAbsolutePath().normalize().getFileName());
    if (!Files.isDirectory(directory)) {
      throw new BadInput(directory + ": no such directory: one with result files is expected");
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        read(file);
      }
    } catch (IOException e) {
      throw new BadInput(directory + ": cannot be read: " + e.getMessage());
    }
    if (runs.isEmpty() && samples.isEmpty()) {
      throw new BadInput(
          directory
              + ": no results: functionals.csv, or NAME.csv, NAME.npz, NAME.json, NAME-particles.csv, NAME-particles.npz of a problem are expected (wfr reference list)");
    }
  }

  /** The scenario of a run of ours in a directory, where its summary.json is. */
  public static Optional<Scenario> scenarioOf(Path directory) {
    Path file = directory.resolve("summary.json");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    JsonNode scenario = json(file).path("scenario");
    if (!scenario.isObject()) {
      throw new BadInput(file + ": scenario: an object is expected");
    }
    return Optional.of(
        ScenarioReader.read(
            file + ": scenario", scenario.path("name").asText("run"), scenario.toString()));
  }

  /** Who made them. */
  public String implementation() {
    return implementation;
  }

  /** Files that were not read. */
  public List<String> ignored() {
    return List.copyOf(ignored);
  }

  /** By problem. */
  public Map<String, ReportedRun> runs() {
    return runs.all(declared.orElse(errors));
  }

  /** Particles by problem. */
  public Map<String, ReportedSample> samples() {
    return Collections.unmodifiableMap(samples);
  }

  private void particles(String problem, Path file) {
    NumberColumns read = NumberColumns.all(file);
    NumberColumns other = particles.put(problem, read);
    if (other == null) {
      samples.put(problem, ParticleColumns.sample(problem, read, file.toString()));
      return;
    }
    Map<String, double[]> before = other.values();
    Map<String, double[]> columns = read.values();
    if (!before.keySet().equals(columns.keySet())
        || columns.keySet().stream().anyMatch(k -> !Arrays.equals(before.get(k), columns.get(k)))) {
      throw new BadInput(file + ": particles of " + problem + ": given twice, and not the same");
    }
  }

  private void summary(JsonNode root, Path file) {
    if (root.has("particles") && !root.has("grid") && !root.has("exact")) {
      errors = Errors.STANDARD_ERROR;
    }
    states(sole.orElseThrow(), SummaryTimes.of(root, file.toString()), file);
  }

  private void read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    String extension = dot < 0 ? "" : name.substring(dot + 1);
    if (name.equals("about.json")) {
      about(json(file), file);
    } else if (name.equals("reference.json") || name.equals("results.json")) {
      solutions(json(file), file);
    } else if (name.equals("functionals.csv")) {
      functionals(file);
    } else if (ours(name)) {
      read(sole.orElseThrow(), file, stem);
    } else if (stem.endsWith(PARTICLES) && List.of("csv", "npz").contains(extension)) {
      String of = stem.substring(0, stem.length() - PARTICLES.length());
      String problem = problem(of, file.toString());
      requireFile(file);
      particles(problem, file);
    } else if (List.of("csv", "npz", "json").contains(extension) && !name.equals(CONSTANTS)) {
      String problem = problem(stem, file.toString());
      requireFile(file);
      if (extension.equals("json")) {
        JsonNode root = json(file);
        ReportedStates.closed(root, file.toString(), "times");
        states(problem, ReportedStates.of(root.get("times"), file.toString()), file);
      } else {
        densities(problem, NumberColumns.of(file, DensityColumns.NAMES), file);
      }
    } else {
      ignored.add(name);
    }
  }

  private static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInput(file + ": is no file: result files are expected");
    }
  }

  /** Whether a file is one of a run of ours, and of which problem is no question. */
  private boolean ours(String name) {
    return sole.isPresent()
        && List.of("summary.json", "density.csv", "density.npz", "particles.csv", "particles.npz")
            .contains(name);
  }

  private void read(String problem, Path file, String stem) {
    requireFile(file);
    switch (stem) {
      case "summary" -> summary(json(file), file);
      case "particles" -> particles(problem, file);
      default -> {
        NumberColumns read = NumberColumns.all(file);
        if (read.values().containsKey("y")) {
          ignored.add(file.getFileName() + " (densities are compared on the line)");
        } else {
          densities(problem, read, file);
        }
      }
    }
  }

  private String problem(String name, String where) {
    String problem = names.get(name);
    if (problem == null) {
      throw new BadInput(
          where
              + ": no reference problem "
              + name
              + "; known: "
              + String.join(", ", new TreeSet<>(names.keySet())));
    }
    return problem;
  }

  private void about(JsonNode root, Path file) {
    ReportedStates.closed(root, file.toString(), "implementation", "errors");
    implementation = ImplementationName.of(root, "implementation", implementation, file.toString());
    declared = Optional.of(ReportedStates.errors(root.get("errors"), file.toString()));
  }

  private void solutions(JsonNode root, Path file) {
    JsonNode solutions = root.path("solutions");
    if (!solutions.isArray()) {
      throw new BadInput(file + ": \"solutions\" must be a list");
    }
    for (JsonNode s : solutions) {
      String name = problem(s.path("scenario").asText(), file.toString());
      states(name, ReportedStates.of(s.get("times"), file + ": " + name), file);
    }
  }

  private static JsonNode json(Path file) {
    try {
      return MAPPER.readTree(text(file));
    } catch (JsonProcessingException e) {
      throw new BadInput(
          file
              + (e.getLocation() == null ? "" : ": line " + e.getLocation().getLineNr())
              + ": not JSON: "
              + Message.shown(e.getOriginalMessage()));
    }
  }

  private static String text(Path file) {
    requireFile(file);
    return TextFile.read(file, "a CSV or JSON file", MOST_BYTES);
  }

  private void functionals(Path file) {
    try (CsvTable table = new CsvTable(file, MOST_BYTES)) {
      table.require(FUNCTIONALS);
      while (table.next()) {
        String where = table.place();
        Estimate e =
            ReportedStates.estimate(
                ReportedStates.number(table.field("value"), where + ": value"),
                ReportedStates.number(table.field("error"), where + ": error"),
                where);
        runs.put(
            problem(table.field("problem"), where),
            ReportedStates.number(table.field("time"), where + ": time"),
            table.field("functional"),
            e,
            file.toString());
      }
    }
  }

  private void densities(String problem, NumberColumns read, Path file) {
    states(problem, DensityColumns.states(read, file.toString()), file);
  }

  private void states(String problem, List<State> states, Path file) {
    states.forEach(s -> runs.put(problem, s, file.toString()));
  }
}
