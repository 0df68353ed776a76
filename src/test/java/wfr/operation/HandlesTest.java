package wfr.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import wfr.exact.GaussianFlowNd;
import wfr.math.RandomStreams;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.KineticDiffusion;
import wfr.model.LogDensityOracle;
import wfr.model.PolynomialPotential;
import wfr.model.Potential;
import wfr.model.ReweightedDiffusion;
import wfr.model.WfrProblem;
import wfr.operation.CorrectionOperations.ReweightedRun;
import wfr.operation.FigureOperations.BoxErrors;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.KineticOperations.KineticWalk;
import wfr.operation.ParticleOperations.JumpStep;
import wfr.operation.ParticleOperations.ParticleRun;

/** What a program is told about functions and streams among its arguments. */
class HandlesTest {
  private static final GaussianLaw LAW =
      new GaussianLaw(new double[] {1, -1}, new double[][] {{2, 0.5}, {0.5, 1}});
  private static final GaussianLaw START =
      new GaussianLaw(new double[] {-0.6, 0.3}, new double[][] {{0.8, -0.1}, {-0.1, 0.6}});
  private static final Domain LINE = Domain.interval(-4, 4, Domain.Boundary.LINE);
  private static final Domain SQUARE =
      new Domain(new double[] {-4, -4}, new double[] {4, 4}, Domain.Boundary.LINE);
  private static final double[][] POINTS = {{0.3, -0.2}, {1.5, 0.7}, {0, 0}};

  private static Sent sent(Call<?> call) {
    return Wire.sent(SampleCalls.operation(call), Wire.copy(call));
  }

  private static UniformRandomProvider stream() {
    return new RandomStreams(7).stream(RandomStreams.Purpose.BIRTH_DEATH, 0, 0);
  }

  /** A Gaussian is a potential up to its constant, and a normalised law, by where it stands. */
  @Test
  void potentialAndLaw_areAskedByTheirOwnHandles() {
    WfrProblem problem = new WfrProblem(LAW, LAW, SQUARE, 1, 1);
    Handles handles = sent(new Discretise(problem, 8)).handles();
    Handles.Values v = handles.evaluate(0, POINTS);
    Handles.Values rho = handles.evaluate(1, POINTS);
    double[] gradient = new double[2];
    for (int i = 0; i < POINTS.length; i++) {
      assertEquals(LAW.value(POINTS[i]), v.values()[i]);
      LAW.gradient(POINTS[i], gradient);
      assertArrayEquals(gradient, v.gradients()[i]);
      assertEquals(LAW.logDensity(POINTS[i]), rho.values()[i]);
    }
    assertNull(rho.gradients());
    assertEquals(0, handles.evaluate(0, new double[0][]).values().length);
  }

  @Test
  void functionsOnTheLine_haveTheirArgumentsInOrder() {
    ReweightedDiffusion diffusion =
        new ReweightedDiffusion((x, t) -> x - t, (x, t) -> x * t, 1, LAW, LINE);
    Handles run = sent(new ReweightedRun(diffusion, x -> 3 * x, null, new double[0], 0)).handles();
    double[][] xt = {{0.5, 0.25}, {2, 1}};
    assertArrayEquals(new double[] {0.25, 1}, run.evaluate(0, xt).values());
    assertArrayEquals(new double[] {0.125, 2}, run.evaluate(1, xt).values());
    assertArrayEquals(new double[] {1.5}, run.evaluate(3, new double[][] {{0.5}}).values());
    Potential well = PolynomialPotential.doubleWell(1, 0.3);
    KineticDiffusion kinetic = new KineticDiffusion(well, 1, (x, v, t) -> x + 2 * v + 4 * t);
    Handles walk = sent(new KineticWalk(kinetic, LAW, null, null, new double[0], 0)).handles();
    double[][] xvt = {{1, 2, 3}};
    assertArrayEquals(new double[] {17}, walk.evaluate(1, xvt).values());
    double[][] x = {{0.7}};
    assertEquals(well.value(0.7), walk.evaluate(0, x).values()[0]);
    assertEquals(well.derivative(0.7), walk.evaluate(0, x).gradients()[0][0]);
  }

  @Test
  void oracle_isAskedAtPositionAndTime() {
    LogDensityOracle flow = new GaussianFlowNd(LAW, START, 0.8, 1);
    WfrProblem problem = new WfrProblem(LAW, START, SQUARE, 0.8, 1);
    Sent run = sent(new ParticleRun(problem, null, new double[] {0.5}, 0, flow));
    double[] out = new double[1];
    flow.logDensity(0.25, new double[][] {{0.3}, {-0.2}}, 0, 1, out);
    assertEquals(out[0], run.handles().evaluate(2, new double[][] {{0.3, -0.2, 0.25}}).values()[0]);
    assertEquals(
        flow.meanLogRatio(0.25), run.handles().evaluate(3, new double[][] {{0.25}}).values()[0]);
    assertEquals(
        Map.of("logDensity", Map.of("function", 2), "meanLogRatio", Map.of("function", 3)),
        run.input().get("oracle"));
  }

  @Test
  void observables_areAskedInAnyDimension() {
    Handles handles = sent(new BoxErrors(null, SampleCalls.observables())).handles();
    assertArrayEquals(
        new double[] {1, 0}, handles.evaluate(0, new double[][] {{0.5}, {0.1}}).values());
    assertArrayEquals(new double[] {4}, handles.evaluate(1, new double[][] {{2, 9}}).values());
  }

  @Test
  void whatIsNotThere_isRefusedByName() {
    Handles handles = sent(new Discretise(new WfrProblem(LAW, LAW, SQUARE, 1, 1), 8)).handles();
    assertRefused("function 2", () -> handles.evaluate(2, POINTS));
    assertRefused("function -1", () -> handles.evaluate(-1, POINTS));
    assertRefused("stream 0", () -> handles.doubles(0, 1));
    assertRefused("3 arguments, not 2", () -> handles.evaluate(0, new double[][] {{1, 2, 3}}));
    assertRefused("0 arguments", () -> handles.evaluate(0, new double[][] {{}}));
    assertRefused("function 0", () -> Handles.NONE.evaluate(0, POINTS));
    assertTrue(Handles.NONE.isEmpty());
    assertFalse(handles.isEmpty());
    Handles jump = sent(new JumpStep(new double[2], 1, stream())).handles();
    assertRefused("function 0", () -> jump.evaluate(0, POINTS));
    assertRefused("stream 1", () -> jump.integers(1, 2, 1));
  }

  private static void assertRefused(String what, Runnable asked) {
    String message = assertThrows(IllegalArgumentException.class, asked::run).getMessage();
    assertTrue(message.contains(what), message);
  }

  /** The program draws what the claim's stream gives; a replay is given the same, and nothing is drawn when all is over. */
  @Test
  void draws_areTheStreams_andAreRepeatedInReplays() {
    UniformRandomProvider twin = stream();
    double[] doubles = {twin.nextDouble(), twin.nextDouble()};
    int[] integers = {twin.nextInt(5), twin.nextInt(5), twin.nextInt(5)};
    UniformRandomProvider stream = stream();
    JumpStep call = Wire.copy(new JumpStep(new double[2], 1, stream));
    Handles handles = Wire.sent(ParticleOperations.JUMP_STEP, call).handles();
    assertArrayEquals(doubles, handles.doubles(0, 2));
    assertArrayEquals(integers, handles.integers(0, 5, 3));
    handles.close();
    assertEquals(
        twin.nextLong(), stream.nextLong(), "the stream goes on where the program stopped");
    for (int replay = 0; replay < 2; replay++) {
      UniformRandomProvider again = Wire.copy(call).stream();
      assertArrayEquals(doubles, new double[] {again.nextDouble(), again.nextDouble()});
      assertArrayEquals(integers, IntStream.range(0, 3).map(i -> again.nextInt(5)).toArray());
    }
    // beyond, and for whoever draws otherwise, numbers are the same in every replay and not the
    // stream's
    assertEquals(beyond(call, 5), beyond(call, 5));
    assertEquals(List.of(doubles[0], doubles[1]), beyond(call, 6).subList(0, 2));
    assertEquals(twin.nextLong(), stream.nextLong());
  }

  private static List<Double> beyond(JumpStep call, int bound) {
    UniformRandomProvider s = Wire.copy(call).stream();
    double[] all = {
      s.nextDouble(),
      s.nextDouble(),
      s.nextInt(bound),
      s.nextInt(bound),
      s.nextInt(bound),
      s.nextLong(),
      s.nextDouble()
    };
    return Arrays.stream(all).boxed().toList();
  }

  /** The shape of an answer is known before the program draws. */
  @Test
  void shape_drawsNothingFromTheStream() {
    UniformRandomProvider stream = stream();
    UniformRandomProvider other = Wire.shape(new JumpStep(new double[2], 1, stream)).stream();
    other.nextDouble();
    other.nextInt(3);
    other.nextLong();
    assertEquals(stream().nextDouble(), stream.nextDouble());
  }
}
