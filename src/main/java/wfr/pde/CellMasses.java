package wfr.pde;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.math.LogSumExp;
import wfr.measure.Grid;
import wfr.model.PointDensity;
import wfr.model.PointList;

/**
 * log int_{cell c} e^{l(x)} dx for every cell: tensor Gauss-Legendre on pieces over which l varies by at most about 2 along an axis,
 * shifted by the maximum, so that neither a well nor a wall of depth 1e4 is lost.
 * Accuracy, for l smooth on the scale of a cell: about 1e-14 relative with the 8 points of one axis, 1e-10 with at most 6 of two, 1e-6 with at most 4 of three; fewer where l varies little. There pieces are few, because
 * they count by their third power: where l varies by v along a cell, a share of v^9 2e-15 of its mass is missed, 1e-4 for v = 16; cells more than e^60 below the largest are not cut.
 * Source: proofs-notes, G3, G1.
 */
public final class CellMasses {
  private static final double VARIATION_PER_PIECE = 2;

  /** By dimension: points along an axis that suffice for a variation over a piece, ascending, and most pieces. */
  private static final int[][] POINTS = {{8}, {3, 4, 5, 6}, {3, 4}};

  /** Of e^{-a t^2} over a piece n points miss 5e-4, 1.5e-5, 4e-7 times v^n for n = 3, 4, 5, v the variation: 1e-10 in the plane, 1e-6 in space. */
  private static final double[][] MOST_VARIATION = {{}, {0.005, 0.05, 0.2}, {0.12}};

  private static final int[] MOST_PIECES = {512, 64, 4};

  /** Cells so far below the largest are taken in one piece, by dimension. */
  private static final double[] LOG_NEGLIGIBLE = {
    Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 60
  };

  /** Cells that one task takes. */
  private static final int BLOCK = 1024;

  private final Grid grid;
  private final PointDensity l;
  private final int form;
  private final double least;
  private final int[] places;
  private final double[] x;

  /** Of the cell at hand along every axis: first edge, half a piece, number of pieces, rule. */
  private final double[] from;

  private final double[] half;
  private final int[] pieces;
  private final Rule[] rules;

  /** Coordinates of the points of a piece by axis. */
  private final double[][] at;

  /** Of the pieces of the cell at hand. */
  private double[] logs = {};

  private double[] values = {};
  private double[] weights = {};

  private record Rule(double[] node, double[] weight) {
    static Rule of(int points) {
      GaussIntegrator rule = new GaussIntegratorFactory().legendre(points);
      double[] node = new double[points];
      double[] weight = new double[points];
      Arrays.setAll(node, rule::getPoint);
      Arrays.setAll(weight, rule::getWeight);
      return new Rule(node, weight);
    }
  }

  private static final Rule[][] RULES =
      Arrays.stream(POINTS)
          .map(points -> Arrays.stream(points).mapToObj(Rule::of).toArray(Rule[]::new))
          .toArray(Rule[][]::new);

  /** By dimension, weights of the points of a cell for every choice of rules by axis, the first axis' running fastest. */
  private static final double[][][] WEIGHTS =
      IntStream.rangeClosed(1, RULES.length)
          .mapToObj(CellMasses::weights)
          .toArray(double[][][]::new);

  private static double[][] weights(int dimension) {
    Rule[] choices = RULES[dimension - 1];
    double[][] all = new double[(int) Math.round(Math.pow(choices.length, dimension))][];
    for (int c = 0; c < all.length; c++) {
      double[][] axes = new double[dimension][];
      for (int k = 0, rest = c; k < dimension; k++) {
        axes[k] = choices[rest % choices.length].weight;
        rest /= choices.length;
      }
      all[c] = LogSumExp.tensor(axes);
    }
    return all;
  }

  private CellMasses(Grid grid, PointDensity l, double least) {
    this.grid = grid;
    this.l = l;
    this.least = least;
    int d = grid.dimension();
    form = d - 1;
    places = new int[d];
    x = new double[d];
    from = new double[d];
    half = new double[d];
    pieces = new int[d];
    rules = new Rule[d];
    at = new double[d][POINTS[form][POINTS[form].length - 1]];
  }

  /** log int_cell e^l for every cell, blocks of cells side by side. */
  public static double[] logIntegrals(Grid grid, PointDensity l) {
    double least = least(grid, l);
    double[] logMass = new double[grid.cells()];
    int blocks = (logMass.length + BLOCK - 1) / BLOCK;
    IntStream tasks = IntStream.range(0, blocks);
    (grid.dimension() == 1 || l.isDear() ? tasks : tasks.parallel())
        .forEach(
            b -> {
              CellMasses cells = new CellMasses(grid, l, least);
              int last = Math.min(logMass.length, (b + 1) * BLOCK);
              cells.announceCuts(b * BLOCK, last);
              int announced = b * BLOCK;
              for (int c = b * BLOCK; c < last; c++) {
                announced = c < announced ? announced : cells.announce(c, last);
                logMass[c] = cells.logIntegral(c);
              }
            });
    return logMass;
  }

  /** Below it cells are taken in one piece. */
  private static double least(Grid grid, PointDensity l) {
    double[] x = new double[grid.dimension()];
    double top = Double.NEGATIVE_INFINITY;
    if (x.length < LOG_NEGLIGIBLE.length) {
      return top - LOG_NEGLIGIBLE[x.length - 1];
    }
    for (int c = 0; c < grid.cells(); c++) {
      l.expectCentres(grid, c);
      grid.centre(c, x);
      top = Math.max(top, l.applyAsDouble(x));
    }
    return top - LOG_NEGLIGIBLE[x.length - 1];
  }

  /** Subtracts log sum exp, so that the masses sum to one. */
  public static double[] normalised(double[] logMass) {
    double total = LogSumExp.of(logMass);
    if (!(Math.abs(total) < Double.POSITIVE_INFINITY)) {
      throw new ArithmeticException("the measure has no mass in the box: log mass " + total);
    }
    double[] out = logMass.clone();
    for (int c = 0; c < out.length; c++) {
      out[c] -= total;
    }
    return out;
  }

  /** Tells where cells will be looked at to be cut. */
  private void announceCuts(int first, int last) {
    PointList points = new PointList(x.length);
    for (int c = first; c < last && l.isDear(); c++) {
      middle(c);
      points.add(x);
      for (int k = 0; k < x.length; k++) {
        double centre = x[k];
        x[k] = from[k];
        points.add(x);
        x[k] = from[k] + 2 * half[k];
        points.add(x);
        x[k] = centre;
      }
    }
    l.expect(points);
  }

  /** Tells the points of the pieces of the next cells; returns the first cell of which none was told. */
  private int announce(int first, int last) {
    PointList points = new PointList(x.length);
    int c = first;
    for (; c < last && l.isDear() && points.size() < PointList.MANY; c++) {
      cut(c);
      for (int p = 0; p < logs.length; p++) {
        place(p);
        announce(x.length - 1, points);
      }
    }
    l.expect(points);
    return l.isDear() ? c : last;
  }

  private void announce(int k, PointList points) {
    for (int i = 0; i < rules[k].node.length; i++) {
      x[k] = at[k][i];
      if (k == 0) {
        points.add(x);
      } else {
        announce(k - 1, points);
      }
    }
  }

  /** x to the middle of a cell. */
  private void middle(int c) {
    for (int k = 0; k < x.length; k++) {
      places[k] = grid.place(c, k);
      from[k] = grid.axis(k).edge(places[k]);
      half[k] = 0.5 * (grid.axis(k).edge(places[k] + 1) - from[k]);
      x[k] = from[k] + half[k];
    }
  }

  /** Pieces and rules of a cell; returns the volume of a piece in units of that of [-1, 1]^d. */
  private double cut(int c) {
    int d = x.length;
    int all = 1;
    double volume = 1;
    middle(c);
    double middle = l.applyAsDouble(x);
    int choice = 0;
    for (int k = d - 1; k >= 0; k--) {
      choice = choice * RULES[form].length + cut(k, middle);
    }
    for (int k = 0; k < d; k++) {
      half[k] /= pieces[k];
      all *= pieces[k];
      volume *= half[k];
    }
    weights = WEIGHTS[form][choice];
    values = values.length == weights.length ? values : new double[weights.length];
    logs = new double[all];
    return volume;
  }

  private double logIntegral(int c) {
    double volume = cut(c);
    for (int p = 0; p < logs.length; p++) {
      logs[p] = piece(p) + Math.log(volume);
    }
    double total = logs.length == 1 ? logs[0] : LogSumExp.of(logs);
    if (Double.isNaN(total) || total == Double.POSITIVE_INFINITY) {
      throw new ArithmeticException(
          "log-density is not a number or infinite in the cell at "
              + Arrays.toString(from)
              + ": "
              + total);
    }
    return total;
  }

  private double piece(int piece) {
    place(piece);
    evaluate(x.length - 1, 0);
    return LogSumExp.ofRule(values, weights);
  }

  /** The coordinates of the points of a piece. */
  private void place(int piece) {
    for (int k = 0, rest = piece; k < x.length; k++) {
      double[] node = rules[k].node;
      for (int i = 0; i < node.length; i++) {
        at[k][i] = from[k] + half[k] * (2 * (rest % pieces[k]) + 1 + node[i]);
      }
      rest /= pieces[k];
    }
  }

  /** At the points over the axes up to k; returns how many values there are. */
  private int evaluate(int k, int before) {
    int next = before;
    for (int i = 0; i < rules[k].node.length; i++) {
      x[k] = at[k][i];
      if (k == 0) {
        values[next++] = l.applyAsDouble(x);
      } else {
        next = evaluate(k - 1, next);
      }
    }
    return next;
  }

  /** Pieces and rule along an axis, by the values at the two ends and the middle of the cell; x is left at the middle. Returns the rule's number. */
  private int cut(int k, double middle) {
    double centre = x[k];
    x[k] = from[k];
    double first = l.applyAsDouble(x);
    x[k] = from[k] + 2 * half[k];
    double last = l.applyAsDouble(x);
    x[k] = centre;
    double variation = Math.abs(middle - first) + Math.abs(last - middle);
    int most = MOST_PIECES[form];
    pieces[k] =
        Double.isFinite(variation)
            ? (int) Math.min(most, 1 + variation / VARIATION_PER_PIECE)
            : most;
    if (Math.max(middle, Math.max(first, last)) < least) {
      pieces[k] = 1;
    }
    int rule = 0;
    double[] bounds = MOST_VARIATION[form];
    while (rule < bounds.length && !(variation / pieces[k] <= bounds[rule])) {
      rule++;
    }
    rules[k] = RULES[form][rule];
    return rule;
  }
}
