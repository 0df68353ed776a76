package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import wfr.model.DensityEstimate.Evaluation;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.reference.Reference;

/** The claims in d dimensions over random steps and points. */
class SpaceProperties {
  private final Implementation reference = Reference.IMPLEMENTATION;

  private <I> void assertSupported(Claim<I> claim, I instance, long seed) {
    Evidence e = claim.checkOne(reference, instance, seed);
    assertEquals(Verdict.SUPPORTED, e.verdict(), () -> instance + ": " + e);
  }

  /** C2N: every scheme, from steps that change nothing to steps that change everything. */
  @Property(tries = 40, shrinking = ShrinkingMode.OFF, seed = "1")
  void splittings_haveOneMultiplier_forEveryStep(@ForAll long seed) {
    double h = Math.exp(new RandomMeasures(seed).uniform(-9, 1));
    assertSupported(SpaceClaims.C2N, h, seed);
  }

  /** E9N: at other points. */
  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void kernelSums_areConvolutions_atEveryPoint(@ForAll long seed) {
    for (Evaluation e : new Evaluation[] {Evaluation.BLOCKED, Evaluation.TREE, Evaluation.BINNED}) {
      assertSupported(SpaceKernelClaims.E9N, new SpaceKernelClaims.Kernels(2, e), seed);
    }
  }

  /** E7N in more dimensions: step and weights of the implementation have the law of order 1 towards the closed form. */
  @Property(tries = 4, shrinking = ShrinkingMode.OFF, seed = "1")
  void lawOfTheScheme_hasOrderOne_inMoreDimensions(@ForAll long seed) {
    RandomMeasures random = new RandomMeasures(seed);
    assertOrderOne(random, 4 + (int) random.uniform(0, 12));
  }

  @Example
  void lawOfTheScheme_hasOrderOne_inFiftyDimensions() {
    assertOrderOne(new RandomMeasures(1), 50);
  }

  private void assertOrderOne(RandomMeasures random, int d) {
    double[] lower = new double[d];
    double[] upper = new double[d];
    Arrays.fill(lower, -9);
    Arrays.fill(upper, 9);
    WfrProblem p =
        new WfrProblem(
            gaussian(random, d),
            gaussian(random, d),
            new Domain(lower, upper, Domain.Boundary.LINE),
            0.9,
            0.8);
    Evidence e = SpaceSchemeLaw.convergence(reference, p);
    assertEquals(Verdict.SUPPORTED, e.verdict(), () -> "d = " + d + ": " + e);
  }

  /** Full covariance, eigenvalues from 1/2 up, of order 1 in every dimension. */
  private static GaussianLaw gaussian(RandomMeasures random, int d) {
    double[] m = new double[d];
    double[][] a = new double[d][d];
    double[][] c = new double[d][d];
    for (int k = 0; k < d; k++) {
      m[k] = random.uniform(-0.5, 0.5);
      Arrays.setAll(a[k], l -> random.uniform(-1, 1) / Math.sqrt(d));
    }
    for (int k = 0; k < d; k++) {
      c[k][k] = 0.5;
      for (int l = 0; l < d; l++) {
        for (int j = 0; j < d; j++) {
          c[k][l] += a[Math.max(k, l)][j] * a[Math.min(k, l)][j];
        }
      }
    }
    return new GaussianLaw(m, c);
  }
}
