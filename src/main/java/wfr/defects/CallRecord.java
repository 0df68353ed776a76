package wfr.defects;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.spec.Answers;
import wfr.spec.NotANumber;
import wfr.spec.OperationCall;

/** Passes calls on and keeps the first answers of every operation in every claim, to be compared with the mutants'. */
final class CallRecord implements Answers {
  /** Enough to tell defects apart; replaying them on every mutant stays cheap. */
  private static final int KEPT = 64;

  private static final long NUMBERS = 20_000;

  /** A call with the program's answer. */
  record Answered(OperationCall call, double[] output) {}

  private final Answers program;
  private final Map<String, List<Answered>> calls = new LinkedHashMap<>();
  private final Map<String, Integer> inClaim = new LinkedHashMap<>();
  private final Map<String, Long> numbers = new LinkedHashMap<>();

  CallRecord(Answers program) {
    this.program = program;
  }

  /** A new claim begins. */
  void next() {
    inClaim.clear();
    numbers.clear();
  }

  /** By operation name. */
  Map<String, List<Answered>> calls() {
    return calls;
  }

  @Override
  public boolean declares(String operation, String choice) {
    return program.declares(operation, choice);
  }

  @Override
  public double[] answer(OperationCall call) {
    try {
      double[] output = program.answer(call);
      keep(call, output);
      return output;
    } catch (NotANumber e) {
      keep(call, e.output());
      throw e;
    }
  }

  @Override
  public void check() {
    program.check();
  }

  private void keep(OperationCall call, double[] output) {
    long before = numbers.merge(call.name(), call.numbers(), Long::sum) - call.numbers();
    if (inClaim.merge(call.name(), 1, Integer::sum) <= KEPT && before < NUMBERS) {
      calls
          .computeIfAbsent(call.name(), k -> new ArrayList<>())
          .add(new Answered(call, output.clone()));
    }
  }
}
