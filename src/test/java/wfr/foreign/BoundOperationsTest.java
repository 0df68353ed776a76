package wfr.foreign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.GridSettings;
import wfr.model.MixtureLaw;
import wfr.model.ReverseOu;
import wfr.model.ReweightedDiffusion;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.operation.CorrectionOperations.PathDiffusion;
import wfr.operation.CorrectionOperations.ReverseDrift;
import wfr.operation.CorrectionOperations.ReweightedGrid;
import wfr.operation.GridOperations;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.GridOperations.GridRun;
import wfr.operation.GridOperations.Mass;
import wfr.operation.GridOperations.Reaction;
import wfr.operation.GridOperations.SplittingStep;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.JumpEvent;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.operation.SampleCalls;
import wfr.operation.WeightOperations.Resample;
import wfr.reference.BoundOperations;
import wfr.reference.Reference;
import wfr.spec.Answers;
import wfr.spec.OperationCall;

/** When somebody is asked in the place of the reference, and what becomes of the answer. */
class BoundOperationsTest {
  private static final Domain LINE = Domain.interval(-4, 4, Domain.Boundary.LINE);
  private static final WfrProblem PROBLEM =
      new WfrProblem(GaussianLaw.of(0.4, 0.5), GaussianLaw.of(-0.6, 0.8), LINE, 0.8, 1);

  /** Implements some operations by a function of the reference's numbers, and remembers what it was asked. */
  private static final class Program implements Answers {
    private final Set<String> names;
    private final Function<double[], double[]> change;
    private final List<OperationCall> asked = new ArrayList<>();
    private Runnable before = () -> {};

    Program(Function<double[], double[]> change, String... names) {
      this.change = change;
      this.names = Set.of(names);
    }

    @Override
    public boolean declares(String operation, String choice) {
      return names.contains(choice.isEmpty() ? operation : operation + ":" + choice);
    }

    @Override
    public double[] answer(OperationCall call) {
      asked.add(call);
      before.run();
      return change.apply(call.replay(Reference.IMPLEMENTATION));
    }

    List<String> askedNames() {
      return asked.stream().map(OperationCall::name).toList();
    }
  }

  private static Program mirror(String... names) {
    return new Program(r -> r, names);
  }

  private static double[] twice(double[] r) {
    return Arrays.stream(r).map(v -> 2 * v).toArray();
  }

  @Test
  void declaredOperation_isAskedWhereverItIsUsed() {
    Program program = new Program(BoundOperationsTest::twice, "reaction");
    Implementation bound = BoundOperations.of(program);
    double[] logMass = {Math.log(0.5), Math.log(0.5)};
    double[] h = {0.1, -0.1};
    Reaction call = new Reaction(logMass, h, 0.4);
    assertArrayEquals(twice(Reference.IMPLEMENTATION.apply(call)), bound.apply(call));
    var target = bound.apply(new Discretise(PROBLEM, 16));
    double[] start = new double[16];
    bound.apply(
        new SplittingStep(
            target, start, 0.8, 0.1, SplittingScheme.STRANG, TransportScheme.BACKWARD_EULER));
    assertEquals(List.of("reaction", "reaction", "reaction"), program.askedNames());
  }

  @Test
  void choiceThatIsNotDeclared_isTheReferences() {
    Program program = mirror("transport:extrapolated");
    Implementation bound = BoundOperations.of(program);
    GridSettings settings =
        new GridSettings(16, 0.1, SplittingScheme.LIE_WFR, TransportScheme.BACKWARD_EULER);
    bound.apply(new GridRun(PROBLEM, settings, new double[] {0.1}));
    assertEquals(List.of(), program.askedNames());
  }

  /** A fault that a claim plants shows in runs, whoever answers these. */
  @Test
  void alteredImplementation_isComposedOfTheReferencesParts() {
    Program program = mirror("gridRun", "transport:backward-euler");
    Implementation bound = BoundOperations.of(program);
    GridSettings settings =
        new GridSettings(16, 0.1, SplittingScheme.LIE_WFR, TransportScheme.BACKWARD_EULER);
    GridRun run = new GridRun(PROBLEM, settings, new double[] {0.1});
    double clean = bound.apply(run).massError();
    assertEquals(List.of("gridRun"), program.askedNames());
    double leak = 1e-3;
    Implementation leaky =
        bound.with(
            GridOperations.TRANSPORT,
            (c, next) ->
                next.apply(c).map(h -> Arrays.stream(h).map(v -> v + Math.log1p(-leak)).toArray()));
    assertEquals(leak, leaky.apply(run).massError(), clean + Math.ulp(8.0));
    assertEquals(List.of("gridRun"), program.askedNames());
  }

  /** An observer changes nothing. */
  @Test
  void observedImplementation_asksAsBefore() {
    Program program = new Program(BoundOperationsTest::twice, "mass");
    Mass call = new Mass(new double[] {0}, new double[] {0});
    List<Class<?>> seen = new ArrayList<>();
    assertEquals(
        2.0, BoundOperations.of(program).observed((type, within) -> seen.add(type)).apply(call));
    assertEquals(List.of("mass"), program.askedNames());
    assertEquals(List.of(Mass.class), seen);
  }

  /** A function made of a program's operation is not asked of it while it answers another. */
  @Test
  void whileAProgramAnswers_itsOtherOperationsAreTheReferences() {
    Program program = mirror("reverseDrift", "reweightedGrid");
    Implementation bound = BoundOperations.of(program);
    ReverseOu path =
        new ReverseOu(
            MixtureLaw.of(new double[] {1, 3}, new double[] {-1, 0.5}, new double[] {0.2, 0.3}),
            1.5,
            1,
            false);
    ReweightedDiffusion diffusion =
        bound.apply(new PathDiffusion(path, 0.5, GaussianLaw.of(0, 1), LINE));
    assertEquals(List.of(), program.askedNames());
    bound.apply(new ReweightedGrid(diffusion, 0.1, 16, 2));
    assertEquals(List.of("reweightedGrid"), program.askedNames());
    OperationCall grid = program.asked.get(0);
    double drift = Reference.IMPLEMENTATION.apply(new ReverseDrift(path, 0.3, 0.2));
    program.before =
        () ->
            assertEquals(
                drift,
                program
                    .asked
                    .get(1)
                    .sent()
                    .handles()
                    .evaluate(0, new double[][] {{0.3, 0.2}})
                    .values()[0]);
    bound.apply(new ReweightedGrid(diffusion, 0.1, 16, 2));
    assertEquals(List.of("reweightedGrid", "reweightedGrid"), program.askedNames());
    assertEquals(16, grid.outputs());
    program.before = () -> {};
    assertEquals(drift, diffusion.drift().at(0.3, 0.2));
    assertEquals("reverseDrift", program.askedNames().get(2), "outside it is asked");
  }

  @Test
  void whatAnswersFunctions_isNeverAsked() {
    Program program = mirror("pathDiffusion", "resample:none");
    assertTrue(
        BoundOperations.of(program)
            .keeps(wfr.operation.Operations.all().toArray(wfr.operation.Operation<?, ?>[]::new)));
  }

  /** A run with the weights of the known solution is sent that solution. */
  @Test
  void oracle_isSent() {
    ParticleRun run =
        SampleCalls.all().stream()
            .filter(c -> c instanceof ParticleRun)
            .map(c -> (ParticleRun) c)
            .findFirst()
            .orElseThrow();
    assertNull(run.oracle());
    Program program = mirror("particleRun");
    BoundOperations.of(program).apply(run);
    assertTrue(program.asked.get(0).input().containsKey("oracle"));
  }

  @Test
  void answersThatAreNone_areRefused() {
    Program fraction = new Program(r -> new double[] {0.5, 1}, "jumpEvent");
    assertThrows(
        IllegalArgumentException.class,
        () -> BoundOperations.of(fraction).apply(new JumpEvent(0, 1, 1)));
    Program shorter = new Program(r -> new double[1], "jumpEvent");
    assertThrows(
        IllegalArgumentException.class,
        () -> BoundOperations.of(shorter).apply(new JumpEvent(0, 1, 1)));
    for (double bad : new double[] {-1, 2, 0.5}) {
      Program index = new Program(r -> new double[] {0, bad}, "resample:systematic");
      Resample two =
          new Resample(
              wfr.model.ResamplingScheme.SYSTEMATIC, new double[] {0.5, 0.5}, new double[] {0.1});
      IllegalStateException e =
          assertThrows(IllegalStateException.class, () -> BoundOperations.of(index).apply(two));
      assertTrue(e.getMessage().contains("integers from 0 to 1"), e.getMessage());
    }
  }
}
