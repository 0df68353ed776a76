package wfr.reference;

import java.util.function.DoubleUnaryOperator;
import wfr.model.BoxMass;
import wfr.model.Domain;
import wfr.model.Observable;
import wfr.model.WfrProblem;
import wfr.operation.FigureOperations.BoxErrors;
import wfr.operation.GridOperations.MassOutside;
import wfr.operation.Implementation;

/**
 * What a box on the line cuts off: an estimate from rho_0 and pi outside it, since rho_t outside is of their order. With
 * eps the larger of both masses outside, the first two moments lose int (|x| + |m|) and int x^2 over the outside, a divergence
 * eps (1 + |log eps|) plus int |h_0| rho_0, an observable eps times the range of its values in the box. Zero on a torus or a no-flux interval, where the box is the space.
 * Source: proofs-notes, G13.
 */
final class BoxError {
  private static final int SAMPLES = 257;
  private static final double LARGE = 1e200;

  private BoxError() {}

  /** Errors of all figures. */
  static double[] of(BoxErrors call, Implementation ops) {
    WfrProblem problem = call.problem();
    double[] figure = new double[FiguresOnLine.FIXED_FIGURES + call.observables().size()];
    if (problem.domain().boundary() != Domain.Boundary.LINE) {
      return figure;
    }
    double[] outside = ops.apply(new MassOutside(problem));
    double eps = Math.max(outside[0], outside[1]);
    if (!(eps > 0)) {
      return figure;
    }
    BoxMass rho = BoxMass.ofInitial(problem.initial(), problem.domain());
    BoxMass pi = BoxMass.ofTarget(problem.potential(), problem.domain());
    double first = moment(rho, pi, 1);
    double second = moment(rho, pi, 2);
    double half = Math.max(Math.abs(problem.domain().left()), Math.abs(problem.domain().right()));
    double logZ = pi.logTotal();
    double logNorm = rho.logTotal();
    // Bounded, because pi and rho_0 underflow where h_0 overflows.
    DoubleUnaryOperator ratio =
        x -> {
          double h =
              problem.initial().logDensity(x) - logNorm + problem.potential().value(x) + logZ;
          return Double.isNaN(h) ? LARGE : Math.min(LARGE, Math.abs(h));
        };
    figure[FiguresOnLine.MEAN] = first + eps * half;
    figure[FiguresOnLine.VARIANCE] = second + 2 * half * first + eps * half * half;
    figure[FiguresOnLine.KL] = eps * (1 - Math.log(eps)) + rho.outsideIntegral(ratio);
    figure[FiguresOnLine.REVERSE_KL] = eps * (1 - Math.log(eps)) + pi.outsideIntegral(ratio);
    for (int i = 0; i < call.observables().size(); i++) {
      figure[FiguresOnLine.FIXED_FIGURES + i] =
          eps * range(call.observables().get(i), problem.domain());
    }
    return figure;
  }

  private static double moment(BoxMass rho, BoxMass pi, int power) {
    return Math.max(
        rho.outsideIntegral(x -> Math.pow(Math.abs(x), power)),
        pi.outsideIntegral(x -> Math.pow(Math.abs(x), power)));
  }

  private static double range(Observable observable, Domain box) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < SAMPLES; i++) {
      double f =
          observable.field().value(box.left() + (box.right() - box.left()) * i / (SAMPLES - 1));
      min = Math.min(min, f);
      max = Math.max(max, f);
    }
    return max - min;
  }
}
