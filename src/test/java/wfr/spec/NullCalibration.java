package wfr.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.math.RandomStreams;
import wfr.statistics.ExactBinomial;

/**
 * Null calibration: on many small replicates that satisfy the hypothesis a p-value p must have P(p {@literal <=} u) {@literal <=} u. At each level u the number of replicates with
 * p {@literal <=} u is binomial; a test is found invalid iff the Clopper-Pearson lower bound of P(p {@literal <=} u) exceeds u. Two popular invalid tests are controls that must be found.
 * Writes reports/calibration: calibration.csv, README.md. Arguments: replicates (100000), directory.
 */
public final class NullCalibration {
  /** Levels u, largest first. */
  static final double[] LEVELS = {0.5, 0.2, 0.1, 0.05, 0.01, 1e-3};

  /** Probability that any valid test is called invalid, over all tests and levels together. */
  private static final double ALPHA = 1e-6;

  /** Confidence of the printed upper bounds, each. */
  private static final double UPPER = 1e-3;

  private static final long SEED = 1;

  /** Levels are compared up to the rounding of a p-value. */
  private static final double ROUNDING = 1 + 1e-12;

  private NullCalibration() {}

  /** Number of alarms at each level. */
  static long[] alarms(NullTest test, int replicates, long row) {
    UniformRandomProvider random =
        new RandomStreams(SEED, row).stream(RandomStreams.Purpose.DIAGNOSTIC, 0, 0);
    long[] alarms = new long[LEVELS.length];
    for (int r = 0; r < replicates; r++) {
      double p = test.pValue().next(random);
      for (int k = 0; k < LEVELS.length; k++) {
        alarms[k] += p <= LEVELS[k] * ROUNDING || Double.isNaN(p) ? 1 : 0;
      }
    }
    return alarms;
  }

  /** Whether no level is exceeded beyond what the number of replicates explains. */
  static boolean superUniform(long[] alarms, int replicates, double alpha) {
    for (int k = 0; k < LEVELS.length; k++) {
      if (ExactBinomial.lower(alarms[k], replicates, alpha) > LEVELS[k]) {
        return false;
      }
    }
    return true;
  }

  /** Runs, writes, and fails if a test is not calibrated or a control is not found. */
  public static void main(String[] args) throws IOException {
    int replicates = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    Path out = Path.of(args.length > 1 ? args[1] : "reports/calibration");
    List<NullTest> tests =
        Stream.concat(FamilyNulls.all().stream(), ClaimNulls.all().stream()).toList();
    double alpha = ALPHA / (tests.size() * LEVELS.length);
    StringBuilder csv =
        new StringBuilder("test,law,draws,replicates,level,alarms,frequency,lower,upper\n");
    StringBuilder table = new StringBuilder();
    boolean good = true;
    for (int row = 0; row < tests.size(); row++) {
      NullTest test = tests.get(row);
      long[] alarms = alarms(test, replicates, row);
      boolean uniform = superUniform(alarms, replicates, alpha);
      good &= uniform == test.valid();
      table.append("| %s | %s | %d |".formatted(test.name(), test.law(), test.draws()));
      for (int k = 0; k < LEVELS.length; k++) {
        double frequency = (double) alarms[k] / replicates;
        double upper = ExactBinomial.upper(alarms[k], replicates, UPPER);
        csv.append(
            String.format(
                Locale.ROOT,
                "\"%s\",\"%s\",%d,%d,%s,%d,%.6g,%.6g,%.6g%n",
                test.name(),
                test.law(),
                test.draws(),
                replicates,
                LEVELS[k],
                alarms[k],
                frequency,
                ExactBinomial.lower(alarms[k], replicates, alpha),
                upper));
        table.append(String.format(Locale.ROOT, " %.3g (%.3g) |", frequency, upper));
      }
      table.append(uniform ? " yes |\n" : " NO |\n");
      System.out.println(test.name() + ": " + uniform);
    }
    Files.createDirectories(out);
    Files.writeString(out.resolve("calibration.csv"), csv);
    Files.writeString(
        out.resolve("README.md"),
        """
        # Null calibration of the finite-sample tests

            mvn -q -Pcalibration test-compile exec:java -Dexec.mainClass=wfr.spec.NullCalibration

        %d replicates that satisfy the hypothesis for every test of `wfr.statistics`, on an easy law and on a skew one, and for the statistics of the stochastic claims on small samples
        of what the claims themselves draw. E4 and E4N have no small replicate, one draw being a large population: E4's level rests on the sign test (in the table), E4N's on two bands of
        DKW at half the level each (DKW, in the table for one sample), and both on a declared allowance, which no calibration tests. Each column is a level u: the frequency of p <= u and, in brackets, the
        Clopper-Pearson upper bound of P(p <= u) at confidence %s. A test is called invalid iff the lower bound of P(p <= u) exceeds u at some level; the probability of calling any
        valid one so is at most %.0e over the whole table. Zeros are the price of bounds that hold for every law: Bernstein's and the median of means keep their level by a wide margin. The controls are tests in common use that are not valid at this sample size: they must be found. Seed %d; numbers in `calibration.csv`.

        | test | law | draws | 0.5 | 0.2 | 0.1 | 0.05 | 0.01 | 0.001 | super-uniform |
        |---|---|---|---|---|---|---|---|---|---|
        %s"""
            .formatted(replicates, 1 - UPPER, ALPHA, SEED, table));
    if (!good) {
      throw new IllegalStateException("a test is not calibrated, or a control was not found");
    }
  }
}
