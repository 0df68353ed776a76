package wfr.pde;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wfr.math.TridiagonalSystem;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.PolynomialPotential;
import wfr.model.WfrProblem;
import wfr.model.expression.ExpressionParser;
import wfr.scenario.ExpressionCompiler;

/** The fused finite volumes in the plane against the readable elimination and against their factors on the line. */
class FusedPlaneTest {
  /** Both are subtraction-free: each x is good to 8 n ulp in relative terms. */
  @ParameterizedTest
  @ValueSource(ints = {3, 16, 33, 64, 100})
  void sweep_solvesAllSystems(int n) {
    Random random = new Random(n);
    double[] l = new double[n * n];
    double[] r = new double[n * n];
    double[] b = new double[n * n];
    for (int c = 0; c < n * n; c++) {
      l[c] = c < n ? 0 : Math.exp(6 * random.nextGaussian());
      r[c] = c >= n * (n - 1) ? 0 : Math.exp(6 * random.nextGaussian());
      b[c] = Math.exp(3 * random.nextGaussian());
    }
    TridiagonalSystem systems = new TridiagonalSystem(l, r, n);
    double[] expected = b.clone();
    systems.solve(expected);
    for (String kernel : new String[] {"scalar", "auto"}) {
      double[] x = b.clone();
      FusedGrid.kernel(kernel).sweep(systems, 0.75, x);
      for (int c = 0; c < n * n; c++) {
        assertEquals(0.75 * expected[c], x[c], 16 * n * 0x1p-53 * expected[c], kernel);
      }
    }
  }

  /** V and rho_0 are sums and products of their factors, so the masses are products: axes, layouts and their order right, for an even and an odd number of steps. */
  @ParameterizedTest
  @CsvSource({"40, 3, auto", "40, 4, auto", "37, 5, auto", "40, 3, scalar"})
  void massesOfAProduct_areProducts(int n, int steps, String kernel) throws Exception {
    double dt = 1e-3;
    WfrProblem plane =
        new WfrProblem(
            ExpressionCompiler.potential(ExpressionParser.parse("4*(x^2-1)^2 + x/2 + 2*y^2", 2), 2),
            new GaussianLaw(new double[] {0.2, 0.5}, new double[][] {{0.49, 0}, {0, 0.3}}),
            new Domain(new double[] {-3, -2}, new double[] {3, 2.5}, Domain.Boundary.LINE),
            5,
            1);
    FusedGrid x =
        line(PolynomialPotential.doubleWell(4, 0.5), GaussianLaw.of(0.2, 0.49), -3, 3, n, dt);
    FusedGrid y = line(new PolynomialPotential(0, 0, 2), GaussianLaw.of(0.5, 0.3), -2, 2.5, n, dt);
    FusedPlane both = new FusedPlane(plane, n, dt, kernel);
    both.advance(steps);
    x.advance(steps);
    y.advance(steps);
    double[] m = both.masses();
    double[] mx = x.masses();
    double[] my = y.masses();
    // V up to 300 is rounded to 2^-45, and so are pi and u; 16 n ulp for each elimination, log u
    // below 300 in a power
    double rounding = 4 * 300 * 0x1p-52 + steps * (4 * 16 * n + 300) * 0x1p-52;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertEquals(mx[i] * my[j], m[i * n + j], rounding * mx[i] * my[j], i + ", " + j);
      }
    }
  }

  private static FusedGrid line(
      PolynomialPotential v, GaussianLaw start, double a, double b, int n, double dt) {
    return new FusedGrid(
        new WfrProblem(v, start, Domain.interval(a, b, Domain.Boundary.LINE), 5, 1), n, dt, "auto");
  }
}
