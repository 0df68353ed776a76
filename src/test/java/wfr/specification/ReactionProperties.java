package wfr.specification;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.generators.ExactData.law;
import static wfr.specification.G2_Entropy.KL;
import static wfr.specification.Real.exp;
import static wfr.specification.Real.ln;
import static wfr.specification.Sums.bsum;
import static wfr.specification.Verdicts.atMost;
import static wfr.specification.Verdicts.below;

import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import wfr.generators.ExactData;

/** Theorems of C_Reaction.v and Splitting.v, each under its name, on random exact data. */
class ReactionProperties implements ExactData {
  /** Time of a difference quotient, exactly. */
  private static final Real SHORT = Real.of(1, 1_000_000_000_000_000L);

  private static Real[] FR(C_Reaction r, Real a, Real[] rho) {
    Real[] out = new Real[r.n()];
    Arrays.setAll(out, i -> r.FR(a, rho, i));
    return out;
  }

  private static void same(Real x, Real y) {
    Verdicts.same(x, y);
  }

  private static void same(Real[] x, Real[] y) {
    for (int i = 0; i < x.length; i++) {
      Verdicts.same(x[i], y[i]);
    }
  }

  @Property(tries = 20, seed = "1")
  void FR_pos(
      @ForAll("reactions") C_Reaction r,
      @ForAll("rate") Real rate,
      @ForAll("positives") Real[] rho) {
    assertTrue(r.pos(FR(r, exp(rate.negate()), rho)));
  }

  @Property(tries = 20, seed = "1")
  void FR_mass(
      @ForAll("reactions") C_Reaction r,
      @ForAll("rate") Real rate,
      @ForAll("positives") Real[] rho) {
    Real[] after = FR(r, exp(rate.negate()), rho);
    same(bsum(r.n(), i -> after[i]), Real.ONE);
  }

  @Property(tries = 20, seed = "1")
  void FR_scale(
      @ForAll("reactions") C_Reaction r,
      @ForAll("rate") Real rate,
      @ForAll("positives") Real[] rho,
      @ForAll("scale") Real c) {
    Real a = exp(rate.negate());
    Real[] scaled = Arrays.stream(rho).map(x -> x.over(c)).toArray(Real[]::new);
    same(FR(r, a, scaled), FR(r, a, rho));
  }

  @Property(tries = 20, seed = "1")
  void FR_pi_invariant(@ForAll("reactions") C_Reaction r, @ForAll("rate") Real rate) {
    same(FR(r, exp(rate.negate()), r.pi()), r.pi());
  }

  @Property(tries = 20, seed = "1")
  void FR_semigroup(
      @ForAll("reactions") C_Reaction r,
      @ForAll("rate") Real first,
      @ForAll("rate") Real second,
      @ForAll("positives") Real[] rho) {
    Real a = exp(first.negate());
    Real b = exp(second.negate());
    same(FR(r, a, FR(r, b, rho)), FR(r, a.times(b), rho));
  }

  /** Away from rho = pi, where both sides vanish and only roundings are compared. */
  @Provide
  Arbitrary<Tuple2<C_Reaction, Real[]>> moving() {
    return Combinators.combine(reactions(), positives())
        .as(Tuple::of)
        .filter(t -> !atRest(t.get1().pi(), t.get2()));
  }

  private static boolean atRest(Real[] pi, Real[] rho) {
    boolean rest = true;
    for (int i = 1; i < pi.length; i++) {
      rest &= rho[i].over(pi[i]).equal(rho[0].over(pi[0]));
    }
    return rest;
  }

  /**
   * Difference quotient over s against the right side: with y = h - E h, rho'' = lam^2 rho (y^2 + y - Var h), so with d = osc h at the time t the two differ by at
   * most s/2 lam^2 (2 d^2 + d); osc h does not grow.
   */
  @Property(tries = 20, seed = "1")
  void FR_ode(
      @ForAll("moving") Tuple2<C_Reaction, Real[]> start,
      @ForAll("unit") Real lam,
      @ForAll("rate") Real t) {
    C_Reaction r = start.get1();
    Real[] rho = start.get2();
    int n = r.n();
    Real[] g = new Real[n];
    Real[] h = new Real[n];
    for (int i = 0; i < n; i++) {
      g[i] = r.flow(lam, rho, t, i);
      h[i] = ln(g[i].over(r.pi()[i]));
    }
    Real mean = bsum(n, k -> g[k].times(h[k]));
    Real d = Real.ZERO;
    for (Real x : h) {
      for (Real y : h) {
        d = Real.max(d, x.minus(y));
      }
    }
    Real slack =
        SHORT.times(lam).times(lam).times(d.times(d).plus(d)); // (2 d^2 + d)/2 at most d^2 + d
    for (int i = 0; i < n; i++) {
      Real quotient = r.flow(lam, rho, t.plus(SHORT), i).minus(g[i]).over(SHORT);
      Real right = lam.negate().times(g[i]).times(h[i].minus(mean));
      assertTrue(quotient.minus(right).abs().le(slack), () -> quotient + " and " + right);
      Real width = quotient.minus(quotient).abs();
      assertTrue(width.lt(slack), () -> "the rounding hides the difference: " + width);
    }
  }

  @Property(tries = 20, seed = "1")
  void FR_logratio_contract(
      @ForAll("reactions") C_Reaction r,
      @ForAll("rate") Real rate,
      @ForAll("positives") Real[] rho) {
    Real a = exp(rate.negate());
    Real[] pi = r.pi();
    Real[] after = FR(r, a, rho);
    for (int i = 1; i < pi.length; i++) {
      same(
          ln(after[i].over(pi[i])).minus(ln(after[0].over(pi[0]))),
          a.times(ln(rho[i].over(pi[i])).minus(ln(rho[0].over(pi[0])))));
    }
  }

  @Property(tries = 20, seed = "1")
  void splitting_KL(
      @ForAll("contractions") G6_G7_Contraction s,
      @ForAll("rate") Real rate,
      @ForAll("weights") Real[] start) {
    int n = s.n();
    Real[] pi = s.pi();
    Real[] rho = law(n, start);
    Real dt = s.dt();
    Real lam = rate.over(dt);
    Real[] x = Solution.of(new G2_Implicit(n, s.Q(), dt), rho);
    C_Reaction reaction = new C_Reaction(n, pi);
    Real a = exp(lam.times(dt).negate());
    Real[] after = new Real[n];
    Arrays.setAll(after, i -> reaction.FR(a, x, i));
    atMost(KL(n, after, pi), KL(n, rho, pi));
    same(bsum(n, i -> after[i]), Real.ONE);
    for (Real r : after) {
      below(Real.ZERO, r);
    }
  }
}
