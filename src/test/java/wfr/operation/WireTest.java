package wfr.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wfr.measure.Axis;
import wfr.measure.DiscreteTarget;
import wfr.measure.Weights;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.MixtureLaw;
import wfr.model.PolynomialPotential;
import wfr.model.Potential;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.ClosedFormOperations.GaussianFlow;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.SplittingStep;
import wfr.operation.GridOperations.Transport;
import wfr.operation.ParticleOperations.LogDensity;
import wfr.operation.ParticleOperations.SdeStep;
import wfr.operation.WeightOperations.ResetLogWeights;
import wfr.operation.WeightOperations.UpdateLogWeights;

/** Calls as plain data, for every operation: under which name, and what is sent. */
class WireTest {
  private static final Domain BOX =
      new Domain(new double[] {-1, 0}, new double[] {1, 3}, Domain.Boundary.NO_FLUX);
  private static final Axis GRID = new Axis(-1, 2, 3, false);

  private static GaussianLaw law() {
    return new GaussianLaw(new double[] {1, -1}, new double[][] {{2, 0.5}, {0.5, 1}});
  }

  private static DiscreteTarget target() {
    return DiscreteTarget.onLine(GRID, new double[] {-1, -2, -3}, new double[] {-9, 1, 2, -9});
  }

  static List<Call<?>> calls() {
    return SampleCalls.all();
  }

  private static Sent sent(Call<?> call) {
    return Wire.sent(SampleCalls.operation(call), Wire.copy(call));
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
        List.of("transport:backward-euler", "transport:extrapolated"),
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

  /** Which loops run and how a sum is evaluated belongs to no name. */
  @Test
  void choices_areSchemesOnly() {
    assertEquals(List.of("kernelStep"), Wire.names(ParticleOperations.KERNEL_STEP));
    assertEquals(List.of("kernelLogDensity"), Wire.names(ParticleOperations.KERNEL_LOG_DENSITY));
    assertEquals(
        List.of("logDensity", "boxLogDensity"), Wire.names(ParticleOperations.LOG_DENSITY));
    assertEquals(
        List.of(
            "gaussianSplit:lie-wfr",
            "gaussianSplit:lie-frw",
            "gaussianSplit:strang",
            "gaussianSplit:strang-wfrw",
            "gaussianSplit:exact"),
        Wire.names(ClosedFormOperations.GAUSSIAN_SPLIT));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void name_isOneThatCanBeDeclared(Call<?> call) {
    Operation<?, ?> operation = SampleCalls.operation(call);
    assertTrue(Wire.names(operation).contains(Wire.name(operation, call)));
    assertEquals(Wire.name(operation, call), sent(call).name());
  }

  @Test
  void name_isAnOperationAndItsChoice() {
    Sent lie = new Sent("splittingStep:lie-wfr", Map.of(), Handles.NONE);
    assertEquals("splittingStep", lie.operation());
    assertEquals("lie-wfr", lie.choice());
    Sent mass = new Sent("mass", Map.of(), Handles.NONE);
    assertEquals("mass", mass.operation());
    assertEquals("", mass.choice());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void input_isPlainData(Call<?> call) {
    plain(sent(call).input());
  }

  private static void plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(WireTest::plain);
    } else if (value instanceof List<?> list) {
      list.forEach(WireTest::plain);
    } else {
      assertTrue(
          value instanceof double[]
              || value instanceof int[]
              || value instanceof long[]
              || value instanceof double[][]
              || value instanceof Number
              || value instanceof Boolean
              || value instanceof String,
          () -> String.valueOf(value.getClass()));
    }
  }

  /** Whoever is sent a call may write into the arrays. */
  @ParameterizedTest
  @MethodSource("calls")
  void input_isCopied(Call<?> call) {
    Call<?> kept = Wire.copy(call);
    Operation<?, ?> operation = SampleCalls.operation(call);
    String before = deep(Wire.sent(operation, kept).input());
    Wire.sent(operation, kept).input().values().forEach(WireTest::spoil);
    assertEquals(before, deep(Wire.sent(operation, kept).input()));
  }

  /** Whoever made a call may go on with its arrays. */
  @Test
  void copy_sharesNoArrayWithTheCall() {
    double[] h = {0.5, 0, -0.5};
    DiscreteTarget target = target();
    Transport call = new Transport(target, h, 0.25, TransportScheme.EXTRAPOLATED);
    Transport kept = Wire.copy(call);
    h[0] = 9;
    target.logMass()[0] = 9;
    assertEquals(0.5, kept.logRatio()[0]);
    assertEquals(-1, kept.target().logMass()[0]);
    double[][] plane = {{1, 2}, {3, 4}};
    SdeStep step = new SdeStep(Integrator.EULER_MARUYAMA, law(), 0.5, 0.25, plane, plane, plane);
    SdeStep keptStep = Wire.copy(step);
    plane[1][0] = 9;
    assertEquals(3, keptStep.x()[1][0]);
    assertSame(step.potential(), keptStep.potential());
  }

  private static String deep(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> e.getKey() + "=" + deep(e.getValue()))
          .toList()
          .toString();
    } else if (value instanceof List<?> list) {
      return list.stream().map(WireTest::deep).toList().toString();
    }
    return value.getClass().isArray()
        ? Arrays.deepToString(new Object[] {value})
        : String.valueOf(value);
  }

  private static void spoil(Object value) {
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(WireTest::spoil);
    } else if (value instanceof Iterable<?> list) {
      list.forEach(WireTest::spoil);
    } else if (value instanceof Object[] rows) {
      Arrays.stream(rows).forEach(WireTest::spoil);
    } else if (value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        Array.setByte(value, i, (byte) 77);
      }
    }
  }

  private static void assertInput(Map<String, Object> expected, Call<?> call) {
    assertEquals(deep(expected), deep(sent(call).input()));
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
    Transport call = new Transport(target(), h, 0.25, TransportScheme.EXTRAPOLATED);
    assertEquals("transport:extrapolated", sent(call).name());
    assertInput(
        input(
            "logMass",
            target().logMass(),
            "logConductance",
            target().faces(),
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
    assertEquals("splittingStep:lie-frw", sent(call).name());
    assertEquals("backward-euler", sent(call).input().get("transport"));
    assertFalse(sent(call).input().containsKey("splitting"));
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

  /** Of a potential only a Gaussian on the line is sent: the gradient at the positions says the rest. Coordinates follow one another. */
  @Test
  void step_isSentWithItsGradient_allCoordinatesInOneVector() {
    double[] x = {1, 5};
    double[] noise = {0.5, -0.5};
    double[] next = {1, -1};
    SdeStep exact =
        new SdeStep(Integrator.EXACT_OU, GaussianLaw.of(3, 4), 0.5, 0.25, x, noise, next);
    assertEquals("sdeStep:exact-ou", sent(exact).name());
    double[] gradient = {-0.5, 0.5};
    assertInput(
        input(
            "diffusivity",
            0.5,
            "dt",
            0.25,
            "x",
            x,
            "gradient",
            gradient,
            "noise",
            noise,
            "nextNoise",
            next,
            "targetMean",
            3.0,
            "targetVariance",
            4.0),
        exact);
    Potential square = new PolynomialPotential(0, 0, 1);
    SdeStep euler = new SdeStep(Integrator.EULER_MARUYAMA, square, 0.5, 0.25, x, noise, next);
    assertEquals(
        List.of("diffusivity", "dt", "x", "gradient", "noise", "nextNoise"),
        List.copyOf(sent(euler).input().keySet()));
    double[][] plane = {x, noise};
    SdeStep space = new SdeStep(Integrator.EULER_MARUYAMA, law(), 0.5, 0.25, plane, plane, plane);
    assertArrayEquals(new double[] {1, 5, 0.5, -0.5}, (double[]) sent(space).input().get("x"));
    assertFalse(sent(space).input().containsKey("targetMean"));
  }

  /** Where the box only cuts the line off, its ends are all that matters; elsewhere it is another operation. */
  @Test
  void density_isSentByTheEndsOfItsBox_orWithTheBox() {
    double[] x = {0.25, 0.5};
    LogDensity line = new LogDensity(-1, 2, 8, x, x);
    assertEquals("logDensity", sent(line).name());
    assertInput(input("lower", -1.0, "upper", 2.0, "cells", 8, "x", x, "weights", x), line);
    Domain walls = Domain.interval(-1, 2, Domain.Boundary.NO_FLUX);
    double[][] row = {x};
    assertEquals(deep(sent(line).input()), deep(sent(new LogDensity(walls, 8, row, x)).input()));
    double[][] rows = {x, x};
    LogDensity plane = new LogDensity(BOX, 8, rows, x);
    assertEquals("boxLogDensity", sent(plane).name());
    Map<String, Object> box =
        input("lower", BOX.lower(), "upper", BOX.upper(), "boundary", "no-flux");
    assertInput(input("box", box, "cells", 8, "x", rows, "weights", x), plane);
    Domain circle = Domain.interval(0, 1, Domain.Boundary.PERIODIC);
    assertEquals("boxLogDensity", sent(new LogDensity(circle, 8, row, x)).name());
  }

  /** Closed forms beside handles, numbered in the order of the arguments. */
  @Test
  void problem_isSentByItsComponents() {
    MixtureLaw start = MixtureLaw.of(new double[] {1, 1}, new double[] {0, 1}, new double[] {2, 3});
    WfrProblem problem =
        new WfrProblem(
            new PolynomialPotential(0, 0, 1),
            start,
            Domain.interval(-1, 1, Domain.Boundary.LINE),
            0.5,
            2);
    double[] lower = {-1};
    double[] upper = {1};
    double[] coefficients = {0, 0, 1};
    double[] half = {0.5, 0.5};
    Map<String, Object> laws =
        input(
            "problem",
            input(
                "potential",
                input("function", 0, "dimension", 1, "coefficients", coefficients),
                "initial",
                input(
                    "function",
                    1,
                    "dimension",
                    1,
                    "weights",
                    half,
                    "components",
                    List.of(gaussian(0, 2), gaussian(1, 3))),
                "domain",
                input("lower", lower, "upper", upper, "boundary", "line"),
                "reactionRate",
                0.5,
                "diffusivity",
                2.0),
            "cells",
            8,
            "edges",
            new double[0]);
    assertInput(laws, new Discretise(problem, 8));
  }

  private static Map<String, Object> gaussian(double mean, double variance) {
    return input("mean", new double[] {mean}, "covariance", new double[][] {{variance}});
  }

  /** Which of several records stands for one thing is said by a kind; what is null is left out. */
  @Test
  void settings_areSentByTheirComponents() {
    Map<String, Object> input = sentNamed("particleRun").input();
    assertEquals(
        "[count=40, timeStep=0.02, integrator=euler-maruyama, density=[kind=oracle],"
            + " reaction=weights, resampling=[scheme=systematic, essThreshold=0.5], seed=3,"
            + " kernel=readable]",
        deep(input.get("settings")));
    assertFalse(input.containsKey("oracle"));
    assertFalse(sentNamed("kineticWalk").input().containsKey("box"));
    assertEquals("[stream=0]", deep(sentNamed("jumpStep").input().get("stream")));
  }

  private static Sent sentNamed(String name) {
    return SampleCalls.all().stream()
        .map(WireTest::sent)
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
