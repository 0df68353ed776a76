package wfr.pde;

import java.util.Arrays;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import wfr.math.LogSumExp;
import wfr.operation.GridOperations;
import wfr.operation.GridOperations.ExtrapolateRows;
import wfr.operation.GridOperations.Extrapolated;
import wfr.operation.GridOperations.ExtrapolatedStep;
import wfr.operation.GridOperations.LieSteps;
import wfr.operation.GridOperations.Reaction;
import wfr.operation.GridOperations.Transport;
import wfr.operation.Implementation;

/**
 * A step s of the WFR flow of order k, by extrapolation of Lie's composition of implicit Euler and the exact reaction: with T_j = (FR(s/j) o IE(s/j))^j h for j = 1 .. k, whose mass the reaction sets to 1,
 *   R = sum_j w_j T_j,   w_j = prod_{i != j} j/(j - i),   in h = log(rho/pi): positive by construction.
 * The error of T_j expands in powers of s/j, splittings by axis and into sub-flows included, so one weight per row removes all of it up to order k. R is clipped, cell by cell, to
 * T_k +- max(r, min(4 r, 0.1)), r = max_j T_j - min_j T_j (T_k where it is not finite), and its mass set to 1; the rows 2 .. k alone give the order below.
 * Special cases: h = 0 is fixed by every row and so by R, exactly; lambda = 0 is transport, whose rows keep their mass; where the rows agree R is theirs.
 * Accuracy: order k for smooth solutions; for stiff components what implicit Euler gives. Rounding is amplified by sum |w_j|, 300 at k = 6.
 * Source: Deuflhard 1985 (extrapolated implicit Euler); proofs-notes, G14.
 */
public final class ExtrapolatedEuler {
  /** Cells from which on rows are made side by side: their bits are their own. */
  private static final int LARGE = 1 << 11;

  /** Of the range of the rows: less costs order where the leading errors change sign. */
  private static final double REACH = 4;

  /** Beyond it, where rows differ by as much, nothing is asymptotic: tails that fill, in which h moves by hundreds in a step. */
  private static final double SMALL = 0.1;

  private ExtrapolatedEuler() {}

  /** So many steps of Lie's composition, of the sub-flows of an implementation; where none is replaced the constants in h are left until the end. */
  public static double[] steps(LieSteps call, Implementation ops) {
    double rate = call.lambda() * call.dt();
    double[] logMass = call.target().logMass();
    boolean kernel =
        rate > 0
            ? ops.standsFor(GridOperations.TRANSPORT, GridOperations.REACTION)
            : ops.standsFor(GridOperations.TRANSPORT);
    if (kernel) {
      double[] h = call.logRatio().clone();
      FokkerPlanckStep.recent(call.target(), call.dt()).advance(h, Math.exp(-rate), call.steps());
      if (rate > 0) {
        normalise(logMass, h);
      }
      return h;
    }
    double[] h = call.logRatio();
    for (int n = 0; n < call.steps(); n++) {
      h = ops.apply(new Transport(call.target(), h, call.dt())).logRatio();
      h = rate > 0 ? ops.apply(new Reaction(logMass, h, rate)) : h;
    }
    return h;
  }

  /** The step. */
  public static Extrapolated step(ExtrapolatedStep call, Implementation ops) {
    IntFunction<LieSteps> row =
        j -> new LieSteps(call.target(), call.logRatio(), call.lambda(), call.dt() / j, j);
    int k = call.order();
    double[][] rows = new double[k][];
    if (call.logRatio().length >= LARGE && ops.standsFor(GridOperations.LIE_STEPS)) {
      // the longest here, the others from the longest on elsewhere: row j costs j steps
      ForkJoinTask.invokeAll(
          IntStream.range(0, k)
              .map(i -> i == 0 ? k : i)
              .mapToObj(j -> ForkJoinTask.adapt(() -> rows[j - 1] = steps(row.apply(j), ops)))
              .toList());
    } else {
      Arrays.setAll(rows, j -> ops.apply(row.apply(j + 1)));
    }
    return ops.apply(new ExtrapolateRows(call.target().logMass(), rows));
  }

  /** The rows made one. */
  public static Extrapolated rows(ExtrapolateRows call) {
    double[][] rows = call.rows();
    int k = rows.length;
    double[] high = combined(rows, weights(1, k));
    double[] low = combined(rows, weights(2, k));
    double[] last = rows[k - 1];
    double[] least = last.clone();
    double[] most = last.clone();
    for (int j = 0; j < k - 1; j++) {
      double[] row = rows[j];
      for (int c = 0; c < least.length; c++) {
        least[c] = Math.min(least[c], row[c]);
        most[c] = Math.max(most[c], row[c]);
      }
    }
    for (int c = 0; c < high.length; c++) {
      double range = most[c] - least[c];
      double reach = Math.max(range, Math.min(REACH * range, SMALL));
      double clipped = Math.min(last[c] + reach, Math.max(last[c] - reach, high[c]));
      high[c] = Double.isFinite(clipped) ? clipped : last[c];
      low[c] = Double.isFinite(low[c]) ? low[c] : last[c];
    }
    double mass = normalise(call.logMass(), high);
    normalise(call.logMass(), low);
    return new Extrapolated(high, low, mass);
  }

  /** w_j of rows from .. k, 0 for those before. */
  static double[] weights(int from, int k) {
    double[] w = new double[k];
    for (int j = from; j <= k; j++) {
      double product = 1;
      for (int i = from; i <= k; i++) {
        product *= i == j ? 1 : (double) j / (j - i);
      }
      w[j - 1] = product;
    }
    return w;
  }

  private static double[] combined(double[][] rows, double[] weights) {
    double[] sum = new double[rows[0].length];
    for (int j = 0; j < rows.length; j++) {
      double w = weights[j];
      double[] row = rows[j];
      for (int c = 0; w != 0 && c < sum.length; c++) {
        sum[c] += w * row[c];
      }
    }
    return sum;
  }

  /** Sets the mass to 1; returns the log of what it was. */
  static double normalise(double[] logMass, double[] h) {
    double[] l = new double[h.length];
    for (int c = 0; c < l.length; c++) {
      l[c] = logMass[c] + h[c];
    }
    double mass = LogSumExp.of(l);
    for (int c = 0; c < l.length; c++) {
      h[c] -= mass;
    }
    return mass;
  }
}
