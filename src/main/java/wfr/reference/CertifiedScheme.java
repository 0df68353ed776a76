package wfr.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import wfr.certificate.SchemeCertificate;
import wfr.math.ErrorFree;
import wfr.math.TimeSteps;
import wfr.measure.DiscreteTarget;
import wfr.model.DiscreteScheme;
import wfr.model.SplittingScheme;
import wfr.model.SubStep;
import wfr.model.WfrProblem;
import wfr.operation.CertificateOperations.SchemeBounds;
import wfr.operation.CertificateOperations.SchemeStates;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.InitialLogRatio;
import wfr.operation.Implementation;

/**
 * A finite-volume run with implicit Euler transport whose states are enclosed: in every cell, computed/exact lies within e^{+-bound} of 1, where
 * exact is the solution of the same scheme in real arithmetic, both normalised to mass 1 up to the stated mass defect, which the bound includes.
 *
 * @param cells number of cells
 * @param steps time steps
 * @param splitting order of the sub-flows
 * @param times output times
 * @param bounds guaranteed bound of |log(computed/exact)| at each of them
 */
public record CertifiedScheme(
    int cells, int steps, SplittingScheme splitting, double[] times, double[] bounds) {
  /** Cells of a certificate where the scenario fixes none. */
  public static final int DEFAULT_CELLS = 200;

  /** Steps up to the last output time where the scenario fixes no step. */
  public static final int DEFAULT_STEPS = 400;

  /**
   * Solves and certifies.
   *
   * @throws IllegalArgumentException where a mass or a ratio leaves the range the certificate covers
   */
  public static CertifiedScheme of(
      WfrProblem problem,
      double[] times,
      OptionalInt wantedCells,
      OptionalDouble wantedStep,
      SplittingScheme splitting,
      Implementation ops) {
    int cells = wantedCells.orElse(DEFAULT_CELLS);
    double step = wantedStep.orElse(Math.max(times[times.length - 1], 1e-300) / DEFAULT_STEPS);
    DiscreteTarget target = ops.apply(new Discretise(problem, cells));
    List<SubStep> sequence = new ArrayList<>();
    int[] at = new int[times.length];
    int steps = 0;
    double t = 0;
    DiscreteScheme scheme = DiscreteScheme.of(target, problem.reactionRate(), 0, 0, splitting);
    for (int k = 0; k < times.length; k++) {
      int n = TimeSteps.count(t, times[k], step);
      double dt = n == 0 ? 0 : (times[k] - t) / n;
      sequence.addAll(DiscreteScheme.of(target, problem.reactionRate(), dt, n, splitting).steps());
      steps += n;
      at[k] = sequence.size();
      t = times[k];
    }
    scheme = new DiscreteScheme(scheme.mass(), scheme.conductance(), sequence);
    double[][] states = ops.apply(new SchemeStates(scheme, start(problem, target, ops)));
    double[] eps = ops.apply(new SchemeBounds(scheme, states));
    double[] bounds = new double[times.length];
    for (int k = 0; k < times.length; k++) {
      double mass = SchemeCertificate.massResidual(scheme.mass(), states[at[k]]);
      bounds[k] = ErrorFree.addUp(eps[at[k]], mass);
    }
    return new CertifiedScheme(cells, steps, splitting, times.clone(), bounds);
  }

  private static double[] start(WfrProblem problem, DiscreteTarget target, Implementation ops) {
    double[] u = ops.apply(new InitialLogRatio(problem, target));
    for (int i = 0; i < u.length; i++) {
      double h = u[i];
      u[i] = StrictMath.exp(h);
      if (!(u[i] >= Double.MIN_NORMAL) || Double.isInfinite(u[i])) {
        throw new IllegalArgumentException(
            "the certificate covers starts with log(rho_0/pi) between -700 and 700 in every cell: cell "
                + i
                + " has "
                + (float) h);
      }
    }
    return u;
  }
}
