package wfr.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * One operation on one input, as plain data: what is sent to somebody's program, and how any implementation answers it.
 *
 * @param operation name of the method of {@link Operations}
 * @param choice integrator, scheme or splitting by its key in scenario files; empty where there is none
 * @param group group of the operation
 * @param input arguments by name: double[], int[], double[][], numbers and strings
 * @param outputs how many numbers the answer has
 * @param replay the same operation on another implementation, flattened
 */
public record OperationCall(
    String operation,
    String choice,
    Operations.Group group,
    Map<String, Object> input,
    int outputs,
    Function<Operations, double[]> replay) {
  /** Copies the map, keeping its order. */
  public OperationCall {
    input = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(input));
  }

  /** The name by which a program declares it: {@code operation} or {@code operation:choice}. */
  public String name() {
    return choice.isEmpty() ? operation : operation + ":" + choice;
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
        n += (long) a.length * a.length;
      } else {
        n++;
      }
    }
    return n;
  }
}
