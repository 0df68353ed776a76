package wfr.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static wfr.generators.Generators.logUniform;
import static wfr.generators.ProblemGenerators.gaussian;
import static wfr.generators.ProblemGenerators.gaussianCases;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import wfr.generators.ProblemGenerators.GaussianCase;
import wfr.model.GaussianLaw;

class GaussianFlowProperties {
  /** Central differences at h = 1e-5: t^2 h^2/6 KL''' and rounding KL ulp/h are both below, relative. */
  private static final double DIFFERENCES = 1e-7;

  /** Local tolerance of the integration; at most 1e3 steps, which the contracting equations do not amplify beyond max/min of the variances (100). */
  private static final double INTEGRATION = 1e-13;

  private static final double INTEGRATED = 1e3 * 100 * INTEGRATION;

  /** Forty roundings of numbers no larger than the variances, whose ratio 1e4 a subtraction may show. */
  private static final double ROUNDING = 40 * 1e4 * Math.ulp(1.0);

  /** Times until which the integration keeps its digits. */
  @Provide
  Arbitrary<GaussianCase> moderate() {
    return gaussianCases(
        gaussian(0.2, 5), logUniform(0.05, 8), logUniform(0.05, 4), logUniform(0.01, 2));
  }

  /** Rates over three decades. */
  @Provide
  Arbitrary<GaussianCase> wide() {
    return gaussianCases(
        gaussian(0.1, 10), logUniform(0.01, 20), logUniform(0.01, 20), logUniform(1e-3, 3));
  }

  /** The same before the start is forgotten. */
  @Provide
  Arbitrary<GaussianCase> early() {
    return gaussianCases(
        gaussian(0.1, 10), logUniform(0.01, 20), logUniform(0.01, 20), logUniform(1e-3, 1));
  }

  /** Cases in which difference quotients keep their digits. */
  @Provide
  Arbitrary<GaussianCase> mild() {
    return gaussianCases(
        gaussian(0.5, 2), logUniform(0.05, 3), logUniform(0.05, 3), logUniform(0.05, 1));
  }

  @Property(tries = 60, seed = "1")
  void flow_solvesTheMomentEquations(@ForAll("moderate") GaussianCase c) {
    GaussianLaw target = c.target();
    GaussianLaw initial = c.initial();
    double lambda = c.lambda();
    double d = c.d();
    double t = c.t();
    double s = target.covariance()[0][0];
    double mStar = target.mean()[0];
    double[] state = {initial.mean()[0], initial.covariance()[0][0]};
    new DormandPrince853Integrator(1e-10, t, INTEGRATION, INTEGRATION)
        .integrate(
            new FirstOrderDifferentialEquations() {
              @Override
              public int getDimension() {
                return 2;
              }

              @Override
              public void computeDerivatives(double time, double[] y, double[] rate) {
                rate[0] = -(d + lambda * y[1]) * (y[0] - mStar) / s;
                rate[1] = (2 * d + lambda * y[1]) * (1 - y[1] / s);
              }
            },
            0,
            state,
            t,
            state);
    GaussianFlow flow = new GaussianFlow(target, initial, lambda, d);
    assertEquals(state[0], flow.mean(t), INTEGRATED);
    assertEquals(state[1], flow.variance(t), INTEGRATED);
  }

  @Property(tries = 200, seed = "1")
  void flow_isASemigroup(@ForAll("wide") GaussianCase c) {
    GaussianLaw target = c.target();
    GaussianLaw initial = c.initial();
    double lambda = c.lambda();
    double d = c.d();
    double t = c.t();
    double u = c.u();
    GaussianFlow whole = new GaussianFlow(target, initial, lambda, d);
    GaussianFlow rest =
        new GaussianFlow(target, GaussianLaw.of(whole.mean(t), whole.variance(t)), lambda, d);
    assertEquals(1, rest.variance(u) / whole.variance(t + u), ROUNDING);
    assertEquals(whole.mean(t + u), rest.mean(u), 6 * ROUNDING);
  }

  @Property(tries = 100, seed = "1")
  void lambdaZero_isOrnsteinUhlenbeck(@ForAll("wide") GaussianCase c) {
    GaussianLaw target = c.target();
    GaussianLaw initial = c.initial();
    double d = c.d();
    double t = c.t();
    double s = target.covariance()[0][0];
    double c0 = initial.covariance()[0][0];
    double y0 = initial.mean()[0] - target.mean()[0];
    GaussianFlow flow = new GaussianFlow(target, initial, 0, d);
    assertEquals(s + (c0 - s) * Math.exp(-2 * d * t / s), flow.variance(t), 10 * ROUNDING);
    assertEquals(target.mean()[0] + y0 * Math.exp(-d * t / s), flow.mean(t), ROUNDING);
  }

  /** Fisher-Rao: the natural parameters 1/c and m/c are affine in theta = e^{-lambda t}. */
  @Property(tries = 100, seed = "1")
  void diffusivityZero_isFisherRao(@ForAll("early") GaussianCase c) {
    GaussianLaw target = c.target();
    GaussianLaw initial = c.initial();
    double lambda = c.lambda();
    double t = c.t();
    double theta = Math.exp(-lambda * t);
    double s = target.covariance()[0][0];
    double c0 = initial.covariance()[0][0];
    double precision = theta / c0 + (1 - theta) / s;
    double linear = theta * initial.mean()[0] / c0 + (1 - theta) * target.mean()[0] / s;
    GaussianFlow flow = new GaussianFlow(target, initial, lambda, 0);
    assertEquals(1, flow.variance(t) * precision, ROUNDING);
    assertEquals(linear / precision, flow.mean(t), 6 * ROUNDING);
  }

  @Property(tries = 100, seed = "1")
  void theTargetVariance_staysExactly_andTheMeanDecaysByLambdaPlusDOverS(
      @ForAll("wide") GaussianCase c) {
    double s = c.target().covariance()[0][0];
    double lambda = c.lambda();
    double d = c.d();
    double t = c.t();
    GaussianFlow flow = new GaussianFlow(GaussianLaw.of(0, s), GaussianLaw.of(2, s), lambda, d);
    assertEquals(s, flow.variance(t), 0);
    assertEquals(2 * Math.exp(-(lambda + d / s) * t), flow.mean(t), 4 * Math.ulp(2.0));
  }

  @Example
  void nothingMoves_whenDAndLambdaAreZero() {
    GaussianFlow still = new GaussianFlow(GaussianLaw.of(1, 2), GaussianLaw.of(-1, 3), 0, 0);
    assertEquals(3, still.variance(5), 0);
    assertEquals(-1, still.mean(5), 0);
  }

  /** R2: pi = N(1, 5), rho_0 = N(0, 1), lambda = 1, to half a unit of the last printed digit. */
  @Example
  void publishedExample_hasItsMoments() {
    GaussianFlow flow = new GaussianFlow(GaussianLaw.of(1, 5), GaussianLaw.of(0, 1), 1, 1);
    double half = 0.5e-10;
    assertEquals(0.0857925219, flow.mean(0.2), half);
    assertEquals(1.4865564393, flow.variance(0.2), half);
    assertEquals(0.4711102984, flow.mean(1), half);
    assertEquals(3.2679269453, flow.variance(1), half);
  }

  /** A7: the derivative of KL by central differences, error t^2 h^2/6 KL''' and rounding KL ulp/h, both below 1e-7 relative at h = 1e-5. */
  @Property(tries = 100, seed = "1")
  void klDecreases_byFisherInformationAndVariance(@ForAll("mild") GaussianCase c) {
    GaussianLaw target = c.target();
    GaussianLaw initial = c.initial();
    double lambda = c.lambda();
    double d = c.d();
    double t = c.t();
    GaussianFlow flow = new GaussianFlow(target, initial, lambda, d);
    double h = 1e-5;
    double rate = (flow.kl(t + h) - flow.kl(t - h)) / (2 * h);
    double expected = -d * flow.fisherInformation(t) - lambda * flow.logRatioVariance(t);
    assertEquals(expected, rate, DIFFERENCES * Math.max(Math.abs(expected), flow.kl(0)));
    // A8: the reverse divergence, int pi |h'|^2 = (1/s - 1/c)^2 s + y^2/c^2
    double s = target.covariance()[0][0];
    double v = flow.variance(t);
    double y = flow.mean(t) - target.mean()[0];
    double reverse = (flow.reverseKl(t + h) - flow.reverseKl(t - h)) / (2 * h);
    double transport = (1 / s - 1 / v) * (1 / s - 1 / v) * s + y * y / (v * v);
    double loss = -d * transport - lambda * (flow.kl(t) + flow.reverseKl(t));
    assertEquals(loss, reverse, DIFFERENCES * Math.max(Math.abs(loss), flow.reverseKl(0)));
  }
}
