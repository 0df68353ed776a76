package wfr.reference;

import wfr.operation.Call;
import wfr.operation.Implementation;
import wfr.operation.Operation;
import wfr.operation.Operations;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.operation.WeightOperations;
import wfr.operation.Wire;
import wfr.spec.Answers;
import wfr.spec.ForeignOperations;
import wfr.spec.OperationCall;

/**
 * The reference with the operations that somebody answers replaced by those answers: the shape of a mutant, so that splitting steps and runs
 * are made of the answered operations, and a claim meets a program exactly as it meets a mutant. What is not answered is the reference's.
 */
public final class BoundOperations {
  private static final Implementation REFERENCE = Reference.IMPLEMENTATION;

  private final Answers answers;

  /** Whether this thread waits for an answer: whatever its functions are made of is the reference's then, since one question is asked at a time. */
  private final ThreadLocal<Boolean> asking = ThreadLocal.withInitial(() -> false);

  /** What a claim changes further is not asked: a fault planted in one operation would not show in a program's run. */
  private Implementation whole = REFERENCE;

  private BoundOperations(Answers answers) {
    this.answers = answers;
  }

  /** The reference with every declared operation answered. */
  public static Implementation of(Answers answers) {
    BoundOperations bound = new BoundOperations(answers);
    for (Operation<?, ?> operation : Operations.all()) {
      if (Wire.names(operation).stream().anyMatch(bound::declares)) {
        bound.whole = bound.with(operation);
      }
    }
    return bound.whole;
  }

  private boolean declares(String name) {
    return ForeignOperations.all().containsKey(name) && answers.declares(name);
  }

  private <C extends Call<R>, R> Implementation with(Operation<C, R> operation) {
    return whole.composed(
        operation,
        (call, next, self) -> {
          if (asking.get() || !self.isUnaltered(whole) || !declares(Wire.name(operation, call))) {
            return next.apply(call);
          }
          asking.set(true);
          try {
            return answer(operation, call);
          } finally {
            asking.set(false);
          }
        });
  }

  private <R> R answer(Operation<?, R> operation, Call<R> call) {
    Call<R> complete = withItsOracle(call);
    R own = REFERENCE.apply(Wire.shape(complete));
    OperationCall asked = OperationCall.of(operation, complete, own);
    double[] numbers;
    try {
      numbers = answers.answer(asked);
    } finally {
      asked.sent().handles().close();
    }
    if (operation == WeightOperations.RESAMPLE) {
      requireIndices(numbers);
    }
    return Wire.refilled(own, numbers);
  }

  /** Known solutions are part of the question, not of the answer. */
  @SuppressWarnings("unchecked") // a run for a run
  private static <R> Call<R> withItsOracle(Call<R> call) {
    return call instanceof ParticleRun run ? (Call<R>) Oracles.known(run, REFERENCE) : call;
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
