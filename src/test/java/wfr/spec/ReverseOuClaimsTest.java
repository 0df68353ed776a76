package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static wfr.operation.CorrectionOperations.REVERSE_DRIFT;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import wfr.model.MixtureLaw;
import wfr.model.ReverseOu;
import wfr.operation.Implementation;
import wfr.reference.Reference;

/** Parts of D10 that its planted defects do not reach alone, against quadratures and differences of the model's mixtures. */
class ReverseOuClaimsTest {
  private static final double HORIZON = 1;
  private static final ReverseOu PATH = new ReverseOu(ReverseOuClaims.DATA, HORIZON, 1, true);
  private static final double ROUNDING = 1e-9;

  /** Share of the second differences in the slope of the score. */
  private static final double DIFFERENCES = 1e-3;

  /** Of a sum of |f| with a spacing of 0.03: f is smooth but changes sign. */
  private static final double KINKS = 1e-3;

  /** A wrong drift at noise 0 of this size, a thousand times what the integration allows. */
  private static final double WRONG = 1e-5;

  /** Simpson's rule. */
  private static double simpson(DoubleUnaryOperator f, double a, double b) {
    int n = 4000;
    double h = (b - a) / n;
    double sum = f.applyAsDouble(a) + f.applyAsDouble(b);
    for (int k = 1; k < n; k++) {
      sum += (k % 2 == 0 ? 2 : 4) * f.applyAsDouble(a + k * h);
    }
    return sum * h / 3;
  }

  @Test
  void theDistribution_isTheIntegralOfTheDensity() {
    for (double t : new double[] {0, 0.4, HORIZON}) {
      MixtureLaw q = PATH.noised(t);
      for (int k = -4; k <= 4; k++) {
        double x = 0.7 * k;
        double exact = simpson(y -> Math.exp(q.logDensity(y)), -12, x);
        assertEquals(exact, ReverseOuClaims.distribution(x, t), ROUNDING);
      }
    }
  }

  /** The midpoint rule is exact on straight lines. */
  @Test
  void theQuadrature_coversItsInterval_andIsCentred() {
    assertEquals(2 * ReverseOuClaims.REACH, ReverseOuClaims.integral(y -> 1), ROUNDING);
    assertEquals(0, ReverseOuClaims.integral(y -> y), ROUNDING);
  }

  /** (1 + (log q)'')/2 by second differences, at every time that a flow passes, the data's own included. */
  @Test
  void theSteepestSlopeOfTheFlow_isThatOfTheDifferences() {
    double d = 1e-3;
    double most = 0;
    for (int n = 0; n <= 64; n++) {
      MixtureLaw q = PATH.noised(HORIZON * n / 64);
      for (int k = -500; k <= 500; k++) {
        double y = 0.01 * k;
        double second = (q.logDensity(y + d) - 2 * q.logDensity(y) + q.logDensity(y - d)) / (d * d);
        most = Math.max(most, 0.5 * (1 + second));
      }
    }
    assertEquals(1, ReverseOuClaims.steepest(HORIZON) / most, DIFFERENCES);
  }

  /** The kernel of the reverse SDE from x to y is q_0(y) p_T(y to x)/q_T(x). */
  @Test
  void theDistanceThatTheWrongStartLeaves_isThatOfTheReverseKernel() {
    MixtureLaw data = PATH.noised(0);
    MixtureLaw noised = PATH.noised(HORIZON);
    double variance = -Math.expm1(-HORIZON);
    int reach = 300;
    double h = 0.03;
    double distance = 0;
    for (int k = -reach; k <= reach; k++) {
      double y = k * h;
      double ratio = 0;
      for (int l = -reach; l <= reach; l++) {
        double x = l * h;
        double z = x - y * Math.exp(-0.5 * HORIZON);
        ratio +=
            h
                * Math.exp(-0.5 * z * z / variance - 0.5 * x * x - noised.logDensity(x))
                / (2 * Math.PI * Math.sqrt(variance));
      }
      distance += h * Math.exp(data.logDensity(y)) * Math.abs(ratio - 1);
    }
    assertEquals(distance, ReverseOuClaims.wrongStart(HORIZON), KINKS);
  }

  /** A drift that is wrong at noise 0 only: grids, which run at 1 and 1/2, do not see it. */
  @Test
  void aProbabilityFlowThatErrsAlone_isRefutedByItsQuantiles() {
    for (double wrong : new double[] {-WRONG, WRONG}) {
      Implementation defect =
          Reference.IMPLEMENTATION.with(
              REVERSE_DRIFT, (c, next) -> next.apply(c) + (c.path().noise() == 0 ? wrong : 0));
      assertEquals(Verdict.REFUTED, ReverseOuClaims.quantiles(defect, HORIZON).verdict());
    }
    Evidence right = ReverseOuClaims.quantiles(Reference.IMPLEMENTATION, HORIZON);
    assertEquals(Verdict.SUPPORTED, right.verdict(), right::detail);
  }
}
