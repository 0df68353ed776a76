package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.operation.GridOperations.GRID_RUN;
import static wfr.operation.ParticleOperations.LOG_DENSITY;
import static wfr.operation.ParticleOperations.SDE_STEP;
import static wfr.operation.WeightOperations.MEAN_LOG_RATIO;
import static wfr.operation.WeightOperations.UPDATE_LOG_WEIGHTS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import wfr.math.Estimate;
import wfr.measure.Axis;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.measure.Weights;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.WfrProblem;
import wfr.operation.GridSolution;
import wfr.operation.Implementation;
import wfr.reference.Reference;

/**
 * The laws behind E7 and E7S, against a lattice three times as fine with every pair of its points, written out from the statement; what the particles of E7S are told and judged by, as
 * they are told it.
 */
class WeightedSchemeLawTest {
  private static final double ROUNDING = 1e-9;
  private static final double LOWER = -4.2;
  private static final double UPPER = 3.8;
  private static final double DIFFUSIVITY = 0.9;
  private static final double RATE = 1.4;
  private static final int STEPS = 25;
  private static final double TIME = 0.5;
  private static final double DT = TIME / STEPS;
  private static final int NODES = 320;
  private static final int FINER = 3;
  private static final double WIDTH = (UPPER - LOWER) / (FINER * NODES);
  private static final double NOISE = Math.sqrt(2 * DIFFUSIVITY * DT);
  private static final long SEED = 1;
  private static final double ALPHA = 1e-8;

  /** Error of log q* that changes a log-weight at the end by the error that E7S allows. */
  private static final double LOG_DENSITY = WeightedSchemeLaw.QUADRATURE / (RATE * TIME);

  private static final Lattice LATTICE = new Lattice();

  private static double potential(double x) {
    return 1.5 * (x * x - 1) * (x * x - 1) + 0.4 * x;
  }

  private static double moved(double x) {
    return x - DIFFUSIVITY * DT * (6 * x * (x * x - 1) + 0.4);
  }

  private static double normal(double distance, double deviation) {
    double z = distance / deviation;
    return Math.exp(-0.5 * z * z) / (deviation * Math.sqrt(2 * Math.PI));
  }

  /** Densities before (law) and after the motion (transported, normalised), E h, and the second moment of the weights. */
  private static final class Lattice {
    final double[] x = new double[FINER * NODES];
    final double[][] law = new double[STEPS + 1][];
    final double[][] transported = new double[STEPS + 1][];
    final double[] mean = new double[STEPS + 1];
    final double secondMoment;

    Lattice() {
      int n = x.length;
      double[] u = new double[n];
      double[][] kernel = new double[n][n];
      for (int k = 0; k < n; k++) {
        x[k] = LOWER + (k + 0.5) * WIDTH;
        u[k] = normal(x[k] - 0.5, 0.5);
      }
      for (int k = 0; k < n; k++) {
        for (int j = 0; j < n; j++) {
          kernel[k][j] = normal(x[j] - moved(x[k]), NOISE) * WIDTH;
        }
      }
      double[] square = u;
      law[0] = u;
      for (int s = 1; s <= STEPS; s++) {
        double[] t = product(u, kernel);
        double[] t2 = product(square, kernel);
        double mass = Arrays.stream(t).sum() * WIDTH;
        transported[s] = Arrays.stream(t).map(v -> v / mass).toArray();
        for (int k = 0; k < n; k++) {
          double rho = transported[s][k];
          mean[s] += rho > 0 ? rho * WIDTH * (Math.log(rho) + potential(x[k])) : 0;
        }
        u = new double[n];
        square = new double[n];
        for (int k = 0; k < n; k++) {
          double factor = factor(s, k);
          u[k] = t[k] > 0 ? t[k] * factor : 0;
          square[k] = t2[k] > 0 ? t2[k] * factor * factor : 0;
        }
        law[s] = u;
      }
      secondMoment = Arrays.stream(square).sum() * WIDTH;
    }

    private static double[] product(double[] u, double[][] kernel) {
      double[] t = new double[u.length];
      for (int k = 0; k < u.length; k++) {
        for (int j = 0; j < u.length; j++) {
          t[j] += u[k] * kernel[k][j];
        }
      }
      return t;
    }

    double factor(int step, int k) {
      double h = Math.log(transported[step][k]) + potential(x[k]);
      return Math.exp(-RATE * DT * (h - mean[step]));
    }

    /** Largest factor at the nodes of the coarser lattice that carry mass. */
    double largest(int step) {
      double largest = 0;
      for (int i = 0; i < NODES; i++) {
        int k = FINER * i + 1;
        if (transported[step][k] > 0) {
          largest = Math.max(largest, factor(step, k));
        }
      }
      return largest;
    }

    /** log q*, at any place. */
    double logTransported(int step, double at) {
      double sum = 0;
      double mass = 0;
      for (int k = 0; k < x.length; k++) {
        sum += law[step - 1][k] * normal(at - moved(x[k]), NOISE);
        mass += law[step - 1][k];
      }
      return Math.log(sum / mass);
    }
  }

  private static void assertFollows(WeightedSchemeLaw.Path path) {
    assertEquals(STEPS + 1, path.law().length);
    assertEquals(DT, path.dt(), ROUNDING);
    for (int s = 1; s <= STEPS; s++) {
      assertEquals(LATTICE.mean[s], path.mean()[s], ROUNDING, "mean at step " + s);
      double[] before = WeightedSchemeLaw.logRelative(path.transported()[s]);
      double[] after = path.law()[s].logDensity();
      for (int i = 0; i < NODES; i++) {
        int k = FINER * i + 1;
        String where = "step " + s + " at " + LATTICE.x[k];
        assertEquals(LATTICE.transported[s][k], Math.exp(before[i]), ROUNDING, where);
        assertEquals(LATTICE.law[s][k], Math.exp(after[i]), ROUNDING, where);
      }
    }
  }

  @Test
  void theLaw_ofTheDefinition_isThatOfTheLattice() {
    assertFollows(WeightedSchemeLaw.path(WeightedSchemeLaw.DEFINITION, STEPS, NODES));
  }

  /** And the masses that an implementation is handed are those of a law. */
  @Test
  void theLaw_readOffTheReference_isThatOfTheLattice() {
    Implementation counting =
        Reference.IMPLEMENTATION.with(
            MEAN_LOG_RATIO,
            (c, next) -> {
              double[] logWeights = c.logWeights().log();
              assertEquals(1, Arrays.stream(logWeights).map(Math::exp).sum(), ROUNDING);
              return next.apply(c);
            });
    assertFollows(WeightedSchemeLaw.path(WeightedSchemeLaw.of(counting), STEPS, NODES));
  }

  @Test
  void theMean_isThatOfTheNormalisedMasses() {
    double[] mass = {1, 2, 5};
    double[] logMass = Arrays.stream(mass).map(Math::log).toArray();
    double[] logRho = {0.5, -1, 2};
    double[] v = {3, 0.25, -4};
    double sum = 0;
    for (int i = 0; i < mass.length; i++) {
      sum += mass[i] * logRho[i] + mass[i] * v[i];
    }
    double mean = sum / Arrays.stream(mass).sum();
    assertEquals(mean, WeightedSchemeLaw.DEFINITION.mean(logMass, logRho, v), ROUNDING);
  }

  @Test
  void largestWeightAndSecondMoment_areThoseOfTheLattice() {
    double largest = 1;
    for (int s = 1; s <= STEPS; s++) {
      largest *= LATTICE.largest(s);
    }
    double[] expected = {largest, LATTICE.secondMoment};
    WeightedSchemeLaw.Path path =
        WeightedSchemeLaw.path(WeightedSchemeLaw.DEFINITION, STEPS, NODES);
    assertArrayEquals(expected, WeightedSchemeLaw.weights(path), ROUNDING);
    assertTrue(largest <= WeightedSchemeLaw.LARGEST_WEIGHT, "largest " + largest);
    assertTrue(LATTICE.secondMoment <= WeightedSchemeLaw.SECOND_MOMENT);
  }

  private static SchemeLaw gaussian(double mean, double variance, double factor) {
    int nodes = 400;
    double reach = 7;
    WfrProblem p =
        new WfrProblem(
            GaussianLaw.of(0, 1),
            GaussianLaw.of(mean, variance),
            Domain.interval(-reach, reach, Domain.Boundary.LINE),
            1,
            1);
    double[] f = new double[nodes];
    Arrays.fill(f, factor);
    return SchemeLaw.initial(p, -reach, reach, nodes).times(f);
  }

  @Test
  void figuresAndLogDensity_areThoseOfTheNormalisedLaw() {
    double m = 0.3;
    double c = 0.2;
    SchemeLaw doubled = gaussian(m, c, 2);
    double[] expected = {m, Math.cos(m) * Math.exp(-0.5 * c), m * m + c, Math.log(2)};
    assertArrayEquals(expected, WeightedSchemeLaw.figures(doubled), ROUNDING);
    double[] l = WeightedSchemeLaw.logRelative(doubled);
    GaussianLaw law = GaussianLaw.of(m, c);
    for (int k = 0; k < l.length; k++) {
      assertEquals(law.logDensity(doubled.node(k)), l[k], ROUNDING, "at node " + k);
    }
  }

  /** A grid run whose answer is N(mean, variance), both with errors of second and fourth order in the cell. */
  private static Implementation erring(
      double mean, double variance, double a, double b, boolean both) {
    return Reference.IMPLEMENTATION.with(
        GRID_RUN,
        (c, next) -> {
          int cells = c.settings().cells();
          Axis grid = new Axis(LOWER, UPPER, cells, false);
          double h = grid.dx() * grid.dx();
          double error = a * h + b * h * h;
          GaussianLaw law =
              GaussianLaw.of(both ? mean + error : mean, both ? variance : variance + error);
          double[] logTarget = new double[cells];
          double[] logRatio = new double[cells];
          for (int i = 0; i < logRatio.length; i++) {
            double x = grid.centre(i);
            logTarget[i] = -potential(x) + Math.log(grid.dx());
            logRatio[i] = law.logDensity(x) + potential(x);
          }
          return new GridSolution(
              null,
              c.times(),
              List.of(new GridDensity(Grid.of(grid), logTarget, logRatio)),
              0,
              new double[0]);
        });
  }

  /** T_l = T + a h_l^2 + b h_l^4: the extrapolation is T, its own error the step before it, (1 - 16)/3 b h^4 in each of two, 16 times as much in the coarser. */
  @Test
  void thePdesFigures_areExtrapolatedTwice() {
    double m = 0.1;
    double c = 0.09;
    double a = 4;
    double b = 300;
    double h = (UPPER - LOWER) / 640;
    double error = b * Math.pow(h, 4) * (16 - 1) * (16 - 4) / (4 - 1);
    Estimate[] ofMean = WeightedSchemeLaw.ofPde(erring(m, c, a, b, true));
    assertEquals(m, ofMean[0].value(), ROUNDING);
    assertEquals(error, ofMean[0].error(), ROUNDING);
    Estimate[] ofSquare = WeightedSchemeLaw.ofPde(erring(m, c, a, b, false));
    assertEquals(m * m + c, ofSquare[2].value(), ROUNDING);
    assertEquals(error, ofSquare[2].error(), ROUNDING);
    Estimate[] exact = WeightedSchemeLaw.ofPde(erring(m, c, 0, 0, false));
    assertEquals(Math.cos(m) * Math.exp(-0.5 * c), exact[1].value(), ROUNDING);
  }

  /** The cubic through four nodes is every cubic, between the nodes and beyond them. */
  @Test
  void interpolation_isExactForCubics() {
    SchemeLaw law = gaussian(0, 1, 1);
    double[] x = {-7.4, -6.999, -6.95, -3.21, 0.0123, 1.777, 6.93, 6.97, 6.9999, 7.3};
    double[] found =
        WeightedSchemeLaw.interpolated(
            law, Arrays.stream(law.nodes()).map(WeightedSchemeLawTest::cubic).toArray(), x);
    assertArrayEquals(
        Arrays.stream(x).map(WeightedSchemeLawTest::cubic).toArray(), found, ROUNDING);
  }

  private static double cubic(double x) {
    return 0.7 + x * (-0.4 + x * (0.3 + x * 0.2));
  }

  /** r with 2 exp(-n r^2/(2 v + 2 B r/3)) = alpha, found by bisection. */
  private static double bernstein(int n, double twice, double alpha) {
    double low = 0;
    double high = WeightedSchemeLaw.LARGEST_WEIGHT * n;
    for (int k = 0; k < 200; k++) {
      double r = 0.5 * (low + high);
      double bound =
          twice
              * Math.exp(
                  -n
                      * r
                      * r
                      / (2 * WeightedSchemeLaw.SECOND_MOMENT
                          + 2 * WeightedSchemeLaw.LARGEST_WEIGHT * r / 3));
      low = bound > alpha ? r : low;
      high = bound > alpha ? high : r;
    }
    return high;
  }

  @Test
  void theDetectableError_isBothRadii_andTheAllowanceTwice() {
    int n = 100;
    double radius = bernstein(n, 2 * WeightedSchemeLaw.EDGES, ALPHA);
    double missed = bernstein(n, 1, FiniteSample.BETA);
    assertEquals(radius, WeightedSchemeLaw.radius(n, ALPHA), ROUNDING);
    Evidence e = WeightedSchemeLaw.particles(null, n, SEED, ALPHA);
    assertEquals(radius + missed + 2 * WeightedSchemeLaw.QUADRATURE, e.value(), ROUNDING);
  }

  /** The edges of the histogram are edges of both grids: the first of the coarser right of each 25th of the box. */
  @Test
  void theEdges_areThoseOfTheCoarserGrid() {
    SchemeLaw law = WeightedSchemeLaw.compared();
    double coarser = 2 * law.width();
    for (int e = 1; e <= WeightedSchemeLaw.EDGES; e++) {
      double edge = law.edge(WeightedSchemeLaw.cell(e));
      double ahead = edge - LOWER - e * (UPPER - LOWER) / (WeightedSchemeLaw.EDGES + 1);
      assertTrue(ahead > 0 && ahead < coarser + ROUNDING, "edge " + e + " is ahead by " + ahead);
      double cells = (edge - LOWER) / coarser;
      assertEquals(Math.rint(cells), cells, ROUNDING);
    }
  }

  /** Reference that writes down what it is told and what it answers. */
  private static final class Recording {
    final List<double[]> positions = new ArrayList<>();
    final List<double[]> logRhos = new ArrayList<>();
    final List<double[]> potentials = new ArrayList<>();
    final List<Double> means = new ArrayList<>();
    double[] logWeights;

    Implementation ops() {
      return Reference.IMPLEMENTATION
          .with(
              SDE_STEP,
              (c, next) -> {
                double[][] to = next.apply(c);
                positions.add(to[0].clone());
                return to;
              })
          .with(
              UPDATE_LOG_WEIGHTS,
              (c, next) -> {
                logRhos.add(c.logRho().clone());
                potentials.add(c.potential().clone());
                means.add(c.mean());
                assertEquals(RATE, c.lambda(), 0);
                assertEquals(DT, c.dt(), ROUNDING);
                Weights w = next.apply(c);
                logWeights = w.log();
                return w;
              });
    }
  }

  @Test
  void particles_areToldTheLawOfEveryStep_andAreCountedAtEveryEdge() {
    int count = 50;
    Recording ops = new Recording();
    Evidence evidence = WeightedSchemeLaw.sampled(ops.ops(), count, SEED, ALPHA);
    assertEquals(STEPS, ops.positions.size());
    assertEquals(STEPS, ops.logRhos.size());
    for (int s = 1; s <= STEPS; s++) {
      double[] x = ops.positions.get(s - 1);
      assertEquals(LATTICE.mean[s], ops.means.get(s - 1), ROUNDING);
      for (int i = 0; i < count; i++) {
        assertEquals(potential(x[i]), ops.potentials.get(s - 1)[i], ROUNDING);
        double l = ops.logRhos.get(s - 1)[i];
        assertEquals(LATTICE.logTransported(s, x[i]), l, LOG_DENSITY, "step " + s + " at " + x[i]);
      }
    }
    Trace.Distribution figure =
        evidence.traces().stream()
            .filter(Trace.Distribution.class::isInstance)
            .map(Trace.Distribution.class::cast)
            .findFirst()
            .orElseThrow();
    double radius = bernstein(count, 2 * WeightedSchemeLaw.EDGES, ALPHA);
    assertEquals(radius + WeightedSchemeLaw.QUADRATURE, figure.radius(), ROUNDING);
    SchemeLaw compared = WeightedSchemeLaw.compared();
    double[] last = ops.positions.get(STEPS - 1);
    for (int e = 1; e <= WeightedSchemeLaw.EDGES; e++) {
      double edge = compared.edge(WeightedSchemeLaw.cell(e));
      double mass = 0;
      for (int k = 0; k < LATTICE.x.length; k++) {
        mass += LATTICE.x[k] < edge ? LATTICE.law[STEPS][k] * WIDTH : 0;
      }
      double weight = 0;
      for (int i = 0; i < count; i++) {
        weight += last[i] < edge ? Math.exp(ops.logWeights[i]) : 0;
      }
      assertEquals(edge, figure.at().get(e - 1), ROUNDING);
      assertEquals(weight / count, figure.found().get(e - 1), ROUNDING);
      assertEquals(mass, figure.expected().get(e - 1), WeightedSchemeLaw.QUADRATURE);
    }
  }

  /** E7: a noise 0.15 permille too large, which the rates of convergence let pass: the limit sees it. */
  @Test
  void theLimit_seesWhatTheRatesLetPass() {
    double more = 1 + 1.5e-4;
    Implementation noisy =
        Reference.IMPLEMENTATION.with(
            SDE_STEP,
            (c, next) -> {
              double[] larger = Arrays.stream(c.noise()[0]).map(z -> z * more).toArray();
              return next.apply(c.withNoise(new double[][] {larger}, c.nextNoise()));
            });
    Evidence e = WeightedSchemeLaw.convergence(noisy);
    assertEquals(Verdict.REFUTED, e.verdict(), e::toString);
    for (Trace t : e.traces()) {
      Trace.Convergence c = (Trace.Convergence) t;
      double[] errors = c.errors().stream().mapToDouble(v -> v).toArray();
      Evidence rates = ConvergenceStudy.ofErrors(1, 1, errors).evidence(c.label());
      assertEquals(Verdict.SUPPORTED, rates.verdict(), rates::toString);
    }
  }
}
