package wfr.spec;

import java.util.List;
import java.util.Set;
import wfr.diagnostics.Functionals;
import wfr.math.Estimate;
import wfr.math.RombergTable;
import wfr.model.GaussianLaw;
import wfr.model.WfrProblem;
import wfr.operation.ClosedFormOperations.GaussianFlow;
import wfr.operation.GeometryOperations.MinimisingMovements;
import wfr.operation.GridOperations.AdaptiveRun;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claim A14: minimising movements. */
public final class MovementClaims {
  private static final int CELLS = 64;
  private static final int GRIDS = 4;
  private static final int STEPS = 16;
  private static final int HALVINGS = 5;

  /** Error that the limits may claim; the effects to be excluded, a factor in either metric, move them by more than 0.01. */
  private static final double ACCURACY = 1e-3;

  /** Tolerance of a step of the grid. */
  private static final double IN_TIME = 1e-7;

  /** A14: the scheme of Jordan, Kinderlehrer and Otto in the split metric. */
  public static final Claim<GridInstance> A14 =
      Claim.exact(
          "A14",
          "Minimising movements, W2 and Hellinger in turn or jointly, converge to the flow at the rate tau",
          EvidenceClass.D,
          Set.of(Group.GEOMETRY, Group.CLOSED_FORM, Group.GRID_RUN),
          List.of(
              new GridInstance("Gaussian", Problems.gaussian(1.3, 0.8), 200, 0.4),
              new GridInstance("shallow well", Problems.shallowWell(0.9, 0.7), 200, 0.3)),
          (ops, i, seed) -> rate(ops, i, false).worse(rate(ops, i, true)));

  private MovementClaims() {}

  /** It. */
  public static List<Claim<?>> all() {
    return List.of(A14);
  }

  private static Evidence rate(Implementation ops, GridInstance i, boolean joint) {
    String[] names = {"mean", "variance"};
    Estimate[] limit = limit(ops, i);
    RombergTable[] overCells = {new RombergTable(2, 4), new RombergTable(2, 4)};
    double[] inTau = new double[names.length];
    Evidence worst = null;
    for (int l = 0; l < GRIDS; l++) {
      double[][] values = new double[HALVINGS][];
      for (int k = 0; k < HALVINGS; k++) {
        values[k] = moved(ops, i, joint, CELLS << l, STEPS << k);
      }
      for (int j = 0; j < names.length; j++) {
        RombergTable overSteps = new RombergTable(1, 2, 3);
        double[] figures = new double[HALVINGS];
        for (int k = 0; k < HALVINGS; k++) {
          overSteps.add(values[k][j]);
          figures[k] = values[k][j];
        }
        Estimate e = overSteps.estimate();
        inTau[j] = Math.max(inTau[j], e.error());
        overCells[j].add(e.value());
        Evidence order =
            ConvergenceStudy.ofValues(1, 1, figures)
                .evidence((joint ? "joint, " : "split, ") + names[j] + ", order 1 in tau; " + i);
        worst = worst == null ? order : worst.worse(order);
      }
    }
    for (int j = 0; j < names.length; j++) {
      Estimate found = overCells[j].estimate();
      double error = found.error() + inTau[j] + limit[j].error();
      worst =
          worst
              .worse(
                  Evidence.atMost(
                      Math.abs(found.value() - limit[j].value()),
                      error,
                      (joint ? "joint, " : "split, ")
                          + names[j]
                          + " in the limit, against the flow's "
                          + limit[j]
                          + "; "
                          + i))
              .worse(Evidence.atMost(error, ACCURACY, names[j] + ", error claimed; " + i));
    }
    return worst;
  }

  /** Mean and variance of the flow: in closed form, or of the finite-volume solution on two grids. */
  private static Estimate[] limit(Implementation ops, GridInstance i) {
    WfrProblem p = i.problem();
    if (p.potential() instanceof GaussianLaw target) {
      GaussianLaw law =
          ops.apply(
              new GaussianFlow(
                  target, (GaussianLaw) p.initial(), p.reactionRate(), p.diffusivity(), i.time()));
      return new Estimate[] {Estimate.exact(law.mean()[0]), Estimate.exact(law.covariance()[0][0])};
    }
    double[][] values = new double[2][];
    for (int l = 0; l < values.length; l++) {
      AdaptiveRun run = new AdaptiveRun(p, i.cells() << l, new double[] {i.time()}, IN_TIME);
      Functionals f = new Functionals(ops.apply(run).densities().get(0));
      values[l] = new double[] {f.mean()[0], f.covariance()[0][0]};
    }
    Estimate[] limit = new Estimate[2];
    for (int j = 0; j < limit.length; j++) {
      limit[j] = new Estimate(values[1][j], Math.abs(values[1][j] - values[0][j]));
    }
    return limit;
  }

  /** Mean and variance after so many steps from the initial law, cut off seven standard deviations from its mean. */
  private static double[] moved(
      Implementation ops, GridInstance i, boolean joint, int cells, int steps) {
    GaussianLaw initial = (GaussianLaw) i.problem().initial();
    double deviation = Math.sqrt(initial.covariance()[0][0]);
    double[] edges = new double[cells + 1];
    for (int k = 0; k <= cells; k++) {
      edges[k] = initial.mean()[0] + 7 * deviation * (2.0 * k / cells - 1);
    }
    double[] masses = new double[cells];
    double total = 0;
    for (int k = 0; k < cells; k++) {
      for (int q = 0; q < 8; q++) {
        double x = edges[k] + (edges[k + 1] - edges[k]) * (q + 0.5) / 8;
        masses[k] += Math.exp(initial.logDensity(x));
      }
      total += masses[k];
    }
    for (int k = 0; k < cells; k++) {
      masses[k] /= total;
    }
    double[][] moved =
        ops.apply(new MinimisingMovements(i.problem(), joint, edges, masses, i.time(), steps));
    double mean = 0;
    double second = 0;
    for (int k = 0; k < cells; k++) {
      double a = moved[0][k];
      double b = moved[0][k + 1];
      mean += moved[1][k] * 0.5 * (a + b);
      second += moved[1][k] * (a * a + a * b + b * b) / 3;
    }
    return new double[] {mean, second - mean * mean};
  }
}
