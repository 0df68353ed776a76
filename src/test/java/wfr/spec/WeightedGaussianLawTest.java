package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import wfr.exact.GaussianFlow;
import wfr.model.GaussianLaw;

/** The law behind D6, step by step on a lattice: weights by the log-ratio of densities, then the transition of the exact Ornstein-Uhlenbeck step. */
class WeightedGaussianLawTest {
  private static final double ROUNDING = 1e-12;
  private static final GaussianLaw TARGET = GaussianLaw.of(0.4, 0.5);
  private static final GaussianLaw INITIAL = GaussianLaw.of(-0.6, 0.8);
  private static final double RATE = 0.8;
  private static final double DT = 0.04;
  private static final double STEP = 0.05;
  private static final int POINTS = 400;

  @Test
  void massMeanAndVariance_areThoseOfTheLattice() {
    for (int steps = 1; steps <= 9; steps += 4) {
      for (int power = 1; power <= 2; power++) {
        assertArrayEquals(
            onLattice(steps, power),
            WeightedGaussianLaw.law(TARGET, INITIAL, RATE, DT, steps, power),
            ROUNDING);
      }
    }
  }

  /** The jump between two points of a fine lattice: the midpoint rule sees it to the square of the step. */
  @Test
  void expectations_areIntegrals() {
    double jump = 0.3;
    double mass = 1.3;
    double mean = -0.2;
    double variance = 0.6;
    GaussianLaw law = GaussianLaw.of(mean, variance);
    double step = 1e-4;
    double sine = 0;
    double right = 0;
    for (double r = 0.5 * step; r < 9; r += step) {
      double above = jump + r;
      double below = jump - r;
      double p = mass * step * Math.exp(law.logDensity(above));
      right += p;
      sine += p * Math.sin(above);
      sine += mass * step * Math.exp(law.logDensity(below)) * Math.sin(below);
    }
    assertEquals(sine, WeightedGaussianLaw.sine(mass, mean, variance), step * step);
    assertEquals(right, WeightedGaussianLaw.beyond(jump, mass, mean, variance), step * step);
  }

  private static double[] onLattice(int steps, int power) {
    GaussianFlow flow = new GaussianFlow(TARGET, INITIAL, RATE, 1);
    double s = TARGET.covariance()[0][0];
    double a = Math.exp(-DT / s);
    double centre = TARGET.mean()[0];
    double[] x = new double[POINTS];
    double[] u = new double[POINTS];
    for (int k = 0; k < POINTS; k++) {
      x[k] = (k - 0.5 * POINTS) * STEP;
      u[k] = Math.exp(INITIAL.logDensity(x[k])) * STEP;
    }
    for (int n = 0; n < steps; n++) {
      GaussianLaw rho = GaussianLaw.of(flow.mean(n * DT), flow.variance(n * DT));
      double[] h = new double[POINTS];
      double mean = 0;
      for (int k = 0; k < POINTS; k++) {
        h[k] = rho.logDensity(x[k]) - TARGET.logDensity(x[k]);
        mean += Math.exp(rho.logDensity(x[k])) * STEP * h[k];
      }
      double[] moved = new double[POINTS];
      for (int k = 0; k < POINTS; k++) {
        double weighted = u[k] * Math.exp(-power * RATE * DT * (h[k] - mean));
        GaussianLaw to = GaussianLaw.of(centre + a * (x[k] - centre), s * (1 - a * a));
        for (int j = 0; j < POINTS; j++) {
          moved[j] += weighted * Math.exp(to.logDensity(x[j])) * STEP;
        }
      }
      u = moved;
    }
    double mass = 0;
    double first = 0;
    double second = 0;
    for (int k = 0; k < POINTS; k++) {
      mass += u[k];
      first += u[k] * x[k];
      second += u[k] * x[k] * x[k];
    }
    double m = first / mass;
    return new double[] {mass, m, second / mass - m * m};
  }
}
