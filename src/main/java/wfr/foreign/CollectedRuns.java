package wfr.foreign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import wfr.math.Estimate;
import wfr.scenario.BadInput;
import wfr.spec.ReportedRun;
import wfr.spec.ReportedRun.Density;
import wfr.spec.ReportedRun.Errors;
import wfr.spec.ReportedRun.State;

/** Numbers of problems at times, gathered from files. One that two files give must be the same in both, and none is given twice by one. */
final class CollectedRuns {
  private final Path directory;
  private final Map<String, TreeMap<Double, Collected>> runs = new LinkedHashMap<>();

  /** Of one problem and time, and which file gave them. */
  private static final class Collected {
    private final Map<String, Estimate> functionals = new LinkedHashMap<>();
    private final Map<String, String> from = new LinkedHashMap<>();
    private Density density;
  }

  /** @param directory of the files, for messages */
  CollectedRuns(Path directory) {
    this.directory = directory;
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  /** By problem. */
  Map<String, ReportedRun> all(Errors errors) {
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

  /** All of a time. */
  void put(String problem, State s, String file) {
    s.functionals().forEach((name, e) -> put(problem, s.time(), name, e, file));
    s.density().ifPresent(d -> put(problem, s.time(), d, file));
  }

  /** A functional. */
  void put(String problem, double time, String name, Estimate e, String file) {
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

  private Collected at(String problem, double time) {
    return ReportedRun.at(
        runs.computeIfAbsent(problem, p -> new TreeMap<>()), time, Collected::new);
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
