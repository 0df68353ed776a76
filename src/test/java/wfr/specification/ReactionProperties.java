package wfr.specification;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.specification.G2_Entropy.KL;
import static wfr.specification.Real.exp;
import static wfr.specification.Real.ln;
import static wfr.specification.Sums.bsum;
import static wfr.specification.Verdicts.atMost;
import static wfr.specification.Verdicts.below;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Theorems of C_Reaction.v and Splitting.v, each under its name, on random exact data. */
class ReactionProperties {
  /** Time of a difference quotient, exactly. */
  private static final Real SHORT = Real.of(1, 1_000_000_000_000_000L);

  private record Flow(Draw draw, C_Reaction reaction, Real[] rho) {
    static Flow of(long seed) {
      Draw draw = new Draw(seed);
      return new Flow(draw, new C_Reaction(draw.n, draw.law()), draw.positives(1e3));
    }

    Real[] FR(Real a, Real[] of) {
      Real[] out = new Real[draw.n];
      Arrays.setAll(out, i -> reaction.FR(a, of, i));
      return out;
    }

    Real a() {
      return exp(draw.rate().negate());
    }
  }

  private static void same(Real x, Real y) {
    Verdicts.same(x, y);
  }

  private static void same(Real[] x, Real[] y) {
    for (int i = 0; i < x.length; i++) {
      Verdicts.same(x[i], y[i]);
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void FR_pos(@ForAll long seed) {
    Flow f = Flow.of(seed);
    assertTrue(f.reaction().pos(f.FR(f.a(), f.rho())));
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void FR_mass(@ForAll long seed) {
    Flow f = Flow.of(seed);
    Real[] after = f.FR(f.a(), f.rho());
    same(bsum(f.draw().n, i -> after[i]), Real.ONE);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void FR_scale(@ForAll long seed) {
    Flow f = Flow.of(seed);
    Real a = f.a();
    Real c = f.draw().positive(1e3);
    Real[] scaled = Arrays.stream(f.rho()).map(x -> x.over(c)).toArray(Real[]::new);
    same(f.FR(a, scaled), f.FR(a, f.rho()));
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void FR_pi_invariant(@ForAll long seed) {
    Flow f = Flow.of(seed);
    same(f.FR(f.a(), f.reaction().pi()), f.reaction().pi());
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void FR_semigroup(@ForAll long seed) {
    Flow f = Flow.of(seed);
    Real a = f.a();
    Real b = f.a();
    same(f.FR(a, f.FR(b, f.rho())), f.FR(a.times(b), f.rho()));
  }

  /**
   * Difference quotient over s against the right side: with y = h - E h, rho'' = lam^2 rho (y^2 + y - Var h), so with d = osc h at the time t the two differ by at
   * most s/2 lam^2 (2 d^2 + d); osc h does not grow.
   */
  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void FR_ode(@ForAll long seed) {
    Flow f = Flow.of(seed);
    C_Reaction r = f.reaction();
    Real lam = f.draw().positive(10);
    Real t = f.draw().rate();
    int n = f.draw().n;
    Real[] g = new Real[n];
    Real[] h = new Real[n];
    for (int i = 0; i < n; i++) {
      g[i] = r.flow(lam, f.rho(), t, i);
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
      Real quotient = r.flow(lam, f.rho(), t.plus(SHORT), i).minus(g[i]).over(SHORT);
      Real right = lam.negate().times(g[i]).times(h[i].minus(mean));
      assertTrue(quotient.minus(right).abs().le(slack), () -> quotient + " and " + right);
      Real width = quotient.minus(quotient).abs();
      assertTrue(width.lt(slack), () -> "the rounding hides the difference: " + width);
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void FR_logratio_contract(@ForAll long seed) {
    Flow f = Flow.of(seed);
    Real a = f.a();
    Real[] pi = f.reaction().pi();
    Real[] after = f.FR(a, f.rho());
    for (int i = 1; i < pi.length; i++) {
      same(
          ln(after[i].over(pi[i])).minus(ln(after[0].over(pi[0]))),
          a.times(ln(f.rho()[i].over(pi[i])).minus(ln(f.rho()[0].over(pi[0])))));
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void splitting_KL(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Real[] pi = draw.law();
    Real[] rho = draw.law();
    Real dt = draw.dt();
    Real lam = draw.rate().over(dt);
    Real[] x = Solution.of(new G2_Implicit(draw.n, draw.invariantRates(pi), dt), rho);
    C_Reaction reaction = new C_Reaction(draw.n, pi);
    Real a = exp(lam.times(dt).negate());
    Real[] after = new Real[draw.n];
    Arrays.setAll(after, i -> reaction.FR(a, x, i));
    atMost(KL(draw.n, after, pi), KL(draw.n, rho, pi));
    same(bsum(draw.n, i -> after[i]), Real.ONE);
    for (Real r : after) {
      below(Real.ZERO, r);
    }
  }
}
