package wfr.specification;

import static wfr.generators.ExactData.law;
import static wfr.generators.Generators.count;
import static wfr.specification.D7_Gauge.gauge;
import static wfr.specification.D7_Gauge.inflow;
import static wfr.specification.E1_BirthDeath.birth_death;
import static wfr.specification.E1_BirthDeath.delta;
import static wfr.specification.E1_BirthDeath.exchangeable;
import static wfr.specification.E1_BirthDeath.weighted;
import static wfr.specification.E_Resampling.clamp;
import static wfr.specification.E_Resampling.offspring;
import static wfr.specification.Real.exp;
import static wfr.specification.Sums.bsum;
import static wfr.specification.Verdicts.below;
import static wfr.specification.Verdicts.differ;
import static wfr.specification.Verdicts.exactly;
import static wfr.specification.Verdicts.same;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import wfr.generators.ExactData;

/** Theorems of E_Resampling.v, E1_BirthDeath.v and D7_Gauge.v, each under its name, on random exact data. */
class ParticleProperties implements ExactData {
  @Property(tries = 50, seed = "1")
  void weights_normalised(
      @ForAll("cells") int n, @ForAll("farApart") Real[] w, @ForAll("farApart") Real[] g) {
    Real all = bsum(n, k -> w[k].times(g[k]));
    exactly(bsum(n, i -> w[i].times(g[i]).over(all)), Real.ONE);
  }

  @Property(tries = 20, seed = "1")
  void weights_shift_invariant(
      @ForAll("cells") int n,
      @ForAll("positives") Real[] w,
      @ForAll("signeds") Real[] v,
      @ForAll("signed") Real c) {
    Real shifted = bsum(n, k -> w[k].times(exp(v[k].plus(c))));
    Real all = bsum(n, k -> w[k].times(exp(v[k])));
    for (int i = 0; i < n; i++) {
      same(w[i].times(exp(v[i].plus(c))).over(shifted), w[i].times(exp(v[i])).over(all));
    }
  }

  /** N and an interval [A, B) of the cumulative weights. */
  private record Interval(int count, Real a, Real b) {
    Real scaled(Real x) {
      return Real.of(count).times(x);
    }

    Real at(Real u) {
      return offspring(count, scaled(a), scaled(b), u);
    }
  }

  @Provide
  Arbitrary<Interval> intervals() {
    return Combinators.combine(cells(), weights(), index(), count(1, 7))
        .as(
            (n, weights, index, count) -> {
              Real[] w = law(n, weights);
              int i = index % n;
              return new Interval(count, bsum(i, k -> w[k]), bsum(i + 1, k -> w[k]));
            });
  }

  /** The integral over u, piece by piece between the points where the count jumps: exact. */
  @Property(tries = 50, seed = "1")
  void systematic_unbiased(@ForAll("intervals") Interval w) {
    List<Real> jumps = new ArrayList<>(List.of(Real.ZERO, Real.ONE));
    for (int k = 0; k < w.count(); k++) {
      jumps.add(clamp(w.scaled(w.a()).minus(Real.of(k))));
      jumps.add(clamp(w.scaled(w.b()).minus(Real.of(k))));
    }
    jumps.sort(Comparator.comparing(Real::lower));
    Real integral = Real.ZERO;
    for (int m = 1; m < jumps.size(); m++) {
      Real from = jumps.get(m - 1);
      Real to = jumps.get(m);
      Real middle = from.plus(to).over(Real.of(2));
      integral = integral.plus(to.minus(from).times(w.at(middle)));
    }
    exactly(integral, w.scaled(w.b().minus(w.a())));
  }

  @Property(tries = 50, seed = "1")
  void systematic_low_discrepancy(@ForAll("intervals") Interval w) {
    for (int m = 0; m < 40; m++) {
      below(w.at(Real.of(m, 40)).minus(w.scaled(w.b().minus(w.a()))).abs(), Real.ONE);
    }
  }

  /** Centred beta and any f. */
  private record Jumps(int n, Real lam, Real[] beta, Real[] f) {
    static Jumps of(int n, Real lam, Real[] any, Real[] f) {
      Real mean = bsum(n, i -> any[i]).over(Real.of(n));
      Real[] beta = new Real[n];
      Arrays.setAll(beta, i -> any[i].minus(mean));
      return new Jumps(n, lam, beta, f);
    }
  }

  @Provide
  Arbitrary<Jumps> jumps() {
    return Combinators.combine(cells(), unit(), signeds(), signeds()).as(Jumps::of);
  }

  /** The same law for all, moved by e from entry 0 to entry 1 in row 0. */
  private static Real[][] partners(Real[] law, Real e) {
    Real[][] q = new Real[law.length][];
    Arrays.setAll(q, i -> law.clone());
    q[0][0] = q[0][0].minus(e);
    q[0][1] = q[0][1].plus(e);
    return q;
  }

  /** If: any beta, f. Only if: the pair of the proof, beta = delta_i - delta_k, f = delta_j, sees a partner's law that differs in one row. */
  @Property(tries = 50, seed = "1")
  void birth_death_iff_common_partner(
      @ForAll("jumps") Jumps x,
      @ForAll("weights") Real[] common,
      @ForAll("weights") Real[] another) {
    int n = x.n();
    exactly(
        birth_death(n, x.lam(), partners(law(n, common), Real.ZERO), x.beta(), x.f()),
        weighted(n, x.lam(), x.beta(), x.f()));
    Real[][] other = partners(law(n, another), Real.of(1, 7));
    Real[] beta = new Real[n];
    Real[] f = new Real[n];
    Arrays.setAll(beta, l -> delta(0, l).minus(delta(1, l)));
    Arrays.setAll(f, l -> delta(1, l));
    differ(birth_death(n, x.lam(), other, beta, f), weighted(n, x.lam(), beta, f));
  }

  /** s = t = 1/N satisfies it; the N - 1 others (s = 0) and any s other than t do not. */
  @Property(tries = 50, seed = "1")
  void birth_death_iff_uniform_partner(@ForAll("jumps") Jumps x) {
    int n = x.n();
    Real[] beta = new Real[n];
    Real[] f = new Real[n];
    Arrays.setAll(beta, l -> delta(0, l).minus(delta(1, l)));
    Arrays.setAll(f, l -> delta(0, l));
    for (Real s : new Real[] {Real.of(1, n), Real.ZERO, Real.of(1, 2 * n)}) {
      Real t = Real.ONE.minus(s).over(Real.of(n - 1));
      Real[][] q = new Real[n][n];
      for (int i = 0; i < n; i++) {
        int row = i;
        Arrays.setAll(q[i], j -> exchangeable(s, t, row, j));
        exactly(bsum(n, j -> q[row][j]), Real.ONE);
      }
      if (s.equal(t)) {
        exactly(birth_death(n, x.lam(), q, x.beta(), x.f()), weighted(n, x.lam(), x.beta(), x.f()));
      } else {
        differ(birth_death(n, x.lam(), q, beta, f), weighted(n, x.lam(), beta, f));
      }
    }
  }

  @Property(tries = 50, seed = "1")
  void gauge_restores_law(
      @ForAll("cells") int n,
      @ForAll("rates") Real[][] q,
      @ForAll("matrices") Real[][] b,
      @ForAll("positives") Real[] rho) {
    Real[][] sum = new Real[n][n];
    for (int j = 0; j < n; j++) {
      int row = j;
      Arrays.setAll(sum[j], k -> q[row][k].plus(b[row][k]));
    }
    for (int j = 0; j < n; j++) {
      Real g = gauge(n, b, rho, j);
      Real changed = inflow(n, sum, rho, j);
      exactly(changed.plus(g.times(rho[j])), inflow(n, q, rho, j));
      Real other = g.plus(Real.of(1, 1000));
      differ(changed.plus(other.times(rho[j])), inflow(n, q, rho, j));
    }
  }

  @Property(tries = 50, seed = "1")
  void gauge_centred(
      @ForAll("cells") int n, @ForAll("matrices") Real[][] b, @ForAll("positives") Real[] rho) {
    exactly(bsum(n, j -> rho[j].times(gauge(n, b, rho, j))), Real.ZERO);
  }
}
