package wfr.foreign;

import java.io.IOException;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.measure.Axis;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.measure.TransportPlan;
import wfr.measure.WeightedSample;
import wfr.measure.Weights;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.KineticDiffusion;
import wfr.model.LogDensityOracle;
import wfr.model.MixtureLaw;
import wfr.model.ParticleSettings;
import wfr.model.Potential;
import wfr.model.ReverseOu;
import wfr.model.ScalarField;
import wfr.model.TimeField;
import wfr.operation.GridOperations.Transported;
import wfr.operation.Operation;
import wfr.operation.Operations;
import wfr.operation.Wire;
import wfr.spec.ForeignOperations;

/** The tables of src/examples/README.md, from the records that calls are made of: operations with keys, answer and the first sentence of their comment, and the objects among the arguments. */
final class OperationTables {
  /** Described by hand, above these tables: as they were published. */
  static final List<String> PUBLISHED =
      List.of(
          "transport",
          "reaction",
          "kl",
          "splittingStep",
          "sdeStep",
          "updateLogWeights",
          "meanLogRatio",
          "normalise",
          "effectiveSampleSize",
          "resample",
          "resetLogWeights",
          "logDensity",
          "gaussianFlow");

  /** Objects whose keys are not those of a record. */
  private static final Map<Class<?>, String> OBJECTS = objects();

  private OperationTables() {}

  private static Map<Class<?>, String> objects() {
    Map<Class<?>, String> to = new LinkedHashMap<>();
    String closed =
        "; in closed form also `mean[]`, `covariance[][]` (Gaussian) or `weights[]`, `components:"
            + " list of GaussianLaw` (mixture)";
    to.put(
        Potential.class,
        "`function` of x with gradient, `dimension`"
            + closed
            + " or `coefficients[]` (polynomial, from the constant upwards)");
    to.put(
        InitialLaw.class, "`function` of x, a log-density up to a constant, `dimension`" + closed);
    to.put(ScalarField.class, "`function` of x");
    to.put(TimeField.class, "`function` of x, t");
    to.put(DoubleUnaryOperator.class, "`function` of x");
    to.put(KineticDiffusion.Rate.class, "`function` of x, v, t");
    to.put(
        LogDensityOracle.class,
        "`logDensity` (`function` of x, t), `meanLogRatio` (`function` of t)");
    to.put(UniformRandomProvider.class, "`stream`");
    to.put(GaussianLaw.class, "`mean[]`, `covariance[][]`");
    to.put(MixtureLaw.class, "`weights[]`, `components: list of GaussianLaw`");
    to.put(ReverseOu.class, "`data: MixtureLaw`, `horizon`, `noise`, `exactStart`");
    to.put(WeightedSample.class, "`x[][]` (by coordinate), `logWeights[]`");
    to.put(
        Domain.class,
        "`lower[]`, `upper[]`, `boundary` (line, no-flux or periodic; a list where axes differ)");
    to.put(GridDensity.class, "`grid: Grid`, `logMass[]` (of pi), `logRatio[]`");
    return to;
  }

  /** The whole file. */
  static String text() throws IOException {
    return """
    # Operations and objects

    What [README.md](README.md) does not list: names, keys and answers. `name` is a number, a text or true or false, `name[]` a vector, `name[][]` a matrix (a list of rows), `name: Object`
    an object of the second table. What is not there (no oracle, no masses, no box) is left out. Positions come by coordinate, `x[k][i]` being coordinate k of particle i. The answer
    is one array: the numbers of the third column, in that order, matrices row by row, lists entry by entry.

    %s
    ## Objects

    Handles are `"function": k` and `"stream": k`; a law or function with a closed form has its keys beside the handle.

    %s\
    """
        .formatted(operations(), objectRows());
  }

  /** Rows of every operation that is not among the published ones. */
  static String operations() throws IOException {
    StringBuilder rows =
        new StringBuilder("| operation, `:choice` | input | output | what |\n|---|---|---|---|\n");
    for (Operation<?, ?> o : Operations.all()) {
      List<String> names =
          Wire.names(o).stream().filter(ForeignOperations.all()::containsKey).toList();
      List<String> shown =
          names.stream().filter(n -> !PUBLISHED.contains(n.replaceFirst(":.*", ""))).toList();
      if (!shown.isEmpty()) {
        rows.append(
            "| %s | %s | %s | %s |%n"
                .formatted(titles(shown), keys(o), answer(o), sentence(o.type())));
      }
    }
    return rows.toString();
  }

  /** The first in full, of the others the choice. */
  private static String titles(List<String> names) {
    return names.stream()
        .map(n -> "`" + (n.equals(names.get(0)) ? n : n.replaceFirst(".*:", "")) + "`")
        .collect(Collectors.joining(", "));
  }

  private static String keys(Operation<?, ?> o) {
    boolean chosen = Wire.names(o).get(0).contains(":");
    Class<?> choice =
        Arrays.stream(o.type().getRecordComponents())
            .map(RecordComponent::getType)
            .filter(
                t ->
                    t.isEnum()
                        && t != ParticleSettings.Kernel.class
                        && t != DensityEstimate.Evaluation.class)
            .findFirst()
            .orElse(null);
    return Arrays.stream(o.type().getRecordComponents())
        .filter(c -> !chosen || c.getType() != choice)
        .map(c -> "`" + key(c.getName(), c.getGenericType()) + "`")
        .collect(Collectors.joining(", "));
  }

  private static String key(String name, Type type) {
    if (type instanceof ParameterizedType list) {
      return name + ": list of " + ((Class<?>) list.getActualTypeArguments()[0]).getSimpleName();
    }
    Class<?> c = (Class<?>) type;
    if (c == Weights.class) {
      return name + "[]";
    } else if (c.isArray()) {
      return name + (c.getComponentType().isArray() ? "[][]" : "[]");
    } else if (c.isPrimitive() || c == String.class) {
      return name;
    }
    return name + ": " + word(c);
  }

  private static String word(Class<?> c) {
    return c == UniformRandomProvider.class
        ? "Stream"
        : c == DoubleUnaryOperator.class ? "Function" : c.getSimpleName();
  }

  /** Rows of every object and of every choice within the arguments, by name. */
  static String objectRows() {
    Map<String, String> rows = new TreeMap<>();
    Deque<Type> open = new ArrayDeque<>();
    for (Operation<?, ?> o : Operations.all()) {
      if (ForeignOperations.all().containsKey(Wire.names(o).get(0))) {
        Arrays.stream(o.type().getRecordComponents())
            .map(RecordComponent::getGenericType)
            .forEach(open::add);
      }
    }
    while (!open.isEmpty()) {
      Type t = open.remove();
      Class<?> c =
          (Class<?>) (t instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : t);
      if (c.isPrimitive()
          || c.isArray()
          || c == String.class
          || c == Weights.class
          || rows.containsKey(word(c))) {
        continue;
      }
      if (OBJECTS.containsKey(c)) {
        rows.put(word(c), OBJECTS.get(c));
        mentioned(c).forEach(open::add);
      } else if (c.isEnum()) {
        rows.put(
            word(c),
            Arrays.stream(c.getEnumConstants())
                .map(k -> "`\"" + text(k) + "\"`")
                .collect(Collectors.joining(", ")));
      } else if (c.isInterface()) {
        rows.put(
            word(c),
            Arrays.stream(c.getPermittedSubclasses())
                .map(
                    r ->
                        ("`kind` `\""
                                + r.getSimpleName().toLowerCase(java.util.Locale.ROOT)
                                + "\"` "
                                + components(r))
                            .strip())
                .collect(Collectors.joining("; ")));
        Arrays.stream(c.getPermittedSubclasses())
            .flatMap(r -> Arrays.stream(r.getRecordComponents()))
            .map(RecordComponent::getGenericType)
            .forEach(open::add);
      } else {
        rows.put(word(c), components(c));
        Arrays.stream(c.getRecordComponents())
            .map(RecordComponent::getGenericType)
            .forEach(open::add);
      }
    }
    StringBuilder table = new StringBuilder("| object | keys |\n|---|---|\n");
    rows.forEach((name, keys) -> table.append("| %s | %s |%n".formatted(name, keys)));
    return table.toString();
  }

  private static List<Class<?>> mentioned(Class<?> c) {
    return c == ReverseOu.class
        ? List.of(MixtureLaw.class)
        : c == GridDensity.class ? List.of(Grid.class) : List.of(GaussianLaw.class);
  }

  private static String components(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .map(c -> "`" + key(c.getName(), c.getGenericType()) + "`")
        .collect(Collectors.joining(", "));
  }

  private static String text(Object constant) {
    try {
      return (String) constant.getClass().getMethod("key").invoke(constant);
    } catch (ReflectiveOperationException e) {
      return constant.toString().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  private static String answer(Operation<?, ?> o) {
    Type call = o.type().getGenericInterfaces()[0];
    return numbers("", ((ParameterizedType) call).getActualTypeArguments()[0]);
  }

  /** What the row of an answer's numbers is made of. */
  private static String numbers(String name, Type type) {
    if (type instanceof ParameterizedType list) {
      return "of each: " + numbers(name, list.getActualTypeArguments()[0]);
    } else if (type instanceof GenericArrayType) {
      throw new IllegalArgumentException(type.toString());
    }
    Class<?> c = (Class<?>) type;
    if (c == Double.class || c == Integer.class || c == Long.class || c.isPrimitive()) {
      return c == boolean.class ? "" : name.isEmpty() ? "number" : "`" + name + "`";
    } else if (c == double[].class || c == int[].class || c == Weights.class) {
      return "`" + name + "[]`";
    } else if (c == double[][].class) {
      return "`" + name + "[][]`";
    } else if (c.isArray()) {
      return "of each: " + numbers(name, c.getComponentType());
    } else if (c == GaussianLaw.class) {
      return "`mean[]`, `covariance[][]`";
    } else if (c == MixtureLaw.class) {
      return "`weights[]`, of each component: `mean[]`, `covariance[][]`";
    } else if (c == WeightedSample.class) {
      return "`x[][]`, `logWeights[]`";
    } else if (c == GridDensity.class || c == Transported.class) {
      return "`logRatio[]`";
    } else if (c == TransportPlan.class) {
      return "`squared`, `gap`, `phi[]`, `psi[]`, `plan[][]` of all pairs";
    } else if (c == Axis.class || c == Grid.class) {
      return "";
    }
    return Arrays.stream(c.getRecordComponents())
        .map(r -> numbers(r.getName(), r.getGenericType()))
        .filter(s -> !s.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** First sentence of a record's comment. */
  static String sentence(Class<?> call) throws IOException {
    Path source =
        Path.of("src/main/java", call.getEnclosingClass().getName().replace('.', '/') + ".java");
    Matcher comment =
        Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public record " + call.getSimpleName() + "\\(",
                Pattern.DOTALL)
            .matcher(Files.readString(source));
    if (!comment.find()) {
      throw new IllegalStateException("no comment: " + call);
    }
    return comment
        .group(1)
        .replaceAll("\\n\\s*\\*", " ")
        .replaceAll("\\s+", " ")
        .replaceAll("\\{@\\w+ #?([^}]*)}", "$1")
        .replaceAll(" @param .*", "")
        .replaceAll("\\. [A-Z].*", ".")
        .replace("|", "\\|")
        .strip()
        .replaceAll("\\.$", "");
  }
}
