package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import wfr.measure.Weights;
import wfr.model.Integrator;
import wfr.model.PolynomialPotential;
import wfr.model.ResamplingScheme;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.SdeStep;
import wfr.operation.WeightOperations.MeanLogRatio;
import wfr.operation.WeightOperations.Normalise;
import wfr.operation.WeightOperations.Resample;
import wfr.operation.WeightOperations.ResetLogWeights;
import wfr.operation.WeightOperations.UpdateLogWeights;

/** Claim E7R: the law of a step with weights is that of the step with weights and resampling, in the mean-field limit. */
public final class ResamplingLimit {
  /** Particles, at the nodes of a uniform mesh: the limit of iid uniforms is a mesh of midpoints. */
  private static final int COUNT = 4000;

  private static final double LOWER = -2.6;
  private static final double UPPER = 2.4;
  private static final double LAMBDA = 2.3;
  private static final double STEP = 0.15;
  private static final double DIFFUSIVITY = 0.6;
  private static final PolynomialPotential WELL = PolynomialPotential.doubleWell(1.5, 0.4);

  /** Nodes and weights of the five-point Gauss-Hermite rule for a standard normal: exact up to degree nine. */
  private static final double[] NODES = {
    0,
    Math.sqrt(5 - Math.sqrt(10)),
    -Math.sqrt(5 - Math.sqrt(10)),
    Math.sqrt(5 + Math.sqrt(10)),
    -Math.sqrt(5 + Math.sqrt(10))
  };

  private static final double[] WEIGHTS = {
    8.0 / 15,
    (7 + 2 * Math.sqrt(10)) / 60,
    (7 + 2 * Math.sqrt(10)) / 60,
    (7 - 2 * Math.sqrt(10)) / 60,
    (7 - 2 * Math.sqrt(10)) / 60
  };

  private static final List<DoubleUnaryOperator> FUNCTIONS =
      List.of(y -> 1, Math::cos, y -> y, y -> y * y);

  /** E7R. */
  public static final Claim<ResamplingScheme> E7R =
      Claim.exact(
          "E7R",
          "In the mean-field limit a resampled step has the law of the weighted one: within one particle times the variation of the test function",
          EvidenceClass.L,
          Set.of(Group.SDE, Group.WEIGHTS, Group.RESAMPLING),
          List.of(
              ResamplingScheme.SYSTEMATIC,
              ResamplingScheme.STRATIFIED,
              ResamplingScheme.MULTINOMIAL,
              ResamplingScheme.RESIDUAL),
          (ops, scheme, seed) -> oneStep(ops, scheme));

  private ResamplingLimit() {}

  /** It. */
  public static List<Claim<?>> all() {
    return List.of(E7R);
  }

  /** Particles in ascending order with the weights of one reaction step; then ancestors; then one Euler-Maruyama step of both populations. */
  private static Evidence oneStep(Implementation ops, ResamplingScheme scheme) {
    double[] x = new double[COUNT];
    double[] logRho = new double[COUNT];
    double[] v = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      x[i] = LOWER + (UPPER - LOWER) * (i + 0.5) / COUNT;
      logRho[i] = -0.5 * (x[i] - 0.5) * (x[i] - 0.5) / 0.5;
      v[i] = WELL.value(x[i]);
    }
    double[] start = new double[COUNT];
    double[] l =
        ops.apply(
                new UpdateLogWeights(
                    Weights.of(start),
                    logRho,
                    v,
                    ops.apply(new MeanLogRatio(Weights.of(start), logRho, v)),
                    LAMBDA,
                    STEP))
            .log();
    double[] w = ops.apply(new Normalise(Weights.of(l)));
    int[] ancestors = ops.apply(new Resample(scheme, w, uniforms(scheme, w)));
    double[] reset = ops.apply(new ResetLogWeights(Weights.of(l), ancestors)).log();
    double meanWeight = Arrays.stream(l).map(Math::exp).sum() / COUNT;
    Evidence worst = null;
    for (DoubleUnaryOperator f : FUNCTIONS) {
      double[] g = afterOneStep(ops, x, f);
      double weighted = 0;
      double resampled = 0;
      double variation = 0;
      double size = 0;
      for (int i = 0; i < COUNT; i++) {
        weighted += Math.exp(l[i]) * g[i] / COUNT;
        resampled += Math.exp(reset[i]) * g[ancestors[i]] / COUNT;
        variation += i > 0 ? Math.abs(g[i] - g[i - 1]) : 0;
        size = Math.max(size, Math.abs(g[i]));
      }
      Evidence e =
          Evidence.atMost(
              Math.abs(resampled - weighted),
              meanWeight * variation / COUNT + Bounds.rounding(COUNT, meanWeight * size),
              scheme.key()
                  + ": E[w f(X')] after resampling against before, "
                  + COUNT
                  + " particles");
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }

  /** Midpoints of equal parts: of all offspring, or of those that residual resampling leaves to chance. */
  private static double[] uniforms(ResamplingScheme scheme, double[] w) {
    double[] u = new double[COUNT];
    int drawn = COUNT;
    if (scheme == ResamplingScheme.RESIDUAL) {
      drawn -= (int) Arrays.stream(w).map(p -> Math.floor(COUNT * p)).sum();
    }
    boolean ordered =
        scheme == ResamplingScheme.SYSTEMATIC || scheme == ResamplingScheme.STRATIFIED;
    for (int k = 0; k < COUNT; k++) {
      u[k] = ordered ? 0.5 : (k % drawn + 0.5) / drawn;
    }
    return u;
  }

  /** E f(X') for a step from each position. */
  private static double[] afterOneStep(Implementation ops, double[] x, DoubleUnaryOperator f) {
    double[] g = new double[COUNT];
    for (int j = 0; j < NODES.length; j++) {
      double[] noise = new double[COUNT];
      Arrays.fill(noise, NODES[j]);
      double[] y =
          ops.apply(
                  new SdeStep(Integrator.EULER_MARUYAMA, WELL, DIFFUSIVITY, STEP, x, noise, noise))[
              0];
      for (int i = 0; i < COUNT; i++) {
        g[i] += WEIGHTS[j] * f.applyAsDouble(y[i]);
      }
    }
    return g;
  }
}
