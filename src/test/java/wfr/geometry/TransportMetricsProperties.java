package wfr.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.generators.Generators.count;
import static wfr.generators.Generators.list;
import static wfr.generators.Generators.matrix;
import static wfr.generators.Generators.normal;
import static wfr.generators.Generators.rows;
import static wfr.generators.Generators.vector;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import wfr.measure.Atoms;
import wfr.model.MixtureLaw;

class TransportMetricsProperties {
  /** Coordinates below 10 and at most 40 of them: sums of squares carry a few hundred roundings of numbers below 1000. */
  private static final double ROUNDING = 400 * Math.ulp(1000.0);

  /** The square root of a sum that rounding leaves instead of 0. */
  private static final double ROOT_OF_ROUNDING = Math.sqrt(ROUNDING);

  @Provide
  Arbitrary<double[][]> plane() {
    return rows(1, 40, 2, normal(3));
  }

  @Provide
  Arbitrary<double[][]> line() {
    return rows(1, 30, 1, normal(3));
  }

  /** Two clouds of as many points. */
  private static Arbitrary<Tuple2<double[][], double[][]>> pairs(int d) {
    Arbitrary<double[]> point = vector(d, normal(3));
    return list(1, 40, Combinators.combine(point, point).as(Tuple::of))
        .map(all -> Tuple.of(side(all, Tuple2::get1), side(all, Tuple2::get2)));
  }

  private static double[][] side(
      List<Tuple2<double[], double[]>> pairs, Function<Tuple2<double[], double[]>, double[]> of) {
    return pairs.stream().map(of).toArray(double[][]::new);
  }

  @Provide
  Arbitrary<Tuple2<double[][], double[][]>> pairsOnTheLine() {
    return pairs(1);
  }

  @Provide
  Arbitrary<Tuple2<double[][], double[][]>> pairsInThePlane() {
    return pairs(2);
  }

  @Provide
  Arbitrary<double[][]> costs() {
    return count(1, 6).flatMap(n -> matrix(n, n, normal(3)));
  }

  private static Atoms atoms(double[][] x) {
    double[] m = new double[x.length];
    Arrays.fill(m, 1.0 / x.length);
    return new Atoms(x, m);
  }

  private static double[][] shifted(double[][] x, double... v) {
    double[][] y = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      y[x.length - 1 - i] = x[i].clone(); // in another order
      for (int k = 0; k < v.length; k++) {
        y[x.length - 1 - i][k] += v[k];
      }
    }
    return y;
  }

  /** W_2 between a cloud and its shift by v is |v|, in any dimension. */
  @Property(tries = 60)
  void assignment_ofAShift_isItsLength(
      @ForAll("plane") double[][] x,
      @ForAll @DoubleRange(min = -4, max = 4) double a,
      @ForAll @DoubleRange(min = -4, max = 4) double b) {
    assertEquals(Math.hypot(a, b), Assignment.w2(x, shifted(x, a, b)), ROOT_OF_ROUNDING);
  }

  /** On the line the assignment is the quantile coupling. */
  @Property(tries = 60)
  void assignment_onTheLine_isTheQuantileCoupling(
      @ForAll("pairsOnTheLine") Tuple2<double[][], double[][]> pair) {
    double[][] x = pair.get1();
    double[][] y = pair.get2();
    double w = Assignment.w2(x, y);
    assertEquals(Math.pow(Wasserstein1d.of(atoms(x), atoms(y), 2), 2), w * w, ROUNDING);
  }

  /** No permutation is cheaper, by trying them all; and the dual value says so without trying. */
  @Property(tries = 60)
  void assignment_isCheapest_byEnumeration(@ForAll("costs") double[][] c) {
    Assignment a = new Assignment(c);
    assertEquals(cheapest(c, new boolean[c.length], 0), a.cost(), ROUNDING);
    assertEquals(a.cost(), a.dual(), ROUNDING);
  }

  private static double cheapest(double[][] c, boolean[] used, int row) {
    if (row == c.length) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int j = 0; j < used.length; j++) {
      if (!used[j]) {
        used[j] = true;
        best = Math.min(best, c[row][j] + cheapest(c, used, row + 1));
        used[j] = false;
      }
    }
    return best;
  }

  /** SW_2 of a shift by v is |v|/sqrt 2 for any number of directions above 1. */
  @Property(tries = 60)
  void slices_ofAShift_areItsLengthOverRootTwo(
      @ForAll("plane") double[][] x,
      @ForAll @IntRange(min = 2, max = 20) int directions,
      @ForAll @DoubleRange(min = -4, max = 4) double a,
      @ForAll @DoubleRange(min = -4, max = 4) double b) {
    double sw = SlicedWasserstein.of(atoms(x), atoms(shifted(x, a, b)), 2, directions);
    assertEquals(Math.hypot(a, b) / Math.sqrt(2), sw, ROOT_OF_ROUNDING);
  }

  /** Each projection is a contraction, so SW_2 is at most W_2. */
  @Property(tries = 60)
  void slices_areBelowTheAssignment(
      @ForAll("pairsInThePlane") Tuple2<double[][], double[][]> pair) {
    double[][] x = pair.get1();
    double[][] y = pair.get2();
    double sw = SlicedWasserstein.of(atoms(x), atoms(y), 2, 8);
    assertTrue(sw <= Assignment.w2(x, y) + ROOT_OF_ROUNDING);
  }

  /** E|a - X| for X = N(m, s^2): d (2 Phi(d/s) - 1) + 2 s phi(d/s), d = |a - m|. */
  @Property(tries = 60)
  void distanceToANormal_ofOneAtom_isTheFoldedMean(
      @ForAll @DoubleRange(min = -3, max = 3) double a,
      @ForAll @DoubleRange(min = 0.1, max = 3) double s) {
    MixtureLaw law = MixtureLaw.of(new double[] {1}, new double[] {0.3}, new double[] {s * s});
    double z = (a - 0.3) / s;
    double phi = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    double exact = s * (z * org.apache.commons.numbers.gamma.Erf.value(z / Math.sqrt(2)) + 2 * phi);
    assertEquals(exact, new DistanceToLaw(law).w1(Atoms.dirac(2, a)), ROUNDING);
  }

  /** Atoms against a law is the limit of atoms against finer and finer quantiles of it: the midpoints of n quantiles are within (mean spacing) of it. */
  @Property(tries = 20)
  void distanceToALaw_isTheLimitOfQuantiles(@ForAll("line") double[][] x) {
    MixtureLaw law =
        MixtureLaw.of(new double[] {0.5, 0.5}, new double[] {0, 6}, new double[] {1, 1});
    Atoms mu = atoms(x);
    double[][] fine = quantiles(4000);
    double atoms = Wasserstein1d.of(mu, atoms(fine), 1);
    DistanceToLaw distance = new DistanceToLaw(law);
    assertEquals(
        atoms, distance.w1(mu), distance.w1(atoms(fine)) + ROUNDING); // triangle inequality
  }

  /** Deterministic draws of the mixture .5 N(0,1) + .5 N(6,1): the same quantiles in either half. */
  private static double[][] quantiles(int n) {
    double[][] x = new double[n][1];
    for (int i = 0; i < n / 2; i++) {
      double p = (i + 0.5) / (n / 2);
      double z = -Math.sqrt(2) * org.apache.commons.numbers.gamma.InverseErfc.value(2 * p);
      x[i][0] = -z;
      x[n / 2 + i][0] = 6 - z;
    }
    return x;
  }
}
