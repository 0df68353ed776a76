package wfr.defects;

import java.util.List;
import java.util.function.Supplier;
import wfr.spec.Operations;

/**
 * A different but legitimate choice: every claim in its scope must accept it.
 *
 * @param id stable identifier
 * @param choice what is chosen differently, one line
 * @param claims claims run on it
 * @param make makes the implementation
 */
public record Variant(String id, String choice, List<String> claims, Supplier<Operations> make) {
  /** Copies. */
  public Variant {
    claims = List.copyOf(claims);
  }
}
