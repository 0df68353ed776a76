package wfr.spec;

import java.util.Map;
import wfr.operation.Call;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.Operation;
import wfr.operation.Wire;

/**
 * One operation on one input, as plain data: what is sent to somebody's program, and how any implementation answers it.
 *
 * @param operation the operation
 * @param call its arguments
 * @param choice integrator, scheme or splitting by its key in scenario files; empty where there is none
 * @param input arguments by name, as they were when the call was made
 * @param outputs how many numbers the answer has
 */
public record OperationCall(
    Operation<?, ?> operation,
    Call<?> call,
    String choice,
    Map<String, Object> input,
    int outputs) {
  /** A call whose answer has as many numbers as one that is known. */
  public static OperationCall of(Operation<?, ?> operation, Call<?> call, Object answer) {
    return new OperationCall(
        operation,
        call,
        Wire.choice(call),
        java.util.Collections.unmodifiableMap(Wire.input(call)),
        Wire.numbers(answer).length);
  }

  /** The name by which a program declares it: {@code operation} or {@code operation:choice}. */
  public String name() {
    return choice.isEmpty() ? operation.name() : operation.name() + ":" + choice;
  }

  /** Group of the operation. */
  public Group group() {
    return operation.group();
  }

  /** The same call on another implementation, as numbers. */
  public double[] replay(Implementation implementation) {
    return Wire.numbers(implementation.apply(call));
  }

  /** How many numbers go in and out. */
  public long numbers() {
    long n = outputs;
    for (Object value : input.values()) {
      if (value instanceof double[] a) {
        n += a.length;
      } else if (value instanceof int[] a) {
        n += a.length;
      } else if (value instanceof double[][] a) {
        n += (long) a.length * a[0].length;
      } else {
        n++;
      }
    }
    return n;
  }
}
