package wfr.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks side by side: their order, their exceptions, and that the number of threads does not matter. */
class ParallelTest {
  private static final int TASKS = 20;

  /** The first tasks take longest. */
  private static int slow(int k) {
    try {
      Thread.sleep(TASKS - k);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return k;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 64})
  void results_comeInTheOrderOfTheTasks(int threads) {
    assertEquals(
        IntStream.range(0, TASKS).boxed().toList(),
        Parallel.map(TASKS, threads, ParallelTest::slow));
  }

  @Test
  void oneThread_equalsTwo() {
    List<Double> one = Parallel.map(TASKS, 1, k -> Math.sin(k) / 3);
    assertEquals(one, Parallel.map(TASKS, 2, k -> Math.sin(k) / 3));
    assertEquals(Math.sin(7) / 3, one.get(7));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void noTask_andOne_areNoSpecialCases(int threads) {
    assertEquals(List.of(), Parallel.map(0, threads, k -> k));
    assertEquals(List.of(0), Parallel.map(1, threads, k -> k));
    assertNull(Parallel.map(3, threads, k -> k == 1 ? null : k).get(1));
  }

  @Test
  void tasks_runSideBySide() {
    CountDownLatch both = new CountDownLatch(2);
    List<Boolean> met =
        Parallel.map(
            2,
            2,
            k -> {
              both.countDown();
              try {
                return both.await(1, TimeUnit.MINUTES);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    assertEquals(List.of(true, true), met);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void exception_isThrownAsItIs(int threads) {
    RuntimeException failure = new UnsupportedOperationException("task 3");
    assertSame(
        failure,
        assertThrows(
            RuntimeException.class, () -> Parallel.map(TASKS, threads, k -> thrown(k, failure))));
    Error error = new AssertionError("task 3");
    assertSame(
        error,
        assertThrows(Error.class, () -> Parallel.map(TASKS, threads, k -> thrown(k, error))));
  }

  private static int thrown(int k, Throwable failure) {
    if (k == 3 && failure instanceof RuntimeException e) {
      throw e;
    }
    if (k == 3 && failure instanceof Error e) {
      throw e;
    }
    return k;
  }

  /** One that no task may declare keeps its cause. */
  @Test
  void checkedException_isTheCause() {
    IOException failure = new IOException("sneaked");
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> Parallel.map(2, 2, k -> ParallelTest.<RuntimeException>sneaked(failure)));
    assertSame(failure, e.getCause());
  }

  @SuppressWarnings("unchecked") // erased: this is how it sneaks
  private static <E extends Throwable> int sneaked(Throwable failure) throws E {
    throw (E) failure;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shareOfTasksThatAreDone_isTold(int threads) {
    List<Double> shares = new ArrayList<>();
    Parallel.map(4, threads, ParallelTest::slow, shares::add);
    assertEquals(List.of(0.25, 0.5, 0.75, 1.0), shares);
  }

  /** Of one who waits: a task that is done is taken without waiting. */
  @Test
  void interruption_isPassedOn() throws InterruptedException {
    CountDownLatch tasks = new CountDownLatch(2);
    Thread.currentThread().interrupt();
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class, () -> Parallel.map(2, 2, k -> untilInterrupted(tasks)));
    assertTrue(Thread.interrupted(), "the flag is set again, and cleared here");
    assertTrue(e.getCause() instanceof InterruptedException, e::toString);
    assertTrue(tasks.await(1, TimeUnit.MINUTES), "tasks are interrupted too");
  }

  /** Counts down as it ends. */
  private static boolean untilInterrupted(CountDownLatch ends) {
    try {
      return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      return false;
    } finally {
      ends.countDown();
    }
  }

  @Test
  void fewerThanOneThread_isRefused() {
    for (int threads : new int[] {0, -1}) {
      assertThrows(IllegalArgumentException.class, () -> Parallel.map(3, threads, k -> k));
    }
  }
}
