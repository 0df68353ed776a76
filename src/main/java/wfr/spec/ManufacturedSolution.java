package wfr.spec;

import java.util.List;
import java.util.Set;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.measure.Axis;
import wfr.measure.DiscreteTarget;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.Potential;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.SplittingStep;
import wfr.operation.Group;
import wfr.operation.Implementation;

/**
 * Claim G9: the scheme with a source. For any positive rho(x, t) of mass 1 on the circle
 *   S = d_t rho - D d_x(rho d_x h) + lambda rho (h - E_rho h),   h = log rho + V + log Z,
 * makes rho a solution of the flow with the source S. The source is not written down: it is computed from rho and V by automatic differentiation,
 *   d_x(rho h_x) = rho_x h_x + rho h_xx. One step is half a source (cell averages integrated in time, by Gauss rules of order 6),
 * the scheme, half a source.
 */
public final class ManufacturedSolution {
  private static final double LAMBDA = 1.4;
  private static final double D = 0.6;
  private static final double TIME = 0.8;
  private static final double LENGTH = 2 * Math.PI;
  private static final int COARSEST = 24;
  private static final int NODES = 128;
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(3, 0, 1);

  /** G9. */
  public static final Claim<SplittingScheme> G9 =
      Claim.exact(
          "G9",
          "Manufactured solution with a source computed from it: order 2 in dx and dt",
          EvidenceClass.D,
          Set.of(Group.DISCRETISATION, Group.TRANSPORT, Group.REACTION, Group.SPLITTING),
          List.of(SplittingScheme.STRANG),
          (ops, splitting, seed) -> study(ops, splitting));

  private ManufacturedSolution() {}

  /** It. */
  public static List<Claim<?>> all() {
    return List.of(G9);
  }

  private static Evidence study(Implementation ops, SplittingScheme splitting) {
    double[] errors = new double[4];
    double[] degraded = new double[4];
    double mass = 0;
    for (int l = 0; l < errors.length; l++) {
      int steps = 8 << l;
      DiscreteTarget target = ops.apply(new Discretise(PROBLEM, COARSEST << l));
      double[][] sources = sources(target.grid().axis(0), steps);
      double[] found = run(ops, target, sources, splitting);
      errors[l] = found[0];
      mass = Math.max(mass, found[1]);
      degraded[l] = run(ops, target, sources, SplittingScheme.LIE_WFR)[0];
    }
    return ConvergenceStudy.ofErrors(2, 1, errors)
        .evidence("L1 error of the cell masses, dt like dx")
        .worse(ConvergenceStudy.ofErrors(2, 1, degraded).control("Lie splitting"))
        .worse(ConvergenceStudy.ofErrors(1, 1, degraded).lastRate("Lie splitting"))
        .worse(
            Evidence.atMost(
                mass,
                Bounds.rounding(16 * (8 << errors.length) * (COARSEST << errors.length), 1),
                "mass, which the source keeps"));
  }

  /** L1 error of the cell masses at the end, and distance of the mass from 1. */
  private static double[] run(
      Implementation ops, DiscreteTarget target, double[][] sources, SplittingScheme splitting) {
    Axis grid = target.grid().axis(0);
    int cells = grid.cells();
    int steps = sources.length / 2;
    double[] m = new double[cells];
    for (int c = 0; c < cells; c++) {
      m[c] = cellMass(grid, c, 0);
    }
    double dt = TIME / steps;
    for (int n = 0; n < steps; n++) {
      add(m, sources[2 * n]);
      double[] h = new double[cells];
      for (int c = 0; c < cells; c++) {
        h[c] = Math.log(m[c]) - target.logMass()[c];
      }
      h =
          ops.apply(
              new SplittingStep(target, h, LAMBDA, dt, splitting, TransportScheme.EXTRAPOLATED));
      for (int c = 0; c < cells; c++) {
        m[c] = Math.exp(target.logMass()[c] + h[c]);
      }
      add(m, sources[2 * n + 1]);
    }
    double error = 0;
    double mass = 0;
    for (int c = 0; c < cells; c++) {
      error += Math.abs(m[c] - cellMass(grid, c, TIME));
      mass += m[c];
    }
    return new double[] {error, Math.abs(mass - 1)};
  }

  private static double cellMass(Axis grid, int cell, double t) {
    double sum = 0;
    for (int q = 0; q < RULE.getNumberOfPoints(); q++) {
      double x = grid.edge(cell) + grid.dx() * RULE.getPoint(q);
      sum += grid.dx() * RULE.getWeight(q) * rho(x, t).getValue();
    }
    return sum;
  }

  private static void add(double[] m, double[] change) {
    for (int c = 0; c < m.length; c++) {
      m[c] += change[c];
    }
  }

  /** What the source adds to each cell in each half step. */
  private static double[][] sources(Axis grid, int steps) {
    int points = RULE.getNumberOfPoints();
    double half = TIME / (2 * steps);
    double[][] change = new double[2 * steps][grid.cells()];
    for (int n = 0; n < change.length; n++) {
      double added = 0;
      for (int j = 0; j < points; j++) {
        double time = half * (n + RULE.getPoint(j));
        double mean = meanLogRatio(time);
        for (int c = 0; c < grid.cells(); c++) {
          for (int q = 0; q < points; q++) {
            double x = grid.edge(c) + grid.dx() * RULE.getPoint(q);
            double weight = half * RULE.getWeight(j) * grid.dx() * RULE.getWeight(q);
            change[n][c] += weight * source(x, time, mean);
          }
        }
      }
      for (double d : change[n]) {
        added += d;
      }
      // int S = 0 exactly; what the quadrature leaves is spread, so that the mass is kept.
      for (int c = 0; c < grid.cells(); c++) {
        change[n][c] -= added / grid.cells();
      }
    }
    return change;
  }

  private static double source(double x, double t, double mean) {
    DerivativeStructure rho = rho(x, t);
    DerivativeStructure h = rho.log().add(v(x));
    double density = rho.getValue();
    double flux =
        rho.getPartialDerivative(1, 0) * h.getPartialDerivative(1, 0)
            + density * h.getPartialDerivative(2, 0);
    return rho.getPartialDerivative(0, 1) - D * flux + LAMBDA * density * (h.getValue() - mean);
  }

  /** E_rho(log rho + V), the constant log Z cancelling, by the trapezoidal rule: spectral on the circle. */
  private static double meanLogRatio(double t) {
    double sum = 0;
    for (int k = 0; k < NODES; k++) {
      double x = LENGTH * k / NODES;
      DerivativeStructure rho = rho(x, t);
      sum += LENGTH / NODES * rho.getValue() * (Math.log(rho.getValue()) + v(x).getValue());
    }
    return sum;
  }

  /** The solution: (1 + 0.4 cos(x - t) + 0.3 e^{-t} sin 2x)/(2 pi), of mass 1 and positive. */
  private static DerivativeStructure rho(double x, double t) {
    DerivativeStructure space = new DerivativeStructure(2, 2, 0, x);
    DerivativeStructure time = new DerivativeStructure(2, 2, 1, t);
    return space
        .subtract(time)
        .cos()
        .multiply(0.4)
        .add(time.negate().exp().multiply(space.multiply(2).sin()).multiply(0.3))
        .add(1)
        .divide(LENGTH);
  }

  /** V = 0.9 cos 2x + 0.5 sin x. */
  private static DerivativeStructure v(double x) {
    DerivativeStructure space = new DerivativeStructure(2, 2, 0, x);
    return space.multiply(2).cos().multiply(0.9).add(space.sin().multiply(0.5));
  }

  private static final WfrProblem PROBLEM =
      new WfrProblem(
          new Potential() {
            @Override
            public int dimension() {
              return 1;
            }

            @Override
            public double value(double[] x) {
              return v(x[0]).getValue();
            }

            @Override
            public void gradient(double[] x, double[] gradient) {
              gradient[0] = v(x[0]).getPartialDerivative(1, 0);
            }
          },
          uniform(),
          Domain.interval(0, LENGTH, Domain.Boundary.PERIODIC),
          LAMBDA,
          D);

  /** The start is the manufactured solution; the problem needs one and this is not used. */
  private static InitialLaw uniform() {
    return GaussianLaw.of(Math.PI, 1);
  }
}
