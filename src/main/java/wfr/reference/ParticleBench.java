package wfr.reference;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.PolynomialPotential;
import wfr.model.Potential;
import wfr.model.WfrProblem;
import wfr.particle.fused.FusedParticles;

/**
 * One quick figure of the fused particles, on a fixed problem: V = 4 (x^2 - 1)^2 + x/2 on [-3, 3], rho_0 = N(.2, .7^2), lambda = 5. After a
 * warm-up, S steps of N particles are timed: resamplings and the sums between steps included, the initial sample not.
 */
public final class ParticleBench {
  private static final int BINS = 32;
  private static final int WARM_UP_PARTICLES = 1 << 16;

  /** Warm until so long nothing was allocated: vectors are put on the heap until the compiler is through, which on busy processors takes its time. */
  private static final double QUIET_SECONDS = 1.5;

  private static final long QUIET_BYTES = 100_000;
  private static final double MOST_SECONDS = 30;
  private static final int WARM_UP_STEPS = 100;

  private ParticleBench() {}

  /**
   * What is run.
   *
   * @param count N
   * @param cells M, nodes of the grid
   * @param steps S
   * @param threads number of threads
   * @param dt step
   * @param seed of all streams
   * @param kernel auto, scalar or vector
   * @param problem on an interval of the line
   */
  public record Request(
      int count,
      int cells,
      int steps,
      int threads,
      double dt,
      long seed,
      String kernel,
      WfrProblem problem) {}

  /**
   * What came out.
   *
   * @param nanos wall time per particle-step
   * @param cpuNanos processor time of the process per particle-step
   * @param l1 distance of the node masses to the target's, both gathered in 32 bins
   * @param essFraction effective sample size over N at the end
   * @param resamplings how many
   * @param stateHash hash of all positions and weights
   * @param kernel the kernel in use
   * @param bytes allocated by the population from its making to the last step, per particle
   */
  public record Figure(
      double nanos,
      double cpuNanos,
      double l1,
      double essFraction,
      int resamplings,
      long stateHash,
      String kernel,
      double bytes) {}

  /** The problem of the measurement. */
  public static WfrProblem problem() {
    return problem(PolynomialPotential.doubleWell(4, 0.5));
  }

  /** The symmetric well V = 4 (x^2 - 1)^2 on [-2.5, 2.5], rho_0 = N(-1, .25^2), lambda = 1, started in one of the wells. */
  public static WfrProblem oneWell() {
    return new WfrProblem(
        PolynomialPotential.doubleWell(4, 0),
        GaussianLaw.of(-1, 0.0625),
        Domain.interval(-2.5, 2.5, Domain.Boundary.LINE),
        1,
        1);
  }

  /** The problem of the measurement with its potential given in another form. */
  public static WfrProblem problem(Potential potential) {
    return new WfrProblem(
        potential, GaussianLaw.of(0.2, 0.49), Domain.interval(-3, 3, Domain.Boundary.LINE), 5, 1);
  }

  /** Runs it. */
  public static Figure run(Request r) {
    WfrProblem problem = r.problem();
    warmUp(problem, r);
    long allocated = allocated();
    try (FusedParticles p =
        new FusedParticles(problem, r.count(), r.cells(), r.seed(), r.threads(), r.kernel())) {
      double work = (double) r.count() * r.steps();
      long cpu = cpuNanos();
      long start = System.nanoTime();
      p.advance(r.steps(), r.dt());
      double nanos = (System.nanoTime() - start) / work;
      double cpuNanos = (cpuNanos() - cpu) / work;
      double bytes = (double) (allocated() - allocated) / r.count();
      return new Figure(
          nanos,
          cpuNanos,
          distance(problem, p.nodeMasses(), Math.max(1, r.cells() / BINS)),
          p.effectiveSampleSize() / r.count(),
          p.resamplings(),
          p.stateHash(),
          p.kernel(),
          bytes);
    }
  }

  /** Populations one after another, so that what a run does once is compiled as well. */
  private static void warmUp(WfrProblem problem, Request r) {
    long start = System.nanoTime();
    long quiet = start;
    for (long now = start;
        now - quiet < 1e9 * QUIET_SECONDS && now - start < 1e9 * MOST_SECONDS;
        now = System.nanoTime()) {
      try (FusedParticles p =
          new FusedParticles(
              problem, WARM_UP_PARTICLES, r.cells(), r.seed(), r.threads(), r.kernel())) {
        long before = allocated();
        p.advance(WARM_UP_STEPS, r.dt());
        if (allocated() - before > QUIET_BYTES) {
          quiet = System.nanoTime();
        }
      }
    }
  }

  /** Bytes this thread has asked for so far; the others only work on what it made. */
  private static long allocated() {
    return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
        ? bean.getThreadAllocatedBytes(Thread.currentThread().getId())
        : 0;
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().map(d -> d.toNanos()).orElse(0L);
  }

  /** L1 distance to the target's node masses, both gathered in bins of so many nodes. */
  static double distance(WfrProblem problem, double[] masses, int size) {
    int nodes = masses.length;
    double a = problem.domain().left();
    double dx = (problem.domain().right() - a) / (nodes - 1);
    double[] target = new double[nodes];
    double sum = 0;
    for (int j = 0; j < nodes; j++) {
      target[j] = Math.exp(-problem.potential().value(a + j * dx));
      sum += target[j];
    }
    double l1 = 0;
    double bin = 0;
    for (int j = 0; j < nodes; j++) {
      bin += masses[j] - target[j] / sum;
      if (j % size == size - 1 || j == nodes - 1) {
        l1 += Math.abs(bin);
        bin = 0;
      }
    }
    return l1;
  }
}
