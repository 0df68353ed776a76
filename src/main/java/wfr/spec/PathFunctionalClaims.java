package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import wfr.exact.GaussianFlow;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.ParticleRun;

/** Claim D6P: what a whole run carries as weights is the Feynman-Kac functional of the paths it reports. */
public final class PathFunctionalClaims {
  private static final int COUNT = 500;
  private static final int STEPS = 30;
  private static final double STEP = 0.02;

  /**
   * A Gaussian problem, whose h is a quadratic in closed form.
   *
   * @param target N(m, s)
   * @param initial N(m_0, c_0)
   * @param lambda reaction rate
   * @param integrator of the walkers: the weights must follow whatever moves them
   */
  public record Run(
      GaussianLaw target, GaussianLaw initial, double lambda, Integrator integrator) {}

  /** D6P. */
  public static final Claim<Run> D6P =
      Claim.exact(
          "D6P",
          "The log-weight of every walker is -lambda dt sum_k (h(t_k, X_k) - E h(t_k)) along its own path, exactly",
          EvidenceClass.D,
          Set.of(Group.WEIGHTS, Group.PARTICLE_RUN),
          List.of(
              new Run(
                  GaussianLaw.of(0.4, 0.5), GaussianLaw.of(-0.6, 0.8), 0.8, Integrator.EXACT_OU),
              new Run(
                  GaussianLaw.of(-0.3, 0.7),
                  GaussianLaw.of(0.9, 0.3),
                  2.5,
                  Integrator.EULER_MARUYAMA)),
          (ops, i, seed) -> alongPaths(ops, i, seed));

  private PathFunctionalClaims() {}

  /** It. */
  public static List<Claim<?>> all() {
    return List.of(D6P);
  }

  private static Evidence alongPaths(Implementation ops, Run i, long seed) {
    WfrProblem problem =
        new WfrProblem(
            i.target(), i.initial(), Domain.interval(-12, 12, Domain.Boundary.LINE), i.lambda(), 1);
    ParticleSettings settings =
        new ParticleSettings(
            COUNT,
            STEP,
            i.integrator(),
            new DensityEstimate.Oracle(),
            ParticleSettings.Reaction.WEIGHTS,
            new ParticleSettings.Resampling(ResamplingScheme.NONE, 0),
            seed);
    double[] times = new double[STEPS + 1];
    Arrays.setAll(times, k -> k * STEP);
    List<WeightedSample> run = ops.apply(new ParticleRun(problem, settings, times)).samples();
    GaussianFlow flow = new GaussianFlow(i.target(), i.initial(), i.lambda(), 1);
    double[] expected = new double[COUNT];
    double worst = 0;
    double size = 1;
    for (int k = 0; k <= STEPS; k++) {
      double[] x = run.get(k).coordinate(0);
      double[] l = run.get(k).logWeights();
      double s = i.target().covariance()[0][0];
      double m = flow.mean(times[k]);
      double c = flow.variance(times[k]);
      for (int n = 0; n < COUNT; n++) {
        worst = Math.max(worst, Math.abs(l[n] - expected[n]));
        double e = x[n] - m;
        double centred = 0.5 * (1 / s - 1 / c) * (e * e - c) + (m - i.target().mean()[0]) / s * e;
        expected[n] -= i.lambda() * STEP * centred;
        size =
            Math.max(size, 0.5 * (1 / s + 1 / c) * (x[n] * x[n] + m * m) + Math.abs(expected[n]));
      }
    }
    // Per step a dozen roundings of log rho, V and their mean, each at the size of the larger of
    // them, times lambda dt, and one of the sum.
    return Evidence.atMost(
        worst,
        Bounds.rounding(STEPS * (1 + 12 * i.lambda() * STEP), size),
        COUNT
            + " log-weights at "
            + STEPS
            + " steps against the functional of the path; lambda = "
            + i.lambda());
  }
}
