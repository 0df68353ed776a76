package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.InitialLogRatio;
import wfr.operation.GridOperations.Reaction;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.Copy;
import wfr.operation.ParticleOperations.JumpEvent;
import wfr.operation.ParticleOperations.JumpPartner;
import wfr.operation.ParticleOperations.JumpRates;
import wfr.operation.ParticleOperations.JumpStep;

/** Claims on the reaction as a jump process: B11, E1, E1S, E4, E4K. */
public final class JumpClaims {
  /** Largest position. */
  private static final double FARTHEST = 3.25;

  /** Where a test function jumps: between two particles. */
  private static final double JUMP = 0.4;

  private static final double[] LOG_RATIOS = {0.3, -1.2, 2, 0.1, 0.75};

  /**
   * Particles, their log(rho/pi) and a rate.
   *
   * @param positions at most 3.25 in size
   * @param logRatio log(rho/pi) at them
   * @param lambda reaction rate
   */
  public record Crowd(double[] positions, double[] logRatio, double lambda) {
    @Override
    public String toString() {
      return "x = %s, h = %s, lambda = %s"
          .formatted(Arrays.toString(positions), Arrays.toString(logRatio), lambda);
    }

    double[] centred() {
      double mean = Arrays.stream(logRatio).average().orElseThrow();
      return Arrays.stream(logRatio).map(v -> v - mean).toArray();
    }
  }

  private static Crowd crowd(int n) {
    return new Crowd(Arrays.copyOf(POSITIONS, n), Arrays.copyOf(LOG_RATIOS, n), 1.7);
  }

  private static final List<DoubleUnaryOperator> FUNCTIONS =
      List.of(x -> x, x -> x * x, x -> x * x * x, Math::cos, x -> x > JUMP ? 1 : 0);
  private static final double[] POSITIONS = {-1, 0.5, 2, FARTHEST, -0.3};

  /** Steps of the tempering: unequal, so that the schedule shows. */
  private static final double[] RATES = {0.3, 0.05, 1.1, 0.6};

  /** B11: Fisher-Rao is the geometric path with schedule 1 - e^{-lambda t}. */
  public static final Claim<GridInstance> B11 =
      Claim.exact(
          "B11",
          "Fisher-Rao is geometric tempering: its steps are the increments (pi/rho_0)^{s' - s} of the schedule s = 1 - e^{-lambda t}",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.REACTION),
          List.of(
              new GridInstance("tilted well", Problems.tiltedWell(1, 1), 200, 0),
              new GridInstance("three Gaussians", Problems.mixture(1, 1), 150, 0)),
          (ops, i, seed) -> tempering(ops, i));

  /** E1: the generator, by enumeration of all events. */
  public static final Claim<Crowd> E1 =
      Claim.exact(
          "E1",
          "Birth-death: the generator on averages is -lambda Cov_N(beta, f) exactly, by enumeration of all events",
          EvidenceClass.D,
          Set.of(Group.JUMPS),
          List.of(crowd(2), crowd(3), crowd(4), crowd(5)),
          (ops, i, seed) -> generator(ops, i));

  /** E1S: the step, by enumeration of all draws. */
  public static final Claim<Integer> E1S =
      Claim.exact(
          "E1S",
          "A birth-death step draws every event with 1 - e^{-lambda |beta| dt}, every order and every partner: the mean over all draws",
          EvidenceClass.D,
          Set.of(Group.JUMPS),
          List.of(2, 3),
          (ops, n, seed) -> step(ops, n));

  /** E4: populations converge to the kernelised flow. */
  public static final Claim<MeanField.Populations> E4 =
      new Claim<>(
          "E4",
          "Mean field: replicate populations with a fixed bandwidth follow the KERNELISED flow, by weights and by birth-death",
          EvidenceClass.S,
          Set.of(
              Group.SDE,
              Group.WEIGHTS,
              Group.JUMPS,
              Group.PARTICLE_RUN,
              Group.KERNEL_DENSITY,
              Group.KERNELISED),
          2 * MeanField.ALPHA,
          MeanField.DETECTABLE,
          MeanField.INSTANCES,
          (ops, i, seed) -> MeanField.populations(ops, i, MeanField.REPLICATES, seed));

  /** E4K: the kernelised flow on the grid. */
  public static final Claim<String> E4K =
      Claim.exact(
          "E4K",
          "Kernelised flow on the grid: its Gaussian moment equations, and order 2 in the bandwidth towards WFR",
          EvidenceClass.D,
          Set.of(Group.KERNELISED),
          List.of(MeanField.MOMENTS, MeanField.ORDER),
          (ops, what, seed) -> MeanField.grid(ops, what));

  private JumpClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(B11, E1, E1S, E4, E4K);
  }

  /** After each step, log rho against log rho of the step before plus (s' - s) log(pi/rho_0), normalised. */
  private static Evidence tempering(Implementation ops, GridInstance i) {
    WfrProblem problem = i.problem();
    var target = ops.apply(new Discretise(problem, i.cells()));
    double[] start = ops.apply(new InitialLogRatio(problem, target));
    double[] h = start.clone();
    double[] tempered = start.clone();
    double time = 0;
    double scale = Arrays.stream(start).map(Math::abs).max().orElseThrow();
    double worst = 0;
    for (double rate : RATES) {
      h = ops.apply(new Reaction(target.logMass(), h, rate));
      double increment = Math.exp(-time) - Math.exp(-time - rate);
      time += rate;
      double[] logRho = new double[h.length];
      for (int c = 0; c < h.length; c++) {
        tempered[c] -= increment * start[c];
        logRho[c] = target.logMass()[c] + tempered[c];
      }
      double mass = wfr.math.LogSumExp.of(logRho);
      for (int c = 0; c < h.length; c++) {
        tempered[c] -= mass;
        double d = Math.abs(tempered[c] - h[c]);
        worst = Math.max(worst, d);
      }
    }
    // Per step: product, difference, normalisation (a sum over the cells) and their twins in the
    // operation.
    double bound = Bounds.rounding(RATES.length * (8 + Math.log(i.cells())), scale);
    return Evidence.atMost(worst, bound, i.name() + ": log of the tempered density, every cell");
  }

  private static Evidence generator(Implementation ops, Crowd crowd) {
    double[] x = crowd.positions();
    int n = x.length;
    double lambda = crowd.lambda();
    double[] beta = crowd.centred();
    double[][] rates = rates(ops, beta, lambda);
    double[][][] after = new double[n][n][];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        Copy copy = ops.apply(new JumpEvent(i, j, beta[i]));
        after[i][j] = x.clone();
        after[i][j][copy.to()] = x[copy.from()];
      }
    }
    double worst = 0;
    for (DoubleUnaryOperator f : FUNCTIONS) {
      double average = Arrays.stream(x).map(f).average().orElseThrow();
      double covariance = 0;
      double generator = 0;
      for (int i = 0; i < n; i++) {
        covariance += beta[i] * (f.applyAsDouble(x[i]) - average) / n;
        for (int j = 0; j < n; j++) {
          generator +=
              rates[i][j] * (Arrays.stream(after[i][j]).map(f).average().orElseThrow() - average);
        }
      }
      double d = Math.abs(generator + lambda * covariance);
      worst = Math.max(worst, d);
    }
    // n^2 events of rate at most lambda max|beta|/n, averages of n values of at most max|x|^3.
    double fastest = Arrays.stream(beta).map(Math::abs).max().orElseThrow();
    double size = lambda * Math.max(1, fastest) * Math.pow(FARTHEST, 3);
    return Evidence.atMost(
        worst, Bounds.rounding(n * (n + 4.0), size), "N = " + n + ": generator on five averages");
  }

  /** Rate of every event (i, j): how often i jumps, times the law of its partner over all draws. */
  private static double[][] rates(Implementation ops, double[] beta, double lambda) {
    int n = beta.length;
    double[] total = ops.apply(new JumpRates(beta, lambda));
    double[][] rates = new double[n][n];
    for (int i = 0; i < n; i++) {
      int jumping = i;
      int[] partner = new int[1];
      EnumeratedDraws.forEach(
          1,
          draws -> partner[0] = ops.apply(new JumpPartner(jumping, n, draws)),
          p -> rates[jumping][partner[0]] += total[jumping] * p);
    }
    return rates;
  }

  /**
   * |beta_i| is chosen so that the probability of event i is k_i/8: the midpoints of eight levels then give the law of the step without error. Against it:
   * every event is a linear map of the means E f(X_k) (death: entry i becomes the average; birth: every entry moves 1/N of the way to entry i), averaged over
   * the orders of every set of events.
   */
  private static Evidence step(Implementation ops, int n) {
    int levels = 8;
    double rate = 0.7;
    int[] numerators = {3, -5, 2};
    double[] x = Arrays.copyOf(POSITIONS, n);
    double[] beta = new double[n];
    for (int i = 0; i < n; i++) {
      double p = Math.abs(numerators[i]) / (double) levels;
      beta[i] = Math.signum(numerators[i]) * -Math.log1p(-p) / rate;
    }
    double worst = 0;
    for (DoubleUnaryOperator f : FUNCTIONS) {
      double[] found = new double[1];
      double[] current = new double[1];
      EnumeratedDraws.forEach(
          levels,
          draws ->
              current[0] =
                  Arrays.stream(ops.apply(new JumpStep(beta.clone(), rate, draws)).of(x))
                          .map(f)
                          .sum()
                      / n,
          p -> found[0] += p * current[0]);
      double expected = 0;
      for (int set = 0; set < 1 << n; set++) {
        double probability = 1;
        int events = 0;
        for (int i = 0; i < n; i++) {
          double p = Math.abs(numerators[i]) / (double) levels;
          boolean happens = (set >> i & 1) == 1;
          probability *= happens ? p : 1 - p;
          events += happens ? 1 : 0;
        }
        double[] means = Arrays.stream(x).map(f).toArray();
        expected += probability * orders(means, beta, set) / factorial(events);
      }
      double d = Math.abs(found[0] - expected);
      worst = Math.max(worst, d);
    }
    // At most 8^n 3! n^n sequences are added up, each a value of at most max|x|^3.
    double runs = Math.pow(levels, n) * factorial(n) * Math.pow(n, n);
    return Evidence.atMost(
        worst,
        Bounds.rounding(runs, Math.pow(FARTHEST, 3)),
        "N = " + n + ": mean of five averages over all draws of one step");
  }

  /** Sum over the orders of a set of events of the average of the means after them. */
  private static double orders(double[] means, double[] beta, int set) {
    double average = Arrays.stream(means).average().orElseThrow();
    if (set == 0) {
      return average;
    }
    double sum = 0;
    for (int i = 0; i < beta.length; i++) {
      if ((set >> i & 1) == 1) {
        double[] after = means.clone();
        for (int k = 0; k < after.length; k++) {
          if (beta[i] < 0) {
            after[k] += (means[i] - means[k]) / means.length;
          } else if (k == i) {
            after[k] = average;
          }
        }
        sum += orders(after, beta, set & ~(1 << i));
      }
    }
    return sum;
  }

  private static double factorial(int n) {
    return n <= 1 ? 1 : n * factorial(n - 1);
  }
}
