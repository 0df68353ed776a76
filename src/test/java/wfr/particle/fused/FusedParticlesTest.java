package wfr.particle.fused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wfr.math.RandomStreams;
import wfr.math.RandomStreams.Purpose;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.PolynomialPotential;
import wfr.model.WfrProblem;

/** The fused kernels against their definitions and against each other. */
class FusedParticlesTest {
  private static final WfrProblem PROBLEM =
      new WfrProblem(
          PolynomialPotential.doubleWell(4, 0.5),
          GaussianLaw.of(0.2, 0.49),
          Domain.interval(-3, 3, Domain.Boundary.LINE),
          5,
          1);

  /** Narrow registers are the only reason for which this machine may go without: a kernel that is not compiled or not found fails. */
  @ParameterizedTest
  @ValueSource(strings = {"wfr.particle.fused.VectorKernel"})
  void vectorKernel_isThere_unlessRegistersAreNarrow(String name) throws Exception {
    try {
      assertNotNull(Class.forName(name).getConstructor().newInstance());
    } catch (InvocationTargetException e) {
      assertInstanceOf(UnsupportedOperationException.class, e.getCause());
    }
  }

  static Stream<String> kernels() {
    return Kernels.hasVector() ? Stream.of("scalar", "vector") : Stream.of("scalar");
  }

  /** The polynomials differ from the library's functions by at most the stated bound, tails included. */
  @ParameterizedTest
  @MethodSource("kernels")
  void normals_areThoseOfTheirBits(String name) {
    BlockKernel kernel = Kernels.of(name);
    BlockScratch s = new BlockScratch(16);
    long[] seeds = new long[s.seeds.length];
    long[] bits = new long[BlockNormals.NUMBERS];
    RandomStreams streams = new RandomStreams(7);
    for (int block = 0; block < 3000; block++) {
      long key = streams.key(Purpose.DIAGNOSTIC, 0, block);
      kernel.draw(key, s);
      BlockNormals.bits(key, seeds, bits);
      for (int i = 0; i < BlockNormals.SIZE; i++) {
        assertNormal(key, bits, i, s.noise[kernel.start() + i]);
      }
    }
  }

  /** 2^-53 1e8 lambda dt, and the terms of a mean: not above this. */
  private static final double ROUNDING_OF_V = 1e-6;

  /** V and V + c have the same h: at c = 1e8 a weight changes by the rounding of V, 2^-53 1e8 lambda dt several times, and not by that of a table in single precision, 6 lambda dt. */
  @ParameterizedTest
  @MethodSource("kernels")
  void weights_areThoseOfTheTarget_whateverConstantIsInThePotential(String name) {
    double[] x = new double[5000];
    double[] w = new double[x.length];
    double[] noise = new double[x.length];
    Arrays.setAll(x, i -> -2 + 4 * (i + 0.5) / x.length);
    Arrays.fill(w, 1);
    double[] c = ((PolynomialPotential) PROBLEM.potential()).coefficients();
    double[] without = weightsAfterAStep(name, c, x, w, noise);
    c[0] += 1e8;
    double[] with = weightsAfterAStep(name, c, x, w, noise);
    for (int i = 0; i < x.length; i++) {
      assertEquals(without[i], with[i], ROUNDING_OF_V * without[i]);
    }
  }

  private static double[] weightsAfterAStep(
      String name, double[] coefficients, double[] x, double[] w, double[] noise) {
    FusedStep step =
        new FusedStep(
            name,
            new WfrProblem(
                new PolynomialPotential(coefficients), PROBLEM.initial(), PROBLEM.domain(), 5, 1),
            100);
    step.step(0.01, x, w, noise);
    return step.weights();
  }

  /** Every octave of the uniform, the continued tail and u next to 1 included. */
  @ParameterizedTest
  @MethodSource("kernels")
  void normals_holdTheirBoundInEveryOctave(String name) {
    BlockKernel kernel = Kernels.of(name);
    BlockScratch s = new BlockScratch(16);
    long[] bits = new long[BlockNormals.NUMBERS];
    for (int octave = 0; octave < BlockNormals.RADIUS_BITS; octave++) {
      for (int i = 0; i < bits.length; i++) {
        bits[i] = RandomStreams.word(octave, i + 1);
        if (i % (2 * BlockNormals.LANES) < BlockNormals.LANES) { // a radius in each half
          long least = 1L << octave;
          long mask = least - 1;
          bits[i] = (least | bits[i] >>> Integer.SIZE & mask) << 33 | (least | bits[i] & mask) << 1;
        }
      }
      assertAllNormal(kernel, octave, bits, s);
    }
    Arrays.fill(bits, -1L);
    assertAllNormal(kernel, 0, bits, s);
    Arrays.fill(bits, 0L);
    assertAllNormal(kernel, 0, bits, s);
  }

  private static void assertAllNormal(BlockKernel kernel, long key, long[] bits, BlockScratch s) {
    System.arraycopy(bits, 0, s.bits, kernel.start(), bits.length);
    kernel.normals(key, s);
    for (int i = 0; i < BlockNormals.SIZE; i++) {
      assertNormal(key, bits, i, s.noise[kernel.start() + i]);
    }
  }

  private static void assertNormal(long key, long[] bits, int i, double z) {
    int p = i % BlockNormals.PAIRS;
    double r = BlockNormals.radius(key, p, BlockNormals.half(bits, 0, p, 0) >>> 1);
    assertEquals(BlockNormals.exact(key, bits, 0, i), z, BlockNormals.BOUND * r + 0x1p-126);
  }

  /** Moments 1 to 4 and 6 of 5e6 normals, each within 7 standard errors: false alarm 3e-12 per moment. */
  @ParameterizedTest
  @MethodSource("kernels")
  void normals_haveNormalMoments(String name) {
    BlockKernel kernel = Kernels.of(name);
    BlockScratch s = new BlockScratch(16);
    RandomStreams streams = new RandomStreams(11);
    int blocks = 10_000;
    double[] sum = new double[7];
    for (int b = 0; b < blocks; b++) {
      kernel.draw(streams.key(Purpose.DIAGNOSTIC, 1, b), s);
      for (int i = 0; i < BlockNormals.SIZE; i++) {
        double z = s.noise[kernel.start() + i];
        double power = 1;
        for (int k = 1; k < sum.length; k++) {
          power *= z;
          sum[k] += power;
        }
      }
    }
    double n = (double) blocks * BlockNormals.SIZE;
    double[] moment = {1, 0, 1, 0, 3, 0, 15};
    double[] twice = {1, 1, 3, 15, 105, 945, 10395}; // E z^(2k)
    for (int k : List.of(1, 2, 3, 4, 6)) {
      double error = Math.sqrt((twice[k] - moment[k] * moment[k]) / n);
      assertEquals(moment[k], sum[k] / n, 7 * error, "moment " + k);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void states_areTheSameBits_forEveryNumberOfThreads(String name) {
    WfrProblem far =
        new WfrProblem(PROBLEM.potential(), GaussianLaw.of(-0.5, 0.09), PROBLEM.domain(), 40, 1);
    long[] hash = new long[3];
    for (int threads = 1; threads <= 3; threads++) {
      try (FusedParticles p = new FusedParticles(far, 70_001, 100, 3, threads, name)) {
        p.advance(150, 2e-3);
        hash[threads - 1] = p.stateHash();
        assertTrue(threads > 1 || p.resamplings() > 0, "the run must resample");
      }
    }
    assertEquals(hash[0], hash[1]);
    assertEquals(hash[0], hash[2]);
  }

  /**
   * One step of both kernels from one seed. Their normals differ by at most 2 BOUND r, r below 7 in so many draws, so initial positions by 2 sd BOUND and moved
   * ones by that times (1 + dt max|V''|) plus sqrt(2 dt) 2 BOUND; a share of mass moves by that over dx.
   */
  @Test
  void kernels_makeTheSameStep() {
    if (!Kernels.hasVector()) {
      return;
    }
    double dt = 1e-3;
    int n = 20_000;
    int nodes = 200;
    try (FusedParticles a = new FusedParticles(PROBLEM, n, nodes, 3, 1, "scalar");
        FusedParticles b = new FusedParticles(PROBLEM, n, nodes, 3, 1, "vector")) {
      a.advance(1, dt);
      b.advance(1, dt);
      double curvature = 48 * 16; // V'' = 48 x^2 - 16 on [-4, 4], six deviations
      double bound =
          2 * 7 * BlockNormals.BOUND * (0.7 * (1 + dt * curvature) + Math.sqrt(2 * dt)) + 1e-14;
      double[] x = a.positions();
      double[] y = b.positions();
      for (int i = 0; i < n; i++) {
        assertEquals(x[i], y[i], bound);
      }
    }
  }

  /** Node masses are the cloud-in-cell deposit of the state, up to the rounding of N sums. */
  @ParameterizedTest
  @MethodSource("kernels")
  void masses_areTheDepositOfTheState(String name) {
    int nodes = 64;
    try (FusedParticles p = new FusedParticles(PROBLEM, 5000, nodes, 5, 1, name)) {
      p.advance(10, 1e-3);
      double[] x = p.positions();
      double[] w = p.weights();
      double[] m = new double[nodes];
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        double s = Math.max(0, Math.min(nodes - 1, (x[i] + 3) * (nodes - 1) / 6));
        int c = Math.min(nodes - 2, (int) s);
        m[c] += w[i] * (1 - (s - c));
        m[c + 1] += w[i] * (s - c);
        sum += w[i];
      }
      double[] got = p.nodeMasses();
      for (int j = 0; j < nodes; j++) {
        assertEquals(m[j] / sum, got[j], 5000 * 0x1p-52);
      }
    }
  }
}
