package wfr.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wfr.math.Estimate;
import wfr.measure.DiscreteTarget;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.measure.PhaseDensity;
import wfr.measure.PhaseGrid;
import wfr.measure.PlaneDensity;
import wfr.measure.PlaneGrid;
import wfr.measure.PlaneTarget;
import wfr.measure.WeightedSample;
import wfr.measure.Weights;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.MixtureLaw;
import wfr.model.PolynomialPotential;
import wfr.model.Potential;
import wfr.model.ReweightedDiffusion;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.ClosedFormOperations.GaussianFlow;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.SplittingStep;
import wfr.operation.GridOperations.Transport;
import wfr.operation.GridOperations.Transported;
import wfr.operation.ParticleOperations.Copy;
import wfr.operation.ParticleOperations.LogDensity;
import wfr.operation.ParticleOperations.SdeStep;
import wfr.operation.WeightOperations.ResetLogWeights;
import wfr.operation.WeightOperations.UpdateLogWeights;

/** Calls and answers as plain data, for every operation: what is sent, what is read, what is refused. */
class WireTest {
  private static final Domain BOX =
      new Domain(new double[] {-1, 0}, new double[] {1, 3}, Domain.Boundary.NO_FLUX);
  private static final Grid GRID = new Grid(-1, 2, 3, false);
  private static final PlaneGrid PLANE = new PlaneGrid(GRID, new Grid(0, 1, 2, false));

  /** What a program can be sent; other arguments are left out here, and refused by name where they are there. */
  private static final Map<Class<?>, Object> ARGUMENTS = arguments();

  private double last;

  private static Map<Class<?>, Object> arguments() {
    Map<Class<?>, Object> a = new LinkedHashMap<>();
    a.put(double.class, 0.75);
    a.put(int.class, 3);
    a.put(long.class, 5L);
    a.put(boolean.class, true);
    a.put(double[].class, new double[] {0.25, 0.75});
    a.put(int[].class, new int[] {1, 0});
    a.put(long[].class, new long[] {1L << 40, 3});
    a.put(double[][].class, new double[][] {{0.25, 0.75}, {1.5, -1}});
    a.put(Weights.class, Weights.of(new double[] {0, -1}));
    a.put(Domain.class, BOX);
    a.put(GaussianLaw.class, law());
    a.put(Potential.class, GaussianLaw.of(0.5, 2));
    a.put(DiscreteTarget.class, target());
    a.put(PlaneTarget.class, planeTarget());
    return a;
  }

  private static GaussianLaw law() {
    return new GaussianLaw(new double[] {1, -1}, new double[][] {{2, 0.5}, {0.5, 1}});
  }

  private static DiscreteTarget target() {
    return new DiscreteTarget(GRID, new double[] {-1, -2, -3}, new double[] {-9, 1, 2, -9});
  }

  private static PlaneTarget planeTarget() {
    double[] mass = {-1, -2, -3, -4, -5, -6};
    return new PlaneTarget(PLANE, mass, new double[8], new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
  }

  static List<Operation<?, ?>> operations() {
    return Operations.all();
  }

  /** A call with sample arguments, the last constant of every choice. */
  private static Call<?> call(Operation<?, ?> operation) throws ReflectiveOperationException {
    RecordComponent[] components = operation.type().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int k = 0; k < values.length; k++) {
      Class<?> type = components[k].getType();
      Object[] constants = type.getEnumConstants();
      values[k] = constants == null ? ARGUMENTS.get(type) : constants[constants.length - 1];
    }
    return (Call<?>) made(operation.type(), values);
  }

  private static Object made(Class<?> type, Object[] values) throws ReflectiveOperationException {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    return type.getDeclaredConstructor(types).newInstance(values);
  }

  @Test
  void names_areDifferent_andSoAreTypes() {
    Set<String> names = new HashSet<>();
    Set<Class<?>> types = new HashSet<>();
    for (Operation<?, ?> operation : Operations.all()) {
      assertTrue(types.add(operation.type()), operation.name());
      for (String name : Wire.names(operation)) {
        assertTrue(names.add(name), name);
      }
    }
    assertEquals(
        List.of("transport:backward-euler", "transport:tr-bdf2"),
        Wire.names(GridOperations.TRANSPORT));
    assertEquals(
        List.of(
            "splittingStep:lie-wfr",
            "splittingStep:lie-frw",
            "splittingStep:strang",
            "splittingStep:strang-wfrw"),
        Wire.names(GridOperations.SPLITTING_STEP));
    assertEquals(List.of("reaction"), Wire.names(GridOperations.REACTION));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void nameWithTheChoice_isOneThatCanBeDeclared(Operation<?, ?> operation) throws Exception {
    String choice = Wire.choice(call(operation));
    String name = choice.isEmpty() ? operation.name() : operation.name() + ":" + choice;
    List<String> names = Wire.names(operation);
    assertEquals(names.get(names.size() - 1), name);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void input_isPlainData(Operation<?, ?> operation) throws Exception {
    Wire.input(call(operation))
        .forEach(
            (key, value) ->
                assertTrue(
                    value instanceof double[]
                        || value instanceof int[]
                        || value instanceof long[]
                        || value instanceof double[][]
                        || value instanceof Number
                        || value instanceof Boolean
                        || value instanceof String,
                    key + ": " + value.getClass()));
  }

  /** Whoever is sent a call may write into the arrays. */
  @ParameterizedTest
  @MethodSource("operations")
  void input_isCopied(Operation<?, ?> operation) throws Exception {
    Call<?> call = call(operation);
    String before = text(Wire.input(call));
    Wire.input(call).values().forEach(WireTest::spoil);
    assertEquals(before, text(Wire.input(call)));
  }

  private static String text(Map<String, Object> input) {
    StringBuilder text = new StringBuilder();
    input.forEach((key, value) -> text.append(key).append(deep(value)).append(' '));
    return text.toString();
  }

  private static String deep(Object value) {
    return Arrays.deepToString(new Object[] {value});
  }

  private static void spoil(Object value) {
    if (value instanceof Object[] rows) {
      Arrays.stream(rows).forEach(WireTest::spoil);
    } else if (value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        Array.setByte(value, i, (byte) 77);
      }
    }
  }

  private static void assertInput(Map<String, Object> expected, Call<?> call) {
    assertEquals(text(expected), text(Wire.input(call)));
  }

  private static Map<String, Object> input(Object... keysAndValues) {
    Map<String, Object> input = new LinkedHashMap<>();
    for (int k = 0; k < keysAndValues.length; k += 2) {
      input.put((String) keysAndValues[k], keysAndValues[k + 1]);
    }
    return input;
  }

  @Test
  void target_isSentByItsComponents_andItsChoiceByName() {
    double[] h = {0.5, 0, -0.5};
    Transport call = new Transport(target(), h, 0.25, TransportScheme.TR_BDF2);
    assertEquals("tr-bdf2", Wire.choice(call));
    assertInput(
        input(
            "logMass",
            target().logMass(),
            "logConductance",
            target().logConductance(),
            "logRatio",
            h,
            "dt",
            0.25),
        call);
  }

  /** The second choice is an argument like others. */
  @Test
  void secondChoice_isSentByItsKey() {
    double[] h = {0.5, 0, -0.5};
    SplittingStep call =
        new SplittingStep(
            target(), h, 2, 0.25, SplittingScheme.LIE_FRW, TransportScheme.BACKWARD_EULER);
    assertEquals("lie-frw", Wire.choice(call));
    assertEquals("backward-euler", Wire.input(call).get("transport"));
    assertFalse(Wire.input(call).containsKey("splitting"));
  }

  @Test
  void weights_areSentByTheirLogarithms() {
    double[] l = {0, -700, Double.NEGATIVE_INFINITY};
    double[] v = {1, 2, 3};
    assertInput(
        input("logWeights", l, "logRho", v, "potential", v, "mean", 2.0, "lambda", 3.0, "dt", 0.5),
        new UpdateLogWeights(Weights.of(l), v, v, 2, 3, 0.5));
    int[] ancestors = {0, 0, 1};
    assertInput(
        input("logWeights", l, "ancestors", ancestors),
        new ResetLogWeights(Weights.of(l), ancestors));
  }

  @Test
  void gaussian_isSentByMeanAndCovariance() {
    GaussianLaw one = GaussianLaw.of(3, 2);
    assertInput(
        input(
            "targetMean", law().mean(),
            "targetCovariance", law().covariance(),
            "initialMean", one.mean(),
            "initialCovariance", one.covariance(),
            "lambda", 1.0,
            "diffusivity", 2.0,
            "time", 0.5),
        new GaussianFlow(law(), one, 1, 2, 0.5));
  }

  /** Of a potential only a Gaussian on the line is sent: the gradient at the positions says the rest. */
  @Test
  void step_isSentWithItsGradient_oneRowAsThatRow() {
    double[] x = {1, 5};
    double[] noise = {0.5, -0.5};
    double[] next = {1, -1};
    SdeStep exact =
        new SdeStep(Integrator.EXACT_OU, GaussianLaw.of(3, 4), 0.5, 0.25, x, noise, next);
    assertEquals("exact-ou", Wire.choice(exact));
    assertInput(
        input(
            "targetMean",
            3.0,
            "targetVariance",
            4.0,
            "diffusivity",
            0.5,
            "dt",
            0.25,
            "x",
            x,
            "gradient",
            new double[] {-0.5, 0.5},
            "noise",
            noise,
            "nextNoise",
            next),
        exact);
    Potential square = new PolynomialPotential(0, 0, 1);
    SdeStep euler = new SdeStep(Integrator.EULER_MARUYAMA, square, 0.5, 0.25, x, noise, next);
    assertEquals("euler-maruyama", Wire.choice(euler));
    assertInput(
        input(
            "diffusivity",
            0.5,
            "dt",
            0.25,
            "x",
            x,
            "gradient",
            new double[] {2, 10},
            "noise",
            noise,
            "nextNoise",
            next),
        euler);
    double[][] plane = {x, noise};
    SdeStep space = new SdeStep(Integrator.EULER_MARUYAMA, law(), 0.5, 0.25, plane, plane, plane);
    assertEquals(deep(plane), deep(Wire.input(space).get("x")));
    assertFalse(Wire.input(space).containsKey("targetMean"));
  }

  /** On the line by two numbers, beyond it by two vectors. */
  @Test
  void box_isSentByItsEndsAndItsBoundary() {
    double[] x = {0.25, 0.5};
    assertInput(
        input("lower", -1.0, "upper", 2.0, "boundary", "line", "cells", 8, "x", x, "weights", x),
        new LogDensity(-1, 2, 8, x, x));
    Map<String, Object> plane = Wire.input(new LogDensity(BOX, 8, new double[][] {x, x}, x));
    assertArrayEquals(new double[] {-1, 0}, (double[]) plane.get("lower"));
    assertArrayEquals(new double[] {1, 3}, (double[]) plane.get("upper"));
    assertEquals("no-flux", plane.get("boundary"));
  }

  @Test
  void argumentThatNoProgramKnows_isRefusedByName() {
    WfrProblem problem =
        new WfrProblem(
            new PolynomialPotential(0, 0, 1),
            GaussianLaw.of(0, 1),
            Domain.interval(-1, 1, Domain.Boundary.LINE),
            1,
            1);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Wire.input(new Discretise(problem, 8)));
    assertTrue(
        e.getMessage().contains("WfrProblem") && e.getMessage().contains("problem"),
        e.getMessage());
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
    } else if (c == Grid.class) {
      return GRID;
    } else if (c == PlaneGrid.class) {
      return PLANE;
    } else if (c == PhaseGrid.class) {
      return new PhaseGrid(GRID, GRID);
    } else if (c == DiscreteTarget.class) {
      return new DiscreteTarget(GRID, next(3), next(4));
    } else if (c == PlaneTarget.class) {
      return new PlaneTarget(PLANE, next(6), next(8), next(9));
    } else if (c == GridDensity.class) {
      return new GridDensity(GRID, next(3), next(3));
    } else if (c == PlaneDensity.class) {
      return new PlaneDensity(PLANE, next(6), next(6));
    } else if (c == PhaseDensity.class) {
      return new PhaseDensity(new PhaseGrid(GRID, GRID), next(9), next(9));
    } else if (c == WeightedSample.class) {
      return new WeightedSample(new double[][] {next(3), next(3)}, next(3));
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
        Wire.refilled(new Transported(new double[] {1, 2}, 1, true), new double[] {5, 6});
    assertArrayEquals(new double[] {5, 6}, step.logRatio());
    GaussianLaw g = Wire.refilled(law(), new double[] {5, 6, 3, 1, 1, 4});
    assertArrayEquals(new double[] {5, 6}, g.mean());
    assertEquals("[[3.0, 1.0], [1.0, 4.0]]", Arrays.deepToString(g.covariance()));
    WeightedSample s = new WeightedSample(new double[][] {{1, 2}, {3, 4}}, new double[] {5, 6});
    WeightedSample t = Wire.refilled(s, new double[] {6, 5, 4, 3, 2, 1});
    assertArrayEquals(new double[] {6, 5}, t.coordinate(0));
    assertArrayEquals(new double[] {4, 3}, t.coordinate(1));
    assertArrayEquals(new double[] {2, 1}, t.logWeights());
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
