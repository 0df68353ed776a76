package wfr.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Containers of measures: what they compute, by numbers that are exact in binary, and what they refuse. */
class MeasureTest {
  /** Roundings of exp and log of numbers below 1. */
  private static final double ROUNDING = 4 * Math.ulp(1.0);

  private static final Axis LINE = new Axis(-1, 3, 4, false);
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
    assertEquals(new Axis(-1, 3, 12, false), LINE.refined(3));
    // the last edge is the end itself, whatever lower + (upper - lower) rounds to
    double third = 1.0 / 3;
    assertEquals(third, new Axis(-1e17, third, 7, true).edge(7), 0);
  }

  @Test
  void grid_refusesEmptyInfiniteAndSingleCell() {
    refuses("lower < upper", () -> new Axis(1, 1, 4, false));
    refuses("lower < upper", () -> new Axis(Double.NaN, 1, 4, false));
    refuses("lower < upper", () -> new Axis(NONE, 1, 4, false));
    double huge = Double.MAX_VALUE;
    refuses("lower < upper", () -> new Axis(-huge, huge, 4, false));
    refuses("at least 2 cells", () -> new Axis(0, 1, 1, false));
    assertEquals(2, new Axis(0, 1, 2, false).cells());
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
    Atoms cells =
        Atoms.of(new GridDensity(Grid.of(LINE), logs(0.5, 0.25, 0.125, 0.125), new double[4]));
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
    GridDensity rho = new GridDensity(Grid.of(new Axis(0, 2, 4, false)), target, ratio);
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
    assertEquals(
        exact, new GridDensity(Grid.of(new Axis(0, 1, n, false)), target, ratio).mass(), ROUNDING);
    Axis side = new Axis(0, 1, 1 << 6, false);
    assertEquals(exact, new GridDensity(Grid.of(side, side), target, ratio).mass(), ROUNDING);
  }

  @Test
  void densities_refuseOtherLengthsAndNumbers() {
    double[] four = new double[4];
    double[] three = new double[3];
    double[] nan = {0, Double.NaN, 0, 0};
    double[] infinite = {0, Double.POSITIVE_INFINITY, 0, 0};
    refuses("4 cells", () -> new GridDensity(Grid.of(LINE), three, four));
    refuses("4 cells", () -> new GridDensity(Grid.of(LINE), four, three));
    refuses("below infinity", () -> new GridDensity(Grid.of(LINE), four, nan));
    refuses("below infinity", () -> new GridDensity(Grid.of(LINE), four, infinite));
    Axis two = new Axis(0, 1, 2, false);
    Grid plane = Grid.of(two, two);
    refuses("4 cells", () -> new GridDensity(plane, three, four));
    refuses("4 cells", () -> new GridDensity(plane, four, three));
    refuses("below infinity", () -> new GridDensity(plane, four, nan));
    refuses("below infinity", () -> new GridDensity(plane, four, infinite));
    refuses("3 masses", () -> new DiscreteTarget(Grid.of(LINE), three, new double[1][4]));
    refuses("[3] conductances", () -> new DiscreteTarget(Grid.of(LINE), four, new double[1][3]));
    refuses("one face more: 4", () -> DiscreteTarget.onLine(LINE, four, four));
    assertEquals(4, DiscreteTarget.onLine(LINE, four, new double[5]).logMass().length);
    refuses("2 axes", () -> new DiscreteTarget(plane, four, new double[1][4]));
    refuses("[4, 3]", () -> new DiscreteTarget(plane, four, new double[][] {four, three}));
    refuses("one axis only", () -> new DiscreteTarget(plane, four, new double[2][4]).faces());
    refuses("one to three axes", () -> Grid.of());
    refuses("one to three axes", () -> Grid.of(two, two, two, two));
    Axis huge = new Axis(0, 1, 1 << 16, false);
    refuses("2^31", () -> Grid.of(huge, huge));
  }

  /** A circle of three cells beside a walled axis of two, and a third: every neighbour by hand. */
  @Test
  void neighbours_goAroundOnACircleAndEndAtAWall() {
    Grid grid =
        Grid.of(new Axis(0, 3, 3, true), new Axis(0, 2, 2, false), new Axis(-1, 1, 2, false));
    assertEquals(12, grid.cells());
    assertEquals(1 + 3 * (1 + 2 * 1), grid.index(1, 1, 1));
    int c = grid.index(0, 1, 1);
    assertEquals(grid.index(2, 1, 1), grid.before(c, 0), "around the circle");
    assertEquals(grid.index(0, 0, 1), grid.before(c, 1));
    assertEquals(grid.index(0, 1, 0), grid.before(c, 2));
    assertEquals(-1, grid.before(grid.index(0, 0, 1), 1), "a wall");
    assertEquals(-1, grid.before(grid.index(2, 1, 0), 2), "a wall");
    assertEquals(1, grid.place(c, 1));
    assertEquals(1, grid.volume(), 0);
    double[] x = new double[3];
    grid.centre(c, x);
    assertArrayEquals(new double[] {0.5, 1.5, 0.5}, x, 0);
    assertEquals(c, grid.cellOf(x));
    assertEquals(grid.index(2, 0, 1), grid.cellOf(7, -7, 7), "beyond the ends the cell there");
    assertEquals(96, grid.refined(2).cells());
    double[] log = new double[12];
    Arrays.setAll(log, i -> i);
    DiscreteTarget t = new DiscreteTarget(grid, new double[12], new double[][] {log, log, log});
    assertEquals(grid.index(0, 1, 1), t.after(0, grid.index(2, 1, 1)), 0);
    assertEquals(grid.index(1, 1, 0), t.after(1, grid.index(1, 0, 0)), 0);
    assertEquals(grid.index(1, 0, 0), t.after(1, grid.index(1, 1, 0)), 0, "the face at the wall");
  }

  @Test
  void planeDensity_hasXRunningFastest() {
    Grid grid = Grid.of(new Axis(0, 2, 4, false), new Axis(0, 1, 2, false));
    assertEquals(8, grid.cells());
    assertEquals(6, grid.index(2, 1));
    assertEquals(0.25, grid.volume(), 0);
    double[] ratio = logs(1, 2, 3, 4, 5, 6, 7, 8);
    GridDensity rho = new GridDensity(grid, new double[8], ratio);
    assertArrayEquals(
        new double[] {4, 8, 12, 16, 20, 24, 28, 32}, averages(rho.coarsened(1)), 64 * ROUNDING);
    assertEquals(36, rho.mass(), 64 * ROUNDING);
    assertEquals(grid, rho.grid());
    assertEquals(2, rho.dimension());
    assertArrayEquals(new double[] {1, 1, 1, 1, 1, 1, 1, 1}, rho.targetMasses(), 0);
    rho.logRatio()[0] = 7;
    rho.logTargetMass()[0] = 7;
    assertArrayEquals(ratio, rho.logRatio(), 0);
    assertArrayEquals(new double[8], rho.logTargetMass(), 0);
    refuses("blocks of 3", () -> rho.coarsened(3));
  }

  @Test
  void blockAverages_ofManyRows() {
    Grid grid = Grid.of(new Axis(0, 4, 4, false), new Axis(0, 4, 4, false));
    double[] masses = new double[16];
    java.util.Arrays.setAll(masses, c -> c);
    GridDensity rho = new GridDensity(grid, new double[16], logs(masses));
    // rows 0-1: 0 1 | 2 3 and 4 5 | 6 7; rows 2-3: 8 9 | 10 11 and 12 13 | 14 15
    assertArrayEquals(
        new double[] {2.5, 4.5, 10.5, 12.5}, averages(rho.coarsened(2)), 64 * ROUNDING);
  }

  private static double[] averages(GridDensity rho) {
    double[] a = new double[rho.grid().cells()];
    Arrays.setAll(a, rho::cellAverage);
    return a;
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
