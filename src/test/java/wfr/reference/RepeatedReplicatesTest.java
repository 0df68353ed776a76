package wfr.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import wfr.measure.WeightedSample;
import wfr.spec.ReportedSample;
import wfr.spec.ReportedSample.Refinement;
import wfr.spec.ReportedSample.Run;
import wfr.spec.ReportedSample.State;

/** A replicate that is made of another one's random numbers is seen; populations that look alike for other reasons are not taken for it. */
class RepeatedReplicatesTest {
  private static final int N = 500;
  private static final int R = 12;

  private static WeightedSample population(Random random, DoubleUnaryOperator written) {
    double[] x = new double[N];
    double[] l = new double[N];
    Arrays.setAll(x, i -> written.applyAsDouble(random.nextGaussian()));
    Arrays.setAll(l, i -> written.applyAsDouble(0.3 * random.nextGaussian()));
    return new WeightedSample(new double[][] {x}, l);
  }

  private static ReportedSample sample(double time, IntFunction<WeightedSample> replicate) {
    List<WeightedSample> all = new ArrayList<>();
    for (int r = 0; r < R; r++) {
      all.add(replicate.apply(r));
    }
    return new ReportedSample(
        "p",
        Refinement.NONE,
        Refinement.NONE,
        List.of(new Run(Double.NaN, List.of(new State(time, all)))));
  }

  private static WeightedSample independent(int r) {
    return population(new Random(r), v -> v);
  }

  /** The same particles in another order. */
  private static WeightedSample shuffled(WeightedSample p) {
    int[] order = new int[N];
    Arrays.setAll(order, i -> (i * 7 + 3) % N);
    double[] x = new double[N];
    double[] l = new double[N];
    Arrays.setAll(x, i -> p.coordinate(0)[order[i]]);
    Arrays.setAll(l, i -> p.logWeights()[order[i]]);
    return new WeightedSample(new double[][] {x}, l);
  }

  @Test
  void independentReplicates_areLeftAlone() {
    ReportedSample s = sample(1, RepeatedReplicatesTest::independent);
    RepeatedReplicates found = new RepeatedReplicates(s, true);
    assertEquals(0, found.count());
    assertFalse(found.found().isPresent());
    assertSame(s.runs().get(0), found.without().runs().get(0));
  }

  @Test
  void oneCopy_inAnotherOrder_isLeftOut() {
    RepeatedReplicates found =
        new RepeatedReplicates(
            sample(1, r -> r == 7 ? shuffled(independent(2)) : independent(r)), false);
    assertEquals(1, found.count());
    assertTrue(
        found
            .found()
            .orElseThrow()
            .startsWith("replicate 7 repeats replicate 2 exactly at t = 1.0"),
        found.found()::orElseThrow);
    assertEquals(R - 1, found.without().runs().get(0).states().get(0).replicates().size());
  }

  @Test
  void copiesOfOne_leaveOne() {
    RepeatedReplicates found = new RepeatedReplicates(sample(1, r -> independent(0)), true);
    assertEquals(R - 1, found.count());
    assertEquals(1, found.without().runs().get(0).states().get(0).replicates().size());
  }

  /** Particle i of replicate r is drawn from the stream r + i: of the next replicate it is particle i - 1. */
  @Test
  void overlappingStreams_areSeen_whereNoiseMovesParticles() {
    double[] streams = new Random(3).doubles(N + R).toArray();
    IntFunction<WeightedSample> overlapping =
        r ->
            new WeightedSample(
                new double[][] {Arrays.copyOfRange(streams, r, r + N)},
                new Random(r).doubles(N).toArray());
    RepeatedReplicates found = new RepeatedReplicates(sample(1, overlapping), true);
    assertEquals(R - 1, found.count());
    assertTrue(found.found().orElseThrow().contains("to the last bit"));
    assertEquals(0, new RepeatedReplicates(sample(1, overlapping), false).count());
  }

  /** Of two digits, of cells, of single precision. */
  @Test
  void roundedPlaces_areNotTakenForCopies() {
    for (DoubleUnaryOperator written :
        List.<DoubleUnaryOperator>of(
            v -> Math.rint(v * 100) / 100, v -> Math.rint(v * 8) / 8, v -> (float) v)) {
      ReportedSample s = sample(1, r -> population(new Random(r), written));
      assertEquals(0, new RepeatedReplicates(s, true).count());
    }
  }

  @Test
  void aCommonStart_isNoRepetition() {
    assertEquals(0, new RepeatedReplicates(sample(0, r -> independent(0)), true).count());
  }
}
