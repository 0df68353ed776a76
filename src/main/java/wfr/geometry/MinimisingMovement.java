package wfr.geometry;

import wfr.model.Potential;
import wfr.operation.GeometryOperations.MinimisingMovements;

/**
 * Minimising movements of KL(rho|pi) in the split metric, on the line: cells with edges x_0 .. x_n carry masses m_1 .. m_n, rho = m_k/width inside.
 * A step tau of transport moves the edges, one of reaction changes the masses:
 *   W   min over edges of  sum m_k (log(m_k/width_k) + mean of V over cell k) + sum m_k (a_k^2 + a_k b_k + b_k^2)/(6 tau D),
 *       a_k, b_k the displacements of the two edges: the exact W_2 of densities that are constant in cells;
 *   FR  min over masses of sum 1 of  sum m_k log(m_k/p_k) + (2/(lambda tau)) sum (sqrt m_k - sqrt n_k)^2,   p_k = pi(cell k).
 * The joint step takes both at once, min of KL(rho|pi) + D_delta^2/(2 tau D) with delta^2 = D/lambda: over moved cells and new masses the distance is
 * the sum over cells of (4/lambda) (m_k + n_k - 2 sqrt(m_k n_k) mean cos(displacement/(2 delta))), a coupling by cells, whose minimum over
 * all of them is the minimum over measures. It is found by minimising over edges and masses in turn, to rounding.
 * Cells move with the mass, so no displacement is too small to be seen, as it is on a fixed grid.
 * Accuracy: order 1 in tau (implicit Euler in each metric, Lie splitting), order 2 in the width of the cells.
 * Source: Jordan, Kinderlehrer and Otto 1998; Gallouet and Monsaingeon 2017; proofs-notes, A14.
 */
public final class MinimisingMovement {
  private static final int MOST_ITERATIONS = 200;
  private static final double SETTLED = 1e-13;

  private final Potential v;
  private final double transport;
  private final double reaction;
  private final double[] edges;
  private final double[] masses;
  private final double[] overlap;
  private double[] weights;
  private double halfAngle;

  /**
   * A measure to be moved.
   *
   * @param v V
   * @param transport tau D, >= 0
   * @param reaction tau lambda, >= 0
   * @param edges ascending, one more than masses
   * @param masses positive, summing to 1
   */
  public MinimisingMovement(
      Potential v, double transport, double reaction, double[] edges, double[] masses) {
    this.v = v;
    this.transport = transport;
    this.reaction = reaction;
    this.edges = edges.clone();
    this.masses = masses.clone();
    overlap = new double[masses.length];
  }

  /** Edges and masses after the steps of a call. */
  public static double[][] run(MinimisingMovements call) {
    double tau = call.time() / call.steps();
    MinimisingMovement movement =
        new MinimisingMovement(
            call.problem().potential(),
            tau * call.problem().diffusivity(),
            tau * call.problem().reactionRate(),
            call.edges(),
            call.masses());
    for (int k = 0; k < call.steps(); k++) {
      if (call.joint()) {
        movement.advanceJointly();
      } else {
        movement.advance();
      }
    }
    return new double[][] {movement.edges(), movement.masses()};
  }

  /** x_0 .. x_n. */
  public double[] edges() {
    return edges.clone();
  }

  /** m_1 .. m_n. */
  public double[] masses() {
    return masses.clone();
  }

  /** One step of transport, then one of reaction. */
  public void advance() {
    double[] start = edges.clone();
    double[] before = masses.clone();
    java.util.Arrays.fill(overlap, 1);
    weights = before;
    halfAngle = 0;
    if (transport > 0) {
      moveEdges(start);
    }
    if (reaction > 0) {
      changeMasses(before);
    }
  }

  /** One joint step; both rates must be positive. */
  public void advanceJointly() {
    double[] start = edges.clone();
    double[] before = masses.clone();
    weights = before.clone();
    halfAngle = 0.5 * Math.sqrt(reaction / transport);
    double moved = Double.POSITIVE_INFINITY;
    for (int sweep = 0; sweep < MOST_ITERATIONS && moved > SETTLED; sweep++) {
      double[] old = masses.clone();
      moveEdges(start);
      for (int k = 0; k < overlap.length; k++) {
        overlap[k] = meanCosine(edges[k] - start[k], edges[k + 1] - start[k + 1]);
      }
      changeMasses(before);
      moved = 0;
      for (int k = 0; k < masses.length; k++) {
        weights[k] = Math.sqrt(masses[k] * before[k]);
        moved = Math.max(moved, Math.abs(masses[k] - old[k]));
      }
    }
  }

  /** Mean over a cell of cos(displacement/(2 delta)), by Simpson's rule. */
  private double meanCosine(double a, double b) {
    double middle = Math.cos(halfAngle * 0.5 * (a + b));
    return (Math.cos(halfAngle * a) + 4 * middle + Math.cos(halfAngle * b)) / 6;
  }

  /** Cost of moving a cell, without its weight: a square, or 1 - cos of the joint metric. */
  private double kinetic(double a, double b) {
    return halfAngle == 0
        ? (a * a + a * b + b * b) / (6 * transport)
        : 4 / reaction * (1 - meanCosine(a, b));
  }

  /** Its derivative in the displacement a of one edge, b that of the other. */
  private double force(double a, double b) {
    if (halfAngle == 0) {
      return (2 * a + b) / (6 * transport);
    }
    double middle = Math.sin(halfAngle * 0.5 * (a + b));
    return 4 / reaction * halfAngle * (Math.sin(halfAngle * a) + 2 * middle) / 6;
  }

  /** Newton's method with halving; the Hessian is that of the convex parts, so every step descends. */
  private void moveEdges(double[] start) {
    int n = masses.length;
    double value = energy(start, edges);
    for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      double[] gradient = new double[n + 1];
      double[] diagonal = new double[n + 1];
      double[] off = new double[n];
      assemble(start, gradient, diagonal, off);
      double[] step = solved(diagonal, off, gradient);
      double largest = 0;
      double reach = 1;
      for (int k = 0; k <= n; k++) {
        largest = Math.max(largest, Math.abs(step[k]));
      }
      for (int k = 0; k < n; k++) {
        double closing = step[k + 1] - step[k];
        if (closing > 0) {
          reach = Math.min(reach, 0.9 * (edges[k + 1] - edges[k]) / closing);
        }
      }
      double[] old = edges.clone();
      double next = Double.POSITIVE_INFINITY;
      for (int halving = 0; halving < 40; halving++) {
        for (int k = 0; k <= n; k++) {
          edges[k] = old[k] - reach * step[k];
        }
        next = energy(start, edges);
        if (next <= value + SETTLED * Math.abs(value)) {
          break;
        }
        reach *= 0.5;
      }
      value = next;
      if (largest <= SETTLED * (edges[n] - edges[0])) {
        return;
      }
    }
  }

  private double energy(double[] start, double[] x) {
    double sum = 0;
    for (int k = 0; k < masses.length; k++) {
      double width = x[k + 1] - x[k];
      double a = x[k] - start[k];
      double b = x[k + 1] - start[k + 1];
      double middle = 0.5 * (x[k] + x[k + 1]);
      double mean = (v.value(x[k]) + 4 * v.value(middle) + v.value(x[k + 1])) / 6;
      sum += masses[k] * (mean - Math.log(width)) + weights[k] * kinetic(a, b);
    }
    return sum;
  }

  private void assemble(double[] start, double[] gradient, double[] diagonal, double[] off) {
    for (int k = 0; k < masses.length; k++) {
      double m = masses[k];
      double width = edges[k + 1] - edges[k];
      double a = edges[k] - start[k];
      double b = edges[k + 1] - start[k + 1];
      double middle = 0.5 * (edges[k] + edges[k + 1]);
      double half = 2 * v.derivative(middle);
      gradient[k] +=
          m * ((v.derivative(edges[k]) + half) / 6 + 1 / width) + weights[k] * force(a, b);
      gradient[k + 1] +=
          m * ((v.derivative(edges[k + 1]) + half) / 6 - 1 / width) + weights[k] * force(b, a);
      // V'' over the cell from the slope of V' between its edges, its negative part left out.
      double second =
          Math.max(0, (v.derivative(edges[k + 1]) - v.derivative(edges[k])) / width) / 6;
      double stiff = m / (width * width);
      double kinetic = weights[k] / (6 * transport);
      diagonal[k] += stiff + 2 * kinetic + 2 * m * second;
      diagonal[k + 1] += stiff + 2 * kinetic + 2 * m * second;
      off[k] += -stiff + kinetic + m * second;
    }
  }

  /** Symmetric tridiagonal, positive definite. */
  private static double[] solved(double[] diagonal, double[] off, double[] right) {
    int n = diagonal.length;
    double[] x = right.clone();
    double[] pivot = diagonal.clone();
    for (int k = 1; k < n; k++) {
      double l = off[k - 1] / pivot[k - 1];
      pivot[k] -= l * off[k - 1];
      x[k] -= l * x[k - 1];
    }
    x[n - 1] /= pivot[n - 1];
    for (int k = n - 2; k >= 0; k--) {
      x[k] = (x[k] - off[k] * x[k + 1]) / pivot[k];
    }
    return x;
  }

  /** Stationarity per cell, log(m/p) + 1 + theta + (2/(lambda tau)) (1 - sqrt(n/m)) = 0, and theta for the mass 1. */
  private void changeMasses(double[] before) {
    int n = masses.length;
    double stiffness = 2 / reaction;
    double[] logTarget = new double[n];
    double[] root = new double[n];
    double[] logRoot = new double[n];
    double theta = -1; // that of the masses as they are
    for (int k = 0; k < n; k++) {
      logTarget[k] = logTargetMass(edges[k], edges[k + 1]);
      root[k] = Math.sqrt(before[k]) * overlap[k];
      logRoot[k] = 0.5 * Math.log(masses[k]);
      theta -=
          masses[k]
              * (2 * logRoot[k] - logTarget[k] + stiffness * (1 - root[k] / Math.sqrt(masses[k])));
    }
    for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      double mass = 0;
      double slope = 0;
      for (int k = 0; k < n; k++) {
        double constant = 1 + theta - logTarget[k] + stiffness;
        logRoot[k] = root(constant, stiffness * root[k], logRoot[k]);
        double half = Math.exp(logRoot[k]);
        double m = half * half;
        mass += m;
        slope += 2 * m / (2 + stiffness * root[k] / half);
      }
      double change = (mass - 1) / slope;
      theta += Math.max(-2, Math.min(2, change));
      if (Math.abs(mass - 1) <= SETTLED) {
        break;
      }
    }
    for (int k = 0; k < n; k++) {
      masses[k] = Math.exp(2 * logRoot[k]);
    }
  }

  /** The root of 2 s + constant - c e^{-s}, increasing and concave: Newton from the left climbs to it, from the right it lands left first. */
  private static double root(double constant, double c, double guess) {
    double s = guess;
    for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      double e = c * Math.exp(-s);
      double step = (2 * s + constant - e) / (2 + e);
      s -= step;
      if (Math.abs(step) <= SETTLED * (1 + Math.abs(s))) {
        break;
      }
    }
    return s;
  }

  /** log of the integral of e^{-V} by Simpson's rule. */
  private double logTargetMass(double a, double b) {
    double left = -v.value(a);
    double middle = -v.value(0.5 * (a + b));
    double right = -v.value(b);
    double shift = Math.max(middle, Math.max(left, right));
    return shift
        + Math.log(
            (b - a)
                / 6
                * (Math.exp(left - shift)
                    + 4 * Math.exp(middle - shift)
                    + Math.exp(right - shift)));
  }
}
