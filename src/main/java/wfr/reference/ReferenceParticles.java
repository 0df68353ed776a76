package wfr.reference;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.math.LogSumExp;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.Integrator;
import wfr.model.LogDensityOracle;
import wfr.model.ParticleSettings;
import wfr.model.Potential;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;
import wfr.particle.CloudInCell;
import wfr.particle.ParticlePieces;
import wfr.particle.ParticleSolver;
import wfr.particle.Population;
import wfr.particle.Resampling;
import wfr.particle.SdeIntegrator;
import wfr.particle.SdeStep;
import wfr.particle.Selection;
import wfr.particle.WeightFlow;
import wfr.particle.WeightRule;

/** The particle half of the reference implementation; see {@link ReferenceOperations}. */
public abstract class ReferenceParticles implements ReferenceFeynmanKac, ReferenceJumps {
  /** For subclasses. */
  protected ReferenceParticles() {}

  @Override
  public double[] sdeStep(
      Integrator integrator,
      Potential potential,
      double diffusivity,
      double dt,
      double[] x,
      double[] noise,
      double[] nextNoise) {
    return SdeIntegrator.step(integrator, potential, diffusivity, dt, x, noise, nextNoise);
  }

  @Override
  public double[] updateLogWeights(
      double[] logWeights,
      double[] logRho,
      double[] potential,
      double mean,
      double lambda,
      double dt) {
    double[] l = logWeights.clone();
    new WeightFlow().update(l, l.length, logRho, potential, mean, lambda, dt);
    return l;
  }

  @Override
  public double meanLogRatio(double[] logWeights, double[] logRho, double[] potential) {
    return WeightFlow.meanLogRatio(logWeights, logRho, potential);
  }

  @Override
  public double[] normalise(double[] logWeights) {
    return WeightFlow.normalise(logWeights);
  }

  @Override
  public double effectiveSampleSize(double[] logWeights) {
    return WeightFlow.effectiveSampleSize(logWeights);
  }

  @Override
  public int[] resample(ResamplingScheme scheme, double[] weights, double[] uniforms) {
    return Resampling.ancestors(scheme, weights, uniforms);
  }

  @Override
  public double[] resetLogWeights(double[] logWeights, int[] ancestors) {
    double[] out = new double[logWeights.length];
    Arrays.fill(out, LogSumExp.of(logWeights) - Math.log(logWeights.length));
    return out;
  }

  @Override
  public double[] logDensity(double lower, double upper, int cells, double[] x, double[] weights) {
    return CloudInCell.logDensity(lower, upper, cells, x, weights);
  }

  @Override
  public List<WeightedSample> particleRun(
      WfrProblem problem, ParticleSettings settings, double[] times) {
    LogDensityOracle oracle =
        settings.density() instanceof DensityEstimate.Oracle
            ? Oracles.of(problem, times[times.length - 1])
            : null;
    if (getClass() == ReferenceOperations.class) {
      return ParticleSolver.of(problem, settings, oracle).run(times, 0, 1).samples();
    }
    ParticlePieces pieces =
        ParticlePieces.of(problem, settings, oracle)
            .withSde(step(settings.integrator(), problem))
            .withWeights(weights())
            .withJumps(jumps())
            .withSelection(selection(settings.resampling().scheme()));
    return new ParticleSolver(problem, settings, pieces).run(times, 0, 1).samples();
  }

  private SdeStep step(Integrator integrator, WfrProblem problem) {
    boolean carries = integrator == Integrator.LEIMKUHLER_MATTHEWS;
    return new SdeStep() {
      @Override
      public void step(
          double dt, double[] x, int n, double[] derivative, double[] noise, double[] nextNoise) {
        double[] xi = Arrays.copyOf(noise, n);
        double[] next = carries ? Arrays.copyOf(nextNoise, n) : xi;
        double[] moved =
            sdeStep(
                integrator,
                problem.potential(),
                problem.diffusivity(),
                dt,
                Arrays.copyOf(x, n),
                xi,
                next);
        System.arraycopy(moved, 0, x, 0, n);
      }

      @Override
      public boolean carriesNoise() {
        return carries;
      }
    };
  }

  private WeightRule weights() {
    return (logWeights, n, logRho, potential, mean, lambda, dt) -> {
      double[] l =
          updateLogWeights(
              Arrays.copyOf(logWeights, n),
              Arrays.copyOf(logRho, n),
              Arrays.copyOf(potential, n),
              mean,
              lambda,
              dt);
      System.arraycopy(l, 0, logWeights, 0, n);
    };
  }

  private Selection selection(ResamplingScheme scheme) {
    return new Selection() {
      @Override
      public int[] ancestors(double[] weights, UniformRandomProvider stream) {
        double[] u = new double[Resampling.uniforms(scheme, weights.length)];
        for (int k = 0; k < u.length; k++) {
          u[k] = stream.nextDouble();
        }
        return resample(scheme, weights, u);
      }

      @Override
      public void apply(Population population, int[] ancestors, double logMeanWeight) {
        double[] reset = resetLogWeights(population.logWeights(), ancestors);
        population.permute(ancestors);
        population.equalise(reset[0]);
      }
    };
  }
}
