package wfr.defects;

import java.util.List;
import wfr.operation.Call;
import wfr.operation.Group;
import wfr.operation.Implementation;
import wfr.operation.Implementation.Composition;
import wfr.operation.Implementation.Replacement;
import wfr.operation.Operation;
import wfr.reference.Reference;

/**
 * The reference with one scientifically wrong operation: its named claims must refute it.
 *
 * @param id stable identifier
 * @param defect what is wrong, one line
 * @param group group of the operation that is wrong: a claim that does not use it is "not exercised"
 * @param refutedBy claims that must refute it, cheapest first
 * @param implementation the wrong implementation
 */
public record Mutant(
    String id, String defect, Group group, List<String> refutedBy, Implementation implementation) {
  /** Copies, and refuses a mutant that nothing is named to refute. */
  public Mutant {
    refutedBy = List.copyOf(refutedBy);
    if (refutedBy.isEmpty()) {
      throw new IllegalArgumentException("mutant " + id + " names no claim that refutes it");
    }
  }

  /** The reference with an operation replaced. */
  static <C extends Call<R>, R> Mutant of(
      String id,
      String defect,
      List<String> refutedBy,
      Operation<C, R> operation,
      Replacement<C, R> wrong) {
    return new Mutant(
        id, defect, operation.group(), refutedBy, Reference.IMPLEMENTATION.with(operation, wrong));
  }

  /** The reference with an operation replaced by one that is built on others. */
  static <C extends Call<R>, R> Mutant composed(
      String id,
      String defect,
      List<String> refutedBy,
      Operation<C, R> operation,
      Composition<C, R> wrong) {
    return new Mutant(
        id,
        defect,
        operation.group(),
        refutedBy,
        Reference.IMPLEMENTATION.composed(operation, wrong));
  }
}
