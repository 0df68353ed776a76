package wfr.model;

import java.util.function.ToDoubleFunction;
import wfr.measure.Grid;

/** log of a density, up to a constant, point by point; quadratures of a target whose calls are dear tell their points before they ask. */
public interface PointDensity extends ToDoubleFunction<double[]> {
  /** {@link Potential#isDear}. */
  default boolean isDear() {
    return false;
  }

  /** Which points will be asked next; the list is empty afterwards. */
  default void expect(PointList points) {}

  /** The same for centres of cells one after the other: to be called before each, it tells of many at a time. */
  default void expectCentres(Grid grid, int cell) {
    if (!isDear() || cell % PointList.MANY != 0) {
      return;
    }
    PointList points = new PointList(grid.dimension());
    double[] x = new double[grid.dimension()];
    for (int c = cell; c < Math.min(grid.cells(), cell + PointList.MANY); c++) {
      grid.centre(c, x);
      points.add(x);
    }
    expect(points);
  }

  /** -V. */
  static PointDensity ofTarget(Potential v) {
    ToDoubleFunction<double[]> l =
        v.dimension() == 1 ? x -> -v.value(x[0]) : x -> -v.value(x); // no array on the line
    return new PointDensity() {
      @Override
      public double applyAsDouble(double[] x) {
        return l.applyAsDouble(x);
      }

      @Override
      public boolean isDear() {
        return v.isDear();
      }

      @Override
      public void expect(PointList points) {
        points.tell(v);
      }
    };
  }

  /** log rho_0. */
  static PointDensity ofInitial(InitialLaw law) {
    return law.dimension() == 1 ? x -> law.logDensity(x[0]) : law::logDensity;
  }
}
