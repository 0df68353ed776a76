package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.operation.GridOperations.KERNELISED_RUN;
import static wfr.operation.ParticleOperations.PARTICLE_RUN;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import wfr.measure.GridDensity;
import wfr.measure.WeightedSample;
import wfr.model.ParticleSettings;
import wfr.operation.GridOperations.KernelisedRun;
import wfr.operation.Implementation;
import wfr.operation.ParticleSolution;
import wfr.reference.Reference;

/** What E4 makes of populations, from populations of one particle each, which stands where the test function has the value that is wanted. */
class MeanFieldTest {
  private static final double ROUNDING = 1e-9;
  private static final long SEED = 3;
  private static final double BANDWIDTH = 1;

  /** Steps of the coarser run. */
  private static final int COARSE = 12;

  /** lambda T L phi(0)/(b N). */
  private static final double FINITE =
      1.5 * 1 * 19 / (Math.sqrt(2 * Math.PI) * BANDWIDTH * MeanField.COUNT);

  /** Largest first-order term of the step that is not too large. */
  private static final double STEP = 5e-3;

  private static final GridDensity KERNELISED = limit(BANDWIDTH);
  private static final GridDensity FLOW = limit(0);

  private static GridDensity limit(double bandwidth) {
    return Reference.IMPLEMENTATION.apply(
        new KernelisedRun(Problems.gaussian(1.5, 0.3), bandwidth, 600, 200, 1));
  }

  private static double average(GridDensity rho) {
    double sum = 0;
    for (int i = 0; i < rho.grid().cells(); i++) {
      sum +=
          rho.cellAverage(i)
              * rho.grid().axis(0).dx()
              * MeanField.bump(rho.grid().axis(0).centre(i));
    }
    return sum;
  }

  /** Populations whose averages are given by their seeds and, at the finer step, another number. */
  private static Implementation populations(
      LongToDoubleFunction coarse, LongToDoubleFunction fine) {
    return Reference.IMPLEMENTATION
        .with(KERNELISED_RUN, (c, next) -> c.bandwidth() == 0 ? FLOW : KERNELISED)
        .with(
            PARTICLE_RUN,
            (c, next) -> {
              ParticleSettings settings = c.settings();
              double steps = c.times()[0] / settings.timeStep();
              LongToDoubleFunction f = Math.rint(steps) == COARSE ? coarse : fine;
              double x = 0.2 + Math.sqrt(-Math.log(f.applyAsDouble(settings.seed())));
              double[] all = new double[settings.count()];
              Arrays.fill(all, x);
              return new ParticleSolution(
                  c.times(),
                  List.of(new WeightedSample(new double[][] {all}, new double[all.length])),
                  new double[] {1},
                  new double[0],
                  new double[0],
                  0,
                  0);
            });
  }

  /** Extrapolated to a distance from the kernelised flow, with a term of first order in the step. */
  private static Evidence at(double distance, double step) {
    double k = average(KERNELISED);
    return check(populations(s -> k + distance - 2 * step, s -> k + distance - step));
  }

  private static Evidence check(Implementation ops) {
    return MeanField.populations(ops, MeanField.INSTANCES.get(0), MeanField.REPLICATES, SEED);
  }

  @Test
  void populationsBeyondTheAllowance_andOnlyThose_refute() {
    for (double step : new double[] {0.8 * STEP, -0.8 * STEP}) {
      double allowance = FINITE + Math.abs(step);
      for (double share : new double[] {0, 0.99, -0.99}) {
        assertEquals(Verdict.SUPPORTED, at(share * allowance, step).verdict(), "share " + share);
      }
      for (double share : new double[] {1.01, -1.01}) {
        assertEquals(Verdict.REFUTED, at(share * allowance, step).verdict(), "share " + share);
      }
    }
  }

  @Test
  void aTermOfTheStepThatIsTooLarge_isInconclusive_unlessItRefutes() {
    double step = 1.2 * STEP;
    assertEquals(Verdict.INCONCLUSIVE, at(0, step).verdict());
    assertEquals(Verdict.REFUTED, at(2 * (FINITE + step), step).verdict());
  }

  /** One population of four hundred, at either step. */
  @Test
  void aPopulationThatIsNotANumber_refutes() {
    double k = average(KERNELISED);
    long first = 2 * SEED * MeanField.REPLICATES;
    for (long spoiled : new long[] {first, first + MeanField.REPLICATES}) {
      LongToDoubleFunction f = s -> s == spoiled ? Double.NaN : k;
      assertEquals(Verdict.REFUTED, check(populations(f, f)).verdict());
    }
  }

  @Test
  void theDistanceOfTheFlows_isTheEvidenceThatTheyCannotBeToldApart() {
    Implementation indifferent = Reference.IMPLEMENTATION.with(KERNELISED_RUN, (c, next) -> FLOW);
    Evidence e = check(indifferent);
    assertEquals(Verdict.INCONCLUSIVE, e.verdict());
    assertEquals(0, e.value(), ROUNDING);
  }

  /** No two populations of two runs share their draws. */
  @Test
  void populations_areDrawnFromStreamsOfTheirOwn() {
    Set<Long> seeds = new HashSet<>();
    double k = average(KERNELISED);
    LongToDoubleFunction recording =
        s -> {
          assertTrue(seeds.add(s), () -> "seed " + s);
          return k;
        };
    Implementation ops = populations(recording, recording);
    long runs = 4;
    for (long seed = 1; seed <= runs; seed++) {
      MeanField.populations(ops, MeanField.INSTANCES.get(0), MeanField.REPLICATES, seed);
    }
    assertEquals(2 * runs * MeanField.REPLICATES, seeds.size());
  }

  @Test
  void theMedian_isBetweenTheMiddleTwo() {
    assertEquals(2, MeanField.median(new double[] {3, 1, 2}), ROUNDING);
    assertEquals(3, MeanField.median(new double[] {10, 1, 4, 2}), ROUNDING);
    assertEquals(7, MeanField.median(new double[] {7}), ROUNDING);
  }

  /** The sign test's power is 0.999 at p; Cantelli's k deviations have that p. */
  @Test
  void theDetectableShift_isCantellis_andTheAllowance() {
    int n = MeanField.REPLICATES;
    double deviations =
        (MeanField.detectable(n) - FINITE - STEP) / Math.sqrt(5 * 0.25 / MeanField.COUNT);
    double p = deviations * deviations / (1 + deviations * deviations);
    BinomialDistribution fair = new BinomialDistribution(null, n, 0.5);
    int count = 0;
    while (2 * (1 - fair.cumulativeProbability(count)) > MeanField.ALPHA) {
      count++;
    }
    BinomialDistribution shifted = new BinomialDistribution(null, n, p);
    assertEquals(FiniteSample.BETA, shifted.cumulativeProbability(count), ROUNDING);
  }
}
