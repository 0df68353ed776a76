package wfr.defects;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.measure.GridDensity;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.ParticleSettings;
import wfr.model.WfrProblem;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations.Group;

/** Mutants of birth-death, of the tempering schedule and of the kernel estimate. */
final class JumpMutants {
  private JumpMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "birth-death-swapped",
            "a particle in excess is copied, one that lacks mass is killed",
            Group.JUMPS,
            List.of("E1", "E1S", "E4"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] jumpEvent(double[] x, int i, int j, double beta) {
                    return super.jumpEvent(x, i, j, -beta);
                  }

                  @Override
                  public double[] jumpStep(
                      double[] x, double[] beta, double rate, UniformRandomProvider stream) {
                    double[] swapped = Arrays.stream(beta).map(b -> -b).toArray();
                    return super.jumpStep(x, swapped, rate, stream);
                  }
                }),
        new Mutant(
            "kill-set-unused",
            "particles to be killed are determined and left alive",
            Group.JUMPS,
            List.of("E1", "E1S", "E4"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] jumpEvent(double[] x, int i, int j, double beta) {
                    return beta > 0 ? x.clone() : super.jumpEvent(x, i, j, beta);
                  }

                  @Override
                  public double[] jumpStep(
                      double[] x, double[] beta, double rate, UniformRandomProvider stream) {
                    double[] births = Arrays.stream(beta).map(b -> Math.min(b, 0)).toArray();
                    return super.jumpStep(x, births, rate, stream);
                  }
                }),
        new Mutant(
            "partner-from-others",
            "partner uniform over the N - 1 others with the rate for N",
            Group.JUMPS,
            List.of("E1", "E1S"),
            PartnerFromOthers::new),
        new Mutant(
            "schedule-linear",
            "tempering exponent 1 - lambda dt in place of e^{-lambda dt}",
            Group.REACTION,
            List.of("B11"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] reaction(double[] logMass, double[] logRatio, double rate) {
                    return super.reaction(logMass, logRatio, -Math.log1p(-Math.min(rate, 0.999)));
                  }
                }),
        new Mutant(
            "bandwidth-variance",
            "the kernel has variance b in place of b^2",
            Group.KERNELISED,
            List.of("E4K"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public GridDensity kernelisedRun(
                      WfrProblem problem, double bandwidth, int cells, int steps, double time) {
                    return super.kernelisedRun(problem, Math.sqrt(bandwidth), cells, steps, time);
                  }
                }),
        new Mutant(
            "flow-not-kernelised",
            "particles react to a nearly unsmoothed density: the wrong limit",
            Group.PARTICLE_RUN,
            List.of("E4"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public List<WeightedSample> particleRun(
                      WfrProblem problem, ParticleSettings settings, double[] times) {
                    return super.particleRun(
                        problem,
                        settings.density() instanceof DensityEstimate.Kernel k
                            ? withBandwidth(settings, k.bandwidth() / 5)
                            : settings,
                        times);
                  }
                }));
  }

  private static ParticleSettings withBandwidth(ParticleSettings s, double bandwidth) {
    return new ParticleSettings(
        s.count(),
        s.timeStep(),
        s.integrator(),
        new DensityEstimate.Kernel(bandwidth),
        s.reaction(),
        s.resampling(),
        s.seed());
  }

  /** The partner is never the particle itself, the rate stays lambda |beta|. */
  private static final class PartnerFromOthers extends ReferenceOperations {
    @Override
    public double[][] jumpRates(double[] beta, double lambda) {
      double[][] rates = new double[beta.length][beta.length];
      for (int i = 0; i < beta.length; i++) {
        Arrays.fill(rates[i], lambda * Math.abs(beta[i]) / (beta.length - 1));
        rates[i][i] = 0;
      }
      return rates;
    }

    @Override
    public double[] jumpStep(double[] x, double[] beta, double rate, UniformRandomProvider stream) {
      int n = x.length;
      int[] events = new int[n];
      int count = 0;
      for (int i = 0; i < n; i++) {
        if (stream.nextDouble() < -Math.expm1(-rate * Math.abs(beta[i]))) {
          events[count++] = i;
        }
      }
      double[] y = x.clone();
      for (int k = count - 1; k >= 0; k--) {
        int pick = stream.nextInt(k + 1);
        int i = events[pick];
        events[pick] = events[k];
        int other = stream.nextInt(n - 1);
        y = jumpEvent(y, i, other < i ? other : other + 1, beta[i]);
      }
      return y;
    }
  }
}
