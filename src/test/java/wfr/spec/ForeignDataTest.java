package wfr.spec;

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
import wfr.model.Integrator;
import wfr.model.ResamplingScheme;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.spec.ConformanceResult.Suspect;
import wfr.spec.Operations.Group;
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

  private static OperationCall call(String choice, Map<String, Object> input, int outputs) {
    return new OperationCall(
        "transport", choice, Group.TRANSPORT, input, outputs, ops -> new double[outputs]);
  }

  @Test
  void aCall_isNamedWithItsChoice() {
    assertEquals("transport", call("", Map.of(), 1).name());
    assertEquals("transport:backward-euler", call("backward-euler", Map.of(), 1).name());
  }

  /** A matrix is square. */
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
  }

  /** The one copies, so that what is sent stays what it was; its order is that of the file. */
  @Test
  void inputs_areACopyInOrder() {
    Map<String, Object> input = ordered(1);
    OperationCall call = call("", input, 1);
    input.clear();
    assertEquals(ORDER, List.copyOf(call.input().keySet()));
    assertThrows(UnsupportedOperationException.class, () -> call.input().put("x", 1));
  }

  private static Suspect suspect(double unexplained) {
    return new Suspect("reaction", 0.1, "reaction-euler", "a defect", unexplained, List.of("B1"));
  }

  @Test
  void aSuspect_isReproducedToAThousandth_andLikelyToSixTenths() {
    double reproduced = 1e-3;
    double likely = 0.6;
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
    Map<String, Group> expected = new LinkedHashMap<>();
    choices("transport", TransportScheme.values(), TransportScheme::key)
        .forEach(n -> expected.put(n, Group.TRANSPORT));
    expected.put("reaction", Group.REACTION);
    expected.put("kl", Group.FUNCTIONALS);
    choices("splittingStep", SplittingScheme.values(), SplittingScheme::key)
        .forEach(n -> expected.put(n, Group.SPLITTING));
    choices("sdeStep", Integrator.values(), Integrator::key)
        .forEach(n -> expected.put(n, Group.SDE));
    Stream.of("updateLogWeights", "meanLogRatio", "normalise", "effectiveSampleSize")
        .forEach(n -> expected.put(n, Group.WEIGHTS));
    choices("resample", ResamplingScheme.values(), ResamplingScheme::key)
        .filter(n -> !n.equals("resample:none"))
        .forEach(n -> expected.put(n, Group.RESAMPLING));
    expected.put("resetLogWeights", Group.RESAMPLING);
    expected.put("logDensity", Group.DENSITY);
    expected.put("gaussianFlow", Group.CLOSED_FORM);
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
    for (String unknown : List.of("", "trans", "transport:", "resample:none", "Reaction")) {
      assertEquals(List.of(), ForeignOperations.expand(unknown), unknown);
    }
  }
}
