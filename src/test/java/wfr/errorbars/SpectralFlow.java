package wfr.errorbars;

import java.util.Arrays;

/**
 * The flow of h = log(rho/pi) + b(t) on the nodes of a mesh, b chosen such that the equation is local,
 *   d_t h = D (h'' - V' h' + h'^2) - lambda h,
 * by collocation inside of elements; where two meet, and at ends, the mass of the node in the lumped weak form with weight exp(-V), in which u and exp(-V) u' are continuous:
 *   m d_t h = m_- F_- + m_+ F_+ + D [exp(-V) h'].
 */
final class SpectralFlow {
  private final SpectralMesh mesh;
  private final LineProblem p;
  private final int n;
  private final int size;
  private final int[] place;
  private final double[] slope;
  private final double[] share;

  /** log of weight times half length times exp(-V), by element and node. */
  private final double[] logMass;

  final int band;

  SpectralFlow(LineProblem p, SpectralMesh mesh) {
    this.p = p;
    this.mesh = mesh;
    int q = mesh.rule.degree;
    n = mesh.elements() * (q + 1);
    int last = mesh.elements() * q;
    size = p.periodic() ? last : last + 1;
    band = p.periodic() ? 2 * q : q;
    place = new int[n];
    slope = new double[n];
    logMass = new double[n];
    for (int e = 0; e < mesh.elements(); e++) {
      double j = half(e);
      double side = 0.5 * (mesh.edges[e] + mesh.edges[e + 1]);
      for (int i = 0; i <= q; i++) {
        int k = e * (q + 1) + i;
        double x = x(e, i);
        slope[k] = p.slope().at(x, side);
        logMass[k] = Math.log(mesh.rule.weights[i] * j) - p.potential().at(x, side);
        int node = e * q + i;
        place[k] = p.periodic() ? folded(node % last, last) : node;
      }
    }
    double[] top = new double[size];
    Arrays.fill(top, Double.NEGATIVE_INFINITY);
    for (int k = 0; k < n; k++) {
      top[place[k]] = Math.max(top[place[k]], logMass[k]);
    }
    double[] sum = new double[size];
    for (int k = 0; k < n; k++) {
      sum[place[k]] += Math.exp(logMass[k] - top[place[k]]);
    }
    share = new double[n];
    for (int k = 0; k < n; k++) {
      share[k] = Math.exp(logMass[k] - top[place[k]]) / sum[place[k]];
    }
  }

  /** A circle's nodes from both sides of its seam by turns, so that neighbours stay near. */
  private static int folded(int node, int all) {
    return node < (all + 1) / 2 ? 2 * node : 2 * (all - 1 - node) + 1;
  }

  double half(int e) {
    return 0.5 * (mesh.edges[e + 1] - mesh.edges[e]);
  }

  private double x(int e, int i) {
    double from = mesh.edges[e];
    double to = mesh.edges[e + 1];
    return i == 0 ? from : i == mesh.rule.degree ? to : from + half(e) * (1 + mesh.rule.nodes[i]);
  }

  int size() {
    return size;
  }

  SpectralMesh mesh() {
    return mesh;
  }

  /** Node values of an element. */
  double[] element(double[] h, int e) {
    int q = mesh.rule.degree + 1;
    double[] out = new double[q];
    for (int i = 0; i < q; i++) {
      out[i] = h[place[e * q + i]];
    }
    return out;
  }

  /** log rho_0 + V; where it jumps, smoothly over the two elements that meet, about log of the mean of u that keeps the mass. */
  double[] start() {
    int q = mesh.rule.degree + 1;
    double[] own = new double[n];
    for (int e = 0; e < mesh.elements(); e++) {
      double side = 0.5 * (mesh.edges[e] + mesh.edges[e + 1]);
      for (int i = 0; i < q; i++) {
        double x = x(e, i);
        own[e * q + i] = p.start().at(x, side) + p.potential().at(x, side);
      }
    }
    double[] most = new double[size];
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    for (int k = 0; k < n; k++) {
      most[place[k]] = Math.max(most[place[k]], own[k]);
    }
    double[] h = new double[size];
    for (int k = 0; k < n; k++) {
      h[place[k]] += share[k] * Math.exp(own[k] - most[place[k]]);
    }
    for (int k = 0; k < size; k++) {
      h[k] = Math.log(h[k]) + most[k];
    }
    double[] out = new double[size];
    for (int e = 0; e < mesh.elements(); e++) {
      int a = e * q;
      int b = a + q - 1;
      double atLeft = jump(h[place[a]] - own[a]);
      double atRight = jump(h[place[b]] - own[b]);
      for (int i = 0; i < q; i++) {
        double s = 0.5 * (1 + mesh.rule.nodes[i]);
        double rise = s * s * s * (10 - 15 * s + 6 * s * s);
        out[place[a + i]] = own[a + i] + atLeft * (1 - rise) + atRight * rise;
      }
    }
    return out;
  }

  /** Rounding is none. */
  private static double jump(double d) {
    double least = 1e-7;
    return Math.abs(d) > least ? d : 0;
  }

  /** d_t h. */
  void rate(double[] h, double[] out) {
    int q = mesh.rule.degree + 1;
    Arrays.fill(out, 0);
    double d = p.diffusivity();
    for (int e = 0; e < mesh.elements(); e++) {
      double j = half(e);
      int base = e * q;
      double shift = h[place[base]];
      for (int i = 0; i < q; i++) {
        double one = 0;
        double two = 0;
        double[] r1 = mesh.rule.first[i];
        double[] r2 = mesh.rule.second[i];
        for (int k = 0; k < q; k++) {
          double v = h[place[base + k]] - shift;
          one += r1[k] * v;
          two += r2[k] * v;
        }
        one /= j;
        two /= j * j;
        double f = d * (two + (one - slope[base + i]) * one) - p.rate() * h[place[base + i]];
        f += end(e, i, j) * d * one;
        out[place[base + i]] += share[base + i] * f;
      }
    }
  }

  /** 1/mass of a node over exp(-V) times the sign with which its element's flux enters. */
  private double end(int e, int i, double j) {
    int q = mesh.rule.degree;
    boolean open =
        p.ends() == LineProblem.Ends.OPEN
            && (e == 0 && i == 0 || e == mesh.elements() - 1 && i == q);
    if (open) {
      return 0;
    }
    return i == 0 ? 1 / (mesh.rule.weights[0] * j) : i == q ? -1 / (mesh.rule.weights[q] * j) : 0;
  }

  /** Its derivative, 2 band + 1 entries a row. */
  void jacobian(double[] h, double[] out) {
    int q = mesh.rule.degree + 1;
    int width = 2 * band + 1;
    Arrays.fill(out, 0);
    double d = p.diffusivity();
    for (int e = 0; e < mesh.elements(); e++) {
      double j = half(e);
      int base = e * q;
      double shift = h[place[base]];
      for (int i = 0; i < q; i++) {
        double one = 0;
        double[] r1 = mesh.rule.first[i];
        double[] r2 = mesh.rule.second[i];
        for (int k = 0; k < q; k++) {
          one += r1[k] * (h[place[base + k]] - shift);
        }
        one /= j;
        double c1 = d * (2 * one - slope[base + i] + end(e, i, j)) / j;
        double c2 = d / (j * j);
        int row = place[base + i];
        double s = share[base + i];
        for (int k = 0; k < q; k++) {
          int column = place[base + k];
          out[row * width + column - row + band] += s * (c2 * r2[k] + c1 * r1[k]);
        }
        out[row * width + band] -= s * p.rate();
      }
    }
  }

  /** By node the larger of rho and pi, each over its largest value. */
  double[] importance(double[] h) {
    double[] v = new double[size];
    for (int e = 0; e < mesh.elements(); e++) {
      for (int i = 0; i <= mesh.rule.degree; i++) {
        int k = e * (mesh.rule.degree + 1) + i;
        double potential = Math.log(mesh.rule.weights[i] * half(e)) - logMass[k];
        v[place[k]] = potential;
      }
    }
    double pi = Double.NEGATIVE_INFINITY;
    double rho = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < size; k++) {
      pi = Math.max(pi, -v[k]);
      rho = Math.max(rho, h[k] - v[k]);
    }
    double[] out = new double[size];
    for (int k = 0; k < size; k++) {
      out[k] = Math.exp(Math.max(-v[k] - pi, h[k] - v[k] - rho));
    }
    return out;
  }

  /** Adds to each element's indicator what its last Legendre coefficients weigh now. */
  void unresolved(double[] h, double[] weight, double[] most) {
    int q = mesh.rule.degree + 1;
    for (int e = 0; e < mesh.elements(); e++) {
      double[] v = element(h, e);
      double tail = 0;
      for (int l = q - 2; l < q; l++) {
        double c = 0;
        for (int i = 0; i < q; i++) {
          c += mesh.rule.toLegendre[l][i] * (v[i] - v[0]);
        }
        tail = Math.max(tail, Math.abs(c));
      }
      double w = 0;
      double size = 1;
      for (int i = 0; i < q; i++) {
        w = Math.max(w, weight[place[e * q + i]]);
        size = Math.max(size, Math.abs(v[i] - v[0]));
      }
      most[e] =
          Math.max(most[e], w * tail * half(e) / (mesh.edges[mesh.elements()] - mesh.edges[0]));
    }
  }
}
