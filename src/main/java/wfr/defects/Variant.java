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
 * A different but legitimate choice: every claim in its scope must accept it.
 *
 * @param id stable identifier
 * @param choice what is chosen differently, one line
 * @param group group of the operation chosen differently: the full profile runs every claim that uses it
 * @param claims claims run on it by the other profiles
 * @param except claims of that group that speak of the very choice replaced, and so are out of its scope
 * @param implementation the other implementation
 */
public record Variant(
    String id,
    String choice,
    Group group,
    List<String> claims,
    List<String> except,
    Implementation implementation) {
  /** Copies. */
  public Variant {
    claims = List.copyOf(claims);
    except = List.copyOf(except);
  }

  /** The reference with an operation chosen differently, in the scope of every claim of its group. */
  static <C extends Call<R>, R> Variant of(
      String id,
      String choice,
      List<String> claims,
      Operation<C, R> operation,
      Replacement<C, R> other) {
    return new Variant(
        id,
        choice,
        operation.group(),
        claims,
        List.of(),
        Reference.IMPLEMENTATION.with(operation, other));
  }

  /** The same where the choice is built on other operations. */
  static <C extends Call<R>, R> Variant composed(
      String id,
      String choice,
      List<String> claims,
      Operation<C, R> operation,
      Composition<C, R> other) {
    return new Variant(
        id,
        choice,
        operation.group(),
        claims,
        List.of(),
        Reference.IMPLEMENTATION.composed(operation, other));
  }

  /** The same, some claims of its group being out of its scope. */
  Variant except(String... ids) {
    return new Variant(id, choice, group, claims, List.of(ids), implementation);
  }
}
