package wfr.spec;

import java.util.List;
import java.util.Set;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.model.GaussianLaw;
import wfr.operation.ClosedFormOperations.GaussianFlow;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claim A7G: both dissipation identities along the closed form in several dimensions. */
public final class GaussianDissipation {
  /** Error that the extrapolated difference quotients may claim, relative to the dissipation. */
  private static final double ACCURACY = 1e-8;

  /**
   * A flow and a time.
   *
   * @param target N(m*, Gamma)
   * @param initial N(m_0, C_0)
   * @param lambda reaction rate
   * @param diffusivity D
   * @param time t, at least 0.1
   */
  public record Flow(
      GaussianLaw target, GaussianLaw initial, double lambda, double diffusivity, double time) {}

  private static final GaussianLaw TARGET =
      new GaussianLaw(new double[] {1, -0.5}, new double[][] {{1.2, 0.4}, {0.4, 0.6}});
  private static final GaussianLaw START =
      new GaussianLaw(new double[] {-0.4, 0.7}, new double[][] {{0.5, -0.2}, {-0.2, 1.5}});

  /** A7G. */
  public static final Claim<Flow> A7G =
      Claim.exact(
          "A7G",
          "Along the Gaussian closed form KL falls by D I + lambda Var h, the reverse KL by its own dissipation",
          EvidenceClass.D,
          Set.of(Group.CLOSED_FORM),
          List.of(
              new Flow(TARGET, START, 1.3, 0.7, 0.3),
              new Flow(GaussianLaw.of(0.4, 1.5), GaussianLaw.of(-1, 0.4), 2, 1, 0.2)),
          (ops, i, seed) -> check(ops, i));

  private GaussianDissipation() {}

  /** It. */
  public static List<Claim<?>> all() {
    return List.of(A7G);
  }

  private static Evidence check(Implementation ops, Flow i) {
    RombergTable forward = new RombergTable(2, 4, 6);
    RombergTable reverse = new RombergTable(2, 4, 6);
    for (int l = 0; l < 5; l++) {
      double h = 0.05 / (1 << l);
      Terms after = terms(ops, i, i.time() + h);
      Terms before = terms(ops, i, i.time() - h);
      forward.add((after.kl() - before.kl()) / (2 * h));
      reverse.add((after.reverse() - before.reverse()) / (2 * h));
    }
    Terms at = terms(ops, i, i.time());
    double loss = i.diffusivity() * at.fisher() + i.lambda() * at.variance();
    double reverseLoss =
        i.diffusivity() * at.reverseFisher() + i.lambda() * (at.kl() + at.reverse());
    return compare(forward.estimate(), loss, "dKL(rho|pi)/dt; " + i.lambda())
        .worse(compare(reverse.estimate(), reverseLoss, "dKL(pi|rho)/dt; " + i.lambda()));
  }

  private static Evidence compare(Estimate rate, double loss, String what) {
    return Evidence.atMost(Math.abs(rate.value() + loss), rate.error(), what)
        .worse(Evidence.atMost(rate.error(), ACCURACY * loss, "error of " + what));
  }

  /** Both divergences and the parts of their dissipation. */
  private record Terms(
      double kl, double reverse, double fisher, double variance, double reverseFisher) {}

  private static Terms terms(Implementation ops, Flow i, double time) {
    GaussianLaw rho =
        ops.apply(new GaussianFlow(i.target(), i.initial(), i.lambda(), i.diffusivity(), time));
    RealMatrix c = new Array2DRowRealMatrix(rho.covariance());
    RealMatrix q = new Array2DRowRealMatrix(rho.precision());
    RealMatrix gamma = new Array2DRowRealMatrix(i.target().covariance());
    RealMatrix p = new Array2DRowRealMatrix(i.target().precision());
    RealVector y = new ArrayRealVector(rho.mean()).subtract(new ArrayRealVector(i.target().mean()));
    int d = rho.dimension();
    RealMatrix pc = p.multiply(c);
    RealMatrix excess = pc.subtract(MatrixUtils.createRealIdentityMatrix(d));
    RealMatrix gap = p.subtract(q);
    double logDet = Math.log(new LUDecomposition(pc).getDeterminant());
    RealVector force = p.operate(y);
    RealVector reverseForce = q.operate(y);
    return new Terms(
        0.5 * (pc.getTrace() - d - logDet + y.dotProduct(force)),
        0.5 * (q.multiply(gamma).getTrace() - d + logDet + y.dotProduct(reverseForce)),
        gap.multiply(c).multiply(gap).getTrace() + force.dotProduct(force),
        0.5 * excess.multiply(excess).getTrace() + force.dotProduct(c.operate(force)),
        gap.multiply(gamma).multiply(gap).getTrace() + reverseForce.dotProduct(reverseForce));
  }
}
