package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wfr.model.BoxMass;
import wfr.model.Domain;
import wfr.model.InitialLaw;
import wfr.model.OrthogonalFrame;
import wfr.model.Potential;
import wfr.model.ProductLaw;
import wfr.model.ProductPotential;
import wfr.model.WfrProblem;

/**
 * The problems of the line whose flows make up that of a product: with a = R' x, V(x) = sum_k V_k(a_k) and rho_0(x) = prod_k rho_{0,k}(a_k), rho_t(x) = prod_k rho_{t,k}(a_k), each factor
 * following its own flow with the same lambda and D. Every factor has the smallest interval [-1.1^j, 1.1^j] that misses at most {@value #MISSED} of target and start.
 * Source: proofs-notes, B12.
 *
 * @param factors one problem per axis of the frame
 * @param frame R
 */
record FactorProblems(List<WfrProblem> factors, OrthogonalFrame frame) {
  private static final double MISSED = 1e-13;
  private static final double FARTHEST = 1 << 20;

  /** A box hardly larger than it must be: where V ranges over thousands nothing is seen and every step is one in logarithms. */
  private static final double GROWTH = 1.1;

  /** Those of a problem on the whole space, where target and start are products in one frame. */
  static Optional<FactorProblems> of(WfrProblem problem) {
    if (!(problem.potential() instanceof ProductPotential v)
        || !v.sharesFrameWith(problem.initial())
        || !problem.domain().isWholeSpace()) {
      return Optional.empty();
    }
    ProductLaw law = (ProductLaw) problem.initial();
    List<WfrProblem> factors = new ArrayList<>();
    for (int k = 0; k < v.factors().size(); k++) {
      Potential target = v.factors().get(k);
      InitialLaw start = law.factors().get(k);
      factors.add(
          new WfrProblem(
              target,
              start,
              interval(target, start),
              problem.reactionRate(),
              problem.diffusivity()));
    }
    return Optional.of(new FactorProblems(factors, v.frame()));
  }

  private static Domain interval(Potential target, InitialLaw start) {
    for (double reach = 1; reach <= FARTHEST; reach *= GROWTH) {
      Domain interval = Domain.interval(-reach, reach, Domain.Boundary.LINE);
      if (BoxMass.ofTarget(target, interval).outside() <= MISSED
          && BoxMass.ofInitial(start, interval).outside() <= MISSED) {
        return interval;
      }
    }
    throw new ArithmeticException(
        "a factor of the product has more than " + MISSED + " of its mass beyond 1e6: no grid");
  }

  /** log of the integral of e^{-V}, the sum of the factors'. */
  double logNormaliser() {
    double sum = 0;
    for (WfrProblem f : factors) {
      sum += BoxMass.ofTarget(f.potential(), f.domain()).logTotal();
    }
    return sum;
  }
}
