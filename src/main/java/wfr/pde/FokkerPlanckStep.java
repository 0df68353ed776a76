package wfr.pde;

import java.util.Arrays;
import wfr.math.Exponential;
import wfr.math.LogSumExp;
import wfr.math.Recent;
import wfr.math.TridiagonalSystem;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.operation.GridOperations.Extrapolated;
import wfr.operation.GridOperations.ExtrapolatedStep;
import wfr.operation.GridOperations.Transport;
import wfr.operation.GridOperations.Transported;
import wfr.operation.Implementation;

/**
 * Implicit Euler for d_t u = (A_0 + .. + A_{d-1}) u, A_k the generator of {@link ScharfetterGummelFlux} along axis k, for a fixed step on h = log u, split by axis:
 *   u' = (I - dt A_{d-1})^{-1} .. (I - dt A_0)^{-1} u: order 1, positive, within the range of u, decreases KL, for every dt (G2, G2P).
 * Every factor fixes u = 1 and conserves mass. On the line there is one factor, the whole generator. Factoring adds dt^2 A_j A_k to the error, which vanishes where the axes commute
 * (product targets); it is of the step's own order, and {@link ExtrapolatedEuler} removes it with it (G3P).
 *
 * <p>A step of the WFR flow by Lie's composition is {@code h' = theta log u'}, theta = e^{-lambda dt}, up to a constant, which is a gauge: {@link #advance(double[], double, int)} takes it along.
 * The swept axis is kept the slowest in storage, so that its lines lie side by side; a transposition turns the next one there, no access is strided.
 * Range: u is exponentiated relative to the middle of its range; where that range exceeds e^1300, u' relative to u; where neighbours differ by e^700, or a cell is empty, every number carries an
 * exponent of its own (no clipping, no overflow).
 * Rates are cut at e^650: what is faster has arrived at once on either side of it.
 * Accuracy: componentwise relative, a few cells x ulp.
 * Source: proofs-notes, G2, G2P, G4, A7, A8, A9, A10, A12D, B5, B6, B7P, B9, B10, B10R, B12, F1, G3, G3P, G7, G9.
 */
public final class FokkerPlanckStep implements SubFlow {
  private static final double LOG_RANGE = 1300;
  private static final double LOG_RATE = 650;

  /** Of the logarithm of the mass, in a step with exponents: rounding of h ulps, h up to 1e9. */
  private static final double MOST_LOST = 1e-6;

  private static final int BLOCK = 16;
  private static final Recent<Key, FokkerPlanckStep> RECENT =
      new Recent<>(k -> new FokkerPlanckStep(k.target, k.dt));
  private static final Recent<DiscreteTarget, double[][][]> RATES =
      new Recent<>(FokkerPlanckStep::rates);

  private final double[] logMass;
  private final int[] cells;
  private final TridiagonalSystem[] systems;
  private double[] state;
  private double[] spare;
  private double[] exponent;
  private long logarithmicSteps;

  /**
   * @param target masses and conductances
   * @param dt time, >= 0
   */
  public FokkerPlanckStep(DiscreteTarget target, double dt) {
    if (!(dt >= 0)) {
      throw new IllegalArgumentException("time step must be >= 0: " + dt);
    }
    Grid grid = target.grid();
    int d = grid.dimension();
    int n = grid.cells();
    logMass = target.logMass();
    cells = new int[d];
    systems = new TridiagonalSystem[d];
    state = new double[n];
    spare = d == 1 ? null : new double[n];
    for (int k = 0; k < d; k++) {
      cells[k] = grid.axis(k).cells();
    }
    double[][][] rates = RATES.of(target);
    for (int k = 0; k < d; k++) {
      systems[k] = new TridiagonalSystem(rates[k][0], rates[k][1], dt, n / cells[k]);
    }
  }

  /** kappa/p towards the cell before and the cell after, by axis, in the storage in which the axis is swept. */
  private static double[][][] rates(DiscreteTarget target) {
    Grid grid = target.grid();
    double[][][] rates = new double[grid.dimension()][2][];
    for (int k = 0; k < rates.length; k++) {
      double[] left = new double[grid.cells()];
      double[] right = new double[grid.cells()];
      for (int c = 0; c < left.length; c++) {
        double mass = target.logMass()[c];
        left[c] = Math.exp(Math.min(LOG_RATE, target.before(k, c) - mass));
        right[c] = Math.exp(Math.min(LOG_RATE, target.after(k, c) - mass));
      }
      rates[k][0] = slowest(grid, left, k);
      rates[k][1] = slowest(grid, right, k);
    }
    return rates;
  }

  private record Key(DiscreteTarget target, double dt) {}

  /** The step as a pure function; beyond order 1 that of {@link ExtrapolatedEuler} without a reaction. */
  public static Transported of(Transport call, Implementation ops) {
    int order = call.scheme().order();
    if (order > 1) {
      Extrapolated step =
          ops.apply(new ExtrapolatedStep(call.target(), call.logRatio(), 0, call.dt(), order));
      return new Transported(step.logRatio());
    }
    FokkerPlanckStep step = recent(call.target(), call.dt());
    long logarithmic = step.logarithmicSteps;
    double[] h = call.logRatio().clone();
    step.advance(h);
    return new Transported(h, step.logarithmicSteps > logarithmic);
  }

  /** A step of a target, kept by this thread with the last few. */
  static FokkerPlanckStep recent(DiscreteTarget target, double dt) {
    return RECENT.of(new Key(target, dt));
  }

  /** Steps in which the range of u was too large for doubles. */
  public long logarithmicSteps() {
    return logarithmicSteps;
  }

  @Override
  public void advance(double[] h) {
    advance(h, 1, 1);
  }

  /**
   * So many times u' of u and h = theta log u', up to a constant where theta is not 1. Between steps h is left as u^theta: the range of u does not grow, and neither does what it is taken
   * relative to.
   */
  void advance(double[] h, double theta, int times) {
    int left = times;
    double shift = middle(h);
    while (left > 0 && Double.isNaN(shift)) {
      if (!relative(h, theta)) {
        scaled(h, theta);
      }
      shift = middle(h);
      left--;
    }
    if (left == 0) {
      return;
    }
    Exponential.exp(h, shift, state);
    sweeps(false);
    for (int n = 1; n < left; n++) {
      if (theta != 1) {
        Exponential.power(state, theta);
        shift *= theta;
      }
      sweeps(false);
    }
    Exponential.log(state, theta, shift, h);
  }

  /** Of the range of h; NaN where doubles do not reach over e^h. */
  private static double middle(double[] h) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double v : h) {
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
    return max - min <= LOG_RANGE ? 0.5 * (min + max) : Double.NaN;
  }

  /** On an open line, where doubles reach over the change; else nothing is done. */
  private boolean relative(double[] h, double theta) {
    if (!systems[0].solveRelative(h)) {
      return false;
    }
    for (int c = 0; theta != 1 && c < h.length; c++) {
      h[c] *= theta;
    }
    logarithmicSteps++;
    return true;
  }

  private void scaled(double[] h, double theta) {
    double max = Arrays.stream(h).reduce(Double.NEGATIVE_INFINITY, Math::max);
    if (!(max < Double.POSITIVE_INFINITY)) {
      throw new ArithmeticException("log(rho/pi) left the numbers: maximum " + max);
    }
    logarithmicSteps++;
    System.arraycopy(h, 0, state, 0, h.length);
    exponent = exponent == null ? new double[h.length] : exponent;
    Exponential.split(state, exponent);
    double before = logMassOf(h);
    sweeps(true);
    for (int c = 0; c < h.length; c++) {
      h[c] = Exponential.log(state[c], exponent[c]);
    }
    // a rate against a slope of e^700 is 0 in doubles, and what should flow down it is gone
    double lost = Math.abs(logMassOf(h) - before);
    if (!(lost <= MOST_LOST)) {
      throw new SteepCells();
    }
    for (int c = 0; c < h.length; c++) {
      h[c] *= theta;
    }
  }

  /** log sum_c p_c e^{h_c}. */
  private double logMassOf(double[] h) {
    double[] l = new double[h.length];
    Arrays.setAll(l, c -> logMass[c] + h[c]);
    return LogSumExp.of(l);
  }

  /** The state, and where asked for its exponents, in natural storage before and after. */
  private void sweeps(boolean withExponents) {
    for (int k = 0; k < cells.length; k++) {
      state = turned(state, cells[k]);
      if (withExponents) {
        exponent = turned(exponent, cells[k]);
        systems[k].solveScaled(state, exponent);
      } else {
        systems[k].solve(state);
      }
    }
  }

  /** Makes the fastest so many entries of the storage the slowest; after a turn for every axis the storage is natural again. */
  private double[] turned(double[] from, int width) {
    if (width == from.length || width == 1) {
      return from;
    }
    double[] to = spare;
    transpose(from, to, width, from.length / width);
    spare = from;
    return to;
  }

  /** Natural storage with axis k turned to be the slowest: axes k + 1, .., d - 1, 0, .., k from the fastest. */
  private static double[] slowest(Grid grid, double[] natural, int k) {
    double[] out = natural;
    for (int j = 0; j <= k && grid.dimension() > 1; j++) {
      double[] next = new double[out.length];
      int n = grid.axis(j).cells();
      transpose(out, next, n, out.length / n);
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
