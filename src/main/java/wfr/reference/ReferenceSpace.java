package wfr.reference;

import java.util.Arrays;
import java.util.List;
import wfr.exact.GaussianSplitMapNd;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.LogDensityOracle;
import wfr.model.ParticleSettings;
import wfr.model.Potential;
import wfr.model.SplittingScheme;
import wfr.model.WfrProblem;
import wfr.particle.BandwidthRule;
import wfr.particle.DensityFields;
import wfr.particle.ParticlePieces;
import wfr.particle.ParticleSolver;
import wfr.particle.SdeIntegrator;
import wfr.particle.SdeStep;
import wfr.particle.SpaceSampler;
import wfr.spec.SpaceOperations;

/** The particle solver in d dimensions behind the operations; a run is the production loop made of this object's step. */
interface ReferenceSpace extends SpaceOperations {
  @Override
  default GaussianLaw gaussianSplit(WfrProblem p, double step, int n, SplittingScheme scheme) {
    return new GaussianSplitMapNd(
            (GaussianLaw) p.potential(), p.reactionRate(), p.diffusivity(), step, scheme)
        .after((GaussianLaw) p.initial(), n);
  }

  @Override
  default double[] spaceDraw(GaussianLaw law, double[] normals) {
    return SpaceSampler.draw(law, normals);
  }

  @Override
  default double[][] spaceStep(
      Potential potential, double diffusivity, double dt, double[][] x, double[][] noise) {
    double[][] moved = new double[x.length][];
    Arrays.setAll(moved, k -> x[k].clone());
    int n = x[0].length;
    double[][] gradient = new double[x.length][n];
    potential.evaluate(x, n, new double[n], gradient);
    SdeIntegrator.of(Integrator.EULER_MARUYAMA, potential, diffusivity)
        .step(dt, moved, n, gradient, noise, noise);
    return moved;
  }

  @Override
  default List<WeightedSample> spaceRun(
      WfrProblem problem, ParticleSettings settings, double[] times) {
    LogDensityOracle oracle =
        settings.density() instanceof DensityEstimate.Oracle
            ? Oracles.of(problem, times[times.length - 1])
            : null;
    ParticlePieces production = ParticlePieces.of(problem, settings, oracle);
    ParticlePieces pieces =
        getClass() == ReferenceOperations.class ? production : production.withSde(step(problem));
    return new ParticleSolver(problem, settings, pieces).run(times, 0, 1).samples();
  }

  /** The step of this object, on blocks. */
  private SdeStep step(WfrProblem problem) {
    return new SdeStep() {
      @Override
      public void step(
          double dt, double[] x, int n, double[] derivative, double[] noise, double[] next) {
        step(
            dt,
            new double[][] {x},
            n,
            new double[][] {derivative},
            new double[][] {noise},
            new double[][] {next});
      }

      @Override
      public void step(
          double dt, double[][] x, int n, double[][] gradient, double[][] noise, double[][] next) {
        double[][] moved =
            spaceStep(problem.potential(), problem.diffusivity(), dt, cut(x, n), cut(noise, n));
        for (int k = 0; k < x.length; k++) {
          System.arraycopy(moved[k], 0, x[k], 0, n);
        }
      }

      private double[][] cut(double[][] rows, int n) {
        double[][] out = new double[rows.length][];
        Arrays.setAll(out, k -> Arrays.copyOf(rows[k], n));
        return out;
      }
    };
  }

  @Override
  default double[] kernelLogDensity(
      Domain box,
      DensityEstimate.Evaluation evaluation,
      double[][] centres,
      double[] weights,
      double[] bandwidth,
      double[][] points) {
    return DensityFields.kernelLogDensity(box, evaluation, centres, weights, bandwidth, points);
  }

  @Override
  default double[] bandwidthRule(double[][] x, double[] weights) {
    return BandwidthRule.of(x, weights, 1);
  }
}
