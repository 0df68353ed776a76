package wfr.pde;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wfr.math.BernoulliFunction;
import wfr.math.LogSumExp;
import wfr.math.Recent;
import wfr.measure.Axis;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.model.Domain;
import wfr.model.InitialLaw;
import wfr.model.PointDensity;
import wfr.model.PointList;
import wfr.model.Potential;
import wfr.model.WfrProblem;
import wfr.operation.GridOperations.Discretise;

/**
 * The finite-volume generator of transport on a tensor grid. With p_c = pi(cell c) (cell averages, not midpoints) and u = rho/pi per cell,
 *   p_c d_t u_c = sum over axes k of kappa_{c+e_k/2} (u_{c+e_k} - u_c) - kappa_{c-e_k/2} (u_c - u_{c-e_k}),
 *   kappa_{c+e_k/2} = D |face| [ Z int e^V P dx over c + Z int e^V (1 - P) dx over c + e_k ]^{-1},   P(x) the share of a cell's pi that lies before x,
 * both with V linear over the cell, as steep as between its centre and the face: dx e^{V_face} (1 - B(a))/a with a = 2 (V_face - V_centre). That is what a constant flux changes between averages of u over pi.
 * V has two values on the face where a circle closes, and on every face of cells that are not equal: there it may jump. Cells are equal, or those of {@link GradedMesh}.
 * Special cases: V constant gives the central second difference; V linear the rates D B(-+dV)/dx^2, however steep: mass is carried down at the speed D |V'|; u = 1 (rho = pi) is exactly stationary; kappa > 0
 * on every grid, however steep V; on a product target pi and kappa are products of the factors'.
 * Accuracy: order 2 in the cell widths for V in C^2 on equal and on smoothly graded cells. Source: Scharfetter and Gummel 1969; proofs-notes, G1, G1P, G3, G3P, G16, G17, B7P, B12.
 */
public final class ScharfetterGummelFlux {
  /** Edges compared number by number; none of equal cells. */
  private record Key(WfrProblem problem, int cells, DoubleBuffer edges) {}

  private record Start(WfrProblem problem, DiscreteTarget target) {}

  private static final Recent<Key, DiscreteTarget> TARGETS =
      new Recent<>(k -> target(k.problem, grid(k)));
  private static final Recent<Start, double[]> STARTS =
      new Recent<>(k -> start(k.problem, k.target));

  private ScharfetterGummelFlux() {}

  /** Cell masses of pi and conductances, with so many cells along every axis. */
  public static DiscreteTarget discretise(WfrProblem problem, int cellsPerAxis) {
    return discretise(new Discretise(problem, cellsPerAxis));
  }

  /** The same with the edges of a line's cells, if there are any. */
  public static DiscreteTarget discretise(Discretise call) {
    int d = call.problem().dimension();
    if (call.edges().length > 0 && d != 1) {
      throw new IllegalArgumentException("edges are for the line: " + d);
    }
    return TARGETS.of(
        new Key(call.problem(), call.cells(), DoubleBuffer.wrap(call.edges().clone())));
  }

  private static Grid grid(Key key) {
    Domain box = key.problem.domain();
    if (!key.edges.hasRemaining()) {
      return gridOf(box, key.cells);
    }
    boolean circle = box.boundary(0) == Domain.Boundary.PERIODIC;
    return Grid.of(new Axis(box.left(), box.right(), key.cells, circle, key.edges.array()));
  }

  private static DiscreteTarget target(WfrProblem problem, Grid grid) {
    Potential v = problem.potential();
    PointDensity target = PointDensity.ofTarget(v);
    double[] logIntegral = CellMasses.logIntegrals(grid, target);
    double logZ = LogSumExp.of(logIntegral);
    double[] value = new double[grid.cells()];
    double[] x = new double[grid.dimension()];
    for (int c = 0; c < value.length; c++) {
      target.expectCentres(grid, c);
      grid.centre(c, x);
      value[c] = x.length == 1 ? v.value(x[0]) : v.value(x);
    }
    double[][] logKappa = new double[grid.dimension()][value.length];
    for (int k = 0; k < logKappa.length; k++) {
      for (int c = 0; c < value.length; c++) {
        if (v.isDear() && c % PointList.MANY == 0) {
          expectFaces(v, grid, k, c);
        }
        int before = grid.before(c, k);
        logKappa[k][c] =
            before < 0
                ? Double.NEGATIVE_INFINITY
                : Math.log(problem.diffusivity() * grid.face(c, k))
                    - logZ
                    - logResistance(v, grid, k, c, value[before], value[c]);
      }
    }
    return new DiscreteTarget(grid, CellMasses.normalised(logIntegral), logKappa);
  }

  /** Tells V on the faces along axis k of the next cells, from either side where they are not equal. */
  private static void expectFaces(Potential v, Grid grid, int k, int first) {
    Axis axis = grid.axis(k);
    PointList points = new PointList(grid.dimension());
    double[] x = new double[grid.dimension()];
    for (int c = first; c < Math.min(grid.cells(), first + PointList.MANY); c++) {
      double edge = axis.edge(grid.place(c, k));
      grid.centre(c, x);
      for (double place :
          axis.isUniform()
              ? new double[] {edge}
              : new double[] {Math.nextDown(edge), Math.nextUp(edge)}) {
        x[k] = place;
        points.add(x);
      }
    }
    points.tell(v);
  }

  /** log of what stands in brackets but Z, for the cell before along axis k and a cell with V at their centres, from each side of the face its own value there. */
  private static double logResistance(
      Potential v, Grid grid, int k, int c, double before, double here) {
    Axis axis = grid.axis(k);
    int place = grid.place(c, k);
    double[] x = new double[grid.dimension()];
    grid.centre(c, x);
    x[k] = axis.isUniform() ? axis.edge(place) : Math.nextUp(axis.edge(place));
    double onFace = x.length == 1 ? v.value(x[0]) : v.value(x);
    double beyond = axis.isUniform() ? onFace : v.value(Math.nextDown(axis.edge(place)));
    double half = 0.5 * (axis.edge(place + 1) - axis.edge(place));
    double other = grid.distance(c, k) - half;
    if (place == 0) {
      x[k] = axis.isUniform() ? axis.upper() : Math.nextDown(axis.upper());
      beyond = x.length == 1 ? v.value(x[0]) : v.value(x);
    }
    return LogSumExp.of(
        Math.log(2 * other) + beyond + BernoulliFunction.logComplement(2 * (beyond - before)),
        Math.log(2 * half) + onFace + BernoulliFunction.logComplement(2 * (onFace - here)));
  }

  /** The initial law as log u_c = log(rho_0(cell c)/p_c), normalised over the box. */
  public static double[] initialLogRatio(WfrProblem problem, DiscreteTarget target) {
    return STARTS.of(new Start(problem, target)).clone();
  }

  private static double[] start(WfrProblem problem, DiscreteTarget target) {
    InitialLaw law = problem.initial();
    double[] h =
        CellMasses.normalised(CellMasses.logIntegrals(target.grid(), PointDensity.ofInitial(law)));
    Arrays.setAll(h, c -> h[c] - target.logMass()[c]);
    return h;
  }

  /** The grid on which a problem is discretised. */
  public static Grid gridOf(Domain domain, int cellsPerAxis) {
    List<Axis> axes = new ArrayList<>();
    for (int k = 0; k < domain.dimension(); k++) {
      axes.add(
          new Axis(
              domain.lower()[k],
              domain.upper()[k],
              cellsPerAxis,
              domain.boundary(k) == Domain.Boundary.PERIODIC));
    }
    return new Grid(axes);
  }
}
