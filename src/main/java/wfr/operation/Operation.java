package wfr.operation;

/**
 * A pure function that theory speaks about, by name. What it computes is said by an {@link Implementation}.
 *
 * @param name under which a program declares it
 * @param group for the scope of claims and mutants
 * @param type record of its arguments; one operation per type
 * @param <C> arguments
 * @param <R> answer
 */
public record Operation<C extends Call<R>, R>(String name, Group group, Class<C> type) {
  @Override
  public String toString() {
    return name;
  }
}
