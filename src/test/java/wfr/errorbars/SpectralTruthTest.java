package wfr.errorbars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The campaign's truths against each other and against values from elsewhere: their own errors hold, and are small. */
class SpectralTruthTest {
  private static final double SECONDS = 60;
  private static final double SMALL = 1e-8;
  private static final double DIGITS = 1e-9;
  private static final double LAST_DIGITS = 1e-7;

  /** Narrow and wide starts, with and without transport and reaction. */
  @Test
  void gaussians() {
    double[][] cases = {
      // mean and variance of the target and the start, D, lambda
      {0, 1, 1, 1e-8, 1, 1},
      {0.5, 0.4, -1, 0.9, 0.7, 3},
      {0, 2, 3, 0.1, 1, 0},
      {0, 1, 0.5, 0.5, 0, 2},
      {-0.3, 0.7, 0.4, 0.2, 1, 300}
    };
    for (double[] c : cases) {
      Setting p = new Setting();
      p.target(new double[] {1}, new double[] {c[0]}, new double[] {c[1]});
      p.startGaussian(c[2], c[3]);
      p.diffusivity = c[4];
      p.rate = c[5];
      p.times = new double[] {0.002, 0.5};
      p.right(0.25);
      p.bell("bell", 0.4, 0.01);
      p.hat("hat", 0.4, 1e-4);
      agree(GaussianTruth.of(p), SpectralTruth.of(p.problem(), SECONDS));
    }
  }

  private static void agree(Truth exact, Truth found) {
    for (int k = 0; k < exact.values().size(); k++) {
      for (Map.Entry<String, Double> e : exact.values().get(k).entrySet()) {
        double value = found.values().get(k).get(e.getKey());
        double own = found.errors().get(k).get(e.getKey());
        double closed = exact.errors().get(k).get(e.getKey());
        double scale = Math.max(1, Math.abs(e.getValue()));
        String what = e.getKey() + ": " + value + " +- " + own + " for " + e.getValue();
        assertTrue(Math.abs(value - e.getValue()) <= own + closed, what);
        assertTrue(own <= SMALL * scale, what);
      }
    }
  }

  /** The closed form against the moments' equations in small steps of order four. */
  @Test
  void closedForm() {
    double s = 0.7;
    double d = 0.6;
    double lambda = 2.5;
    Setting p = new Setting();
    p.target(new double[] {1}, new double[] {-0.4}, new double[] {s});
    p.startGaussian(0.9, 0.2);
    p.diffusivity = d;
    p.rate = lambda;
    p.times = new double[] {0.6};
    double[] y = {0.9, 0.2};
    int steps = 2000;
    double dt = p.times[0] / steps;
    for (int k = 0; k < steps; k++) {
      double[] k1 = moments(y, s, d, lambda);
      double[] k2 = moments(at(y, k1, dt / 2), s, d, lambda);
      double[] k3 = moments(at(y, k2, dt / 2), s, d, lambda);
      double[] k4 = moments(at(y, k3, dt), s, d, lambda);
      for (int i = 0; i < 2; i++) {
        y[i] += dt / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
      }
    }
    Map<String, Double> right = GaussianTruth.of(p).values().get(0);
    assertEquals(y[0], right.get("mean"), DIGITS);
    assertEquals(y[1], right.get("variance"), DIGITS);
  }

  private static double[] at(double[] y, double[] slope, double dt) {
    return new double[] {y[0] + dt * slope[0], y[1] + dt * slope[1]};
  }

  /** m' = -(D + lambda c) (m - a)/s, c' = 2 D (1 - c/s) - lambda c (c/s - 1). */
  private static double[] moments(double[] y, double s, double d, double lambda) {
    double c = y[1];
    return new double[] {
      -(d + lambda * c) * (y[0] + 0.4) / s, 2 * d * (1 - c / s) - lambda * c * (c / s - 1)
    };
  }

  /** A jump of V on the line, and a circle whose ends do not fit: values of the method of lines, their last digits uncertain. */
  @Test
  void jumps() {
    Setting p = new Setting();
    p.potential = Part.square(0, 0.5).plus(Part.step(2, 0.3));
    p.startGaussian(1, 0.5);
    p.times = new double[] {0.5};
    p.right(0.3);
    Map<String, Double> line = SpectralTruth.of(p.problem(), SECONDS).values().get(0);
    assertEquals(0.00096181, line.get("mean"), LAST_DIGITS);
    assertEquals(0.20124928, line.get("kl"), LAST_DIGITS);
    assertEquals(0.17337583, line.get("reverse_kl"), LAST_DIGITS);
    assertEquals(0.4751931, line.get("log_ratio_variance"), LAST_DIGITS);
    assertEquals(0.24577886, line.get("right"), LAST_DIGITS);
    Setting circle = new Setting();
    circle.potential = Part.wave(1, 1, 0);
    circle.start = Part.wave(1, 1, 1);
    circle.boundary = "periodic";
    circle.box = new double[] {0, 6};
    circle.times = new double[] {0.5};
    Map<String, Double> seam = SpectralTruth.of(circle.problem(), SECONDS).values().get(0);
    assertEquals(0.0771945929, seam.get("kl"), DIGITS);
    assertEquals(0.1627027211, seam.get("log_ratio_variance"), DIGITS);
  }
}
