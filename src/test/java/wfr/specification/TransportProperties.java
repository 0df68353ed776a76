package wfr.specification;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.generators.ExactData.law;
import static wfr.specification.G2_Entropy.KL;
import static wfr.specification.Sums.bsum;
import static wfr.specification.Tensor2D.kappa2;
import static wfr.specification.Verdicts.atMost;
import static wfr.specification.Verdicts.below;
import static wfr.specification.Verdicts.exactly;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import wfr.generators.ExactData;

/** Theorems of G2_Conservation.v, G2_Implicit.v, G2_Entropy.v, Tensor2D.v, each under its name, on random exact data. */
class TransportProperties implements ExactData {
  private static Real sum(int n, Real[] x) {
    return bsum(n, i -> x[i]);
  }

  /** A step in flux form. */
  private record FluxStep(int n, Real h, Real dt, Real[] rho, Real[] flux) {
    Real massBefore() {
      return bsum(n, i -> h.times(rho[i]));
    }

    Real massAfter() {
      return bsum(n, i -> h.times(rho[i].minus(dt.over(h).times(flux[i + 1].minus(flux[i])))));
    }
  }

  /** Cells between open walls: a cell has its density and the flux at its left. */
  @Provide
  Arbitrary<FluxStep> open() {
    return Combinators.combine(cells(), unit(), dt(), signeds(), signeds(), signeds())
        .as(
            (n, h, dt, rho, flux, last) -> {
              Real[] all = Arrays.copyOf(flux, n + 1);
              all[n] = last[0];
              return new FluxStep(n, h, dt, rho, all);
            });
  }

  /** Nothing passes the walls. */
  @Provide
  Arbitrary<FluxStep> closed() {
    return open()
        .map(
            s -> {
              s.flux()[0] = Real.ZERO;
              s.flux()[s.n()] = Real.ZERO;
              return s;
            });
  }

  @Property(tries = 50, seed = "1")
  void fv_mass_conservation(@ForAll("closed") FluxStep s) {
    exactly(s.massAfter(), s.massBefore());
  }

  @Property(tries = 50, seed = "1")
  void fv_mass_defect(@ForAll("open") FluxStep s) {
    exactly(s.massAfter().minus(s.massBefore()), s.dt().times(s.flux()[0].minus(s.flux()[s.n()])));
  }

  private static Real[] solved(G2_Implicit s, Real[] b) {
    Real[] x = Solution.of(s, b);
    assertTrue(s.solves(x, b));
    return x;
  }

  @Property(tries = 50, seed = "1")
  void implicit_mass(@ForAll("implicits") G2_Implicit s, @ForAll("signeds") Real[] b) {
    exactly(sum(s.n(), solved(s, b)), sum(s.n(), b));
  }

  @Property(tries = 50, seed = "1")
  void implicit_L1_stable(@ForAll("implicits") G2_Implicit s, @ForAll("signeds") Real[] b) {
    Real[] x = solved(s, b);
    atMost(bsum(s.n(), j -> x[j].abs()), bsum(s.n(), j -> b[j].abs()));
  }

  @Property(tries = 50, seed = "1")
  void implicit_strictly_positive(
      @ForAll("implicits") G2_Implicit s, @ForAll("positives") Real[] b) {
    for (Real x : solved(s, b)) {
      below(Real.ZERO, x);
    }
  }

  @Property(tries = 50, seed = "1")
  void certified_residual_bound(
      @ForAll("implicits") G2_Implicit s,
      @ForAll("signeds") Real[] b,
      @ForAll("signeds") Real[] y) {
    Real[] x = solved(s, b);
    atMost(
        bsum(s.n(), j -> x[j].minus(y[j]).abs()), bsum(s.n(), j -> b[j].minus(s.Lin(y, j)).abs()));
  }

  /** At the largest step that the condition allows. */
  @Property(tries = 50, seed = "1")
  void explicit_positive(
      @ForAll("cells") int n,
      @ForAll("rates") Real[][] q,
      @ForAll("positives") Real[] x,
      @ForAll("index") int empty) {
    Real most = Real.ZERO;
    for (int j = 0; j < n; j++) {
      int column = j;
      most = Real.max(most, bsum(n, k -> q[k][column]));
    }
    Real dt = Real.ONE.over(most.plus(Real.of(1, 1000)));
    x[empty % n] = Real.ZERO;
    G2_Implicit backwards = new G2_Implicit(n, q, dt.negate());
    for (int j = 0; j < n; j++) {
      atMost(Real.ZERO, backwards.Lin(x, j)); // x_j - dt sum (Q_kj x_j - Q_jk x_k)
    }
  }

  @Property(tries = 50, seed = "1")
  void KL_nonneg(@ForAll("cells") int n, @ForAll("weights") Real[] p, @ForAll("weights") Real[] r) {
    Real[] pi = law(n, p);
    atMost(Real.ZERO, KL(n, law(n, r), pi));
    exactly(KL(n, pi, pi), Real.ZERO);
  }

  /** P = I + s L with the columns of an invariant generator as transitions. */
  @Property(tries = 50, seed = "1")
  void data_processing(@ForAll("contractions") G6_G7_Contraction s, @ForAll("weights") Real[] r) {
    int n = s.n();
    Real[] pi = s.pi();
    Real[] rho = law(n, r);
    Real[][] q = s.Q();
    Real most = Real.ONE;
    for (int i = 0; i < n; i++) {
      int from = i;
      most = Real.max(most, bsum(n, j -> q[j][from]));
    }
    Real[][] p = new Real[n][n];
    for (int i = 0; i < n; i++) {
      int from = i;
      Real leaving = bsum(n, j -> j == from ? Real.ZERO : q[j][from]);
      for (int j = 0; j < n; j++) {
        p[i][j] =
            i == j
                ? Real.ONE.minus(leaving.over(most.times(Real.of(2))))
                : q[j][i].over(most.times(Real.of(2)));
      }
    }
    Real[] after = new Real[n];
    for (int j = 0; j < n; j++) {
      int to = j;
      exactly(bsum(n, i -> pi[i].times(p[i][to])), pi[to]);
      after[j] = bsum(n, i -> rho[i].times(p[i][to]));
    }
    atMost(KL(n, after, pi), KL(n, rho, pi));
  }

  @Property(tries = 50, seed = "1")
  void implicit_KL(@ForAll("contractions") G6_G7_Contraction s, @ForAll("weights") Real[] r) {
    Real[] pi = s.pi();
    G2_Implicit implicit = new G2_Implicit(s.n(), s.Q(), s.dt());
    for (int j = 0; j < s.n(); j++) {
      exactly(implicit.Lin(pi, j), pi[j]);
    }
    Real[] b = law(s.n(), r);
    atMost(KL(s.n(), Solution.of(implicit, b), pi), KL(s.n(), b, pi));
  }

  private static final int ROWS = 2;
  private static final int COLUMNS = 3;
  private static final int CELLS = ROWS * COLUMNS;

  /** Conductances of a grid, symmetric, along both axes. */
  @Provide
  Arbitrary<Real[][]> planes() {
    return Combinators.combine(lines(ROWS, COLUMNS), lines(COLUMNS, ROWS))
        .as(
            (kx, ky) -> {
              Real[][] out = new Real[CELLS][CELLS];
              for (int j = 0; j < CELLS; j++) {
                int row = j;
                Arrays.setAll(out[j], k -> kappa2(COLUMNS, kx, ky, row, k));
              }
              return out;
            });
  }

  private static Arbitrary<Real[][][]> lines(int lines, int cells) {
    return ExactData.positive(100)
        .list()
        .ofSize(cells - 1)
        .map(TransportProperties::neighbours)
        .list()
        .ofSize(lines)
        .map(k -> k.toArray(Real[][][]::new));
  }

  private static Real[][] neighbours(List<Real> between) {
    int cells = between.size() + 1;
    Real[][] line = new Real[cells][cells];
    for (int c = 0; c < cells; c++) {
      for (int d = 0; d < cells; d++) {
        line[c][d] = Math.abs(c - d) == 1 ? between.get(Math.min(c, d)) : Real.ZERO;
      }
    }
    return line;
  }

  @Property(tries = 20, seed = "1")
  void kappa2_sym(@ForAll("planes") Real[][] kappa) {
    for (int j = 0; j < CELLS; j++) {
      for (int k = 0; k < CELLS; k++) {
        exactly(kappa[j][k], kappa[k][j]);
      }
    }
  }

  @Property(tries = 20, seed = "1")
  void kappa2_nonneg(@ForAll("planes") Real[][] kappa) {
    for (Real[] row : kappa) {
      for (Real k : row) {
        atMost(Real.ZERO, k);
      }
    }
  }

  @Provide
  Arbitrary<Real[]> onThePlane() {
    return ExactData.positive(1e3).list().ofSize(CELLS).map(x -> x.toArray(Real[]::new));
  }

  @Property(tries = 20, seed = "1")
  void transport2_mass_pos(
      @ForAll("planes") Real[][] kappa,
      @ForAll("onThePlane") Real[] p,
      @ForAll("onThePlane") Real[] u,
      @ForAll("dt") Real dt) {
    Scheme s = new Scheme(CELLS, p, kappa, dt);
    Real[] v = Solution.of(s, u);
    assertTrue(s.transport(u, v));
    exactly(bsum(CELLS, i -> s.mass(v, i)), bsum(CELLS, i -> s.mass(u, i)));
    for (int i = 0; i < CELLS; i++) {
      below(Real.ZERO, s.mass(v, i));
    }
  }
}
