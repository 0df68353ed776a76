package wfr.specification;

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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Theorems of E_Resampling.v, E1_BirthDeath.v and D7_Gauge.v, each under its name, on random exact data. */
class ParticleProperties {
  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "1")
  void weights_normalised(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Real[] w = draw.positives(1e6);
    Real[] g = draw.positives(1e6);
    Real all = bsum(draw.n, k -> w[k].times(g[k]));
    exactly(bsum(draw.n, i -> w[i].times(g[i]).over(all)), Real.ONE);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void weights_shift_invariant(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Real[] w = draw.positives(1e3);
    Real[] v = draw.signeds();
    Real c = draw.signed(100);
    Real shifted = bsum(draw.n, k -> w[k].times(exp(v[k].plus(c))));
    Real all = bsum(draw.n, k -> w[k].times(exp(v[k])));
    for (int i = 0; i < draw.n; i++) {
      same(w[i].times(exp(v[i].plus(c))).over(shifted), w[i].times(exp(v[i])).over(all));
    }
  }

  /** N and an interval [A, B) of the cumulative weights. */
  private record Interval(Draw draw, int count, Real a, Real b) {
    static Interval of(long seed) {
      Draw draw = new Draw(seed);
      Real[] w = draw.law();
      int i = draw.random.nextInt(draw.n);
      return new Interval(
          draw, 1 + draw.random.nextInt(7), bsum(i, k -> w[k]), bsum(i + 1, k -> w[k]));
    }

    Real scaled(Real x) {
      return Real.of(count).times(x);
    }

    Real at(Real u) {
      return offspring(count, scaled(a), scaled(b), u);
    }
  }

  /** The integral over u, piece by piece between the points where the count jumps: exact. */
  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "1")
  void systematic_unbiased(@ForAll long seed) {
    Interval w = Interval.of(seed);
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

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "1")
  void systematic_low_discrepancy(@ForAll long seed) {
    Interval w = Interval.of(seed);
    for (int m = 0; m < 40; m++) {
      below(w.at(Real.of(m, 40)).minus(w.scaled(w.b().minus(w.a()))).abs(), Real.ONE);
    }
  }

  /** Centred beta and any f. */
  private record Jumps(Draw draw, Real lam, Real[] beta, Real[] f) {
    static Jumps of(long seed) {
      Draw draw = new Draw(seed);
      Real[] beta = draw.signeds();
      Real mean = bsum(draw.n, i -> beta[i]).over(Real.of(draw.n));
      Arrays.setAll(beta, i -> beta[i].minus(mean));
      return new Jumps(draw, draw.positive(10), beta, draw.signeds());
    }

    /** Rows q_i = shared law, moved by e from entry a to entry b in row r. */
    Real[][] partners(Real e, int r, int a, int b) {
      Real[] law = draw.law();
      Real[][] q = new Real[draw.n][];
      for (int i = 0; i < draw.n; i++) {
        q[i] = law.clone();
      }
      q[r][a] = q[r][a].minus(e);
      q[r][b] = q[r][b].plus(e);
      return q;
    }
  }

  /** If: any beta, f. Only if: the pair of the proof, beta = delta_i - delta_k, f = delta_j, sees a partner's law that differs in one row. */
  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "1")
  void birth_death_iff_common_partner(@ForAll long seed) {
    Jumps x = Jumps.of(seed);
    int n = x.draw().n;
    Real[][] common = x.partners(Real.ZERO, 0, 0, 1);
    exactly(
        birth_death(n, x.lam(), common, x.beta(), x.f()), weighted(n, x.lam(), x.beta(), x.f()));
    Real[][] other = x.partners(Real.of(1, 7), 0, 0, 1);
    Real[] beta = new Real[n];
    Real[] f = new Real[n];
    Arrays.setAll(beta, l -> delta(0, l).minus(delta(1, l)));
    Arrays.setAll(f, l -> delta(1, l));
    differ(birth_death(n, x.lam(), other, beta, f), weighted(n, x.lam(), beta, f));
  }

  /** s = t = 1/N satisfies it; the N - 1 others (s = 0) and any s other than t do not. */
  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "1")
  void birth_death_iff_uniform_partner(@ForAll long seed) {
    Jumps x = Jumps.of(seed);
    int n = x.draw().n;
    Real[] beta = new Real[n];
    Real[] f = new Real[n];
    Arrays.setAll(beta, l -> delta(0, l).minus(delta(1, l)));
    Arrays.setAll(f, l -> delta(0, l));
    for (Real s : new Real[] {Real.of(1, n), Real.ZERO, Real.of(1, 2 * n)}) {
      Real t = Real.ONE.minus(s).over(Real.of(n - 1));
      Real[][] q = x.draw().matrix();
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

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "1")
  void gauge_restores_law(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Real[][] q = draw.rates();
    Real[][] b = draw.matrix();
    Real[][] sum = draw.matrix();
    for (int j = 0; j < draw.n; j++) {
      int row = j;
      b[j] = draw.signeds();
      Arrays.setAll(sum[j], k -> q[row][k].plus(b[row][k]));
    }
    Real[] rho = draw.positives(1e3);
    for (int j = 0; j < draw.n; j++) {
      Real g = gauge(draw.n, b, rho, j);
      Real changed = inflow(draw.n, sum, rho, j);
      exactly(changed.plus(g.times(rho[j])), inflow(draw.n, q, rho, j));
      Real other = g.plus(Real.of(1, 1000));
      differ(changed.plus(other.times(rho[j])), inflow(draw.n, q, rho, j));
    }
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "1")
  void gauge_centred(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Real[][] b = draw.matrix();
    Arrays.setAll(b, j -> draw.signeds());
    Real[] rho = draw.positives(1e3);
    exactly(bsum(draw.n, j -> rho[j].times(gauge(draw.n, b, rho, j))), Real.ZERO);
  }
}
