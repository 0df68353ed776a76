package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static wfr.operation.ParticleOperations.KERNEL_STEP;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import wfr.model.PolynomialPotential;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.KernelState;
import wfr.operation.ParticleOperations.KernelStep;
import wfr.reference.Reference;

/** E12: positions, weights and the places beyond the box, each seen by itself; what the check computes with, against formulas of its own. */
class KernelClaimsPartsTest {
  private static final long SEED = 1;
  private static final double ROUNDING = 1e-13;

  /** A factor this far from 1 is no rounding. */
  private static final double MORE = 1 + 0x1p-12;

  private static void assertRefutes(Implementation defect) {
    for (KernelClaims.Case c : KernelClaims.E12.instances()) {
      Evidence e = KernelClaims.E12.checkOne(defect, c, SEED);
      assertEquals(Verdict.REFUTED, e.verdict(), e::toString);
    }
  }

  /** Node masses fit the wrong positions, weights are right. */
  @Test
  void aNoiseTooLarge_isSeenInThePositionsAlone() {
    assertRefutes(
        Reference.IMPLEMENTATION.with(
            KERNEL_STEP,
            (c, next) -> {
              double[] larger = Arrays.stream(c.noise()).map(z -> MORE * z).toArray();
              return next.apply(
                  new KernelStep(
                      c.kernel(), c.problem(), c.nodes(), c.dt(), c.x(), c.weights(), larger));
            }));
  }

  /** Node masses fit the wrong weights, positions are right. */
  @Test
  void aReactionTooFast_isSeenInTheWeightsAlone() {
    assertRefutes(
        Reference.IMPLEMENTATION.with(
            KERNEL_STEP,
            (c, next) -> {
              WfrProblem p = c.problem();
              return next.apply(c.withProblem(p.withReactionRate(MORE * p.reactionRate())));
            }));
  }

  private static void assertSeesWrongWeights(DoublePredicate where) {
    assertRefutes(
        Reference.IMPLEMENTATION.with(
            KERNEL_STEP,
            (c, next) -> {
              KernelState s = next.apply(c);
              double[] wrong = s.weights().clone();
              for (int k = 0; k < wrong.length; k++) {
                wrong[k] *= where.test(c.x()[k]) ? MORE : 1;
              }
              return new KernelState(s.x(), wrong, s.masses());
            }));
  }

  @Test
  void particlesBeyondTheBox_areTriedOnEitherSide() {
    assertSeesWrongWeights(x -> x < -KernelClaims.EDGE);
    assertSeesWrongWeights(x -> x > KernelClaims.EDGE);
  }

  @Test
  void sizes_areSumsOfAbsoluteValues() {
    KernelClaims.Case c =
        new KernelClaims.Case("", new double[] {4, 0.5, -8, 0, 3}, 1, 1, 1, 10, 10);
    double x = -1.5;
    double y = 1.5;
    assertEquals(4 + 0.5 * y + 8 * y * y + 3 * y * y * y * y, c.size(x, false), ROUNDING);
    assertEquals(0.5 + 16 * y + 12 * y * y * y, c.size(x, true), ROUNDING);
  }

  /** One particle on every node, half as heavy on the edges: the uniform density of the box. */
  @Test
  void theDensity_ofEvenMasses_isUniform() {
    int nodes = 13;
    double[] x = new double[nodes];
    double[] w = new double[nodes];
    Arrays.fill(w, 1);
    w[0] = 0.5;
    w[nodes - 1] = 0.5;
    double[] uniform = new double[nodes];
    for (int j = 0; j < nodes; j++) {
      x[j] = KernelClaims.EDGE * (2.0 * j / (nodes - 1) - 1);
      uniform[j] = -Math.log(2 * KernelClaims.EDGE);
    }
    double[] found = KernelClaims.logDensity(nodes, x, w);
    for (int j = 0; j < nodes; j++) {
      assertEquals(uniform[j], found[j], ROUNDING, "node " + j);
    }
  }

  /** A log-density that is linear in x is interpolated by itself, and constant beyond the box. */
  @Test
  void theMean_isThatOfALinearDensity() {
    int nodes = 13;
    double[] l = new double[nodes];
    for (int j = 0; j < nodes; j++) {
      l[j] = 0.25 - 0.75 * KernelClaims.EDGE * (2.0 * j / (nodes - 1) - 1);
    }
    double[] x = {-3.5, -3, -2.9, -1.5, -0.2, 0, 0.7, 2.5, 2.8, 3, 3.25};
    double[] w = {1, 0.5, 2, 0.25, 3, 1.5, 0.75, 1, 2.5, 0.3, 0.6};
    WfrProblem problem = KernelClaims.E12.instances().get(0).problem();
    WfrProblem tilted =
        new WfrProblem(
            new PolynomialPotential(0.5, -2, 1), problem.initial(), problem.domain(), 1, 1);
    double mean = 0;
    for (int k = 0; k < x.length; k++) {
      double inside = Math.min(KernelClaims.EDGE, Math.max(-KernelClaims.EDGE, x[k]));
      double v = 0.5 - 2 * x[k] + x[k] * x[k];
      mean += w[k] / Arrays.stream(w).sum() * (0.25 - 0.75 * inside + v);
    }
    assertEquals(mean, KernelClaims.mean(tilted, nodes, x, w, l), ROUNDING);
  }
}
