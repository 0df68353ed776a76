package wfr.operation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.measure.PhaseDensity;
import wfr.measure.PlaneDensity;
import wfr.measure.PlaneTarget;
import wfr.measure.WeightedSample;
import wfr.measure.Weights;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Potential;
import wfr.operation.GridOperations.Transported;

/**
 * Calls and answers as plain data, for programs in other languages. The components of a call's record are its keys:
 *   numbers, texts, vectors and matrices as they are, a matrix of one row as that row; weights by their logarithms; a choice by its key in scenario files;
 *   a Gaussian g as gMean and gCovariance; boxes, grids and discrete targets by their own components, among the others.
 * The first choice of a call belongs to its name, {@code transport:tr-bdf2}. An answer is the row of its numbers, in the order of components; what is no number in it is taken from
 * the reference's answer.
 */
public final class Wire {
  private Wire() {}

  /** Key of the call's first choice; empty where it has none. */
  public static String choice(Call<?> call) {
    for (RecordComponent c : call.getClass().getRecordComponents()) {
      if (c.getType().isEnum()) {
        return key(value(c, call));
      }
    }
    return "";
  }

  /** Names under which a program may declare an operation: itself, or one for each choice. */
  public static List<String> names(Operation<?, ?> operation) {
    for (RecordComponent c : operation.type().getRecordComponents()) {
      if (c.getType().isEnum()) {
        return Arrays.stream(c.getType().getEnumConstants())
            .map(k -> operation.name() + ":" + key(k))
            .toList();
      }
    }
    return List.of(operation.name());
  }

  /** Arguments of a call by key; arrays are copied. */
  public static Map<String, Object> input(Call<?> call) {
    Map<String, Object> input = new LinkedHashMap<>();
    boolean chosen = false;
    for (RecordComponent c : call.getClass().getRecordComponents()) {
      if (c.getType().isEnum() && !chosen) {
        chosen = true;
      } else {
        put(input, c.getName(), value(c, call));
      }
    }
    return input;
  }

  private static void put(Map<String, Object> to, String name, Object v) {
    if (v == null) {
      return;
    }
    if (v instanceof double[] a) {
      to.put(name, a.clone());
    } else if (v instanceof int[] a) {
      to.put(name, a.clone());
    } else if (v instanceof long[] a) {
      to.put(name, a.clone());
    } else if (v instanceof double[][] a) {
      to.put(name, a.length == 1 ? a[0].clone() : copy(a));
    } else if (v instanceof Weights w) {
      to.put(name, w.log());
    } else if (v instanceof Enum<?>) {
      to.put(name, key(v));
    } else if (v instanceof Number || v instanceof Boolean || v instanceof String) {
      to.put(name, v);
    } else if (v instanceof GaussianLaw g && !name.equals("potential")) {
      to.put(name + "Mean", g.mean());
      to.put(name + "Covariance", copy(g.covariance()));
    } else if (v instanceof GaussianLaw g && g.dimension() == 1) {
      to.put("targetMean", g.mean()[0]);
      to.put("targetVariance", g.covariance()[0][0]);
    } else if (v instanceof DiscreteTarget t) {
      to.put("logMass", t.logMass().clone());
      to.put("logConductance", t.logConductance().clone());
    } else if (v instanceof PlaneTarget t) {
      to.put("logMass", t.logMass().clone());
      to.put("logConductanceX", t.logConductanceX().clone());
      to.put("logConductanceY", t.logConductanceY().clone());
    } else if (v instanceof Domain box) {
      boolean line = box.dimension() == 1;
      to.put("lower", line ? (Object) box.left() : box.lower());
      to.put("upper", line ? (Object) box.right() : box.upper());
      to.put("boundary", key(box.boundary()));
    } else if (v instanceof Grid g) {
      to.put("lower", g.lower());
      to.put("upper", g.upper());
      to.put("cells", g.cells());
      to.put("periodic", g.periodic());
    } else if (!(v instanceof Potential)) {
      throw new IllegalArgumentException(
          "an argument of type " + v.getClass().getSimpleName() + " cannot be sent: " + name);
    }
  }

  /** The numbers of an answer. */
  public static double[] numbers(Object answer) {
    List<double[]> parts = new ArrayList<>();
    collect(answer, parts);
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
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
    } else if (v instanceof Transported t) {
      parts.add(t.logRatio());
    } else if (v instanceof GridDensity d) {
      parts.add(d.logRatio());
    } else if (v instanceof PlaneDensity d) {
      parts.add(d.logRatio());
    } else if (v instanceof PhaseDensity d) {
      parts.add(d.logRatio());
    } else if (v instanceof WeightedSample s) {
      for (int k = 0; k < s.dimension(); k++) {
        parts.add(s.coordinate(k));
      }
      parts.add(s.logWeights());
    } else if (v instanceof Record r) {
      for (RecordComponent c : r.getClass().getRecordComponents()) {
        collect(value(c, r), parts);
      }
    }
  }

  /** An answer of the same kind with other numbers. */
  @SuppressWarnings("unchecked") // every case makes what it was given
  public static <R> R refilled(R like, double[] numbers) {
    Source source = new Source(numbers);
    R answer = (R) refilled(like, source);
    if (source.next != numbers.length) {
      throw new IllegalArgumentException(
          "an answer of " + source.next + " numbers was expected, not of " + numbers.length);
    }
    return answer;
  }

  private static final class Source {
    private final double[] numbers;
    private int next;

    Source(double[] numbers) {
      this.numbers = numbers;
    }

    double[] take(int n) {
      next += n;
      return Arrays.copyOfRange(numbers, next - n, next);
    }
  }

  private static Object refilled(Object v, Source s) {
    if (v instanceof Double) {
      return s.take(1)[0];
    } else if (v instanceof Integer) {
      return integer(s.take(1)[0]);
    } else if (v instanceof Long) {
      return (long) integer(s.take(1)[0]);
    } else if (v instanceof double[] a) {
      return s.take(a.length);
    } else if (v instanceof int[] a) {
      return Arrays.stream(s.take(a.length)).mapToInt(Wire::integer).toArray();
    } else if (v instanceof Object[] rows) {
      Object[] out = rows.clone();
      Arrays.setAll(out, k -> refilled(rows[k], s));
      return out;
    } else if (v instanceof List<?> list) {
      return list.stream().map(e -> refilled(e, s)).toList();
    } else if (v instanceof Weights w) {
      return Weights.of(s.take(w.count()));
    } else if (v instanceof GaussianLaw g) {
      return new GaussianLaw(s.take(g.dimension()), (double[][]) refilled(g.covariance(), s));
    } else if (v instanceof Transported t) {
      return new Transported(s.take(t.logRatio().length));
    } else if (v instanceof GridDensity d) {
      return new GridDensity(d.grid(), d.logTargetMass(), s.take(d.grid().cells()));
    } else if (v instanceof PlaneDensity d) {
      return new PlaneDensity(d.grid(), d.logTargetMass(), s.take(d.grid().cells()));
    } else if (v instanceof PhaseDensity d) {
      return new PhaseDensity(d.grid(), d.logMass(), s.take(d.grid().cells()));
    } else if (v instanceof WeightedSample w) {
      double[][] x = new double[w.dimension()][];
      Arrays.setAll(x, k -> s.take(w.count()));
      return new WeightedSample(x, s.take(w.count()));
    } else if (v instanceof Record r) {
      return record(r, s);
    }
    return v;
  }

  private static Object record(Record r, Source s) {
    RecordComponent[] components = r.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    Arrays.setAll(values, k -> refilled(value(components[k], r), s));
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return r.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int integer(double v) {
    if (v != Math.rint(v) || !(Math.abs(v) <= Integer.MAX_VALUE)) {
      throw new IllegalArgumentException("an integer was expected: " + v);
    }
    return (int) v;
  }

  private static double[][] copy(double[][] a) {
    return Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
  }

  private static Object value(RecordComponent component, Object of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key in scenario files; the name in lower case with hyphens where an enum has no key of its own. */
  private static String key(Object constant) {
    try {
      return (String) constant.getClass().getMethod("key").invoke(constant);
    } catch (ReflectiveOperationException e) {
      return ((Enum<?>) constant).name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }
}
