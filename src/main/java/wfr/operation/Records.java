package wfr.operation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.Function;

/** Components of records, and records made of components. */
final class Records {
  private Records() {}

  /** What a record has there. */
  static Object value(RecordComponent component, Object of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A record of the same type, each component from its own. */
  static Record with(Record like, Function<RecordComponent, Object> values) {
    RecordComponent[] components = like.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] all = Arrays.stream(components).map(values).toArray();
    try {
      return like.getClass().getDeclaredConstructor(types).newInstance(all);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
