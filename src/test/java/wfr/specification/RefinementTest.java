package wfr.specification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.math.ErrorFree.UNIT;
import static wfr.specification.E1_BirthDeath.birth_death;
import static wfr.specification.E1_BirthDeath.exchangeable;
import static wfr.specification.E_Resampling.offspring;
import static wfr.specification.G2_Entropy.KL;
import static wfr.specification.Real.exp;
import static wfr.specification.Real.ln;
import static wfr.specification.Sums.bsum;
import static wfr.specification.Tensor2D.kappa2;
import static wfr.specification.Verdicts.exactly;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wfr.diagnostics.Functionals;
import wfr.measure.Axis;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.measure.Weights;
import wfr.model.ResamplingScheme;
import wfr.operation.ParticleOperations.Copy;
import wfr.operation.ParticleOperations.JumpEvent;
import wfr.particle.BirthDeath;
import wfr.particle.Resampling;
import wfr.pde.FokkerPlanckStep;

/** The double code against the executable specification: exactly where both are exact, within counted roundings elsewhere. */
class RefinementTest {
  /** Numbers with 20 binary places: sums and products of a few are exact in doubles. */
  private static final int PLACES = 20;

  private static double dyadic(SplittableRandom random, int bound) {
    return Math.scalb(random.nextInt(-bound, bound), -PLACES);
  }

  /** Counts of systematic resampling; u lies between the places of the weights, so that no count hangs on a tie. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void systematicCounts_areOffspring(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = 2 + random.nextInt(9);
    int[] weight = new int[n];
    int left = 1 << PLACES;
    for (int i = 0; i < n - 1; i++) {
      weight[i] = random.nextInt(left);
      left -= weight[i];
    }
    weight[n - 1] = left;
    double u = Math.scalb(2 * random.nextInt(1 << PLACES) + 1, -PLACES - 1);
    double[] w = Arrays.stream(weight).mapToDouble(k -> Math.scalb(k, -PLACES)).toArray();
    int[] count = new int[n];
    for (int a : Resampling.ancestors(ResamplingScheme.SYSTEMATIC, w, new double[] {u})) {
      count[a]++;
    }
    for (int i = 0; i < n; i++) {
      Real from = bsum(i, k -> Real.of(w[k]));
      Real to = from.plus(Real.of(w[i]));
      Real scale = Real.of(n);
      exactly(Real.of(count[i]), offspring(n, scale.times(from), scale.times(to), Real.of(u)));
    }
  }

  /** The mean generator of the events as coded, each event carried out, with the partner uniform over all N. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void birthDeathEvents_haveTheSpecifiedGenerator(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = 4; // a power of two: the rate is exact
    double lambda = 1.5;
    double[] x = random.doubles(n).map(y -> dyadic(random, 1 << PLACES)).toArray();
    double[] beta = random.doubles(n).map(y -> dyadic(random, 1 << PLACES)).toArray();
    double[] rates = BirthDeath.rates(beta, lambda);
    Real generator = Real.ZERO;
    Real[][] q = new Real[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        Copy copy = BirthDeath.event(new JumpEvent(i, j, beta[i]));
        double[] after = x.clone();
        after[copy.to()] = x[copy.from()];
        Real change = bsum(n, k -> Real.of(after[k]).minus(Real.of(x[k])));
        Real rate = Real.of(rates[i] / n);
        generator = generator.plus(rate.times(change));
        q[i][j] = exchangeable(Real.of(1, n), Real.of(1, n), i, j);
      }
    }
    exactly(generator, birth_death(n, Real.of(lambda), q, Real.of(beta), Real.of(x)));
  }

  /** exp(l_i - max) and its sum: |l_i - max| + n + 4 units. */
  @Test
  void normalisedWeights_areTheSpecified() {
    double[] l = {-3.25, 0.5, 700.125, 699.75, -20};
    double[] w = Weights.of(l).normalised();
    Real all = bsum(l.length, k -> exp(Real.of(l[k])));
    for (int i = 0; i < l.length; i++) {
      double expected = exp(Real.of(l[i])).over(all).doubleValue();
      double units = 2 * Math.abs(l[i] - 700.125) + l.length + 4;
      assertEquals(expected, w[i], units * UNIT * expected);
    }
  }

  /** m_i = exp(log p_i + h_i) loses |log p_i| + |h_i| + 2 units, the sum n + 2 more. */
  @Test
  void divergenceOfTheGrid_isTheSpecified() {
    double[] logMass = new double[6];
    double[] h = new double[6];
    SplittableRandom random = new SplittableRandom(3);
    Arrays.setAll(logMass, i -> random.nextDouble(-9, 0));
    Arrays.setAll(h, i -> random.nextDouble(-5, 5));
    Real[] pi = new Real[6];
    Real[] rho = new Real[6];
    double slack = 0;
    for (int i = 0; i < 6; i++) {
      pi[i] = exp(Real.of(logMass[i]));
      rho[i] = exp(Real.of(logMass[i]).plus(Real.of(h[i])));
      double term = Math.exp(logMass[i] + h[i]) * Math.abs(h[i]);
      slack += 2 * term * (Math.abs(logMass[i]) + Math.abs(h[i]) + 6 + 4) * UNIT;
    }
    GridDensity density = new GridDensity(Grid.of(new Axis(-1, 2, 6, false)), logMass, h);
    assertEquals(KL(6, rho, pi).doubleValue(), new Functionals(density).kl(), slack);
  }

  /** One implicit step in the plane: along x with kappa2 of the x lines alone, then along y. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void planeStep_isTwoSpecifiedSteps(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int nx = 3;
    int ny = 2;
    double dt = 0.3;
    double range = 4;
    double[] logMass = new double[nx * ny];
    double[] alongX = new double[nx * ny];
    double[] alongY = new double[nx * ny];
    double[] h = new double[nx * ny];
    Arrays.setAll(logMass, c -> random.nextDouble(-range, 0));
    Arrays.setAll(h, c -> random.nextDouble(-range, range));
    Arrays.setAll(
        alongX, c -> c % nx == 0 ? Double.NEGATIVE_INFINITY : random.nextDouble(-range, 2));
    Arrays.setAll(alongY, c -> c < nx ? Double.NEGATIVE_INFINITY : random.nextDouble(-range, 2));
    DiscreteTarget target =
        new DiscreteTarget(
            Grid.of(new Axis(0, 1, nx, false), new Axis(0, 1, ny, false)),
            logMass,
            new double[][] {alongX, alongY});
    Real[][][] kx = new Real[ny][nx][nx];
    Real[][][] ky = new Real[nx][ny][ny];
    fill(kx);
    fill(ky);
    for (int j = 0; j < ny; j++) {
      for (int i = 1; i < nx; i++) {
        kx[j][i][i - 1] = kx[j][i - 1][i] = exp(Real.of(alongX[j * nx + i]));
      }
    }
    for (int i = 0; i < nx; i++) {
      for (int j = 1; j < ny; j++) {
        ky[i][j][j - 1] = ky[i][j - 1][j] = exp(Real.of(alongY[j * nx + i]));
      }
    }
    Real[][][] noX = new Real[ny][nx][nx];
    Real[][][] noY = new Real[nx][ny][ny];
    fill(noX);
    fill(noY);
    Real[] u = Arrays.stream(h).mapToObj(x -> exp(Real.of(x))).toArray(Real[]::new);
    Real[] p = Arrays.stream(logMass).mapToObj(x -> exp(Real.of(x))).toArray(Real[]::new);
    Real[] v = Solution.of(new Scheme(nx * ny, p, kappa(nx, kx, noY), Real.of(dt)), u);
    Real[] w = Solution.of(new Scheme(nx * ny, p, kappa(nx, noX, ky), Real.of(dt)), v);
    double[] solved = h.clone();
    new FokkerPlanckStep(target, dt).advance(solved);
    // Of each axis: rates lose 2 L + 2 units, a solution (2 n - 1) times that, elimination 16 n;
    // the logarithms 4 H + 8.
    double logs = 2 * range - Math.log(dt);
    double units = 2 * ((2 * nx - 1) * (2 * logs + 2) + 16 * nx) + 4 * range + 8;
    for (int c = 0; c < h.length; c++) {
      Verdicts.sharp(w[c]);
      assertEquals(ln(w[c]).doubleValue(), solved[c], units * UNIT);
    }
    assertTrue(Arrays.stream(solved).max().orElseThrow() < range, "the step does nothing");
  }

  private static void fill(Real[][][] k) {
    for (Real[][] line : k) {
      for (Real[] row : line) {
        Arrays.fill(row, Real.ZERO);
      }
    }
  }

  private static Real[][] kappa(int m, Real[][][] kx, Real[][][] ky) {
    int n = kx.length * m;
    Real[][] out = new Real[n][n];
    for (int j = 0; j < n; j++) {
      int row = j;
      Arrays.setAll(out[j], k -> kappa2(m, kx, ky, row, k));
    }
    return out;
  }
}
