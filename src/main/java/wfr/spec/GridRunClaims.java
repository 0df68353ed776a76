package wfr.spec;

import java.util.List;
import java.util.Set;
import org.apache.commons.math3.special.Erf;
import wfr.diagnostics.Functionals;
import wfr.exact.GaussianFlow;
import wfr.exact.StepFlow;
import wfr.measure.GridDensity;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.GridSettings;
import wfr.model.PolynomialPotential;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.AdaptiveRun;
import wfr.operation.GridOperations.GradedEdges;
import wfr.operation.GridOperations.GridRun;
import wfr.operation.GridOperations.MassOutside;
import wfr.operation.Group;
import wfr.operation.Implementation;

/** Claims G3 to G5: whole runs of the finite-volume scheme against closed forms, and where a run cannot tell. */
public final class GridRunClaims {
  /** Effect shown by G5: self-convergence sees less than a tenth of the error that the box makes. */
  private static final double SEEN = 0.1;

  /** Relative error of a reported tail; the library's erfc is good to 1e-15. */
  private static final double TAIL = 1e-9;

  /** G3: order 2 in dx for the WFR PDE, against the closed form. */
  public static final Claim<GridInstance> G3 =
      Claim.exact(
          "G3",
          "The scheme is of order 2 in dx for the WFR flow",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.REACTION, Group.GRID_RUN),
          List.of(
              new GridInstance("Gaussian, lambda = 1.3", Problems.gaussian(1.3, 0.8), 100, 0.5),
              new GridInstance("Gaussian, lambda = 0", Problems.gaussian(0, 1), 100, 0.5)),
          (ops, i, seed) ->
              secondOrder(ops, i, false)
                  .worse(degraded(ops, i, GaussianClaims.exact(i.problem()))));

  /** G16: the same on graded cells. */
  public static final Claim<GridInstance> G16 =
      Claim.exact(
          "G16",
          "On smoothly graded cells the scheme is of order 2 in even powers, for starts that equal cells do not see",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.GRID_RUN),
          List.of(
              new GridInstance("narrow start", narrow(1e-4), 192, 0.5),
              new GridInstance("narrower start", narrow(1e-8), 256, 0.5),
              new GridInstance("far start, before it falls", far(), 512, 0)),
          (ops, i, seed) ->
              secondOrder(ops, i, true)
                  .worse(nested(ops, i))
                  .worse(i.time() > 0 ? graded(ops, i) : falls(ops, i)));

  /** G17: what jumps is on edges. */
  public static final Claim<StepInstance> G17 =
      Claim.exact(
          "G17",
          "With edges where V and rho_0 jump or have kinks the scheme is of order 2 there too",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.GRID_RUN),
          List.of(
              new StepInstance("step of 2", new StepFlow(-1, 0.3, 2, 2), 64, 0.4),
              new StepInstance("step of -5", new StepFlow(0, 2.1, 3, -5), 64, 0.2)),
          (ops, i, seed) -> acrossJumps(ops, i));

  /**
   * A flow across a step.
   *
   * @param name in words
   * @param flow with its closed form
   * @param cells of the coarsest grid
   * @param time of comparison
   */
  public record StepInstance(String name, StepFlow flow, int cells, double time) {
    @Override
    public String toString() {
      return name + ", " + cells + " cells, t = " + time;
    }
  }

  /** G4: carrying h = log(rho/pi) survives what log(max(rho, eps)) does not. */
  public static final Claim<GridInstance> G4 =
      Claim.exact(
          "G4",
          "Carried as h = log(rho/pi) the flow is stable at large lambda t and for V over thousands",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.REACTION, Group.GRID_RUN),
          List.of(
              new GridInstance("lambda = 12, narrow start", narrowStart(), 160, 1),
              new GridInstance("V to 1e4", steep(), 200, 0.5)),
          (ops, i, seed) -> stableLogarithm(ops, i));

  /** G5: only the mass outside tells of the box; self-convergence does not. */
  public static final Claim<GridInstance> G5 =
      Claim.exact(
          "G5",
          "Self-convergence cannot see what the box cuts off; the reported mass outside does",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.GRID_RUN),
          List.of(
              new GridInstance("edge 3 sigma from the mean", cutOff(1), 64, 0.5),
              new GridInstance("edge 3 sigma from the mean, mirrored", cutOff(-1), 64, 0.5)),
          (ops, i, seed) -> truncation(ops, i));

  /** Tolerance of steps whose errors are to be far below those of the cells. */
  private static final double IN_TIME = 1e-9;

  /** Cells are graded if the narrowest is a twentieth of the mean. */
  private static final double GRADED = 0.05;

  /** Half of the cells are for the way of a fall, and each has its equal part of it. */
  private static final double SHARES_OF_FALL = 2;

  private static final double FAR = 30;

  private GridRunClaims() {}

  private static WfrProblem narrow(double variance) {
    return new WfrProblem(
        GaussianLaw.of(0, 1),
        GaussianLaw.of(1, variance),
        Domain.interval(-8, 8, Domain.Boundary.LINE),
        1,
        1);
  }

  private static WfrProblem far() {
    return new WfrProblem(
        GaussianLaw.of(0, 1),
        GaussianLaw.of(FAR, 0.5),
        Domain.interval(-8, 40, Domain.Boundary.LINE),
        1,
        1);
  }

  private static Evidence secondOrder(Implementation ops, GridInstance i, boolean graded) {
    WfrProblem problem = i.problem();
    GaussianFlow exact = GaussianClaims.exact(problem);
    double[][] errors = new double[3][4];
    for (int l = 0; l < 4; l++) {
      AdaptiveRun run =
          new AdaptiveRun(
              problem, i.cells() << l, graded, new double[] {i.time()}, IN_TIME, new double[0]);
      Functionals f = new Functionals(ops.apply(run).densities().get(0));
      errors[0][l] = f.mean()[0] - exact.mean(i.time());
      errors[1][l] = f.covariance()[0][0] - exact.variance(i.time());
      errors[2][l] = f.kl() - exact.kl(i.time());
    }
    Evidence worst = null;
    String[] names = {"mean", "variance", "KL"};
    for (int j = 0; j < names.length; j++) {
      Evidence e =
          ConvergenceStudy.ofErrors(2, 2, errors[j])
              .evidence(names[j] + " against the closed form; " + i);
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }

  private static Evidence acrossJumps(Implementation ops, StepInstance i) {
    WfrProblem problem = i.flow().problem();
    double m = i.flow().expectation(x -> x, i.time());
    double[] exact = {
      m, i.flow().expectation(x -> (x - m) * (x - m), i.time()), i.flow().kl(i.time())
    };
    double[][] errors = new double[exact.length][4];
    for (int l = 0; l < 4; l++) {
      AdaptiveRun run =
          new AdaptiveRun(
              problem, i.cells() << l, true, new double[] {i.time()}, IN_TIME, new double[0]);
      Functionals f = new Functionals(ops.apply(run).densities().get(0));
      errors[0][l] = f.mean()[0] - exact[0];
      errors[1][l] = f.covariance()[0][0] - exact[1];
      errors[2][l] = f.kl() - exact[2];
    }
    Evidence worst = null;
    String[] names = {"mean", "variance", "KL"};
    for (int j = 0; j < names.length; j++) {
      Evidence e =
          ConvergenceStudy.ofErrors(2, 1, errors[j])
              .evidence(names[j] + " against the closed form; " + i);
      worst = worst == null ? e : worst.worse(e);
    }
    return worst;
  }

  /** Edges ascend from end to end, and every edge of M cells is one of 2M. */
  private static Evidence nested(Implementation ops, GridInstance i) {
    double[] coarse = ops.apply(new GradedEdges(i.problem(), 4 * i.cells()));
    double[] fine = ops.apply(new GradedEdges(i.problem(), 8 * i.cells()));
    double width = coarse[coarse.length - 1] - coarse[0];
    double off = Math.abs(coarse[0] - i.problem().domain().left());
    off = Math.max(off, Math.abs(coarse[coarse.length - 1] - i.problem().domain().right()));
    double descends = 0;
    for (int k = 1; k < coarse.length; k++) {
      off = Math.max(off, Math.abs(coarse[k] - fine[2 * k]));
      descends += coarse[k] > coarse[k - 1] ? 0 : 1;
    }
    return Evidence.atMost(
            off, Bounds.rounding(64, width), "edges of M cells among those of 2M; " + i)
        .worse(Evidence.atMost(descends, 0, "cells without width; " + i));
  }

  /** A narrow start has narrow cells. */
  private static Evidence graded(Implementation ops, GridInstance i) {
    double[] edges = ops.apply(new GradedEdges(i.problem(), 4 * i.cells()));
    double least = Double.POSITIVE_INFINITY;
    for (int k = 1; k < edges.length; k++) {
      least = Math.min(least, edges[k] - edges[k - 1]);
    }
    double mean = (edges[edges.length - 1] - edges[0]) / edges.length;
    return Evidence.atMost(least, GRADED * mean, "narrowest cell, against the mean; " + i);
  }

  /** Between the minimum of V and a far start V changes by at most twice the M-th part of the fall along one of M cells. */
  private static Evidence falls(Implementation ops, GridInstance i) {
    double[] edges = ops.apply(new GradedEdges(i.problem(), i.cells()));
    double most = 0;
    for (int k = 1; k < edges.length; k++) {
      double v = i.problem().potential().value(edges[k]);
      double change = Math.abs(v - i.problem().potential().value(edges[k - 1]));
      boolean onTheWay = edges[k - 1] > 0 && edges[k] < FAR;
      most = onTheWay ? Math.max(most, change) : most;
    }
    double fall = i.problem().potential().value(FAR) - i.problem().potential().value(0);
    return Evidence.atMost(
        most, SHARES_OF_FALL * fall / i.cells(), "change of V along a cell of the fall; " + i);
  }

  /** The same study of a Lie splitting with dt proportional to dx: first order, which it must not accept as second. */
  private static Evidence degraded(Implementation ops, GridInstance i, GaussianFlow exact) {
    double[] errors = new double[4];
    for (int l = 0; l < errors.length; l++) {
      GridSettings settings =
          new GridSettings(
              i.cells() << l,
              i.time() / (8 << l),
              SplittingScheme.LIE_WFR,
              TransportScheme.BACKWARD_EULER);
      GridDensity rho =
          ops.apply(new GridRun(i.problem(), settings, new double[] {i.time()})).densities().get(0);
      errors[l] = new Functionals(rho).covariance()[0][0] - exact.variance(i.time());
    }
    String what = "variance, Lie, dt like dx; " + i;
    return ConvergenceStudy.ofErrors(2, 2, errors)
        .control(what)
        .worse(ConvergenceStudy.ofErrors(1, 1, errors).lastRate(what));
  }

  private static WfrProblem narrowStart() {
    return new WfrProblem(
        GaussianLaw.of(0.3, 1),
        GaussianLaw.of(-2.5, 0.04),
        Domain.interval(-8, 8.6, Domain.Boundary.LINE),
        12,
        1);
  }

  private static WfrProblem steep() {
    return new WfrProblem(
        new PolynomialPotential(0, 3, -60, 0, 120),
        GaussianLaw.of(0.4, 0.01),
        Domain.interval(-3.1, 3.1, Domain.Boundary.LINE),
        2,
        1);
  }

  /** KL must fall monotonically to the accuracy of rounding (relative where it exceeds 1), mass stay 1, and the oscillation of h contract by e^{-lambda t}. */
  private static Evidence stableLogarithm(Implementation ops, GridInstance i) {
    int outputs = 10;
    double[] times = new double[outputs + 1];
    for (int k = 0; k <= outputs; k++) {
      times[k] = i.time() * k / outputs;
    }
    List<GridDensity> run =
        ops.apply(
                new GridRun(
                    i.problem(),
                    new GridSettings(
                        i.cells(),
                        i.time() / 100,
                        SplittingScheme.STRANG,
                        TransportScheme.BACKWARD_EULER),
                    times))
            .densities();
    double worst = 0;
    double previous = new Functionals(run.get(0)).kl();
    for (GridDensity rho : run) {
      double kl = new Functionals(rho).kl();
      worst = Math.max(worst, (kl - previous) / Math.max(1, previous));
      worst = Math.max(worst, Math.abs(rho.mass() - 1));
      previous = kl;
    }
    double end = new Functionals(run.get(outputs)).oscillation();
    double start = new Functionals(run.get(0)).oscillation();
    Evidence contraction =
        Evidence.atMost(
            end / start,
            Math.exp(-i.problem().reactionRate() * i.time())
                * (1 + Bounds.rounding(8 * i.cells(), 100)),
            "osc h over its start, against e^{-lambda t}; " + i);
    return Evidence.atMost(
            worst, Bounds.rounding(800.0 * i.cells(), 1), "rise of KL or defect of mass; " + i)
        .worse(contraction);
  }

  /** The near edge on the left, or all of it mirrored. */
  private static WfrProblem cutOff(int sign) {
    return new WfrProblem(
        GaussianLaw.of(0.2 * sign, 1),
        GaussianLaw.of(-sign, 1),
        Domain.interval(2 * sign - 6, 2 * sign + 6, Domain.Boundary.LINE),
        1,
        1);
  }

  private static Evidence truncation(Implementation ops, GridInstance i) {
    double tail = 0.5 * Erf.erfc(3 / Math.sqrt(2));
    double targetTail = 0.5 * Erf.erfc(4.2 / Math.sqrt(2)) + 0.5 * Erf.erfc(7.8 / Math.sqrt(2));
    double[] outside = ops.apply(new MassOutside(i.problem()));
    Evidence reported =
        Evidence.atMost(
                Math.abs(outside[0] - tail) / tail,
                TAIL,
                "mass of rho_0 outside against erfc(3/sqrt 2)/2; " + i)
            .worse(
                Evidence.atMost(
                    Math.abs(outside[1] - targetTail) / targetTail,
                    TAIL,
                    "mass of pi outside against erfc(4.2/sqrt 2)/2 + erfc(7.8/sqrt 2)/2; " + i));
    double[] value = new double[3];
    for (int l = 0; l < value.length; l++) {
      value[l] =
          new Functionals(
                  ops.apply(
                          new GridRun(
                              i.problem(),
                              new GridSettings(
                                  i.cells() << (l + 1),
                                  i.time() / (64 << (2 * l)),
                                  SplittingScheme.STRANG,
                                  TransportScheme.BACKWARD_EULER),
                              new double[] {i.time()}))
                      .densities()
                      .get(0))
              .mean()[0];
    }
    double limit = value[2] + (value[2] - value[1]) / 3;
    double selfConvergence = Math.abs(limit - value[1] - (value[1] - value[0]) / 3);
    double truth = Math.abs(limit - GaussianClaims.exact(i.problem()).mean(i.time()));
    // Cut at 3 sigma and normalised, the start moves by phi(3)/(1 - tail); the flow brings starts
    // closer.
    double moved = Math.exp(-4.5) / Math.sqrt(2 * Math.PI) / (1 - tail);
    return reported
        .worse(
            Evidence.atMost(
                selfConvergence / truth,
                SEEN,
                "self-convergence sees "
                    + selfConvergence
                    + " of a true error "
                    + truth
                    + "; "
                    + i))
        .worse(
            Evidence.atMost(truth, moved, "true error against what the cut moves the start; " + i));
  }
}
