package wfr.model;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import wfr.math.LogSumExp;

/**
 * Integrals of a density exp(l), and of its products, over panels: boxes between consecutive edges of every axis, the first axis' running fastest, by tensor Gauss-Legendre with 12 points of a line, 6 of
 * an axis in the plane, 4 in space. Blocks of panels side by side beyond the line; no result depends on it.
 * Source: proofs-notes, G5, G13.
 */
public final class PanelRule {
  private static final int[] POINTS = {12, 6, 4};

  /** Panels that one task takes. */
  private static final int BLOCK = 256;

  private final PointDensity logDensity;
  private final double[] nodes;
  private final double[] weights;

  /** Values of several functions at a point. */
  public interface Values {
    /** Values at x. */
    void at(double[] x, double[] values);

    /** Whether they need values of a potential that is dear ({@link Potential#isDear}). */
    default boolean isDear() {
      return false;
    }

    /** Which points will be asked next, if so. */
    default void expect(PointList points) {}
  }

  PanelRule(PointDensity logDensity, int dimension) {
    if (dimension > POINTS.length) {
      throw new IllegalArgumentException("a box has at most three axes: " + dimension);
    }
    this.logDensity = logDensity;
    int points = POINTS[dimension - 1];
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(points);
    nodes = new double[points];
    double[] along = new double[points];
    Arrays.setAll(nodes, rule::getPoint);
    Arrays.setAll(along, rule::getWeight);
    double[][] axes = new double[dimension][];
    Arrays.fill(axes, along);
    weights = LogSumExp.tensor(axes);
  }

  /** log int exp(l); NaN if l is. */
  double logIntegral(double[][] edges) {
    double[] logs = new double[panels(edges)];
    byBlocks(
        edges,
        logDensity.isDear(),
        (panel, from, to) -> {
          panel.announce(from, to);
          for (int p = from; p < to; p++) {
            panel.evaluate(p);
            logs[p] = LogSumExp.ofRule(panel.values, weights) + Math.log(panel.volume);
          }
        });
    return LogSumExp.of(logs);
  }

  /** int exp(l - shift) f_j, f asked where the exponential does not underflow. */
  double[] integrals(double[][] edges, double shift, int count, Values f) {
    double[][] sums = new double[blocks(edges)][count];
    byBlocks(
        edges,
        logDensity.isDear() || f.isDear(),
        (panel, from, to) -> {
          double[] values = new double[count];
          double[] sum = sums[from / BLOCK];
          panel.announce(from, to);
          panel.announce(from, to, shift, f);
          for (int p = from; p < to; p++) {
            panel.evaluate(p);
            for (int q = 0; q < weights.length; q++) {
              double density = Math.exp(panel.values[q] - shift);
              if (density != 0) {
                f.at(panel.point(q), values);
                double mass = density * weights[q] * panel.volume;
                for (int j = 0; j < count; j++) {
                  sum[j] += mass * values[j];
                }
              }
            }
          }
        });
    double[] total = new double[count];
    for (double[] sum : sums) {
      for (int j = 0; j < count; j++) {
        total[j] += sum[j];
      }
    }
    return total;
  }

  private static int panels(double[][] edges) {
    return Arrays.stream(edges).mapToInt(e -> e.length - 1).reduce(1, Math::multiplyExact);
  }

  private static int blocks(double[][] edges) {
    return (panels(edges) + BLOCK - 1) / BLOCK;
  }

  private interface Block {
    void run(Panel panel, int from, int to);
  }

  /** One after the other where values are dear: their source is one, and keeps the points of one block. */
  private void byBlocks(double[][] edges, boolean dear, Block work) {
    int panels = panels(edges);
    IntStream tasks = IntStream.range(0, blocks(edges));
    (edges.length == 1 || dear ? tasks : tasks.parallel())
        .forEach(b -> work.run(new Panel(edges), b * BLOCK, Math.min(panels, (b + 1) * BLOCK)));
  }

  /** The log-density at the points of one panel after the other. */
  private final class Panel {
    private final double[][] edges;
    private final double[] x;
    private final double[] middle;
    private final double[] half;
    private final double[] values;
    private double volume;

    Panel(double[][] edges) {
      this.edges = edges;
      x = new double[edges.length];
      middle = new double[x.length];
      half = new double[x.length];
      values = new double[weights.length];
    }

    /** Tells the points of panels. */
    void announce(int from, int to) {
      PointList points = new PointList(x.length);
      for (int p = from; p < to && logDensity.isDear(); p++) {
        place(p);
        for (int q = 0; q < values.length; q++) {
          points.add(point(q));
        }
      }
      logDensity.expect(points);
    }

    /** Tells a function the points where it will be asked. */
    void announce(int from, int to, double shift, Values f) {
      PointList points = new PointList(x.length);
      for (int p = from; p < to && f.isDear(); p++) {
        evaluate(p);
        for (int q = 0; q < values.length; q++) {
          if (Math.exp(values[q] - shift) != 0) {
            points.add(point(q));
          }
        }
      }
      f.expect(points);
    }

    void evaluate(int panel) {
      place(panel);
      for (int q = 0; q < values.length; q++) {
        values[q] = logDensity.applyAsDouble(point(q));
      }
    }

    private void place(int panel) {
      volume = 1;
      for (int j = 0, rest = panel; j < x.length; j++) {
        int i = rest % (edges[j].length - 1);
        rest /= edges[j].length - 1;
        half[j] = (edges[j][i + 1] - edges[j][i]) / 2;
        middle[j] = edges[j][i] + half[j];
        volume *= half[j];
      }
    }

    double[] point(int q) {
      for (int j = 0, rest = q; j < x.length; j++) {
        x[j] = middle[j] + half[j] * nodes[rest % nodes.length];
        rest /= nodes.length;
      }
      return x;
    }
  }
}
