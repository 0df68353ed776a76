package wfr.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A function that keeps its last results: which calls compute, and which are told what was computed. */
class RecentTest {
  /** Results kept. */
  private static final int KEPT = 6;

  private final List<List<Integer>> made = new ArrayList<>();
  private final Recent<List<Integer>, Object> recent =
      new Recent<>(
          key -> {
            made.add(key);
            return new Object();
          });

  private Object of(int key) {
    return recent.of(new ArrayList<>(List.of(key))); // equal, never the same
  }

  @Test
  void equalKeys_haveTheSameResult() {
    Object one = of(1);
    Object two = of(2);
    assertNotSame(one, two);
    assertSame(one, of(1));
    assertSame(two, of(2));
    assertEquals(List.of(List.of(1), List.of(2)), made);
  }

  @Test
  void lastResults_areKept_andTheLongestUnusedIsNot() {
    Object[] first = new Object[KEPT];
    for (int k = 0; k < KEPT; k++) {
      first[k] = of(k);
    }
    for (int k = 0; k < KEPT; k++) {
      assertSame(first[k], of(k));
    }
    assertSame(first[0], of(0)); // so that 1 is the longest unused
    Object more = of(KEPT);
    assertEquals(KEPT + 1, made.size());
    assertSame(first[0], of(0));
    assertSame(more, of(KEPT));
    for (int k = 2; k < KEPT; k++) {
      assertSame(first[k], of(k));
    }
    assertEquals(KEPT + 1, made.size());
    assertNotSame(first[1], of(1));
    assertEquals(KEPT + 2, made.size());
  }

  /** Results may hold scratch space of their thread. */
  @Test
  void everyThread_hasResultsOfItsOwn() throws InterruptedException {
    Object mine = of(1);
    Object[] theirs = new Object[2];
    Thread other =
        new Thread(
            () -> {
              theirs[0] = of(1);
              theirs[1] = of(1);
            });
    other.start();
    other.join();
    assertNotSame(mine, theirs[0]);
    assertSame(theirs[0], theirs[1]);
    assertSame(mine, of(1));
    assertEquals(2, made.size());
  }
}
