package wfr.math;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleConsumer;
import java.util.function.IntFunction;

/** Independent tasks side by side; results in their order, so that they do not depend on the number of threads. */
public final class Parallel {
  private Parallel() {}

  /** Results of tasks 0 .. n - 1. */
  public static <T> List<T> map(int n, int threads, IntFunction<T> task) {
    return map(n, threads, task, share -> {});
  }

  /**
   * Results of tasks 0 .. n - 1.
   *
   * @param n how many
   * @param threads at least 1
   * @param task run once for each number; its exception is thrown as it is
   * @param done told the share of tasks that are done
   */
  public static <T> List<T> map(int n, int threads, IntFunction<T> task, DoubleConsumer done) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be >= 1: " + threads);
    }
    List<T> results = new ArrayList<>(n);
    if (threads == 1 || n <= 1) {
      for (int k = 0; k < n; k++) {
        results.add(task.apply(k));
        done.accept((k + 1.0) / n);
      }
      return results;
    }
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, n));
    try {
      List<Future<T>> futures = new ArrayList<>(n);
      for (int k = 0; k < n; k++) {
        int number = k;
        futures.add(pool.submit(() -> task.apply(number)));
      }
      for (Future<T> f : futures) {
        results.add(result(f));
        done.accept((double) results.size() / n);
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a task", e);
    }
  }
}
