package wfr.particle;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How N particles are cut: blocks of 512 (two or three arrays of a block stay in the first-level cache), and at most 16 chunks
 * of whole blocks, each with partial sums of its own. Both depend on N only, so sums taken chunk by chunk in ascending
 * order are the same bits for every number of threads.
 */
final class Blocks implements AutoCloseable {
  /** Particles per block. */
  static final int SIZE = 512;

  private static final int MOST_CHUNKS = 16;

  /** Work on one chunk: particles from .. to-1. */
  interface Task {
    void run(int chunk, int from, int to);
  }

  private final int n;
  private final int chunkSize;
  private final int threads;
  private final ExecutorService pool;

  Blocks(int n, int threads) {
    this.n = n;
    int blocks = (n + SIZE - 1) / SIZE;
    this.chunkSize = (blocks + MOST_CHUNKS - 1) / MOST_CHUNKS * SIZE;
    this.threads = Math.min(threads, chunks());
    this.pool = this.threads > 1 ? Executors.newFixedThreadPool(this.threads - 1) : null;
  }

  int chunks() {
    return (n + chunkSize - 1) / chunkSize;
  }

  /** Runs the task on every chunk and returns when all are done. */
  void forEach(Task task) {
    AtomicInteger next = new AtomicInteger();
    Runnable worker =
        () -> {
          int c;
          while ((c = next.getAndIncrement()) < chunks()) {
            task.run(c, c * chunkSize, Math.min(n, (c + 1) * chunkSize));
          }
        };
    if (pool == null) {
      worker.run();
      return;
    }
    Future<?>[] others = new Future<?>[threads - 1];
    for (int k = 0; k < others.length; k++) {
      others[k] = pool.submit(worker);
    }
    worker.run();
    for (Future<?> f : others) {
      join(f);
    }
  }

  /** Result of a task; its exception as it was thrown. */
  static <T> T join(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while particles were moving", e);
    }
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdownNow();
    }
  }
}
