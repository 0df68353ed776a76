package wfr.certificate;

import static wfr.math.ErrorFree.UNIT;
import static wfr.math.ErrorFree.addUp;
import static wfr.math.ErrorFree.timesUp;

import java.util.ArrayList;
import java.util.List;
import wfr.model.SpectralProblem;
import wfr.operation.CertificateOperations.Enclose;
import wfr.operation.CertificateOperations.EnclosedState;
import wfr.operation.CertificateOperations.PlantedFault;
import wfr.operation.CertificateOperations.SlabBound;
import wfr.operation.Implementation;

/**
 * Guaranteed enclosure of the solution of the WFR equation itself. For a trial g(x, t), smooth in x, piecewise smooth in t, without flux, with residual
 *   R = g_t - D (L g + |grad g|^2) + lambda g,
 *   osc(h - g)(t) at most eps(t) = e^{-lambda t} osc(h - g)(0) + int_0^t e^{-lambda (t-s)} osc R(s) ds + (jumps, damped alike),
 * and then e^{-eps} is at most rho/rho~ at most e^{eps} everywhere, rho~ = e^{g - V} normalised. R is a polynomial, computed in balls.
 * Slabs are chosen by the residual they leave; the trial comes from {@link SlabSolver} and is not trusted.
 * Accuracy: eps about 1e-10 on smooth problems.   Source: proofs-notes, A12, G8.
 */
public final class PdeCertificate {
  private static final double SAFE_STEP = 0.5;
  private static final double GROWTH = 1.25;
  private static final double ROOM = 6;
  private static final double SHORTEST = 1e-4;

  /** Degree of a trial in time. */
  private static final int DEGREE = 8;

  /** After so many slabs the residual allowed is doubled: the number of slabs stays bounded whatever the start. */
  private static final int PATIENCE = 120;

  private final SpectralTerms terms;
  private final SlabSolver solver;
  private final SpectralProblem problem;
  private final int modes;

  /**
   * @param problem what is solved
   * @param modes number of trial functions, odd on a torus
   * @param degree degree in time
   */
  public PdeCertificate(SpectralProblem problem, int modes, int degree) {
    if (modes < problem.start().length + 1 || (problem.periodic() && modes % 2 == 0)) {
      throw new IllegalArgumentException(
          "the trial needs more functions than the start, an odd number on a torus: " + modes);
    }
    this.problem = problem;
    this.modes = modes;
    terms = new SpectralTerms(problem);
    solver = new SlabSolver(terms.basis, modes, degree, terms.q, terms.lambda, terms.slope.mid[0]);
  }

  /** e^{-lambda length} bound + length residual + jump, rounded upwards. */
  public static double nextBound(
      double bound, double lambda, double length, double residual, double jump) {
    double decay = StrictMath.exp(-lambda * length * (1 - 4 * UNIT)) * (1 + 8 * UNIT);
    double kept = timesUp(Math.min(1, decay), bound);
    return addUp(addUp(kept, timesUp(length * (1 + 4 * UNIT), residual)), jump);
  }

  /** Coefficients of the start in the trial functions. */
  public double[] start() {
    double[] y = new double[modes];
    System.arraycopy(problem.start(), 0, y, problem.periodic() ? 0 : 1, problem.start().length);
    return y;
  }

  /** Encloses the solution at the times of a call, ascending and positive; what is reached of its aim is in the result. */
  public static List<EnclosedState> enclose(Enclose call, Implementation ops) {
    return new PdeCertificate(call.problem(), call.modes(), DEGREE).run(call, ops);
  }

  List<EnclosedState> run(Enclose call, Implementation ops) {
    List<EnclosedState> states = new ArrayList<>();
    double[] times = call.times();
    double last = times[times.length - 1];
    double allowed = 0.5 * call.aim() * Math.max(terms.lambda, 1 / last);
    double[] y = start();
    double eps = 0;
    double t = 0;
    double wanted = Math.min(SAFE_STEP, last) / 64;
    int slab = 0;
    for (double time : times) {
      while (t < time) {
        int left = (int) Math.ceil((time - t) / wanted);
        double end = left <= 1 ? time : t + (time - t) / left;
        double[][] trial = solver.solve(y, end - t);
        double rough = terms.residual(trial, end - t).oscillation();
        double target = allowed * Math.pow(2, Math.floor(slab / (double) PATIENCE));
        boolean coarse = !(rough <= target) && end - t > SHORTEST * last;
        if (coarse && halvingHelps(y, t, end, rough)) {
          wanted = 0.5 * (end - t);
          continue;
        }
        plant(call.fault(), slab++, trial);
        BallSeries g = terms.series(trial, terms.basis::value);
        double residual = terms.residual(trial, end - t).oscillation();
        double[] next = ends(trial);
        double jump = addUp(jump(g.at(-1), y), jump(g.at(1), next));
        eps = ops.apply(new SlabBound(eps, terms.lambda, end - t, residual, jump));
        y = next;
        // a residual that space or rounding limits does not ask for short slabs
        wanted = rough < target / ROOM || coarse ? Math.min(SAFE_STEP, GROWTH * (end - t)) : wanted;
        t = end;
      }
      states.add(new EnclosedState(time, y.clone(), eps));
    }
    return states;
  }

  private static void plant(PlantedFault fault, int slab, double[][] trial) {
    if (slab == fault.slab()) {
      trial[0][fault.mode()] += fault.jump() ? fault.size() : 0.5 * fault.size();
      trial[1][fault.mode()] += fault.jump() ? 0 : 0.5 * fault.size();
    }
  }

  /** Whether half the slab leaves clearly less residual: not where space or rounding limits it. */
  private boolean halvingHelps(double[] y, double t, double end, double rough) {
    double half = 0.5 * (end - t);
    return !(terms.residual(solver.solve(y, half), half).oscillation() > 0.7 * rough);
  }

  /** sum_l y_l in double arithmetic: the start of the next slab. */
  private double[] ends(double[][] trial) {
    double[] y = new double[modes];
    for (int l = trial.length - 1; l >= 0; l--) {
      for (int k = 0; k < modes; k++) {
        y[k] += trial[l][k];
      }
    }
    return y;
  }

  /** Oscillation of the difference of a series at an end and coefficients. */
  private double jump(BallSeries g, double[] y) {
    BallSeries difference = new BallSeries(terms.basis, 1, g.modes);
    difference.add(1, 0, g, 4);
    difference.add(-1, 0, terms.series(new double[][] {y}, terms.basis::value), 4);
    return difference.oscillation();
  }

  /** Values of a trial in double arithmetic, at points of [0, 2 pi) or, scaled, of [-1, 1]. */
  public static double[] values(boolean periodic, double[] trial, double[] points) {
    SpectralBasis basis = periodic ? new FourierBasis() : new ChebyshevBasis();
    double[] out = new double[points.length];
    for (int k = 0; k < trial.length; k++) {
      double y = trial[k];
      for (int i = 0; i < points.length; i++) {
        int at = i;
        basis.value(k, (e, c, r) -> out[at] += y * c * basis.evaluate(e, points[at]));
      }
    }
    return out;
  }
}
