package wfr.spec;

import java.util.Collection;
import java.util.Map;
import wfr.operation.Call;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.Operation;
import wfr.operation.Sent;
import wfr.operation.Wire;

/**
 * One operation on one input: what is sent to somebody's program, and how any implementation answers it.
 *
 * @param operation the operation
 * @param call its arguments, as they were when the call was made
 * @param sent the same as plain data
 * @param outputs how many numbers the answer has
 */
public record OperationCall(Operation<?, ?> operation, Call<?> call, Sent sent, int outputs) {
  /** A call whose answer has as many numbers as one that is known. Arrays are copied: whoever made it may go on with its own. */
  public static OperationCall of(Operation<?, ?> operation, Call<?> call, Object answer) {
    Call<?> kept = Wire.copy(call);
    return new OperationCall(
        operation, kept, Wire.sent(operation, kept), Wire.numbers(answer).length);
  }

  /** The name by which a program declares it: {@code operation} or {@code operation:choice}. */
  public String name() {
    return sent.name();
  }

  /** Arguments by key. */
  public Map<String, Object> input() {
    return sent.input();
  }

  /** Group of the operation. */
  public Group group() {
    return operation.group();
  }

  /** The same call on another implementation, as numbers; what was drawn from a stream is drawn again. */
  public double[] replay(Implementation implementation) {
    return Wire.numbers(implementation.apply(Wire.copy(call)));
  }

  /** How many numbers and texts go in and out. */
  public long numbers() {
    return outputs + count(sent.input());
  }

  private static long count(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().mapToLong(OperationCall::count).sum();
    } else if (value instanceof Collection<?> list) {
      return list.stream().mapToLong(OperationCall::count).sum();
    } else if (value instanceof double[] a) {
      return a.length;
    } else if (value instanceof int[] a) {
      return a.length;
    } else if (value instanceof long[] a) {
      return a.length;
    } else if (value instanceof Object[] rows) {
      return java.util.Arrays.stream(rows).mapToLong(OperationCall::count).sum();
    }
    return 1;
  }
}
