package wfr.particle.fused;

import java.util.Arrays;
import wfr.model.WfrProblem;
import wfr.operation.ParticleOperations.KernelState;
import wfr.operation.ParticleOperations.KernelStep;

/** One step of a kernel on given particles with given normals, and its normals of given numbers: what a claim looks at. */
public final class FusedStep {
  private static final int BLOCK = BlockScratch.SIZE;
  private static final int PAD = BlockScratch.PAD;

  private final BlockKernel kernel;
  private final WfrProblem problem;
  private final StepTable table;
  private final BlockScratch scratch;
  private double[] x = {};
  private double[] w = {};
  private double[] masses = {};

  /** A kernel by name (auto, scalar, vector) on M nodes. */
  public FusedStep(String kernel, WfrProblem problem, int nodes) {
    this.kernel = Kernels.of(kernel);
    this.problem = problem;
    this.kernel.know(problem.potential());
    table = StepTable.of(problem, nodes);
    scratch = new BlockScratch(nodes);
  }

  /** The step of a call. */
  public static KernelState of(KernelStep call) {
    FusedStep s = new FusedStep(call.kernel().key(), call.problem(), call.nodes());
    s.step(call.dt(), call.x(), call.weights(), call.noise());
    return new KernelState(s.positions(), s.weights(), s.masses());
  }

  /** The 512 normals of 256 numbers. */
  public static double[] normals(String kernel, long[] numbers) {
    BlockKernel k = Kernels.of(kernel);
    BlockScratch s = new BlockScratch(2);
    System.arraycopy(numbers, 0, s.bits, k.start(), BlockNormals.NUMBERS);
    k.normals(0, s);
    return Arrays.copyOfRange(s.noise, k.start(), k.start() + BlockNormals.SIZE);
  }

  /** Deposits the particles, solves for log rho, reacts and moves them. */
  public void step(double dt, double[] positions, double[] weights, double[] noise) {
    int n = positions.length;
    int padded = (n + BLOCK - 1) / BLOCK * BLOCK;
    x = new double[PAD + padded];
    w = new double[PAD + padded];
    System.arraycopy(positions, 0, x, PAD, n);
    System.arraycopy(weights, 0, w, PAD, n);
    masses = new double[table.nodes];
    table.setStep(0, 0, 0);
    double total = pass(new double[n]); // a step of length zero deposits
    table.setStep(problem.reactionRate(), problem.diffusivity(), dt);
    table.solve(masses, total);
    total = pass(noise);
    for (int j = 0; j < masses.length; j++) {
      masses[j] /= total;
    }
    x = Arrays.copyOfRange(x, PAD, PAD + n);
    w = Arrays.copyOfRange(w, PAD, PAD + n);
  }

  private double pass(double[] noise) {
    Arrays.fill(scratch.even, 0);
    Arrays.fill(scratch.odd, 0);
    for (int from = 0; PAD + from < x.length; from += BLOCK) {
      Arrays.fill(scratch.noise, 0);
      System.arraycopy(
          noise, from, scratch.noise, kernel.start(), Math.min(BLOCK, noise.length - from));
      kernel.advance(problem.potential(), table, x, w, PAD + from, scratch);
    }
    return scratch.nodeMasses(masses);
  }

  /** Positions after the step. */
  public double[] positions() {
    return x.clone();
  }

  /** Weights after the step, unnormalised. */
  public double[] weights() {
    return w.clone();
  }

  /** Normalised node masses after the step. */
  public double[] masses() {
    return masses.clone();
  }
}
