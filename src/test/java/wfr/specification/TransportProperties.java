package wfr.specification;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.specification.G2_Entropy.KL;
import static wfr.specification.Sums.bsum;
import static wfr.specification.Tensor2D.kappa2;
import static wfr.specification.Verdicts.atMost;
import static wfr.specification.Verdicts.below;
import static wfr.specification.Verdicts.exactly;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Theorems of G2_Conservation.v, G2_Implicit.v, G2_Entropy.v, Tensor2D.v, each under its name, on random exact data. */
class TransportProperties {
  private static Real sum(int n, Real[] x) {
    return bsum(n, i -> x[i]);
  }

  /** A step in flux form: h, dt, rho and F drawn; the ends of F are 0 if the walls are closed. */
  private record FluxStep(Draw draw, Real h, Real dt, Real[] rho, Real[] flux) {
    static FluxStep of(long seed, boolean closed) {
      Draw draw = new Draw(seed);
      Real[] flux = new Real[draw.n + 1];
      Arrays.setAll(flux, i -> draw.signed(100));
      if (closed) {
        flux[0] = Real.ZERO;
        flux[draw.n] = Real.ZERO;
      }
      return new FluxStep(draw, draw.positive(10), draw.dt(), draw.signeds(), flux);
    }

    Real massBefore() {
      return bsum(draw.n, i -> h.times(rho[i]));
    }

    Real massAfter() {
      return bsum(draw.n, i -> h.times(rho[i].minus(dt.over(h).times(flux[i + 1].minus(flux[i])))));
    }
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "1")
  void fv_mass_conservation(@ForAll long seed) {
    FluxStep s = FluxStep.of(seed, true);
    exactly(s.massAfter(), s.massBefore());
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "1")
  void fv_mass_defect(@ForAll long seed) {
    FluxStep s = FluxStep.of(seed, false);
    exactly(
        s.massAfter().minus(s.massBefore()), s.dt().times(s.flux()[0].minus(s.flux()[s.draw().n])));
  }

  /** An implicit step with any rates, its right side and its solution. */
  private record Step(Draw draw, G2_Implicit implicit, Real[] b, Real[] x) {
    static Step of(long seed, boolean positive) {
      Draw draw = new Draw(seed);
      G2_Implicit implicit = new G2_Implicit(draw.n, draw.rates(), draw.dt());
      Real[] b = positive ? draw.positives(1e3) : draw.signeds();
      Real[] x = Solution.of(implicit, b);
      assertTrue(implicit.solves(x, b));
      return new Step(draw, implicit, b, x);
    }
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "1")
  void implicit_mass(@ForAll long seed) {
    Step s = Step.of(seed, false);
    exactly(sum(s.draw().n, s.x()), sum(s.draw().n, s.b()));
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "1")
  void implicit_L1_stable(@ForAll long seed) {
    Step s = Step.of(seed, false);
    atMost(bsum(s.draw().n, j -> s.x()[j].abs()), bsum(s.draw().n, j -> s.b()[j].abs()));
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "1")
  void implicit_strictly_positive(@ForAll long seed) {
    for (Real x : Step.of(seed, true).x()) {
      below(Real.ZERO, x);
    }
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "1")
  void certified_residual_bound(@ForAll long seed) {
    Step s = Step.of(seed, false);
    Real[] y = s.draw().signeds();
    atMost(
        bsum(s.draw().n, j -> s.x()[j].minus(y[j]).abs()),
        bsum(s.draw().n, j -> s.b()[j].minus(s.implicit().Lin(y, j)).abs()));
  }

  /** At the largest step that the condition allows. */
  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "1")
  void explicit_positive(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Real[][] q = draw.rates();
    Real most = Real.ZERO;
    for (int j = 0; j < draw.n; j++) {
      int column = j;
      most = Real.max(most, bsum(draw.n, k -> q[k][column]));
    }
    Real dt = Real.ONE.over(most.plus(Real.of(1, 1000)));
    Real[] x = draw.positives(1e3);
    x[draw.random.nextInt(draw.n)] = Real.ZERO;
    G2_Implicit backwards = new G2_Implicit(draw.n, q, dt.negate());
    for (int j = 0; j < draw.n; j++) {
      atMost(Real.ZERO, backwards.Lin(x, j)); // x_j - dt sum (Q_kj x_j - Q_jk x_k)
    }
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "1")
  void KL_nonneg(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Real[] pi = draw.law();
    atMost(Real.ZERO, KL(draw.n, draw.law(), pi));
    exactly(KL(draw.n, pi, pi), Real.ZERO);
  }

  /** P = I + s L with the columns of an invariant generator as transitions. */
  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "1")
  void data_processing(@ForAll long seed) {
    Draw draw = new Draw(seed);
    int n = draw.n;
    Real[] pi = draw.law();
    Real[] rho = draw.law();
    Real[][] q = draw.invariantRates(pi);
    Real most = Real.ONE;
    for (int i = 0; i < n; i++) {
      int from = i;
      most = Real.max(most, bsum(n, j -> q[j][from]));
    }
    Real[][] p = draw.matrix();
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

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, seed = "1")
  void implicit_KL(@ForAll long seed) {
    Draw draw = new Draw(seed);
    Real[] pi = draw.law();
    G2_Implicit implicit = new G2_Implicit(draw.n, draw.invariantRates(pi), draw.dt());
    for (int j = 0; j < draw.n; j++) {
      exactly(implicit.Lin(pi, j), pi[j]);
    }
    Real[] b = draw.law();
    atMost(KL(draw.n, Solution.of(implicit, b), pi), KL(draw.n, b, pi));
  }

  /** A grid of 2 rows and 3 columns with random symmetric conductances along both. */
  private record Plane(Draw draw, Real[][][] kx, Real[][][] ky) {
    static final int ROWS = 2;
    static final int COLUMNS = 3;
    static final int CELLS = ROWS * COLUMNS;

    static Plane of(long seed) {
      Draw draw = new Draw(seed);
      return new Plane(draw, lines(draw, ROWS, COLUMNS), lines(draw, COLUMNS, ROWS));
    }

    private static Real[][][] lines(Draw draw, int lines, int cells) {
      Real[][][] k = new Real[lines][cells][cells];
      for (Real[][] line : k) {
        for (int c = 0; c < cells; c++) {
          for (int d = 0; d <= c; d++) {
            line[c][d] = Math.abs(c - d) == 1 ? draw.positive(100) : Real.ZERO;
            line[d][c] = line[c][d];
          }
        }
      }
      return k;
    }

    Real[][] kappa() {
      Real[][] out = new Real[CELLS][CELLS];
      for (int j = 0; j < CELLS; j++) {
        int row = j;
        Arrays.setAll(out[j], k -> kappa2(COLUMNS, kx, ky, row, k));
      }
      return out;
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void kappa2_sym(@ForAll long seed) {
    Real[][] kappa = Plane.of(seed).kappa();
    for (int j = 0; j < Plane.CELLS; j++) {
      for (int k = 0; k < Plane.CELLS; k++) {
        exactly(kappa[j][k], kappa[k][j]);
      }
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void kappa2_nonneg(@ForAll long seed) {
    for (Real[] row : Plane.of(seed).kappa()) {
      for (Real k : row) {
        atMost(Real.ZERO, k);
      }
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, seed = "1")
  void transport2_mass_pos(@ForAll long seed) {
    Plane plane = Plane.of(seed);
    int n = Plane.CELLS;
    Real[] p = new Real[n];
    Real[] u = new Real[n];
    Arrays.setAll(p, i -> plane.draw().positive(1e3));
    Arrays.setAll(u, i -> plane.draw().positive(1e3));
    Scheme s = new Scheme(n, p, plane.kappa(), plane.draw().dt());
    Real[] v = Solution.of(s, u);
    assertTrue(s.transport(u, v));
    exactly(bsum(n, i -> s.mass(v, i)), bsum(n, i -> s.mass(u, i)));
    for (int i = 0; i < n; i++) {
      below(Real.ZERO, s.mass(v, i));
    }
  }
}
