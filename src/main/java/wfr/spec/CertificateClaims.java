package wfr.spec;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import wfr.measure.DiscreteTarget;
import wfr.model.DiscreteScheme;
import wfr.model.SplittingScheme;
import wfr.model.SubStep;
import wfr.model.WfrProblem;
import wfr.operation.CertificateOperations.SchemeBounds;
import wfr.operation.CertificateOperations.SchemeStates;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.InitialLogRatio;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claim G6: the certificate of the discrete scheme. */
public final class CertificateClaims {
  /** A relative fault planted in one cell of one state. */
  static final double FAULT = 1e-9;

  /** What the certificate promises at 200 cells and 400 steps. */
  static final double PROMISED = 1e-11;

  /** log(1 + FAULT)/FAULT - 1 and the products of roundings are below this. */
  private static final double SECOND_ORDER = 1e-8;

  /** G6: sound, tight, and it sees faults. */
  public static final Claim<Run> G6 =
      Claim.exact(
          "G6",
          "The exactly bounded residual gives a guaranteed relative bound in every cell of the discrete solution",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.CERTIFICATE),
          List.of(
              new Run(
                  "loaded boundary",
                  Problems.loadedBoundary(2, 1),
                  9,
                  5,
                  0.05,
                  SplittingScheme.STRANG),
              new Run("torus", Problems.torus(1, 0.4), 8, 5, 0.2, SplittingScheme.LIE_WFR),
              new Run("mixture", Problems.mixture(3, 2), 10, 4, 0.1, SplittingScheme.STRANG_WFRW),
              new Run(
                  "tilted well",
                  Problems.tiltedWell(1, 1),
                  200,
                  400,
                  0.005,
                  SplittingScheme.STRANG)),
          (ops, i, seed) -> i.cells() > Run.MOST_DECIMAL ? tight(ops, i) : enclosed(ops, i));

  /**
   * A run to be certified.
   *
   * @param name what it is
   * @param problem problem
   * @param cells cells
   * @param steps steps
   * @param dt step
   * @param splitting order of the sub-flows
   */
  public record Run(
      String name, WfrProblem problem, int cells, int steps, double dt, SplittingScheme splitting) {
    /** Cells up to which the exact solution is computed in 50 digits. */
    static final int MOST_DECIMAL = 40;

    @Override
    public String toString() {
      return name + ", " + cells + " cells, " + steps + " steps " + dt + ", " + splitting.key();
    }
  }

  private CertificateClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(G6);
  }

  private static DiscreteScheme scheme(DiscreteTarget target, Run i) {
    return DiscreteScheme.of(target, i.problem().reactionRate(), i.dt(), i.steps(), i.splitting());
  }

  private static double[] start(Implementation ops, DiscreteTarget target, Run i) {
    double[] u = ops.apply(new InitialLogRatio(i.problem(), target));
    Arrays.setAll(u, c -> StrictMath.exp(u[c]));
    return u;
  }

  private static Evidence tight(Implementation ops, Run i) {
    DiscreteTarget target = ops.apply(new Discretise(i.problem(), i.cells()));
    DiscreteScheme scheme = scheme(target, i);
    double[] eps =
        ops.apply(
            new SchemeBounds(scheme, ops.apply(new SchemeStates(scheme, start(ops, target, i)))));
    double largest = Arrays.stream(eps).reduce(0, Math::max);
    return Evidence.atMost(largest, PROMISED, "largest guaranteed relative bound; " + i);
  }

  /** The bound holds without a fault and with one in any sub-step, and a fault of a reaction fades exactly as the theorem says. */
  private static Evidence enclosed(Implementation ops, Run i) {
    DiscreteTarget target = ops.apply(new Discretise(i.problem(), i.cells()));
    DiscreteScheme scheme = scheme(target, i);
    double[] start = start(ops, target, i);
    double[][] clean = ops.apply(new SchemeStates(scheme, start));
    List<BigDecimal[]> exact = DecimalScheme.states(scheme, start);
    double[] floor = ops.apply(new SchemeBounds(scheme, clean));
    Evidence worst = holds(exact, clean, floor, "no fault; " + i);
    for (int k = 1; k < clean.length; k++) {
      double[][] states = faulty(ops, scheme, clean, k, (5 * k) % i.cells());
      double[] eps = ops.apply(new SchemeBounds(scheme, states));
      String where = FAULT + " planted in sub-step " + k + "; " + i;
      worst = worst.worse(holds(exact, states, eps, where));
      if (scheme.steps().get(k - 1).kind() == SubStep.Kind.REACTION) {
        worst = worst.worse(fades(scheme, k, eps, floor, where));
      }
    }
    return worst;
  }

  /** States with a fault in one cell after sub-step k, computed on from there. */
  private static double[][] faulty(
      Implementation ops, DiscreteScheme scheme, double[][] clean, int k, int cell) {
    double[][] states = Arrays.copyOf(clean, clean.length);
    states[k] = clean[k].clone();
    states[k][cell] *= 1 + FAULT;
    DiscreteScheme rest =
        new DiscreteScheme(
            scheme.mass(), scheme.conductance(), scheme.steps().subList(k, scheme.steps().size()));
    double[][] after = ops.apply(new SchemeStates(rest, states[k]));
    System.arraycopy(after, 0, states, k, after.length);
    return states;
  }

  /** The true distance after every sub-step over its bound. */
  private static Evidence holds(
      List<BigDecimal[]> exact, double[][] states, double[] eps, String where) {
    double worst = 0;
    for (int k = 1; k < states.length; k++) {
      worst = Math.max(worst, DecimalScheme.distance(exact.get(k), states[k]) / eps[k]);
    }
    return Evidence.atMost(worst, 1, "true distance in 50 digits over the bound; " + where);
  }

  /** eps_n - a^m FAULT against the bound without a fault, twice (the states after the fault are others). */
  private static Evidence fades(
      DiscreteScheme scheme, int k, double[] eps, double[] floor, String where) {
    double rate = 0;
    for (SubStep s : scheme.steps().subList(k, scheme.steps().size())) {
      rate += s.kind() == SubStep.Kind.REACTION ? s.amount() : 0;
    }
    int n = eps.length - 1;
    return Evidence.atMost(
        eps[n],
        Math.exp(-rate) * FAULT * (1 + SECOND_ORDER) + 2 * floor[n],
        "bound at the end against what the reactions leave of the fault; " + where);
  }
}
