package wfr.particle.fused;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.math.RandomStreams;
import wfr.math.RandomStreams.Purpose;
import wfr.measure.WeightedSample;
import wfr.model.GaussianLaw;
import wfr.model.WfrProblem;
import wfr.operation.ParticleOperations.KernelRun;

/**
 * Weighted particles of the WFR flow on the line with a grid density, as fast as the machine allows:
 *   dX = -D V'(X) dt + sqrt(2 D) dW,   d log w = -lambda (log rho(X) + V(X) - E_rho h) dt,
 * log rho by cloud in cell on M nodes, E_rho h on the same nodes, systematic resampling below half the effective sample size.
 * The weight of a step is taken at the position before the move. The same scheme as the readable solver, {@code
 * wfr.particle.ParticleSolver}, in law; a mean on the grid instead of over the particles changes all weights by one common factor.
 *
 * Layout: positions and weights are two arrays, cut in blocks of 512 (whole step in the first-level cache, so a particle
 * touches memory once per step) and chunks of 32 blocks, whose deposits are kept apart and added in ascending order. Streams are keyed by
 * (seed, step, block) and blocks depend on N only: the same bits for every number of threads. The last block is filled
 * up with particles of weight zero. Memory: 24 bytes per particle and 8 M bytes per chunk.
 * Accuracy: the reaction is good to 1.1e-10 per step and 2^-24 of its change, a normal to 1.5e-6 of its radius; otherwise that of the scheme.
 * Source: proofs-notes, E14.
 */
public final class FusedParticles implements AutoCloseable {
  private static final int BLOCK = BlockScratch.SIZE;
  private static final int PAD = BlockScratch.PAD;
  private static final int CHUNK = 32 * BLOCK;
  private static final double HALF = 0.5;

  private final WfrProblem problem;
  private final int count;
  private final double threshold;
  private final RandomStreams streams;
  private final BlockKernel[] kernels; // one per thread
  private final Team team;
  private final BlockScratch[] scratch;
  private final StepTable table;
  private final double[] masses;
  private final double[][] chunkMasses;
  private final double[] chunkWeight;
  private final double[] chunkSquares;
  private double[] x;
  private double[] spare;
  private final double[] w;
  private double total;

  /** The run of a call. */
  public static WeightedSample run(KernelRun call) {
    try (FusedParticles p =
        new FusedParticles(
            call.problem(),
            call.count(),
            call.nodes(),
            call.seed(),
            call.threads(),
            call.kernel().key())) {
      p.advance(call.steps(), call.dt());
      return new WeightedSample(
          new double[][] {p.positions()}, Arrays.stream(p.weights()).map(Math::log).toArray());
    }
  }

  /** Logarithm of the mean weight that resamplings have taken out. */
  private double logScale;

  private double ess;
  private long step;
  private int resamplings;

  /**
   * A population at time 0 drawn by the kernel from a Gaussian, resampled below half the effective sample size.
   *
   * @param problem on an interval of the line, Gaussian initial law
   * @param count N
   * @param nodes M, at least 2
   * @param seed of all streams
   * @param threads at least 1; does not change the result
   * @param kernel auto, scalar or vector
   */
  public FusedParticles(
      WfrProblem problem, int count, int nodes, long seed, int threads, String kernel) {
    this(problem, new RandomStreams(seed), count, nodes, HALF, threads, kernel);
    if (!(problem.initial() instanceof GaussianLaw initial)) {
      throw new IllegalArgumentException("a start drawn by the kernel must be Gaussian");
    }
    fill(initial.mean()[0], Math.sqrt(initial.covariance()[0][0]));
  }

  /**
   * A population at given positions, of equal weights.
   *
   * @param problem on an interval of the line
   * @param streams of noise and resampling
   * @param positions at time 0
   * @param nodes M, at least 2
   * @param threshold resample when the effective sample size is below threshold N; 0 never
   * @param threads at least 1; does not change the result
   * @param kernel auto, scalar or vector
   */
  public FusedParticles(
      WfrProblem problem,
      RandomStreams streams,
      double[] positions,
      int nodes,
      double threshold,
      int threads,
      String kernel) {
    this(problem, streams, positions.length, nodes, threshold, threads, kernel);
    System.arraycopy(positions, 0, x, PAD, count);
    Arrays.fill(x, PAD + count, x.length, positions[0]);
    start();
  }

  private FusedParticles(
      WfrProblem problem,
      RandomStreams streams,
      int count,
      int nodes,
      double threshold,
      int threads,
      String kernel) {
    if (count < 1 || nodes < 2 || threads < 1) {
      throw new IllegalArgumentException(
          "particles >= 1, nodes >= 2, threads >= 1: " + count + ", " + nodes + ", " + threads);
    }
    if (problem.dimension() != 1 || !problem.domain().isWholeSpace()) {
      throw new IllegalArgumentException("the fused particles need the line");
    }
    this.problem = problem;
    this.streams = streams;
    this.count = count;
    this.threshold = threshold;
    kernels = new BlockKernel[threads];
    scratch = new BlockScratch[threads];
    for (int k = 0; k < threads; k++) {
      scratch[k] = new BlockScratch(nodes);
      kernels[k] = Kernels.of(kernel);
      kernels[k].know(problem.potential());
    }
    team = new Team(threads);
    table = StepTable.of(problem, nodes);
    int blocks = (count + BLOCK - 1) / BLOCK;
    int padded = PAD + blocks * BLOCK;
    x = new double[padded];
    spare = new double[padded];
    w = new double[padded];
    masses = new double[nodes];
    int chunks = (blocks * BLOCK + CHUNK - 1) / CHUNK;
    chunkMasses = new double[chunks][nodes];
    chunkWeight = new double[chunks];
    chunkSquares = new double[chunks];
  }

  private void fill(double mean, double deviation) {
    BlockScratch s = scratch[0];
    for (int from = 0; PAD + from < x.length; from += BLOCK) {
      kernels[0].draw(streams.key(Purpose.INITIAL, 0, from / BLOCK), s);
      for (int i = 0; i < BLOCK; i++) {
        x[PAD + from + i] = mean + deviation * s.noise[kernels[0].start() + i];
      }
    }
    Arrays.fill(x, PAD + count, x.length, mean);
    start();
  }

  private void start() {
    Arrays.fill(w, PAD, PAD + count, 1);
    table.setStep(0, 0, 0);
    pass(false); // a step of length zero deposits the initial sample
  }

  /** Makes steps of length dt. */
  public void advance(int steps, double dt) {
    for (int k = 0; k < steps; k++) {
      if (ess < threshold * count) {
        resample();
      }
      table.setStep(problem.reactionRate(), problem.diffusivity(), dt);
      table.solve(masses, total);
      pass(true);
      step++;
    }
  }

  /** One pass over all particles and the sum of their deposits. */
  private void pass(boolean moves) {
    team.forEach(
        chunkMasses.length, (c, thread) -> chunk(c, kernels[thread], scratch[thread], moves));
    Arrays.fill(masses, 0);
    total = 0;
    double squares = 0;
    for (int c = 0; c < chunkMasses.length; c++) {
      add(chunkMasses[c], masses);
      squares += chunkSquares[c];
      total += chunkWeight[c];
    }
    ess = total * total / squares;
    if (!(ess > 0) || Double.isInfinite(total)) {
      throw new ArithmeticException(
          "particles after step %d: effective sample size must be > 0: %s".formatted(step, ess));
    }
  }

  private void chunk(int c, BlockKernel kernel, BlockScratch s, boolean moves) {
    Arrays.fill(s.even, 0);
    Arrays.fill(s.odd, 0);
    double squares = 0;
    int to = Math.min(x.length - PAD, (c + 1) * CHUNK);
    for (int from = c * CHUNK; from < to; from += BLOCK) {
      if (moves) {
        kernel.draw(streams.key(Purpose.NOISE, step, from / BLOCK), s);
      }
      squares += kernel.advance(problem.potential(), table, x, w, PAD + from, s);
    }
    chunkSquares[c] = squares;
    chunkWeight[c] = s.nodeMasses(chunkMasses[c]);
  }

  private static void add(double[] from, double[] to) {
    for (int j = 0; j < to.length; j++) {
      to[j] += from[j];
    }
  }

  /**
   * Systematic resampling, chunk by chunk: offspring k sits at (k + u) S/N on the axis of cumulative weights, and a chunk whose weights
   * cover (b, e] makes the offspring with points there. Bounds b, e are taken once for both neighbours, so none is lost or doubled.
   */
  private void resample() {
    UniformRandomProvider stream = streams.stream(Purpose.RESAMPLING, step, 0);
    double u = stream.nextDouble();
    double scale = count / total;
    double[] bound = new double[chunkWeight.length + 1];
    for (int c = 0; c < chunkWeight.length; c++) {
      bound[c + 1] = bound[c] + chunkWeight[c];
    }
    team.forEach(
        chunkWeight.length,
        (c, thread) -> {
          int from = c * CHUNK;
          int to = Math.min(count, from + CHUNK);
          boolean last = c == chunkWeight.length - 1;
          int end = last ? count : first(bound[c + 1] * scale, u);
          offspring(
              x, w, from, to, bound[c] * scale, scale, u, first(bound[c] * scale, u), end, spare);
        });
    System.arraycopy(x, PAD + count, spare, PAD + count, x.length - PAD - count);
    double[] old = x;
    x = spare;
    spare = old;
    Arrays.fill(w, PAD, PAD + count, 1);
    logScale += Math.log(total / count);
    // the deposit stays that of the weighted cloud, which has the same mean and no selection noise
    resamplings++;
  }

  /** Number of points (k + u) at or below a position, in [0, N]. */
  private int first(double position, double u) {
    return (int) Math.min(count, Math.max(0, Math.ceil(position - u)));
  }

  private static void offspring(
      double[] x,
      double[] w,
      int from,
      int to,
      double start,
      double scale,
      double u,
      int begin,
      int end,
      double[] out) {
    double position = start - u;
    int k = begin;
    for (int i = from; i < to; i++) {
      position += w[PAD + i] * scale;
      double v = x[PAD + i];
      while (k < end && (k < position || i == to - 1)) {
        out[PAD + k++] = v;
      }
    }
  }

  /** Effective sample size after the last step. */
  public double effectiveSampleSize() {
    return ess;
  }

  /** log of the unnormalised mean weight, carried across resamplings. */
  public double logMeanWeight() {
    return logScale + Math.log(total / count);
  }

  /** log of the common factor that the weights lack for having been resampled. */
  public double logScale() {
    return logScale;
  }

  /** Resamplings so far. */
  public int resamplings() {
    return resamplings;
  }

  /** Name of the kernel in use. */
  public String kernel() {
    return kernels[0].name();
  }

  /** Normalised masses of the M nodes. */
  public double[] nodeMasses() {
    double[] m = masses.clone();
    for (int j = 0; j < m.length; j++) {
      m[j] /= total;
    }
    return m;
  }

  /** Positions (a copy). */
  public double[] positions() {
    return Arrays.copyOfRange(x, PAD, PAD + count);
  }

  /** Weights, unnormalised (a copy). */
  public double[] weights() {
    return Arrays.copyOfRange(w, PAD, PAD + count);
  }

  /** FNV-1a over the bits of positions and weights: equal states have equal hashes. */
  public long stateHash() {
    long h = 0xcbf29ce484222325L;
    for (int i = PAD; i < PAD + count; i++) {
      h = (h ^ Double.doubleToRawLongBits(x[i])) * 0x100000001b3L;
      h = (h ^ Double.doubleToRawLongBits(w[i])) * 0x100000001b3L;
    }
    return h;
  }

  @Override
  public void close() {
    team.close();
  }
}
