package wfr.operation;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.measure.WeightedSample;
import wfr.measure.Weights;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.KineticDiffusion;
import wfr.model.LogDensityOracle;
import wfr.model.MixtureLaw;
import wfr.model.PolynomialPotential;
import wfr.model.Potential;
import wfr.model.ReverseOu;
import wfr.model.ScalarField;
import wfr.model.TimeField;
import wfr.operation.ClosedFormOperations.GaussianFlow;
import wfr.operation.GridOperations.SplittingStep;
import wfr.operation.GridOperations.Transport;
import wfr.operation.ParticleOperations.LogDensity;
import wfr.operation.ParticleOperations.SdeStep;

/** The arguments of one call as plain data; functions and streams get their handles on the way. The rules are those of {@link Wire}. */
final class Encoder {
  private final Handles handles = new Handles();

  /** What may be asked about, complete once the arguments were encoded. */
  Handles handles() {
    return handles;
  }

  /** Arguments by key, without the choice. */
  Map<String, Object> arguments(Call<?> call) {
    Map<String, Object> to = new LinkedHashMap<>();
    String choice = Wire.choice(call.getClass()).map(RecordComponent::getName).orElse("");
    for (RecordComponent c : call.getClass().getRecordComponents()) {
      Object v = c.getName().equals(choice) ? null : Records.value(c, call);
      if (v != null && !amongTheOthers(call, c.getName(), v, to)) {
        to.put(c.getName(), value(c.getGenericType(), v));
      }
    }
    if (call instanceof SdeStep s && s.potential() instanceof GaussianLaw g && g.dimension() == 1) {
      to.put("targetMean", g.mean()[0]);
      to.put("targetVariance", g.covariance()[0][0]);
    }
    return to;
  }

  /** Arguments whose own components are keys of the call; false for any other. */
  private static boolean amongTheOthers(
      Call<?> call, String name, Object v, Map<String, Object> to) {
    boolean step = call instanceof SdeStep;
    boolean density = call instanceof LogDensity d && Wire.onLine(d);
    if ((step || density) && v instanceof double[][] rows) {
      to.put(name, Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
    } else if (density && v instanceof Domain box) {
      to.put("lower", box.left());
      to.put("upper", box.right());
    } else if ((call instanceof Transport || call instanceof SplittingStep)
        && v instanceof DiscreteTarget t) {
      to.put("logMass", t.logMass().clone());
      to.put(
          "logConductance",
          t.grid().dimension() == 1 ? t.faces() : Wire.copied(t.logConductance()));
    } else if (call instanceof GaussianFlow && v instanceof GaussianLaw g) {
      to.put(name + "Mean", g.mean());
      to.put(name + "Covariance", g.covariance());
    } else {
      return step && v instanceof Potential; // the gradient at x says what is needed of it
    }
    return true;
  }

  private Object value(Type declared, Object v) {
    if (v instanceof Number || v instanceof Boolean || v instanceof String) {
      return v;
    } else if (v instanceof Enum<?>) {
      return Wire.key(v);
    } else if (v.getClass().isArray()) {
      return Wire.copied(v);
    } else if (v instanceof List<?> list) {
      Type entry = ((ParameterizedType) declared).getActualTypeArguments()[0];
      return list.stream().map(e -> value(entry, e)).toList();
    } else if (v instanceof Weights w) {
      return w.log();
    } else if (v instanceof Draws stream) {
      return handle("stream", handles.add(stream.again()));
    } else if (declared == Potential.class) {
      Potential p = (Potential) v;
      return described(p.dimension(), handles.add(p), v);
    } else if (declared == InitialLaw.class) {
      InitialLaw law = (InitialLaw) v;
      int d = law.dimension();
      int k = handles.add(d, x -> d == 1 ? law.logDensity(x[0]) : law.logDensity(x));
      return described(d, k, v);
    }
    Map<String, Object> function = function(v);
    return function == null ? components(declared, v) : function;
  }

  private Map<String, Object> function(Object v) {
    if (v instanceof ScalarField f) {
      return function(0, x -> x.length == 1 ? f.value(x[0]) : f.value(x));
    } else if (v instanceof TimeField f) {
      return function(2, x -> f.at(x[0], x[1]));
    } else if (v instanceof KineticDiffusion.Rate f) {
      return function(3, x -> f.at(x[0], x[1], x[2]));
    } else if (v instanceof DoubleUnaryOperator f) {
      return function(1, x -> f.applyAsDouble(x[0]));
    } else if (v instanceof LogDensityOracle oracle) {
      Map<String, Object> both = new LinkedHashMap<>();
      both.put("logDensity", handle("function", handles.add(oracle)));
      both.put("meanLogRatio", function(1, t -> oracle.meanLogRatio(t[0])));
      return both;
    }
    return null;
  }

  private Map<String, Object> function(int arguments, ToDoubleFunction<double[]> f) {
    return handle("function", handles.add(arguments, f));
  }

  private static Map<String, Object> handle(String kind, int number) {
    Map<String, Object> to = new LinkedHashMap<>();
    to.put(kind, number);
    return to;
  }

  /** A function with its closed form, where that is known. */
  private Map<String, Object> described(int dimension, int number, Object v) {
    Map<String, Object> to = handle("function", number);
    to.put("dimension", dimension);
    if (v instanceof PolynomialPotential p) {
      to.put("coefficients", p.coefficients());
    } else if (v instanceof GaussianLaw || v instanceof MixtureLaw) {
      to.putAll(components(v.getClass(), v));
    }
    return to;
  }

  private Map<String, Object> components(Type declared, Object v) {
    Map<String, Object> to = new LinkedHashMap<>();
    if (v instanceof GaussianLaw g) {
      to.put("mean", g.mean());
      to.put("covariance", g.covariance());
    } else if (v instanceof MixtureLaw m) {
      to.put("weights", m.weights());
      to.put("components", m.components().stream().map(g -> components(g.getClass(), g)).toList());
    } else if (v instanceof ReverseOu path) {
      to.put("data", components(MixtureLaw.class, path.data()));
      to.put("horizon", path.horizon());
      to.put("noise", path.noise());
      to.put("exactStart", path.exactStart());
    } else if (v instanceof WeightedSample s) {
      double[][] x = new double[s.dimension()][];
      Arrays.setAll(x, s::coordinate);
      to.put("x", x);
      to.put("logWeights", s.logWeights());
    } else if (v instanceof GridDensity d) {
      to.put("grid", components(d.grid().getClass(), d.grid()));
      to.put("logMass", d.logTargetMass());
      to.put("logRatio", d.logRatio());
    } else if (v instanceof Domain box) {
      to.put("lower", box.lower());
      to.put("upper", box.upper());
      List<String> each = box.boundary().stream().map(Wire::key).toList();
      to.put("boundary", each.stream().distinct().count() == 1 ? each.get(0) : each);
    } else if (v instanceof Record r) {
      if (declared instanceof Class<?> c && c.isInterface()) {
        to.put("kind", r.getClass().getSimpleName().toLowerCase(Locale.ROOT));
      }
      for (RecordComponent c : r.getClass().getRecordComponents()) {
        Object of = Records.value(c, r);
        if (of != null) {
          to.put(c.getName(), value(c.getGenericType(), of));
        }
      }
    } else {
      throw new IllegalArgumentException(
          "an argument of type " + v.getClass().getSimpleName() + " cannot be sent");
    }
    return to;
  }
}
