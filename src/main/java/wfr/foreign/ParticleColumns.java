package wfr.foreign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import wfr.measure.WeightedSample;
import wfr.model.Coordinates;
import wfr.scenario.BadInput;
import wfr.spec.ReportedRun;
import wfr.spec.ReportedSample;
import wfr.spec.ReportedSample.Refinement;
import wfr.spec.ReportedSample.Run;
import wfr.spec.ReportedSample.State;

/**
 * Particles of a file, a row each, as populations:
 *   time;  x, or x, y, or x, y, z, or x1 ... xd;  log_weight (unnormalised, per population; left out: 0);  replicate (an integer, left out: one population);
 *   time_step, bandwidth or population (particles of one replicate), where two runs are given, one with twice the value of the other.
 */
final class ParticleColumns {
  private static final String TIME = "time";
  private static final String LOG_WEIGHT = "log_weight";
  private static final String REPLICATE = "replicate";

  /** Two parameters of which one is twice the other differ from that by rounding. */
  private static final double TWICE = 1e-9;

  private ParticleColumns() {}

  static ReportedSample sample(String problem, NumberColumns read, String where) {
    Map<String, double[]> columns = read.values();
    List<String> axes = axes(columns.keySet(), where);
    double[] time = columns.get(TIME);
    if (time.length == 0) {
      throw new BadInput(where + ": no particles");
    }
    Refinement refinement = Refinement.NONE;
    for (Refinement r : Refinement.values()) {
      if (columns.containsKey(r.column())) {
        if (refinement != Refinement.NONE) {
          throw new BadInput(
              where
                  + ": "
                  + r.column()
                  + ": beside "
                  + refinement.column()
                  + ": one is admissible");
        }
        refinement = r;
      }
    }
    double[] parameter = columns.get(refinement.column());
    Map<Double, TreeMap<Double, TreeMap<Double, List<Integer>>>> rows = new TreeMap<>();
    for (int i = 0; i < time.length; i++) {
      String at = where + ": " + read.place().apply(i) + ": ";
      finite(time[i], TIME, at);
      double e = parameter == null ? Double.NaN : parameter[i];
      if (parameter != null && !(finite(e, refinement.column(), at) > 0)) {
        throw new BadInput(at + refinement.column() + ": " + e + ": must be > 0");
      }
      double r = columns.containsKey(REPLICATE) ? columns.get(REPLICATE)[i] : 0;
      if (finite(r, REPLICATE, at) != Math.rint(r)) {
        throw new BadInput(at + "replicate: " + r + ": must be an integer");
      }
      ReportedRun.at(rows.computeIfAbsent(e, k -> new TreeMap<>()), time[i], TreeMap::new)
          .computeIfAbsent(r, k -> new ArrayList<>())
          .add(i);
    }
    List<Run> runs = new ArrayList<>();
    rows.forEach(
        (e, times) -> {
          List<State> states = new ArrayList<>();
          times.forEach(
              (t, replicates) ->
                  states.add(
                      new State(
                          t,
                          replicates.values().stream()
                              .map(list -> population(columns, axes, list))
                              .toList())));
          runs.add(new Run(e, states));
        });
    if (runs.size() > 2
        || runs.size() == 2
            && !(Math.abs(runs.get(1).parameter() / runs.get(0).parameter() - 2) <= TWICE)) {
      throw new BadInput(
          "%s: %s: %s: one value, or two, one with twice the value of the other, are expected"
              .formatted(where, refinement.column(), rows.keySet()));
    }
    if (refinement == Refinement.POPULATION) {
      runs.forEach(run -> requireCounts(run, where));
    }
    if (refinement.largerIsFiner()) {
      Collections.reverse(runs);
    }
    return new ReportedSample(
        problem, refinement, runs.size() == 2 ? refinement : Refinement.NONE, runs);
  }

  private static double finite(double value, String column, String at) {
    if (!Double.isFinite(value)) {
      throw new BadInput(at + column + ": " + value + ": a finite number is expected");
    }
    return value;
  }

  /** A population is as large as its column says. */
  private static void requireCounts(ReportedSample.Run run, String where) {
    for (State s : run.states()) {
      for (WeightedSample p : s.replicates()) {
        if (p.count() != run.parameter()) {
          throw new BadInput(
              "%s: population %s: there are %d particles in a replicate at t = %s"
                  .formatted(where, run.parameter(), p.count(), s.time()));
        }
      }
    }
  }

  private static WeightedSample population(
      Map<String, double[]> columns, List<String> axes, List<Integer> rows) {
    double[][] x = new double[axes.size()][];
    Arrays.setAll(x, k -> pick(columns.get(axes.get(k)), rows));
    double[] l = columns.get(LOG_WEIGHT);
    return new WeightedSample(x, l == null ? new double[rows.size()] : pick(l, rows));
  }

  private static double[] pick(double[] column, List<Integer> rows) {
    double[] picked = new double[rows.size()];
    Arrays.setAll(picked, i -> column[rows.get(i)]);
    return picked;
  }

  private static List<String> axes(Set<String> columns, String where) {
    if (!columns.contains(TIME)) {
      throw new BadInput(where + ": no column time; there are " + columns);
    }
    List<String> rest = new ArrayList<>(columns);
    rest.removeAll(
        List.of(
            TIME,
            LOG_WEIGHT,
            REPLICATE,
            Refinement.TIME_STEP.column(),
            Refinement.BANDWIDTH.column(),
            Refinement.POPULATION.column()));
    List<String> numbered = new ArrayList<>();
    for (int k = 1; k <= rest.size(); k++) {
      numbered.add("x" + k);
    }
    for (List<String> names : List.of(Coordinates.names(Math.max(1, rest.size())), numbered)) {
      if (!rest.isEmpty() && Set.copyOf(rest).equals(Set.copyOf(names))) {
        return names;
      }
    }
    throw new BadInput(
        where
            + ": columns "
            + rest
            + ": the coordinates are expected as x, or x, y, or x, y, z, or x1 ... xd, beside time, log_weight, replicate, and one of time_step, bandwidth, population");
  }
}
