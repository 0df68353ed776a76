package wfr.defects;

import wfr.operation.Call;
import wfr.operation.Implementation.Replacement;
import wfr.operation.OnGrid;

/** Defects that show on one axis, or on several, only. */
final class Axes {
  private Axes() {}

  /** Wrong on the line. */
  static <C extends Call<R> & OnGrid, R> Replacement<C, R> one(Replacement<C, R> wrong) {
    return (c, next) -> c.axes() == 1 ? wrong.answer(c, next) : next.apply(c);
  }

  /** Wrong beyond it. */
  static <C extends Call<R> & OnGrid, R> Replacement<C, R> several(Replacement<C, R> wrong) {
    return (c, next) -> c.axes() > 1 ? wrong.answer(c, next) : next.apply(c);
  }
}
