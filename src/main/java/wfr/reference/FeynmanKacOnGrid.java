package wfr.reference;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import wfr.math.Estimate;
import wfr.model.Domain;
import wfr.model.FeynmanKacProblem;
import wfr.operation.FeynmanKacOperations.FeynmanKacGrid;
import wfr.operation.FeynmanKacOperations.FeynmanKacGridEigenvalue;
import wfr.operation.FigureOperations.Extrapolation;
import wfr.operation.Implementation;

/**
 * A figure of the Feynman-Kac semigroup with its error: Richardson extrapolation over grids of M 2^l cells, exact in time, plus
 *   rounding    4 T D/dx^2 ulp, the size of the generator,
 *   truncation  on the line, the change when the box is widened by a quarter at the same dx. The box is widened until that is negligible
 *               beside the accuracy; if it never is, the expectation is infinite or lives far outside, and the error is infinite.
 * Source: proofs-notes, D12.
 */
final class FeynmanKacOnGrid {
  private static final int FEWEST_CELLS = 64;
  private static final int MOST_CELLS = 1 << 15;
  private static final int MOST_LEVELS = 10;
  private static final int MOST_WIDENINGS = 16;
  private static final double WIDENING = 1.25;
  private static final double CONTOUR = 1e-13;

  /** Relative change under one widening that still counts as settled where no wider box can be had. */
  private static final double SETTLED = 0.1;

  private final FeynmanKacProblem given;
  private final double accuracy;
  private final Implementation ops;
  private int cells;
  private FeynmanKacProblem problem;
  private double truncation;
  private boolean settled;

  FeynmanKacOnGrid(FeynmanKacProblem given, double accuracy, Implementation ops) {
    this.given = given;
    this.accuracy = accuracy;
    this.ops = ops;
  }

  /** Cells of the finest grid of the last figure. */
  int cells() {
    return cells;
  }

  /** Box of the last figure. */
  Domain box() {
    return problem.domain();
  }

  /** Whether value() stopped changing while the box grew; otherwise it is infinite or lives far outside. */
  boolean settled() {
    return settled;
  }

  /** u(x, T). */
  Estimate value() {
    chooseBox();
    Estimate e = extrapolated(n -> backward(problem, n));
    return new Estimate(e.value(), e.error() + truncation);
  }

  /** Lowest eigenvalue of -A on the box of value(), with what a wider box changes. */
  Estimate principalEigenvalue() {
    Estimate e = extrapolated(n -> eigenvalue(problem, n));
    if (!problem.domain().truncates()) {
      return e;
    }
    int n = 4 * baseCells();
    FeynmanKacProblem wider =
        problem.on(wfr.pde.killed.FeynmanKacGrid.widened(problem.domain(), WIDENING));
    if (!isDefined(wider.domain())) {
      return new Estimate(e.value(), Double.POSITIVE_INFINITY);
    }
    double change = eigenvalue(wider, n + 2 * (n / 8)) - eigenvalue(problem, n);
    return new Estimate(e.value(), e.error() + Math.abs(change));
  }

  /** Forward minus backward equation on the finest grid of value(). */
  double adjointDifference() {
    int n = Math.min(cells, 1024);
    return ops.apply(new FeynmanKacGrid(problem, n, true)) - backward(problem, n);
  }

  private double backward(FeynmanKacProblem p, int n) {
    return ops.apply(new FeynmanKacGrid(p, n, false));
  }

  private double eigenvalue(FeynmanKacProblem p, int n) {
    return ops.apply(new FeynmanKacGridEigenvalue(p, n));
  }

  private Estimate extrapolated(IntToDoubleFunction figure) {
    double[] exponents = {2, 4, 6, 8};
    double[] values = {};
    Estimate best = new Estimate(0, Double.POSITIVE_INFINITY);
    int base = baseCells();
    for (int level = 0; level < MOST_LEVELS && base << level <= MOST_CELLS; level++) {
      int n = base << level;
      values = Arrays.copyOf(values, level + 1);
      values[level] = figure.applyAsDouble(n);
      double dx = (problem.domain().right() - problem.domain().left()) / n;
      double size = 4 * problem.diffusivity() / (dx * dx) * Math.max(1, problem.horizon());
      Estimate e = ops.apply(new Extrapolation(exponents, values));
      double rounding = (size * Math.ulp(1.0) + CONTOUR) * Math.max(1, Math.abs(e.value()));
      if (level >= 1 && e.error() + rounding < best.error()) {
        best = new Estimate(e.value(), e.error() + rounding);
        cells = n;
      }
      // level 3 at least: two coarse grids may agree on what they both miss
      if (level >= 3 && best.error() <= accuracy / 4) {
        break;
      }
    }
    return best;
  }

  /** Cells that resolve pi and a unit of the diffusion length. */
  private int baseCells() {
    double width = problem.domain().right() - problem.domain().left();
    double length = Math.sqrt(2 * problem.diffusivity() * Math.max(problem.horizon(), 1e-12));
    int n = FEWEST_CELLS;
    while (n < MOST_CELLS >> 5 && (width / n > 0.5 * length || steep(n))) {
      n *= 2;
    }
    return n;
  }

  /** Whether V changes by more than 4 or the exponent of the killing by more than 2 between centres near the start's half of the box. */
  private boolean steep(int n) {
    Domain box = given.domain();
    double dx = (problem.domain().right() - problem.domain().left()) / n;
    int inside = (int) Math.max(1, (box.right() - box.left()) / dx);
    for (int i = 0; i < inside; i++) {
      double x = box.left() + i * dx;
      double v = Math.abs(problem.potential().value(x + dx) - problem.potential().value(x));
      double k = Math.abs(problem.killing().value(x + dx) - problem.killing().value(x));
      if (v > 4 && problem.potential().value(x) < lowest() + 20 || k * problem.horizon() > 2) {
        return true;
      }
    }
    return false;
  }

  private double lowest() {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= 1000; i++) {
      Domain box = given.domain();
      least =
          Math.min(
              least, problem.potential().value(box.left() + (box.right() - box.left()) * i / 1000));
    }
    return least;
  }

  private void chooseBox() {
    problem = given;
    truncation = 0;
    settled = true;
    if (!given.domain().truncates() || given.horizon() == 0) {
      return;
    }
    // aligned grids: widening by 5/4 adds n/8 whole cells on either side
    int n = 4 * baseCells();
    double value = backward(given, n);
    truncation = Double.POSITIVE_INFINITY;
    settled = false;
    for (int k = 0; k < MOST_WIDENINGS; k++) {
      Domain wider = wfr.pde.killed.FeynmanKacGrid.widened(problem.domain(), WIDENING);
      int m = n + 2 * (n / 8);
      if (!isDefined(wider) || m > MOST_CELLS) {
        return;
      }
      double next;
      try {
        next = backward(problem.on(wider), m);
      } catch (ArithmeticException e) {
        return; // left the numbers: the truncation stays what it was
      }
      double scale = Math.max(1, Math.abs(next));
      truncation = Math.abs(next - value);
      settled = truncation <= Math.max(SETTLED * Math.abs(next), 1e-3 * accuracy * scale);
      problem = problem.on(wider);
      n = m - m % 8;
      value = m == n ? next : backward(problem, n);
      if (truncation <= 1e-3 * accuracy * scale) {
        return;
      }
    }
    truncation = Double.POSITIVE_INFINITY;
    settled = false;
  }

  /** Potential, killing and functional are numbers on the box. */
  private boolean isDefined(Domain box) {
    for (int i = 0; i <= 256; i++) {
      double x = box.left() + (box.right() - box.left()) * i / 256;
      double sum =
          problem.potential().value(x) + problem.killing().value(x) + problem.functional().value(x);
      if (!Double.isFinite(sum)) {
        return false;
      }
    }
    return true;
  }
}
