package wfr.spec;

import java.util.function.DoubleUnaryOperator;
import wfr.diagnostics.Expectation;
import wfr.math.Estimate;
import wfr.measure.GridDensity;
import wfr.model.GridSettings;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.GridRun;
import wfr.operation.Implementation;

/** The limit dt to 0 of a scheme of order 1, without noise, against the PDE: rates alone would accept a scheme for another equation. */
final class SchemeLimit {
  private static final int GRIDS = 3;

  private SchemeLimit() {}

  /** E f(X) of the PDE for each f, extrapolated twice from three nested grids (errors dx^2, dx^4 with dt proportional to dx^2), and its own error. */
  static Estimate[] ofPde(Implementation ops, WfrProblem p, double time, DoubleUnaryOperator... f) {
    double[][] t = new double[GRIDS][f.length];
    for (int l = 0; l < GRIDS; l++) {
      GridSettings settings =
          new GridSettings(
              160 << l,
              time / (40 << 2 * l),
              SplittingScheme.STRANG,
              TransportScheme.BACKWARD_EULER);
      GridDensity rho = ops.apply(new GridRun(p, settings, new double[] {time})).densities().get(0);
      Expectation e = new Expectation(rho, p.potential());
      for (int j = 0; j < f.length; j++) {
        DoubleUnaryOperator g = f[j];
        t[l][j] = e.of(x -> g.applyAsDouble(x[0]));
      }
    }
    Estimate[] found = new Estimate[f.length];
    for (int j = 0; j < f.length; j++) {
      double fine = t[2][j] + (t[2][j] - t[1][j]) / 3;
      double coarse = t[1][j] + (t[1][j] - t[0][j]) / 3;
      found[j] = new Estimate(fine + (fine - coarse) / 15, Math.abs(fine - coarse));
    }
    return found;
  }

  /** Values at dt, dt/2, ..., extrapolated twice (dt, dt^2): the PDE's within their last correction and its error. */
  static Evidence reached(String what, double[] values, Estimate pde) {
    int n = values.length;
    double once = 2 * values[n - 1] - values[n - 2];
    double before = 2 * values[n - 2] - values[n - 3];
    double correction = (once - before) / 3;
    return Evidence.atMost(
        Math.abs(once + correction - pde.value()),
        Math.abs(correction) + pde.error(),
        what + " for dt -> 0 against the PDE");
  }
}
