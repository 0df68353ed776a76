package wfr.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import wfr.math.Estimate;
import wfr.model.SpectralFunction;
import wfr.model.SpectralProblem;

/** Enclosed expectations of random trials: against TrialFigures, against each other, and against sums. */
class TrialExpectationProperties {
  /** An enclosure of a trial with bound 0 is of roundings, times the size of the observable. */
  private static final double TIGHT = 1e-9;

  /** Panels of the midpoint rule, whose error is about (b - a)^2 max|(F f)''|/(24 panels^2). */
  private static final int PANELS = 400_000;

  private static final double MIDPOINT = 1e-7;

  private record Trial(SpectralProblem problem, double[] coefficients) {
    static Trial of(long seed) {
      SplittableRandom r = new SplittableRandom(seed);
      double[] g = new double[9];
      Arrays.setAll(g, k -> r.nextDouble(-1, 1) / (1 + k));
      if (r.nextBoolean()) {
        double[] v = r.doubles(5).map(x -> 2 * x - 1).toArray();
        return new Trial(SpectralProblem.torus(v, new double[] {0, 1}, 1, 1), g);
      }
      double[] v = {0, r.nextDouble(-1, 1), -1.5, 0, r.nextDouble(0.5, 2)};
      double a = r.nextDouble(-2.5, -1);
      double b = r.nextDouble(1, 2.5);
      double[] slope = SpectralProblem.compatibleSlope(1, 3, 0);
      return new Trial(SpectralProblem.interval(a, b, v, slope, 1, 1), g);
    }

    Estimate of(boolean waves, double from, double to, double... c) {
      return new TrialExpectation(problem, coefficients, 0)
          .of(new SpectralFunction("f", waves, c, from, to));
    }

    BallSeries exponent() {
      TrialFigures figures = new TrialFigures(problem);
      return figures.exponent(figures.series(coefficients));
    }
  }

  private static void assertMeet(Estimate a, Estimate b) {
    assertEquals(a.value(), b.value(), a.error() + b.error(), () -> a + " and " + b);
    assertTrue(a.error() + b.error() < TIGHT, () -> "too wide: " + a + " and " + b);
  }

  /** E x, E x^2 - (E x)^2, E cos x, E sin x are the figures of the certificate. */
  @Property(tries = 15, shrinking = ShrinkingMode.OFF, seed = "1")
  void moments_areThoseOfTheFigures(@ForAll long seed) {
    Trial t = Trial.of(seed);
    double a = t.problem().lower();
    double b = t.problem().upper();
    List<Estimate> figures = new TrialFigures(t.problem()).of(t.coefficients(), 0);
    if (t.problem().periodic()) {
      assertMeet(t.of(true, a, b, 0, 1), figures.get(0));
      assertMeet(t.of(true, a, b, 0, 0, 1), figures.get(1));
    } else {
      Estimate mean = t.of(false, a, b, 0, 1);
      Estimate square = t.of(false, a, b, 0, 0, 1);
      assertMeet(mean, figures.get(0));
      double error = square.error() + (2 * Math.abs(mean.value()) + 1) * mean.error();
      double variance = square.value() - mean.value() * mean.value();
      assertMeet(new Estimate(variance, error), figures.get(1));
    }
  }

  /** Probabilities of the parts of a cut domain add to 1, for any cut, and a cut at an end leaves nothing. */
  @Property(tries = 15, shrinking = ShrinkingMode.OFF, seed = "1")
  void probabilities_addToOne(@ForAll long seed) {
    Trial t = Trial.of(seed);
    double a = t.problem().lower();
    double b = t.problem().upper();
    double cut = a + (b - a) * new SplittableRandom(seed).nextDouble();
    Estimate left = t.of(false, a, cut, 1);
    Estimate right = t.of(false, cut, b, 1);
    assertMeet(
        new Estimate(left.value() + right.value(), left.error() + right.error()),
        new Estimate(1, 0));
    assertEquals(0, t.of(false, b, b, 1).value());
    Estimate moved = t.of(false, Math.min(b, cut + 1e-3), b, 1);
    assertTrue(right.value() - right.error() > moved.value() + moved.error(), "the cut is unseen");
  }

  /** A wave and a polynomial over a part of the domain, against the midpoint rule. */
  @Property(tries = 6, shrinking = ShrinkingMode.OFF, seed = "1")
  void expectations_areTheIntegrals(@ForAll long seed) {
    Trial t = Trial.of(seed);
    double a = t.problem().lower();
    double b = t.problem().upper();
    double from = a + 0.3 * (b - a);
    BallSeries e = t.exponent();
    SpectralTerms terms = new SpectralTerms(t.problem());
    double centre = 0.5 * (a + b);
    double half = 0.5 * (b - a);
    double all = 0;
    double wave = 0;
    double cube = 0;
    for (int j = 0; j < PANELS; j++) {
      double x = a + (b - a) * (j + 0.5) / PANELS;
      double l = 0;
      for (int k = 0; k < e.modes; k++) {
        l +=
            e.mid[0][k] * terms.basis.evaluate(k, t.problem().periodic() ? x : (x - centre) / half);
      }
      double f = Math.exp(l);
      all += f;
      if (x > from) {
        wave += f * (0.5 + Math.sin(2 * x));
        cube += f * x * x * x;
      }
    }
    Estimate enclosedWave = t.of(true, from, b, 0.5, 0, 0, 0, 1);
    Estimate enclosedCube = t.of(false, from, b, 0, 0, 0, 1);
    double size = Math.pow(Math.max(-a, b), 3);
    // The cut lies inside a panel: half a panel of density beside the rule's own error.
    double slack = MIDPOINT + (b - a) / PANELS;
    assertEquals(wave / all, enclosedWave.value(), slack * 4);
    assertEquals(cube / all, enclosedCube.value(), slack * 4 * size);
    assertTrue(enclosedWave.error() < TIGHT && enclosedCube.error() < TIGHT * size);
  }
}
