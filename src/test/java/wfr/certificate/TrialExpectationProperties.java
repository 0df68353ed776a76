package wfr.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.generators.Generators.between;
import static wfr.generators.Generators.vector;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

  private static final double MOVE = 1e-3;

  /** V is above -4 and a trial spans less than 6: up to here the density is at least e^-13 of its largest value. */
  private static final double HIGH = 3;

  private record Trial(SpectralProblem problem, double[] coefficients) {
    Estimate of(boolean waves, double from, double to, double... c) {
      return new TrialExpectation(problem, coefficients, 0)
          .of(new SpectralFunction("f", waves, c, from, to));
    }

    BallSeries exponent() {
      TrialFigures figures = new TrialFigures(problem);
      return figures.exponent(figures.series(coefficients));
    }
  }

  private static Arbitrary<SpectralProblem> problems() {
    Arbitrary<SpectralProblem> torus =
        vector(5, between(-1, 1)).map(v -> SpectralProblem.torus(v, new double[] {0, 1}, 1, 1));
    Arbitrary<SpectralProblem> interval =
        Combinators.combine(between(-2.5, -1), between(1, 2.5), between(-1, 1), between(0.5, 2))
            .as(
                (a, b, tilt, quartic) ->
                    SpectralProblem.interval(
                        a,
                        b,
                        new double[] {0, tilt, -1.5, 0, quartic},
                        SpectralProblem.compatibleSlope(1, 3, 0),
                        1,
                        1));
    return Arbitraries.oneOf(torus, interval);
  }

  /** Coefficients that fall off like 1/k. */
  @Provide
  Arbitrary<Trial> trials() {
    return Combinators.combine(problems(), vector(9, between(-1, 1)))
        .as(
            (problem, g) -> {
              Arrays.setAll(g, k -> g[k] / (1 + k));
              return new Trial(problem, g);
            });
  }

  /** A trial and a place inside its domain. */
  private record Cut(Trial trial, double x) {}

  @Provide
  Arbitrary<Cut> cuts() {
    return Combinators.combine(trials(), between(0, 1))
        .as(
            (t, part) -> {
              double a = t.problem().lower();
              return new Cut(t, a + (t.problem().upper() - a) * part);
            });
  }

  /** Not where so little lies that a move of the cut stays within the width of the enclosures: at the right end, and high up in V. */
  @Provide
  Arbitrary<Cut> cutsInTheBulk() {
    return cuts()
        .filter(
            c ->
                c.x() + MOVE <= c.trial().problem().upper()
                    && c.trial().problem().problem().potential().value(c.x()) <= HIGH);
  }

  private static void assertMeet(Estimate a, Estimate b) {
    assertEquals(a.value(), b.value(), a.error() + b.error(), () -> a + " and " + b);
    assertTrue(a.error() + b.error() < TIGHT, () -> "too wide: " + a + " and " + b);
  }

  /** E x, E x^2 - (E x)^2, E cos x, E sin x are the figures of the certificate. */
  @Property(tries = 15, seed = "1")
  void moments_areThoseOfTheFigures(@ForAll("trials") Trial t) {
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
  @Property(tries = 15, seed = "1")
  void probabilities_addToOne(@ForAll("cuts") Cut c) {
    Trial t = c.trial();
    double a = t.problem().lower();
    double b = t.problem().upper();
    double cut = c.x();
    Estimate left = t.of(false, a, cut, 1);
    Estimate right = t.of(false, cut, b, 1);
    assertMeet(
        new Estimate(left.value() + right.value(), left.error() + right.error()),
        new Estimate(1, 0));
    assertEquals(0, t.of(false, b, b, 1).value());
  }

  @Property(tries = 15, seed = "1")
  void aMovedCut_isSeen(@ForAll("cutsInTheBulk") Cut c) {
    double b = c.trial().problem().upper();
    Estimate right = c.trial().of(false, c.x(), b, 1);
    Estimate moved = c.trial().of(false, c.x() + MOVE, b, 1);
    assertTrue(right.value() - right.error() > moved.value() + moved.error(), "the cut is unseen");
  }

  /** A wave and a polynomial over a part of the domain, against the midpoint rule. */
  @Property(tries = 6, seed = "1")
  void expectations_areTheIntegrals(@ForAll("trials") Trial t) {
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
