package wfr.certificate;

import static wfr.math.ErrorFree.UNIT;
import static wfr.math.ErrorFree.addUp;
import static wfr.math.ErrorFree.productError;
import static wfr.math.ErrorFree.sumError;
import static wfr.math.ErrorFree.timesUp;

import wfr.math.ExponentialEnclosure;
import wfr.math.TridiagonalSystem;
import wfr.model.DiscreteScheme;
import wfr.model.SubStep;
import wfr.operation.CertificateOperations.ContractedBound;
import wfr.operation.CertificateOperations.ReactionResidual;
import wfr.operation.CertificateOperations.TransportResidual;
import wfr.operation.Implementation;

/**
 * Guaranteed distance of candidate states v^0, v^1, ... from the exact solution u^0 = v^0, u^1, ... of a {@link DiscreteScheme}, in Hilbert's metric
 *   d(u, v) = max_i log(u_i/v_i) - min_i log(u_i/v_i).
 * Transport does not expand d, reaction contracts it by a = e^{-lambda dt}; with eta_k the distance of v^k from the exact sub-step of v^{k-1},
 *   transport: eps_k = eps_{k-1} + eta_k,   reaction: eps_k = a eps_{k-1} + eta_k,   d(u^k, v^k) at most eps_k.
 * Once both have mass 1, |log(u_i/v_i)| is at most eps in EVERY cell.
 * Accuracy: all bounds rounded upwards; eta is a few roundings times 1 + 2 k/p for a good candidate.
 * Assumes IEEE arithmetic and the documented 1 ulp of StrictMath.pow, log, log1p.  Source: proofs-notes, G6.
 */
public final class SchemeCertificate {
  /** Relative error that one ulp allows. */
  private static final double ULP = 2 * UNIT;

  private static final double LEAST_PAD = 0x1p-55;
  private static final double MOST_PAD = 0x1p-10;

  private SchemeCertificate() {}

  /**
   * Distance of v' from the exact transport of v. With r the residual of v' and w any vector such that A w is at least |r| in every row, A the matrix
   * of the step, |v' - A^{-1} P v| is at most w, because A is an M-matrix. w is a double solution, checked row by row.
   */
  public static double transportResidual(
      DiscreteScheme scheme, double dt, double[] v, double[] next) {
    int n = scheme.cells();
    double[] k = scheme.integratedConductance(dt);
    double[] p = scheme.mass();
    double[] size = new double[n];
    for (int i = 0; i < n; i++) {
      if (!(next[i] > 0) || Double.isInfinite(next[i]) || !(v[i] > 0)) {
        return Double.POSITIVE_INFINITY;
      }
      SchemeResidual r = SchemeResidual.transport(p, k, v, next, i);
      size[i] = addUp(Math.abs(r.value()), r.error());
    }
    TridiagonalSystem system = SchemeCandidate.system(scheme, dt);
    for (double pad = LEAST_PAD; pad <= MOST_PAD; pad *= 64) {
      double[] w = new double[n];
      for (int i = 0; i < n; i++) {
        w[i] = size[i] / p[i] + pad * next[i];
      }
      system.solve(w);
      if (isAbove(p, k, w, size)) {
        return distance(w, next);
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /** Whether (A w)_i is at least size_i in every row: three products and differences, 5 roundings of their sizes. */
  private static boolean isAbove(double[] p, double[] k, double[] w, double[] size) {
    int n = p.length;
    for (int i = 0; i < n; i++) {
      double a = p[i] * w[i];
      double b = k[i] * (w[i] - w[i == 0 ? n - 1 : i - 1]);
      double c = k[i + 1] * (w[i] - w[i == n - 1 ? 0 : i + 1]);
      double error = 8 * UNIT * (a + Math.abs(b) + Math.abs(c)) + 0x1p-1060;
      if (!(w[i] >= 0) || !(a + b + c - error * (1 + 16 * UNIT) >= size[i] * (1 + 8 * UNIT))) {
        return false;
      }
    }
    return true;
  }

  /** log((1 + m)/(1 - m)), m = max w_i/next_i: at most 2m/(1 - m). */
  private static double distance(double[] w, double[] next) {
    double m = 0;
    for (int i = 0; i < w.length; i++) {
      m = Math.max(m, Math.nextUp(w[i] / next[i]));
    }
    return m < 0.5 ? Math.nextUp(2 * m / Math.nextDown(1 - m)) : Double.POSITIVE_INFINITY;
  }

  /**
   * Distance of v' from the exact reaction of v: the oscillation of log v'_i - a log v_i. With a = b + c, b a double, g = v'_0/v_0^b and
   * y_i = v'_i/(g v_i^b) - 1, it is that of log(1 + y_i) - c log v_i, up to one ulp of each power.
   */
  public static double reactionResidual(double rate, double[] v, double[] next) {
    ExponentialEnclosure a = ExponentialEnclosure.of(-rate);
    double most = Double.NEGATIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    double g = next[0] / StrictMath.pow(v[0], a.value());
    for (int i = 0; i < v.length; i++) {
      double power = StrictMath.pow(v[i], a.value());
      double scaled = g * power;
      double y = Math.fma(-g, power, next[i]) / scaled;
      if (!(Math.min(power, scaled) >= Double.MIN_NORMAL * 0x1p60) || !(Math.abs(y) <= 0.5)) {
        return Double.POSITIVE_INFINITY;
      }
      double first = StrictMath.log1p(y);
      double second = a.remainder() * StrictMath.log(v[i]);
      double value = first - second;
      // y has 3 roundings, which log1p at most doubles; its own ulp; c log v has 4, and what c
      // leaves out of a is below 2^-100.
      double error = (16 * Math.abs(first) + 16 * Math.abs(second)) * UNIT + 0x1p-88;
      most = Math.max(most, Math.nextUp(value + error));
      least = Math.min(least, Math.nextDown(value - error));
    }
    return addUp(Math.nextUp(most - least), 2 * ULP * (1 + 4 * ULP));
  }

  /** What a reaction leaves of a bound: a eps. */
  public static double contracted(double bound, double rate) {
    ExponentialEnclosure a = ExponentialEnclosure.of(-rate);
    return timesUp(a.remainder() > 0 ? Math.nextUp(a.value()) : a.value(), bound);
  }

  /** Bound of |log sum p_i v_i|. */
  public static double massResidual(double[] p, double[] v) {
    double high = 0;
    double low = 0;
    double lowSize = 0;
    for (int i = 0; i < p.length; i++) {
      double h = p[i] * v[i];
      double s = high + h;
      double e = sumError(high, h, s);
      double l = productError(p[i], v[i], h);
      low += e + l;
      lowSize += Math.abs(e) + Math.abs(l);
      high = s;
    }
    double excess = Math.abs((high - 1) + low);
    double bound = (excess + 4 * p.length * UNIT * lowSize) * (1 + 8 * UNIT) + 0x1p-100;
    // |log(1 + x)| is at most |x|/(1 - |x|)
    return bound < 0.5 ? Math.nextUp(bound / Math.nextDown(1 - bound)) : Double.POSITIVE_INFINITY;
  }

  /** eps_k after every sub-step, of the residuals and contraction of an implementation; eps_0 = 0. */
  public static double[] bounds(DiscreteScheme scheme, double[][] states, Implementation ops) {
    double[] eps = new double[states.length];
    for (int k = 1; k < states.length; k++) {
      SubStep step = scheme.steps().get(k - 1);
      double[] v = states[k - 1];
      double[] next = states[k];
      eps[k] =
          step.kind() == SubStep.Kind.TRANSPORT
              ? addUp(eps[k - 1], ops.apply(new TransportResidual(scheme, step.amount(), v, next)))
              : addUp(
                  ops.apply(new ContractedBound(eps[k - 1], step.amount())),
                  ops.apply(new ReactionResidual(step.amount(), v, next)));
    }
    return eps;
  }
}
