package wfr.math;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A function that keeps its last few results, each thread its own: for factorisations and tables, which the next step of the same size needs again. Results
 * may hold scratch space of their thread.
 *
 * @param <K> arguments, compared by equals
 * @param <V> results
 */
public final class Recent<K, V> {
  private static final int KEPT = 6;

  private final Function<K, V> make;
  private final ThreadLocal<Map<K, V>> recent = ThreadLocal.withInitial(Recent::empty);

  /** Of a function. */
  public Recent(Function<K, V> make) {
    this.make = make;
  }

  private static <K, V> Map<K, V> empty() {
    return new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > KEPT;
      }
    };
  }

  /** The result, made anew where it is not among the last. */
  public V of(K key) {
    Map<K, V> mine = recent.get();
    V value = mine.get(key);
    if (value == null) {
      value = make.apply(key);
      mine.put(key, value);
    }
    return value;
  }
}
