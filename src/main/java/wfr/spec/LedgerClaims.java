package wfr.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.GridSettings;
import wfr.model.Integrator;
import wfr.model.KineticDiffusion;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.model.ReweightedDiffusion;
import wfr.model.SplittingScheme;
import wfr.model.WfrProblem;
import wfr.operation.CorrectionOperations.ReweightedRun;
import wfr.operation.GridOperations;
import wfr.operation.GridOperations.GridRun;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.KineticOperations.KineticWalk;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.operation.ParticleSolution;

/** What runs say of themselves: the mass ledger of finite volumes, G11, and the ledger of a population, E17. */
public final class LedgerClaims {
  private static final double[] TIMES = {0.2, 0.5};
  private static final double STEP = 0.05;
  private static final int STEPS = 10;

  /** Cells per axis, by dimension. */
  private static final int[] CELLS = {64, 24, 10};

  private static final int COUNT = 300;

  /** Share of the mass that the planted leak takes in every transport step. */
  private static final double LEAK = 1e-6;

  /**
   * A run.
   *
   * @param dimension 1, 2 or 3
   * @param lambda reaction rate
   * @param splitting order of the sub-flows
   */
  public record Run(int dimension, double lambda, SplittingScheme splitting) {
    WfrProblem problem() {
      return switch (dimension) {
        case 1 -> Problems.gaussian(lambda, 0.8);
        case 2 ->
            new WfrProblem(
                new GaussianLaw(new double[] {0.4, -0.3}, new double[][] {{1.4, 0.4}, {0.4, 0.9}}),
                new GaussianLaw(new double[] {-0.5, 0.2}, new double[][] {{0.6, 0.1}, {0.1, 0.5}}),
                new Domain(new double[] {-7, -6}, new double[] {7, 6}, Domain.Boundary.LINE),
                lambda,
                0.8);
        default -> SpaceProblem.tightSpace().withReactionRate(lambda);
      };
    }

    GridSettings settings() {
      return new GridSettings(CELLS[dimension - 1], STEP, splitting);
    }

    /** Largest number of transport steps between two reactions, which normalise. */
    int unnormalised() {
      if (lambda == 0) {
        return splitting == SplittingScheme.STRANG_WFRW ? 2 * STEPS : STEPS;
      }
      return splitting == SplittingScheme.STRANG_WFRW ? 2 : 1;
    }
  }

  /** G11. */
  public static final Claim<Run> G11 =
      Claim.exact(
          "G11",
          "Transport keeps the mass of a run to rounding in every splitting, and the ledger, read before anything is normalised, shows a leak of 1e-6 per step as what it is",
          EvidenceClass.D,
          Set.of(Group.GRID_RUN, Group.TRANSPORT, Group.FUNCTIONALS),
          runs(),
          LedgerClaims::ledger);

  /** E17. The instance is the threshold of resampling. */
  public static final Claim<Double> E17 =
      Claim.exact(
          "E17",
          "The ledger of a particle run is that of its samples: weights start as they should and follow their rate, effective sample sizes, mean weights and times are theirs, and resampling follows the threshold",
          EvidenceClass.D,
          Set.of(
              Group.PARTICLE_RUN,
              Group.WEIGHTS,
              Group.CORRECTION_PARTICLES,
              Group.KINETIC_PARTICLES),
          List.of(0.0, 0.9),
          (ops, threshold, seed) ->
              threshold > 0
                  ? population(ops, threshold, seed)
                  : population(ops, 0, seed).worse(walkers(ops, seed)));

  private LedgerClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(G11, E17);
  }

  private static List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (int d = 1; d <= CELLS.length; d++) {
      for (SplittingScheme s : SplittingScheme.values()) {
        runs.add(new Run(d, 1.3, s));
      }
      runs.add(new Run(d, 0, SplittingScheme.STRANG_WFRW));
    }
    return runs;
  }

  private static double massError(Implementation ops, Run i) {
    return ops.apply(new GridRun(i.problem(), i.settings(), TIMES)).massError();
  }

  private static Evidence ledger(Implementation ops, Run i, long seed) {
    double cells = Math.pow(CELLS[i.dimension() - 1], i.dimension());
    // a solve and a logarithm per cell and transport step; u stays below 4, exchanged fluxes below
    // 4 dt/dx^2
    double bound = Bounds.rounding(8.0 * cells * i.unnormalised(), 16);
    Evidence kept = Evidence.atMost(massError(ops, i), bound, "mass after transport; " + i);
    UnaryOperator<double[]> leak =
        h -> {
          double[] out = h.clone();
          for (int c = 0; c < out.length; c++) {
            out[c] += Math.log1p(-LEAK);
          }
          return out;
        };
    Implementation leaky = ops.with(GridOperations.TRANSPORT, (c, next) -> next.apply(c).map(leak));
    double expected = -Math.expm1(i.unnormalised() * Math.log1p(-LEAK));
    return kept.worse(
        Evidence.atMost(
            Math.abs(massError(leaky, i) - expected),
            2 * bound,
            "ledger of a run that leaks " + LEAK + " per transport step; " + i));
  }

  /** Outputs at every step, so that each entry of the ledger has its sample. */
  private static Evidence population(Implementation ops, double threshold, long seed) {
    double[] times = everyStep();
    ParticleSolution run =
        ops.apply(new ParticleRun(Problems.gaussian(2, 0.8), settings(threshold, seed), times));
    double[] first = run.samples().get(0).logWeights();
    double start = 0;
    for (double l : first) {
      start = Math.max(start, Math.abs(l));
    }
    double worst = Math.abs(run.stepTimes().length - STEPS);
    int due = 0;
    for (int k = 0; k <= STEPS; k++) {
      double sum = 0;
      double squares = 0;
      for (double l : run.samples().get(k).logWeights()) {
        sum += Math.exp(l);
        squares += Math.exp(2 * l);
      }
      worst = Math.max(worst, Math.abs(run.meanWeight()[k] - sum / COUNT));
      if (k > 0) {
        double share = sum * sum / squares / COUNT;
        worst = Math.max(worst, Math.abs(run.essFraction()[k - 1] - share));
        worst = Math.max(worst, Math.abs(run.stepTimes()[k - 1] - times[k]));
        due += k < STEPS && share < threshold ? 1 : 0;
      }
    }
    String what = "threshold " + threshold;
    return Evidence.atMost(start, 0, what + ": log-weights at time 0")
        .worse(Evidence.atMost(worst, Bounds.rounding(4 * COUNT, 1), what + ": ledger"))
        .worse(
            Evidence.atMost(
                Math.abs(run.resamplings() - due), 0, what + ": resamplings, due " + due));
  }

  private static double[] everyStep() {
    double[] times = new double[STEPS + 1];
    Arrays.setAll(times, k -> k * STEP);
    return times;
  }

  private static ParticleSettings settings(double threshold, long seed) {
    return new ParticleSettings(
        COUNT,
        STEP,
        Integrator.EULER_MARUYAMA,
        new DensityEstimate.Grid(16),
        ParticleSettings.Reaction.WEIGHTS,
        new ParticleSettings.Resampling(ResamplingScheme.SYSTEMATIC, threshold),
        seed);
  }

  /** log w of walkers, overdamped and kinetic, is that of the start and grows by the trapezoidal rule along the positions that the samples show. */
  private static Evidence walkers(Implementation ops, long seed) {
    ReweightedDiffusion diffusion =
        new ReweightedDiffusion(
            (x, t) -> -x + 0.3 * t,
            (x, t) -> 0.7 * Math.sin(x) + t,
            0.8,
            GaussianLaw.of(0.2, 0.5),
            Domain.interval(-9, 9, Domain.Boundary.LINE));
    DoubleUnaryOperator start = x -> 0.3 * x - 0.1 * x * x;
    List<WeightedSample> overdamped =
        ops.apply(new ReweightedRun(diffusion, start, settings(0, seed), everyStep(), 0)).samples();
    KineticDiffusion kinetic =
        new KineticDiffusion(
            GaussianLaw.of(0.4, 0.6), 1.1, (x, v, t) -> 0.5 * Math.cos(x) - 0.2 * v + t);
    GaussianLaw law =
        new GaussianLaw(new double[] {0.1, -0.2}, new double[][] {{0.5, 0.1}, {0.1, 0.8}});
    List<WeightedSample> phase =
        ops.apply(new KineticWalk(kinetic, law, null, settings(0, seed), everyStep(), 0)).samples();
    double bound = Bounds.rounding(8, 8);
    return Evidence.atMost(
            along(
                overdamped, (z, t) -> diffusion.rate().at(z[0], t), z -> start.applyAsDouble(z[0])),
            bound,
            "log-weights of walkers")
        .worse(
            Evidence.atMost(
                along(phase, (z, t) -> kinetic.rate().at(z[0], z[1], t), z -> 0),
                bound,
                "log-weights of kinetic walkers"));
  }

  /** A rate at a point and a time. */
  @FunctionalInterface
  private interface Rate {
    double at(double[] z, double t);
  }

  /** Largest error of a log-weight at time 0 and of its increments. */
  private static double along(
      List<WeightedSample> samples, Rate rate, ToDoubleFunction<double[]> start) {
    double worst = 0;
    for (int k = 0; k < samples.size(); k++) {
      double[] l = samples.get(k).logWeights();
      for (int i = 0; i < COUNT; i++) {
        double[] z = point(samples.get(k), i);
        double expected = start.applyAsDouble(z);
        if (k > 0) {
          double before = rate.at(point(samples.get(k - 1), i), (k - 1) * STEP);
          expected =
              samples.get(k - 1).logWeights()[i] + 0.5 * STEP * (before + rate.at(z, k * STEP));
        }
        worst = Math.max(worst, Math.abs(l[i] - expected));
      }
    }
    return worst;
  }

  private static double[] point(WeightedSample sample, int i) {
    double[] z = new double[sample.dimension()];
    Arrays.setAll(z, k -> sample.coordinate(k)[i]);
    return z;
  }
}
