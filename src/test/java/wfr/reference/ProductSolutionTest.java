package wfr.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wfr.diagnostics.MeasureSummary;
import wfr.exact.GaussianFlowNd;
import wfr.math.Estimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.LogDensityOracle;
import wfr.model.OrthogonalFrame;
import wfr.model.ProductLaw;
import wfr.model.ProductPotential;
import wfr.model.WfrProblem;

/** Solutions put together from factors, against the closed form in all dimensions at once: factors that are Gaussian, in a frame that is not its own transpose. */
class ProductSolutionTest {
  private static final int D = 4;
  private static final double TIME = 0.4;
  private static final double LAMBDA = 1.7;
  private static final double DIFFUSIVITY = 0.6;

  /** Closed forms of factors and of the whole differ by rounding of sums of D^2 terms, hundreds of ulp. */
  private static final double ROUNDING = 1e-12;

  /** Figures are of size 1, so a stated error of a thousandth tells one problem from another. */
  private static final double RESOLUTION = 1e-3;

  private static final double[] TARGET_MEAN = {0.3, -0.2, 0.5, 0};
  private static final double[] TARGET_VARIANCE = {0.5, 0.9, 1.4, 2};
  private static final double[] START_MEAN = {-0.4, 0.6, 0.1, 0.3};
  private static final double[] START_VARIANCE = {0.8, 0.4, 1.1, 0.7};

  /** Two reflections one after the other: not symmetric. */
  private static final OrthogonalFrame FRAME = turned();

  private static OrthogonalFrame turned() {
    double[][] a = OrthogonalFrame.householder(1, 2, -1, 0.5).rows();
    double[][] b = OrthogonalFrame.householder(0.3, -1, 0.7, 1).rows();
    double[][] rows = new double[D][D];
    for (int i = 0; i < D; i++) {
      for (int j = 0; j < D; j++) {
        for (int k = 0; k < D; k++) {
          rows[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return new OrthogonalFrame(rows);
  }

  private static List<GaussianLaw> factors(double[] mean, double[] variance) {
    return IntStream.range(0, D).mapToObj(k -> GaussianLaw.of(mean[k], variance[k])).toList();
  }

  /** R m and R diag(v) R'. */
  private static GaussianLaw whole(double[] mean, double[] variance) {
    double[] m = new double[D];
    double[][] c = new double[D][D];
    for (int i = 0; i < D; i++) {
      for (int k = 0; k < D; k++) {
        m[i] += FRAME.entry(i, k) * mean[k];
        for (int j = 0; j < D; j++) {
          c[i][j] += entry(Math.min(i, j), Math.max(i, j), k, variance);
        }
      }
    }
    return new GaussianLaw(m, c);
  }

  private static double entry(int i, int j, int k, double[] variance) {
    return FRAME.entry(i, k) * FRAME.entry(j, k) * variance[k];
  }

  private static final WfrProblem PROBLEM =
      new WfrProblem(
          new ProductPotential(factors(TARGET_MEAN, TARGET_VARIANCE), FRAME),
          new ProductLaw(factors(START_MEAN, START_VARIANCE), FRAME),
          box(),
          LAMBDA,
          DIFFUSIVITY);

  private static final GaussianFlowNd FLOW =
      new GaussianFlowNd(
          whole(TARGET_MEAN, TARGET_VARIANCE),
          whole(START_MEAN, START_VARIANCE),
          LAMBDA,
          DIFFUSIVITY);

  private static Domain box() {
    double[] upper = new double[D];
    Arrays.fill(upper, 20);
    return new Domain(Arrays.stream(upper).map(u -> -u).toArray(), upper, Domain.Boundary.LINE);
  }

  private static void assertWithinItsError(String name, double exact, Estimate found) {
    assertTrue(found.error() <= RESOLUTION, name + ": stated error " + found.error());
    double distance = Math.abs(found.value() - exact);
    assertTrue(distance <= found.error(), name + ": " + distance + " > " + found.error());
  }

  @Test
  void figures_areThoseOfTheClosedForm() {
    MeasureSummary s =
        ExactSolution.of(PROBLEM, new double[] {TIME}, Reference.IMPLEMENTATION, (what, done) -> {})
            .orElseThrow()
            .summaries()
            .get(0);
    for (int j = 0; j < D; j++) {
      assertWithinItsError("mean " + j, FLOW.mean(TIME)[j], s.mean().get(j));
      for (int k = 0; k < D; k++) {
        assertWithinItsError(
            "covariance " + j + " " + k, FLOW.covariance(TIME)[j][k], s.variance().get(j).get(k));
      }
    }
    assertWithinItsError("KL", FLOW.kl(TIME), s.kl());
    assertWithinItsError("reverse KL", FLOW.reverseKl(TIME), s.reverseKl());
    assertWithinItsError("Fisher information", FLOW.fisherInformation(TIME), s.fisherInformation());
    assertWithinItsError("Var h", FLOW.logRatioVariance(TIME), s.logRatioVariance());
  }

  @Test
  void oracle_isTheClosedForm() {
    LogDensityOracle oracle = Oracles.of(PROBLEM, TIME, Reference.IMPLEMENTATION);
    double[][] x = {{9, 0.1, -1.2}, {9, 0.7, 0.4}, {9, -0.3, 1.5}, {9, 0.2, -0.8}};
    double[] found = new double[2];
    double[] exact = new double[2];
    oracle.logDensity(TIME, x, 1, 2, found);
    FLOW.logDensity(TIME, x, 1, 2, exact);
    for (int i = 0; i < exact.length; i++) {
      assertEquals(exact[i], found[i], ROUNDING * Math.max(1, Math.abs(exact[i])));
    }
    assertEquals(FLOW.meanLogRatio(TIME), oracle.meanLogRatio(TIME), ROUNDING);
  }
}
