package wfr.pde;

import wfr.math.Recent;
import wfr.measure.PlaneTarget;
import wfr.model.TransportScheme;
import wfr.operation.GridOperations;
import wfr.operation.GridOperations.Transported;

/**
 * Transport d_t u = (A_x + A_y) u on a tensor grid over a fixed step, split by axis, on h = log u:
 *   backward-euler   (I - dt A_y)^{-1} (I - dt A_x)^{-1} u: order 1, positive, conserves mass, within the range of u, decreases KL, for every dt;
 *   tr-bdf2          X(dt/2) Y(dt) X(dt/2), each axis by tr-bdf2 with its limiter: order 2, positive, conserves mass.
 * Every factor fixes u = 1. Factoring adds dt^2 A_x A_y, respectively the Strang commutators, to the error: they vanish where the axes commute
 * (product targets), are part of what refining the step measures (G3P), and stand apart in reports/plane-convergence.md.
 * Along y the lines are the columns of the storage, swept side by side; along x the array is transposed first: no strided access.
 * Range: as {@link FokkerPlanckStep}; beyond e^1300 backward Euler in logarithms. Source: proofs-notes, G2P, B7P, B12, G3P.
 */
public final class PlaneTransport implements SubFlow {
  private static final double LOG_RANGE = 1300;
  private static final int BLOCK = 16;
  private static final Recent<Key, PlaneTransport> RECENT =
      new Recent<>(k -> new PlaneTransport(k.target, k.dt, k.scheme));

  private final int nx;
  private final int ny;
  private final boolean symmetric;
  private final AxisStep alongX;
  private final AxisStep alongY;
  private final double[] b;
  private final double[] transposed;
  private long logarithmicSteps;

  /**
   * @param target masses and conductances
   * @param dt time, >= 0
   * @param scheme stepper of either axis
   */
  public PlaneTransport(PlaneTarget target, double dt, TransportScheme scheme) {
    if (!(dt >= 0)) {
      throw new IllegalArgumentException("time step must be >= 0: " + dt);
    }
    nx = target.grid().x().cells();
    ny = target.grid().y().cells();
    symmetric = scheme == TransportScheme.TR_BDF2;
    double logDt = Math.log(dt);
    double logHalf = Math.log(symmetric ? 0.5 * dt : dt);
    int n = nx * ny;
    double[] west = new double[n];
    double[] east = new double[n];
    double[] south = new double[n];
    double[] north = new double[n];
    for (int j = 0; j < ny; j++) {
      for (int i = 0; i < nx; i++) {
        int c = j * nx + i;
        int face = j * (nx + 1) + i;
        double p = target.logMass()[c];
        west[i * ny + j] = Math.exp(logHalf + target.logConductanceX()[face] - p);
        east[i * ny + j] = Math.exp(logHalf + target.logConductanceX()[face + 1] - p);
        south[c] = Math.exp(logDt + target.logConductanceY()[c] - p);
        north[c] = Math.exp(logDt + target.logConductanceY()[c + nx] - p);
      }
    }
    alongX = new AxisStep(west, east, ny, scheme);
    alongY = new AxisStep(south, north, nx, scheme);
    b = new double[n];
    transposed = new double[n];
  }

  private record Key(PlaneTarget target, double dt, TransportScheme scheme) {}

  /** The step as a pure function. */
  public static Transported of(GridOperations.PlaneTransport call) {
    PlaneTransport step = RECENT.of(new Key(call.target(), call.dt(), call.scheme()));
    long limited = step.limitedSweeps();
    long logarithmic = step.logarithmicSteps;
    double[] h = call.logRatio().clone();
    step.advance(h);
    return new Transported(
        h, (int) (step.limitedSweeps() - limited), step.logarithmicSteps > logarithmic);
  }

  /** Sweeps in which the flux limiter of tr-bdf2 acted. */
  public long limitedSweeps() {
    return alongX.limitedSteps() + alongY.limitedSteps();
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
      inLogarithms(h);
      return;
    }
    double shift = 0.5 * (min + max);
    for (int c = 0; c < h.length; c++) {
      b[c] = Math.exp(h[c] - shift);
    }
    sweepX();
    alongY.advance(b);
    if (symmetric) {
      sweepX();
    }
    for (int c = 0; c < h.length; c++) {
      h[c] = Math.log(b[c]) + shift;
    }
  }

  private void sweepX() {
    transpose(b, transposed, nx, ny);
    alongX.advance(transposed);
    transpose(transposed, b, ny, nx);
  }

  private void inLogarithms(double[] h) {
    for (int half = 0; half < (symmetric ? 2 : 1); half++) {
      transpose(h, transposed, nx, ny);
      alongX.advanceLogarithms(transposed);
      transpose(transposed, h, ny, nx);
      if (half == 0) {
        alongY.advanceLogarithms(h);
      }
    }
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
