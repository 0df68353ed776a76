package wfr.pde;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import wfr.math.MatrixExponential;
import wfr.measure.DiscreteTarget;
import wfr.model.Domain;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Transport;
import wfr.reference.Reference;
import wfr.scenario.ScenarioReader;

/**
 * What splitting transport by axis costs, apart from everything else: the same generator A = A_x + A_y as one dense matrix, stepped unsplit by the same formulas.
 *   splitting   factored step against unsplit step: the commutators of the axes alone
 *   stepper     unsplit step against e^{tA}
 *   total       factored step against e^{tA}
 * each the L1 distance of the cells' masses at time t. The scenario rotated-well in a box without flux, where the axes do not commute.
 */
final class PlaneSplitting {
  private static final double TIME = 0.1;

  private final DiscreteTarget target;
  private final RealMatrix generator;
  private final double[] start;
  private final RealVector exact;

  /** A grid of so many cells per axis. */
  PlaneSplitting(int cells) {
    WfrProblem well = ScenarioReader.readShipped("rotated-well").problem();
    Domain box =
        new Domain(new double[] {-1.7, -1.4}, new double[] {1.7, 1.5}, Domain.Boundary.NO_FLUX);
    WfrProblem problem = new WfrProblem(well.potential(), well.initial(), box, 0, 1);
    target = ScharfetterGummelFlux.discretise(problem, cells);
    start = ScharfetterGummelFlux.initialLogRatio(problem, target);
    generator = generator(target);
    exact = MatrixExponential.of(generator.scalarMultiply(TIME)).operate(exp(start));
  }

  /**
   * L1 distances.
   *
   * @param splitting factored against unsplit
   * @param stepper unsplit against the exponential
   * @param total factored against the exponential
   */
  record Errors(double splitting, double stepper, double total) {}

  Errors errors(TransportScheme scheme, int steps) {
    double dt = TIME / steps;
    double[] h = start.clone();
    RealVector u = exp(start);
    DecompositionSolver[] stages = new DecompositionSolver[scheme.order()];
    Arrays.setAll(stages, j -> stage(dt / (j + 1)));
    for (int k = 0; k < steps; k++) {
      h = Reference.IMPLEMENTATION.apply(new Transport(target, h, dt, scheme)).logRatio();
      u = extrapolated(stages, u);
    }
    RealVector factored = exp(h);
    return new Errors(distance(factored, u), distance(u, exact), distance(factored, exact));
  }

  private DecompositionSolver stage(double dt) {
    RealMatrix identity = MatrixUtils.createRealIdentityMatrix(start.length);
    return new LUDecomposition(identity.subtract(generator.scalarMultiply(dt))).getSolver();
  }

  /** sum_j w_j log u_j of rows with j steps each, w_j = prod_{i != j} j/(j - i), of mass 1. */
  private RealVector extrapolated(DecompositionSolver[] stages, RealVector u) {
    RealVector logs = u.mapMultiply(0);
    for (int j = 1; j <= stages.length; j++) {
      RealVector row = u;
      double weight = 1;
      for (int i = 1; i <= stages.length; i++) {
        row = i <= j ? stages[j - 1].solve(row) : row;
        weight *= i == j ? 1 : (double) j / (j - i);
      }
      logs = logs.add(row.map(Math::log).mapMultiply(weight));
    }
    RealVector sum = logs.map(Math::exp);
    double mass = 0;
    for (int c = 0; c < sum.getDimension(); c++) {
      mass += Math.exp(target.logMass()[c]) * sum.getEntry(c);
    }
    return sum.mapDivide(mass);
  }

  private static RealVector exp(double[] h) {
    return new ArrayRealVector(h).map(Math::exp);
  }

  private double distance(RealVector a, RealVector b) {
    double sum = 0;
    for (int c = 0; c < a.getDimension(); c++) {
      sum += Math.exp(target.logMass()[c]) * Math.abs(a.getEntry(c) - b.getEntry(c));
    }
    return sum;
  }

  private static RealMatrix generator(DiscreteTarget t) {
    int n = t.grid().cells();
    RealMatrix a = new Array2DRowRealMatrix(n, n);
    for (int c = 0; c < n; c++) {
      for (int k = 0; k < t.grid().dimension(); k++) {
        couple(a, c, c - t.grid().stride(k), t.before(k, c) - t.logMass()[c]);
        couple(a, c, c + t.grid().stride(k), t.after(k, c) - t.logMass()[c]);
      }
    }
    return a;
  }

  private static void couple(RealMatrix a, int c, int other, double logRate) {
    if (logRate > Double.NEGATIVE_INFINITY) {
      a.addToEntry(c, other, Math.exp(logRate));
      a.addToEntry(c, c, -Math.exp(logRate));
    }
  }

  /** The table of reports/plane-convergence.md. */
  static void print() {
    PlaneSplitting study = new PlaneSplitting(24);
    System.out.println("| transport | step | splitting by axis | stepper | both |");
    System.out.println("|---|---|---|---|---|");
    for (TransportScheme scheme : TransportScheme.values()) {
      for (int steps = 5; steps <= 80; steps *= 2) {
        Errors e = study.errors(scheme, steps);
        System.out.printf(
            Locale.ROOT,
            "| %s | %s | %.3g | %.3g | %.3g |%n",
            scheme.key(),
            TIME / steps,
            e.splitting(),
            e.stepper(),
            e.total());
      }
    }
  }
}
