package wfr.specification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.generators.ExactData.start;
import static wfr.specification.Real.exp;
import static wfr.specification.Real.ln;
import static wfr.specification.Verdicts.differ;
import static wfr.specification.Verdicts.exactly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import wfr.generators.ExactData;

/** Theorems of Existence.v and Witness.v, each under its name. */
class WitnessProperties implements ExactData {
  private static final Real HALF = Real.of(1, 2);

  private static Real[] two(IntFunction<Real> f) {
    return new Real[] {f.apply(0), f.apply(1)};
  }

  private static G2_Implicit q1() {
    Real[][] q = {two(k -> Witness.Q1(0, k)), two(k -> Witness.Q1(1, k))};
    return new G2_Implicit(2, q, Real.ONE);
  }

  private static Scheme k2() {
    Real[][] kappa = {two(k -> Witness.k2(0, k)), two(k -> Witness.k2(1, k))};
    return new Scheme(2, two(Witness::p2), kappa, Real.ONE);
  }

  private static Real[] mass(Scheme s, Real[] u) {
    return two(i -> s.mass(u, i));
  }

  /** Any rates, any dt, a right side of any sign. */
  @Property(tries = 50, seed = "1")
  void implicit_exists(@ForAll("implicits") G2_Implicit s, @ForAll("signeds") Real[] b) {
    Real[] x = Solution.of(s, b);
    for (int j = 0; j < s.n(); j++) {
      exactly(s.Lin(x, j), b[j]);
    }
  }

  /** Moved in one entry, the solution is none. */
  @Property(tries = 50, seed = "1")
  void implicit_unique(
      @ForAll("implicits") G2_Implicit s,
      @ForAll("signeds") Real[] b,
      @ForAll("index") int moved,
      @ForAll("nonzero") Real by) {
    Real[] x = Solution.of(s, b);
    x[moved % s.n()] = x[moved % s.n()].plus(by);
    assertFalse(s.solves(x, b));
  }

  @Property(tries = 10, seed = "1")
  void scheme_run_exists(
      @ForAll("schemes") Scheme s, @ForAll("rate") Real rate, @ForAll("weights") Real[] start) {
    Real a = exp(rate.negate());
    List<Real[]> states = new ArrayList<>(List.<Real[]>of(start(s, start)));
    for (int k = 0; k < 3; k++) {
      Real[] v = Solution.of(s, states.get(k));
      Real[] next = new Real[s.n()];
      Arrays.setAll(next, i -> s.reaction(a, v, i));
      states.add(next);
    }
    assertTrue(s.scheme_run(a, 3, states));
  }

  @Example
  void witness() {
    Real[] p = two(Witness::p2);
    Real[] r = two(Witness::r0);
    assertTrue(q1().solves(two(Witness::x0), r) && q1().solves(p, p));
    exactly(p[0].plus(p[1]), Real.ONE);
    exactly(r[0].plus(r[1]), Real.ONE);
    exactly(Solution.of(q1(), r)[0], Witness.x0(0));
  }

  @Example
  void witness_step() {
    Real[] p = two(Witness::p2);
    Real[] r = two(Witness::r0);
    Real[] x = two(Witness::x0);
    C_Reaction reaction = new C_Reaction(2, p);
    Real[] next = two(i -> reaction.FR(HALF, x, i));
    G6_G7_Contraction s = new G6_G7_Contraction(2, p, q1().Q(), Real.ONE);
    assertTrue(s.step(HALF, r, next));
    assertFalse(s.step(HALF, r, x));
  }

  @Example
  void witness_scheme() {
    Scheme s = k2();
    Real[] u = two(Witness::u0);
    Real[] v = two(Witness::v0);
    exactly(s.p()[0].plus(s.p()[1]), Real.ONE);
    exactly(s.mass(u, 0).plus(s.mass(u, 1)), Real.ONE);
    assertTrue(new C_Reaction(2, s.p()).pos(mass(s, u)));
    assertTrue(s.transport(u, v));
    differ(v[0], u[0]);
    assertTrue(G6_G7_Contraction.hil(2, mass(s, u), s.p(), ln(Real.of(3))));
    for (int i = 0; i < 2; i++) {
      exactly(Solution.of(s, u)[i], v[i]);
    }
  }

  @Example
  void witness_run() {
    Scheme s = k2();
    List<Real[]> states = new ArrayList<>(List.<Real[]>of(two(Witness::u0)));
    for (int k = 0; k < 4; k++) {
      Real[] v = Solution.of(s, states.get(k));
      states.add(two(i -> s.reaction(HALF, v, i)));
    }
    assertEquals(5, states.size());
    assertTrue(s.scheme_run(HALF, 4, states));
  }
}
