package wfr.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wfr.model.ParticleSettings;

/**
 * What the numbers of a scenario may be: the one home of every range that a solver has. A number outside is refused while the file is read.
 *   every number      0, or 1e-300 to 1e300 in absolute value: below, doubles lose digits
 *   rates and times   0, or 1e-100 to 1e100: products of up to three of them, and squares of lengths, stay among the numbers
 *   steps             last time over time-step: at most 1e7, and what the memory holds
 *   cells             of the second refinement of a grid at most 2^22, and what the memory holds
 *   particles         one for each population at least, and what the memory holds
 *   V and -log rho_0  at the least of the domain at most 1e9 in absolute value (a constant may be left out, digits that it costs do not come back), and at most 1e12 above it
 */
final class Ranges {
  static final double LEAST = 1e-300;
  static final double MOST = 1e300;

  private static final double LEAST_RATE = 1e-100;
  private static final double MOST_RATE = 1e100;

  private static final double MOST_STEPS = 1e7;

  /** Time and effective sample size of a step of every population, at the step and at half of it. */
  private static final int BYTES_A_STEP = 1000;

  /** Of a grid and of its second refinement, which has so many times as many per axis. */
  private static final double MOST_CELLS = 1 << 22;

  private static final int FINEST = 4;

  /** Arrays of a run per particle or cell: position, weight, densities, gradients, copies. */
  private static final int BYTES_EACH = 100;

  /** A kept output of a particle: coordinates and a weight, in the two runs and pooled. */
  private static final int BYTES_A_COORDINATE = 24;

  private static final double MOST_OFFSET = 1e9;
  private static final double MOST_SPAN = 1e12;

  private Ranges() {}

  /** Whether a number is admissible anywhere. */
  static boolean isNumber(double v) {
    return v == 0 || Math.abs(v) >= LEAST && Math.abs(v) <= MOST;
  }

  /** A rate, a duration or a time under a key: at least 0, or above it. */
  static double rate(Section s, String key, boolean open, double otherwise) {
    double v = s.atLeast(key, 0, open, otherwise);
    if (!isRate(v)) {
      throw s.bad(key, rates(open));
    }
    return v;
  }

  static boolean isRate(double v) {
    return v == 0 || v >= LEAST_RATE && v <= MOST_RATE;
  }

  static String rates(boolean open) {
    return "must be " + (open ? "" : "0 or ") + "from 1e-100 to 1e100";
  }

  /** Why a time step cannot reach a time, if it cannot: more steps than can be made. */
  static Optional<String> tooManySteps(double until, double step) {
    double most = Math.min(MOST_STEPS, memory() / BYTES_A_STEP);
    return until / step <= most
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s: %.3g steps up to time %s: at most %.3g are made, so at least %.3g is expected",
                Section.shown(step),
                until / step,
                Section.shown(until),
                most,
                until / most));
  }

  /** Refuses a time step that cannot reach a time. */
  static void steps(Section s, double until, double step) {
    tooManySteps(until, step)
        .ifPresent(
            why -> {
              throw s.problem("time-step", why);
            });
  }

  /** Particles of all populations, kept at a number of output times. */
  static int particles(Section s, String key, int dimension, int outputs) {
    long each = BYTES_EACH + (long) BYTES_A_COORDINATE * (dimension + 1) * outputs;
    return whole(s, key, ParticleSettings.POPULATIONS, each);
  }

  /** Cells per axis of a grid with two refinements, or of a histogram: as many as a run of minutes takes, and as the memory holds. */
  static int cells(Section s, String key, int least, int dimension) {
    double all = Math.min(MOST_CELLS, memory() / (double) BYTES_EACH);
    long most = Math.max(least, (long) (Math.pow(all, 1.0 / dimension) / FINEST));
    return (int)
        s.whole(
            key,
            least,
            most,
            " (per axis; the error is told by grids of up to four times as many, " + room() + ")");
  }

  private static int whole(Section s, String key, int least, long bytes) {
    long most = Math.max(least, Math.min(Integer.MAX_VALUE - 8L, memory() / bytes));
    return (int) s.whole(key, least, most, " (" + bytes + " bytes each, " + room() + ")");
  }

  private static String room() {
    return (memory() >> 20) + " MB of memory";
  }

  private static long memory() {
    return Runtime.getRuntime().maxMemory();
  }

  /** Refuses values of V or -log rho_0 between which digits are lost. */
  static void energies(Section s, String key, List<Double> values) {
    double least = values.stream().mapToDouble(v -> v).min().orElse(0);
    double span = values.stream().mapToDouble(v -> v - least).max().orElse(0);
    if (!(Math.abs(least) <= MOST_OFFSET)) {
      throw s.bad(
          key,
          String.format(
              Locale.ROOT,
              "its least value on the domain is %.3g: at most 1e9 in absolute value: leave out a constant, or move the domain",
              least));
    }
    if (!(span <= MOST_SPAN)) {
      throw s.bad(
          key,
          String.format(
              Locale.ROOT,
              "it rises by %.3g on the domain: at most 1e12 can be resolved: narrow the domain",
              span));
    }
  }
}
