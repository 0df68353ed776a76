package wfr.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import wfr.model.GaussianLaw;

class GaussianFlowNdProperties {
  /** d^2 = 9 operations, condition numbers 100 of Gamma and 100 of the whitened start, factor 4. */
  private static final double ROUNDING = 4 * 9 * 1e4 * Math.ulp(1.0);

  @Property(tries = 200, seed = "1")
  void inOneDimension_itIsTheFlowOnTheLine(@ForAll long seed) {
    Draws draw = new Draws(seed);
    GaussianLaw target = draw.law(0.1, 10);
    GaussianLaw initial = draw.law(0.1, 10);
    double lambda = draw.scale(0.01, 20);
    double d = draw.scale(0.01, 20);
    double t = draw.scale(1e-3, 3);
    GaussianFlow line = new GaussianFlow(target, initial, lambda, d);
    GaussianFlowNd flow = new GaussianFlowNd(target, initial, lambda, d);
    assertEquals(1, flow.covariance(t)[0][0] / line.variance(t), ROUNDING);
    assertEquals(line.mean(t), flow.mean(t)[0], 6 * ROUNDING);
    // Differences of means and variances carry the absolute rounding of both.
    assertEquals(line.kl(t), flow.kl(t), ROUNDING * (1 + line.kl(0)));
    assertEquals(line.reverseKl(t), flow.reverseKl(t), ROUNDING * (1 + line.reverseKl(0)));
    assertEquals(
        line.fisherInformation(t),
        flow.fisherInformation(t),
        ROUNDING * (1 + line.fisherInformation(0)));
    assertEquals(
        line.logRatioVariance(t),
        flow.logRatioVariance(t),
        ROUNDING * (1 + line.logRatioVariance(0)));
  }

  @Property(tries = 200, seed = "1")
  void flow_isASemigroup_forNonCommutingCovariances(@ForAll long seed) {
    Draws draw = new Draws(seed);
    GaussianLaw target = draw.law(3, 0.1, 10);
    GaussianLaw initial = draw.law(3, 0.1, 10);
    double lambda = draw.scale(0.01, 10);
    double d = draw.scale(0.01, 10);
    double t = draw.scale(1e-3, 2);
    double u = draw.scale(1e-3, 2);
    GaussianFlowNd whole = new GaussianFlowNd(target, initial, lambda, d);
    GaussianFlowNd rest = new GaussianFlowNd(target, whole.law(t), lambda, d);
    assertArrayEquals(whole.mean(t + u), rest.mean(u), 10 * ROUNDING);
    double[][] c = whole.covariance(t + u);
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(c[i], rest.covariance(u)[i], 10 * ROUNDING);
    }
  }

  @Property(tries = 100, seed = "1")
  void functionals_areTheirFormulasInTheCovariance(@ForAll long seed) {
    Draws draw = new Draws(seed);
    GaussianLaw target = draw.law(3, 0.2, 5);
    GaussianLaw initial = draw.law(3, 0.2, 5);
    GaussianFlowNd flow = new GaussianFlowNd(target, initial, draw.scale(0.1, 5), 0.7);
    double t = draw.scale(1e-3, 1);
    RealMatrix c = new Array2DRowRealMatrix(flow.covariance(t));
    RealMatrix p = inverse(new Array2DRowRealMatrix(target.covariance()));
    RealMatrix pc = p.multiply(c);
    double[] m = flow.mean(t);
    double[] y = new double[3];
    for (int i = 0; i < 3; i++) {
      y[i] = m[i] - target.mean()[i];
    }
    RealMatrix excess = pc.subtract(MatrixUtils.createRealIdentityMatrix(3));
    RealMatrix score = p.subtract(inverse(c));
    double det = new LUDecomposition(pc).getDeterminant();
    double[] py = p.operate(y);
    double mahalanobis = dot(y, py);
    assertClose(0.5 * (pc.getTrace() - 3 - Math.log(det) + mahalanobis), flow.kl(t));
    RealMatrix inversePc = inverse(pc);
    assertClose(
        0.5 * (inversePc.getTrace() - 3 + Math.log(det) + dot(y, inverse(c).operate(y))),
        flow.reverseKl(t));
    assertClose(
        score.multiply(c).multiply(score).getTrace() + dot(py, py), flow.fisherInformation(t));
    assertClose(
        0.5 * excess.multiply(excess).getTrace() + dot(py, c.operate(py)),
        flow.logRatioVariance(t));
  }

  private static void assertClose(double expected, double found) {
    assertEquals(expected, found, ROUNDING * (1 + Math.abs(expected)));
  }

  @Property(tries = 100, seed = "1")
  void diffusivityZero_isFisherRao(@ForAll long seed) {
    Draws draw = new Draws(seed);
    GaussianLaw target = draw.law(3, 0.2, 5);
    GaussianLaw initial = draw.law(3, 0.2, 5);
    double t = draw.scale(1e-3, 1);
    double theta = Math.exp(-1.7 * t);
    GaussianFlowNd flow = new GaussianFlowNd(target, initial, 1.7, 0);
    RealMatrix start = inverse(new Array2DRowRealMatrix(initial.covariance()));
    RealMatrix p = inverse(new Array2DRowRealMatrix(target.covariance()));
    RealMatrix precision = start.scalarMultiply(theta).add(p.scalarMultiply(1 - theta));
    RealMatrix found = new Array2DRowRealMatrix(flow.covariance(t));
    RealMatrix one = precision.multiply(found);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertEquals(i == j ? 1 : 0, one.getEntry(i, j), 10 * ROUNDING);
      }
    }
  }

  @Example
  void nothingMoves_whenDAndLambdaAreZero_andTheTargetStays() {
    GaussianLaw target = new Draws(1).law(3, 0.2, 5);
    GaussianLaw initial = new Draws(2).law(3, 0.2, 5);
    GaussianFlowNd still = new GaussianFlowNd(target, initial, 0, 0);
    GaussianFlowNd fixed = new GaussianFlowNd(target, target, 2, 1);
    assertArrayEquals(initial.mean(), still.mean(3), ROUNDING);
    assertArrayEquals(initial.covariance()[0], still.covariance(3)[0], ROUNDING);
    assertEquals(0, fixed.kl(1), 0);
    assertEquals(0, fixed.reverseKl(1), 0);
    assertEquals(0, fixed.fisherInformation(1), 0);
    assertEquals(0, fixed.logRatioVariance(1), 0);
  }

  @Example
  void ratesThatAreNoNumbers_areRefused() {
    GaussianLaw law = GaussianLaw.of(0, 1);
    assertThrows(IllegalArgumentException.class, () -> new GaussianFlowNd(law, law, Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> new GaussianFlowNd(law, law, 1, Double.NaN));
    assertThrows(
        IllegalArgumentException.class, () -> new GaussianFlowNd(law, law, 1, 1).mean(Double.NaN));
    assertThrows(
        IllegalArgumentException.class,
        () -> new GaussianFlowNd(law, new Draws(1).law(2, 1, 2), 1, 1));
  }

  private static RealMatrix inverse(RealMatrix a) {
    return new LUDecomposition(a).getSolver().getInverse();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
