package wfr.defects;

import java.util.List;
import java.util.function.Supplier;
import wfr.spec.Operations;

/**
 * A different but legitimate choice: every claim in its scope must accept it.
 *
 * @param id stable identifier
 * @param choice what is chosen differently, one line
 * @param group group of the operation chosen differently: the full profile runs every claim that uses it
 * @param claims claims run on it by the other profiles
 * @param except claims of that group that speak of the very choice replaced, and so are out of its scope
 * @param make makes the implementation
 */
public record Variant(
    String id,
    String choice,
    Operations.Group group,
    List<String> claims,
    List<String> except,
    Supplier<Operations> make) {
  /** Copies. */
  public Variant {
    claims = List.copyOf(claims);
    except = List.copyOf(except);
  }

  /** In the scope of every claim of its group. */
  public Variant(
      String id,
      String choice,
      Operations.Group group,
      List<String> claims,
      Supplier<Operations> make) {
    this(id, choice, group, claims, List.of(), make);
  }
}
