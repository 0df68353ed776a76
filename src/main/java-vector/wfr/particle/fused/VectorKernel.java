package wfr.particle.fused;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import wfr.model.Potential;
import wfr.model.PolynomialPotential;

/**
 * The stages of {@link BlockKernel} in explicit vector registers; the same arithmetic as the scalar kernel but for fused
 * multiply-adds and the order of one sum.
 *
 * One width per element type (doubles and longs of the widest register) and no vector as a method's argument or result:
 * either makes the compiler put vectors on the heap, five to ten times slower. Each method is one loop.
 */
public final class VectorKernel implements BlockKernel {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;
  private static final int SIZE = BlockScratch.SIZE;

  /** Buffers start here: see {@link BlockScratch}. */
  private static final int O = BlockScratch.PAD;

  private static final int HALF = BlockNormals.NUMBERS;
  private static final int WIDTH = Math.min(D.length(), BlockNormals.LANES);
  private static final int QUARTIC = 5;

  /** Coefficients of the potential seen last where it is a polynomial of degree 4, else null. */
  private double[] coefficients;

  private Potential known;

  /** Needs registers of at least 4 doubles: with them come fused multiply-adds in hardware. */
  public VectorKernel() {
    if (D.length() < 4 || D.length() > BlockNormals.LANES || D.length() != L.length()) {
      throw new UnsupportedOperationException("no vector kernel for " + D);
    }
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int start() {
    return O;
  }

  @Override
  public void draw(long key, BlockScratch s) {
    BlockNormals.seed(key, s.seeds);
    for (int group = 0; group < BlockNormals.LANES; group += WIDTH) {
      bits(s.seeds, group, s.bits);
    }
    normals(s.bits, s.noise);
    if (hasTail(s.bits)) {
      BlockNormals.continueTails(key, s.bits, s.noise, O);
    }
  }

  private static void bits(long[] seeds, int group, long[] out) {
    LongVector s0 = LongVector.fromArray(L, seeds, group);
    LongVector s1 = LongVector.fromArray(L, seeds, BlockNormals.LANES + group);
    LongVector s2 = LongVector.fromArray(L, seeds, 2 * BlockNormals.LANES + group);
    LongVector s3 = LongVector.fromArray(L, seeds, 3 * BlockNormals.LANES + group);
    for (int i = group; i < HALF; i += BlockNormals.LANES) {
      LongVector sum = s0.add(s3);
      sum.lanewise(VectorOperators.LSHL, 23)
          .or(sum.lanewise(VectorOperators.LSHR, 41))
          .add(s0)
          .intoArray(out, O + i);
      LongVector t = s1.lanewise(VectorOperators.LSHL, 17);
      s2 = s2.lanewise(VectorOperators.XOR, s0);
      s3 = s3.lanewise(VectorOperators.XOR, s1);
      s1 = s1.lanewise(VectorOperators.XOR, s2);
      s0 = s0.lanewise(VectorOperators.XOR, s3);
      s2 = s2.lanewise(VectorOperators.XOR, t);
      s3 = s3.lanewise(VectorOperators.LSHL, 45).or(s3.lanewise(VectorOperators.LSHR, 19));
    }
  }

  /** Whether some a is below 2^16. A loop of its own: a sum carried through the loop of the normals costs four times that loop. */
  private static boolean hasTail(long[] bits) {
    LongVector least = LongVector.broadcast(L, Long.MAX_VALUE);
    for (int i = 0; i < HALF; i += WIDTH) {
      least =
          least.min(
              LongVector.fromArray(L, bits, O + i)
                  .lanewise(VectorOperators.LSHR, BlockNormals.RADIUS_SHIFT));
    }
    return least.reduceLanes(VectorOperators.MIN) < (long) BlockNormals.RARE;
  }

  private static void normals(long[] bits, double[] out) {
    double[] l = BlockNormals.LOG;
    DoubleVector l0 = DoubleVector.broadcast(D, l[0]);
    DoubleVector l1 = DoubleVector.broadcast(D, l[1]);
    DoubleVector l2 = DoubleVector.broadcast(D, l[2]);
    DoubleVector l3 = DoubleVector.broadcast(D, l[3]);
    DoubleVector l4 = DoubleVector.broadcast(D, l[4]);
    DoubleVector l5 = DoubleVector.broadcast(D, l[5]);
    DoubleVector l6 = DoubleVector.broadcast(D, l[6]);
    DoubleVector l7 = DoubleVector.broadcast(D, l[7]);
    DoubleVector l8 = DoubleVector.broadcast(D, l[8]);
    DoubleVector l9 = DoubleVector.broadcast(D, l[9]);
    DoubleVector l10 = DoubleVector.broadcast(D, l[10]);
    DoubleVector minusLn2 = DoubleVector.broadcast(D, -BlockNormals.LN2);
    DoubleVector c5 = DoubleVector.broadcast(D, BlockNormals.C5);
    DoubleVector c4 = DoubleVector.broadcast(D, BlockNormals.C4);
    DoubleVector c3 = DoubleVector.broadcast(D, BlockNormals.C3);
    DoubleVector c2 = DoubleVector.broadcast(D, BlockNormals.C2);
    DoubleVector c1 = DoubleVector.broadcast(D, BlockNormals.C1);
    DoubleVector s4 = DoubleVector.broadcast(D, BlockNormals.S4);
    DoubleVector s3 = DoubleVector.broadcast(D, BlockNormals.S3);
    DoubleVector s2 = DoubleVector.broadcast(D, BlockNormals.S2);
    DoubleVector s1 = DoubleVector.broadcast(D, BlockNormals.S1);
    DoubleVector one = DoubleVector.broadcast(D, 1);
    DoubleVector toA = DoubleVector.broadcast(D, BlockNormals.TWO_52 - 0.5);
    DoubleVector toTau =
        DoubleVector.broadcast(D, BlockNormals.ANGLE_OFFSET);
    DoubleVector scale = DoubleVector.broadcast(D, BlockNormals.ANGLE_SCALE);
    // k is stored in the low bits of a double near 1.5 2^52; 34 is taken off with it
    DoubleVector toK = DoubleVector.broadcast(D, ROUND + BlockNormals.RADIUS_BITS);
    LongVector round = LongVector.broadcast(L, Double.doubleToRawLongBits(ROUND));
    LongVector exponent = LongVector.broadcast(L, BlockNormals.EXPONENT_52);
    LongVector angle = LongVector.broadcast(L, BlockNormals.ANGLE_MASK);
    LongVector low = LongVector.broadcast(L, BlockNormals.MANTISSA_LOW);
    LongVector mask = LongVector.broadcast(L, BlockNormals.EXPONENT_MASK);
    LongVector sign = LongVector.broadcast(L, BlockNormals.SIGN);
    for (int i = 0; i < HALF; i += WIDTH) {
      LongVector b = LongVector.fromArray(L, bits, O + i);
      DoubleVector a =
          b.lanewise(VectorOperators.LSHR, BlockNormals.RADIUS_SHIFT)
              .or(exponent)
              .reinterpretAsDoubles()
              .sub(toA);
      LongVector raw = a.reinterpretAsLongs();
      LongVector excess = raw.sub(low);
      DoubleVector f = raw.sub(excess.and(mask)).reinterpretAsDoubles().sub(one);
      DoubleVector k =
          excess
              .lanewise(VectorOperators.ASHR, 52)
              .add(round)
              .reinterpretAsDoubles()
              .sub(toK);
      DoubleVector p = l10.fma(f, l9);
      p = p.fma(f, l8);
      p = p.fma(f, l7);
      p = p.fma(f, l6);
      p = p.fma(f, l5);
      p = p.fma(f, l4);
      p = p.fma(f, l3);
      p = p.fma(f, l2);
      p = p.fma(f, l1);
      p = p.fma(f, l0);
      DoubleVector r = k.mul(minusLn2).sub(p.mul(f)).lanewise(VectorOperators.SQRT);
      DoubleVector t =
          b.lanewise(VectorOperators.LSHR, 2)
              .and(angle)
              .or(exponent)
              .reinterpretAsDoubles()
              .sub(toTau)
              .mul(scale);
      DoubleVector y = t.mul(t);
      DoubleVector c = c5.fma(y, c4);
      c = c.fma(y, c3);
      c = c.fma(y, c2);
      c = c.fma(y, c1);
      c = c.fma(y, one);
      DoubleVector s = s4.fma(y, s3);
      s = s.fma(y, s2);
      s = s.fma(y, s1);
      s = s.fma(y, one);
      s = s.mul(t);
      c.sub(s)
          .mul(r)
          .reinterpretAsLongs()
          .lanewise(VectorOperators.XOR, b.lanewise(VectorOperators.LSHL, 63))
          .reinterpretAsDoubles()
          .intoArray(out, O + i);
      c.add(s)
          .mul(r)
          .reinterpretAsLongs()
          .lanewise(VectorOperators.XOR, b.lanewise(VectorOperators.LSHL, 62).and(sign))
          .reinterpretAsDoubles()
          .intoArray(out, O + HALF + i);
    }
  }

  @Override
  public double advance(
      Potential potential, StepTable t, double[] x, double[] w, int from, BlockScratch s) {
    if (potential != known) {
      double[] c = potential instanceof PolynomialPotential p ? p.coefficients() : new double[0];
      coefficients = c.length == QUARTIC ? c : null;
      known = potential;
    }
    double[] c = coefficients;
    int base = 0;
    if (c != null) {
      quartic(c, x, from, s.potential, s.derivative);
      base = O;
    } else {
      System.arraycopy(x, from, s.x, 0, SIZE);
      potential.evaluate(s.x, 0, SIZE, s.potential, s.derivative);
    }
    move(t, s, base, x, from, s.cell, s.next, s.fraction, s.share);
    Stages.lookUp(t.value, t.slope, s.cell, s.fraction, s.change, O);
    if (!(add(t.rate, s.potential, base, s.change) <= SMALL)) {
      Stages.reactFar(s.change, O, w, from);
    }
    double squares = react(s.change, w, from, s.share, s.left, s.right);
    Stages.deposit(s.next, s.left, s.right, O, s.even, s.odd);
    return squares;
  }

  private static void quartic(double[] c, double[] x, int from, double[] v, double[] dv) {
    DoubleVector c0 = DoubleVector.broadcast(D, c[0]);
    DoubleVector c1 = DoubleVector.broadcast(D, c[1]);
    DoubleVector c2 = DoubleVector.broadcast(D, c[2]);
    DoubleVector c3 = DoubleVector.broadcast(D, c[3]);
    DoubleVector c4 = DoubleVector.broadcast(D, c[4]);
    DoubleVector d1 = DoubleVector.broadcast(D, 2 * c[2]);
    DoubleVector d2 = DoubleVector.broadcast(D, 3 * c[3]);
    DoubleVector d3 = DoubleVector.broadcast(D, 4 * c[4]);
    for (int i = 0; i < SIZE; i += WIDTH) {
      DoubleVector y = DoubleVector.fromArray(D, x, from + i);
      c4.fma(y, c3).fma(y, c2).fma(y, c1).fma(y, c0).intoArray(v, O + i);
      d3.fma(y, d2).fma(y, d1).fma(y, c1).intoArray(dv, O + i);
    }
  }

  /** Locates the old position, moves, locates the new one: x is read and written once. */
  private static void move(
      StepTable t,
      BlockScratch b,
      int base,
      double[] x,
      int from,
      long[] cell,
      long[] next,
      double[] fraction,
      double[] share) {
    double[] derivative = b.derivative;
    double[] noise = b.noise;
    DoubleVector drift = DoubleVector.broadcast(D, t.drift);
    DoubleVector spread = DoubleVector.broadcast(D, t.spread);
    DoubleVector in = DoubleVector.broadcast(D, t.inverse);
    DoubleVector off = DoubleVector.broadcast(D, t.offset);
    DoubleVector half = DoubleVector.broadcast(D, 0.5);
    LongVector zero = LongVector.zero(L);
    LongVector high = LongVector.broadcast(L, Double.doubleToRawLongBits(t.most));
    DoubleVector round = DoubleVector.broadcast(D, ROUND);
    for (int i = 0; i < SIZE; i += WIDTH) {
      DoubleVector y = DoubleVector.fromArray(D, x, from + i);
      DoubleVector s =
          y.fma(in, off).reinterpretAsLongs().max(zero).min(high).reinterpretAsDoubles();
      DoubleVector r = s.sub(half).add(round);
      r.reinterpretAsLongs().intoArray(cell, O + i);
      s.sub(r.sub(round)).intoArray(fraction, O + i);
      y = DoubleVector.fromArray(D, derivative, base + i).fma(drift, y);
      y = DoubleVector.fromArray(D, noise, O + i).fma(spread, y);
      y.intoArray(x, from + i);
      s = y.fma(in, off).reinterpretAsLongs().max(zero).min(high).reinterpretAsDoubles();
      r = s.sub(half).add(round);
      r.reinterpretAsLongs().intoArray(next, O + i);
      s.sub(r.sub(round)).intoArray(share, O + i);
    }
  }

  /** change += rate V; the largest |change|. */
  private static double add(double rate, double[] v, int base, double[] change) {
    DoubleVector q = DoubleVector.broadcast(D, rate);
    LongVector most = LongVector.zero(L);
    LongVector size = LongVector.broadcast(L, Long.MAX_VALUE);
    for (int i = 0; i < SIZE; i += WIDTH) {
      DoubleVector d =
          DoubleVector.fromArray(D, v, base + i).fma(q, DoubleVector.fromArray(D, change, O + i));
      d.intoArray(change, O + i);
      most = most.max(d.reinterpretAsLongs().and(size));
    }
    return Double.longBitsToDouble(most.reduceLanes(VectorOperators.MAX));
  }

  /** w += w expm1(change), cut into shares; the sum of squares. */
  private static double react(
      double[] change, double[] w, int from, double[] share, double[] left, double[] right) {
    DoubleVector a8 = DoubleVector.broadcast(D, 1.0 / 40320);
    DoubleVector a7 = DoubleVector.broadcast(D, 1.0 / 5040);
    DoubleVector a6 = DoubleVector.broadcast(D, 1.0 / 720);
    DoubleVector a5 = DoubleVector.broadcast(D, 1.0 / 120);
    DoubleVector a4 = DoubleVector.broadcast(D, 1.0 / 24);
    DoubleVector a3 = DoubleVector.broadcast(D, 1.0 / 6);
    DoubleVector a2 = DoubleVector.broadcast(D, 0.5);
    DoubleVector one = DoubleVector.broadcast(D, 1);
    DoubleVector sum = DoubleVector.zero(D);
    for (int i = 0; i < SIZE; i += WIDTH) {
      DoubleVector d = DoubleVector.fromArray(D, change, O + i);
      DoubleVector p = a8.fma(d, a7).fma(d, a6).fma(d, a5).fma(d, a4).fma(d, a3).fma(d, a2);
      p = p.fma(d, one).mul(d);
      DoubleVector u = DoubleVector.fromArray(D, w, from + i);
      u = u.fma(p, u);
      u.intoArray(w, from + i);
      sum = u.fma(u, sum);
      DoubleVector r = DoubleVector.fromArray(D, share, O + i).mul(u);
      r.intoArray(right, O + i);
      u.sub(r).intoArray(left, O + i);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }
}
