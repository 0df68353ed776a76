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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import wfr.math.Estimate;
import wfr.scenario.BadInput;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;
import wfr.scenario.TextFile;
import wfr.spec.ReportedRun;
import wfr.spec.ReportedRun.Density;
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
 * CSV files may have these columns in any order, and others; archives may have other arrays. A number that two files give must be the same in both. Other files are listed, not read.
 */
public final class ResultFiles {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String PARTICLES = "-particles";
  private static final IntFunction<String> ROW = i -> "row " + i;

  /** Columns of a density. */
  private static final List<String> DENSITY = List.of("time", "x", "density", "error");

  /** A text with what is made of it is a few times as large. */
  private static final long MOST_BYTES = Math.min(1 << 26, Runtime.getRuntime().maxMemory() / 16);

  /** Part of the layout, of targets and not of runs. */
  private static final String CONSTANTS = "constants.csv";

  private final Path directory;
  private final Map<String, String> names;
  private final Optional<String> sole;
  private String implementation;
  private Errors errors = Errors.BOUND;
  private final List<String> ignored = new ArrayList<>();
  private final Map<String, TreeMap<Double, Collected>> runs = new LinkedHashMap<>();
  private final Map<String, ReportedSample> samples = new LinkedHashMap<>();
  private final Map<String, Map<String, double[]>> particles = new LinkedHashMap<>();

  /** Functionals and density of one problem and time, and which file gave them. */
  private static final class Collected {
    private final Map<String, Estimate> functionals = new LinkedHashMap<>();
    private final Map<String, String> from = new LinkedHashMap<>();
    private Density density;
  }

  /**
   * Reads all files.
   *
   * @param directory where they are
   * @param names of problems, as files may spell them, with the name of each
   * @param only the problems that are asked for, empty for all
   * @throws BadInput that names file, line or key, value, and what is admissible
   */
  public ResultFiles(Path directory, Map<String, String> names, Set<String> only) {
    this.directory = directory;
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
    Map<String, ReportedRun> all = new LinkedHashMap<>();
    runs.forEach(
        (problem, times) -> {
          List<State> states = new ArrayList<>();
          times.forEach(
              (t, c) -> states.add(new State(t, c.functionals, Optional.ofNullable(c.density))));
          all.put(problem, new ReportedRun(problem, errors, states));
        });
    return all;
  }

  /** Particles by problem. */
  public Map<String, ReportedSample> samples() {
    return Collections.unmodifiableMap(samples);
  }

  private void particles(String problem, Path file, String extension) throws IOException {
    Map<String, double[]> columns = columns(file, extension);
    Map<String, double[]> before = particles.put(problem, columns);
    if (before == null) {
      samples.put(problem, ParticleColumns.sample(problem, columns, file.toString()));
    } else if (!before.keySet().equals(columns.keySet())
        || columns.keySet().stream().anyMatch(k -> !Arrays.equals(before.get(k), columns.get(k)))) {
      throw new BadInput(file + ": particles of " + problem + ": given twice, and not the same");
    }
  }

  private void summary(JsonNode root, Path file) {
    if (root.has("particles") && !root.has("grid") && !root.has("exact")) {
      errors = Errors.STANDARD_ERROR;
    }
    collect(sole.orElseThrow(), SummaryTimes.of(root, file.toString()), file.toString());
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
      functionals(table(file, List.of("problem", "time", "functional", "value", "error")), file);
    } else if (ours(name)) {
      read(sole.orElseThrow(), file, stem, extension);
    } else if (stem.endsWith(PARTICLES) && List.of("csv", "npz").contains(extension)) {
      String of = stem.substring(0, stem.length() - PARTICLES.length());
      particles(problem(of, file.toString()), file, extension);
    } else if (List.of("csv", "npz", "json").contains(extension) && !name.equals(CONSTANTS)) {
      String problem = problem(stem, file.toString());
      requireFile(file);
      switch (extension) {
        case "csv" -> densityRows(problem, file);
        case "npz" -> densities(problem, NpyColumns.read(file, DENSITY), file.toString(), ROW);
        default -> {
          JsonNode root = json(file);
          ReportedStates.closed(root, file.toString(), "times");
          collect(problem, ReportedStates.of(root.get("times"), file.toString()), file.toString());
        }
      }
    } else {
      ignored.add(name);
    }
  }

  private static Map<String, double[]> columns(Path file, String extension) throws IOException {
    requireFile(file);
    return extension.equals("csv") ? CsvColumns.read(file) : NpyColumns.read(file);
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

  private void read(String problem, Path file, String stem, String extension) throws IOException {
    switch (stem) {
      case "summary" -> summary(json(file), file);
      case "particles" -> particles(problem, file, extension);
      default -> {
        Map<String, double[]> columns = columns(file, extension);
        if (columns.containsKey("y")) {
          ignored.add(file.getFileName() + " (densities are compared on the line)");
        } else {
          densities(problem, columns, file.toString(), ROW);
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
    implementation = root.path("implementation").asText(implementation);
    errors = ReportedStates.errors(root.get("errors"), file.toString());
  }

  private void solutions(JsonNode root, Path file) {
    JsonNode solutions = root.path("solutions");
    if (!solutions.isArray()) {
      throw new BadInput(file + ": \"solutions\" must be a list");
    }
    for (JsonNode s : solutions) {
      String name = problem(s.path("scenario").asText(), file.toString());
      collect(name, ReportedStates.of(s.get("times"), file + ": " + name), file.toString());
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

  /** Rows of a CSV file with these columns, in any order and among others, with the place of each; fields in the order asked for. */
  private static Map<String, String[]> table(Path file, List<String> columns) {
    String[] lines = text(file).split("\\R", -1);
    List<String> header = Arrays.stream(lines[0].split(",", -1)).map(String::strip).toList();
    for (String column : columns) {
      if (Collections.frequency(header, column) != 1) {
        throw new BadInput(
            file
                + ": line 1: '"
                + Message.shown(lines[0])
                + "': the header "
                + String.join(",", columns)
                + " is expected, each column once, in any order");
      }
    }
    Map<String, String[]> rows = new LinkedHashMap<>();
    for (int k = 1; k < lines.length; k++) {
      if (lines[k].isBlank()) {
        continue;
      }
      String[] fields = lines[k].split(",", -1);
      if (fields.length != header.size()) {
        throw new BadInput(
            file
                + ": line "
                + (k + 1)
                + ": "
                + fields.length
                + " fields: must be "
                + header.size());
      }
      rows.put(
          file + ": line " + (k + 1),
          columns.stream().map(c -> fields[header.indexOf(c)]).toArray(String[]::new));
    }
    if (rows.isEmpty()) {
      throw new BadInput(file + ": no row below the header");
    }
    return rows;
  }

  private void functionals(Map<String, String[]> rows, Path file) {
    rows.forEach(
        (where, f) -> {
          String problem = problem(f[0].strip(), where);
          Estimate e =
              ReportedStates.estimate(
                  ReportedStates.number(f[3], where + ": value"),
                  ReportedStates.number(f[4], where + ": error"),
                  where);
          put(
              problem,
              ReportedStates.number(f[1], where + ": time"),
              f[2].strip(),
              e,
              file.toString());
        });
  }

  private void densityRows(String problem, Path file) {
    Map<String, String[]> rows = table(file, DENSITY);
    Map<String, double[]> columns = new LinkedHashMap<>();
    DENSITY.forEach(name -> columns.put(name, new double[rows.size()]));
    int k = 0;
    for (Map.Entry<String, String[]> row : rows.entrySet()) {
      for (int j = 0; j < DENSITY.size(); j++) {
        columns.get(DENSITY.get(j))[k] =
            ReportedStates.number(row.getValue()[j], row.getKey() + ": " + DENSITY.get(j));
      }
      k++;
    }
    List<String> places = List.copyOf(rows.keySet());
    int before = file.toString().length() + 2;
    densities(problem, columns, file.toString(), i -> places.get(i).substring(before));
  }

  /** Cuts the columns where the time changes. */
  private void densities(
      String problem, Map<String, double[]> columns, String where, IntFunction<String> place) {
    for (String name : DENSITY) {
      if (!columns.containsKey(name)) {
        throw new BadInput(where + ": no column " + name + ": " + DENSITY + " are expected");
      }
    }
    double[] time = columns.get("time");
    for (String name : DENSITY) {
      double[] column = columns.get(name);
      if (column.length != time.length) {
        throw new BadInput(
            where + ": " + name + " has " + column.length + " numbers, time has " + time.length);
      }
      for (int i = 0; i < column.length; i++) {
        if (!Double.isFinite(column[i])) {
          throw new BadInput(
              where + ": " + name + "[" + i + "]: " + column[i] + ": a finite number is expected");
        }
      }
    }
    requireOrder(time, columns.get("x"), where, place);
    int from = 0;
    for (int i = 1; i <= time.length; i++) {
      if (i == time.length || time[i] != time[from]) {
        Density d =
            ReportedStates.density(
                Arrays.copyOfRange(columns.get("x"), from, i),
                Arrays.copyOfRange(columns.get("density"), from, i),
                Arrays.copyOfRange(columns.get("error"), from, i),
                where + ": time " + time[from]);
        put(problem, time[from], d, where);
        from = i;
      }
    }
  }

  /** Rows of one time stand together, in the order of x. */
  private static void requireOrder(
      double[] time, double[] x, String where, IntFunction<String> place) {
    Set<Double> seen = new HashSet<>();
    for (int i = 0; i < time.length; i++) {
      boolean starts = i == 0 || time[i] != time[i - 1];
      if (starts && !seen.add(time[i])) {
        throw new BadInput(
            where
                + ": "
                + place.apply(i)
                + ": time "
                + time[i]
                + " again, after "
                + time[i - 1]
                + ": rows of one time must stand together");
      }
      if (!starts && !(x[i] > x[i - 1])) {
        throw new BadInput(
            where
                + ": "
                + place.apply(i)
                + ": x = "
                + x[i]
                + " after "
                + x[i - 1]
                + ": must ascend within a time");
      }
    }
  }

  private void collect(String problem, List<State> states, String file) {
    for (State s : states) {
      s.functionals().forEach((name, e) -> put(problem, s.time(), name, e, file));
      s.density().ifPresent(d -> put(problem, s.time(), d, file));
    }
  }

  private Collected at(String problem, double time) {
    return runs.computeIfAbsent(problem, p -> new TreeMap<>())
        .computeIfAbsent(time, t -> new Collected());
  }

  private void put(String problem, double time, String name, Estimate e, String file) {
    Collected c = at(problem, time);
    Estimate before = c.functionals.put(name, e);
    String other = c.from.put(name, file);
    if (before != null && (!before.equals(e) || file.equals(other))) {
      throw twice(problem, time, name, other, file);
    }
  }

  private void put(String problem, double time, Density d, String file) {
    Collected c = at(problem, time);
    String other = c.from.put("density", file);
    Density before = c.density;
    c.density = d;
    if (before != null
        && (file.equals(other)
            || !Arrays.equals(before.x(), d.x())
            || !Arrays.equals(before.values(), d.values())
            || !Arrays.equals(before.errors(), d.errors()))) {
      throw twice(problem, time, "density", other, file);
    }
  }

  private BadInput twice(String problem, double time, String name, String one, String other) {
    return new BadInput(
        "%s: %s at time %s: given twice%s"
            .formatted(
                other.equals(one) ? one : one + " and " + directory.relativize(Path.of(other)),
                problem + ": " + name,
                time,
                other.equals(one) ? "" : ", and not the same"));
  }
}
