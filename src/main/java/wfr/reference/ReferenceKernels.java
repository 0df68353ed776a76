package wfr.reference;

import java.util.Arrays;
import wfr.measure.WeightedSample;
import wfr.model.WfrProblem;
import wfr.particle.fused.FusedParticles;
import wfr.particle.fused.FusedStep;
import wfr.spec.KernelOperations;

/** The fused particles behind the operations: the vector kernel where it runs, else the scalar one. */
interface ReferenceKernels extends KernelOperations {
  /** auto, scalar or vector. */
  default String kernel() {
    return "auto";
  }

  @Override
  default double[] kernelNormals(long[] numbers) {
    return FusedStep.normals(kernel(), numbers);
  }

  @Override
  default KernelStep kernelStep(
      WfrProblem problem, int nodes, double dt, double[] x, double[] weights, double[] noise) {
    FusedStep s = new FusedStep(kernel(), problem, nodes);
    s.step(dt, x, weights, noise);
    return new KernelStep(s.positions(), s.weights(), s.masses());
  }

  @Override
  default WeightedSample kernelRun(
      WfrProblem problem, int nodes, double dt, int steps, int count, long seed, int threads) {
    try (FusedParticles p = new FusedParticles(problem, count, nodes, seed, threads, kernel())) {
      p.advance(steps, dt);
      return new WeightedSample(
          new double[][] {p.positions()}, Arrays.stream(p.weights()).map(Math::log).toArray());
    }
  }
}
