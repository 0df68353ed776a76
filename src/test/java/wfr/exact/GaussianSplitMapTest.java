package wfr.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.generators.Generators.logUniform;
import static wfr.generators.ProblemGenerators.gaussian;
import static wfr.generators.ProblemGenerators.gaussianCases;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import wfr.generators.ProblemGenerators.GaussianCase;
import wfr.model.GaussianLaw;
import wfr.model.SplittingScheme;

class GaussianSplitMapTest {
  /** Variances over two decades, means within 6, 12 sub-flows of 10 roundings each, factor 4. */
  private static final double ROUNDING = 4 * 120 * 1e2 * Math.ulp(1.0);

  /** C3, R1: pi = N(20, 1), rho_0 = N(0, 100), lambda = 1; columns t, exact, W-FR, FR-W, W/2-FR-W/2, FR/2-W-FR/2. */
  private static final double[][] GOLDEN = {
    {0.01, 71.615047, 72.222212, 71.014245, 71.617060, 71.612530},
    {0.05, 11.447107, 12.203707, 10.756235, 11.459155, 11.432075},
    {0.14, 2.474686, 3.026876, 2.055196, 2.497111, 2.447101}
  };

  private static final SplittingScheme[] COLUMNS = {
    null,
    SplittingScheme.LIE_WFR,
    SplittingScheme.LIE_FRW,
    SplittingScheme.STRANG_WFRW,
    SplittingScheme.STRANG
  };

  @Example
  void publishedTable_isReproducedToItsLastDigit() {
    double half = 0.5e-6;
    for (double[] row : GOLDEN) {
      for (int k = 0; k < COLUMNS.length; k++) {
        GaussianSplitMap map =
            new GaussianSplitMap(GaussianLaw.of(20, 1), 1, 1, row[0], COLUMNS[k]);
        assertEquals(
            row[k + 1], map.kl(GaussianLaw.of(0, 100), 1), half, row[0] + " " + COLUMNS[k]);
      }
    }
  }

  /** A step of the size that the rounding above is derived for. */
  @Provide
  Arbitrary<GaussianCase> cases() {
    return gaussianCases(
        gaussian(0.3, 3), logUniform(0.05, 3), logUniform(0.05, 3), logUniform(0.01, 0.3));
  }

  @Property(tries = 200, seed = "1")
  void map_isTheCompositionOfTheExactSubFlows(@ForAll("cases") GaussianCase c) {
    GaussianLaw target = c.target();
    GaussianLaw initial = c.initial();
    double lambda = c.lambda();
    double d = c.d();
    double h = c.t();
    for (SplittingScheme scheme : COLUMNS) {
      GaussianLaw composed = initial;
      for (int n = 0; n < 4; n++) {
        composed = step(scheme, target, composed, lambda, d, h);
      }
      GaussianLaw found = new GaussianSplitMap(target, lambda, d, h, scheme).after(initial, 4);
      String name = scheme == null ? "exact" : scheme.key();
      assertEquals(composed.mean()[0], found.mean()[0], 6 * ROUNDING, name);
      assertEquals(1, found.covariance()[0][0] / composed.covariance()[0][0], ROUNDING, name);
    }
  }

  private static GaussianLaw step(
      SplittingScheme scheme, GaussianLaw pi, GaussianLaw rho, double lambda, double d, double h) {
    if (scheme == null) {
      GaussianFlow flow = new GaussianFlow(pi, rho, lambda, d);
      return GaussianLaw.of(flow.mean(h), flow.variance(h));
    }
    return switch (scheme) {
      case LIE_WFR -> react(pi, diffuse(pi, rho, d * h), lambda * h);
      case LIE_FRW -> diffuse(pi, react(pi, rho, lambda * h), d * h);
      case STRANG -> react(pi, diffuse(pi, react(pi, rho, lambda * h / 2), d * h), lambda * h / 2);
      case STRANG_WFRW ->
          diffuse(pi, react(pi, diffuse(pi, rho, d * h / 2), lambda * h), d * h / 2);
    };
  }

  /** Ornstein-Uhlenbeck for D t = time. */
  private static GaussianLaw diffuse(GaussianLaw pi, GaussianLaw rho, double time) {
    double s = pi.covariance()[0][0];
    double k = Math.exp(-time / s);
    return GaussianLaw.of(
        pi.mean()[0] + k * (rho.mean()[0] - pi.mean()[0]),
        s + k * k * (rho.covariance()[0][0] - s));
  }

  /** rho^theta pi^{1 - theta}, normalised, theta = e^{-rate}. */
  private static GaussianLaw react(GaussianLaw pi, GaussianLaw rho, double rate) {
    double theta = Math.exp(-rate);
    double a = theta / rho.covariance()[0][0];
    double b = (1 - theta) / pi.covariance()[0][0];
    return GaussianLaw.of((a * rho.mean()[0] + b * pi.mean()[0]) / (a + b), 1 / (a + b));
  }

  /** Rates and steps that move the law beyond its rounding. */
  @Provide
  Arbitrary<GaussianCase> apart() {
    return gaussianCases(
        gaussian(0.2, 5), logUniform(0.3, 3), logUniform(0.3, 3), logUniform(0.02, 0.3));
  }

  @Provide
  Arbitrary<Double> ratios() {
    return logUniform(1.05, 10);
  }

  /** C3 on variances at least 5 % apart, where the differences stand out of the rounding. */
  @Property(tries = 300, seed = "1")
  void wFirst_isNearerThanExact_thanFrFirst_iffC0IsBelowS(
      @ForAll("apart") GaussianCase c,
      @ForAll("ratios") double ratio,
      @ForAll @IntRange(min = 1, max = 3) int n) {
    GaussianLaw target = c.target();
    double s = target.covariance()[0][0];
    double lambda = c.lambda();
    double d = c.d();
    double h = c.t();
    double m0 = c.initial().mean()[0];
    for (double c0 : new double[] {s / ratio, s * ratio}) {
      GaussianLaw initial = GaussianLaw.of(m0, c0);
      double wfr = kl(target, lambda, d, h, SplittingScheme.LIE_WFR, initial, n);
      double exact = kl(target, lambda, d, h, null, initial, n);
      double frw = kl(target, lambda, d, h, SplittingScheme.LIE_FRW, initial, n);
      boolean below = c0 < s;
      assertTrue(below ? wfr < exact : wfr > exact, c0 + " against " + s + ": W-FR, exact");
      assertTrue(below ? exact < frw : exact > frw, c0 + " against " + s + ": exact, FR-W");
    }
  }

  @Property(tries = 100, seed = "1")
  void everyScheme_isTheSame_whenC0IsS(@ForAll("cases") GaussianCase c) {
    GaussianLaw target = c.target();
    GaussianLaw initial = GaussianLaw.of(c.initial().mean()[0], target.covariance()[0][0]);
    double h = c.t();
    double exact = kl(target, 1.4, 0.7, h, null, initial, 3);
    for (SplittingScheme scheme : SplittingScheme.values()) {
      assertEquals(exact, kl(target, 1.4, 0.7, h, scheme, initial, 3), ROUNDING * (1 + exact));
    }
  }

  private static double kl(
      GaussianLaw target,
      double lambda,
      double d,
      double h,
      SplittingScheme scheme,
      GaussianLaw initial,
      int n) {
    return new GaussianSplitMap(target, lambda, d, h, scheme).kl(initial, n);
  }
}
