package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import wfr.model.GaussianLaw;
import wfr.model.MixtureLaw;
import wfr.model.ReverseOu;
import wfr.model.TimeField;
import wfr.operation.Implementation;
import wfr.reference.Reference;

/** The law behind D10S on a lattice of its own, and the largest weight by which its populations are divided. */
class ReverseSchemeTest {
  private static final Implementation REFERENCE = Reference.IMPLEMENTATION;
  private static final double ROUNDING = 1e-9;
  private static final double NOISE = 0.5;
  private static final int STEPS = 4;
  private static final double SPACING = 0.04;
  private static final int SIDE = 501;

  /** Grid of the largest rate: spacing 1e-3 at a curvature below 1. */
  private static final double BETWEEN = 1e-6;

  /** Room of the largest start above its maximum. */
  private static final double ROOM = 0.02;

  private static double node(int k) {
    return (k - SIDE / 2) * SPACING;
  }

  /** A rate that depends on place and time. */
  private static double rate(double y, double tau) {
    return (0.4 - tau) * Math.cos(y) - 0.3 * tau;
  }

  /** {E[w], E[w f]} from N(0, 1) weighted: half a step of weights, the walk, half a step of weights. */
  private static double[] lattice(ReverseOu path) {
    double h = path.horizon() / STEPS;
    double variance = h * path.noise();
    double[] u = new double[SIDE];
    for (int k = 0; k < SIDE; k++) {
      u[k] = SPACING * Math.exp(path.at(0).logDensity(node(k)));
    }
    for (int n = 0; n < STEPS; n++) {
      double[] moved = new double[SIDE];
      for (int k = 0; k < SIDE; k++) {
        double y = node(k);
        double[] q = ReverseOuClaims.density(y, path.horizon() - n * h);
        double to = y + h * (0.5 * y + 0.5 * (1 + path.noise()) * q[1] / q[0]);
        double weighted = u[k] * Math.exp(0.5 * h * rate(y, n * h)) * SPACING;
        for (int l = 0; l < SIDE; l++) {
          double z = node(l) - to;
          moved[l] +=
              weighted
                  * Math.exp(-0.5 * z * z / variance)
                  / Math.sqrt(2 * Math.PI * variance)
                  * Math.exp(0.5 * h * rate(node(l), n * h + h));
        }
      }
      u = moved;
    }
    double[] sums = new double[2];
    for (int k = 0; k < SIDE; k++) {
      sums[0] += u[k];
      sums[1] += u[k] / (1 + Math.exp(-2 * (node(k) - 0.6)));
    }
    return sums;
  }

  @Test
  void theLawOfTheScheme_isThatOfTheLattice_atAnotherNoise_andWithARateThatMoves() {
    ReverseOu path = new ReverseOu(ReverseOuClaims.DATA, ReverseScheme.HORIZON, NOISE, false);
    TimeField rate = ReverseSchemeTest::rate;
    double[] found = ReverseScheme.scheme(REFERENCE, path, GaussianLaw.of(0, 1), rate, STEPS);
    assertArrayEquals(lattice(path), found, ROUNDING);
  }

  /** {a, b} by b' = -b^2 - kb, a' = -ab - (1/2 + lambda) a, Runge-Kutta. */
  private static double[] tilt(double tau) {
    int steps = 400;
    double h = tau / steps;
    double[] x = ReverseScheme.TILT.clone();
    for (int n = 0; n < steps; n++) {
      double[] k1 = tiltRate(x, x, 0);
      double[] k2 = tiltRate(x, k1, 0.5 * h);
      double[] k3 = tiltRate(x, k2, 0.5 * h);
      double[] k4 = tiltRate(x, k3, h);
      for (int i = 0; i < x.length; i++) {
        x[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
      }
    }
    return x;
  }

  private static double[] tiltRate(double[] x, double[] k, double h) {
    double a = x[0] + h * k[0];
    double b = x[1] + h * k[1];
    double lambda = ReverseScheme.LAMBDA;
    return new double[] {-a * b - (0.5 + lambda) * a, -b * b - (1 + lambda) * b};
  }

  /** max over y of -lambda (h - E h), E h by the moments of the tilted components. */
  private static double largestRate(ReverseOu path, double tau) {
    double[] ab = tilt(tau);
    MixtureLaw q = path.at(tau);
    double sum = 0;
    double total = 0;
    for (int k = 0; k < q.weights().length; k++) {
      double m = q.components().get(k).mean()[0];
      double v = q.components().get(k).covariance()[0][0];
      double s = 1 / (1 / v + ab[1]);
      double c = s * (m / v + ab[0]);
      double w = q.weights()[k] * Math.sqrt(s / v) * Math.exp(0.5 * (c * c / s - m * m / v));
      total += w;
      sum += w * (ab[0] * c - 0.5 * ab[1] * (c * c + s));
    }
    double least = Double.POSITIVE_INFINITY;
    for (int k = -8000; k <= 8000; k++) {
      double y = 1e-3 * k;
      least = Math.min(least, ab[0] * y - 0.5 * ab[1] * y * y);
    }
    return ReverseScheme.LAMBDA * (sum / total - least);
  }

  @Test
  void theLargestGain_isTheProductOfTheLargestFactorsOfEachStep() {
    ReverseOu path = ReverseScheme.path(true);
    double h = path.horizon() / ReverseScheme.STEPS;
    double log = 0;
    for (int n = 0; n < ReverseScheme.STEPS; n++) {
      log += 0.5 * h * (largestRate(path, n * h) + largestRate(path, n * h + h));
    }
    double exact = Math.exp(log);
    double found = ReverseScheme.largest(path, true, ReverseScheme.STEPS);
    assertEquals(1, found / exact, BETWEEN);
  }

  @Test
  void theLargestStart_isAboveEveryInitialWeight_byNoMoreThanItsRoom() {
    ReverseOu path = ReverseScheme.path(false);
    double most = 0;
    for (int k = -SIDE; k <= SIDE; k++) {
      most = Math.max(most, Math.exp(path.startLogWeight(k / (double) SIDE * 6)));
    }
    double room = ReverseScheme.largest(path, false, ReverseScheme.STEPS) / most - 1;
    assertTrue(room >= 0 && room <= ROOM, () -> "room " + room);
  }

  /** The weights' mean tends to 1 with order 1, not only downwards. */
  @Test
  void theExcessOfTheMeanWeight_halvesWithTheStep() {
    double[] excess = ReverseScheme.errors(REFERENCE, true)[0];
    Evidence e = ConvergenceStudy.ofErrors(1, 1, excess).evidence("E[w] - 1");
    assertEquals(Verdict.SUPPORTED, e.verdict(), e::detail);
  }
}
