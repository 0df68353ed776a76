package wfr.particle;

import java.util.Arrays;
import wfr.math.RandomStreams;
import wfr.math.RandomStreams.Purpose;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.JumpStep;
import wfr.operation.ParticleOperations.Jumped;
import wfr.operation.ParticleOperations.SdeStep;
import wfr.operation.WeightOperations.MeanLogRatio;
import wfr.operation.WeightOperations.UpdateLogWeights;
import wfr.particle.fused.FusedNormals;

/**
 * One step of the weighted SDE, in this order: log rho of the particles; E_rho h; weights (or jumps); move; walls. Density, mean and weight belong to the beginning of the step
 * and the position before the move.
 * Source: proofs-notes, D6, D6N, D6P, E4N, E6S.
 */
final class WeightedStep implements Walk.Step {
  private final WfrProblem problem;
  private final ParticleSettings settings;
  private final Implementation ops;
  private final DensityField density;
  private final RandomStreams streams;
  private final FusedNormals kernel;
  private final Population p;
  private final double[] potential;
  private final double[][] gradient;

  WeightedStep(
      WfrProblem problem,
      ParticleSettings settings,
      Implementation ops,
      DensityField density,
      RandomStreams streams,
      Population population) {
    this.problem = problem;
    this.settings = settings;
    this.ops = ops;
    this.density = density;
    this.streams = streams;
    p = population;
    kernel =
        settings.kernel() == ParticleSettings.Kernel.READABLE
            ? null
            : new FusedNormals(settings.kernel().key());
    potential = new double[p.count()];
    gradient = new double[p.x.length][p.count()];
    if (settings.integrator() == Integrator.LEIMKUHLER_MATTHEWS) {
      p.carried = normals(0);
    }
  }

  @Override
  public void advance(double time, double next, double dt, long step) {
    double rate = problem.reactionRate() * dt;
    evaluatePotential();
    if (rate > 0) {
      double[] logRho = logDensity(time);
      double mean = meanLogRatio(time, logRho);
      if (settings.reaction() == ParticleSettings.Reaction.WEIGHTS) {
        p.weights =
            ops.apply(
                new UpdateLogWeights(
                    p.weights, logRho, potential, mean, problem.reactionRate(), dt));
      } else {
        jump(logRho, mean, rate, step);
        evaluatePotential(); // positions have changed
      }
    }
    if (problem.diffusivity() > 0) {
      move(dt, step);
      requireFinite(next);
    }
  }

  private void evaluatePotential() {
    problem.potential().evaluate(p.x, p.count(), potential, gradient);
  }

  private double[] logDensity(double time) {
    try {
      return density.logDensity(time, p.x, p.weights);
    } catch (ParticleFailure e) {
      throw ParticleFailure.at(time, e.getMessage());
    }
  }

  private double meanLogRatio(double time, double[] logRho) {
    double mean =
        density
            .meanLogRatio(time)
            .orElseGet(() -> ops.apply(new MeanLogRatio(p.weights, logRho, potential)));
    if (!Double.isFinite(mean)) {
      throw ParticleFailure.at(
          time,
          "the mean of h must be finite: "
              + mean
              + "; reduce particles.time-step or check the potential");
    }
    return mean;
  }

  private void jump(double[] logRho, double mean, double rate, long step) {
    double[] beta = new double[p.count()];
    Arrays.setAll(beta, i -> logRho[i] + potential[i] - mean);
    Jumped jumped =
        ops.apply(new JumpStep(beta, rate, streams.stream(Purpose.BIRTH_DEATH, step, 0)));
    p.take(jumped.ancestors());
    p.jumps += jumped.events();
  }

  private void move(double dt, long step) {
    if (density.watchesMoves()) {
      double[][] still = new double[p.x.length][p.count()];
      density.moving(
          moved(dt, still, still), p.weights, SdeIntegrator.spread(problem.diffusivity(), dt));
    }
    p.move(ops, problem.domain(), this::normals, step, (noise, next) -> moved(dt, noise, next));
  }

  private double[][] moved(double dt, double[][] noise, double[][] next) {
    return ops.apply(
        new SdeStep(
            settings.integrator(),
            problem.potential(),
            problem.diffusivity(),
            dt,
            p.x,
            gradient,
            noise,
            next));
  }

  private double[][] normals(long step) {
    return Population.normals(streams, kernel, step, p.x.length, p.count());
  }

  private void requireFinite(double time) {
    for (double[] coordinate : p.x) {
      if (!Arrays.stream(coordinate).allMatch(Double::isFinite)) {
        throw ParticleFailure.at(time, "every position must be finite; reduce particles.time-step");
      }
    }
  }
}
