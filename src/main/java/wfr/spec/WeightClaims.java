package wfr.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import wfr.measure.Weights;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.WeightOperations.EffectiveSampleSize;
import wfr.operation.WeightOperations.MeanLogRatio;
import wfr.operation.WeightOperations.Normalise;
import wfr.operation.WeightOperations.UpdateLogWeights;

/** The weights of a population as an algebra: claims that hold for every population and every step. */
public final class WeightClaims {
  /** E8: update, normalisation and effective sample size. The instance is the size of a shift of all log-weights. */
  public static final Claim<Double> E8 =
      Claim.exact(
          "E8",
          "Log-weights are additive in time for a frozen log-ratio; normalised weights sum to 1 and ignore a common factor e^s however large; 1/sum W^2 is their effective number",
          EvidenceClass.D,
          Set.of(Group.WEIGHTS),
          List.of(0.0, -3e4, 2e5),
          WeightClaims::algebra);

  private static final int COUNT = 200;

  private WeightClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(E8);
  }

  private static Evidence algebra(Implementation ops, double shift, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] zero = new double[COUNT];
    double[] logRho = draws(random, 4);
    double[] v = draws(random, 6);
    double[] l = draws(random, 3);
    double lambda = 1.7;
    double dt = 0.6;
    double mean = ops.apply(new MeanLogRatio(Weights.of(l), logRho, v));
    double[] once =
        ops.apply(new UpdateLogWeights(Weights.of(l), logRho, v, mean, lambda, dt)).log();
    double[] twice =
        ops.apply(
                new UpdateLogWeights(
                    Weights.of(
                        ops.apply(
                                new UpdateLogWeights(
                                    Weights.of(l), logRho, v, mean, lambda, dt / 3))
                            .log()),
                    logRho,
                    v,
                    mean,
                    lambda,
                    dt - dt / 3))
            .log();
    double additive = 0;
    double exact = 0;
    double weighted = 0;
    double total = 0;
    for (int i = 0; i < COUNT; i++) {
      additive = Math.max(additive, Math.abs(once[i] - twice[i]));
      double expected = l[i] - lambda * dt * (logRho[i] + v[i] - mean);
      exact = Math.max(exact, Math.abs(once[i] - expected));
      weighted += Math.exp(l[i]) * (logRho[i] + v[i]);
      total += Math.exp(l[i]);
    }
    double[] shifted = Arrays.stream(l).map(x -> x + shift).toArray();
    double[] w = ops.apply(new Normalise(Weights.of(shifted)));
    double sum = 0;
    double squares = 0;
    double invariant = 0;
    for (int i = 0; i < COUNT; i++) {
      sum += w[i];
      squares += w[i] * w[i];
      invariant =
          Math.max(invariant, Math.abs(w[i] - Math.exp(l[i]) / total) / (Math.exp(l[i]) / total));
    }
    double[] one = zero.clone();
    Arrays.fill(one, 1, COUNT, Double.NEGATIVE_INFINITY);
    double largest = 3 + lambda * dt * 20;
    // A shift s rounds every log-weight by ulp(s).
    double rounding = Bounds.rounding(COUNT, 1 + Math.abs(shift));
    return Evidence.atMost(
            additive, Bounds.rounding(8, largest), "update over dt/3 and 2 dt/3 against dt")
        .worse(
            Evidence.atMost(
                exact, Bounds.rounding(8, largest), "update against -lambda dt (log rho + V - E)"))
        .worse(
            Evidence.atMost(
                Math.abs(mean - weighted / total),
                Bounds.rounding(COUNT, 10),
                "weighted mean of log rho + V"))
        .worse(
            Evidence.atMost(
                Math.abs(sum - 1), Bounds.rounding(COUNT, 1), "sum of normalised weights - 1"))
        .worse(
            Evidence.atMost(
                invariant, rounding, "normalised weights under a shift of " + shift + ", relative"))
        .worse(
            Evidence.atMost(
                Math.abs(ops.apply(new EffectiveSampleSize(Weights.of(shifted))) * squares - 1),
                rounding,
                "effective sample size times sum W^2, minus 1"))
        .worse(
            Evidence.atMost(
                Math.abs(ops.apply(new EffectiveSampleSize(Weights.of(zero))) / COUNT - 1)
                    + Math.abs(ops.apply(new EffectiveSampleSize(Weights.of(one))) - 1),
                Bounds.rounding(2 * COUNT, 1),
                "effective sample size of equal weights and of a single one"));
  }

  private static double[] draws(SplittableRandom random, double size) {
    double[] x = new double[COUNT];
    Arrays.setAll(x, i -> size * (2 * random.nextDouble() - 1));
    return x;
  }
}
