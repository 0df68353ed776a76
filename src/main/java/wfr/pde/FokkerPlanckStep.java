package wfr.pde;

import wfr.math.Recent;
import wfr.math.TridiagonalSystem;
import wfr.measure.DiscreteTarget;
import wfr.model.TransportScheme;
import wfr.operation.GridOperations.Transport;
import wfr.operation.GridOperations.Transported;

/**
 * Transport d_t u = A u, A = the generator of {@link ScharfetterGummelFlux}, for a fixed step on h = log u.
 *
 * <p>backward-euler   (I - dt A) u' = u: order 1, positive, within the range of u, decreases KL, for every dt (G2).
 *
 * <p>tr-bdf2   (I - c dt A) u* = (I + c dt A) u,   (I - c dt A) u' = (u* - (1-g)^2 u)/(g (2-g)),   g = 2 - sqrt 2, c = g/2:
 * order 2, L-stable, fixes u = 1, conserves mass, but NOT positive for every dt. Where it would leave a cell without mass (in practice
 * far tails in the first steps) the step is backward Euler plus the flux difference, limited so that no cell gives away more than it has:
 * conservative and positive for every dt, order 2 where the limiter rests. The ledger counts the steps in which it acted.
 *
 * <p>Range: u is exponentiated relative to the middle of its range; where that range exceeds e^1300, or a cell is empty, the backward
 * Euler system is solved in logarithms (no clipping, no overflow) and tr-bdf2 is replaced by it, which the ledger counts too.
 * Accuracy: componentwise relative, a few cells x ulp (no subtraction; TridiagonalSystem).
 * Source: proofs-notes, G2, G4, A7, A8, A9, A10, A12D, B5, B6, B9, B10, B10R, F1, G3, G7, G9.
 */
public final class FokkerPlanckStep implements SubFlow {
  private static final double LOG_RANGE = 1300;
  private static final double KEEP = 1e-3;
  private static final double GAMMA = 2 - Math.sqrt(2);
  private static final Recent<Key, FokkerPlanckStep> RECENT =
      new Recent<>(k -> new FokkerPlanckStep(k.target, k.dt, k.scheme));

  private final int n;
  private final boolean secondOrder;
  private final double[] left;
  private final double[] right;
  private final TridiagonalSystem euler;
  private final TridiagonalSystem stage;
  private final double[] b;
  private final double[] u;
  private final double[] mid;
  private long limitedSteps;
  private long logarithmicSteps;

  /**
   * @param target masses and conductances
   * @param dt time, >= 0
   * @param scheme stepper
   */
  public FokkerPlanckStep(DiscreteTarget target, double dt, TransportScheme scheme) {
    if (!(dt >= 0)) {
      throw new IllegalArgumentException("time step must be >= 0: " + dt);
    }
    n = target.grid().cells();
    left = new double[n];
    right = new double[n];
    double logDt = Math.log(dt);
    for (int i = 0; i < n; i++) {
      left[i] = Math.exp(logDt + target.logConductance()[i] - target.logMass()[i]);
      right[i] = Math.exp(logDt + target.logConductance()[i + 1] - target.logMass()[i]);
    }
    secondOrder = scheme == TransportScheme.TR_BDF2;
    euler = new TridiagonalSystem(left, right);
    stage = secondOrder ? new TridiagonalSystem(scaled(left), scaled(right)) : null;
    b = new double[n];
    u = secondOrder ? new double[n] : null;
    mid = secondOrder ? new double[n] : null;
  }

  private record Key(DiscreteTarget target, double dt, TransportScheme scheme) {}

  /** The step as a pure function. */
  public static Transported of(Transport call) {
    FokkerPlanckStep step = RECENT.of(new Key(call.target(), call.dt(), call.scheme()));
    long limited = step.limitedSteps;
    long logarithmic = step.logarithmicSteps;
    double[] h = call.logRatio().clone();
    step.advance(h);
    return new Transported(
        h, (int) (step.limitedSteps - limited), step.logarithmicSteps > logarithmic);
  }

  private static double[] scaled(double[] rate) {
    double[] out = rate.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] *= 0.5 * GAMMA;
    }
    return out;
  }

  /** Steps in which the flux limiter of tr-bdf2 acted. */
  public long limitedSteps() {
    return limitedSteps;
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
      euler.solveLogarithms(h);
      return;
    }
    double shift = 0.5 * (min + max);
    for (int i = 0; i < n; i++) {
      b[i] = Math.exp(h[i] - shift);
    }
    if (secondOrder) {
      trBdf2();
    } else {
      euler.solve(b);
    }
    for (int i = 0; i < n; i++) {
      h[i] = Math.log(b[i]) + shift;
    }
  }

  /** Replaces b by its tr-bdf2 step. */
  private void trBdf2() {
    System.arraycopy(b, 0, u, 0, n);
    double c = 0.5 * GAMMA;
    for (int i = 0; i < n; i++) {
      mid[i] = u[i] + c * divergence(u, i);
    }
    stage.solve(mid);
    double scale = 1 / (GAMMA * (2 - GAMMA));
    double old = (1 - GAMMA) * (1 - GAMMA);
    boolean positive = true;
    for (int i = 0; i < n; i++) {
      b[i] = scale * (mid[i] - old * u[i]);
    }
    stage.solve(b);
    for (int i = 0; i < n; i++) {
      positive &= b[i] > 0;
    }
    if (!positive) {
      limitFluxes();
    }
  }

  /** dt (A v)_i. */
  private double divergence(double[] v, int i) {
    double west = v[i == 0 ? n - 1 : i - 1];
    double east = v[i == n - 1 ? 0 : i + 1];
    return right[i] * (east - v[i]) - left[i] * (v[i] - west);
  }

  /**
   * Backward Euler plus the limited difference of the time-integrated fluxes (Zalesak 1979): a cell that would give away more than it
   * has gives every neighbour the same fraction. Conservative, positive, the identity where no cell is drained.
   * Fluxes of tr-bdf2 weigh its stages by sqrt(2)/4, sqrt(2)/4, 1 - sqrt(2)/2.
   */
  private void limitFluxes() {
    limitedSteps++;
    double wEnd = 0.5 * GAMMA;
    double wMid = 0.5 * (1 - wEnd);
    double[] low = u.clone();
    euler.solve(low);
    double[] difference = new double[n];
    for (int i = 0; i < n; i++) {
      difference[i] = wMid * (u[i] + mid[i]) + wEnd * b[i] - low[i];
    }
    double[] affordable = new double[n];
    for (int i = 0; i < n; i++) {
      double toEast = right[i] * (difference[i] - difference[i == n - 1 ? 0 : i + 1]);
      double toWest = left[i] * (difference[i] - difference[i == 0 ? n - 1 : i - 1]);
      double loss = Math.max(0, toEast) + Math.max(0, toWest);
      affordable[i] = loss > 0 ? Math.min(1, (1 - KEEP) * low[i] / loss) : 1;
    }
    for (int i = 0; i < n; i++) {
      int east = i == n - 1 ? 0 : i + 1;
      int west = i == 0 ? n - 1 : i - 1;
      double fromEast = right[i] * (difference[east] - difference[i]);
      double fromWest = left[i] * (difference[west] - difference[i]);
      b[i] =
          low[i]
              + (fromEast > 0 ? affordable[east] : affordable[i]) * fromEast
              + (fromWest > 0 ? affordable[west] : affordable[i]) * fromWest;
    }
  }
}
