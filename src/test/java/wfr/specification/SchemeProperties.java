package wfr.specification;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.generators.ExactData.law;
import static wfr.generators.ExactData.start;
import static wfr.specification.G2_Entropy.KL;
import static wfr.specification.G6_G7_Contraction.hil;
import static wfr.specification.Real.exp;
import static wfr.specification.Real.ln;
import static wfr.specification.Sums.bsum;
import static wfr.specification.Verdicts.atMost;
import static wfr.specification.Verdicts.below;
import static wfr.specification.Verdicts.exactly;
import static wfr.specification.Verdicts.same;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import wfr.generators.ExactData;

/** Theorems of G6_G7_Contraction.v, Scheme.v and G7_Hoeffding.v, each under its name, on random exact data. */
class SchemeProperties implements ExactData {
  private static Real[] mass(Scheme s, Real[] u) {
    Real[] out = new Real[s.n()];
    Arrays.setAll(out, i -> s.mass(u, i));
    return out;
  }

  private static Real[] after(Scheme s, Real a, Real[] u) {
    Real[] v = Solution.of(s, u);
    Real[] out = new Real[s.n()];
    Arrays.setAll(out, i -> s.reaction(a, v, i));
    return out;
  }

  private static Real[] after(G6_G7_Contraction s, Real a, Real[] rho) {
    Real[] x = Solution.of(new G2_Implicit(s.n(), s.Q(), s.dt()), rho);
    Real[] out = new Real[s.n()];
    Arrays.setAll(out, i -> new C_Reaction(s.n(), s.pi()).FR(a, x, i));
    return out;
  }

  /** The least d with hil x y d. */
  private static Real distance(int n, Real[] x, Real[] y) {
    Real d = Real.ZERO;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        d = Real.max(d, ln(x[i]).minus(ln(y[i])).minus(ln(x[j]).minus(ln(y[j]))));
      }
    }
    assertTrue(hil(n, x, y, d));
    assertFalse(hil(n, x, y, d.minus(Real.of(1, 1000))), "hil accepts anything");
    return d;
  }

  /** Four states of a run. */
  private static List<Real[]> run(Scheme s, Real a, Real[] first) {
    List<Real[]> states = new ArrayList<>(List.<Real[]>of(first));
    for (int k = 0; k < 3; k++) {
      states.add(after(s, a, states.get(k)));
    }
    assertTrue(s.scheme_run(a, 3, states));
    return states;
  }

  @Property(tries = 20, seed = "1")
  void transport_hil(
      @ForAll("implicits") G2_Implicit s,
      @ForAll("positives") Real[] x,
      @ForAll("positives") Real[] y) {
    atMost(distance(s.n(), Solution.of(s, x), Solution.of(s, y)), distance(s.n(), x, y));
  }

  @Property(tries = 20, seed = "1")
  void step_contraction(
      @ForAll("contractions") G6_G7_Contraction s,
      @ForAll("rate") Real rate,
      @ForAll("positives") Real[] r,
      @ForAll("positives") Real[] q) {
    Real a = exp(rate.negate());
    Real[] r2 = after(s, a, r);
    Real[] q2 = after(s, a, q);
    assertTrue(s.step(a, r, r2) && s.step(a, q, q2));
    atMost(distance(s.n(), r2, q2), a.times(distance(s.n(), r, q)));
  }

  @Property(tries = 10, seed = "1")
  void exponential_convergence(
      @ForAll("contractions") G6_G7_Contraction s,
      @ForAll("rate") Real rate,
      @ForAll("weights") Real[] start) {
    Real lam = rate.over(s.dt());
    Real a = exp(lam.times(s.dt()).negate());
    List<Real[]> states = new ArrayList<>(List.<Real[]>of(law(s.n(), start)));
    for (int k = 0; k < 3; k++) {
      states.add(after(s, a, states.get(k)));
    }
    assertTrue(s.run(a, 3, states));
    Real time = Real.of(3).times(s.dt());
    atMost(
        KL(s.n(), states.get(3), s.pi()),
        exp(lam.times(time).negate()).times(distance(s.n(), states.get(0), s.pi())));
  }

  @Property(tries = 30, seed = "1")
  void scheme_transport_mass(@ForAll("schemes") Scheme s, @ForAll("signeds") Real[] u) {
    Real[] v = Solution.of(s, u);
    assertTrue(s.transport(u, v));
    exactly(bsum(s.n(), i -> s.mass(v, i)), bsum(s.n(), i -> s.mass(u, i)));
  }

  @Property(tries = 30, seed = "1")
  void scheme_transport_pos(@ForAll("schemes") Scheme s, @ForAll("positives") Real[] u) {
    for (Real m : mass(s, Solution.of(s, u))) {
      below(Real.ZERO, m);
    }
  }

  @Property(tries = 20, seed = "1")
  void scheme_transport_KL(@ForAll("schemes") Scheme s, @ForAll("weights") Real[] start) {
    Real[] u = start(s, start);
    atMost(KL(s.n(), mass(s, Solution.of(s, u)), s.p()), KL(s.n(), mass(s, u), s.p()));
  }

  /** Exactly, whatever a is: powers of 1 are 1. */
  @Property(tries = 20, seed = "1")
  void scheme_pi_fixed(@ForAll("schemes") Scheme s, @ForAll("rate") Real rate) {
    Real[] one = new Real[s.n()];
    Arrays.fill(one, Real.ONE);
    Real a = exp(rate.negate());
    assertTrue(s.scheme_step(a, one, one));
    for (Real x : after(s, a, one)) {
      exactly(x, Real.ONE);
    }
  }

  @Property(tries = 20, seed = "1")
  void scheme_contraction(
      @ForAll("schemes") Scheme s,
      @ForAll("rate") Real rate,
      @ForAll("positives") Real[] u1,
      @ForAll("positives") Real[] u2) {
    Real a = exp(rate.negate());
    Real d = distance(s.n(), mass(s, u1), mass(s, u2));
    atMost(distance(s.n(), mass(s, after(s, a, u1)), mass(s, after(s, a, u2))), a.times(d));
  }

  @Property(tries = 10, seed = "1")
  void scheme_KL_decay(
      @ForAll("schemes") Scheme s, @ForAll("rate") Real rate, @ForAll("weights") Real[] start) {
    Real a = exp(rate.negate());
    List<Real[]> states = run(s, a, start(s, start));
    atMost(
        KL(s.n(), mass(s, states.get(3)), s.p()),
        a.times(a).times(a).times(distance(s.n(), mass(s, states.get(0)), s.p())));
  }

  private static Real eighthOfSquare(Real d) {
    return d.times(d).over(Real.of(8));
  }

  @Property(tries = 20, seed = "1")
  void KL_le_hil_squared(
      @ForAll("cells") int n, @ForAll("weights") Real[] p, @ForAll("weights") Real[] w) {
    Real[] pi = law(n, p);
    Real[] r = law(n, w);
    atMost(KL(n, r, pi), eighthOfSquare(distance(n, r, pi)));
  }

  /** The path of the proof ends in KL, and its slope is s times a variance between 0 and d^2/4. */
  @Property(tries = 20, seed = "1")
  void legendreAtOne_isTheDivergence(
      @ForAll("cells") int n,
      @ForAll("weights") Real[] p,
      @ForAll("weights") Real[] w,
      @ForAll("rate") Real s) {
    Real[] pi = law(n, p);
    Real[] r = law(n, w);
    Real[] h = new Real[n];
    Arrays.setAll(h, i -> ln(r[i]).minus(ln(pi[i])));
    G7_Hoeffding path = new G7_Hoeffding(n, pi, h);
    same(path.legendre(Real.ONE), KL(n, r, pi));
    same(path.legendre(Real.ZERO), Real.ZERO);
    Real zero = path.moment(0, s);
    Real one = path.moment(1, s);
    Real variance = path.moment(2, s).times(zero).minus(one.times(one)).over(zero.times(zero));
    atMost(Real.ZERO, variance);
    Real d = distance(n, r, pi);
    atMost(variance, d.times(d).over(Real.of(4)));
  }

  @Property(tries = 10, seed = "1")
  void scheme_KL_decay_squared(
      @ForAll("schemes") Scheme s, @ForAll("rate") Real rate, @ForAll("weights") Real[] start) {
    Real a = exp(rate.negate());
    List<Real[]> states = run(s, a, start(s, start));
    Real left = a.times(a).times(a).times(distance(s.n(), mass(s, states.get(0)), s.p()));
    atMost(KL(s.n(), mass(s, states.get(3)), s.p()), eighthOfSquare(left));
  }

  /** u and rho = p u are two readings of one scheme: the rates of the one are the conductances over masses of the other. */
  @Property(tries = 20, seed = "1")
  void bothReadings_giveOneStep(
      @ForAll("schemes") Scheme s, @ForAll("rate") Real rate, @ForAll("weights") Real[] start) {
    Real[][] q = new Real[s.n()][s.n()];
    for (int j = 0; j < s.n(); j++) {
      int row = j;
      Arrays.setAll(q[j], k -> s.rate(row, k));
    }
    Real a = exp(rate.negate());
    Real[] u = start(s, start);
    G6_G7_Contraction rho = new G6_G7_Contraction(s.n(), s.p(), q, s.dt());
    assertTrue(rho.step(a, mass(s, u), mass(s, after(s, a, u))));
  }
}
