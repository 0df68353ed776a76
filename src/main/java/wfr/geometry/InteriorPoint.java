package wfr.geometry;

/**
 * Logarithmic-entropy transport on a set of pairs, by a primal-dual interior-point method (Mehrotra's predictor and corrector):
 *   dual   max  sum mu_i (1 - e^{-phi_i}) + sum nu_j (1 - e^{-psi_j}),   s_ij = c_ij - phi_i - psi_j >= 0,
 *   primal g_ij >= 0 with the marginals  sum_j g_ij = mu_i e^{-phi_i},  sum_i g_ij = nu_j e^{-psi_j},   g_ij s_ij = 0.
 * Newton's method on g s = eps, eps to 0. With w = g/s the step solves, in (d phi, -d psi), a Laplacian with weights w plus the positive
 * diagonal of both marginals; the columns are eliminated first, the rest is a {@link DominantSystem}.
 * The slacks are updated, not recomputed, so small ones keep their digits.
 * Special cases: no regularisation remains in the result; every iterate is feasible, so a bound is available whenever it stops.
 * Source: proofs-notes, A2.
 */
final class InteriorPoint {
  private static final int MOST_ITERATIONS = 150;
  private static final double TO_BOUNDARY = 0.995;
  private static final double LARGEST_MOVE = 2;
  private static final double DONE = 1e-15;
  private static final double LATE = 1e-6;
  private static final double SHORTEST = 1e-12;
  private static final int SWEEPS = 4;
  private static final int PATIENCE = 15;

  final double[] phi;
  final double[] psi;
  final double[] plan;

  private final PairSet pairs;
  private final double[] mu;
  private final double[] nu;
  private final double[] slack;
  private final double[] w;
  private final double[] m;
  private final double[] n;
  private final double[] diagonal;
  private final DominantSystem system;
  private final double[] bestPhi;
  private final double[] bestPsi;
  private final double[] bestPlan;
  private int iterations;
  private double value;

  /** mu and nu positive; every row and every column has a pair. */
  InteriorPoint(PairSet pairs, double[] mu, double[] nu) {
    this.pairs = pairs;
    this.mu = mu;
    this.nu = nu;
    phi = new double[mu.length];
    psi = new double[nu.length];
    plan = new double[pairs.size()];
    slack = new double[pairs.size()];
    w = new double[pairs.size()];
    m = new double[mu.length];
    n = new double[nu.length];
    diagonal = new double[nu.length];
    bestPhi = new double[mu.length];
    bestPsi = new double[nu.length];
    bestPlan = new double[pairs.size()];
    system = new DominantSystem(pairs.profile());
  }

  /** Multiplications of the factorisations made. */
  double work() {
    return iterations * system.work();
  }

  void solve() {
    start();
    double[] dPhi = new double[mu.length];
    double[] dPsi = new double[nu.length];
    double[] rc = new double[pairs.size()];
    double best = Double.POSITIVE_INFINITY;
    int bestIteration = 0;
    for (iterations = 0; iterations < MOST_ITERATIONS; iterations++) {
      double complementarity = complementarity(0, null, null);
      double left = marginals();
      if (complementarity + left < best) {
        best = complementarity + left;
        bestIteration = iterations;
        keep();
      }
      if (complementarity < best && complementarity < LATE * value) {
        double scaled = keepScaled(best);
        bestIteration = scaled < best ? iterations : bestIteration;
        best = scaled;
      }
      // The gap stands still where rounding has been reached.
      boolean late = best < LATE * value && iterations > bestIteration + PATIENCE;
      if (!(best > DONE * value) || late) {
        break;
      }
      factor();
      for (int e = 0; e < rc.length; e++) {
        rc[e] = -plan[e] * slack[e];
      }
      direction(rc, dPhi, dPsi);
      double step = step(rc, dPhi, dPsi, 1);
      double affine = complementarity(step, dPhi, dPsi, rc);
      double sigma = Math.pow(Math.min(1, affine / complementarity), 3);
      double target = sigma * complementarity / rc.length;
      for (int e = 0; e < rc.length; e++) {
        double d = dPhi[pairs.row[e]] + dPsi[pairs.column[e]];
        double dg = rc[e] / slack[e] + w[e] * d;
        rc[e] = target - plan[e] * slack[e] + dg * d;
      }
      direction(rc, dPhi, dPsi);
      step = step(rc, dPhi, dPsi, TO_BOUNDARY);
      if (!(step > SHORTEST)) {
        break;
      }
      move(step, rc, dPhi, dPsi);
    }
    restore();
  }

  private void keep() {
    System.arraycopy(phi, 0, bestPhi, 0, phi.length);
    System.arraycopy(psi, 0, bestPsi, 0, psi.length);
    System.arraycopy(plan, 0, bestPlan, 0, plan.length);
  }

  private void restore() {
    System.arraycopy(bestPhi, 0, phi, 0, phi.length);
    System.arraycopy(bestPsi, 0, psi, 0, psi.length);
    System.arraycopy(bestPlan, 0, plan, 0, plan.length);
  }

  /**
   * Multiplies rows, then columns of the plan to their targets, which removes the rounding of steps whose weights w are huge; keeps the
   * result if its gap is below the best. The plan itself goes on unscaled.
   *
   * @return the smaller gap
   */
  private double keepScaled(double best) {
    double[] unscaled = plan.clone();
    double gap = best;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      pairs.scale(plan, m, n);
      double found = complementarity(0, null, null) + marginals();
      if (found < gap) {
        gap = found;
        keep();
      }
    }
    System.arraycopy(unscaled, 0, plan, 0, plan.length);
    return gap;
  }

  /** phi = psi = -1 and a plan on the central path of its own. */
  private void start() {
    java.util.Arrays.fill(phi, -1);
    java.util.Arrays.fill(psi, -1);
    double total = 0;
    for (double a : mu) {
      total += a;
    }
    for (double b : nu) {
      total += b;
    }
    double eps = total / pairs.size();
    for (int e = 0; e < plan.length; e++) {
      slack[e] = pairs.cost[e] + 2;
      plan[e] = eps / slack[e];
    }
  }

  /** Targets mu e^{-phi}, nu e^{-psi}, and the plan's value; returns the part of the gap that the plan's marginals leave. */
  private double marginals() {
    double[] left = new double[nu.length];
    double residual = 0;
    value = 0;
    for (int i = 0; i < mu.length; i++) {
      m[i] = mu[i] * Math.exp(-phi[i]);
      double sum = 0;
      for (int e = pairs.start[i]; e < pairs.start[i + 1]; e++) {
        sum += plan[e];
        left[pairs.column[e]] += plan[e];
        value += plan[e] * pairs.cost[e];
      }
      residual += Entropy.divergence(sum, m[i]);
      value += Entropy.divergence(sum, mu[i]);
    }
    for (int j = 0; j < nu.length; j++) {
      n[j] = nu[j] * Math.exp(-psi[j]);
      residual += Entropy.divergence(left[j], n[j]);
      value += Entropy.divergence(left[j], nu[j]);
    }
    return residual;
  }

  private void factor() {
    double[] rowSlack = m.clone();
    for (int e = 0; e < w.length; e++) {
      w[e] = plan[e] / slack[e];
    }
    for (int j = 0; j < nu.length; j++) {
      double sum = n[j];
      for (int k = pairs.columnStart[j]; k < pairs.columnStart[j + 1]; k++) {
        sum += w[pairs.byColumn[k]];
      }
      diagonal[j] = sum;
    }
    system.reset(rowSlack);
    for (int j = 0; j < nu.length; j++) {
      int from = pairs.columnStart[j];
      int to = pairs.columnStart[j + 1];
      for (int k = from; k < to; k++) {
        int e = pairs.byColumn[k];
        double share = w[e] / diagonal[j];
        int i = pairs.row[e];
        system.addSlack(i, share * n[j]);
        for (int q = k + 1; q < to; q++) {
          int f = pairs.byColumn[q];
          system.couple(i, pairs.row[f], share * w[f]);
        }
      }
    }
    system.factor();
  }

  /** Newton's direction for g s = (g s + rc). */
  private void direction(double[] rc, double[] dPhi, double[] dPsi) {
    // Right sides m - sum g - sum rc/s of the rows and of the columns, in (d phi, -d psi).
    double[] right = new double[nu.length];
    for (int i = 0; i < mu.length; i++) {
      dPhi[i] = m[i];
    }
    for (int j = 0; j < nu.length; j++) {
      right[j] = -n[j];
    }
    for (int e = 0; e < rc.length; e++) {
      double moved = plan[e] + rc[e] / slack[e];
      dPhi[pairs.row[e]] -= moved;
      right[pairs.column[e]] += moved;
    }
    for (int e = 0; e < rc.length; e++) {
      int j = pairs.column[e];
      dPhi[pairs.row[e]] += w[e] / diagonal[j] * right[j];
    }
    system.solve(dPhi);
    for (int j = 0; j < nu.length; j++) {
      double sum = right[j];
      for (int k = pairs.columnStart[j]; k < pairs.columnStart[j + 1]; k++) {
        int e = pairs.byColumn[k];
        sum += w[e] * dPhi[pairs.row[e]];
      }
      dPsi[j] = -sum / diagonal[j];
    }
  }

  /** Largest step that keeps this fraction of the way to the boundary, and the exponentials within reach of their tangents. */
  private double step(double[] rc, double[] dPhi, double[] dPsi, double fraction) {
    double step = 1 / fraction;
    for (int e = 0; e < rc.length; e++) {
      double d = dPhi[pairs.row[e]] + dPsi[pairs.column[e]];
      if (d * step > slack[e]) {
        step = slack[e] / d;
      }
      double dg = rc[e] / slack[e] + w[e] * d;
      if (-dg * step > plan[e]) {
        step = -plan[e] / dg;
      }
    }
    step *= fraction;
    for (double d : dPhi) {
      step = Math.min(step, LARGEST_MOVE / Math.abs(d));
    }
    for (double d : dPsi) {
      step = Math.min(step, LARGEST_MOVE / Math.abs(d));
    }
    return step;
  }

  private double complementarity(double step, double[] dPhi, double[] dPsi, double... rc) {
    double sum = 0;
    for (int e = 0; e < plan.length; e++) {
      double d = step == 0 ? 0 : dPhi[pairs.row[e]] + dPsi[pairs.column[e]];
      double dg = step == 0 ? 0 : rc[e] / slack[e] + w[e] * d;
      sum += (plan[e] + step * dg) * (slack[e] - step * d);
    }
    return sum;
  }

  private void move(double step, double[] rc, double[] dPhi, double[] dPsi) {
    for (int e = 0; e < plan.length; e++) {
      double d = dPhi[pairs.row[e]] + dPsi[pairs.column[e]];
      double dg = rc[e] / slack[e] + w[e] * d;
      plan[e] = Math.max(plan[e] + step * dg, Double.MIN_NORMAL);
      slack[e] = Math.max(slack[e] - step * d, Double.MIN_NORMAL);
    }
    for (int i = 0; i < phi.length; i++) {
      phi[i] += step * dPhi[i];
    }
    for (int j = 0; j < psi.length; j++) {
      psi[j] += step * dPsi[j];
    }
  }
}
