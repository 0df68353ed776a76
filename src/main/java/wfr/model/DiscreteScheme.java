package wfr.model;

import java.util.ArrayList;
import java.util.List;
import wfr.measure.DiscreteTarget;

/**
 * A positive scheme for the WFR flow whose data are doubles by definition, so that its exact solution is a fixed list of real numbers:
 *   transport   p_i u'_i + k_i (u'_i - u'_{i-1}) - k_{i+1} (u'_{i+1} - u'_i) = p_i u_i,   k_i = dt kappa_i rounded to a double,
 *   reaction    u'_i = u_i^a / sum_j p_j u_j^a,   a = exp(-lambda dt), the real number.
 * Special cases: u = 1 stays (up to the normalisation) for every p and k. Indices modulo n on a torus; k_0 = k_n = 0 at walls.
 * Source: proofs-notes, G6.
 *
 * @param mass p_i, > 0; they need not sum to 1
 * @param conductance kappa at face i (between cells i-1 and i), n + 1 values; the first and the last are one face on a torus, 0 at walls
 * @param steps sub-flows in order
 */
public record DiscreteScheme(double[] mass, double[] conductance, List<SubStep> steps) {
  /** Below, products of masses and ratios leave the range in which a product and its rounding error are both doubles. */
  public static final double LEAST_LOG_MASS = -600;

  /** Checks the data. The arrays are shared, not copied: treat them as read-only. */
  public DiscreteScheme {
    int n = mass.length;
    if (conductance.length != n + 1 || conductance[0] != conductance[n]) {
      throw new IllegalArgumentException(
          "a scheme of " + n + " cells needs " + (n + 1) + " conductances, first = last");
    }
    for (double p : mass) {
      if (!(Math.log(p) >= LEAST_LOG_MASS) || Double.isInfinite(p)) {
        throw new IllegalArgumentException(
            "the certificate covers targets whose cell masses stay above e^"
                + (int) LEAST_LOG_MASS
                + ": least log mass "
                + Math.log(p));
      }
    }
    for (double k : conductance) {
      if (!(k >= 0) || Double.isInfinite(k)) {
        throw new IllegalArgumentException("conductances must be >= 0 and finite: " + k);
      }
    }
    steps = List.copyOf(steps);
  }

  /** n steps dt of a splitting on a discrete target; the inner half reactions of strang are merged, which changes no exact solution. */
  public static DiscreteScheme of(
      DiscreteTarget target, double lambda, double dt, int n, SplittingScheme splitting) {
    double[] mass = target.logMass().clone();
    double[] conductance = target.faces();
    for (int i = 0; i < mass.length; i++) {
      if (!(mass[i] >= LEAST_LOG_MASS)) {
        throw new IllegalArgumentException(
            "the certificate covers targets whose cell masses stay above e^"
                + (int) LEAST_LOG_MASS
                + ": cell "
                + i
                + " has e^"
                + (float) mass[i]);
      }
      mass[i] = StrictMath.exp(mass[i]);
    }
    for (int i = 0; i < conductance.length; i++) {
      conductance[i] = StrictMath.exp(conductance[i]);
    }
    return new DiscreteScheme(mass, conductance, sequence(lambda, dt, n, splitting));
  }

  private static List<SubStep> sequence(double lambda, double dt, int n, SplittingScheme scheme) {
    SubStep w = new SubStep(SubStep.Kind.TRANSPORT, dt);
    SubStep halfW = new SubStep(SubStep.Kind.TRANSPORT, 0.5 * dt);
    SubStep r = new SubStep(SubStep.Kind.REACTION, lambda * dt);
    SubStep halfR = new SubStep(SubStep.Kind.REACTION, 0.5 * (lambda * dt));
    List<SubStep> steps = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      steps.addAll(
          switch (scheme) {
            case LIE_WFR -> List.of(w, r);
            case LIE_FRW -> List.of(r, w);
            case STRANG -> List.of(k == 0 ? halfR : r, w);
            case STRANG_WFRW -> List.of(halfW, r, halfW);
          });
    }
    if (scheme == SplittingScheme.STRANG && n > 0) {
      steps.add(halfR);
    }
    return steps.stream().filter(s -> s.kind() == SubStep.Kind.TRANSPORT || lambda > 0).toList();
  }

  /** Number of cells. */
  public int cells() {
    return mass.length;
  }

  /** k_i of a transport sub-step. */
  public double[] integratedConductance(double dt) {
    double[] k = conductance.clone();
    for (int i = 0; i < k.length; i++) {
      k[i] *= dt;
    }
    return k;
  }
}
