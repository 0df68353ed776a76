package wfr.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import wfr.exact.QuadraticFeynmanKac;
import wfr.math.Estimate;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.FeynmanKacProblem;
import wfr.model.FeynmanKacTask;
import wfr.model.Integrator;
import wfr.model.LinearQuadratic;
import wfr.model.ParticleSettings;
import wfr.model.PolynomialPotential;
import wfr.model.QuadratureRule;
import wfr.model.ResamplingScheme;

/** The PDE's stated error covers its distance to the closed form, on problems drawn at random and boxes that are too small. */
class FeynmanKacOnGridTest {
  /** Bisection to 1e-14 of a time below 10. */
  private static final double BISECTION = 1e-13;

  private static final double ACCURACY = 1e-6;

  private static FeynmanKacTask task(LinearQuadratic p, double start, double time, double half) {
    double d = 0.5 * p.noise();
    PolynomialPotential v =
        new PolynomialPotential(0, -p.reversion() * p.centre() / d, 0.5 * p.reversion() / d);
    return new FeynmanKacTask(
        new FeynmanKacProblem(
            v,
            d,
            x -> (p.quadratic() * x[0] + p.linear()) * x[0] + p.constant(),
            x -> 1,
            start,
            time,
            Domain.interval(-half, half, Domain.Boundary.LINE)),
        QuadratureRule.TRAPEZOID,
        Optional.of(p));
  }

  private static ParticleSettings settings(int count) {
    return new ParticleSettings(
        count,
        0.01,
        Integrator.EULER_MARUYAMA,
        new DensityEstimate.Grid(0),
        ParticleSettings.Reaction.WEIGHTS,
        new ParticleSettings.Resampling(ResamplingScheme.SYSTEMATIC, 0.5),
        1);
  }

  private static FeynmanKacOnGrid onGrid(FeynmanKacTask task) {
    return new FeynmanKacOnGrid(task.problem(), ACCURACY, Reference.IMPLEMENTATION);
  }

  @Test
  void statedError_coversTheDistanceToTheClosedForm_andIsAtMost1e6() {
    SplittableRandom draw = new SplittableRandom(7);
    for (int k = 0; k < 40; k++) {
      double noise = Math.exp(draw.nextDouble(-3, 1.5));
      double kappa = Math.exp(draw.nextDouble(-1, 1.5));
      double time = draw.nextDouble(0.05, 2.5);
      double q = draw.nextDouble(-0.3, 1.5) * kappa * kappa / noise;
      LinearQuadratic p =
          new LinearQuadratic(kappa, draw.nextDouble(-1, 1), noise, q, draw.nextDouble(-1, 1), 0.3);
      double start = draw.nextDouble(-1.5, 1.5);
      double half = Math.max(2, 5 * Math.sqrt(noise / kappa));
      double exact = Math.exp(new QuadraticFeynmanKac(p).logValue(start, time));
      Estimate e = onGrid(task(p, start, time, half)).value();
      String what =
          "draw " + k + ": " + p + ", " + start + ", " + time + ": " + e + " for " + exact;
      assertTrue(Math.abs(e.value() - exact) <= e.error(), what);
      assertTrue(e.error() <= ACCURACY * Math.max(1, exact), what);
    }
  }

  @Test
  void infiniteVariance_isSaidBeforeAnErrorBarIsGiven() {
    // 1 - 4 * 0.35 < 0: E[w^2] blows up at 3.28, E[w] at 4.08
    LinearQuadratic p = new LinearQuadratic(1, 0, 2, -0.35, 0, 0);
    FeynmanKacResult r =
        new FeynmanKacSolver(
                task(p, 0.2, 3.5, 6), settings(3200), ACCURACY, Reference.IMPLEMENTATION)
            .solve(1, Progress.NONE);
    assertEquals(Double.POSITIVE_INFINITY, r.secondMoment());
    assertEquals(Double.POSITIVE_INFINITY, r.particles().error());
    assertTrue(r.warnings().stream().anyMatch(w -> w.contains("is infinite")));
    assertTrue(r.closedForm().isPresent() && r.agree());
  }

  @Test
  void infiniteVariance_isFoundWithoutTheClosedForm() {
    FeynmanKacTask t = task(new LinearQuadratic(1, 0, 2, -0.35, 0, 0), 0.2, 3.5, 6);
    FeynmanKacTask blind = new FeynmanKacTask(t.problem(), t.rule(), Optional.empty());
    FeynmanKacResult r =
        new FeynmanKacSolver(blind, settings(3200), ACCURACY, Reference.IMPLEMENTATION)
            .solve(1, Progress.NONE);
    assertEquals(Double.POSITIVE_INFINITY, r.particles().error());
  }

  @Test
  void blowUp_isWhereTheRiccatiEquationExplodes() {
    LinearQuadratic p = new LinearQuadratic(1, 0, 2, -0.35, 0, 0);
    double w = Math.sqrt(0.4);
    assertEquals((Math.PI - Math.atan(w)) / w, new QuadraticFeynmanKac(p).blowUp(0), BISECTION);
    assertEquals(Double.POSITIVE_INFINITY, new QuadraticFeynmanKac(p.withKilling(-1)).blowUp(0), 0);
  }
}
