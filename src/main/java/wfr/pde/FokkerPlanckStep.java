package wfr.pde;

import wfr.math.Recent;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.model.TransportScheme;
import wfr.operation.GridOperations.Transport;
import wfr.operation.GridOperations.Transported;

/**
 * Transport d_t u = (A_0 + .. + A_{d-1}) u, A_k the generator of {@link ScharfetterGummelFlux} along axis k, for a fixed step on h = log u, split by axis:
 *   backward-euler   (I - dt A_{d-1})^{-1} .. (I - dt A_0)^{-1} u: order 1, positive, within the range of u, decreases KL, for every dt (G2, G2P);
 *   tr-bdf2          T_0(dt/2) .. T_{d-2}(dt/2) T_{d-1}(dt) T_{d-2}(dt/2) .. T_0(dt/2), T_k tr-bdf2 along axis k with its limiter ({@link AxisStep}): order 2, positive.
 * Every factor fixes u = 1 and conserves mass. On the line there is one factor, the whole generator. Factoring adds dt^2 A_j A_k, respectively the Strang commutators, to the error: they
 * vanish where the axes commute (product targets) and are part of what refining the step measures (G3P).
 *
 * <p>The swept axis is kept the slowest in storage, so that its lines lie side by side; a transposition turns the next one there, no access is strided.
 * Range: u is exponentiated relative to the middle of its range; where that range exceeds e^1300, or a cell is empty, the backward
 * Euler systems are solved in logarithms (no clipping, no overflow) and tr-bdf2 is replaced by them, which the ledger counts.
 * Accuracy: componentwise relative, a few cells x ulp.
 * Source: proofs-notes, G2, G2P, G4, A7, A8, A9, A10, A12D, B5, B6, B7P, B9, B10, B10R, B12, F1, G3, G3P, G7, G9.
 */
public final class FokkerPlanckStep implements SubFlow {
  private static final double LOG_RANGE = 1300;
  private static final int BLOCK = 16;
  private static final Recent<Key, FokkerPlanckStep> RECENT =
      new Recent<>(k -> new FokkerPlanckStep(k.target, k.dt, k.scheme));

  private final int[] cells;
  private final boolean symmetric;
  private final AxisStep[] steps;
  private double[] state;
  private double[] spare;
  private long logarithmicSteps;

  /**
   * @param target masses and conductances
   * @param dt time, >= 0
   * @param scheme stepper of every axis
   */
  public FokkerPlanckStep(DiscreteTarget target, double dt, TransportScheme scheme) {
    if (!(dt >= 0)) {
      throw new IllegalArgumentException("time step must be >= 0: " + dt);
    }
    Grid grid = target.grid();
    int d = grid.dimension();
    int n = grid.cells();
    symmetric = scheme == TransportScheme.TR_BDF2;
    cells = new int[d];
    steps = new AxisStep[d];
    state = new double[n];
    spare = d == 1 ? null : new double[n];
    for (int k = 0; k < d; k++) {
      cells[k] = grid.axis(k).cells();
    }
    for (int k = 0; k < d; k++) {
      double logDt = Math.log(symmetric && k < d - 1 ? 0.5 * dt : dt);
      double[] left = new double[n];
      double[] right = new double[n];
      for (int c = 0; c < n; c++) {
        left[c] = Math.exp(logDt + target.before(k, c) - target.logMass()[c]);
        right[c] = Math.exp(logDt + target.after(k, c) - target.logMass()[c]);
      }
      steps[k] = new AxisStep(slowest(left, k), slowest(right, k), n / cells[k], scheme);
    }
  }

  private record Key(DiscreteTarget target, double dt, TransportScheme scheme) {}

  /** The step as a pure function. */
  public static Transported of(Transport call) {
    FokkerPlanckStep step = RECENT.of(new Key(call.target(), call.dt(), call.scheme()));
    long limited = step.limitedSweeps();
    long logarithmic = step.logarithmicSteps;
    double[] h = call.logRatio().clone();
    step.advance(h);
    return new Transported(
        h, (int) (step.limitedSweeps() - limited), step.logarithmicSteps > logarithmic);
  }

  /** Sweeps along an axis in which the flux limiter of tr-bdf2 acted. */
  public long limitedSweeps() {
    long sum = 0;
    for (AxisStep step : steps) {
      sum += step.limited();
    }
    return sum;
  }

  /** Steps solved in logarithms. */
  public long logarithmicSteps() {
    return logarithmicSteps;
  }

  @Override
  public void advance(double[] h) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double v : h) {
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
    if (!(max - min <= LOG_RANGE)) {
      if (!(max < Double.POSITIVE_INFINITY)) {
        throw new ArithmeticException("log(rho/pi) left the numbers: maximum " + max);
      }
      logarithmicSteps++;
      System.arraycopy(h, 0, state, 0, h.length);
      sweeps(true);
      System.arraycopy(state, 0, h, 0, h.length);
      return;
    }
    double shift = 0.5 * (min + max);
    for (int c = 0; c < h.length; c++) {
      state[c] = Math.exp(h[c] - shift);
    }
    sweeps(false);
    for (int c = 0; c < h.length; c++) {
      h[c] = Math.log(state[c]) + shift;
    }
  }

  /** The state in natural storage before and after. */
  private void sweeps(boolean logarithms) {
    int d = cells.length;
    for (int k = 0; k < d; k++) {
      turn(cells[k]);
      sweep(k, logarithms);
    }
    // d turns: the storage is natural again, axis d - 1 slowest
    for (int k = d - 2; symmetric && k >= 0; k--) {
      turn(state.length / cells[k + 1]);
      sweep(k, logarithms);
    }
    if (symmetric) {
      turn(state.length / cells[0]);
    }
  }

  private void sweep(int k, boolean logarithms) {
    if (logarithms) {
      steps[k].advanceLogarithms(state);
    } else {
      steps[k].advance(state);
    }
  }

  /** Makes the fastest so many entries of the storage the slowest; with the number of all others it turns back. */
  private void turn(int width) {
    if (width < state.length && width > 1) {
      transpose(state, spare, width, state.length / width);
      double[] swap = state;
      state = spare;
      spare = swap;
    }
  }

  /** Natural storage with axis k turned to be the slowest: axes k + 1, .., d - 1, 0, .., k from the fastest. */
  private double[] slowest(double[] natural, int k) {
    double[] out = natural;
    for (int j = 0; j <= k && cells.length > 1; j++) {
      double[] next = new double[out.length];
      transpose(out, next, cells[j], out.length / cells[j]);
      out = next;
    }
    return out;
  }

  /** to[i rows + j] = from[j width + i], by blocks that stay in the cache. */
  private static void transpose(double[] from, double[] to, int width, int rows) {
    for (int j0 = 0; j0 < rows; j0 += BLOCK) {
      int j1 = Math.min(rows, j0 + BLOCK);
      for (int i0 = 0; i0 < width; i0 += BLOCK) {
        int i1 = Math.min(width, i0 + BLOCK);
        for (int i = i0; i < i1; i++) {
          for (int j = j0; j < j1; j++) {
            to[i * rows + j] = from[j * width + i];
          }
        }
      }
    }
  }
}
