package wfr.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import wfr.math.Estimate;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.TransportScheme;
import wfr.operation.GridOperations;
import wfr.operation.GridOperations.Reaction;
import wfr.operation.Group;
import wfr.operation.Handles;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations;
import wfr.operation.ParticleOperations.SdeStep;
import wfr.operation.Sent;
import wfr.spec.ConformanceResult.Suspect;
import wfr.spec.ReportedRun.Density;
import wfr.spec.ReportedRun.Errors;
import wfr.spec.ReportedRun.State;

/** What is passed between programs: names, sizes, order, and the lines between verdicts on a suspect. */
class ForeignDataTest {
  private static final List<String> ORDER = List.of("u", "a", "z", "m", "b", "k");

  private static <T> Map<String, T> ordered(T value) {
    Map<String, T> map = new LinkedHashMap<>();
    ORDER.forEach(name -> map.put(name, value));
    return map;
  }

  private static OperationCall call(String name, Map<String, Object> input, int outputs) {
    return new OperationCall(
        GridOperations.TRANSPORT, null, new Sent(name, input, Handles.NONE), outputs);
  }

  @Test
  void aCall_isNamedWithItsChoice() {
    OperationCall call = call("transport:backward-euler", Map.of(), 1);
    assertEquals("transport:backward-euler", call.name());
    assertEquals("transport", call.sent().operation());
    assertEquals("backward-euler", call.sent().choice());
    assertEquals("", call("transport", Map.of(), 1).sent().choice());
  }

  @Test
  void aCall_countsEveryNumberInAndOut() {
    Map<String, Object> input = new LinkedHashMap<>();
    assertEquals(7, call("", input, 7).numbers());
    input.put("values", new double[5]);
    assertEquals(7 + 5, call("", input, 7).numbers());
    input.put("indices", new int[11]);
    assertEquals(7 + 5 + 11, call("", input, 7).numbers());
    input.put("matrix", new double[4][4]);
    assertEquals(7 + 5 + 11 + 16, call("", input, 7).numbers());
    input.put("step", 0.5);
    input.put("scheme", "lie");
    assertEquals(7 + 5 + 11 + 16 + 2, call("", input, 7).numbers());
    input.put("bits", new long[3]);
    input.put("problem", Map.of("cells", 3, "laws", List.of(new double[2], new double[4])));
    assertEquals(7 + 5 + 11 + 16 + 2 + 3 + 1 + 6, call("", input, 7).numbers());
  }

  /** The one copies, so that what is sent stays what it was; its order is that of the arguments. */
  @Test
  void inputs_areACopyInOrder() {
    double[] x = {0.5, -1};
    double[] noise = {0.25, 2};
    SdeStep step =
        new SdeStep(Integrator.EXACT_OU, GaussianLaw.of(0.1, 0.8), 0.7, 0.01, x, noise, noise);
    OperationCall call =
        OperationCall.of(ParticleOperations.SDE_STEP, step, new double[][] {{1, 2}});
    x[0] = 3;
    assertEquals("sdeStep:exact-ou", call.name());
    assertEquals(Group.SDE, call.group());
    assertEquals(2, call.outputs());
    assertEquals(
        List.of(
            "diffusivity",
            "dt",
            "x",
            "gradient",
            "noise",
            "nextNoise",
            "targetMean",
            "targetVariance"),
        List.copyOf(call.input().keySet()));
    assertArrayEquals(new double[] {0.5, -1}, (double[]) call.input().get("x"));
    assertThrows(UnsupportedOperationException.class, () -> call.input().put("x", 1));
  }

  /** A claim that goes on with its arrays does not change what is replayed. */
  @Test
  void replays_areOfTheCallAsItWasMade() {
    double[] logMass = {Math.log(0.5), Math.log(0.5)};
    double[] h = {0.5, -1};
    Implementation sum =
        Implementation.EMPTY.define(
            GridOperations.REACTION, (c, self) -> new double[] {c.logRatio()[0] + c.rate(), 0});
    OperationCall call =
        OperationCall.of(GridOperations.REACTION, new Reaction(logMass, h, 2), new double[2]);
    h[0] = 9;
    assertArrayEquals(new double[] {2.5, 0}, call.replay(sum));
    Implementation careless =
        sum.with(
            GridOperations.REACTION,
            (c, next) -> {
              double[] out = next.apply(c);
              c.logRatio()[0] = 7;
              return out;
            });
    assertArrayEquals(new double[] {2.5, 0}, call.replay(careless));
    assertArrayEquals(new double[] {2.5, 0}, call.replay(sum));
  }

  private static Suspect suspect(double unexplained) {
    return new Suspect("reaction", 0.1, "reaction-euler", "a defect", unexplained, List.of("B1"));
  }

  @Test
  void aSuspect_isReproducedToAThousandth_andLikelyToATenth() {
    double reproduced = 1e-3;
    double likely = 0.1;
    for (double u : new double[] {0, reproduced}) {
      assertTrue(suspect(u).reproduced());
      assertTrue(suspect(u).likely());
    }
    for (double u : new double[] {Math.nextUp(reproduced), likely}) {
      assertFalse(suspect(u).reproduced());
      assertTrue(suspect(u).likely());
    }
    for (double u : new double[] {Math.nextUp(likely), 1, Double.NaN}) {
      assertFalse(suspect(u).reproduced());
      assertFalse(suspect(u).likely());
    }
  }

  @Test
  void aResult_isACopyInOrder() {
    List<String> operations = new ArrayList<>(List.of("reaction"));
    List<Suspect> defects = new ArrayList<>(List.of(suspect(1)));
    Map<String, String> reasons = ordered("not declared");
    ConformanceResult result = new ConformanceResult("mine", operations, null, reasons, defects);
    operations.clear();
    defects.clear();
    reasons.clear();
    assertEquals(List.of("reaction"), result.operations());
    assertEquals(List.of(suspect(1)), result.defects());
    assertEquals(ORDER, List.copyOf(result.notExercised().keySet()));
    assertThrows(UnsupportedOperationException.class, () -> result.notExercised().clear());
  }

  private static State state(int functionals, boolean density) {
    Map<String, Estimate> f = new LinkedHashMap<>();
    ORDER.subList(0, functionals).forEach(name -> f.put(name, new Estimate(1, 0.1)));
    double[] three = new double[3];
    State state =
        new State(
            0.5, f, density ? Optional.of(new Density(three, three, three)) : Optional.empty());
    f.clear();
    return state;
  }

  @Test
  void aRun_hasANumberPerFunctional_andOnePerDensity() {
    List<State> states = new ArrayList<>();
    ReportedRun empty = new ReportedRun("tilted-well", Errors.BOUND, states);
    states.addAll(List.of(state(2, true), state(0, true), state(5, false)));
    assertEquals(0, empty.size());
    assertEquals(3 + 1 + 5, new ReportedRun("tilted-well", Errors.BOUND, states).size());
  }

  @Test
  void functionals_areACopyInOrder() {
    State state = state(ORDER.size(), false);
    assertEquals(ORDER, List.copyOf(state.functionals().keySet()));
    assertThrows(UnsupportedOperationException.class, () -> state.functionals().clear());
  }

  @Test
  void errors_areSpeltAsInFiles() {
    assertEquals("bound", Errors.BOUND.key());
    assertEquals("standard error", Errors.STANDARD_ERROR.key());
    assertEquals(1, Errors.BOUND.factor());
    assertEquals(6, Errors.STANDARD_ERROR.factor());
  }

  /** Each length wrong by itself, and the fewest. */
  @Test
  void aDensity_hasThreeNumbersAPlace_andTwoPlaces() {
    new Density(new double[2], new double[2], new double[2]);
    for (int[] n : new int[][] {{3, 4, 3}, {3, 3, 4}, {4, 3, 3}, {1, 1, 1}, {0, 0, 0}}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new Density(new double[n[0]], new double[n[1]], new double[n[2]]))
              .getMessage();
      assertTrue(message.endsWith(": " + n[0] + ", " + n[1] + ", " + n[2]), message);
    }
  }

  private static <E> Stream<String> choices(
      String operation, E[] values, java.util.function.Function<E, String> key) {
    return Stream.of(values).map(v -> operation + ":" + key.apply(v));
  }

  /** The operations that interface files name, each choice once, with their groups. */
  @Test
  void operations_areEveryChoiceInLedgerOrder() {
    String all =
        """
        DISCRETISATION discretise gradedEdges massOutside initialLogRatio
        TRANSPORT transport:backward-euler transport:extrapolated
        REACTION reaction
        FUNCTIONALS mass
        SPLITTING splittingStep:lie-wfr splittingStep:lie-frw splittingStep:strang
        SPLITTING splittingStep:strang-wfrw lieSteps
        ADAPTIVE extrapolateRows extrapolatedStep temperedNorm stepControl
        GRID_RUN adaptiveRun
        FUNCTIONALS kl
        GRID_RUN gridRun
        KERNELISED kernelisedRun
        WEIGHTS updateLogWeights meanLogRatio normalise effectiveSampleSize
        RESAMPLING resample:multinomial resample:stratified resample:systematic
        RESAMPLING resample:residual resetLogWeights
        FEYNMAN_KAC_PARTICLES killLogWeights:left killLogWeights:right killLogWeights:trapezoid
        SDE sdeStep:euler-maruyama sdeStep:leimkuhler-matthews sdeStep:exact-ou confine
        DENSITY logDensity boxLogDensity
        KERNEL_DENSITY kernelLogDensity bandwidthRule
        DENSITY gaussianClosure
        SPACE_PARTICLES spaceDraw
        JUMPS jumpRates jumpPartner jumpEvent jumpStep
        PARTICLE_RUN particleRun
        KERNEL kernelNormals kernelStep kernelRun
        CLOSED_FORM gaussianFlow
        SPLIT_MAP gaussianSplit:lie-wfr gaussianSplit:lie-frw gaussianSplit:strang
        SPLIT_MAP gaussianSplit:strang-wfrw gaussianSplit:exact
        KINETIC_CLOSED linearDriftFlow
        FEYNMAN_KAC_CLOSED logCameronMartin logQuadraticKilling logMatrixKilling
        FEYNMAN_KAC_CLOSED weightedGaussian principalEigenvalue
        FEYNMAN_KAC_GRID feynmanKacGrid feynmanKacGridEigenvalue
        FEYNMAN_KAC_PARTICLES feynmanKacRun:left feynmanKacRun:right feynmanKacRun:trapezoid
        CORRECTION correctionRate productRate wrongScoreRate reweightedGrid
        CORRECTION_PARTICLES reweightedRun
        REVERSE_TIME noised reverseDrift startLogWeight startMoment reverseTilt
        REVERSE_TIME_PARTICLES reverseRun
        KINETIC_GRID kineticHamilton kineticFriction kineticRun
        KINETIC_PARTICLES kineticStep kineticWalk
        GEOMETRY wfrDistance wasserstein hellingerSquared spherical minimisingMovements
        GEOMETRY diracGeodesic
        SPECTRUM gridSpectrum spectrum
        LINEARISATION linearisedSpectrum
        KINETIC_SPECTRUM kineticSpectrum
        SPECTRUM curvature
        CERTIFICATE schemeStates transportResidual reactionResidual contractedBound schemeBounds
        CERTIFICATE slabBound enclose enclosedFigures trialValues
        FUNCTIONALS gridFigures sampleFigures replicateFigures histogram
        STATED_ERRORS histogramErrors boxErrors gridLimits gridEstimates
        STATED_ERRORS extrapolation standardError stepError populationEstimate
        FUNCTIONALS pool
        """;
    Map<String, Group> expected = new LinkedHashMap<>();
    for (String line : all.split("\n")) {
      String[] words = line.split(" ");
      Group group = Group.valueOf(words[0]);
      Stream.of(words).skip(1).forEach(n -> expected.put(n, group));
    }
    assertEquals(List.copyOf(expected.entrySet()), List.copyOf(ForeignOperations.all().entrySet()));
    assertThrows(UnsupportedOperationException.class, () -> ForeignOperations.all().clear());
  }

  @Test
  void aDeclaration_standsForItself_orForEveryChoice() {
    assertEquals(List.of("reaction"), ForeignOperations.expand("reaction"));
    String one = "transport:" + TransportScheme.BACKWARD_EULER.key();
    assertEquals(List.of(one), ForeignOperations.expand(one));
    assertEquals(
        choices("transport", TransportScheme.values(), TransportScheme::key).toList(),
        ForeignOperations.expand("transport"));
    for (String unknown :
        List.of("", "trans", "transport:", "resample:none", "pathDiffusion", "Reaction")) {
      assertEquals(List.of(), ForeignOperations.expand(unknown), unknown);
    }
  }
}
