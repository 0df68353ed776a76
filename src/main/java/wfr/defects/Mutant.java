package wfr.defects;

import java.util.List;
import java.util.function.Supplier;
import wfr.spec.Operations;

/**
 * The reference with one scientifically wrong operation: its named claims must refute it.
 *
 * @param id stable identifier
 * @param defect what is wrong, one line
 * @param group the operation that is wrong: a claim that does not use it is "not exercised"
 * @param refutedBy claims that must refute it, cheapest first
 * @param make makes the implementation
 */
public record Mutant(
    String id,
    String defect,
    Operations.Group group,
    List<String> refutedBy,
    Supplier<Operations> make) {
  /** Copies, and refuses a mutant that nothing is named to refute. */
  public Mutant {
    refutedBy = List.copyOf(refutedBy);
    if (refutedBy.isEmpty()) {
      throw new IllegalArgumentException("mutant " + id + " names no claim that refutes it");
    }
  }
}
