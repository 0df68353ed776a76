package wfr.pde;

import wfr.model.SplittingScheme;

/**
 * One step dt of the WFR flow composed of transport W and reaction FR (schemes are read from left to right):
 *   lie-wfr   FR(dt) o W(dt)        lie-frw   W(dt) o FR(dt)
 *   strang    FR(dt/2) o W(dt) o FR(dt/2)        strang-wfrw   W(dt/2) o FR(dt) o W(dt/2)
 * Special cases: each sub-flow fixes pi, so every scheme does, for any dt (C1).
 * Accuracy: order 1 for Lie, 2 for Strang when the transport flow is at least that accurate (C4). Over n steps
 * the closing and opening FR halves of strang merge, because FR is a semigroup: n + 1 reactions instead of 2n.
 */
public final class Splitting {
  private final SplittingScheme scheme;
  private final SubFlow transport;
  private final SubFlow reaction;
  private final SubFlow halfReaction;

  /**
   * @param scheme order of the sub-flows
   * @param transport W for a given time
   * @param reaction FR for a given time
   * @param dt step, > 0
   */
  public Splitting(
      SplittingScheme scheme, SubFlow.Factory transport, SubFlow.Factory reaction, double dt) {
    this.scheme = scheme;
    this.transport = transport.over(scheme == SplittingScheme.STRANG_WFRW ? 0.5 * dt : dt);
    this.reaction = reaction.over(dt);
    this.halfReaction = scheme == SplittingScheme.STRANG ? reaction.over(0.5 * dt) : null;
  }

  /** Advances h by n steps. */
  public void advance(double[] h, long n) {
    for (long k = 0; k < n; k++) {
      switch (scheme) {
        case LIE_WFR -> {
          transport.advance(h);
          reaction.advance(h);
        }
        case LIE_FRW -> {
          reaction.advance(h);
          transport.advance(h);
        }
        case STRANG -> {
          (k == 0 ? halfReaction : reaction).advance(h);
          transport.advance(h);
        }
        case STRANG_WFRW -> {
          transport.advance(h);
          reaction.advance(h);
          transport.advance(h);
        }
        default -> throw new IllegalStateException("unknown scheme " + scheme);
      }
    }
    if (scheme == SplittingScheme.STRANG && n > 0) {
      halfReaction.advance(h);
    }
  }
}
