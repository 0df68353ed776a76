package wfr.pde;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wfr.math.TridiagonalSystem;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.PolynomialPotential;
import wfr.model.WfrProblem;

/** The fused finite volumes against the readable elimination and the library's logarithm and exponential. */
class FusedGridTest {
  private static GridKernel vector() {
    try {
      return (GridKernel) Class.forName("wfr.pde.VectorGridKernel").getConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      return new ScalarGridKernel(); // without the module or wide registers
    }
  }

  /** Both eliminations are subtraction-free: each x is good to 8 n ulp in relative terms. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 17, 512})
  void twoSidedElimination_solvesTheSystem(int n) {
    Random random = new Random(n);
    double[] l = new double[n];
    double[] r = new double[n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      l[i] = i == 0 ? 0 : Math.exp(6 * random.nextGaussian());
      r[i] = i == n - 1 ? 0 : Math.exp(6 * random.nextGaussian());
      b[i] = Math.exp(3 * random.nextGaussian());
    }
    double[] expected = b.clone();
    new TridiagonalSystem(l, r).solve(expected);
    for (GridKernel kernel : new GridKernel[] {new ScalarGridKernel(), vector()}) {
      double[] x = b.clone();
      kernel.solve(new TwoSidedSystem(l, r), 1, x, new double[n]);
      for (int i = 0; i < n; i++) {
        assertEquals(expected[i], x[i], 16 * n * 0x1p-53 * expected[i], kernel.name());
      }
    }
  }

  /** The same bound: 8 roundings in each of n/16 rows of a part and 12 in each of 32 ends are fewer than 16 n from n = 48 on. */
  @ParameterizedTest
  @ValueSource(ints = {48, 64, 512, 2048})
  void partitionedElimination_solvesTheSystem(int n) {
    Random random = new Random(n);
    double[] l = new double[n];
    double[] r = new double[n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      l[i] = i == 0 ? 0 : Math.exp(6 * random.nextGaussian());
      r[i] = i == n - 1 ? 0 : Math.exp(6 * random.nextGaussian());
      b[i] = Math.exp(3 * random.nextGaussian());
    }
    double[] expected = b.clone();
    new TridiagonalSystem(l, r).solve(expected);
    PartitionedSystem system = new PartitionedSystem(l, r);
    for (GridKernel kernel : new GridKernel[] {new ScalarGridKernel(), vector()}) {
      double[] x = new double[n];
      for (int i = 0; i < n; i++) {
        x[system.index(i)] = b[i] / 0.75;
      }
      system.solve(kernel, 0.75, x, new double[n]);
      for (int i = 0; i < n; i++) {
        double found = x[system.index(i)];
        assertEquals(expected[i], found, 16 * n * 0x1p-53 * expected[i], kernel.name());
      }
    }
  }

  /** What is not a multiple of sixteen, or too small, is eliminated from both ends. */
  @ParameterizedTest
  @ValueSource(ints = {16, 32, 47, 511})
  void sizesThatDoNotDivide_areEliminatedFromBothEnds(int n) {
    assertEquals(TwoSidedSystem.class, Elimination.of(new double[n], new double[n]).getClass());
  }

  /** 4 ulp for the vector power, and om |log u| ulp for the rounding of the argument of Math.exp. */
  @Test
  void vectorPower_isThePower() {
    int n = 4096;
    double om = -Math.expm1(-5e-3);
    double[] u = new double[n];
    for (int i = 0; i < n; i++) {
      u[i] = Math.exp(-600 + 1200.0 * i / (n - 1)) * (1 + 1e-3 * (i % 7));
    }
    double[] x = u.clone();
    vector().react(om, new double[n], x);
    for (int i = 0; i < n; i++) {
      double expected = u[i] * Math.exp(-om * Math.log(u[i]));
      double bound = (4 + 4 * om * Math.abs(Math.log(u[i]))) * 0x1p-52;
      assertEquals(expected, x[i], bound * expected);
    }
  }

  /** Equilibrium of the splitting: u = 1 is kept, so the masses tend to those of the target. */
  @Test
  void masses_tendToTheTarget() {
    WfrProblem problem =
        new WfrProblem(
            PolynomialPotential.doubleWell(4, 0.5),
            GaussianLaw.of(0.2, 0.49),
            Domain.interval(-3, 3, Domain.Boundary.LINE),
            5,
            1);
    FusedGrid grid = new FusedGrid(problem, 101, 1e-2, "auto");
    grid.advance(2000); // contraction of log u by exp(-lambda t) = exp(-100)
    double[] m = grid.masses();
    double sum = 0;
    for (int i = 0; i < m.length; i++) {
      sum += Math.exp(-problem.potential().value(-3 + 0.06 * i));
    }
    for (int i = 0; i < m.length; i++) {
      double target = Math.exp(-problem.potential().value(-3 + 0.06 * i)) / sum;
      // a potential near 257 is rounded to 2^-45, and so is its exponential
      assertEquals(target, m[i], (1000 * 0x1p-52 + 0x1p-44) * target);
    }
  }
}
