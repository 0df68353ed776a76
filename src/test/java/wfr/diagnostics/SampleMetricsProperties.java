package wfr.diagnostics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static wfr.generators.Generators.between;
import static wfr.generators.Generators.list;
import static wfr.generators.Generators.normal;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import wfr.measure.Atoms;
import wfr.model.GaussianLaw;
import wfr.model.MixtureLaw;

class SampleMetricsProperties {
  /** A few dozen operations on numbers below 100. */
  private static final double ROUNDING = 64 * Math.ulp(100.0);

  /** The kernel as a Riemann sum with this step: it and the density decay like a Gaussian, so the rule converges beyond every power. */
  private static final double STEP = 0.05;

  /** MMD^2 of two Dirac measures at distance d is 2 - 2 exp(-g d^2), whatever their masses. */
  @Property(tries = 60)
  void mmd_ofTwoAtoms_isClosed(
      @ForAll @DoubleRange(min = 0.1, max = 3) double g,
      @ForAll @DoubleRange(min = -5, max = 5) double d,
      @ForAll @DoubleRange(min = 0.1, max = 9) double mass) {
    Atoms a = Atoms.dirac(mass, 1);
    Atoms b = Atoms.dirac(1, 1 + d);
    double exact = 2 - 2 * Math.exp(-g * (1 + d - 1) * (1 + d - 1));
    assertEquals(exact, new MaximumMeanDiscrepancy(g).squared(a, b), ROUNDING);
  }

  /** Against a mixture the closed form agrees with atoms on a fine lattice that carry the mixture's density. */
  @Property(tries = 10)
  void mmd_toAMixture_agreesWithALattice(
      @ForAll @DoubleRange(min = 0.3, max = 2) double g,
      @ForAll @DoubleRange(min = 0.2, max = 0.8) double w,
      @ForAll @DoubleRange(min = -2, max = 2) double m) {
    MixtureLaw law =
        MixtureLaw.of(new double[] {w, 1 - w}, new double[] {0, m}, new double[] {0.5, 1.3});
    int n = 600;
    double[] x = new double[n];
    double[] mass = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = (i - n / 2) * STEP;
      mass[i] = STEP * Math.exp(law.logDensity(x[i]));
    }
    MaximumMeanDiscrepancy mmd = new MaximumMeanDiscrepancy(g);
    Atoms sample = Atoms.line(new double[] {-1, 0.5, 2}, new double[] {1, 2, 1});
    assertEquals(mmd.squared(sample, Atoms.line(x, mass)), mmd.squared(sample, law), ROUNDING);
  }

  /** In the plane, an atom against a Gaussian that does not factor in the axes: E k in the eigenbasis. */
  @Example
  void mmd_toARotatedGaussian_isTheProductInItsEigenbasis() {
    double c = Math.cos(0.7);
    double s = Math.sin(0.7);
    double a = 0.2;
    double b = 1.7;
    double[][] covariance = {
      {a * c * c + b * s * s, (a - b) * s * c}, {(a - b) * s * c, a * s * s + b * c * c}
    };
    MixtureLaw law =
        new MixtureLaw(new double[] {1}, List.of(new GaussianLaw(new double[] {0, 0}, covariance)));
    double g = 0.8;
    double[] y = {0.4, -1.1}; // in the eigenbasis
    double cross =
        Math.exp(-g * y[0] * y[0] / (1 + 2 * g * a) - g * y[1] * y[1] / (1 + 2 * g * b))
            / Math.sqrt((1 + 2 * g * a) * (1 + 2 * g * b));
    double square = 1 / Math.sqrt((1 + 4 * g * a) * (1 + 4 * g * b));
    // (c, s) is the eigenvector of a, (-s, c) that of b
    Atoms atom =
        new Atoms(new double[][] {{c * y[0] - s * y[1], s * y[0] + c * y[1]}}, new double[] {1});
    assertEquals(
        1 - 2 * cross + square, new MaximumMeanDiscrepancy(g).squared(atom, law), ROUNDING);
  }

  private record Particle(double x, double y, double mass) {}

  @Provide
  Arbitrary<List<Particle>> particles() {
    return list(
        1, 20, Combinators.combine(normal(1), normal(1), between(1e-3, 1.001)).as(Particle::new));
  }

  /** Mean and covariance are affine in the points. */
  @Property(tries = 60)
  void moments_followAffineMaps(
      @ForAll("particles") List<Particle> particles,
      @ForAll @DoubleRange(min = -2, max = 2) double p,
      @ForAll @DoubleRange(min = -2, max = 2) double q) {
    int n = particles.size();
    double[][] x = new double[n][2];
    double[][] y = new double[n][2];
    double[] mass = new double[n];
    for (int i = 0; i < n; i++) {
      x[i][0] = particles.get(i).x();
      x[i][1] = particles.get(i).y();
      mass[i] = particles.get(i).mass();
      y[i][0] = p * x[i][0] + q * x[i][1] + 1;
      y[i][1] = x[i][1] - 2;
    }
    SampleMoments before = new SampleMoments(new Atoms(x, mass));
    SampleMoments after = new SampleMoments(new Atoms(y, mass));
    double[] m = before.mean();
    double[][] c = before.covariance();
    assertArrayEquals(new double[] {p * m[0] + q * m[1] + 1, m[1] - 2}, after.mean(), ROUNDING);
    double[][] d = after.covariance();
    assertEquals(p * p * c[0][0] + 2 * p * q * c[0][1] + q * q * c[1][1], d[0][0], ROUNDING);
    assertEquals(p * c[0][1] + q * c[1][1], d[0][1], ROUNDING);
    assertEquals(c[1][1], d[1][1], ROUNDING);
  }

  /** Shares of a set and its complement sum to 1; far apart, mode weights are the shares of the sides. */
  @Example
  void modeWeights_areTheSharesOfTheSides() {
    MixtureLaw law =
        MixtureLaw.of(new double[] {0.3, 0.7}, new double[] {-10, 10}, new double[] {1, 1});
    Atoms sample = Atoms.line(new double[] {-9, -11, 8}, new double[] {1, 2, 5});
    SampleMoments moments = new SampleMoments(sample);
    assertArrayEquals(new double[] {3.0 / 8, 5.0 / 8}, moments.modeWeights(law), ROUNDING);
    assertEquals(moments.share(x -> x[0] < 0), moments.modeWeights(law)[0], ROUNDING);
  }
}
