package wfr.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import wfr.measure.WeightedSample;
import wfr.spec.ReportedSample;
import wfr.spec.ReportedSample.Run;
import wfr.spec.ReportedSample.State;

/**
 * Replicates of a sample that are no populations of their own, and say nothing of the sampling error. At a time after the start one repeats another
 *   if it has the same particles with the same weights, in any order; or,
 *   where noise moves them, if more than half of its particles are at a place of the other's, to the last bit, while both have hardly two at one place themselves (so that roundings of what was
 *   written, and copies made by resampling, are not taken for it): streams of random numbers that overlap.
 */
final class RepeatedReplicates {
  private static final double SHARED = 0.5;

  /** Of the particles of a population, at least so many are at places of their own. */
  private static final double DISTINCT = 0.9;

  /** Particles of a population that are looked for in the others. */
  private static final int LOOKED_AT = 64;

  private final boolean noise;
  private final ReportedSample without;
  private final List<String> words = new ArrayList<>();
  private int count;

  /**
   * @param sample somebody's
   * @param noise whether particles diffuse
   */
  RepeatedReplicates(ReportedSample sample, boolean noise) {
    this.noise = noise;
    without =
        new ReportedSample(
            sample.problem(),
            sample.given(),
            sample.refinement(),
            sample.runs().stream().map(this::without).toList());
  }

  /** The sample without them. */
  ReportedSample without() {
    return without;
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** What was found. */
  Optional<String> found() {
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
  }

  private Run without(Run run) {
    TreeMap<Integer, String> repeats = new TreeMap<>();
    for (State s : run.states()) {
      if (s.time() > 0 && SampleIntegrands.broken(s).isEmpty()) {
        repeats(s).forEach(repeats::putIfAbsent);
      }
    }
    if (repeats.isEmpty()) {
      return run;
    }
    count += repeats.size();
    words.add(
        "%s; %d of %d replicates are no populations of their own%s: a seed of its own for each is expected"
            .formatted(
                repeats.firstEntry().getValue(),
                repeats.size(),
                run.states().get(0).replicates().size(),
                Double.isNaN(run.parameter()) ? "" : " (" + run.parameter() + ")"));
    List<State> states = new ArrayList<>();
    for (State s : run.states()) {
      List<WeightedSample> kept = new ArrayList<>();
      for (int r = 0; r < s.replicates().size(); r++) {
        if (!repeats.containsKey(r)) {
          kept.add(s.replicates().get(r));
        }
      }
      states.add(new State(s.time(), kept));
    }
    return new Run(run.parameter(), states);
  }

  /** Which replicates of one time repeat an earlier one, with what is said of it. */
  private TreeMap<Integer, String> repeats(State s) {
    TreeMap<Integer, String> repeats = new TreeMap<>();
    Map<Integer, Integer> byRows = new HashMap<>();
    Map<Long, Integer> byPlace = new HashMap<>();
    List<long[]> rows = s.replicates().stream().map(p -> rows(p, true)).toList();
    List<long[]> places = s.replicates().stream().map(p -> rows(p, false)).toList();
    for (int r = 0; r < rows.size(); r++) {
      Integer same = byRows.putIfAbsent(Arrays.hashCode(rows.get(r)), r);
      if (same != null && Arrays.equals(rows.get(r), rows.get(same))) {
        repeats.put(
            r, "replicate %d repeats replicate %d exactly at t = %s".formatted(r, same, s.time()));
        continue;
      }
      // the least of numbers without order are a random choice, and the same one in both
      for (int i = 0; noise && i < Math.min(LOOKED_AT, places.get(r).length); i++) {
        Integer q = byPlace.putIfAbsent(places.get(r)[i], r);
        if (q != null
            && q != r
            && !repeats.containsKey(r)
            && shared(places.get(r), places.get(q))) {
          repeats.put(
              r,
              "more than half of the particles of replicate %d are at places of replicate %d at t = %s, to the last bit"
                  .formatted(r, q, s.time()));
        }
      }
    }
    return repeats;
  }

  /** Whether two ascending lists, each almost without repetition, have more than half of their entries in common. */
  private static boolean shared(long[] a, long[] b) {
    if (!(distinct(a) >= DISTINCT * a.length && distinct(b) >= DISTINCT * b.length)) {
      return false;
    }
    int common = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] == b[j]) {
        common++;
        i++;
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    return common > SHARED * Math.min(a.length, b.length);
  }

  private static long distinct(long[] ascending) {
    return Arrays.stream(ascending).distinct().count();
  }

  /** A number for each particle, without order, equal where all its coordinates are (and its weight, up to a factor); ascending. */
  private static long[] rows(WeightedSample p, boolean weighted) {
    long[] rows = new long[p.count()];
    for (int k = 0; k < p.dimension(); k++) {
      mix(rows, p.coordinate(k));
    }
    if (weighted) {
      double[] l = p.logWeights();
      double most = Arrays.stream(l).max().orElseThrow();
      Arrays.setAll(l, i -> l[i] - most);
      mix(rows, l);
    }
    Arrays.sort(rows);
    return rows;
  }

  /** Stafford's mixing of bits. */
  private static void mix(long[] rows, double[] values) {
    for (int i = 0; i < rows.length; i++) {
      long h = 31 * rows[i] + Double.doubleToLongBits(values[i]);
      h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
      h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
      rows[i] = h ^ (h >>> 31);
    }
  }
}
