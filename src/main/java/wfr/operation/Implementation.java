package wfr.operation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A map from operations to functions, and what production runs are composed of: every function is given the implementation it is called in, so that replacing one operation
 * changes all that are built on it. Immutable, safe for use by several threads where its functions are.
 */
public final class Implementation {
  /** With no operation at all. */
  public static final Implementation EMPTY =
      new Implementation(Map.of(), Set.of(), (type, within) -> {});

  private final Map<Class<?>, Definition<?, ?>> definitions;
  private final Set<Class<?>> replaced;
  private final Observer observer;

  private Implementation(
      Map<Class<?>, Definition<?, ?>> definitions, Set<Class<?>> replaced, Observer observer) {
    this.definitions = definitions;
    this.replaced = replaced;
    this.observer = observer;
  }

  /** What an operation computes, from the implementation that is asked. */
  @FunctionalInterface
  public interface Definition<C extends Call<R>, R> {
    /** The answer; other operations are asked of self. */
    R answer(C call, Implementation self);
  }

  /** Another function in the place of one: it may ask that one. */
  @FunctionalInterface
  public interface Replacement<C extends Call<R>, R> {
    /** The answer; next is what the operation computed before. */
    R answer(C call, Function<C, R> next);
  }

  /** A replacement that is built on other operations. */
  @FunctionalInterface
  public interface Composition<C extends Call<R>, R> {
    /** The answer; next is what the operation computed before, self the whole implementation with the replacement. */
    R answer(C call, Function<C, R> next, Implementation self);
  }

  /** This with an operation defined. */
  public <C extends Call<R>, R> Implementation define(
      Operation<C, R> operation, Definition<C, R> definition) {
    Map<Class<?>, Definition<?, ?>> all = new HashMap<>(definitions);
    if (all.put(operation.type(), definition) != null) {
      throw new IllegalArgumentException(operation + " is defined already: replace it");
    }
    return new Implementation(all, replaced, observer);
  }

  /** This with one operation replaced, wherever it is asked. */
  public <C extends Call<R>, R> Implementation with(
      Operation<C, R> operation, Replacement<C, R> replacement) {
    return composed(operation, (call, next, self) -> replacement.answer(call, next));
  }

  /** This with one operation replaced by one that is built on others. */
  public <C extends Call<R>, R> Implementation composed(
      Operation<C, R> operation, Composition<C, R> composition) {
    Definition<C, R> before = definition(operation.type());
    Map<Class<?>, Definition<?, ?>> all = new HashMap<>(definitions);
    Definition<C, R> after =
        (call, self) -> composition.answer(call, c -> before.answer(c, self), self);
    all.put(operation.type(), after);
    Set<Class<?>> changed = new HashSet<>(replaced);
    changed.add(operation.type());
    return new Implementation(all, changed, observer);
  }

  /** Is told of calls. */
  @FunctionalInterface
  public interface Observer {
    /** Of the class of a call before it is answered, and whether another answer asked for it in the same thread. */
    void asked(Class<?> call, boolean within);
  }

  /** This with an observer: it answers the same. */
  public Implementation observed(Observer observer) {
    Map<Class<?>, Definition<?, ?>> all = new HashMap<>();
    ThreadLocal<Boolean> within = ThreadLocal.withInitial(() -> false);
    definitions.forEach(
        (type, definition) -> all.put(type, told(type, definition, within, observer)));
    return new Implementation(all, replaced, observer);
  }

  private static <C extends Call<R>, R> Definition<C, R> told(
      Class<?> type, Definition<C, R> definition, ThreadLocal<Boolean> within, Observer observer) {
    return (call, self) -> {
      boolean before = within.get();
      observer.asked(type, before);
      within.set(true);
      try {
        return definition.answer(call, self);
      } finally {
        within.set(before);
      }
    };
  }

  /** The answer to a call. */
  public <R> R apply(Call<R> call) {
    @SuppressWarnings("unchecked") // a definition is stored under the class of its own calls
    Definition<Call<R>, R> definition = (Definition<Call<R>, R>) definition(call.getClass());
    return definition.answer(call, this);
  }

  /** An operation as a function: for loops over single numbers, which would look it up at every turn. */
  public <C extends Call<R>, R> Function<C, R> function(Operation<C, R> operation) {
    Definition<C, R> definition = definition(operation.type());
    return call -> definition.answer(call, this);
  }

  /** Whether none of these operations was replaced: a fused kernel may then stand in for a run made of them. */
  public boolean keeps(Operation<?, ?>... operations) {
    return Arrays.stream(operations).noneMatch(o -> replaced.contains(o.type()));
  }

  /** The same for a kernel that does what these operations do: an observer is told that they were asked, within another answer. */
  public boolean standsFor(Operation<?, ?>... operations) {
    boolean all = keeps(operations);
    for (Operation<?, ?> o : operations) {
      if (all) {
        observer.asked(o.type(), true);
      }
    }
    return all;
  }

  /** Whether no operation was replaced after another implementation was made, of which this is made: an observer replaces nothing. */
  public boolean isUnaltered(Implementation since) {
    return replaced == since.replaced;
  }

  @SuppressWarnings("unchecked")
  private <D extends Definition<?, ?>> D definition(Class<?> type) {
    Definition<?, ?> found = definitions.get(type);
    if (found == null) {
      throw new IllegalStateException("no definition of " + type.getSimpleName());
    }
    return (D) found;
  }
}
