package wfr.particle;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.math.RandomStreams.Purpose;
import wfr.measure.WeightedSample;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.model.WfrProblem;

/**
 * One step of a population, in this order: resample if the last effective sample size asks for it; deposit and solve for
 * log rho; E_rho h; weights (or jumps); move. Work goes block by block; partial sums of the chunks are added in
 * ascending order.
 */
final class ParticleStep implements Walk {
  /** Steps between two recomputations of the linear weights from their logarithms: bounds their rounding to 64 ulp. */
  private static final int REFRESH = 64;

  /** Below this effective sample size the weights have collapsed. */
  private static final double FEWEST = 2;

  private final WfrProblem problem;
  private final ParticleSettings settings;
  private final ParticlePieces pieces;
  private final DensityField density;
  private final Population p;
  private final RandomStreams streams;
  private final Blocks blocks;
  private final ChunkScratch[] scratch;
  private final double[] deposited;
  private final double[] logRho;
  private final double[] potential;
  private final double[][] derivative;
  private final BoundaryRule[] boundary;
  private final int d;

  private long step;
  private double ess;
  private double logMeanWeight;
  private int resamplings;
  private long jumps;

  ParticleStep(
      WfrProblem problem,
      ParticleSettings settings,
      ParticlePieces pieces,
      Population population,
      RandomStreams streams,
      Blocks blocks) {
    this.problem = problem;
    this.settings = settings;
    this.pieces = pieces;
    this.density = pieces.density().get();
    this.p = population;
    this.streams = streams;
    this.blocks = blocks;
    int n = population.count();
    d = population.dimension();
    scratch = new ChunkScratch[blocks.chunks()];
    for (int c = 0; c < scratch.length; c++) {
      scratch[c] = new ChunkScratch(d, density.depositLength(), settings.kernel());
    }
    deposited = new double[density.depositLength()];
    logRho = new double[n];
    potential = new double[n];
    derivative = new double[d][n];
    boundary = new BoundaryRule[d];
    Arrays.setAll(boundary, k -> new BoundaryRule(problem.domain(), k));
    ess = n;
    for (int k = 0; k < p.carried.length; k++) {
      for (int from = 0; from < n; from += Blocks.SIZE) {
        int m = Math.min(Blocks.SIZE, n - from);
        normals(scratch[0], 0, k, from, scratch[0].noise[k], m);
        System.arraycopy(scratch[0].noise[k], 0, p.carried[k], from, m);
      }
    }
  }

  @Override
  public double effectiveSampleSize() {
    return ess;
  }

  @Override
  public double logMeanWeight() {
    return logMeanWeight;
  }

  @Override
  public int resamplings() {
    return resamplings;
  }

  @Override
  public long jumps() {
    return jumps;
  }

  @Override
  public WeightedSample sample() {
    return new WeightedSample(p.coordinates, p.logWeights());
  }

  @Override
  public void advance(double time, double dt) {
    if (ess < settings.resampling().essThreshold() * p.count()) {
      resample();
    }
    boolean reacts = problem.reactionRate() * dt > 0;
    double mean = 0;
    if (reacts) {
      estimate(time);
      mean = meanLogRatio(time);
    } else {
      evaluateAll();
    }
    if (reacts && settings.reaction() == ParticleSettings.Reaction.BIRTH_DEATH) {
      jump(mean, dt);
    }
    boolean weighted = reacts && settings.reaction() == ParticleSettings.Reaction.WEIGHTS;
    double m = mean;
    blocks.forEach((c, from, to) -> advance(scratch[c], from, to, m, dt, weighted));
    step++;
    checkPositions(time + dt);
    if (weighted) {
      summarise(time + dt);
      if (step % REFRESH == 0) {
        p.refresh();
      }
    }
  }

  private void resample() {
    if (settings.resampling().scheme() == ResamplingScheme.NONE) {
      return;
    }
    double sum = BlockKernels.sum(p.weight, 0, p.count());
    double[] w = new double[p.count()];
    for (int i = 0; i < w.length; i++) {
      w[i] = p.weight[i] / sum;
    }
    UniformRandomProvider stream = streams.stream(Purpose.RESAMPLING, step, 0);
    pieces.selection().apply(p, pieces.selection().ancestors(w, stream), logMeanWeight);
    p.refresh();
    resamplings++;
  }

  private void estimate(double time) {
    if (density.readsParticles()) {
      blocks.forEach(
          (c, from, to) -> {
            Arrays.fill(scratch[c].pairs, 0);
            for (int b = from; b < to; b += Blocks.SIZE) {
              int n = Math.min(Blocks.SIZE, to - b);
              density.deposit(p.coordinates, p.weight, b, n, scratch[c].pairs);
            }
          });
      Arrays.fill(deposited, 0);
      for (ChunkScratch s : scratch) {
        BlockKernels.add(s.pairs, deposited);
      }
    }
    density.solve(time, deposited);
  }

  /** E_rho(log rho + V); fills logRho, potential and derivative on the way. */
  private double meanLogRatio(double time) {
    OptionalDouble known = density.meanLogRatio();
    blocks.forEach(
        (c, from, to) -> {
          ChunkScratch s = scratch[c];
          s.first = 0;
          s.second = 0;
          for (int b = from; b < to; b += Blocks.SIZE) {
            int n = Math.min(Blocks.SIZE, to - b);
            evaluate(s, b, n);
            density.logDensity(s.x, 0, n, s.logRho);
            System.arraycopy(s.logRho, 0, logRho, b, n);
            if (known.isEmpty()) {
              System.arraycopy(p.weight, b, s.weight, 0, n);
              s.first += BlockKernels.weightedSum(s.weight, s.logRho, s.potential, 0, n);
              s.second += BlockKernels.sum(s.weight, 0, n);
            }
          }
        });
    double mean =
        known.isPresent()
            ? known.getAsDouble()
            : pieces.weights().mean(ChunkScratch.first(scratch), ChunkScratch.second(scratch));
    if (!Double.isFinite(mean)) {
      throw new ParticleFailure(
          "particles at time "
              + time
              + ": the mean of h must be finite: "
              + mean
              + "; reduce particles.time-step or check the potential");
    }
    return mean;
  }

  private void evaluateAll() {
    blocks.forEach(
        (c, from, to) -> {
          for (int b = from; b < to; b += Blocks.SIZE) {
            evaluate(scratch[c], b, Math.min(Blocks.SIZE, to - b));
          }
        });
  }

  /** V and V' of the block at b, into the scratch and into the arrays. */
  private void evaluate(ChunkScratch s, int b, int n) {
    load(p.coordinates, b, s.x, n);
    problem.potential().evaluate(s.x, n, s.potential, s.derivative);
    System.arraycopy(s.potential, 0, potential, b, n);
    for (int k = 0; k < d; k++) {
      System.arraycopy(s.derivative[k], 0, derivative[k], b, n);
    }
  }

  private void jump(double mean, double dt) {
    double[] beta = new double[p.count()];
    for (int i = 0; i < beta.length; i++) {
      beta[i] = logRho[i] + potential[i] - mean;
    }
    UniformRandomProvider stream = streams.stream(Purpose.BIRTH_DEATH, step, 0);
    jumps += pieces.jumps().step(p, beta, problem.reactionRate() * dt, stream);
    evaluateAll(); // positions have changed
  }

  private void advance(ChunkScratch s, int from, int to, double mean, double dt, boolean weighted) {
    s.first = 0;
    s.second = 0;
    s.third = 0;
    for (int b = from; b < to; b += Blocks.SIZE) {
      int n = Math.min(Blocks.SIZE, to - b);
      if (weighted) {
        reweight(s, b, n, mean, dt);
      }
      if (problem.diffusivity() > 0) {
        move(s, b, n, dt);
        for (double[] x : s.x) {
          s.third += BlockKernels.zeroIfFinite(x, 0, n);
        }
      }
    }
  }

  private void reweight(ChunkScratch s, int b, int n, double mean, double dt) {
    System.arraycopy(p.logWeight, b, s.old, 0, n);
    System.arraycopy(p.logWeight, b, s.logWeight, 0, n);
    System.arraycopy(p.weight, b, s.weight, 0, n);
    System.arraycopy(logRho, b, s.logRho, 0, n);
    System.arraycopy(potential, b, s.potential, 0, n);
    WeightRule rule = pieces.weights();
    rule.update(s.logWeight, n, s.logRho, s.potential, mean, problem.reactionRate(), dt);
    BlockKernels.follow(s.old, s.logWeight, p.shift(), s.weight, n);
    s.first += BlockKernels.sum(s.weight, 0, n);
    s.second += BlockKernels.squareSum(s.weight, 0, n);
    System.arraycopy(s.logWeight, 0, p.logWeight, b, n);
    System.arraycopy(s.weight, 0, p.weight, b, n);
  }

  private void move(ChunkScratch s, int b, int n, double dt) {
    load(p.coordinates, b, s.x, n);
    load(derivative, b, s.derivative, n);
    if (density.watchesMoves()) {
      announce(s, b, n, dt);
    }
    for (int k = 0; k < d; k++) {
      if (p.carried.length > 0) {
        System.arraycopy(p.carried[k], b, s.noise[k], 0, n);
        normals(s, step + 1, k, b, s.next[k], n);
        System.arraycopy(s.next[k], 0, p.carried[k], b, n);
      } else {
        normals(s, step, k, b, s.noise[k], n);
      }
    }
    pieces.sde().step(dt, s.x, n, s.derivative, s.noise, s.next);
    for (int k = 0; k < d; k++) {
      boundary[k].apply(s.x[k], 0, n);
      System.arraycopy(s.x[k], 0, p.coordinates[k], b, n);
    }
  }

  /** Tells the density where the block goes without noise; leaves the scratch's positions as they are. */
  private void announce(ChunkScratch s, int b, int n, double dt) {
    for (double[] xi : s.noise) {
      Arrays.fill(xi, 0, n, 0);
    }
    pieces.sde().step(dt, s.x, n, s.derivative, s.noise, s.noise);
    System.arraycopy(p.weight, b, s.weight, 0, n);
    density.moving(s.x, s.weight, b, n, SdeIntegrator.spread(problem.diffusivity(), dt));
    load(p.coordinates, b, s.x, n);
  }

  private static void load(double[][] from, int b, double[][] to, int n) {
    for (int k = 0; k < to.length; k++) {
      System.arraycopy(from[k], b, to[k], 0, n);
    }
  }

  /** Noise of a step for coordinate k of the block at a particle: every block and coordinate has a stream of its own. */
  private void normals(ChunkScratch s, long at, int k, int from, double[] out, int n) {
    long block = (long) (from / Blocks.SIZE) * d + k;
    if (s.normals != null) {
      s.normals.fill(streams.key(Purpose.NOISE, at, block), out, n);
      return;
    }
    NormalQuantile.fill(streams.stream(Purpose.NOISE, at, block), out, n);
  }

  private void checkPositions(double time) {
    if (!(ChunkScratch.third(scratch) == 0)) {
      throw new ParticleFailure(
          "particles at time %s: every position must be finite; reduce particles.time-step"
              .formatted(time));
    }
  }

  /** Effective sample size and mean weight after a step. */
  private void summarise(double time) {
    double sum = ChunkScratch.first(scratch);
    double squares = ChunkScratch.second(scratch);
    if (!(sum > 0 && squares > 0 && sum < Double.POSITIVE_INFINITY)) {
      p.refresh(); // the linear weights left the range of a double, the logarithms did not
      sum = BlockKernels.sum(p.weight, 0, p.count());
      squares = BlockKernels.squareSum(p.weight, 0, p.count());
    }
    ess = pieces.weights().effectiveSampleSize(sum, squares);
    logMeanWeight = p.shift() + Math.log(sum / p.count());
    if (!Double.isFinite(logMeanWeight) || (p.count() > FEWEST && !(ess >= FEWEST))) {
      throw ParticleFailure.collapsed(time, p.count(), ess);
    }
  }
}
