package wfr.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static wfr.generators.Generators.logUniform;
import static wfr.generators.ProblemGenerators.gaussian;
import static wfr.generators.ProblemGenerators.gaussianCases;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import wfr.generators.ProblemGenerators.GaussianCase;
import wfr.model.GaussianLaw;

class GaussianFlowNdProperties {
  /** d^2 = 9 operations, condition numbers 100 of Gamma and 100 of the whitened start, factor 4. */
  private static final double ROUNDING = 4 * 9 * 1e4 * Math.ulp(1.0);

  /** Rates over three decades. */
  @Provide
  Arbitrary<GaussianCase> line() {
    return gaussianCases(
        gaussian(0.1, 10), logUniform(0.01, 20), logUniform(0.01, 20), logUniform(1e-3, 3));
  }

  /** Condition numbers up to 100. */
  @Provide
  Arbitrary<GaussianCase> space() {
    return gaussianCases(
        gaussian(3, 0.1, 10), logUniform(0.01, 10), logUniform(0.01, 10), logUniform(1e-3, 2));
  }

  /** Condition numbers up to 25. */
  @Provide
  Arbitrary<GaussianCase> round() {
    return gaussianCases(
        gaussian(3, 0.2, 5), logUniform(0.1, 5), logUniform(0.1, 5), logUniform(1e-3, 1));
  }

  @Property(tries = 200, seed = "1")
  void inOneDimension_itIsTheFlowOnTheLine(@ForAll("line") GaussianCase c) {
    double t = c.t();
    GaussianFlow line = new GaussianFlow(c.target(), c.initial(), c.lambda(), c.d());
    GaussianFlowNd flow = new GaussianFlowNd(c.target(), c.initial(), c.lambda(), c.d());
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
  void flow_isASemigroup_forNonCommutingCovariances(@ForAll("space") GaussianCase c) {
    double t = c.t();
    double u = c.u();
    GaussianFlowNd whole = new GaussianFlowNd(c.target(), c.initial(), c.lambda(), c.d());
    GaussianFlowNd rest = new GaussianFlowNd(c.target(), whole.law(t), c.lambda(), c.d());
    assertArrayEquals(whole.mean(t + u), rest.mean(u), 10 * ROUNDING);
    double[][] expected = whole.covariance(t + u);
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(expected[i], rest.covariance(u)[i], 10 * ROUNDING);
    }
  }

  @Property(tries = 100, seed = "1")
  void functionals_areTheirFormulasInTheCovariance(@ForAll("round") GaussianCase c) {
    GaussianLaw target = c.target();
    double t = c.t();
    GaussianFlowNd flow = new GaussianFlowNd(target, c.initial(), c.lambda(), 0.7);
    RealMatrix covariance = new Array2DRowRealMatrix(flow.covariance(t));
    RealMatrix p = inverse(new Array2DRowRealMatrix(target.covariance()));
    RealMatrix pc = p.multiply(covariance);
    double[] m = flow.mean(t);
    double[] y = new double[3];
    for (int i = 0; i < 3; i++) {
      y[i] = m[i] - target.mean()[i];
    }
    RealMatrix excess = pc.subtract(MatrixUtils.createRealIdentityMatrix(3));
    RealMatrix score = p.subtract(inverse(covariance));
    double det = new LUDecomposition(pc).getDeterminant();
    double[] py = p.operate(y);
    double mahalanobis = dot(y, py);
    assertClose(0.5 * (pc.getTrace() - 3 - Math.log(det) + mahalanobis), flow.kl(t));
    RealMatrix inversePc = inverse(pc);
    assertClose(
        0.5 * (inversePc.getTrace() - 3 + Math.log(det) + dot(y, inverse(covariance).operate(y))),
        flow.reverseKl(t));
    assertClose(
        score.multiply(covariance).multiply(score).getTrace() + dot(py, py),
        flow.fisherInformation(t));
    assertClose(
        0.5 * excess.multiply(excess).getTrace() + dot(py, covariance.operate(py)),
        flow.logRatioVariance(t));
  }

  private static void assertClose(double expected, double found) {
    assertEquals(expected, found, ROUNDING * (1 + Math.abs(expected)));
  }

  @Property(tries = 100, seed = "1")
  void diffusivityZero_isFisherRao(@ForAll("round") GaussianCase c) {
    GaussianLaw target = c.target();
    GaussianLaw initial = c.initial();
    double t = c.t();
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

  @Property(tries = 100, seed = "1")
  void nothingMoves_whenDAndLambdaAreZero_andTheTargetStays(@ForAll("round") GaussianCase c) {
    GaussianLaw target = c.target();
    GaussianLaw initial = c.initial();
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
    GaussianLaw plane = new GaussianLaw(new double[2], new double[][] {{2, 0.5}, {0.5, 1}});
    assertThrows(IllegalArgumentException.class, () -> new GaussianFlowNd(law, law, Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> new GaussianFlowNd(law, law, 1, Double.NaN));
    assertThrows(
        IllegalArgumentException.class, () -> new GaussianFlowNd(law, law, 1, 1).mean(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new GaussianFlowNd(law, plane, 1, 1));
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
