package wfr.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.math.RandomStreams;

/**
 * A random stream that can be read again: what was drawn from it is given to every later reader, as far as that draws in the same way. Beyond, the stream itself is drawn from while it is
 * open; once it is closed, and for a reader that draws otherwise, a fixed stream takes its place.
 */
final class Draws implements UniformRandomProvider {
  private static final int DOUBLE = 0;
  private static final int LONG = -1;

  /** One draw; kind is the bound of an integer. */
  private record Draw(int kind, long bits) {}

  /** What all readers share. */
  private static final class Tape {
    private final List<Draw> draws = new ArrayList<>();
    private UniformRandomProvider source;
  }

  private final Tape tape;
  private int position;
  private UniformRandomProvider own;

  private Draws(Tape tape) {
    this.tape = tape;
  }

  /** Open, nothing drawn. */
  static Draws of(UniformRandomProvider source) {
    Draws draws = closed();
    draws.tape.source = source;
    return draws;
  }

  /** Of no stream. */
  static Draws closed() {
    return new Draws(new Tape());
  }

  /** Another reader, at the beginning. */
  Draws again() {
    return new Draws(tape);
  }

  /** Nothing more is drawn from the stream, by any reader. */
  void close() {
    tape.source = null;
  }

  private long draw(int kind, ToLongFunction<UniformRandomProvider> from) {
    boolean recorded = position < tape.draws.size();
    if (own == null && recorded && tape.draws.get(position).kind() == kind) {
      return tape.draws.get(position++).bits();
    }
    if (own == null && !recorded && tape.source != null) {
      tape.draws.add(new Draw(kind, from.applyAsLong(tape.source)));
      return tape.draws.get(position++).bits();
    }
    if (own == null) {
      own = new RandomStreams(0).stream(RandomStreams.Purpose.DIAGNOSTIC, 0, position);
    }
    return from.applyAsLong(own);
  }

  @Override
  public double nextDouble() {
    return Double.longBitsToDouble(draw(DOUBLE, s -> Double.doubleToRawLongBits(s.nextDouble())));
  }

  @Override
  public int nextInt(int n) {
    return (int) draw(n, s -> s.nextInt(n));
  }

  @Override
  public long nextLong() {
    return draw(LONG, UniformRandomProvider::nextLong);
  }
}
