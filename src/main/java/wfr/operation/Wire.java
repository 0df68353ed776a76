package wfr.operation;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.InitialLaw;
import wfr.model.KineticDiffusion;
import wfr.model.LogDensityOracle;
import wfr.model.ParticleSettings;
import wfr.model.Potential;
import wfr.model.ScalarField;
import wfr.model.TargetPath;
import wfr.model.TimeField;
import wfr.operation.ClosedFormOperations.GaussianSplit;
import wfr.operation.ParticleOperations.LogDensity;

/**
 * Calls and answers as plain data, for programs in other languages. The components of a call's record are its keys, those that are null left out:
 *   numbers, texts, vectors and matrices as they are, weights by their logarithms, a choice by its key in scenario files;
 *   records, laws, densities and samples as objects of their own components, with a kind where several records stand for one thing;
 *   a potential, a law or another function as {"function": k}, with its closed form where that is known; a random stream as {"stream": k}: see {@link Handles}.
 * The arguments of transport, splittingStep, sdeStep, logDensity on the line and gaussianFlow are one flat object, and the coordinates of a step one vector, one after the other.
 * The scheme of a call belongs to its name, {@code transport:extrapolated}. An answer is the row of its numbers in the order of components, counts among them, a transport plan as the matrix of all
 * pairs; grids and flags are taken from the reference's answer.
 */
public final class Wire {
  private static final String IN_A_BOX = "boxLogDensity";

  /** A splitting that is left out. */
  private static final String EXACT = "exact";

  private Wire() {}

  /** Names under which a program may declare an operation: itself, or one for each choice. */
  public static List<String> names(Operation<?, ?> operation) {
    List<String> names = new ArrayList<>();
    choice(operation.type())
        .ifPresent(
            c -> {
              for (Object scheme : c.getType().getEnumConstants()) {
                names.add(operation.name() + ":" + key(scheme));
              }
            });
    if (names.isEmpty()) {
      names.add(operation.name());
    }
    if (operation.type() == GaussianSplit.class) {
      names.add(operation.name() + ":" + EXACT);
    } else if (operation.type() == LogDensity.class) {
      names.add(IN_A_BOX);
    }
    return List.copyOf(names);
  }

  /** The first scheme among the components: which loops run, or how a sum is evaluated, is none. */
  static Optional<RecordComponent> choice(Class<?> call) {
    return Arrays.stream(call.getRecordComponents())
        .filter(
            c ->
                c.getType().isEnum()
                    && c.getType() != ParticleSettings.Kernel.class
                    && c.getType() != DensityEstimate.Evaluation.class)
        .findFirst();
  }

  /** Whether nothing but the ends of the box matters. */
  static boolean onLine(LogDensity call) {
    return call.box().dimension() == 1 && call.box().boundary(0) != Domain.Boundary.PERIODIC;
  }

  /** The one of these names that a call has. */
  public static String name(Operation<?, ?> operation, Call<?> call) {
    if (call instanceof LogDensity d && !onLine(d)) {
      return IN_A_BOX;
    }
    return choice(call.getClass())
        .map(c -> Optional.ofNullable(Records.value(c, call)).map(Wire::key).orElse(EXACT))
        .map(scheme -> operation.name() + ":" + scheme)
        .orElse(operation.name());
  }

  /** A call as it is sent. Streams must be those of a {@link #copy}. */
  public static Sent sent(Operation<?, ?> operation, Call<?> call) {
    Encoder encoder = new Encoder();
    Map<String, Object> input = Collections.unmodifiableMap(encoder.arguments(call));
    return new Sent(name(operation, call), input, encoder.handles());
  }

  /** The call with arrays of its own, and streams that can be read again; functions are shared. */
  public static <C extends Call<?>> C copy(C call) {
    return copied(call, s -> s instanceof Draws d ? d.again() : Draws.of(s));
  }

  /** A copy that draws from no stream of the call: its answer has the right shape. */
  public static <C extends Call<?>> C shape(C call) {
    return copied(call, s -> Draws.closed());
  }

  static Object copied(Object v) {
    return copied(v, UnaryOperator.identity());
  }

  @SuppressWarnings("unchecked") // every case makes what it was given
  private static <V> V copied(V v, UnaryOperator<UniformRandomProvider> streams) {
    if (v instanceof UniformRandomProvider s) {
      return (V) streams.apply(s);
    } else if (v instanceof List<?> list) {
      return (V) list.stream().map(e -> copied(e, streams)).toList();
    } else if (v != null && v.getClass().isArray()) {
      Object out = Array.newInstance(v.getClass().getComponentType(), Array.getLength(v));
      if (v instanceof Object[] rows) {
        Arrays.setAll((Object[]) out, k -> copied(rows[k], streams));
      } else {
        System.arraycopy(v, 0, out, 0, Array.getLength(v));
      }
      return (V) out;
    } else if (v instanceof Record r && !isFunction(r)) {
      return (V) Records.with(r, c -> copied(Records.value(c, r), streams));
    }
    return v;
  }

  private static boolean isFunction(Object v) {
    return Stream.of(
            Potential.class,
            InitialLaw.class,
            ScalarField.class,
            TimeField.class,
            KineticDiffusion.Rate.class,
            LogDensityOracle.class,
            TargetPath.class,
            DoubleUnaryOperator.class)
        .anyMatch(type -> type.isInstance(v));
  }

  /** The numbers of an answer. */
  public static double[] numbers(Object answer) {
    return AnswerNumbers.of(answer);
  }

  /** An answer of the same kind with other numbers. */
  @SuppressWarnings("unchecked") // made of what it was given
  public static <R> R refilled(R like, double[] numbers) {
    return (R) AnswerNumbers.refilled(like, numbers);
  }

  /** The key in scenario files; the name in lower case with hyphens where an enum has no key of its own. */
  static String key(Object constant) {
    try {
      return (String) constant.getClass().getMethod("key").invoke(constant);
    } catch (ReflectiveOperationException e) {
      return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
