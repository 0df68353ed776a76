package wfr.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.operation.ParticleOperations.KernelLogDensity;

/** The share of a particle's own kernel, by hand and of sums that are summed as in a run. */
class OwnKernelTest {
  /** A tree's relative error of its sums. */
  private static final double TREE = 1e-6;

  private static double share(double[] w, double b, double[]... x) {
    double[] lower = new double[x.length];
    double[] upper = new double[x.length];
    java.util.Arrays.fill(lower, -1000);
    java.util.Arrays.fill(upper, 1000);
    double[] bandwidth = new double[x.length];
    java.util.Arrays.fill(bandwidth, b);
    KernelLogDensity call =
        new KernelLogDensity(
            new Domain(lower, upper, Domain.Boundary.LINE),
            DensityEstimate.Evaluation.TREE,
            x,
            w,
            bandwidth,
            x);
    return OwnKernel.share(call, Reference.IMPLEMENTATION.apply(call));
  }

  @Test
  void farApart_everyParticleSeesItselfAlone() {
    double[] x = {-500, 0, 500};
    assertEquals(1, share(new double[] {1, 2, 3}, 0.3, x, x, x, x), TREE);
  }

  @Test
  void inOnePlace_theShareIsThatOfTheWeight() {
    double[] x = new double[3];
    assertEquals((1 + 4 + 9) / 36.0, share(new double[] {1, 2, 3}, 0.3, x, x), TREE);
  }

  /** Two with weights 1/4 and 3/4 at a distance of b: own kernels are w/(w + (1 - w) e^{-1/2}). */
  @Test
  void twoAtADistance_shareByHand() {
    double far = Math.exp(-0.5);
    double exact = 0.25 * 0.25 / (0.25 + 0.75 * far) + 0.75 * 0.75 / (0.75 + 0.25 * far);
    assertEquals(exact, share(new double[] {1, 3}, 2, new double[] {-1, 1}), TREE);
  }
}
