package wfr.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Containers of measures: what they compute, by numbers that are exact in binary, and what they refuse. */
class MeasureTest {
  /** Roundings of exp and log of numbers below 1. */
  private static final double ROUNDING = 4 * Math.ulp(1.0);

  private static final Grid LINE = new Grid(-1, 3, 4, false);
  private static final double NONE = Double.NEGATIVE_INFINITY;
  private static final double HALF = -Math.log(2);

  private static void refuses(String part, Executable make) {
    String message = assertThrows(IllegalArgumentException.class, make).getMessage();
    assertTrue(message.contains(part), message);
  }

  private static double[] logs(double... masses) {
    double[] l = new double[masses.length];
    java.util.Arrays.setAll(l, i -> Math.log(masses[i]));
    return l;
  }

  @Test
  void grid_hasCentresEdgesAndWidth() {
    assertEquals(1, LINE.dx(), 0);
    assertArrayEquals(new double[] {-0.5, 0.5, 1.5, 2.5}, LINE.centres(), 0);
    assertEquals(-1, LINE.edge(0), 0);
    assertEquals(1, LINE.edge(2), 0);
    assertEquals(3, LINE.edge(4), 0);
    assertEquals(new Grid(-1, 3, 12, false), LINE.refined(3));
    // the last edge is the end itself, whatever lower + (upper - lower) rounds to
    double third = 1.0 / 3;
    assertEquals(third, new Grid(-1e17, third, 7, true).edge(7), 0);
  }

  @Test
  void grid_refusesEmptyInfiniteAndSingleCell() {
    refuses("lower < upper", () -> new Grid(1, 1, 4, false));
    refuses("lower < upper", () -> new Grid(Double.NaN, 1, 4, false));
    refuses("lower < upper", () -> new Grid(NONE, 1, 4, false));
    double huge = Double.MAX_VALUE;
    refuses("lower < upper", () -> new Grid(-huge, huge, 4, false));
    refuses("at least 2 cells", () -> new Grid(0, 1, 1, false));
    assertEquals(2, new Grid(0, 1, 2, false).cells());
  }

  @Test
  void atoms_haveMassDistanceAndScale() {
    Atoms a = new Atoms(new double[][] {{0, 0}, {1, 2}}, new double[] {0.5, 2});
    Atoms b = new Atoms(new double[][] {{4, 6}}, new double[] {0});
    assertEquals(2, a.count());
    assertEquals(2, a.dimension());
    assertEquals(2.5, a.mass(), 0);
    assertEquals(5, a.distance(1, b, 0), 0);
    assertEquals(10, a.scaled(4).mass(), 0);
    assertArrayEquals(new double[] {0.5, 2}, a.masses(), 0, "scaled copies");
    assertEquals(3, Atoms.dirac(1, -1).distance(0, Atoms.dirac(7, 2), 0), 0);
    assertEquals(7, Atoms.dirac(7, 2).mass(), 0);
    assertEquals(1, Atoms.line(new double[] {1, 2}, new double[] {1, 0}).dimension());
    Atoms cells = Atoms.of(new GridDensity(LINE, logs(0.5, 0.25, 0.125, 0.125), new double[4]));
    assertEquals(4, cells.count());
    assertEquals(1.5, cells.points()[2][0], 0);
    assertEquals(0.25, cells.masses()[1], ROUNDING);
  }

  @Test
  void atoms_refuseOtherShapesAndNumbers() {
    refuses("at least one", () -> new Atoms(new double[0][], new double[0]));
    refuses("at least one", () -> new Atoms(new double[][] {{1}}, new double[] {1, 2}));
    refuses("dimension", () -> new Atoms(new double[][] {{}}, new double[] {1}));
    refuses("dimension", () -> new Atoms(new double[][] {{1}, {1, 2}}, new double[] {1, 1}));
    refuses("finite", () -> Atoms.dirac(1, Double.NaN));
    refuses("masses must be >= 0", () -> Atoms.dirac(-1, 0));
    refuses("masses must be >= 0", () -> Atoms.dirac(Double.NaN, 0));
    refuses("masses must be >= 0", () -> Atoms.dirac(Double.POSITIVE_INFINITY, 0));
  }

  @Test
  void gridDensity_isRhoByTargetTimesRatio() {
    double[] target = logs(0.5, 0.25, 0.125, 0.125);
    double[] ratio = {HALF, 0, NONE, -HALF};
    GridDensity rho = new GridDensity(new Grid(0, 2, 4, false), target, ratio);
    assertArrayEquals(new double[] {0.25, 0.25, 0, 0.25}, rho.cellMasses(), ROUNDING);
    assertArrayEquals(new double[] {0.5, 0.25, 0.125, 0.125}, rho.targetMasses(), ROUNDING);
    assertEquals(0.25, rho.cellMass(3), ROUNDING);
    assertEquals(0.5, rho.cellAverage(1), ROUNDING);
    assertEquals(0.75, rho.mass(), ROUNDING);
    assertEquals(1, rho.dimension());
    assertEquals(4, rho.grid().cells());
    ratio[0] = 7;
    rho.logRatio()[1] = 7;
    rho.logTargetMass()[1] = 7;
    assertArrayEquals(new double[] {HALF, 0, NONE, -HALF}, rho.logRatio(), 0);
    assertArrayEquals(target, rho.logTargetMass(), 0);
    assertNotSame(rho.logRatio(), rho.logRatio());
  }

  /** A plain sum of these loses every small cell; the compensated one keeps all but half an ulp of the whole. */
  @Test
  void mass_isSummedWithCompensation() {
    int n = 1 << 12;
    double[] target = new double[n];
    double[] ratio = new double[n];
    java.util.Arrays.fill(ratio, Math.log(Math.ulp(1.0) / 4));
    ratio[0] = 0;
    double exact = 1 + (n - 1) * (Math.ulp(1.0) / 4);
    assertEquals(exact, new GridDensity(new Grid(0, 1, n, false), target, ratio).mass(), ROUNDING);
    Grid side = new Grid(0, 1, 1 << 6, false);
    assertEquals(
        exact, new PlaneDensity(new PlaneGrid(side, side), target, ratio).mass(), ROUNDING);
  }

  @Test
  void densities_refuseOtherLengthsAndNumbers() {
    double[] four = new double[4];
    double[] three = new double[3];
    double[] nan = {0, Double.NaN, 0, 0};
    double[] infinite = {0, Double.POSITIVE_INFINITY, 0, 0};
    refuses("4 cells", () -> new GridDensity(LINE, three, four));
    refuses("4 cells", () -> new GridDensity(LINE, four, three));
    refuses("below infinity", () -> new GridDensity(LINE, four, nan));
    refuses("below infinity", () -> new GridDensity(LINE, four, infinite));
    Grid two = new Grid(0, 1, 2, false);
    PlaneGrid plane = new PlaneGrid(two, two);
    refuses("4 cells", () -> new PlaneDensity(plane, three, four));
    refuses("4 cells", () -> new PlaneDensity(plane, four, three));
    refuses("below infinity", () -> new PlaneDensity(plane, four, nan));
    refuses("below infinity", () -> new PlaneDensity(plane, four, infinite));
    PhaseGrid phase = new PhaseGrid(two, two);
    refuses("4 cells", () -> new PhaseDensity(phase, three, four));
    refuses("4 cells", () -> new PhaseDensity(phase, four, three));
    refuses("4 masses", () -> new DiscreteTarget(LINE, three, new double[5]));
    refuses("5 conductances", () -> new DiscreteTarget(LINE, four, four));
    assertEquals(4, new DiscreteTarget(LINE, four, new double[5]).logMass().length);
    Grid six = new Grid(0, 1, 3, false);
    PlaneGrid wide = new PlaneGrid(six, two);
    double[] x = new double[8];
    double[] y = new double[9];
    assertEquals(8, new PlaneTarget(wide, new double[6], x, y).logConductanceX().length);
    refuses("3 x 2", () -> new PlaneTarget(wide, four, x, y));
    refuses("3 x 2", () -> new PlaneTarget(wide, new double[6], y, y));
    refuses("3 x 2", () -> new PlaneTarget(wide, new double[6], x, x));
  }

  @Test
  void planeDensity_hasXRunningFastest() {
    PlaneGrid grid = new PlaneGrid(new Grid(0, 2, 4, false), new Grid(0, 1, 2, false));
    assertEquals(8, grid.cells());
    assertEquals(6, grid.index(2, 1));
    assertEquals(0.25, grid.area(), 0);
    double[] ratio = logs(1, 2, 3, 4, 5, 6, 7, 8);
    PlaneDensity rho = new PlaneDensity(grid, new double[8], ratio);
    // blocks of 2 x 2: (1 + 2 + 5 + 6) and (3 + 4 + 7 + 8), each over an area of 1
    assertArrayEquals(new double[] {14, 22}, rho.blockAverages(2), 64 * ROUNDING);
    assertArrayEquals(
        new double[] {4, 8, 12, 16, 20, 24, 28, 32}, rho.blockAverages(1), 64 * ROUNDING);
    assertEquals(36, rho.mass(), 64 * ROUNDING);
    assertEquals(grid, rho.grid());
    assertEquals(2, rho.dimension());
    assertArrayEquals(new double[] {1, 1, 1, 1, 1, 1, 1, 1}, rho.targetMasses(), 0);
    rho.logRatio()[0] = 7;
    rho.logTargetMass()[0] = 7;
    assertArrayEquals(ratio, rho.logRatio(), 0);
    assertArrayEquals(new double[8], rho.logTargetMass(), 0);
    refuses("periodic", () -> new PlaneGrid(new Grid(0, 1, 2, true), new Grid(0, 1, 2, false)));
    refuses("periodic", () -> new PlaneGrid(new Grid(0, 1, 2, false), new Grid(0, 1, 2, true)));
  }

  @Test
  void blockAverages_ofManyRows() {
    PlaneGrid grid = new PlaneGrid(new Grid(0, 4, 4, false), new Grid(0, 4, 4, false));
    double[] masses = new double[16];
    java.util.Arrays.setAll(masses, c -> c);
    PlaneDensity rho = new PlaneDensity(grid, new double[16], logs(masses));
    // rows 0-1: 0 1 | 2 3 and 4 5 | 6 7; rows 2-3: 8 9 | 10 11 and 12 13 | 14 15
    assertArrayEquals(new double[] {2.5, 4.5, 10.5, 12.5}, rho.blockAverages(2), 64 * ROUNDING);
  }

  @Test
  void phaseDensity_hasVelocitiesRunningFastest() {
    PhaseGrid grid = new PhaseGrid(new Grid(0, 1, 2, false), new Grid(0, 1, 3, false));
    assertEquals(6, grid.cells());
    assertEquals(5, grid.index(1, 2));
    double[] mass = logs(0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
    double[] ratio = {HALF, 0, 0, 0, 0, -HALF};
    PhaseDensity rho = new PhaseDensity(grid, mass, ratio);
    assertArrayEquals(new double[] {0.25, 0.5, 0.5, 0.5, 0.5, 1}, rho.masses(), ROUNDING);
    mass[0] = 7;
    rho.logMass()[1] = 7;
    rho.logRatio()[1] = 7;
    assertEquals(HALF, rho.logMass()[0], 0);
    assertEquals(HALF, rho.logMass()[1], 0);
    assertEquals(0, rho.logRatio()[1], 0);
  }

  @Test
  void weightedSample_hasNormalisedWeightsAndMeanMass() {
    double[] l = {Math.log(3), 0, NONE, 0};
    double[][] x = {{1, 2, 3, 4}, {5, 6, 7, 8}};
    WeightedSample sample = new WeightedSample(x, l);
    assertEquals(4, sample.count());
    assertEquals(2, sample.dimension());
    assertArrayEquals(new double[] {0.6, 0.2, 0, 0.2}, sample.weights(), ROUNDING);
    assertEquals(1 / 0.44, sample.effectiveSampleSize(), 8 * ROUNDING);
    assertEquals(1.25, sample.mass(), ROUNDING);
    x[1][0] = 9;
    l[0] = 9;
    sample.coordinate(1)[1] = 9;
    sample.logWeights()[1] = 9;
    assertArrayEquals(new double[] {5, 6, 7, 8}, sample.coordinate(1), 0);
    assertArrayEquals(new double[] {Math.log(3), 0, NONE, 0}, sample.logWeights(), 0);
    refuses("at least one", () -> new WeightedSample(new double[0][], l));
    refuses("at least one", () -> new WeightedSample(new double[][] {{}}, new double[0]));
    refuses("coordinate 1", () -> new WeightedSample(new double[][] {{1}, {1, 2}}, new double[1]));
  }
}
