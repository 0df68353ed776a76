package wfr.particle;

import java.util.Arrays;
import java.util.function.LongFunction;
import wfr.math.RandomStreams;
import wfr.model.FeynmanKacProblem;
import wfr.model.Integrator;
import wfr.operation.FeynmanKacOperations.FeynmanKacRun;
import wfr.operation.FeynmanKacOperations.PathAverage;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.SdeStep;
import wfr.operation.ParticleSolution;
import wfr.operation.WeightOperations.KillLogWeights;

/**
 * E_x[f(X_T) exp(-int k)] by N weighted walkers: X moves by the integrator, log w falls by the rule's int k, and
 *   estimate = (1/N) sum_i w_i f(X_i);
 * below the threshold of the effective sample size ancestors are drawn and every weight becomes the mean weight, which keeps the estimate
 * unbiased for the time-discrete scheme at every N. Weights are linear here: no mean is subtracted, populations of any size have no bias.
 * Accuracy: weak order of the integrator and of the rule; N independent walkers without resampling.   Source: proofs-notes, D13, D14.
 */
public final class FeynmanKacWalk {
  private FeynmanKacWalk() {}

  /** Runs one population. */
  public static PathAverage run(FeynmanKacRun call, Implementation ops) {
    FeynmanKacProblem problem = call.problem();
    Integrator integrator = call.settings().integrator();
    int n = call.settings().count();
    RandomStreams streams = new RandomStreams(call.settings().seed(), call.replicate());
    double[][] start = new double[1][n];
    Arrays.fill(start[0], problem.start());
    Population p = new Population(start);
    LongFunction<double[][]> normals =
        step -> new double[][] {Population.normals(streams, step, n)};
    if (integrator == Integrator.LEIMKUHLER_MATTHEWS) {
      p.carried = normals.apply(0);
    }
    ParticleSolution walked =
        Walk.run(
            ops,
            p,
            call.settings(),
            streams,
            new double[] {problem.horizon()},
            (time, next, dt, step) -> {
              double[] killing = killing(problem, p.x[0]);
              p.move(
                  ops,
                  problem.domain(),
                  normals,
                  step,
                  (noise, following) ->
                      ops.apply(
                          new SdeStep(
                              integrator,
                              problem.potential(),
                              problem.diffusivity(),
                              dt,
                              p.x,
                              noise,
                              following)));
              p.weights =
                  ops.apply(
                      new KillLogWeights(
                          call.rule(), p.weights, killing, killing(problem, p.x[0]), dt));
            });
    return average(problem, p, walked.resamplings());
  }

  private static PathAverage average(FeynmanKacProblem problem, Population p, int resamplings) {
    double scale = Math.exp(p.weights.logMean());
    double[] w = p.weights.normalised();
    double n = w.length;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < w.length; i++) {
      double term =
          n * w[i] * problem.functional().value(p.x[0][i]); // w relative to the mean weight
      sum += term;
      squares += term * term;
    }
    double value = scale * sum / n;
    if (!Double.isFinite(value)) {
      throw new ParticleFailure("the Feynman-Kac estimate is " + value);
    }
    return new PathAverage(value, scale * scale * squares / n, resamplings);
  }

  private static double[] killing(FeynmanKacProblem problem, double[] x) {
    double[] k = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      k[i] = problem.killing().value(x[i]);
      if (!(Math.abs(k[i]) < Double.POSITIVE_INFINITY)) {
        throw new ParticleFailure(
            "the killing is "
                + k[i]
                + " at x = "
                + x[i]
                + ": a smaller particles.time-step keeps the walkers where it is finite");
      }
    }
    return k;
  }
}
