package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.operation.GridOperations.GRID_RUN;
import static wfr.operation.GridOperations.KERNELISED_RUN;
import static wfr.operation.GridOperations.REACTION;
import static wfr.operation.GridOperations.SPLITTING_STEP;
import static wfr.operation.GridOperations.TRANSPORT;
import static wfr.operation.OperatorOperations.KINETIC_SPECTRUM;
import static wfr.operation.ParticleOperations.LOG_DENSITY;
import static wfr.operation.ParticleOperations.SPACE_DRAW;
import static wfr.operation.WeightOperations.EFFECTIVE_SAMPLE_SIZE;
import static wfr.operation.WeightOperations.RESAMPLE;
import static wfr.spec.Verdicts.assertRefutes;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wfr.math.Estimate;
import wfr.model.GaussianLaw;
import wfr.model.PolynomialPotential;
import wfr.model.ResamplingScheme;
import wfr.model.TransportScheme;
import wfr.operation.GridOperations.Transported;
import wfr.operation.Implementation;
import wfr.operation.OperatorOperations.Curvature;
import wfr.operation.WeightOperations.Resample;
import wfr.reference.Reference;

/** Parts of checks that no planted defect of the suite reaches: each refutes a defect made for it alone. */
class ClaimPartsTest {
  private static final long SEED = 1;

  /** Cloud in cell with another value outside the box, on one side. */
  private static Implementation outside(boolean left, double wrong) {
    return Reference.IMPLEMENTATION.with(
        LOG_DENSITY,
        (c, next) -> {
          double[] l = next.apply(c);
          double[] x = c.x()[0];
          for (int i = 0; i < l.length; i++) {
            if (left ? x[i] < c.box().left() : x[i] > c.box().right()) {
              l[i] += wrong;
            }
          }
          return l;
        });
  }

  /** E9: the edge value outside, on each side and in both directions. */
  @Test
  void outsideTheBox_theDensityIsThatOfTheNearestEdge() {
    for (double wrong : new double[] {1, -1}) {
      assertRefutes(DensityClaims.E9, outside(true, wrong));
      assertRefutes(DensityClaims.E9, outside(false, wrong));
    }
  }

  /** E8: the effective sample size of equal weights and of a single one, each alone. */
  @Test
  void theEffectiveSampleSize_ofEqualWeightsIsN_andOfOneIsOne() {
    for (double factor : new double[] {0.5, 2}) {
      for (boolean single : new boolean[] {true, false}) {
        assertRefutes(
            WeightClaims.E8,
            Reference.IMPLEMENTATION.with(
                EFFECTIVE_SAMPLE_SIZE,
                (c, next) -> {
                  double found = next.apply(c);
                  boolean hit = single ? found < 2 : found > c.logWeights().count() - 1;
                  return hit ? factor * found : found;
                }));
      }
    }
  }

  /** E2: counts of systematic resampling within one, seen by itself: multinomial counts from one uniform are unbiased. */
  @Test
  void systematicCounts_areWithinOne() {
    Implementation defect =
        Reference.IMPLEMENTATION.with(
            RESAMPLE,
            (c, next) ->
                next.apply(new Resample(ResamplingScheme.MULTINOMIAL, c.weights(), c.uniforms())));
    ParticleClaims.E2.instances().stream()
        .filter(i -> i.scheme() == ResamplingScheme.SYSTEMATIC)
        .forEach(
            i ->
                assertEquals(
                    Verdict.REFUTED, ParticleClaims.E2.checkOne(defect, i, SEED).verdict()));
  }

  /** E2: as many offspring as particles, seen by itself: the lowest uniforms draw those of all, the others none, which is unbiased. */
  @Test
  void resampling_keepsTheNumberOfParticles() {
    for (ParticleClaims.Draws draws : ParticleClaims.E2.instances()) {
      if (draws.scheme() == ResamplingScheme.SYSTEMATIC) {
        continue; // whose counts are within one besides
      }
      int levels = draws.levels();
      Implementation defect =
          Reference.IMPLEMENTATION.with(
              RESAMPLE,
              (c, next) -> {
                if (c.uniforms()[0] * levels > 1) {
                  return new int[0];
                }
                return IntStream.range(0, levels)
                    .flatMap(
                        k -> {
                          double[] u = new double[c.uniforms().length];
                          Arrays.fill(u, (k + 0.5) / levels);
                          return Arrays.stream(next.apply(c.withUniforms(u)));
                        })
                    .toArray();
              });
      assertEquals(
          Verdict.REFUTED,
          ParticleClaims.E2.checkOne(defect, draws, SEED).verdict(),
          draws::toString);
    }
  }

  /** E4: where the two limits that it must tell apart are one, nothing is decided. */
  @Test
  void flowsThatCannotBeToldApart_areInconclusive() {
    Implementation indifferent =
        Reference.IMPLEMENTATION.with(KERNELISED_RUN, (c, next) -> next.apply(c.withBandwidth(0)));
    assertEquals(
        Verdict.INCONCLUSIVE,
        MeanField.populations(indifferent, MeanField.INSTANCES.get(0), MeanField.REPLICATES, SEED)
            .verdict());
  }

  /** F6: an eigenvalue found several times leaves others out; one that is none of them stands beside all of them. */
  @Test
  void theLadder_isFoundWhole() {
    KineticSpectrumClaims.F6.instances().stream()
        .filter(i -> i.variance() > 0)
        .forEach(
            i -> {
              for (boolean missing : new boolean[] {true, false}) {
                Implementation defect =
                    Reference.IMPLEMENTATION.with(
                        KINETIC_SPECTRUM,
                        (c, next) -> {
                          double[][] all = next.apply(c);
                          all[c.count() - 1] = missing ? all[0] : new double[] {all[0][0], 100};
                          return all;
                        });
                assertEquals(
                    Verdict.REFUTED, KineticSpectrumClaims.F6.checkOne(defect, i, SEED).verdict());
              }
            });
  }

  /** G2P: backward Euler alone owes a falling KL; one that keeps the mass and steepens the start does not let it fall. */
  @Test
  void backwardEulerInThePlane_letsKlFall() {
    assertRefutes(
        BoxClaims.G2P,
        Reference.IMPLEMENTATION.with(
            TRANSPORT,
            (call, next) -> {
              if (call.scheme() != TransportScheme.BACKWARD_EULER) {
                return next.apply(call);
              }
              double[] h = call.logRatio();
              double steeper = 1.2;
              double mass = 0;
              for (int c = 0; c < h.length; c++) {
                mass += Math.exp(call.target().logMass()[c] + steeper * h[c]);
              }
              double logMass = Math.log(mass);
              return new Transported(Arrays.stream(h).map(v -> steeper * v - logMass).toArray());
            }));
  }

  /** A12D: Hilbert's distance sees ratios only, is symmetric, and is the range of the difference of the logarithms. */
  @Test
  void hilbertsDistance_isProjective() {
    double[] h = {0.5, -2, 1};
    double[] g = {1.5, -1, 2};
    double[] k = {0.25, 0, -1};
    assertEquals(0, ContractionClaims.oscillation(h, h), 0);
    assertEquals(0, ContractionClaims.oscillation(h, g), 0);
    assertEquals(4, ContractionClaims.oscillation(h, k), 0); // differences 0.25, -2, 2
    assertEquals(4, ContractionClaims.oscillation(k, h), 0);
    assertTrue(Double.isNaN(ContractionClaims.oscillation(h, new double[] {0, Double.NaN, 0})));
  }

  @Test
  void polynomials_obeyTheRules() {
    double[] p = {1, -2, 0.5};
    double[] q = {-1, 3};
    double x = 1.5;
    assertEquals(1 - 2 * x + 0.5 * x * x, Polynomials.value(p, x), 0);
    assertEquals(1 + 2 * x + 0.5 * x * x, Polynomials.size(p, x), 0);
    assertEquals(-2 + x, Polynomials.value(Polynomials.derivative(p), x), 0);
    assertEquals(
        Polynomials.value(p, x) * Polynomials.value(q, x),
        Polynomials.value(Polynomials.product(p, q), x),
        0);
    assertEquals(
        Polynomials.value(p, x) - 2 * Polynomials.value(q, x),
        Polynomials.value(Polynomials.sum(p, -2, q), x),
        0);
    assertEquals(
        Polynomials.value(q, x) - 2 * Polynomials.value(p, x),
        Polynomials.value(Polynomials.sum(q, -2, p), x),
        0);
    // L f = f'' - V' f' with f = p, V' = q
    assertEquals(1 - (3 * x - 1) * (x - 2), Polynomials.value(Polynomials.generator(p, q), x), 0);
  }

  /** A8 and A9: without the reaction KL stays where the barrier holds it, above the bounds that no barrier enters. */
  @Test
  void withoutReaction_theBoundsThatNoBarrierEnters_areExceeded() {
    Implementation noReaction =
        Reference.IMPLEMENTATION.with(
            GRID_RUN, (c, next) -> next.apply(c.withProblem(c.problem().withReactionRate(0))));
    GridInstance late = new GridInstance("late", Problems.steepBarrier(1), 200, 6);
    assertEquals(Verdict.SUPPORTED, verdict(FlowClaims.A9, Reference.IMPLEMENTATION, late));
    assertEquals(Verdict.REFUTED, verdict(FlowClaims.A9, noReaction, late));
    assertEquals(Verdict.SUPPORTED, verdict(FlowClaims.A8, Reference.IMPLEMENTATION, late));
    assertEquals(Verdict.REFUTED, verdict(FlowClaims.A8, noReaction, late));
  }

  private static <I> Verdict verdict(Claim<I> claim, Implementation ops, I instance) {
    return claim.checkOne(ops, instance, SEED).verdict();
  }

  /** A10: the smallest log-ratio counts, in whichever cell it is. */
  @Test
  void aLogRatioThatFalls_isSeenInEveryCell() {
    for (int quarter = 0; quarter <= 4; quarter++) {
      int part = quarter;
      assertRefutes(
          FlowClaims.A10,
          Reference.IMPLEMENTATION.with(
              SPLITTING_STEP,
              (c, next) -> {
                double[] h = next.apply(c);
                h[part * (h.length - 1) / 4] = Arrays.stream(c.logRatio()).min().orElseThrow() - 1;
                return h;
              }));
    }
  }

  /** C2N compares every entry of a law. */
  @Test
  void distanceOfLaws_isTheLargestDifferenceOfAnEntry() {
    double[] m = {0.5, -1};
    double[][] c = {{2, 0.5}, {0.5, 1}};
    GaussianLaw law = new GaussianLaw(m, c);
    assertEquals(0, SpaceClaims.distance(law, law), 0);
    assertEquals(0.25, SpaceClaims.distance(law, new GaussianLaw(new double[] {0.5, -1.25}, c)), 0);
    double[][] other = {{2, 0.25}, {0.25, 1}};
    assertEquals(0.25, SpaceClaims.distance(law, new GaussianLaw(m, other)), 0);
    double[][] last = {{2, 0.5}, {0.5, 1.5}};
    assertEquals(0.5, SpaceClaims.distance(law, new GaussianLaw(m, last)), 0);
  }

  /** E11: a shifted mean and a term that is not linear, each alone. */
  @Test
  void draws_haveTheirMean_andAreAffine() {
    for (boolean bent : new boolean[] {false, true}) {
      assertRefutes(
          SpaceClaims.E11,
          Reference.IMPLEMENTATION.with(
              SPACE_DRAW,
              (c, next) -> {
                double[] x = next.apply(c);
                double z = c.normals()[0];
                x[0] += bent ? z * (z - 1) : 1; // nothing at the draws 0 and 1 that give the matrix
                return x;
              }));
    }
  }

  /** B8: the identity of the normalisation, by a reaction whose rate is a tenth too large. */
  @Test
  void theNormalisation_isTheIntegralOfKl_forTheRateOfTheReactionOnly() {
    assertRefutes(
        ReactionClaims.B8,
        Reference.IMPLEMENTATION.with(
            REACTION, (c, next) -> next.apply(c.withRate(c.rate() + c.rate() / 10))));
  }

  /** G2: a backward step that adds a hundredth of what it should take away keeps mass and sign, and raises KL. */
  @Test
  void aBackwardStep_doesNotRaiseKl() {
    assertRefutes(
        DiscretisationClaims.G2,
        Reference.IMPLEMENTATION.with(
            TRANSPORT,
            (call, next) -> {
              double[] after = next.apply(call).logRatio();
              if (call.scheme() == TransportScheme.BACKWARD_EULER) {
                for (int c = 0; c < after.length; c++) {
                  double u = Math.exp(call.logRatio()[c]);
                  after[c] = Math.log(u + (u - Math.exp(after[c])) / 100);
                }
              }
              return new Transported(after);
            }));
  }

  /** F5: Gamma_2 refuses a curvature that is larger than the largest, and accepts that one. */
  @Test
  void gammaTwo_refusesALargerCurvature() {
    Implementation reference = Reference.IMPLEMENTATION;
    for (OperatorClaims.Curved i : OperatorClaims.F5.instances()) {
      if (i.potential() instanceof PolynomialPotential) {
        Estimate k = reference.apply(new Curvature(i.potential(), i.lower(), i.upper()));
        Estimate larger = new Estimate(k.value() + 1, k.error());
        assertEquals(Verdict.SUPPORTED, GammaTwo.check(i, k, SEED).verdict(), i::name);
        assertEquals(Verdict.REFUTED, GammaTwo.check(i, larger, SEED).verdict(), i::name);
      }
    }
  }

  /** Wherever it stands, and where entries are missing. */
  @Test
  void aNumberThatIsNone_isNotForgottenAmongFigures() {
    double[] right = {1, 2, 3};
    assertEquals(Verdict.SUPPORTED, SampleFigureClaims.same(right, right, 0, "").verdict());
    for (int k = 0; k < right.length; k++) {
      double[] found = right.clone();
      found[k] = Double.NaN;
      assertEquals(Verdict.REFUTED, SampleFigureClaims.same(found, right, 1, "").verdict());
    }
    double[] fewer = {1, 2};
    assertEquals(Verdict.REFUTED, SampleFigureClaims.same(fewer, right, 1, "").verdict());
  }
}
