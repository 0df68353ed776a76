package wfr.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wfr.math.Estimate;
import wfr.measure.Axis;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.measure.TransportPlan;
import wfr.measure.WeightedSample;
import wfr.measure.Weights;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.MixtureLaw;
import wfr.model.ReweightedDiffusion;
import wfr.operation.GridOperations.Transported;
import wfr.operation.ParticleOperations.Copy;
import wfr.operation.ParticleOperations.Jumped;

/** Answers as one row of numbers, and answers of the same kind made of other numbers, for every operation. */
class WireAnswersTest {
  private static final Domain BOX =
      new Domain(new double[] {-1, 0}, new double[] {1, 3}, Domain.Boundary.NO_FLUX);
  private static final Axis GRID = new Axis(-1, 2, 3, false);
  private static final Grid PLANE = Grid.of(GRID, new Axis(0, 1, 2, false));

  private double last;

  private static GaussianLaw law() {
    return new GaussianLaw(new double[] {1, -1}, new double[][] {{2, 0.5}, {0.5, 1}});
  }

  static List<Operation<?, ?>> operations() {
    return Operations.all();
  }

  private static Object made(Class<?> type, Object[] values) throws ReflectiveOperationException {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    return type.getDeclaredConstructor(types).newInstance(values);
  }

  private Object sample(Operation<?, ?> operation) throws ReflectiveOperationException {
    ParameterizedType call = (ParameterizedType) operation.type().getGenericInterfaces()[0];
    return sample(call.getActualTypeArguments()[0]);
  }

  private double next() {
    last += 0.25;
    return last;
  }

  private double[] next(int n) {
    double[] a = new double[n];
    Arrays.setAll(a, i -> next());
    return a;
  }

  /** An answer of a type, its numbers all different, and valid together. */
  private Object sample(Type type) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType list) {
      assertSame(List.class, list.getRawType());
      Type entry = list.getActualTypeArguments()[0];
      return List.of(sample(entry), sample(entry), sample(entry));
    }
    Class<?> c = (Class<?>) type;
    if (c == double.class || c == Double.class) {
      return next();
    } else if (c == int.class || c == Integer.class) {
      return (int) (4 * next());
    } else if (c == long.class || c == Long.class) {
      return (long) (4 * next());
    } else if (c == boolean.class) {
      return true;
    } else if (c == double[].class) {
      return next(3);
    } else if (c == int[].class) {
      return new int[] {(int) (4 * next()), (int) (4 * next())};
    } else if (c.isArray()) {
      Object rows = Array.newInstance(c.getComponentType(), 2);
      Array.set(rows, 0, sample(c.getComponentType()));
      Array.set(rows, 1, sample(c.getComponentType()));
      return rows;
    } else if (c == Weights.class) {
      return Weights.of(next(3));
    } else if (c == GaussianLaw.class) {
      double dominant = 1 << 10;
      return new GaussianLaw(
          next(2), new double[][] {{dominant + next(), 1}, {1, dominant + next()}});
    } else if (c == MixtureLaw.class) {
      return MixtureLaw.of(new double[] {0.25, 0.75}, next(2), next(2));
    } else if (c == Axis.class) {
      return GRID;
    } else if (c == Grid.class) {
      return PLANE;
    } else if (c == DiscreteTarget.class) {
      return new DiscreteTarget(PLANE, next(6), new double[][] {next(6), next(6)});
    } else if (c == GridDensity.class) {
      return new GridDensity(PLANE, next(6), next(6));
    } else if (c == WeightedSample.class) {
      return new WeightedSample(new double[][] {next(3), next(3)}, next(3));
    } else if (c == TransportPlan.class) {
      return new TransportPlan(
          next(), next(), next(2), next(3), new int[] {0, 0, 1}, new int[] {1, 2, 0}, next(3));
    } else if (c == ReweightedDiffusion.class) {
      return new ReweightedDiffusion(null, null, next(), law(), BOX);
    }
    assertTrue(c.isRecord(), "no sample of " + c);
    RecordComponent[] components = c.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = sample(components[k].getGenericType());
    }
    return made(c, values);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void answerRefilledWithItsNumbers_hasThem(Operation<?, ?> operation) throws Exception {
    Object answer = sample(operation);
    double[] numbers = Wire.numbers(answer);
    Object again = Wire.refilled(answer, numbers.clone());
    assertEquals(answer.getClass(), again.getClass());
    assertArrayEquals(numbers, Wire.numbers(again));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void wrongLength_isRefused(Operation<?, ?> operation) throws Exception {
    Object answer = sample(operation);
    double[] numbers = Wire.numbers(answer);
    for (int n = 0; n <= numbers.length + 2; n++) {
      double[] other = Arrays.copyOf(numbers, n);
      if (n != numbers.length) {
        assertThrows(
            IllegalArgumentException.class, () -> Wire.refilled(answer, other), "length " + n);
      }
    }
  }

  @Test
  void otherNumbers_areTakenInTheOrderOfComponents() {
    assertEquals(7.5, Wire.refilled(1.25, new double[] {7.5}));
    assertArrayEquals(new int[] {3, 1}, Wire.refilled(new int[] {0, 1}, new double[] {3, 1}));
    double[][] rows = Wire.refilled(new double[][] {{1}, {2, 3}}, new double[] {4, 5, 6});
    assertEquals("[[4.0], [5.0, 6.0]]", Arrays.deepToString(rows));
    assertEquals(new Copy(4, 2), Wire.refilled(new Copy(0, 1), new double[] {4, 2}));
    Transported step =
        Wire.refilled(new Transported(new double[] {1, 2}, true), new double[] {5, 6});
    assertArrayEquals(new double[] {5, 6}, step.logRatio());
    assertTrue(step.logarithmic());
    Jumped jumped = Wire.refilled(new Jumped(new int[] {0, 1}, 7), new double[] {1, 1, 3});
    assertArrayEquals(new int[] {1, 1}, jumped.ancestors());
    assertEquals(3, jumped.events());
    GaussianLaw g = Wire.refilled(law(), new double[] {5, 6, 3, 1, 1, 4});
    assertArrayEquals(new double[] {5, 6}, g.mean());
    assertEquals("[[3.0, 1.0], [1.0, 4.0]]", Arrays.deepToString(g.covariance()));
    WeightedSample s = new WeightedSample(new double[][] {{1, 2}, {3, 4}}, new double[] {5, 6});
    WeightedSample t = Wire.refilled(s, new double[] {6, 5, 4, 3, 2, 1});
    assertArrayEquals(new double[] {6, 5}, t.coordinate(0));
    assertArrayEquals(new double[] {4, 3}, t.coordinate(1));
    assertArrayEquals(new double[] {2, 1}, t.logWeights());
  }

  /** Which pairs a plan lists, and in which order, is not asked. */
  @Test
  void plan_isTheMatrixOfAllPairs() {
    double[] phi = {0.1, 0.2};
    double[] psi = {0.3, 0.4, 0.5};
    TransportPlan plan =
        new TransportPlan(
            7, 0.5, phi, psi, new int[] {1, 0}, new int[] {0, 2}, new double[] {0.6, 0.7});
    double[] numbers = {7, 0.5, 0.1, 0.2, 0.3, 0.4, 0.5, 0, 0, 0.7, 0.6, 0, 0};
    assertArrayEquals(numbers, Wire.numbers(plan));
    TransportPlan again = Wire.refilled(plan, numbers);
    assertArrayEquals(new int[] {0, 1}, again.rows());
    assertArrayEquals(new int[] {2, 0}, again.columns());
    assertArrayEquals(new double[] {0.7, 0.6}, again.plan());
  }

  @Test
  void mixture_isReadByWeightsAndComponents() {
    MixtureLaw two = MixtureLaw.of(new double[] {1, 1}, new double[] {0, 1}, new double[] {2, 3});
    MixtureLaw m = Wire.refilled(two, new double[] {0.25, 0.75, 4, 5, 6, 7});
    assertArrayEquals(new double[] {0.25, 0.75}, m.weights());
    assertEquals(4, m.components().get(0).mean()[0]);
    assertEquals(7, m.components().get(1).covariance()[0][0]);
  }

  /** What is read belongs to the reader: neither the numbers nor the answer that was the model. */
  @Test
  void refilledAnswer_sharesNoArray() {
    double[] model = {1, 2};
    double[] numbers = {3, 4};
    double[] made = Wire.refilled(model, numbers);
    numbers[0] = 9;
    model[1] = 9;
    assertArrayEquals(new double[] {3, 4}, made);
  }

  @Test
  void numberThatIsNoInteger_isRefusedWhereOneIsNeeded() {
    int[] ancestors = {0, 1};
    for (double bad : new double[] {0.5, Double.NaN, Double.POSITIVE_INFINITY, 1e10}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Wire.refilled(ancestors, new double[] {0, bad}),
          "int[]: " + bad);
      assertThrows(
          IllegalArgumentException.class,
          () -> Wire.refilled(1, new double[] {bad}),
          "Integer: " + bad);
      assertThrows(
          IllegalArgumentException.class,
          () -> Wire.refilled(new Copy(0, 1), new double[] {bad, 1}),
          "component: " + bad);
    }
    assertArrayEquals(new int[] {-1, 7}, Wire.refilled(ancestors, new double[] {-1, 7}));
  }

  /** Numbers that do not make a value of the kind: what the kind itself says. */
  @Test
  void numbersThatAreNoAnswer_areRefusedByTheAnswer() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Wire.refilled(law(), new double[] {0, 0, 1, 2, 2, 1}));
    Estimate estimate = new Estimate(1, 2);
    assertThrows(
        IllegalArgumentException.class, () -> Wire.refilled(estimate, new double[] {1, -2}));
  }
}
