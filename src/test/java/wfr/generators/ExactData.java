package wfr.generators;

import static wfr.generators.Generators.count;
import static wfr.generators.Generators.logUniform;
import static wfr.generators.Generators.spread;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import wfr.specification.C_Reaction;
import wfr.specification.G2_Implicit;
import wfr.specification.G6_G7_Contraction;
import wfr.specification.Real;
import wfr.specification.Scheme;

/**
 * Exact data that satisfy the hypotheses of the theorems, with sizes spread over decades. Vectors and matrices are functions on the cells, as in Coq: the first n
 * entries count, and n shrinks without touching them.
 */
public interface ExactData {
  /** Most cells. */
  int MOST = 5;

  /** Thousandths of a unit. */
  private static Real thousandths(double x) {
    return Real.of(Math.max(1, Math.round(1000 * x)), 1000);
  }

  private static <T> Arbitrary<T[]> most(Arbitrary<T> entry, IntFunction<T[]> array) {
    return entry.list().ofSize(MOST).map(list -> list.toArray(array.apply(0)));
  }

  /** A positive rational of few digits. */
  static Arbitrary<Real> positive(double spread) {
    return logUniform(1 / spread, spread).map(ExactData::thousandths);
  }

  private static Arbitrary<Real> eitherSign(Arbitrary<Real> size) {
    return Combinators.combine(size, Arbitraries.of(1, -1))
        .as((x, sign) -> sign > 0 ? x : x.negate());
  }

  /** A rate, or none. */
  private static Arbitrary<Real> perhaps() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(Real.ZERO)), Tuple.of(2, positive(100)));
  }

  /** x/(x_0 + ... + x_{n-1}), the law of these weights. */
  static Real[] law(int n, Real[] x) {
    Real sum = Real.ZERO;
    for (int i = 0; i < n; i++) {
      sum = sum.plus(x[i]);
    }
    Real all = sum;
    Real[] out = new Real[n];
    Arrays.setAll(out, i -> x[i].over(all));
    return out;
  }

  /** Starts with mass 1: u with sum p u = 1. */
  static Real[] start(Scheme s, Real[] x) {
    Real[] u = law(s.n(), x);
    Arrays.setAll(u, i -> u[i].over(s.p()[i]));
    return u;
  }

  /** Number of cells. */
  @Provide
  default Arbitrary<Integer> cells() {
    return count(2, MOST);
  }

  /** Some cell, modulo n. */
  @Provide
  default Arbitrary<Integer> index() {
    return count(0, MOST - 1);
  }

  /** A positive number of order 1. */
  @Provide
  default Arbitrary<Real> unit() {
    return positive(10);
  }

  /** A positive number. */
  @Provide
  default Arbitrary<Real> scale() {
    return positive(1e3);
  }

  /** Of order 1 and either sign. */
  @Provide
  default Arbitrary<Real> nonzero() {
    return eitherSign(unit());
  }

  /** Any number. */
  @Provide
  default Arbitrary<Real> signed() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(Real.ZERO)), Tuple.of(19, eitherSign(positive(100))));
  }

  /** Time steps over six decades: no theorem restricts them. */
  @Provide
  default Arbitrary<Real> dt() {
    return positive(1e3);
  }

  /** lambda dt. */
  @Provide
  default Arbitrary<Real> rate() {
    return logUniform(1e-3, 3).map(Real::of);
  }

  /** Positive numbers over six decades. */
  @Provide
  default Arbitrary<Real[]> positives() {
    return most(positive(1e3), Real[]::new);
  }

  /** Positive numbers over twelve decades. */
  @Provide
  default Arbitrary<Real[]> farApart() {
    return most(positive(1e6), Real[]::new);
  }

  /** Any numbers. */
  @Provide
  default Arbitrary<Real[]> signeds() {
    return most(signed(), Real[]::new);
  }

  /** Matrices of any numbers. */
  @Provide
  default Arbitrary<Real[][]> matrices() {
    return most(signeds(), Real[][]::new);
  }

  /** Weights of a law: nearly equal ones up to twelve decades. */
  @Provide
  default Arbitrary<Real[]> weights() {
    return spread(MOST, 2, 1e6)
        .map(w -> Arrays.stream(w).mapToObj(ExactData::thousandths).toArray(Real[]::new));
  }

  /** Conductances of a random graph, symmetric, some 0. */
  @Provide
  default Arbitrary<Real[][]> conductances() {
    return perhaps().list().ofSize(MOST * (MOST - 1) / 2).map(ExactData::symmetric);
  }

  private static Real[][] symmetric(List<Real> below) {
    Real[][] kappa = new Real[MOST][MOST];
    for (int j = 0, at = 0; j < MOST; j++) {
      kappa[j][j] = Real.ZERO;
      for (int k = 0; k < j; k++) {
        kappa[j][k] = below.get(at++);
        kappa[k][j] = kappa[j][k];
      }
    }
    return kappa;
  }

  /** Any rates &gt;= 0, the diagonal included. */
  @Provide
  default Arbitrary<Real[][]> rates() {
    return most(most(perhaps(), Real[]::new), Real[][]::new);
  }

  /** Implicit steps with any rates. */
  @Provide
  default Arbitrary<G2_Implicit> implicits() {
    return Combinators.combine(cells(), rates(), dt()).as(G2_Implicit::new);
  }

  /** Reactions towards any law. */
  @Provide
  default Arbitrary<C_Reaction> reactions() {
    return Combinators.combine(cells(), weights()).as((n, w) -> new C_Reaction(n, law(n, w)));
  }

  /** Steps on any graph. */
  @Provide
  default Arbitrary<Scheme> schemes() {
    return Combinators.combine(cells(), weights(), conductances(), dt())
        .as((n, w, kappa, dt) -> new Scheme(n, law(n, w), kappa, dt));
  }

  /** Rates that leave pi invariant and are not reversible: conductances and a current around the circle of cells. */
  @Provide
  default Arbitrary<G6_G7_Contraction> contractions() {
    return Combinators.combine(cells(), weights(), conductances(), unit(), dt())
        .as(
            (n, w, kappa, current, dt) -> {
              Real[] pi = law(n, w);
              Real[][] q = new Real[n][n];
              for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                  Real flow = j == (k + 1) % n ? kappa[j][k].plus(current) : kappa[j][k];
                  q[j][k] = flow.over(pi[k]);
                }
              }
              return new G6_G7_Contraction(n, pi, q, dt);
            });
  }
}
