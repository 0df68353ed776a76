package wfr.specification;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
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
import net.jqwik.api.ShrinkingMode;

/** Theorems of G6_G7_Contraction.v, Scheme.v and G7_Hoeffding.v, each under its name, on random exact data. */
class SchemeProperties {
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
  private static Real distance(Real[] x, Real[] y) {
    Real d = Real.ZERO;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        d = Real.max(d, ln(x[i]).minus(ln(y[i])).minus(ln(x[j]).minus(ln(y[j]))));
      }
    }
    assertTrue(hil(x.length, x, y, d));
    assertFalse(hil(x.length, x, y, d.minus(Real.of(1, 1000))), "hil accepts anything");
    return d;
  }

  private static G6_G7_Contraction contraction(Draw draw) {
    Real[] pi = draw.law();
    return new G6_G7_Contraction(draw.n, pi, draw.invariantRates(pi), draw.dt());
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void transport_hil(@ForAll long seed) {
    Draw draw = new Draw(seed);
    G2_Implicit implicit = new G2_Implicit(draw.n, draw.rates(), draw.dt());
    Real[] x = draw.positives(1e3);
    Real[] y = draw.positives(1e3);
    atMost(distance(Solution.of(implicit, x), Solution.of(implicit, y)), distance(x, y));
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void step_contraction(@ForAll long seed) {
    Draw draw = new Draw(seed);
    G6_G7_Contraction s = contraction(draw);
    Real a = exp(draw.rate().negate());
    Real[] r = draw.positives(1e3);
    Real[] q = draw.positives(1e3);
    Real[] r2 = after(s, a, r);
    Real[] q2 = after(s, a, q);
    assertTrue(s.step(a, r, r2) && s.step(a, q, q2));
    atMost(distance(r2, q2), a.times(distance(r, q)));
  }

  @Property(tries = 10, shrinking = ShrinkingMode.OFF, seed = "1")
  void exponential_convergence(@ForAll long seed) {
    Draw draw = new Draw(seed);
    G6_G7_Contraction s = contraction(draw);
    Real lam = draw.rate().over(s.dt());
    Real a = exp(lam.times(s.dt()).negate());
    List<Real[]> states = new ArrayList<>(List.<Real[]>of(draw.law()));
    for (int k = 0; k < 3; k++) {
      states.add(after(s, a, states.get(k)));
    }
    assertTrue(s.run(a, 3, states));
    Real time = Real.of(3).times(s.dt());
    atMost(
        KL(s.n(), states.get(3), s.pi()),
        exp(lam.times(time).negate()).times(distance(states.get(0), s.pi())));
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF, seed = "1")
  void scheme_transport_mass(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Scheme s = draw.scheme();
    Real[] u = draw.signeds();
    Real[] v = Solution.of(s, u);
    assertTrue(s.transport(u, v));
    exactly(bsum(s.n(), i -> s.mass(v, i)), bsum(s.n(), i -> s.mass(u, i)));
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF, seed = "1")
  void scheme_transport_pos(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Scheme s = draw.scheme();
    for (Real m : mass(s, Solution.of(s, draw.positives(1e3)))) {
      below(Real.ZERO, m);
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void scheme_transport_KL(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Scheme s = draw.scheme();
    Real[] u = draw.start(s);
    atMost(KL(s.n(), mass(s, Solution.of(s, u)), s.p()), KL(s.n(), mass(s, u), s.p()));
  }

  /** Exactly, whatever a is: powers of 1 are 1. */
  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void scheme_pi_fixed(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Scheme s = draw.scheme();
    Real[] one = new Real[s.n()];
    Arrays.fill(one, Real.ONE);
    Real a = exp(draw.rate().negate());
    assertTrue(s.scheme_step(a, one, one));
    for (Real x : after(s, a, one)) {
      exactly(x, Real.ONE);
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void scheme_contraction(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Scheme s = draw.scheme();
    Real a = exp(draw.rate().negate());
    Real[] u1 = draw.positives(1e3);
    Real[] u2 = draw.positives(1e3);
    Real d = distance(mass(s, u1), mass(s, u2));
    atMost(distance(mass(s, after(s, a, u1)), mass(s, after(s, a, u2))), a.times(d));
  }

  @Property(tries = 10, shrinking = ShrinkingMode.OFF, seed = "1")
  void scheme_KL_decay(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Scheme s = draw.scheme();
    Real a = exp(draw.rate().negate());
    List<Real[]> states = new ArrayList<>(List.<Real[]>of(draw.start(s)));
    for (int k = 0; k < 3; k++) {
      states.add(after(s, a, states.get(k)));
    }
    assertTrue(s.scheme_run(a, 3, states));
    atMost(
        KL(s.n(), mass(s, states.get(3)), s.p()),
        a.times(a).times(a).times(distance(mass(s, states.get(0)), s.p())));
  }

  private static Real eighthOfSquare(Real d) {
    return d.times(d).over(Real.of(8));
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void KL_le_hil_squared(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Real[] pi = draw.law();
    Real[] r = draw.law();
    atMost(KL(draw.n, r, pi), eighthOfSquare(distance(r, pi)));
  }

  /** The path of the proof ends in KL, and its slope is s times a variance between 0 and d^2/4. */
  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void legendreAtOne_isTheDivergence(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Real[] pi = draw.law();
    Real[] r = draw.law();
    Real[] h = new Real[draw.n];
    Arrays.setAll(h, i -> ln(r[i]).minus(ln(pi[i])));
    G7_Hoeffding path = new G7_Hoeffding(draw.n, pi, h);
    same(path.legendre(Real.ONE), KL(draw.n, r, pi));
    same(path.legendre(Real.ZERO), Real.ZERO);
    Real s = draw.rate();
    Real zero = path.moment(0, s);
    Real one = path.moment(1, s);
    Real variance = path.moment(2, s).times(zero).minus(one.times(one)).over(zero.times(zero));
    atMost(Real.ZERO, variance);
    Real d = distance(r, pi);
    atMost(variance, d.times(d).over(Real.of(4)));
  }

  @Property(tries = 10, shrinking = ShrinkingMode.OFF, seed = "1")
  void scheme_KL_decay_squared(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Scheme s = draw.scheme();
    Real a = exp(draw.rate().negate());
    List<Real[]> states = new ArrayList<>(List.<Real[]>of(draw.start(s)));
    for (int k = 0; k < 3; k++) {
      states.add(after(s, a, states.get(k)));
    }
    assertTrue(s.scheme_run(a, 3, states));
    Real left = a.times(a).times(a).times(distance(mass(s, states.get(0)), s.p()));
    atMost(KL(s.n(), mass(s, states.get(3)), s.p()), eighthOfSquare(left));
  }

  /** u and rho = p u are two readings of one scheme: the rates of the one are the conductances over masses of the other. */
  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void bothReadings_giveOneStep(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Scheme s = draw.scheme();
    Real[][] q = draw.matrix();
    for (int j = 0; j < s.n(); j++) {
      int row = j;
      Arrays.setAll(q[j], k -> s.rate(row, k));
    }
    Real a = exp(draw.rate().negate());
    Real[] u = draw.start(s);
    G6_G7_Contraction rho = new G6_G7_Contraction(s.n(), s.p(), q, s.dt());
    assertTrue(rho.step(a, mass(s, u), mass(s, after(s, a, u))));
  }
}
