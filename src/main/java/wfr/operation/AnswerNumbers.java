package wfr.operation;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wfr.measure.Axis;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.measure.TransportPlan;
import wfr.measure.WeightedSample;
import wfr.measure.Weights;
import wfr.model.GaussianLaw;
import wfr.model.MixtureLaw;
import wfr.operation.GridOperations.Transported;

/** An answer as one row of numbers, and an answer of the same kind with other numbers. The rules are those of {@link Wire}. */
final class AnswerNumbers {
  private final double[] numbers;
  private int next;

  private AnswerNumbers(double[] numbers) {
    this.numbers = numbers;
  }

  static double[] of(Object answer) {
    List<double[]> parts = new ArrayList<>();
    collect(answer, parts);
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  static Object refilled(Object like, double[] numbers) {
    int expected = of(like).length;
    if (numbers.length != expected) {
      throw new IllegalArgumentException(
          "an answer of " + expected + " numbers was expected, not of " + numbers.length);
    }
    return new AnswerNumbers(numbers).refilled(like);
  }

  private static void collect(Object v, List<double[]> parts) {
    if (v instanceof Number n) {
      parts.add(new double[] {n.doubleValue()});
    } else if (v instanceof double[] a) {
      parts.add(a);
    } else if (v instanceof int[] a) {
      parts.add(Arrays.stream(a).asDoubleStream().toArray());
    } else if (v instanceof Object[] rows) {
      for (Object row : rows) {
        collect(row, parts);
      }
    } else if (v instanceof List<?> list) {
      list.forEach(e -> collect(e, parts));
    } else if (v instanceof Weights w) {
      parts.add(w.log());
    } else if (v instanceof GaussianLaw g) {
      parts.add(g.mean());
      collect(g.covariance(), parts);
    } else if (v instanceof MixtureLaw m) {
      parts.add(m.weights());
      collect(m.components(), parts);
    } else if (v instanceof GridDensity d) {
      parts.add(d.logRatio());
    } else if (v instanceof WeightedSample s) {
      for (int k = 0; k < s.dimension(); k++) {
        parts.add(s.coordinate(k));
      }
      parts.add(s.logWeights());
    } else if (v instanceof TransportPlan p) {
      parts.add(new double[] {p.squared(), p.gap()});
      parts.add(p.phi());
      parts.add(p.psi());
      parts.add(matrix(p));
    } else if (v instanceof Transported t) {
      parts.add(t.logRatio());
    } else if (v instanceof Record r && !isGrid(r)) {
      for (RecordComponent c : r.getClass().getRecordComponents()) {
        collect(Records.value(c, r), parts);
      }
    }
  }

  private static boolean isGrid(Object v) {
    return v instanceof Axis || v instanceof Grid;
  }

  private double[] take(int n) {
    next += n;
    return Arrays.copyOfRange(numbers, next - n, next);
  }

  private Object refilled(Object v) {
    if (v instanceof Double) {
      return take(1)[0];
    } else if (v instanceof Integer) {
      return integer(take(1)[0]);
    } else if (v instanceof Long) {
      return (long) integer(take(1)[0]);
    } else if (v instanceof double[] a) {
      return take(a.length);
    } else if (v instanceof int[] a) {
      return Arrays.stream(take(a.length)).mapToInt(AnswerNumbers::integer).toArray();
    } else if (v instanceof Object[] rows) {
      Object[] out = rows.clone();
      Arrays.setAll(out, k -> refilled(rows[k]));
      return out;
    } else if (v instanceof List<?> list) {
      return list.stream().map(this::refilled).toList();
    } else if (v instanceof Weights w) {
      return Weights.of(take(w.count()));
    } else if (v instanceof GaussianLaw g) {
      return new GaussianLaw(take(g.dimension()), (double[][]) refilled(g.covariance()));
    } else if (v instanceof MixtureLaw m) {
      double[] weights = take(m.weights().length);
      return new MixtureLaw(
          weights, m.components().stream().map(g -> (GaussianLaw) refilled(g)).toList());
    } else if (v instanceof GridDensity d) {
      return new GridDensity(d.grid(), d.logTargetMass(), take(d.grid().cells()));
    } else if (v instanceof WeightedSample w) {
      double[][] x = new double[w.dimension()][];
      Arrays.setAll(x, k -> take(w.count()));
      return new WeightedSample(x, take(w.count()));
    } else if (v instanceof TransportPlan p) {
      return plan(p);
    } else if (v instanceof Transported t) {
      return t.map(h -> take(h.length));
    } else if (v instanceof Record r && !isGrid(r)) {
      return Records.with(r, c -> refilled(Records.value(c, r)));
    }
    return v;
  }

  /** g of every pair, row by row: which pairs a solver lists is its own affair. */
  private static double[] matrix(TransportPlan p) {
    double[] g = new double[p.phi().length * p.psi().length];
    for (int k = 0; k < p.plan().length; k++) {
      g[p.rows()[k] * p.psi().length + p.columns()[k]] += p.plan()[k];
    }
    return g;
  }

  private TransportPlan plan(TransportPlan like) {
    double[] value = take(2);
    double[] phi = take(like.phi().length);
    double[] psi = take(like.psi().length);
    double[] g = take(phi.length * psi.length);
    int[] pairs = java.util.stream.IntStream.range(0, g.length).filter(k -> !(g[k] == 0)).toArray();
    return new TransportPlan(
        value[0],
        value[1],
        phi,
        psi,
        Arrays.stream(pairs).map(k -> k / psi.length).toArray(),
        Arrays.stream(pairs).map(k -> k % psi.length).toArray(),
        Arrays.stream(pairs).mapToDouble(k -> g[k]).toArray());
  }

  private static int integer(double v) {
    if (v != Math.rint(v) || !(Math.abs(v) <= Integer.MAX_VALUE)) {
      throw new IllegalArgumentException("an integer was expected: " + v);
    }
    return (int) v;
  }
}
