package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import wfr.model.Domain;
import wfr.model.InitialLaw;
import wfr.model.ReweightedDiffusion;
import wfr.model.TimeField;

/** The law behind D15, carried forwards on a lattice of its own; and the limit it tends to by Simpson's rule. */
class CorrectedSchemeTest {
  private static final double ROUNDING = 1e-10;
  private static final double PERIOD = 2 * Math.PI;
  private static final double TIME = 0.4;
  private static final int STEPS = 4;
  private static final int NODES = 300;
  private static final TimeField V =
      (x, t) -> (0.7 + t) * Math.cos(x) + 0.4 * Math.cos(2 * x + 0.5);

  private static double observable(double x) {
    return 1 + 0.5 * Math.sin(x + 0.3);
  }

  @Test
  void theScheme_isTheForwardLaw() {
    InitialLaw start =
        new InitialLaw() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public double logDensity(double[] x) {
            return -V.at(x[0], 0);
          }
        };
    ReweightedDiffusion d =
        new ReweightedDiffusion(
            (x, t) -> Math.sin(x - 2 * t),
            (x, t) -> 0.8 * Math.cos(x + 3 * t) + t,
            0.6,
            start,
            Domain.interval(0, PERIOD, Domain.Boundary.PERIODIC));
    double h = TIME / STEPS;
    double dx = PERIOD / NODES;
    double[] u = new double[NODES];
    double mass = 0;
    for (int i = 0; i < NODES; i++) {
      u[i] = Math.exp(-V.at(i * dx, 0));
      mass += u[i];
    }
    for (int k = 0; k < STEPS; k++) {
      double[] next = new double[NODES];
      for (int i = 0; i < NODES; i++) {
        double x = i * dx;
        double weighted = u[i] * Math.exp(0.5 * h * d.rate().at(x, k * h));
        for (int j = 0; j < NODES; j++) {
          for (int turn = -1; turn <= 1; turn++) {
            double z = j * dx + turn * PERIOD - x - h * d.drift().at(x, k * h);
            next[j] += weighted * Math.exp(-z * z / (4 * d.diffusivity() * h));
          }
        }
      }
      for (int j = 0; j < NODES; j++) {
        u[j] =
            next[j]
                * dx
                / Math.sqrt(4 * Math.PI * d.diffusivity() * h)
                * Math.exp(0.5 * h * d.rate().at(j * dx, (k + 1) * h));
      }
    }
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      sum += u[i] * observable(i * dx);
    }
    assertEquals(
        sum / mass,
        CorrectedScheme.scheme(d, CorrectedSchemeTest::observable, TIME, STEPS),
        ROUNDING);
  }

  @Test
  void theLimit_isTheRatioOfIntegrals() {
    int panels = 500;
    double top = 0;
    double bottom = 0;
    for (int k = 0; k < 2 * panels; k++) {
      double x = PERIOD * k / (2 * panels);
      double weight = k % 2 == 0 ? 2 : 4;
      top += weight * observable(x) * Math.exp(-V.at(x, TIME));
      bottom += weight * Math.exp(-V.at(x, 0));
    }
    assertEquals(
        top / bottom, CorrectedScheme.exact(V, CorrectedSchemeTest::observable, TIME), ROUNDING);
  }
}
