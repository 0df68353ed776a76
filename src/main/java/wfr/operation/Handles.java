package wfr.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import wfr.model.LogDensityOracle;
import wfr.model.Potential;

/**
 * What a program may ask about while it answers one call: functions by their values at points, streams by what is drawn from them. Handles are numbers from 0 on, in the order of the
 * arguments. A point has all arguments of the function, in order.
 */
public final class Handles {
  /** Nothing to ask about. */
  public static final Handles NONE = new Handles();

  private final List<Object> all = new ArrayList<>();

  Handles() {}

  /**
   * Values at points.
   *
   * @param values one per point
   * @param gradients of a potential, one row per point; null of other functions
   */
  public record Values(double[] values, double[][] gradients) {}

  /** arguments is 0 where any number of them fits. */
  private record Asked(int arguments, Block block) {}

  private interface Block {
    Values at(double[][] points);
  }

  int add(int arguments, ToDoubleFunction<double[]> function) {
    return add(
        new Asked(
            arguments, at -> new Values(Arrays.stream(at).mapToDouble(function).toArray(), null)));
  }

  int add(Potential potential) {
    return add(new Asked(potential.dimension(), at -> values(potential, at)));
  }

  /** log rho at x and t. */
  int add(LogDensityOracle oracle) {
    return add(
        0,
        point -> {
          int d = point.length - 1;
          double[][] x = new double[d][];
          Arrays.setAll(x, k -> new double[] {point[k]});
          double[] out = new double[1];
          oracle.logDensity(point[d], x, 0, 1, out);
          return out[0];
        });
  }

  int add(Draws stream) {
    return add((Object) stream);
  }

  private int add(Object handle) {
    all.add(handle);
    return all.size() - 1;
  }

  private static Values values(Potential potential, double[][] at) {
    double[][] x = transposed(at, potential.dimension());
    double[] values = new double[at.length];
    double[][] gradient = new double[x.length][at.length];
    potential.evaluate(x, at.length, values, gradient);
    return new Values(values, transposed(gradient, at.length));
  }

  private static double[][] transposed(double[][] rows, int columns) {
    double[][] out = new double[columns][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < columns; k++) {
        out[k][i] = rows[i][k];
      }
    }
    return out;
  }

  /** Whether there is nothing to ask about. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * A function's values.
   *
   * @throws IllegalArgumentException if there is no such function, or a point has another number of arguments
   */
  public Values evaluate(int k, double[][] at) {
    Asked f = handle(k, Asked.class, "function");
    for (double[] point : at) {
      if (point.length == 0 || (f.arguments() > 0 && point.length != f.arguments())) {
        throw new IllegalArgumentException(
            "function %d: a point has %d arguments, not %s"
                .formatted(k, point.length, f.arguments() == 0 ? "1 or more" : f.arguments()));
      }
    }
    return f.block().at(at);
  }

  /** Numbers in [0, 1). */
  public double[] doubles(int k, int count) {
    Draws stream = handle(k, Draws.class, "stream");
    double[] out = new double[count];
    Arrays.setAll(out, i -> stream.nextDouble());
    return out;
  }

  /** Integers from 0 to below - 1. */
  public int[] integers(int k, int below, int count) {
    Draws stream = handle(k, Draws.class, "stream");
    int[] out = new int[count];
    Arrays.setAll(out, i -> stream.nextInt(below));
    return out;
  }

  private <T> T handle(int k, Class<T> type, String what) {
    if (k < 0 || k >= all.size() || !type.isInstance(all.get(k))) {
      throw new IllegalArgumentException("this call has no " + what + " " + k);
    }
    return type.cast(all.get(k));
  }

  /** The call is answered: nothing more is drawn. */
  public void close() {
    all.stream().filter(h -> h instanceof Draws).forEach(h -> ((Draws) h).close());
  }
}
