package wfr.spec;

/** Who answers operations in place of the reference: a program, a recording, files. */
public interface Answers {
  /** Whether it implements this operation with this choice. */
  boolean declares(String operation, String choice);

  /** The answer, of the length that the call states. */
  double[] answer(OperationCall call);

  /** Throws if the conversation broke down earlier: what a claim found afterwards is no evidence. */
  default void check() {}
}
