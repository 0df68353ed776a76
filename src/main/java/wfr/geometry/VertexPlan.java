package wfr.geometry;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Transport on a forest of pairs, the heaviest of a plan (Kruskal): potentials with phi_i + psi_j = c_ij on its pairs, in every tree shifted to equal masses of the marginals mu e^{-phi} and
 * nu e^{-psi}, and the one plan on it with these marginals, from the leaves inwards; what would be negative is 0.
 * Special cases: where costs are far below 1 and masses equal, an optimal plan is a vertex of the transport polytope, which lives on a forest: found from a plan near it, no rounding of an
 * iteration remains.
 * Accuracy: potentials to ulp of the costs along the tree, marginals to ulp of the masses. Source: proofs-notes, A2.
 */
final class VertexPlan {
  final double[] phi;
  final double[] psi;
  final double[] plan;

  private final PairSet pairs;
  private final double[] mu;
  private final double[] nu;

  /** Nodes are rows, then columns: the pair to the node before it, -1 for a root; and all nodes, roots before what hangs on them. */
  private final int[] above;

  private final int[] order;
  private final int[] root;

  VertexPlan(PairSet pairs, double[] weight, double[] mu, double[] nu) {
    this.pairs = pairs;
    this.mu = mu;
    this.nu = nu;
    int nodes = mu.length + nu.length;
    above = new int[nodes];
    order = new int[nodes];
    root = new int[nodes];
    phi = new double[mu.length];
    psi = new double[nu.length];
    plan = new double[weight.length];
    walk(forest(weight));
    shift();
    transport();
  }

  /** Pairs of the forest at every node. */
  private int[][] forest(double[] weight) {
    int nodes = above.length;
    int[] leader = IntStream.range(0, nodes).toArray();
    int[][] at = new int[nodes][0];
    int[] heaviest =
        IntStream.range(0, weight.length)
            .boxed()
            .sorted(Comparator.comparingDouble(e -> -weight[e]))
            .mapToInt(e -> e)
            .toArray();
    for (int e : heaviest) {
      int i = pairs.row[e];
      int j = mu.length + pairs.column[e];
      int a = find(leader, i);
      int b = find(leader, j);
      if (a != b) {
        leader[a] = b;
        for (int node : new int[] {i, j}) {
          at[node] = Arrays.copyOf(at[node], at[node].length + 1);
          at[node][at[node].length - 1] = e;
        }
      }
    }
    return at;
  }

  private static int find(int[] leader, int node) {
    int n = node;
    while (leader[n] != n) {
      leader[n] = leader[leader[n]];
      n = leader[n];
    }
    return n;
  }

  /** Orders the nodes, and gives potentials that start with 0 at every root. */
  private void walk(int[][] at) {
    boolean[] seen = new boolean[above.length];
    int reached = 0;
    for (int start = 0; start < above.length; start++) {
      if (seen[start]) {
        continue;
      }
      seen[start] = true;
      above[start] = -1;
      root[start] = start;
      order[reached] = start;
      for (int next = reached++; next < reached; next++) {
        int node = order[next];
        for (int e : at[node]) {
          int other = other(node, e);
          if (!seen[other]) {
            seen[other] = true;
            above[other] = e;
            root[other] = start;
            order[reached++] = other;
            put(other, pairs.cost[e] - of(node));
          }
        }
      }
    }
  }

  private int other(int node, int e) {
    return node < mu.length ? mu.length + pairs.column[e] : pairs.row[e];
  }

  private double of(int node) {
    return node < mu.length ? phi[node] : psi[node - mu.length];
  }

  private void put(int node, double potential) {
    if (node < mu.length) {
      phi[node] = potential;
    } else {
      psi[node - mu.length] = potential;
    }
  }

  private double mass(int node) {
    return node < mu.length ? mu[node] : nu[node - mu.length];
  }

  /** phi + t, psi - t with sum mu e^{-phi - t} = sum nu e^{-psi + t} in every tree; t is small where the masses differ little. */
  private void shift() {
    Sum[] excess = new Sum[above.length];
    double[] lower = new double[above.length];
    for (int node : order) {
      int r = root[node];
      excess[r] = excess[r] == null ? new Sum() : excess[r];
      double m = mass(node);
      double sign = node < mu.length ? 1 : -1;
      excess[r].add(sign * m);
      excess[r].add(sign * m * Math.expm1(-of(node)));
      lower[r] += node < mu.length ? 0 : m * Math.exp(-of(node));
    }
    for (int node = 0; node < above.length; node++) {
      // log of the quotient of both sums
      double t = 0.5 * Math.log1p(excess[root[node]].value() / lower[root[node]]);
      put(node, of(node) + (node < mu.length ? t : -t));
    }
  }

  private void transport() {
    double[] left = new double[above.length];
    Arrays.setAll(left, node -> mass(node) * Math.exp(-of(node)));
    for (int k = order.length - 1; k >= 0; k--) {
      int node = order[k];
      int e = above[node];
      if (e >= 0) {
        plan[e] = Math.max(0, left[node]);
        left[other(node, e)] -= plan[e];
      }
    }
  }
}
