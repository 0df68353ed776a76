package wfr.spec;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import wfr.measure.DiscreteTarget;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.ExtrapolateRows;
import wfr.operation.GridOperations.Extrapolated;
import wfr.operation.GridOperations.ExtrapolatedStep;
import wfr.operation.GridOperations.InitialLogRatio;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** G14: the extrapolated step. */
public final class ExtrapolatedStepClaims {
  /** Orders that are observed of the flow: at higher ones rounding is met before the asymptotic range; the weights of all are told by expansions. */
  private static final int[] ORDERS = {2, 3};

  private static final int STEPS = 16;

  /** G14. */
  public static final Claim<GridInstance> G14 =
      Claim.exact(
          "G14",
          "The extrapolated step fixes pi, is positive with mass 1 for every step, and of order k, its companion of order k - 1",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.REACTION, Group.ADAPTIVE),
          List.of(
              new GridInstance("Gaussian", Problems.gaussian(1.3, 0.8), 16, 0.6),
              new GridInstance("tilted well", Problems.tiltedWell(0, 0.8), 12, 0.15),
              new GridInstance("torus", Problems.torus(0.9, 0.5), 16, 0.4),
              new GridInstance("plane", plane(), 8, 0.6)),
          (ops, i, seed) ->
              fixedPoint(ops, i)
                  .worse(keeps(ops, i, seed))
                  .worse(removes(ops, i, seed))
                  .worse(orders(ops, i)));

  private ExtrapolatedStepClaims() {}

  /** All of them. */
  public static List<Claim<?>> all() {
    return List.of(G14);
  }

  static WfrProblem plane() {
    return new WfrProblem(
        new GaussianLaw(new double[] {0.3, -0.2}, new double[][] {{1, 0.5}, {0.5, 0.75}}),
        new GaussianLaw(new double[] {-0.25, 0.4}, new double[][] {{0.6, -0.2}, {-0.2, 0.9}}),
        new Domain(new double[] {-4, -4}, new double[] {4, 4}, Domain.Boundary.NO_FLUX),
        1.3,
        0.8);
  }

  private static ExtrapolatedStep step(
      GridInstance i, DiscreteTarget target, double[] h, double dt, int order) {
    return new ExtrapolatedStep(target, h, i.problem().reactionRate(), dt, order);
  }

  /** Sum of |w_j|, w_j = prod_{i != j} j/(j - i): what rounding of the rows is amplified by. */
  private static double amplification(int order) {
    double sum = 0;
    for (int j = 1; j <= order; j++) {
      double w = 1;
      for (int k = 1; k <= order; k++) {
        w *= k == j ? 1 : Math.abs((double) j / (j - k));
      }
      sum += w;
    }
    return sum;
  }

  private static Evidence fixedPoint(Implementation ops, GridInstance i) {
    DiscreteTarget target = ops.apply(new Discretise(i.problem(), i.cells()));
    double[] pi = new double[target.grid().cells()];
    Evidence worst = null;
    for (int order = 2; order <= GridOperations.MOST_ORDER; order++) {
      double off = 0;
      for (double dt : new double[] {1e-3, i.time(), 1e3}) {
        Extrapolated made = ops.apply(step(i, target, pi, dt, order));
        for (int c = 0; c < pi.length; c++) {
          off = Math.max(off, Math.abs(made.logRatio()[c]));
          off = Math.max(off, Math.abs(made.lower()[c]));
        }
      }
      double bound = Bounds.rounding(8.0 * i.cells() * order * amplification(order), 1);
      Evidence e = Evidence.atMost(off, bound, "max |h| after a step of order " + order + "; " + i);
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }

  /** From cells that have nothing to do with each other. */
  private static Evidence keeps(Implementation ops, GridInstance i, long seed) {
    DiscreteTarget target = ops.apply(new Discretise(i.problem(), i.cells()));
    double[] h = DiscretisationClaims.randomLogRatio(target, seed, 3);
    double off = 0;
    for (int order = 2; order <= GridOperations.MOST_ORDER; order++) {
      for (double dt : new double[] {1e-4, 0.1, 1e3}) {
        Extrapolated made = ops.apply(step(i, target, h, dt, order));
        double mass = 0;
        double lower = 0;
        for (int c = 0; c < h.length; c++) {
          mass += Math.exp(target.logMass()[c] + made.logRatio()[c]);
          lower += Math.exp(target.logMass()[c] + made.lower()[c]);
          off = Double.isFinite(made.logRatio()[c]) ? off : Double.NaN;
        }
        off = Math.max(off, Math.max(Math.abs(mass - 1), Math.abs(lower - 1)));
      }
    }
    // a sum over the cells, terms rounded by the range of h
    double bound = Bounds.rounding(2.0 * h.length, 32);
    return Evidence.atMost(off, bound, "mass after a step, empty cells refused; " + i);
  }

  /** Rows a + c_1/j + .. + c_{k-1}/j^{k-1} give a; without the last term, so do the rows 2 .. k. */
  private static Evidence removes(Implementation ops, GridInstance i, long seed) {
    DiscreteTarget target = ops.apply(new Discretise(i.problem(), i.cells()));
    double[] limit = DiscretisationClaims.randomLogRatio(target, seed, 3);
    SplittableRandom random = new SplittableRandom(~seed);
    Evidence worst = null;
    for (int order = 2; order <= GridOperations.MOST_ORDER; order++) {
      double[][] rows = new double[order][limit.length];
      double[][] fewer = new double[order][limit.length];
      for (int c = 0; c < limit.length; c++) {
        for (int j = 1; j <= order; j++) {
          rows[j - 1][c] = limit[c];
          fewer[j - 1][c] = limit[c];
        }
        for (int m = 1; m < order; m++) {
          double term = 0.1 * (2 * random.nextDouble() - 1);
          for (int j = 1; j <= order; j++) {
            rows[j - 1][c] += term / Math.pow(j, m);
            fewer[j - 1][c] += m == order - 1 ? 0 : term / Math.pow(j, m);
          }
        }
      }
      double[] high = ops.apply(new ExtrapolateRows(target.logMass(), rows)).logRatio();
      double[] low = ops.apply(new ExtrapolateRows(target.logMass(), fewer)).lower();
      double off = 0;
      for (int c = 0; c < limit.length; c++) {
        off = Math.max(off, Math.max(Math.abs(high[c] - limit[c]), Math.abs(low[c] - limit[c])));
      }
      double bound = Bounds.rounding(2.0 * order + limit.length, 4 * amplification(order));
      Evidence e =
          Evidence.atMost(off, bound, "limit of rows in powers of 1/j, order " + order + "; " + i);
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }

  /** h after equal steps. */
  private static double[] after(
      Implementation ops,
      GridInstance i,
      DiscreteTarget target,
      double[] start,
      double time,
      int order,
      int n) {
    double[] h = start;
    for (int k = 0; k < n; k++) {
      h = ops.apply(step(i, target, h, time / n, order)).logRatio();
    }
    return h;
  }

  private static Evidence orders(Implementation ops, GridInstance i) {
    DiscreteTarget target = ops.apply(new Discretise(i.problem(), i.cells()));
    double[] start = ops.apply(new InitialLogRatio(i.problem(), target));
    start = after(ops, i, target, start, i.time() / 2, 4, STEPS); // stiff components have gone
    double time = i.time();
    double[] limit = after(ops, i, target, start, time, GridOperations.MOST_ORDER, 16 * STEPS);
    Evidence worst = null;
    for (int order : ORDERS) {
      double[] errors = new double[4];
      double[] local = new double[4];
      for (int l = 0; l < errors.length; l++) {
        errors[l] = distance(target, after(ops, i, target, start, time, order, STEPS << l), limit);
        Extrapolated made = ops.apply(step(i, target, start, time / (4 * STEPS << l), order));
        local[l] = distance(target, made.logRatio(), made.lower());
      }
      String what = "order " + order + "; " + i;
      // a sum of absolute values is not smooth where signs change
      Evidence e =
          ConvergenceStudy.ofErrors(order, 1, errors)
              .evidence(what)
              .worse(
                  ConvergenceStudy.ofErrors(order, 1, local)
                      .evidence("difference to the order below, local, " + what));
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }

  /** L1 distance of the cell masses. */
  static double distance(DiscreteTarget target, double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += Math.exp(target.logMass()[c]) * Math.abs(Math.exp(a[c]) - Math.exp(b[c]));
    }
    return sum;
  }
}
