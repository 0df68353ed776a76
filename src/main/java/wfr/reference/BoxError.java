package wfr.reference;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import wfr.model.BoxMass;
import wfr.model.Domain;
import wfr.model.Observable;
import wfr.model.WfrProblem;

/**
 * What a box on the line cuts off: an estimate from rho_0 and pi outside it, since rho_t outside is of their order. With
 * eps the larger of both masses outside, the first two moments lose int (|x| + |m|) and int x^2 over the outside, a divergence
 * eps (1 + |log eps|) plus int |h_0| rho_0, an observable eps times the range of its values in the box. Zero on a torus or a no-flux interval, where the box is the space.
 */
final class BoxError {
  private static final int SAMPLES = 257;
  private static final double LARGE = 1e200;

  private final WfrProblem problem;
  private final double initialOutside;
  private final double targetOutside;
  private final double[] figure = new double[GridFigures.FIXED_FIGURES];

  private BoxError(WfrProblem problem) {
    this.problem = problem;
    if (problem.domain().boundary() != Domain.Boundary.LINE) {
      initialOutside = 0;
      targetOutside = 0;
      return;
    }
    BoxMass rho = BoxMass.ofInitial(problem.initial(), problem.domain());
    BoxMass pi = BoxMass.ofTarget(problem.potential(), problem.domain());
    initialOutside = rho.outside();
    targetOutside = pi.outside();
    double eps = Math.max(initialOutside, targetOutside);
    if (!(eps > 0)) {
      return;
    }
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
    figure[GridFigures.MEAN] = first + eps * half;
    figure[GridFigures.VARIANCE] = second + 2 * half * first + eps * half * half;
    figure[GridFigures.KL] = eps * (1 - Math.log(eps)) + rho.outsideIntegral(ratio);
    figure[GridFigures.REVERSE_KL] = eps * (1 - Math.log(eps)) + pi.outsideIntegral(ratio);
  }

  private static double moment(BoxMass rho, BoxMass pi, int power) {
    return Math.max(
        rho.outsideIntegral(x -> Math.pow(Math.abs(x), power)),
        pi.outsideIntegral(x -> Math.pow(Math.abs(x), power)));
  }

  static BoxError of(WfrProblem problem) {
    return new BoxError(problem);
  }

  double initialOutside() {
    return initialOutside;
  }

  double targetOutside() {
    return targetOutside;
  }

  /** Error of figure j. */
  double error(int j, List<Observable> observables) {
    if (j < GridFigures.FIXED_FIGURES) {
      return figure[j];
    }
    double eps = Math.max(initialOutside, targetOutside);
    if (!(eps > 0)) {
      return 0;
    }
    double a = problem.domain().left();
    double b = problem.domain().right();
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < SAMPLES; i++) {
      double f =
          observables
              .get(j - GridFigures.FIXED_FIGURES)
              .field()
              .value(a + (b - a) * i / (SAMPLES - 1));
      min = Math.min(min, f);
      max = Math.max(max, f);
    }
    return eps * (max - min);
  }
}
