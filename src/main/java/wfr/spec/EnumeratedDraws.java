package wfr.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Every sequence of draws an operation can make, one after the other: a number in [0, 1) takes the midpoints (m + 1/2)/levels, an integer below n
 * all n values. Averaging over the runs with their probabilities is the exact law of an operation that jumps at multiples of 1/levels only.
 */
final class EnumeratedDraws implements UniformRandomProvider {
  private static final long MOST_RUNS = 5_000_000;

  private final int levels;
  private final List<int[]> tape = new ArrayList<>();
  private int position;

  private EnumeratedDraws(int levels) {
    this.levels = levels;
  }

  /**
   * Runs an operation on every sequence.
   *
   * @param levels of a number in [0, 1)
   * @param run called once per sequence; it must draw the same way on the same draws
   * @param probability receives the probability of the sequence just run
   */
  static void forEach(
      int levels, Consumer<UniformRandomProvider> run, Consumer<Double> probability) {
    EnumeratedDraws draws = new EnumeratedDraws(levels);
    long runs = 0;
    do {
      draws.position = 0;
      run.accept(draws);
      double p = 1;
      for (int[] choice : draws.tape) {
        p /= choice[1];
      }
      probability.accept(p);
      if (++runs > MOST_RUNS) {
        throw new IllegalStateException("too many draws to enumerate");
      }
    } while (draws.next());
  }

  /** The next sequence: the last choice that can still grow grows, those behind it are forgotten. */
  private boolean next() {
    while (!tape.isEmpty()) {
      int[] last = tape.get(tape.size() - 1);
      if (++last[0] < last[1]) {
        return true;
      }
      tape.remove(tape.size() - 1);
    }
    return false;
  }

  private int choose(int n) {
    if (position == tape.size()) {
      tape.add(new int[] {0, n});
    }
    return tape.get(position++)[0];
  }

  @Override
  public double nextDouble() {
    return (choose(levels) + 0.5) / levels;
  }

  @Override
  public int nextInt(int n) {
    return choose(n);
  }

  @Override
  public long nextLong() {
    throw new IllegalStateException("only nextDouble() and nextInt(n) can be enumerated");
  }
}
