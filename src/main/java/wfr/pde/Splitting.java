package wfr.pde;

import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import wfr.measure.DiscreteTarget;
import wfr.model.SplittingScheme;
import wfr.operation.GridOperations.Reaction;
import wfr.operation.GridOperations.SplittingStep;
import wfr.operation.GridOperations.Transport;
import wfr.operation.Implementation;

/**
 * One step dt of the WFR flow composed of transport W and reaction FR (schemes are read from left to right):
 *   lie-wfr   FR(dt) o W(dt)        lie-frw   W(dt) o FR(dt)
 *   strang    FR(dt/2) o W(dt) o FR(dt/2)        strang-wfrw   W(dt/2) o FR(dt) o W(dt/2)
 * Special cases: each sub-flow fixes pi, so every scheme does, for any dt (C1).
 * Accuracy: order 1 for Lie, 2 for Strang when the transport flow is at least that accurate (C4). Over n steps
 * the closing and opening FR halves of strang merge, because FR is a semigroup: n + 1 reactions instead of 2n.
 * Source: proofs-notes, A12D, C1, C3, C4, F4, G9.
 */
public final class Splitting {
  private final SplittingScheme scheme;
  private final DoubleFunction<UnaryOperator<double[]>> transport;
  private final DoubleFunction<UnaryOperator<double[]>> reaction;

  /**
   * @param scheme order of the sub-flows
   * @param transport W for a given time
   * @param reaction FR for a given time
   */
  public Splitting(
      SplittingScheme scheme,
      DoubleFunction<UnaryOperator<double[]>> transport,
      DoubleFunction<UnaryOperator<double[]>> reaction) {
    this.scheme = scheme;
    this.transport = transport;
    this.reaction = reaction;
  }

  /** One step on the line, of the transport and reaction of an implementation. */
  public static double[] step(SplittingStep call, Implementation ops) {
    DiscreteTarget target = call.target();
    return new Splitting(
            call.splitting(),
            dt -> h -> ops.apply(new Transport(target, h, dt, call.transport())).logRatio(),
            dt -> h -> ops.apply(new Reaction(target.logMass(), h, call.lambda() * dt)))
        .advance(call.logRatio(), call.dt(), 1);
  }

  /** h after n steps of dt. */
  public double[] advance(double[] h, double dt, long n) {
    UnaryOperator<double[]> w =
        transport.apply(scheme == SplittingScheme.STRANG_WFRW ? 0.5 * dt : dt);
    UnaryOperator<double[]> fr = reaction.apply(dt);
    UnaryOperator<double[]> half = reaction.apply(0.5 * dt);
    double[] u = h;
    for (long k = 0; k < n; k++) {
      u =
          switch (scheme) {
            case LIE_WFR -> fr.apply(w.apply(u));
            case LIE_FRW -> w.apply(fr.apply(u));
            case STRANG -> w.apply((k == 0 ? half : fr).apply(u));
            case STRANG_WFRW -> w.apply(fr.apply(w.apply(u)));
          };
    }
    return scheme == SplittingScheme.STRANG && n > 0 ? half.apply(u) : u;
  }
}
