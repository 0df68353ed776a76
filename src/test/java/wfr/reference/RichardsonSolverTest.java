package wfr.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wfr.diagnostics.MeasureSummary;
import wfr.exact.GaussianFlow;
import wfr.math.Estimate;
import wfr.measure.GridDensity;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.GridSettings;
import wfr.model.InitialLaw;
import wfr.model.Observable;
import wfr.model.PolynomialPotential;
import wfr.model.Potential;
import wfr.model.ScalarField;
import wfr.model.SplittingScheme;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.AdaptiveRun;
import wfr.operation.GridSolution;
import wfr.oracle.MethodOfLines;
import wfr.pde.GridSolver;

/** Stated errors contain the truth: against published values, an independent solver, and closed forms. */
class RichardsonSolverTest {
  /** Above this the oracle would have no power against the four digits it is compared in. */
  private static final double CONVERGED = 1e-4;

  private static final Observable RIGHT = new Observable("right", new Right());

  private static final class Right implements ScalarField {
    @Override
    public double value(double[] x) {
      return x[0] > 0 ? 1 : 0;
    }

    @Override
    public double[] breakpoints(int axis, double[] point, double lower, double upper) {
      return lower < 0 && upper > 0 ? new double[] {0} : new double[0];
    }
  }

  /** V = 5 (x^2 - 1)^2 on [-3, 3], rho_0 = N(-.3, .35^2): the one-dimensional benchmark of other Fokker-Planck solvers. */
  private static WfrProblem benchmark(double lambda) {
    return new WfrProblem(
        PolynomialPotential.doubleWell(5, 0),
        GaussianLaw.of(-0.3, 0.35 * 0.35),
        Domain.interval(-3, 3, Domain.Boundary.LINE),
        lambda,
        1);
  }

  private static MeasureSummary last(GridResult result) {
    return result.summaries().get(result.summaries().size() - 1);
  }

  private static GridResult solve(
      WfrProblem problem, double time, OptionalInt cells, OptionalDouble step, double accuracy) {
    return new RichardsonSolver(
            new GridTask(
                problem,
                new double[] {time},
                List.of(RIGHT),
                cells,
                step,
                SplittingScheme.STRANG,
                accuracy),
            Reference.IMPLEMENTATION,
            (what, done) -> {})
        .solve();
  }

  private static void assertWithin(String what, double truth, Estimate e, double truthError) {
    assertTrue(
        Math.abs(e.value() - truth) <= e.error() + truthError,
        () -> what + " is " + e + ", truth " + truth);
  }

  /**
   * Values of WFR at T = 1 that two independent programs gave and agreed on to 6e-9: within our error plus that, and our error within the
   * accuracy asked for.
   */
  @ParameterizedTest
  @CsvSource({
    "0,   .2536499245, -.4699656564, .7159661418, .1271537038",
    "0.5, .3315742741, -.3213089193, .8335752530, .0579934196",
    "1,   .3889387421, -.2118736344, .8919264659, .0249319068",
    "4,   .4926906331, -.0139441898, .9366391313, 1.0709032e-4"
  })
  void publishedValues_areWithinTheStatedErrors(
      double lambda, double right, double mean, double variance, double kl) {
    double accuracy = 1e-6;
    MeasureSummary s =
        last(solve(benchmark(lambda), 1, OptionalInt.empty(), OptionalDouble.empty(), accuracy));
    double published = 6e-9;
    assertWithin("mean", mean, s.mean().get(0), published);
    assertWithin("variance", variance, s.variance().get(0).get(0), published);
    assertWithin("KL", kl, s.kl(), published);
    assertWithin("P(x > 0)", right, s.observables().get("right"), published);
    for (Estimate e :
        List.of(
            s.mean().get(0), s.variance().get(0).get(0), s.kl(), s.observables().get("right"))) {
      assertTrue(e.error() <= accuracy, e::toString);
    }
  }

  /** Potentials that nobody shipped, lambda from 0 to 10, against a solver that shares nothing but the problem. */
  @ParameterizedTest
  @CsvSource({"0", "1.8", "10"})
  void asymmetricQuartic_agreesWithTheMethodOfLines(double lambda) {
    WfrProblem problem =
        new WfrProblem(
            new PolynomialPotential(0, 0.3, -1.9, 0, 0.7),
            GaussianLaw.of(0.9, 0.09),
            Domain.interval(-3.5, 3.5, Domain.Boundary.LINE),
            lambda,
            1);
    double time = 0.3;
    double[] coarse = new MethodOfLines(problem, 140).figures(time);
    double[] fine = new MethodOfLines(problem, 280).figures(time);
    MeasureSummary s =
        last(solve(problem, time, OptionalInt.empty(), OptionalDouble.empty(), 1e-6));
    Estimate[] ours = {
      s.mean().get(0), s.variance().get(0).get(0), s.kl(), s.observables().get("right")
    };
    String[] names = {"mean", "variance", "KL", "P(x > 0)"};
    for (int k = 0; k < ours.length; k++) {
      // Fourth order: the finer mesh is 15 times better than the difference.
      double theirs = Math.abs(fine[k] - coarse[k]);
      assertTrue(theirs < CONVERGED, names[k] + ": the oracle is not converged: " + theirs);
      assertWithin(names[k], fine[k], ours[k], theirs);
    }
  }

  /** Cells and step given by the user, however coarse: the error column covers the truth. */
  @ParameterizedTest
  @CsvSource({"40, 0.05", "80, 0.02", "200, 0.1", "400, 0.001", "64, 0.004"})
  void fixedGrids_stateErrorsThatCoverTheTruth(int cells, double step) {
    WfrProblem problem =
        new WfrProblem(
            GaussianLaw.of(0.4, 1.3),
            GaussianLaw.of(-0.5, 0.4),
            Domain.interval(-8, 8, Domain.Boundary.LINE),
            2.5,
            0.7);
    double time = 0.6;
    MeasureSummary s =
        last(solve(problem, time, OptionalInt.of(cells), OptionalDouble.of(step), 1e-6));
    GaussianFlow exact =
        new GaussianFlow(GaussianLaw.of(0.4, 1.3), GaussianLaw.of(-0.5, 0.4), 2.5, 0.7);
    assertWithin("mean", exact.mean(time), s.mean().get(0), 0);
    assertWithin("variance", exact.variance(time), s.variance().get(0).get(0), 0);
    assertWithin("KL", exact.kl(time), s.kl(), 0);
  }

  /** D = 0 is Fisher-Rao in closed form, whatever the step: rho_t proportional to rho_0^theta pi^(1-theta) per cell. */
  @Test
  void zeroDiffusivity_isTheFisherRaoMap() {
    WfrProblem problem =
        new WfrProblem(
            new PolynomialPotential(0, 0.3, -1.9, 0, 0.7),
            GaussianLaw.of(0.9, 0.09),
            Domain.interval(-3, 3, Domain.Boundary.NO_FLUX),
            1.8,
            0);
    GridSettings settings = new GridSettings(150, 0.01, SplittingScheme.STRANG);
    GridSolver solver = new GridSolver(problem, settings, Reference.IMPLEMENTATION);
    GridDensity start = solver.run(new double[] {0}, 1).densities().get(0);
    GridDensity end = solver.run(new double[] {0.7}, 1).densities().get(0);
    double theta = Math.exp(-1.8 * 0.7);
    double[] expected = new double[150];
    double mass = 0;
    for (int i = 0; i < expected.length; i++) {
      double p = Math.exp(start.logTargetMass()[i]);
      expected[i] = Math.pow(start.cellMass(i), theta) * Math.pow(p, 1 - theta);
      mass += expected[i];
    }
    double largest = 0;
    for (double h : start.logRatio()) {
      largest = Math.max(largest, Math.abs(h));
    }
    for (int i = 0; i < expected.length; i++) {
      // exp and log of h round it by its own ulp
      double bound = 8 * largest * Math.ulp(1.0) * expected[i] / mass;
      assertEquals(expected[i] / mass, end.cellMass(i), bound + Double.MIN_NORMAL);
    }
  }

  /** The benchmark's accuracy at 2000 cells: L1 distance to a solution of 8000 cells at a hundredth of the tolerance. */
  @Test
  void benchmarkGrid_hasTheSpatialErrorOfTheScheme() {
    double coarse = 1e-6;
    GridSolution run = benchmarkRun(2000, coarse);
    GridSolution fine = benchmarkRun(8000, coarse / 100);
    double l1 = 0;
    for (int i = 0; i < 2000; i++) {
      double m = 0;
      for (int j = 4 * i; j < 4 * i + 4; j++) {
        m += fine.densities().get(0).cellMass(j);
      }
      l1 += Math.abs(run.densities().get(0).cellMass(i) - m);
    }
    double fourDigitsOfThePublishedFloor = 1.4e-5;
    double error = l1;
    assertTrue(error <= fourDigitsOfThePublishedFloor, () -> "L1 " + error);
  }

  private static GridSolution benchmarkRun(int cells, double tolerance) {
    return Reference.IMPLEMENTATION.apply(
        new AdaptiveRun(benchmark(0), cells, new double[] {1}, tolerance));
  }

  /** A potential that carries no derivative of its own still solves: only values enter the finite volumes. */
  @Test
  void flatPotential_spreadsTowardsUniform() {
    Potential flat = new PolynomialPotential(0, 0);
    WfrProblem problem =
        new WfrProblem(
            flat, GaussianLaw.of(0.2, 0.05), Domain.interval(0, 1, Domain.Boundary.NO_FLUX), 0, 1);
    MeasureSummary s = last(solve(problem, 5, OptionalInt.empty(), OptionalDouble.empty(), 1e-6));
    assertWithin("mean", 0.5, s.mean().get(0), 0);
    assertWithin("variance", 1.0 / 12, s.variance().get(0).get(0), 0);
  }

  /** A start that leaves half of the interval empty, without diffusion: what is infinite is stated with an infinite error, the rest as ever. */
  @Test
  void infiniteFigures_haveInfiniteErrors() {
    InitialLaw half =
        new InitialLaw() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public double logDensity(double[] x) {
            return x[0] < 0 ? Double.NEGATIVE_INFINITY : 0;
          }
        };
    WfrProblem still =
        new WfrProblem(
            new PolynomialPotential(0, 1),
            half,
            Domain.interval(-1, 1, Domain.Boundary.NO_FLUX),
            1,
            0);
    GridTask task =
        new GridTask(
            still,
            new double[] {1},
            List.of(),
            OptionalInt.of(64),
            OptionalDouble.empty(),
            SplittingScheme.STRANG,
            1e-3);
    MeasureSummary at =
        last(new RichardsonSolver(task, Reference.IMPLEMENTATION, (what, done) -> {}).solve());
    assertEquals(1 / 0.0, at.reverseKl().error());
    assertTrue(at.mean().get(0).error() < 1);
  }
}
