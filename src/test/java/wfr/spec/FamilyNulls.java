package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.math.NormalQuantile;
import wfr.statistics.BettingProcess;
import wfr.statistics.DkwBand;
import wfr.statistics.EmpiricalBernstein;
import wfr.statistics.ExactBinomial;
import wfr.statistics.ExactMultinomial;
import wfr.statistics.HedgedBetting;
import wfr.statistics.MedianOfMeans;

/** Every test of the family on laws that satisfy its hypothesis, easy ones and skew ones, and two popular tests that are not valid, as controls. */
final class FamilyNulls {
  private static final double RARE = 0.03;
  private static final double[] CELLS = {0.1, 0.3, 0.6};

  private FamilyNulls() {}

  static List<NullTest> all() {
    return List.of(
        of("DKW", "uniform", 20, x -> DkwBand.pValue(20, DkwBand.distance(sorted(x)))),
        of("KS exact", "uniform", 20, x -> DkwBand.exactPValue(20, DkwBand.distance(sorted(x)))),
        of("binomial", "p = 0.3", 25, x -> new ExactBinomial(0.3).pValue(below(x, 0.3), 25)),
        of("binomial", "p = 0.03", 60, x -> new ExactBinomial(RARE).pValue(below(x, RARE), 60)),
        of("sign test", "median of normals", 15, x -> ExactBinomial.SIGN.pValue(below(x, 0.5), 15)),
        of("multinomial, union", "q = (0.1, 0.3, 0.6)", 12, FamilyNulls::union),
        of("multinomial, enumerated", "q = (0.1, 0.3, 0.6)", 12, FamilyNulls::enumerated),
        of("Bernstein, variance known", "p = 0.03", 60, x -> known(coins(x), RARE)),
        of("empirical Bernstein", "uniform", 400, x -> empirical(x, 0.5)),
        of("empirical Bernstein", "p = 0.03", 400, x -> empirical(coins(x), RARE)),
        of("median of means", "lognormal", 56, FamilyNulls::lognormal),
        of("betting", "uniform", 60, x -> betting(x, 0.5)),
        of("betting", "p = 0.03", 60, x -> betting(coins(x), RARE)),
        of("betting", "coins and constants in turn, by the past", 60, x -> betting(past(x), 0.5)),
        new NullTest("control: z-test", "p = 0.03", 60, false, p(60, x -> zTest(coins(x)))),
        new NullTest(
            "control: Bernstein without its last term",
            "p = 0.03",
            60,
            false,
            p(60, x -> truncated(coins(x)))));
  }

  private static NullTest of(String name, String law, int n, ToDoubleFunction<double[]> pValue) {
    return new NullTest(name, law, n, true, p(n, pValue));
  }

  private static NullTest.PValue p(int n, ToDoubleFunction<double[]> pValue) {
    return random -> pValue.applyAsDouble(uniforms(random, n));
  }

  private static double[] uniforms(UniformRandomProvider random, int n) {
    double[] x = new double[n];
    Arrays.setAll(x, i -> random.nextDouble());
    return x;
  }

  private static double[] sorted(double[] x) {
    Arrays.sort(x);
    return x;
  }

  private static long below(double[] x, double p) {
    return Arrays.stream(x).filter(u -> u < p).count();
  }

  private static double[] coins(double[] x) {
    return Arrays.stream(x).map(u -> u < RARE ? 1 : 0).toArray();
  }

  /** Expectation 1/2 whatever came before; after a head the next draw is constant. */
  private static double[] past(double[] u) {
    double[] x = new double[u.length];
    for (int i = 0; i < x.length; i++) {
      boolean head = i > 0 && x[i - 1] == 1;
      x[i] = head ? 0.5 : Math.round(u[i]);
    }
    return x;
  }

  private static int[] counts(double[] x) {
    int first = (int) below(x, CELLS[0]);
    int second = (int) below(x, CELLS[0] + CELLS[1]) - first;
    return new int[] {first, second, x.length - first - second};
  }

  private static double union(double[] x) {
    int[] c = counts(x);
    return new ExactMultinomial(CELLS).pValue(c[0], c[1], c[2]);
  }

  private static double enumerated(double[] x) {
    return new ExactMultinomial(CELLS).exactPValue(counts(x));
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }

  static double variance(double[] x) {
    double mean = mean(x);
    return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
  }

  private static double known(double[] x, double m) {
    return EmpiricalBernstein.pValueKnown(x.length, Math.abs(mean(x) - m), m * (1 - m), 1);
  }

  static double empirical(double[] x, double m) {
    return EmpiricalBernstein.pValue(x.length, Math.abs(mean(x) - m), variance(x));
  }

  static double betting(double[] x, double m) {
    BettingProcess process = new HedgedBetting(m, 0.3).process(x.length, 0.05);
    for (double v : x) {
      process.add(v);
    }
    return process.pValue();
  }

  private static double lognormal(double[] u) {
    double[] w =
        Arrays.stream(u)
            .map(v -> NormalQuantile.of((long) (v * 0x1p63) << 1))
            .map(z -> Math.exp(z - 0.5))
            .toArray();
    return medianOfMeans(w, 1, Math.E - 1);
  }

  /** The median of means is tuned to its level: the smallest level of the report at which it has an alarm. */
  static double medianOfMeans(double[] x, double expectation, double variance) {
    double p = 1;
    for (double level : NullCalibration.LEVELS) {
      double radius = new MedianOfMeans(variance).radius(x.length, level);
      if (Math.abs(MedianOfMeans.of(x, level) - expectation) > radius) {
        p = Math.min(p, level);
      }
    }
    return p;
  }

  private static double zTest(double[] x) {
    double z = Math.abs(mean(x) - RARE) / Math.sqrt(variance(x) / x.length);
    return org.apache.commons.math3.special.Erf.erfc(z / Math.sqrt(2));
  }

  private static double truncated(double[] x) {
    double d = mean(x) - RARE;
    return Math.min(1, 4 * Math.exp(-x.length * d * d / (2 * variance(x))));
  }
}
