package wfr.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verdicts on somebody's implementation.
 *
 * @param implementation what it calls itself
 * @param operations what it declares
 * @param result claims that were run on it; mutants: those whose signature was compared
 * @param notExercised claims that were not run, with the reason
 * @param defects operations that deviate and are part of a refuted claim, with the defect they show
 * @param remarks what verdicts rest on, a line each: where sampling errors come from, and biases that are no defects
 */
public record ConformanceResult(
    String implementation,
    List<String> operations,
    VerificationResult result,
    Map<String, String> notExercised,
    List<Suspect> defects,
    List<String> remarks) {
  /** Without remarks. */
  public ConformanceResult(
      String implementation,
      List<String> operations,
      VerificationResult result,
      Map<String, String> notExercised,
      List<Suspect> defects) {
    this(implementation, operations, result, notExercised, defects, List.of());
  }

  /**
   * A call that was answered wrongly.
   *
   * @param input its arguments, as they are sent
   * @param answer of the program, NaN included
   * @param right that of the reference
   */
  public record Example(Map<String, Object> input, List<Double> answer, List<Double> right) {}

  /**
   * An operation whose answers deviate from the reference, and the planted defect that comes nearest.
   *
   * @param operation its name
   * @param deviation largest difference from the reference, relative to 1 + its size; NaN where an answer is NaN and the reference's is a number
   * @param mutant id of the nearest mutant; empty if none replaces this operation
   * @param defect what is wrong with that mutant
   * @param unexplained |answer - mutant| / |answer - reference| over the recorded calls: 0 reproduces the defect, 1 explains nothing
   * @param signature recorded: claims in scope that refute that mutant
   * @param alike other mutants that explain as much
   * @param smallest of the recorded calls that show the deviation, the one with the fewest numbers; none of whole runs
   */
  public record Suspect(
      String operation,
      double deviation,
      String mutant,
      String defect,
      double unexplained,
      List<String> signature,
      List<String> alike,
      Optional<Example> smallest) {
    /** At most this much unexplained, and the answers are the mutant's up to rounding. */
    private static final double REPRODUCED = 1e-3;

    /** Beyond this, a mutant explains too little to be named as the likely cause. */
    private static final double LIKELY = 0.1;

    /** Copies. */
    public Suspect {
      signature = List.copyOf(signature);
      alike = List.copyOf(alike);
    }

    /** No other mutant explains as much. */
    public Suspect(
        String operation,
        double deviation,
        String mutant,
        String defect,
        double unexplained,
        List<String> signature) {
      this(
          operation,
          deviation,
          mutant,
          defect,
          unexplained,
          signature,
          List.of(),
          Optional.empty());
    }

    /** With the claims that refute the mutant. */
    public Suspect withSignature(List<String> claims) {
      return new Suspect(
          operation, deviation, mutant, defect, unexplained, claims, alike, smallest);
    }

    /** Whether the program's answers are this mutant's. */
    public boolean reproduced() {
      return unexplained <= REPRODUCED;
    }

    /** Whether the mutant explains a good part of the deviation. */
    public boolean likely() {
      return unexplained <= LIKELY;
    }
  }

  /** Copies. */
  public ConformanceResult {
    operations = List.copyOf(operations);
    notExercised =
        java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(notExercised));
    defects = List.copyOf(defects);
    remarks = List.copyOf(remarks);
  }
}
