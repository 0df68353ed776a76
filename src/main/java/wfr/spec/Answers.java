package wfr.spec;

/** Who answers operations in place of the reference: a program, a recording, files. */
public interface Answers {
  /** Whether it implements this operation with this choice. */
  boolean declares(String operation, String choice);

  /** Whether it implements what has this name, {@code operation} or {@code operation:choice}. */
  default boolean declares(String name) {
    int end = name.indexOf(':');
    return end < 0 ? declares(name, "") : declares(name.substring(0, end), name.substring(end + 1));
  }

  /** The answer, of the length that the call states. */
  double[] answer(OperationCall call);

  /** Throws if the conversation broke down earlier: what a claim found afterwards is no evidence. */
  default void check() {}
}
