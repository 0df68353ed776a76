package wfr.pde;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import wfr.math.TridiagonalSystem;

/**
 * The reaction in vector registers, u^(1 - om) = u exp(-om log u):
 *   u = 2^k z, z in [0.6875, 1.375), s = (z - 1)/(z + 1), y = s^2 at most 0.0343, log z = s (2 + y G(y)), G of degree 6;
 *   exp d = 2^n exp r, r = d - n log 2, |r| at most 0.35, exp r = 1 + r + r^2 Q(r), Q of degree 9; 2^n is added to the exponent.
 * G and Q interpolate in the Chebyshev points of those ranges; either is within 2e-17 in relative terms of the power.
 * Accuracy: 2 ulp and |d| ulp for the rounding of d. The elimination uses fused multiply-adds: four cycles per row of a chain instead of seven.
 */
public final class VectorGridKernel implements GridKernel {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;
  private static final double ROUND = 0x1.8p52;
  private static final double LN2 = 0.6931471805599453;

  private final double[] neighbours = new double[2 * PartitionedSystem.PARTS];

  /** Needs registers of at least 4 doubles: with them come fused multiply-adds in hardware. */
  public VectorGridKernel() {
    if (D.length() < 4 || D.length() != L.length()) {
      throw new UnsupportedOperationException("no vector kernel for " + D);
    }
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public void solve(TwoSidedSystem t, double scale, double[] u, double[] work) {
    int m = t.middle;
    int pairs = t.n - 1 - m; // rows above the middle: m or m - 1
    double a = forward(t.pivot, t.carry, scale, u, work, m, pairs, t.n - 1);
    double b = work[m + 1];
    double c = (u[m] * scale + t.left * a + t.right * b) * t.pivot[m];
    u[m] = c;
    backward(t.back, work, u, m, pairs, c);
  }

  private static double forward(
      double[] pivot, double[] carry, double scale, double[] u, double[] d, int m, int pairs, int last) {
    double a = 0;
    double b = 0;
    for (int i = 0; i < pairs; i++) {
      a = Math.fma(carry[i], a, u[i] * pivot[i] * scale);
      d[i] = a;
      b = Math.fma(carry[last - i], b, u[last - i] * pivot[last - i] * scale);
      d[last - i] = b;
    }
    for (int i = pairs; i < m; i++) {
      a = Math.fma(carry[i], a, u[i] * pivot[i] * scale);
      d[i] = a;
    }
    return a;
  }

  private static void backward(double[] back, double[] d, double[] u, int m, int pairs, double c) {
    double a = c;
    double b = c;
    for (int i = 1; i <= pairs; i++) {
      a = Math.fma(back[m - i], a, d[m - i]);
      u[m - i] = a;
      b = Math.fma(back[m + i], b, d[m + i]);
      u[m + i] = b;
    }
    for (int i = m - pairs - 1; i >= 0; i--) {
      a = Math.fma(back[i], a, d[i]);
      u[i] = a;
    }
  }

  @Override
  public void solve(PartitionedSystem t, double scale, double[] u, double[] y) {
    int p = PartitionedSystem.PARTS;
    for (int lane = 0; lane < p; lane += 2 * D.length()) {
      down(t.pivot, t.carry, scale, u, y, lane);
      up(t.back, y, lane);
    }
    double[] x = neighbours;
    for (int i = 0; i < 2 * p; i += 2 * D.length()) {
      ends(t.neighbours, y, x, i);
    }
    for (int lane = 0; lane < p; lane += D.length()) {
      combine(t.fromLeft, t.fromRight, x, y, u, lane);
    }
  }

  /** Two vectors of lanes at a time, so that one chain's latency hides the other's. */
  private static void down(
      double[] pivot, double[] carry, double scale, double[] u, double[] d, int lane) {
    DoubleVector s = DoubleVector.broadcast(D, scale);
    DoubleVector a = DoubleVector.zero(D);
    DoubleVector b = a;
    for (int k = lane; k < u.length; k += PartitionedSystem.PARTS) {
      int j = k + D.length();
      a =
          DoubleVector.fromArray(D, carry, k)
              .fma(a, DoubleVector.fromArray(D, u, k).mul(DoubleVector.fromArray(D, pivot, k)).mul(s));
      a.intoArray(d, k);
      b =
          DoubleVector.fromArray(D, carry, j)
              .fma(b, DoubleVector.fromArray(D, u, j).mul(DoubleVector.fromArray(D, pivot, j)).mul(s));
      b.intoArray(d, j);
    }
  }

  private static void up(double[] back, double[] d, int lane) {
    DoubleVector a = DoubleVector.zero(D);
    DoubleVector b = a;
    for (int k = d.length - PartitionedSystem.PARTS + lane; k >= 0; k -= PartitionedSystem.PARTS) {
      int j = k + D.length();
      a = DoubleVector.fromArray(D, back, k).fma(a, DoubleVector.fromArray(D, d, k));
      a.intoArray(d, k);
      b = DoubleVector.fromArray(D, back, j).fma(b, DoubleVector.fromArray(D, d, j));
      b.intoArray(d, j);
    }
  }

  /** Entries i to i + 2 W of the map of the ends. */
  private static void ends(double[] columns, double[] y, double[] x, int i) {
    int p = PartitionedSystem.PARTS;
    int last = y.length - p;
    DoubleVector a = DoubleVector.zero(D);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    for (int e = 0; e < p; e++) {
      DoubleVector f = DoubleVector.broadcast(D, y[e]);
      DoubleVector g = DoubleVector.broadcast(D, y[last + e]);
      int k = e * 2 * p + i;
      int j = (p + e) * 2 * p + i;
      a = DoubleVector.fromArray(D, columns, k).fma(f, a);
      b = DoubleVector.fromArray(D, columns, k + D.length()).fma(f, b);
      c = DoubleVector.fromArray(D, columns, j).fma(g, c);
      d = DoubleVector.fromArray(D, columns, j + D.length()).fma(g, d);
    }
    a.add(c).intoArray(x, i);
    b.add(d).intoArray(x, i + D.length());
  }

  private static void combine(
      double[] fromLeft, double[] fromRight, double[] x, double[] y, double[] u, int lane) {
    DoubleVector left = DoubleVector.fromArray(D, x, lane);
    DoubleVector right = DoubleVector.fromArray(D, x, PartitionedSystem.PARTS + lane);
    for (int k = lane; k < u.length; k += PartitionedSystem.PARTS) {
      DoubleVector.fromArray(D, fromLeft, k)
          .fma(left, DoubleVector.fromArray(D, fromRight, k).fma(right, DoubleVector.fromArray(D, y, k)))
          .intoArray(u, k);
    }
  }

  @Override
  public void sweep(TridiagonalSystem t, double scale, double[] u) {
    int m = t.systems();
    int width = 4 * D.length();
    int end = m / width * width;
    for (int k = 0; k < end; k += width) {
      eliminate(t.inversePivot(), t.carry(), scale, u, m, k);
      substitute(t.forward(), u, m, k);
    }
    for (int k = end; k < m; k++) {
      one(t, scale, u, m, k);
    }
  }

  /** Four vectors of lines from the first row to the last: as many chains as hide the latency of one. */
  private static void eliminate(
      double[] pivot, double[] carry, double scale, double[] u, int m, int k) {
    int w = D.length();
    DoubleVector s = DoubleVector.broadcast(D, scale);
    DoubleVector a = DoubleVector.zero(D);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    for (int i = k; i < u.length; i += m) {
      a = DoubleVector.fromArray(D, carry, i).fma(a, DoubleVector.fromArray(D, u, i).mul(DoubleVector.fromArray(D, pivot, i)).mul(s));
      a.intoArray(u, i);
      b = DoubleVector.fromArray(D, carry, i + w).fma(b, DoubleVector.fromArray(D, u, i + w).mul(DoubleVector.fromArray(D, pivot, i + w)).mul(s));
      b.intoArray(u, i + w);
      c = DoubleVector.fromArray(D, carry, i + 2 * w).fma(c, DoubleVector.fromArray(D, u, i + 2 * w).mul(DoubleVector.fromArray(D, pivot, i + 2 * w)).mul(s));
      c.intoArray(u, i + 2 * w);
      d = DoubleVector.fromArray(D, carry, i + 3 * w).fma(d, DoubleVector.fromArray(D, u, i + 3 * w).mul(DoubleVector.fromArray(D, pivot, i + 3 * w)).mul(s));
      d.intoArray(u, i + 3 * w);
    }
  }

  private static void substitute(double[] back, double[] u, int m, int k) {
    int w = D.length();
    DoubleVector a = DoubleVector.zero(D);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    for (int i = u.length - m + k; i >= 0; i -= m) {
      a = DoubleVector.fromArray(D, back, i).fma(a, DoubleVector.fromArray(D, u, i));
      a.intoArray(u, i);
      b = DoubleVector.fromArray(D, back, i + w).fma(b, DoubleVector.fromArray(D, u, i + w));
      b.intoArray(u, i + w);
      c = DoubleVector.fromArray(D, back, i + 2 * w).fma(c, DoubleVector.fromArray(D, u, i + 2 * w));
      c.intoArray(u, i + 2 * w);
      d = DoubleVector.fromArray(D, back, i + 3 * w).fma(d, DoubleVector.fromArray(D, u, i + 3 * w));
      d.intoArray(u, i + 3 * w);
    }
  }

  private static void one(TridiagonalSystem t, double scale, double[] u, int m, int k) {
    double a = 0;
    for (int i = k; i < u.length; i += m) {
      a = Math.fma(t.carry()[i], a, u[i] * t.inversePivot()[i] * scale);
      u[i] = a;
    }
    a = 0;
    for (int i = u.length - m + k; i >= 0; i -= m) {
      a = Math.fma(t.forward()[i], a, u[i]);
      u[i] = a;
    }
  }

  @Override
  public double react(double om, double[] target, double[] u) {
    int end = u.length / D.length() * D.length();
    double sum = vectors(om, target, u, end);
    for (int i = end; i < u.length; i++) {
      double v = Math.max(u[i], FusedGrid.FLOOR);
      v *= Math.exp(-om * Math.log(v));
      u[i] = v;
      sum += target[i] * v;
    }
    return sum;
  }

  private static double vectors(double om, double[] target, double[] u, int end) {
    LongVector floor = LongVector.broadcast(L, Double.doubleToRawLongBits(FusedGrid.FLOOR));
    LongVector low = LongVector.broadcast(L, 0x3FE6_0000_0000_0000L);
    LongVector mask = LongVector.broadcast(L, 0xFFF0_0000_0000_0000L);
    LongVector roundBits = LongVector.broadcast(L, Double.doubleToRawLongBits(ROUND));
    DoubleVector round = DoubleVector.broadcast(D, ROUND);
    DoubleVector one = DoubleVector.broadcast(D, 1);
    DoubleVector minusLn2 = DoubleVector.broadcast(D, -LN2);
    DoubleVector inverse = DoubleVector.broadcast(D, 1 / LN2);
    DoubleVector minusOm = DoubleVector.broadcast(D, -om);
    DoubleVector minusOmLn2 = DoubleVector.broadcast(D, -om * LN2);
    DoubleVector sum = DoubleVector.zero(D);
    for (int i = 0; i < end; i += D.length()) {
      LongVector raw = DoubleVector.fromArray(D, u, i).reinterpretAsLongs().max(floor);
      LongVector excess = raw.sub(low);
      DoubleVector z = raw.sub(excess.and(mask)).reinterpretAsDoubles();
      DoubleVector k =
          excess.lanewise(VectorOperators.ASHR, 52).add(roundBits).reinterpretAsDoubles().sub(round);
      DoubleVector s = z.sub(one).div(z.add(one));
      DoubleVector y = s.mul(s);
      DoubleVector p = DoubleVector.broadcast(D, 0.14842510509824547);
      p = p.fma(y, DoubleVector.broadcast(D, 0.1531192023865533));
      p = p.fma(y, DoubleVector.broadcast(D, 0.18183535334260426));
      p = p.fma(y, DoubleVector.broadcast(D, 0.22222201495294314));
      p = p.fma(y, DoubleVector.broadcast(D, 0.2857142869027518));
      p = p.fma(y, DoubleVector.broadcast(D, 0.3999999999974486));
      p = p.fma(y, DoubleVector.broadcast(D, 0.6666666666666675));
      p = p.fma(y, DoubleVector.broadcast(D, 2)).mul(s);
      DoubleVector d = k.fma(minusOmLn2, p.mul(minusOm));
      DoubleVector shifted = d.fma(inverse, round);
      DoubleVector n = shifted.sub(round);
      DoubleVector r = n.fma(minusLn2, d);
      DoubleVector q = DoubleVector.broadcast(D, 2.5100375832561234e-08);
      q = q.fma(r, DoubleVector.broadcast(D, 2.7620075879983367e-07));
      q = q.fma(r, DoubleVector.broadcast(D, 2.7557268480310024e-06));
      q = q.fma(r, DoubleVector.broadcast(D, 2.4801521322368692e-05));
      q = q.fma(r, DoubleVector.broadcast(D, 0.00019841269863040545));
      q = q.fma(r, DoubleVector.broadcast(D, 0.0013888888917196719));
      q = q.fma(r, DoubleVector.broadcast(D, 0.008333333333330065));
      q = q.fma(r, DoubleVector.broadcast(D, 0.041666666666624164));
      q = q.fma(r, DoubleVector.broadcast(D, 0.16666666666666669));
      q = q.fma(r, DoubleVector.broadcast(D, 0.5000000000000001));
      q = q.fma(r, one);
      q = q.fma(r, one);
      DoubleVector v =
          raw.reinterpretAsDoubles()
              .mul(q)
              .reinterpretAsLongs()
              .add(shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52))
              .reinterpretAsDoubles();
      v.intoArray(u, i);
      sum = v.fma(DoubleVector.fromArray(D, target, i), sum);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }
}
