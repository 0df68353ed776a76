package wfr.particle.fused;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import wfr.model.PolynomialPotential;
import wfr.model.Potential;

/**
 * The stages of {@link BlockKernel} in explicit vector registers; the same arithmetic as the scalar kernel but for fused
 * multiply-adds, single precision in the normals and the order of one sum.
 *
 * A float in the upper half of a 64-bit lane becomes the double of that lane by three operations on integers (shift its exponent and mantissa to
 * where a double has them, mask, add the difference of the biases), one in the lower half by four: so single-precision normals and table entries cost
 * no conversion that crosses lanes. Minima and maxima are taken of bits as integers: one instruction, where those of doubles care for NaN and -0.
 * One width per element type (that of the widest register) and no vector as a method's argument or result:
 * either makes the compiler put vectors on the heap, five to ten times slower. Each method is one loop.
 */
public final class VectorKernel implements BlockKernel {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
  private static final int SIZE = BlockScratch.SIZE;

  /** Buffers start here: see {@link BlockScratch}. */
  private static final int O = BlockScratch.PAD;

  private static final int LANES = BlockNormals.LANES;
  private static final int PAIRS = BlockNormals.PAIRS;
  private static final int WIDTH = Math.min(D.length(), LANES);
  private static final int TERMS = 5;
  private static final double[] NONE = new double[TERMS];

  /** Coefficients of the potential if it is a polynomial of degree at most 4, else null, and c_0 and c_1 in every entry. */
  private double[] coefficients;
  private final double[] constant = new double[O + SIZE];
  private final double[] linear = new double[O + SIZE];

  /** Needs registers of at least 4 doubles: with them come fused multiply-adds in hardware. */
  public VectorKernel() {
    if (D.length() < 4
        || D.length() > LANES
        || D.length() != L.length()
        || F.length() != 2 * D.length()
        || I.length() != F.length()) {
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
  public void numbers(long key, BlockScratch s) {
    BlockNormals.seed(key, s.seeds);
    for (int group = 0; group < LANES; group += WIDTH) {
      bits(s.seeds, group, s.bits);
    }
  }

  @Override
  public void normals(long key, BlockScratch s) {
    normals(s.bits, s.noise);
    if (least(s.bits) < BlockNormals.RARE) {
      BlockNormals.continueTails(key, s, O);
    }
  }

  /** The numbers of lanes group .. group + WIDTH - 1. */
  private static void bits(long[] seeds, int group, long[] out) {
    LongVector s0 = LongVector.fromArray(L, seeds, group);
    LongVector s1 = LongVector.fromArray(L, seeds, LANES + group);
    LongVector s2 = LongVector.fromArray(L, seeds, 2 * LANES + group);
    LongVector s3 = LongVector.fromArray(L, seeds, 3 * LANES + group);
    for (int i = O + group; i < O + BlockNormals.NUMBERS; i += LANES) {
      s0.add(s3).lanewise(VectorOperators.ROL, 23).add(s0).intoArray(out, i);
      LongVector t = s1.lanewise(VectorOperators.LSHL, 17);
      s2 = s2.lanewise(VectorOperators.XOR, s0);
      s3 = s3.lanewise(VectorOperators.XOR, s1);
      s1 = s1.lanewise(VectorOperators.XOR, s2);
      s0 = s0.lanewise(VectorOperators.XOR, s3);
      s2 = s2.lanewise(VectorOperators.XOR, t);
      s3 = s3.lanewise(VectorOperators.ROL, 45);
    }
  }

  /** The least a. In a loop of its own: a minimum carried through the loop of the normals puts their vectors on the heap in one run of three. */
  private static int least(long[] bits) {
    IntVector least = IntVector.broadcast(I, Integer.MAX_VALUE);
    for (int p = 0; p < PAIRS; p += 2 * LANES) {
      for (int group = 0; group < LANES; group += WIDTH) {
        least =
            LongVector.fromArray(L, bits, O + p + group)
                .reinterpretAsInts()
                .lanewise(VectorOperators.LSHR, 1)
                .min(least);
      }
    }
    return least.reduceLanes(VectorOperators.MIN);
  }

  private static void normals(long[] numbers, double[] out) {
    double[] l = BlockNormals.LOG;
    FloatVector l0 = FloatVector.broadcast(F, (float) l[0]);
    FloatVector l1 = FloatVector.broadcast(F, (float) l[1]);
    FloatVector l2 = FloatVector.broadcast(F, (float) l[2]);
    FloatVector l3 = FloatVector.broadcast(F, (float) l[3]);
    FloatVector l4 = FloatVector.broadcast(F, (float) l[4]);
    FloatVector l5 = FloatVector.broadcast(F, (float) l[5]);
    FloatVector l6 = FloatVector.broadcast(F, (float) l[6]);
    FloatVector l7 = FloatVector.broadcast(F, (float) l[7]);
    FloatVector l8 = FloatVector.broadcast(F, (float) l[8]);
    double[] sin = BlockNormals.SIN;
    FloatVector n0 = FloatVector.broadcast(F, (float) sin[0]);
    FloatVector n1 = FloatVector.broadcast(F, (float) sin[1]);
    FloatVector n2 = FloatVector.broadcast(F, (float) sin[2]);
    FloatVector n3 = FloatVector.broadcast(F, (float) sin[3]);
    FloatVector n4 = FloatVector.broadcast(F, (float) sin[4]);
    double[] cos = BlockNormals.COS;
    FloatVector c0 = FloatVector.broadcast(F, (float) cos[0]);
    FloatVector c1 = FloatVector.broadcast(F, (float) cos[1]);
    FloatVector c2 = FloatVector.broadcast(F, (float) cos[2]);
    FloatVector c3 = FloatVector.broadcast(F, (float) cos[3]);
    FloatVector c4 = FloatVector.broadcast(F, (float) cos[4]);
    FloatVector half = FloatVector.broadcast(F, 0.5f);
    FloatVector one = FloatVector.broadcast(F, 1f);
    FloatVector ln4 = FloatVector.broadcast(F, (float) (2 * BlockNormals.LN2));
    FloatVector scale = FloatVector.broadcast(F, (float) BlockNormals.TO_ANGLE);
    IntVector low = IntVector.broadcast(I, BlockNormals.MANTISSA_LOW);
    IntVector mask = IntVector.broadcast(I, BlockNormals.EXPONENT_MASK);
    IntVector top = IntVector.broadcast(I, BlockNormals.RADIUS_BITS);
    LongVector bits = LongVector.broadcast(L, StepTable.FLOAT_BITS);
    LongVector bias = LongVector.broadcast(L, StepTable.FLOAT_BIAS);
    for (int i = 0; i < PAIRS / 2; i += WIDTH) {
      // number i and, eight further on, its angle: WIDTH lanes in a group of 16
      int n = O + i + (i & -LANES);
      IntVector a =
          LongVector.fromArray(L, numbers, n).reinterpretAsInts().lanewise(VectorOperators.LSHR, 1);
      IntVector b = LongVector.fromArray(L, numbers, n + LANES).reinterpretAsInts();
      FloatVector u = ((FloatVector) a.convertShape(VectorOperators.I2F, F, 0)).add(half);
      IntVector raw = u.reinterpretAsInts();
      IntVector excess = raw.sub(low);
      FloatVector f = raw.sub(excess.and(mask)).reinterpretAsFloats().sub(one);
      FloatVector k =
          (FloatVector)
              top.sub(excess.lanewise(VectorOperators.ASHR, 23))
                  .convertShape(VectorOperators.I2F, F, 0);
      FloatVector g = l8.fma(f, l7).fma(f, l6).fma(f, l5).fma(f, l4);
      g = g.fma(f, l3).fma(f, l2).fma(f, l1).fma(f, l0).mul(f);
      // r^2 = 2 k log 2 - 2 f P
      FloatVector r = k.mul(ln4).sub(g.add(g)).lanewise(VectorOperators.SQRT);
      FloatVector v = ((FloatVector) b.convertShape(VectorOperators.I2F, F, 0)).mul(scale);
      FloatVector y = v.mul(v);
      FloatVector s = n4.fma(y, n3).fma(y, n2).fma(y, n1).fma(y, n0).mul(v);
      FloatVector c = c4.fma(y, c3).fma(y, c2).fma(y, c1).fma(y, c0);
      FloatVector twice = s.add(s).mul(r);
      LongVector z = r.sub(twice.mul(s)).reinterpretAsLongs();
      LongVector q = twice.mul(c).reinterpretAsLongs();
      z.lanewise(VectorOperators.ASHR, 3).and(bits).add(bias).reinterpretAsDoubles().intoArray(out, n);
      z.lanewise(VectorOperators.LSHL, 32)
          .lanewise(VectorOperators.ASHR, 3)
          .and(bits)
          .add(bias)
          .reinterpretAsDoubles()
          .intoArray(out, n + LANES);
      q.lanewise(VectorOperators.ASHR, 3)
          .and(bits)
          .add(bias)
          .reinterpretAsDoubles()
          .intoArray(out, n + PAIRS);
      q.lanewise(VectorOperators.LSHL, 32)
          .lanewise(VectorOperators.ASHR, 3)
          .and(bits)
          .add(bias)
          .reinterpretAsDoubles()
          .intoArray(out, n + PAIRS + LANES);
    }
  }

  @Override
  public double advance(
      Potential potential, StepTable t, double[] x, double[] w, int from, BlockScratch s) {
    look(t.inverse, t.offset, t.most, x, from, s.cell);
    Stages.pick(t.pairs, s.cell, O, s.pair);
    double[] v = constant;
    double[] dv = linear;
    int base = O;
    if (coefficients == null) {
      System.arraycopy(x, from, s.x, 0, SIZE);
      potential.evaluate(s.x, 0, SIZE, s.potential, s.derivative);
      v = s.potential;
      dv = s.derivative;
      base = 0;
    }
    double squares =
        update(
            t,
            coefficients == null ? NONE : coefficients,
            v,
            dv,
            base,
            s.noise,
            x,
            w,
            from,
            s.pair,
            s.cell,
            s.share,
            s.largest);
    if (!(s.largest[0] <= SMALL)) {
      for (int i = 0; i < SIZE; i++) {
        s.change[i] = Double.longBitsToDouble(s.pair[O + i]);
      }
      squares += Stages.far(s.change, s.share, O, w, from);
    }
    Stages.deposit(s.cell, w, from, s.share, O, s.even, s.odd);
    return squares;
  }

  @Override
  public void know(Potential potential) {
    double[] c = potential instanceof PolynomialPotential p ? p.coefficients() : null;
    coefficients = c != null && c.length <= TERMS ? Arrays.copyOf(c, TERMS) : null;
    if (coefficients != null) {
      Arrays.fill(constant, c[0]);
      Arrays.fill(linear, coefficients[1]);
    }
  }

  private static void look(
      double inverse, double offset, double most, double[] x, int from, double[] cell) {
    DoubleVector in = DoubleVector.broadcast(D, inverse);
    DoubleVector off = DoubleVector.broadcast(D, offset);
    DoubleVector half = DoubleVector.broadcast(D, 0.5);
    DoubleVector round = DoubleVector.broadcast(D, ROUND);
    LongVector zero = LongVector.zero(L);
    LongVector high = LongVector.broadcast(L, Double.doubleToRawLongBits(most));
    for (int i = 0; i < SIZE; i += WIDTH) {
      DoubleVector.fromArray(D, x, from + i)
          .fma(in, off)
          .reinterpretAsLongs()
          .max(zero)
          .min(high)
          .reinterpretAsDoubles()
          .sub(half)
          .add(round)
          .intoArray(cell, O + i);
    }
  }

  /**
   * Weights, positions, new cells and shares, with V = v_i + c_1 x + .. + c_4 x^4 and V' = dv_i + 2 c_2 x + .. + 4 c_4 x^3: a polynomial has a constant v_i and
   * dv_i and is evaluated in registers, any other potential comes in v and dv with zero coefficients. pair gives its entries and takes the bits of the change of the log-weight, whose
   * largest size goes to most[0]; returns sum w^2.
   */
  private static double update(
      StepTable table,
      double[] c,
      double[] v,
      double[] dv,
      int base,
      double[] noise,
      double[] x,
      double[] w,
      int from,
      long[] pair,
      double[] cell,
      double[] share,
      double[] most) {
    DoubleVector c1 = DoubleVector.broadcast(D, c[1]);
    DoubleVector c2 = DoubleVector.broadcast(D, c[2]);
    DoubleVector c3 = DoubleVector.broadcast(D, c[3]);
    DoubleVector c4 = DoubleVector.broadcast(D, c[4]);
    DoubleVector d1 = DoubleVector.broadcast(D, 2 * c[2]);
    DoubleVector d2 = DoubleVector.broadcast(D, 3 * c[3]);
    DoubleVector d3 = DoubleVector.broadcast(D, 4 * c[4]);
    DoubleVector rate = DoubleVector.broadcast(D, table.rate);
    DoubleVector level = DoubleVector.broadcast(D, table.level);
    DoubleVector drift = DoubleVector.broadcast(D, table.drift);
    DoubleVector spread = DoubleVector.broadcast(D, table.spread);
    DoubleVector in = DoubleVector.broadcast(D, table.inverse);
    DoubleVector off = DoubleVector.broadcast(D, table.offset);
    LongVector high = LongVector.broadcast(L, Double.doubleToRawLongBits(table.most));
    LongVector zero = LongVector.zero(L);
    DoubleVector round = DoubleVector.broadcast(D, ROUND);
    LongVector bits = LongVector.broadcast(L, StepTable.FLOAT_BITS);
    LongVector bias = LongVector.broadcast(L, StepTable.FLOAT_BIAS);
    LongVector magnitude = LongVector.broadcast(L, Long.MAX_VALUE);
    LongVector small = LongVector.broadcast(L, Double.doubleToRawLongBits(SMALL));
    DoubleVector a6 = DoubleVector.broadcast(D, 1.0 / 720);
    DoubleVector a5 = DoubleVector.broadcast(D, 1.0 / 120);
    DoubleVector a4 = DoubleVector.broadcast(D, 1.0 / 24);
    DoubleVector a3 = DoubleVector.broadcast(D, 1.0 / 6);
    DoubleVector half = DoubleVector.broadcast(D, 0.5);
    DoubleVector one = DoubleVector.broadcast(D, 1);
    DoubleVector squares = DoubleVector.zero(D);
    LongVector largest = zero;
    for (int i = 0; i < SIZE; i += WIDTH) {
      LongVector p = LongVector.fromArray(L, pair, O + i);
      DoubleVector slope =
          p.lanewise(VectorOperators.ASHR, 3).and(bits).add(bias).reinterpretAsDoubles();
      DoubleVector value =
          p.lanewise(VectorOperators.LSHL, 32)
              .lanewise(VectorOperators.ASHR, 3)
              .and(bits)
              .add(bias)
              .reinterpretAsDoubles();
      DoubleVector y = DoubleVector.fromArray(D, x, from + i);
      DoubleVector s =
          y.fma(in, off).reinterpretAsLongs().max(zero).min(high).reinterpretAsDoubles();
      DoubleVector f = s.sub(s.sub(half).add(round).sub(round));
      DoubleVector potential =
          c4.fma(y, c3).fma(y, c2).fma(y, c1).fma(y, DoubleVector.fromArray(D, v, base + i));
      DoubleVector d = potential.sub(level).fma(rate, slope.fma(f, value));
      d.reinterpretAsLongs().intoArray(pair, O + i);
      LongVector size = d.reinterpretAsLongs().and(magnitude);
      largest = size.max(largest);
      // d cut at +- SMALL; what is beyond follows in Stages.far
      d =
          d.reinterpretAsLongs()
              .sub(size)
              .or(size.min(small))
              .reinterpretAsDoubles();
      // even and odd halves of the polynomial side by side: four dependent operations instead of seven
      DoubleVector dd = d.mul(d);
      DoubleVector e = a6.fma(d, a5).fma(dd, a4.fma(d, a3)).fma(dd, half.fma(d, one)).mul(d);
      DoubleVector u = DoubleVector.fromArray(D, w, from + i);
      u = u.fma(e, u);
      u.intoArray(w, from + i);
      squares = u.fma(u, squares);
      y = d3.fma(y, d2).fma(y, d1).fma(y, DoubleVector.fromArray(D, dv, base + i)).fma(drift, y);
      y = DoubleVector.fromArray(D, noise, O + i).fma(spread, y);
      y.intoArray(x, from + i);
      s = y.fma(in, off).reinterpretAsLongs().max(zero).min(high).reinterpretAsDoubles();
      DoubleVector r = s.sub(half).add(round);
      r.intoArray(cell, O + i);
      s.sub(r.sub(round)).mul(u).intoArray(share, O + i);
    }
    most[0] = Double.longBitsToDouble(largest.reduceLanes(VectorOperators.MAX));
    return squares.reduceLanes(VectorOperators.ADD);
  }
}
