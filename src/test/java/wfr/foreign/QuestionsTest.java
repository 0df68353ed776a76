package wfr.foreign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wfr.math.RandomStreams;
import wfr.model.PolynomialPotential;
import wfr.operation.Call;
import wfr.operation.Handles;
import wfr.operation.KineticOperations;
import wfr.operation.KineticOperations.KineticStep;
import wfr.operation.Operation;
import wfr.operation.ParticleOperations;
import wfr.operation.ParticleOperations.JumpPartner;
import wfr.operation.Wire;
import wfr.scenario.BadInput;

/** What is sent back to a program that asks, and where it ends. */
class QuestionsTest {
  private static final String REQUEST = "request 5 (jumpPartner)";

  private static UniformRandomProvider stream() {
    return new RandomStreams(3).stream(RandomStreams.Purpose.BIRTH_DEATH, 0, 0);
  }

  private static Questions about(Operation<?, ?> operation, Call<?> call) {
    return new Questions(Wire.sent(operation, Wire.copy(call)).handles(), REQUEST);
  }

  private static Questions draws() {
    return about(ParticleOperations.JUMP_PARTNER, new JumpPartner(0, 4, stream()));
  }

  private static Questions function() {
    double[] x = {1};
    PolynomialPotential square = new PolynomialPotential(0, 0, 1);
    return about(KineticOperations.KINETIC_STEP, new KineticStep(square, 1, 0.1, x, x, x));
  }

  private static JsonNode line(String text) {
    return Message.parse(text.replace('\'', '"'), 5, REQUEST);
  }

  @Test
  void valuesAndGradients_areSentBack() {
    Map<String, Object> reply =
        function().reply(line("{'seq': 5, 'evaluate': 0, 'at': [[3], [-1], ['inf']]}"));
    assertEquals(List.of("seq", "values", "gradients"), List.copyOf(reply.keySet()));
    assertEquals(5L, reply.get("seq"));
    assertArrayEquals(
        new double[] {9, 1, Double.POSITIVE_INFINITY}, (double[]) reply.get("values"));
    assertEquals(
        "[[6.0], [-2.0], [Infinity]]", Arrays.deepToString((double[][]) reply.get("gradients")));
    assertTrue(Message.line(reply).contains("\"gradients\":[[6.0],[-2.0],[\"inf\"]]"));
  }

  @Test
  void draws_areSentBack() {
    UniformRandomProvider twin = stream();
    Questions questions = draws();
    double[] doubles = {twin.nextDouble(), twin.nextDouble()};
    assertArrayEquals(
        doubles,
        (double[]) questions.reply(line("{'seq': 5, 'draw': 0, 'doubles': 2}")).get("values"));
    int[] integers = {twin.nextInt(3), twin.nextInt(3)};
    assertArrayEquals(
        integers,
        (int[])
            questions.reply(line("{'seq': 5, 'draw': 0, 'below': 3, 'count': 2}")).get("values"));
    assertEquals(2, questions.asked());
  }

  @Test
  void answers_areNoQuestions() {
    assertTrue(draws().isOne(line("{'seq': 5, 'draw': 0}")));
    assertTrue(draws().isOne(line("{'seq': 5, 'evaluate': 0}")));
    assertFalse(draws().isOne(line("{'seq': 5, 'output': [1]}")));
    assertFalse(new Questions(Handles.NONE, REQUEST).isOne(line("{'seq': 5, 'draw': 0}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'seq': 5, 'draw': 0, 'doubles': 0}",
        "{'seq': 5, 'draw': 0, 'doubles': 1.5}",
        "{'seq': 5, 'draw': 0, 'doubles': 1, 'count': 1}",
        "{'seq': 5, 'draw': 0}",
        "{'seq': 5, 'draw': 0, 'below': 0, 'count': 1}",
        "{'seq': 5, 'draw': 0, 'below': 3}",
        "{'seq': 5, 'draw': 0, 'below': 3, 'count': 99999999999}",
        "{'seq': 5, 'draw': 1, 'doubles': 1}",
        "{'seq': 5, 'draw': '0', 'doubles': 1}",
        "{'seq': 5, 'evaluate': 0, 'at': [[1]]}"
      })
  void malformedDraws_areRefused(String question) {
    BadInput e = assertThrows(BadInput.class, () -> draws().reply(line(question)));
    assertTrue(e.getMessage().startsWith(REQUEST + ": "), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'seq': 5, 'evaluate': 0, 'at': 1}",
        "{'seq': 5, 'evaluate': 0, 'at': [1]}",
        "{'seq': 5, 'evaluate': 0, 'at': [['a']]}",
        "{'seq': 5, 'evaluate': 0, 'at': [[]]}",
        "{'seq': 5, 'evaluate': 0.5, 'at': [[1]]}",
        "{'seq': 5, 'evaluate': -1, 'at': [[1]]}"
      })
  void malformedPoints_areRefused(String question) {
    BadInput e = assertThrows(BadInput.class, () -> function().reply(line(question)));
    assertTrue(e.getMessage().startsWith(REQUEST + ": "), e.getMessage());
  }

  @Test
  void questions_haveAnEnd() {
    Questions questions = draws();
    JsonNode one = line("{'seq': 5, 'draw': 0, 'doubles': 1}");
    for (int k = 0; k < Questions.MOST; k++) {
      questions.reply(one);
    }
    BadInput e = assertThrows(BadInput.class, () -> questions.reply(one));
    assertTrue(e.getMessage().contains("more than 20000 questions"), e.getMessage());
  }

  @Test
  void numbers_haveAnEnd() {
    Questions questions = draws();
    questions.reply(line("{'seq': 5, 'draw': 0, 'doubles': 5000000}"));
    JsonNode one = line("{'seq': 5, 'draw': 0, 'doubles': 1}");
    BadInput e = assertThrows(BadInput.class, () -> questions.reply(one));
    assertTrue(e.getMessage().contains("more than 5000000 numbers"), e.getMessage());
  }
}
