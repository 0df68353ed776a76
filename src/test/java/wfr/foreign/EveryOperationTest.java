package wfr.foreign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import wfr.operation.Call;
import wfr.operation.Implementation;
import wfr.operation.SampleCalls;
import wfr.operation.Wire;
import wfr.reference.BoundOperations;
import wfr.reference.Reference;
import wfr.spec.Answers;
import wfr.spec.ForeignOperations;
import wfr.spec.OperationCall;

/** Every operation that can be declared is asked for, is sent as one line, and answered by the reference it is the reference. */
class EveryOperationTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Answers everything by the reference's numbers. */
  private static final class Mirror implements Answers {
    private final List<OperationCall> asked = new ArrayList<>();

    @Override
    public boolean declares(String operation, String choice) {
      return true;
    }

    @Override
    public double[] answer(OperationCall call) {
      asked.add(call);
      return call.replay(Reference.IMPLEMENTATION);
    }
  }

  private static String name(Call<?> call) {
    return Wire.name(SampleCalls.operation(call), call);
  }

  @Test
  void thereIsASampleOfEveryName() {
    assertEquals(
        List.copyOf(ForeignOperations.all().keySet()),
        SampleCalls.all().stream().map(EveryOperationTest::name).distinct().toList());
  }

  @TestFactory
  Stream<DynamicTest> aMirroredAnswer_isTheReferences() {
    int n = SampleCalls.all().size();
    return java.util.stream.IntStream.range(0, n)
        .mapToObj(
            k ->
                DynamicTest.dynamicTest(
                    name(SampleCalls.all().get(k)),
                    () -> mirrored(SampleCalls.all().get(k), SampleCalls.all().get(k))));
  }

  private static void mirrored(Call<?> call, Call<?> same) throws Exception {
    Mirror mirror = new Mirror();
    Implementation bound = BoundOperations.of(mirror);
    Object expected = Reference.IMPLEMENTATION.apply(call);
    Object found = bound.apply(same);
    assertEquals(deep(expected), deep(found));
    assertEquals(1, mirror.asked.size(), "one request");
    OperationCall asked = mirror.asked.get(0);
    assertEquals(name(call), asked.name());
    double[] numbers = Wire.numbers(expected);
    assertEquals(numbers.length, asked.outputs());
    assertFalse(Arrays.stream(numbers).anyMatch(Double::isNaN), "a program cannot answer NaN");
    // what is drawn and evaluated later is what it was
    assertArrayEquals(numbers, asked.replay(Reference.IMPLEMENTATION));
    JsonNode line = JSON.readTree(Message.line(asked.input()));
    assertEquals(List.copyOf(asked.input().keySet()), names(line));
    long sent = leaves(line) + asked.outputs();
    assertEquals(sent, asked.numbers());
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static long leaves(JsonNode node) {
    if (!node.isContainerNode()) {
      return 1;
    }
    long n = 0;
    for (JsonNode child : node) {
      n += leaves(child);
    }
    return n;
  }

  /** The whole answer, counts and flags included. */
  private static String deep(Object answer) {
    if (answer instanceof Record r) {
      StringBuilder text = new StringBuilder(r.getClass().getSimpleName());
      for (var c : r.getClass().getRecordComponents()) {
        try {
          text.append(' ').append(c.getName()).append('=').append(deep(c.getAccessor().invoke(r)));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
      return text.toString();
    }
    if (answer instanceof List<?> list) {
      return list.stream().map(EveryOperationTest::deep).toList().toString();
    }
    if (answer instanceof Object[] rows) {
      return Arrays.stream(rows).map(EveryOperationTest::deep).toList().toString();
    }
    if (answer instanceof Number || answer instanceof Boolean) {
      return answer.toString();
    }
    return answer instanceof int[] a ? Arrays.toString(a) : Arrays.toString(Wire.numbers(answer));
  }
}
