package wfr.reference;

import wfr.operation.Call;
import wfr.operation.Implementation;
import wfr.operation.Operation;
import wfr.operation.Operations;
import wfr.operation.WeightOperations;
import wfr.operation.Wire;
import wfr.spec.Answers;
import wfr.spec.OperationCall;

/**
 * The reference with the operations that somebody answers replaced by those answers: the shape of a mutant, so that splitting steps and runs
 * are made of the answered operations, and a claim meets a program exactly as it meets a mutant. What is not answered is the reference's.
 */
public final class BoundOperations {
  private BoundOperations() {}

  /** The reference with every declared operation answered. */
  public static Implementation of(Answers answers) {
    Implementation bound = Reference.IMPLEMENTATION;
    for (Operation<?, ?> operation : Operations.all()) {
      boolean declared =
          Wire.names(operation).stream()
              .anyMatch(n -> answers.declares(operation.name(), choice(n)));
      bound = declared ? bound(bound, operation, answers) : bound;
    }
    return bound;
  }

  private static String choice(String name) {
    return name.contains(":") ? name.substring(name.indexOf(':') + 1) : "";
  }

  private static <C extends Call<R>, R> Implementation bound(
      Implementation to, Operation<C, R> operation, Answers answers) {
    return to.with(
        operation,
        (call, next) -> {
          if (!answers.declares(operation.name(), Wire.choice(call))) {
            return next.apply(call);
          }
          R own = Reference.IMPLEMENTATION.apply(call); // its shape
          double[] numbers = answers.answer(OperationCall.of(operation, call, own));
          if (operation.name().equals(WeightOperations.RESAMPLE.name())) {
            requireIndices(numbers);
          }
          return Wire.refilled(own, numbers);
        });
  }

  private static void requireIndices(double[] ancestors) {
    for (double a : ancestors) {
      if (a != Math.rint(a) || !(a >= 0 && a < ancestors.length)) {
        throw new IllegalStateException(
            "ancestors must be integers from 0 to " + (ancestors.length - 1) + ": " + a);
      }
    }
  }
}
