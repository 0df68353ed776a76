package wfr.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wfr.measure.Atoms;
import wfr.measure.TransportPlan;

/**
 * Wasserstein-Fisher-Rao (Hellinger-Kantorovich) distance of atomic measures of any mass, by logarithmic-entropy transport:
 *   D^2/(4 delta^2) = min over g >= 0 of KL(g1|mu) + KL(g2|nu) + sum c_ij g_ij,   c = -2 log cos(d/(2 delta)),
 *                   = max over phi_i + psi_j at most c_ij of sum mu_i (1 - e^{-phi_i}) + sum nu_j (1 - e^{-psi_j}),
 * KL(s|m) = int s log(s/m) - s + m. Any plan and any such potentials bound it from both sides; their difference, the gap, is
 *   sum B(g1_i, mu_i e^{-phi_i}) + sum B(g2_j, nu_j e^{-psi_j}) + sum g_ij (c_ij - phi_i - psi_j),   B(a, b) = a log(a/b) - a + b >= 0,
 * a sum of terms that are not negative, evaluated as such.
 * Special cases: atoms out of reach (pi delta) of the other measure cost their mass; delta = 1/2 is HK; the metric whose KL gradient flow
 * is ours has delta = lambda^{-1/2}.
 * Accuracy: no regularisation. Down to distances of 1e-9 delta gaps are at most 1e-9 of the value; further down rounding of the masses limits them. All pairs up to a hundred thousand; beyond, a coarser problem proposes pairs, and pairs that the potentials
 * violate are added until the gap, which is always that of ALL pairs, is at most 1e-12 of the value or the work is spent.
 * Source: Liero, Mielke and Savare 2018; proofs-notes, A2, A1, A3, A4, A5, A6, A11, A13.
 */
public final class HellingerKantorovich {
  private static final int MOST_PAIRS = 100_000;
  private static final int GROUP = 6;
  private static final int NEIGHBOURS = 4;
  private static final int ROUNDS = 8;
  private static final double GAP = 1e-12;

  /** Multiplications of all factorisations, a few minutes of one core: then the gap reached is reported. */
  private static final double MOST_WORK = 3e11;

  private final ConicCost cost;

  /** The distance of a length scale delta. */
  public HellingerKantorovich(double delta) {
    cost = new ConicCost(delta);
  }

  /** Distance with its certificate. */
  public TransportPlan solve(Atoms first, Atoms second) {
    if (first.dimension() != second.dimension()) {
      throw new IllegalArgumentException(
          "dimensions differ: " + first.dimension() + ", " + second.dimension());
    }
    int[] rows = within(first, second);
    int[] columns = within(second, first);
    double alone = first.mass();
    double aloneSecond = second.mass();
    double[] phi = new double[first.count()];
    double[] psi = new double[second.count()];
    Arrays.fill(phi, Double.POSITIVE_INFINITY);
    Arrays.fill(psi, Double.POSITIVE_INFINITY);
    double scale = 4 * cost.delta() * cost.delta();
    if (rows.length == 0) {
      return new TransportPlan(
          scale * (alone + aloneSecond), 0, phi, psi, new int[0], new int[0], new double[0]);
    }
    Atoms mu = select(first, rows);
    Atoms nu = select(second, columns);
    alone = massOfOthers(first, rows);
    aloneSecond = massOfOthers(second, columns);
    boolean swap = mu.count() > nu.count();
    Restricted best = swap ? solved(nu, mu) : solved(mu, nu);
    double[] p = swap ? best.psi : best.phi;
    double[] q = swap ? best.phi : best.psi;
    for (int i = 0; i < rows.length; i++) {
      phi[rows[i]] = p[i];
    }
    for (int j = 0; j < columns.length; j++) {
      psi[columns[j]] = q[j];
    }
    int[] usedRows = new int[best.pairs.size()];
    int[] usedColumns = new int[best.pairs.size()];
    for (int e = 0; e < usedRows.length; e++) {
      usedRows[e] = rows[swap ? best.pairs.column[e] : best.pairs.row[e]];
      usedColumns[e] = columns[swap ? best.pairs.row[e] : best.pairs.column[e]];
    }
    return new TransportPlan(
        scale * (best.value + alone + aloneSecond),
        scale * best.gap,
        phi,
        psi,
        usedRows,
        usedColumns,
        best.plan);
  }

  /** Potentials and plan of a problem in which every atom has a partner. */
  private Restricted solved(Atoms mu, Atoms nu) {
    CostTable costs = new CostTable(mu, nu, cost);
    PairChoice choice = new PairChoice(costs);
    boolean all = (long) mu.count() * nu.count() <= MOST_PAIRS;
    if (all) {
      choice.addAll();
      return new Restricted(mu, nu, costs, choice.pairs());
    }
    propose(mu, nu, costs, choice);
    Restricted best = null;
    double work = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Restricted next = new Restricted(mu, nu, costs, choice.pairs());
      best = best == null || next.gap < best.gap ? next : best;
      work += next.work;
      if (work > MOST_WORK
          || next.gap <= GAP * next.value
          || choice.add(next.rawPhi, next.rawPsi, 2 * NEIGHBOURS, 0) == 0) {
        break;
      }
    }
    return best;
  }

  /** Pairs near the support of the optimal plan of clustered measures, and every atom's nearest ones. */
  private void propose(Atoms mu, Atoms nu, CostTable costs, PairChoice choice) {
    Atoms coarseMu = Clusters.of(mu, mu.count() <= 300 ? 1 : GROUP);
    Atoms coarseNu = Clusters.of(nu, nu.count() <= 300 ? 1 : GROUP);
    TransportPlan coarse = solve(coarseMu, coarseNu);
    double[] phi = extended(mu, coarseNu, coarse.psi());
    double[] psi = extended(nu, coarseMu, coarse.phi());
    int each = mu.dimension() == 1 ? 3 * GROUP : 4 * GROUP;
    choice.add(phi, psi, each, Double.POSITIVE_INFINITY);
    choice.add(
        new double[mu.count()], new double[nu.count()], NEIGHBOURS, Double.POSITIVE_INFINITY);
  }

  /** min_J (c(x, Y_J) - PSI_J), 0 where no cluster is in reach. */
  private double[] extended(Atoms a, Atoms clusters, double[] potential) {
    double[] out = new double[a.count()];
    for (int i = 0; i < out.length; i++) {
      double least = Double.POSITIVE_INFINITY;
      for (int k = 0; k < potential.length; k++) {
        if (potential[k] < Double.POSITIVE_INFINITY) {
          least = Math.min(least, cost.of(a.distance(i, clusters, k)) - potential[k]);
        }
      }
      out[i] = least < Double.POSITIVE_INFINITY ? least : 0;
    }
    return out;
  }

  /** Atoms of positive mass within reach of one of the other measure, sorted along the widest axis. */
  private int[] within(Atoms a, Atoms b) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < a.count(); i++) {
      boolean reached = false;
      for (int j = 0; j < b.count() && !reached; j++) {
        reached = b.masses()[j] > 0 && cost.of(a.distance(i, b, j)) < Double.POSITIVE_INFINITY;
      }
      if (reached && a.masses()[i] > 0) {
        indices.add(i);
      }
    }
    List<Integer> axisOf = indices.isEmpty() ? List.of(0) : indices;
    int axis = Clusters.widestAxis(a, axisOf);
    indices.sort(java.util.Comparator.comparingDouble(i -> a.points()[i][axis]));
    return indices.stream().mapToInt(i -> i).toArray();
  }

  private static Atoms select(Atoms a, int[] indices) {
    double[][] points = new double[indices.length][];
    double[] masses = new double[indices.length];
    for (int i = 0; i < indices.length; i++) {
      points[i] = a.points()[indices[i]];
      masses[i] = a.masses()[indices[i]];
    }
    return new Atoms(points, masses);
  }

  private static double massOfOthers(Atoms a, int[] indices) {
    boolean[] taken = new boolean[a.count()];
    for (int i : indices) {
      taken[i] = true;
    }
    double sum = 0;
    for (int i = 0; i < taken.length; i++) {
      sum += taken[i] ? 0 : a.masses()[i];
    }
    return sum;
  }

  /**
   * The solution over some pairs, with the value of its plan and the gap over all pairs. Of costs far below 1 the interior-point method sees little beside the masses; multiplied so that the
   * largest one is {@value #SMALL}, or less, they have a plan that shows where the optimal one lives ({@link VertexPlan}). The best is kept.
   */
  private static final class Restricted {
    private static final double SMALL = 1e-2;
    private static final double STEP = 0.1;
    private static final int TRIALS = 5;

    final PairSet pairs;
    final double[] plan;
    final double[] rawPhi;
    final double[] rawPsi;
    final double[] phi;
    final double[] psi;
    final double value;
    final double gap;
    final double work;

    Restricted(Atoms mu, Atoms nu, CostTable costs, PairSet pairs) {
      this.pairs = pairs;
      InteriorPoint method = new InteriorPoint(pairs, mu.masses(), nu.masses());
      method.solve();
      double effort = method.work();
      Certified best = new Certified(mu, nu, costs, pairs, method.plan, method.phi, method.psi);
      double largest = Arrays.stream(pairs.cost).max().orElse(0);
      double scaled = SMALL;
      for (int k = 0; k < TRIALS && scaled > largest && best.gap > GAP * best.value; k++) {
        double factor = scaled / largest;
        InteriorPoint other = new InteriorPoint(pairs.times(factor), mu.masses(), nu.masses());
        other.solve();
        effort += other.work();
        VertexPlan vertex = new VertexPlan(pairs, other.plan, mu.masses(), nu.masses());
        Certified next = new Certified(mu, nu, costs, pairs, vertex.plan, vertex.phi, vertex.psi);
        best = next.gap < best.gap ? next : best;
        scaled *= STEP;
      }
      work = effort;
      plan = best.plan;
      rawPhi = best.rawPhi;
      rawPsi = best.rawPsi;
      phi = best.phi;
      psi = best.psi;
      value = best.value;
      gap = best.gap;
    }
  }

  /** A plan and potentials, with the value of the plan and the gap between them over all pairs. */
  private static final class Certified {
    final double[] plan;
    final double[] rawPhi;
    final double[] rawPsi;
    final double[] phi;
    final double[] psi;
    final double value;
    final double gap;

    Certified(
        Atoms mu,
        Atoms nu,
        CostTable costs,
        PairSet pairs,
        double[] plan,
        double[] rawPhi,
        double[] rawPsi) {
      this.plan = plan;
      this.rawPhi = rawPhi;
      this.rawPsi = rawPsi;
      // Potentials that respect every pair: lower psi where needed, then raise phi as far as it
      // goes.
      psi = costs.transformOfRows(rawPhi);
      phi = costs.transformOfColumns(psi);
      double[] g1 = new double[mu.count()];
      double[] g2 = new double[nu.count()];
      Sum sum = new Sum();
      Sum difference = new Sum();
      for (int e = 0; e < plan.length; e++) {
        int i = pairs.row[e];
        int j = pairs.column[e];
        g1[i] += plan[e];
        g2[j] += plan[e];
        sum.add(plan[e] * pairs.cost[e]);
        difference.add(plan[e] * Math.abs(pairs.cost[e] - phi[i] - psi[j]));
      }
      double potentials = add(g1, mu.masses(), phi, sum, difference);
      potentials += add(g2, nu.masses(), psi, sum, difference);
      value = sum.value();
      // Rounding of the terms, and of potentials that respect c only up to theirs.
      gap = difference.value() + Math.ulp(1.0) * (16 * value + 4 * potentials);
    }

    /** Adds one marginal's terms to value and gap; returns sum m |phi|, to which the rounding of phi matters. */
    private static double add(
        double[] marginal, double[] mass, double[] potential, Sum value, Sum gap) {
      double potentials = 0;
      for (int i = 0; i < mass.length; i++) {
        double target = mass[i] * Math.exp(-potential[i]);
        value.add(Entropy.divergence(marginal[i], mass[i]));
        gap.add(Entropy.divergence(marginal[i], target));
        potentials += target * Math.abs(potential[i]);
      }
      return potentials;
    }
  }
}
