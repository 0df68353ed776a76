package wfr.spec;

import java.util.List;
import java.util.Set;
import wfr.measure.DiscreteTarget;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.PolynomialPotential;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.InitialLogRatio;
import wfr.operation.GridOperations.SplittingStep;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claim A12D: two solutions approach one another in Hilbert's projective metric at the rate of the reaction, whatever the barrier. */
public final class ContractionClaims {
  private static final int STEPS = 40;

  /**
   * Two solutions of one flow on a compact domain.
   *
   * @param first problem with the first start
   * @param second start of the other solution
   * @param cells cells
   * @param step time step, 40 of which are made
   */
  public record Pair(WfrProblem first, InitialLaw second, int cells, double step) {}

  /** A12D. */
  public static final Claim<Pair> A12D =
      Claim.exact(
          "A12D",
          "Discrete twin of A12: osc log(u_k/v_k) <= e^{-lambda k dt} osc log(u_0/v_0) for every splitting with implicit Euler",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.REACTION, Group.SPLITTING),
          List.of(
              new Pair(Problems.loadedBoundary(1.5, 0.6), GaussianLaw.of(-0.9, 0.3), 64, 0.02),
              new Pair(Problems.loadedBoundary(3, 1e-7), GaussianLaw.of(-0.9, 0.3), 64, 0.01),
              new Pair(Problems.torus(0.8, 1e-7), (Start) x -> Math.sin(x) - 0.4, 80, 0.05),
              new Pair(barrier(2), GaussianLaw.of(1, 0.5), 90, 0.03)),
          (ops, i, seed) -> contraction(ops, i));

  /** A start on the circle by its unnormalised log-density. */
  private interface Start extends InitialLaw {
    double at(double x);

    @Override
    default int dimension() {
      return 1;
    }

    @Override
    default double logDensity(double[] x) {
      return at(x[0]);
    }
  }

  private ContractionClaims() {}

  /** It. */
  public static List<Claim<?>> all() {
    return List.of(A12D);
  }

  private static WfrProblem barrier(double lambda) {
    return new WfrProblem(
        PolynomialPotential.doubleWell(30, 2),
        GaussianLaw.of(-1, 0.4),
        Domain.interval(-1.4, 1.4, Domain.Boundary.NO_FLUX),
        lambda,
        1);
  }

  /** The discrete twin holds for each splitting with a positive transport: the worst ratio over all steps. */
  private static Evidence contraction(Implementation ops, Pair i) {
    WfrProblem p = i.first();
    WfrProblem q =
        new WfrProblem(p.potential(), i.second(), p.domain(), p.reactionRate(), p.diffusivity());
    DiscreteTarget target = ops.apply(new Discretise(p, i.cells()));
    double worst = 0;
    double largest = 1;
    for (SplittingScheme splitting : SplittingScheme.values()) {
      double[] h = ops.apply(new InitialLogRatio(p, target));
      double[] g = ops.apply(new InitialLogRatio(q, target));
      double start = oscillation(h, g);
      for (int k = 1; k <= STEPS; k++) {
        h = step(ops, p, target, h, i.step(), splitting);
        g = step(ops, p, target, g, i.step(), splitting);
        double bound = Math.exp(-p.reactionRate() * k * i.step()) * start;
        worst = Math.max(worst, oscillation(h, g) / bound);
        for (double v : h) {
          largest = Math.max(largest, Math.abs(v));
        }
        largest = Math.max(largest, 1 / bound);
      }
    }
    // Each step rounds h by M ulp of its size; against the smallest bound met.
    double rounding = Bounds.rounding((double) STEPS * i.cells(), largest * largest);
    return Evidence.atMost(
        worst,
        1 + rounding,
        "osc(h1 - h2) over its bound, three splittings, "
            + STEPS
            + " steps of "
            + i.step()
            + ", lambda = "
            + p.reactionRate()
            + ", D = "
            + p.diffusivity());
  }

  private static double[] step(
      Implementation ops,
      WfrProblem p,
      DiscreteTarget target,
      double[] h,
      double dt,
      SplittingScheme splitting) {
    return ops.apply(
        new SplittingStep(
            target, h, p.reactionRate(), dt, splitting, TransportScheme.BACKWARD_EULER));
  }

  /** Hilbert's projective distance of two densities from their log-ratios. */
  static double oscillation(double[] h, double[] g) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < h.length; c++) {
      double w = h[c] - g[c];
      if (Double.isNaN(w)) {
        return Double.NaN;
      }
      low = Math.min(low, w);
      high = Math.max(high, w);
    }
    return high - low;
  }
}
