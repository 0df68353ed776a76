package wfr.operation;

import static wfr.operation.ParticleOperations.BANDWIDTH_RULE;
import static wfr.operation.ParticleOperations.CONFINE;
import static wfr.operation.ParticleOperations.GAUSSIAN_CLOSURE;
import static wfr.operation.ParticleOperations.JUMP_EVENT;
import static wfr.operation.ParticleOperations.JUMP_PARTNER;
import static wfr.operation.ParticleOperations.JUMP_RATES;
import static wfr.operation.ParticleOperations.JUMP_STEP;
import static wfr.operation.ParticleOperations.KERNEL_LOG_DENSITY;
import static wfr.operation.ParticleOperations.KERNEL_NORMALS;
import static wfr.operation.ParticleOperations.KERNEL_RUN;
import static wfr.operation.ParticleOperations.KERNEL_STEP;
import static wfr.operation.ParticleOperations.LOG_DENSITY;
import static wfr.operation.ParticleOperations.PARTICLE_RUN;
import static wfr.operation.ParticleOperations.SDE_STEP;
import static wfr.operation.ParticleOperations.SPACE_DRAW;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.LogDensityOracle;
import wfr.model.ParticleSettings;
import wfr.model.Potential;
import wfr.model.WfrProblem;

/** Weighted particles: the step, the walls, the density, jumps, and whole runs. Positions come by coordinate: x[k][i] is coordinate k of particle i. */
public final class ParticleOperations {
  /** See {@link SdeStep}. */
  public static final Operation<SdeStep, double[][]> SDE_STEP =
      new Operation<>("sdeStep", Group.SDE, SdeStep.class);

  /** See {@link Confine}. */
  public static final Operation<Confine, double[][]> CONFINE =
      new Operation<>("confine", Group.SDE, Confine.class);

  /** See {@link LogDensity}. */
  public static final Operation<LogDensity, double[]> LOG_DENSITY =
      new Operation<>("logDensity", Group.DENSITY, LogDensity.class);

  /** See {@link KernelLogDensity}. */
  public static final Operation<KernelLogDensity, double[]> KERNEL_LOG_DENSITY =
      new Operation<>("kernelLogDensity", Group.KERNEL_DENSITY, KernelLogDensity.class);

  /** See {@link BandwidthRule}. */
  public static final Operation<BandwidthRule, double[]> BANDWIDTH_RULE =
      new Operation<>("bandwidthRule", Group.KERNEL_DENSITY, BandwidthRule.class);

  /** See {@link GaussianClosure}. */
  public static final Operation<GaussianClosure, GaussianLaw> GAUSSIAN_CLOSURE =
      new Operation<>("gaussianClosure", Group.DENSITY, GaussianClosure.class);

  /** See {@link SpaceDraw}. */
  public static final Operation<SpaceDraw, double[]> SPACE_DRAW =
      new Operation<>("spaceDraw", Group.SPACE_PARTICLES, SpaceDraw.class);

  /** See {@link JumpRates}. */
  public static final Operation<JumpRates, double[]> JUMP_RATES =
      new Operation<>("jumpRates", Group.JUMPS, JumpRates.class);

  /** See {@link JumpPartner}. */
  public static final Operation<JumpPartner, Integer> JUMP_PARTNER =
      new Operation<>("jumpPartner", Group.JUMPS, JumpPartner.class);

  /** See {@link JumpEvent}. */
  public static final Operation<JumpEvent, Copy> JUMP_EVENT =
      new Operation<>("jumpEvent", Group.JUMPS, JumpEvent.class);

  /** See {@link JumpStep}. */
  public static final Operation<JumpStep, Jumped> JUMP_STEP =
      new Operation<>("jumpStep", Group.JUMPS, JumpStep.class);

  /** See {@link ParticleRun}. */
  public static final Operation<ParticleRun, ParticleSolution> PARTICLE_RUN =
      new Operation<>("particleRun", Group.PARTICLE_RUN, ParticleRun.class);

  /** See {@link KernelNormals}. */
  public static final Operation<KernelNormals, double[]> KERNEL_NORMALS =
      new Operation<>("kernelNormals", Group.KERNEL, KernelNormals.class);

  /** See {@link KernelStep}. */
  public static final Operation<KernelStep, KernelState> KERNEL_STEP =
      new Operation<>("kernelStep", Group.KERNEL, KernelStep.class);

  /** See {@link KernelRun}. */
  public static final Operation<KernelRun, WeightedSample> KERNEL_RUN =
      new Operation<>("kernelRun", Group.KERNEL, KernelRun.class);

  static final List<Operation<?, ?>> ALL =
      List.of(
          SDE_STEP,
          CONFINE,
          LOG_DENSITY,
          KERNEL_LOG_DENSITY,
          BANDWIDTH_RULE,
          GAUSSIAN_CLOSURE,
          SPACE_DRAW,
          JUMP_RATES,
          JUMP_PARTNER,
          JUMP_EVENT,
          JUMP_STEP,
          PARTICLE_RUN,
          KERNEL_NORMALS,
          KERNEL_STEP,
          KERNEL_RUN);

  private ParticleOperations() {}

  /**
   * One step of dX = -D grad V dt + sqrt(2 D) dW for given noise.
   *
   * @param integrator scheme
   * @param potential V, of which the exact Ornstein-Uhlenbeck step needs to know mean and variance
   * @param diffusivity D
   * @param dt step
   * @param x positions
   * @param gradient grad V at the positions
   * @param noise standard normals xi_n
   * @param nextNoise standard normals xi_{n+1}, used by Leimkuhler-Matthews only
   */
  public record SdeStep(
      Integrator integrator,
      Potential potential,
      double diffusivity,
      double dt,
      double[][] x,
      double[][] gradient,
      double[][] noise,
      double[][] nextNoise)
      implements Call<double[][]> {
    /** With the gradient of the potential, in any dimension. */
    public SdeStep(
        Integrator integrator,
        Potential potential,
        double diffusivity,
        double dt,
        double[][] x,
        double[][] noise,
        double[][] nextNoise) {
      this(integrator, potential, diffusivity, dt, x, gradient(potential, x), noise, nextNoise);
    }

    /** On the line. */
    public SdeStep(
        Integrator integrator,
        Potential potential,
        double diffusivity,
        double dt,
        double[] x,
        double[] noise,
        double[] nextNoise) {
      this(
          integrator,
          potential,
          diffusivity,
          dt,
          new double[][] {x},
          new double[][] {noise},
          new double[][] {nextNoise});
    }

    private static double[][] gradient(Potential potential, double[][] x) {
      double[][] gradient = new double[x.length][x[0].length];
      potential.evaluate(x, x[0].length, new double[x[0].length], gradient);
      return gradient;
    }

    /** From other positions, with the gradient there. */
    public SdeStep withX(double[][] other) {
      return new SdeStep(integrator, potential, diffusivity, dt, other, noise, nextNoise);
    }

    /** With another gradient. */
    public SdeStep withGradient(double[][] other) {
      return new SdeStep(integrator, potential, diffusivity, dt, x, other, noise, nextNoise);
    }

    /** With other noise. */
    public SdeStep withNoise(double[][] now, double[][] next) {
      return new SdeStep(integrator, potential, diffusivity, dt, x, gradient, now, next);
    }
  }

  /** Positions brought back into a box: wrapped on a torus, reflected at walls, left alone on the line. */
  public record Confine(Domain box, double[][] x) implements Call<double[][]> {}

  /**
   * Cloud-in-cell estimate of log rho at the particles themselves.
   *
   * @param box the grid's, up to three dimensions
   * @param cells number of cells per axis (cells + 1 nodes)
   * @param x positions
   * @param weights not necessarily normalised
   */
  public record LogDensity(Domain box, int cells, double[][] x, double[] weights)
      implements Call<double[]> {
    /** On a truncated line. */
    public LogDensity(double lower, double upper, int cells, double[] x, double[] weights) {
      this(Domain.interval(lower, upper, Domain.Boundary.LINE), cells, new double[][] {x}, weights);
    }
  }

  /**
   * log sum_j W_j N(x; c_j, diag(b^2)) at points.
   *
   * @param box where bins lie
   * @param evaluation binned, tree or blocked
   * @param centres c_j
   * @param weights not normalised
   * @param bandwidth b along every axis
   * @param points x
   */
  public record KernelLogDensity(
      Domain box,
      DensityEstimate.Evaluation evaluation,
      double[][] centres,
      double[] weights,
      double[] bandwidth,
      double[][] points)
      implements Call<double[]> {
    /** With another bandwidth. */
    public KernelLogDensity withBandwidth(double[] other) {
      return new KernelLogDensity(box, evaluation, centres, weights, other, points);
    }

    /** With other weights. */
    public KernelLogDensity withWeights(double[] other) {
      return new KernelLogDensity(box, evaluation, centres, other, bandwidth, points);
    }
  }

  /** Bandwidth along every axis by the normal-reference rule, times a factor. */
  public record BandwidthRule(double[][] x, double[] weights, double factor)
      implements Call<double[]> {}

  /** The Gaussian with the weighted mean and covariance of the particles. */
  public record GaussianClosure(double[][] x, double[] weights) implements Call<GaussianLaw> {}

  /** The draw from a Gaussian that d standard normals give. */
  public record SpaceDraw(GaussianLaw law, double[] normals) implements Call<double[]> {}

  /**
   * How often every particle jumps, lambda |beta_i| and not negative.
   *
   * @param beta h_i - mean of h
   * @param lambda reaction rate, or lambda dt for a number per step
   */
  public record JumpRates(double[] beta, double lambda) implements Call<double[]> {
    /** With other values. */
    public JumpRates withBeta(double[] other) {
      return new JumpRates(other, lambda);
    }
  }

  /** Partner of particle i among n, drawn from a stream. */
  public record JumpPartner(int i, int n, UniformRandomProvider stream) implements Call<Integer> {}

  /** Which particle is copied over which when i jumps with partner j: death of i if beta is positive, birth over j otherwise. */
  public record JumpEvent(int i, int j, double beta) implements Call<Copy> {}

  /**
   * One particle put in the place of another.
   *
   * @param from the one that is copied
   * @param to the one that it replaces
   */
  public record Copy(int from, int to) {}

  /**
   * One step in time of the jumps.
   *
   * @param beta h_i - mean of h, frozen
   * @param rate lambda dt
   * @param stream randomness: one number in [0, 1) per particle decides whether it jumps, integers give order and partners
   */
  public record JumpStep(double[] beta, double rate, UniformRandomProvider stream)
      implements Call<Jumped> {
    /** At another rate. */
    public JumpStep withRate(double other) {
      return new JumpStep(beta, other, stream);
    }

    /** With other values. */
    public JumpStep withBeta(double[] other) {
      return new JumpStep(other, rate, stream);
    }
  }

  /**
   * What a step of jumps made.
   *
   * @param ancestors whom every particle is a copy of
   * @param events how many jumps there were
   */
  public record Jumped(int[] ancestors, int events) {
    /** x of everybody's ancestor. */
    public double[] of(double[] x) {
      double[] y = new double[x.length];
      java.util.Arrays.setAll(y, i -> x[ancestors[i]]);
      return y;
    }
  }

  /**
   * A whole run of one population in any dimension.
   *
   * @param problem what is solved
   * @param settings of ONE population
   * @param times output times, ascending, at least 0
   * @param replicate number of the population, part of every stream's key
   * @param oracle the known solution; null where settings do not ask for it, or to have it found
   */
  public record ParticleRun(
      WfrProblem problem,
      ParticleSettings settings,
      double[] times,
      long replicate,
      LogDensityOracle oracle)
      implements Call<ParticleSolution> {
    /** The first population. */
    public ParticleRun(WfrProblem problem, ParticleSettings settings, double[] times) {
      this(problem, settings, times, 0, null);
    }

    /** With other settings. */
    public ParticleRun withSettings(ParticleSettings other) {
      return new ParticleRun(problem, other, times, replicate, oracle);
    }

    /** Of another problem. */
    public ParticleRun withProblem(WfrProblem other) {
      return new ParticleRun(other, settings, times, replicate, oracle);
    }
  }

  /**
   * The 512 standard normals of 256 numbers of 64 bits. Numbers 16 k + l and 16 k + 8 + l, l below 8, make pairs 16 k + l (their upper halves) and 16 k + 8 + l (their lower
   * ones): the upper 31 bits of the first half are a, the second half is b with its sign, u = (a + 1/2) 2^-31 and v = b 2^-32 rounded to single precision,
   * and normals p and 256 + p are sqrt(-2 log u) times cos 2 pi v and sin 2 pi v. Where a is below 2^13 the implementation continues its digits.
   */
  public record KernelNormals(ParticleSettings.Kernel kernel, long[] numbers)
      implements Call<double[]> {
    /** By whatever kernel runs here. */
    public KernelNormals(long[] numbers) {
      this(ParticleSettings.Kernel.AUTO, numbers);
    }
  }

  /**
   * One step of weighted particles on the line with a cloud-in-cell density on M nodes, from given positions and weights with given normals, without resampling: the log-weight changes by
   * -lambda dt (log rho + V - c) at the old position, c any number common to all, then x moves by Euler-Maruyama.
   */
  public record KernelStep(
      ParticleSettings.Kernel kernel,
      WfrProblem problem,
      int nodes,
      double dt,
      double[] x,
      double[] weights,
      double[] noise)
      implements Call<KernelState> {
    /** By whatever kernel runs here. */
    public KernelStep(
        WfrProblem problem, int nodes, double dt, double[] x, double[] weights, double[] noise) {
      this(ParticleSettings.Kernel.AUTO, problem, nodes, dt, x, weights, noise);
    }

    /** By another kernel. */
    public KernelStep withKernel(ParticleSettings.Kernel other) {
      return new KernelStep(other, problem, nodes, dt, x, weights, noise);
    }

    /** Of another problem. */
    public KernelStep withProblem(WfrProblem other) {
      return new KernelStep(kernel, other, nodes, dt, x, weights, noise);
    }

    /** From other positions. */
    public KernelStep withX(double[] other) {
      return new KernelStep(kernel, problem, nodes, dt, other, weights, noise);
    }
  }

  /**
   * What a step of the kernel made.
   *
   * @param x positions
   * @param weights not normalised; a common factor is free
   * @param masses of the M nodes, of the particles after the step, summing to 1
   */
  public record KernelState(double[] x, double[] weights, double[] masses) {}

  /** A whole run of the kernel, resampling included. */
  public record KernelRun(
      ParticleSettings.Kernel kernel,
      WfrProblem problem,
      int nodes,
      double dt,
      int steps,
      int count,
      long seed,
      int threads)
      implements Call<WeightedSample> {
    /** By whatever kernel runs here. */
    public KernelRun(
        WfrProblem problem, int nodes, double dt, int steps, int count, long seed, int threads) {
      this(ParticleSettings.Kernel.AUTO, problem, nodes, dt, steps, count, seed, threads);
    }

    /** From another seed. */
    public KernelRun withSeed(long other) {
      return new KernelRun(kernel, problem, nodes, dt, steps, count, other, threads);
    }

    /** By another kernel. */
    public KernelRun withKernel(ParticleSettings.Kernel other) {
      return new KernelRun(other, problem, nodes, dt, steps, count, seed, threads);
    }
  }
}
