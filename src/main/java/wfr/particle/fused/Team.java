package wfr.particle.fused;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that meet once per step. Chunks are claimed one by one; which thread does a chunk changes nothing. A step of 1e5 particles
 * lasts a fifth of a millisecond, so a worker spins, then yields, then sleeps: waking a sleeping thread costs a tenth of that.
 */
final class Team implements AutoCloseable {
  private static final int SPINS = 20_000;
  private static final int YIELDS = 200;
  private static final long SLEEP_NANOS = 50_000;

  /** Work on one chunk by one thread. */
  interface Task {
    void run(int chunk, int thread);
  }

  private final int threads;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private volatile int round;
  private volatile Throwable failure;
  private volatile boolean closed;
  private Task task;
  private int chunks;

  Team(int threads) {
    this.threads = threads;
    for (int k = 1; k < threads; k++) {
      int id = k;
      Thread t = new Thread(() -> work(id), "particles-" + k);
      t.setDaemon(true);
      t.start();
    }
  }

  int threads() {
    return threads;
  }

  /** Runs the task on chunks 0 .. chunks-1 and returns when all are done. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // only this thread writes round
  void forEach(int chunks, Task task) {
    this.task = task;
    this.chunks = chunks;
    next.set(0);
    running.set(threads - 1);
    round = round + 1;
    claim(0);
    for (int k = 0; running.get() > 0; k++) {
      pause(k);
    }
    if (failure != null) {
      throw new IllegalStateException("a particle thread failed", failure);
    }
  }

  private void work(int id) {
    int seen = 0;
    for (int k = 0; !closed; k++) {
      if (round == seen) {
        pause(k);
        continue;
      }
      seen = round;
      k = 0;
      try {
        claim(id);
      } catch (RuntimeException | Error e) {
        failure = e;
      }
      running.decrementAndGet();
    }
  }

  private void claim(int id) {
    int c;
    while ((c = next.getAndIncrement()) < chunks) {
      task.run(c, id);
    }
  }

  private static void pause(int k) {
    if (k < SPINS) {
      Thread.onSpinWait();
    } else if (k < SPINS + YIELDS) {
      Thread.yield();
    } else {
      LockSupport.parkNanos(SLEEP_NANOS);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
