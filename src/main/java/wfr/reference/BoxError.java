package wfr.reference;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import wfr.model.BoxMass;
import wfr.model.Domain;
import wfr.model.Observable;
import wfr.model.PanelRule;
import wfr.model.PointList;
import wfr.model.Potential;
import wfr.model.WfrProblem;
import wfr.operation.FigureOperations.BoxErrors;
import wfr.operation.GridOperations.MassOutside;
import wfr.operation.Implementation;

/**
 * What a box cuts off: an estimate from rho_0 and pi outside it, since rho_t outside is of their order. With
 * eps the larger of both masses outside, the first two moments lose int (|x| + |m|) and int |x|^2 over the outside, a divergence
 * eps (1 + |log eps|) plus int |h_0| rho_0, Var h twice eps (1 + |log eps|)^2 plus int h_0^2, E|grad h|^2 int |grad h_0|^2, an observable eps times the range of its values in the box. Zero where the box is the space.
 * Source: proofs-notes, G13.
 */
final class BoxError {
  /** Values of an observable looked at along an axis, by dimension. */
  private static final int[] SAMPLES = {257, 33, 17};

  private static final double LARGE = 1e200;

  /** Places of |x|, |x|^2, |h_0|, h_0^2, |grad h_0|^2. */
  private static final int FIRST = 0;

  private static final int SECOND = 1;
  private static final int RATIO = 2;
  private static final int SQUARE = 3;
  private static final int SLOPE = 4;
  private static final int MOMENTS = 5;

  /** Relative step of differences. */
  private static final double STEP = 1e-5;

  /** To the last point of a ray where V is finite, and the share of the way to it where its growth is seen. */
  private static final int BISECTIONS = 60;

  private static final double BEFORE = 0.8;

  private BoxError() {}

  /** Errors of all figures. */
  static double[] of(BoxErrors call, Implementation ops) {
    WfrProblem problem = call.problem();
    Figures at = new Figures(problem.dimension());
    double[] figure = new double[at.fixed() + call.observables().size()];
    if (!problem.domain().truncates()) {
      return figure;
    }
    double[] outside = ops.apply(new MassOutside(problem));
    double eps = Math.max(outside[0], outside[1]);
    if (!(eps > 0)) {
      return figure;
    }
    BoxMass rho = BoxMass.ofInitial(problem.initial(), problem.domain());
    BoxMass pi = BoxMass.ofTarget(problem.potential(), problem.domain());
    double half = 0;
    for (int k = 0; k < problem.dimension(); k++) {
      half = Math.max(half, Math.abs(problem.domain().lower()[k]));
      half = Math.max(half, Math.abs(problem.domain().upper()[k]));
    }
    double logZ = pi.logTotal();
    double logNorm = rho.logTotal();
    // Bounded, because pi and rho_0 underflow where h_0 overflows.
    ToDoubleFunction<double[]> ratio =
        x -> {
          double h = problem.initial().logDensity(x) - logNorm + value(problem, x) + logZ;
          return Double.isNaN(h) ? LARGE : Math.min(LARGE, Math.abs(h));
        };
    PanelRule.Values all = integrands(problem.potential(), ratio);
    double[] ofRho = rho.outsideIntegrals(MOMENTS, all);
    double[] ofPi = pi.outsideIntegrals(MOMENTS, all);
    double[] larger = new double[MOMENTS];
    Arrays.setAll(larger, j -> Math.max(ofRho[j], ofPi[j]));
    for (int j = 0; j < problem.dimension(); j++) {
      figure[at.mean(j)] = larger[FIRST] + eps * half;
      for (int k = j; k < problem.dimension(); k++) {
        figure[at.covariance(j, k)] = larger[SECOND] + 2 * half * larger[FIRST] + eps * half * half;
      }
    }
    double log = 1 - Math.log(eps);
    figure[at.kl()] = eps * log + ofRho[RATIO];
    figure[at.reverseKl()] = eps * log + ofPi[RATIO];
    figure[at.fisherInformation()] = larger[SLOPE];
    figure[at.logRatioVariance()] = 2 * eps * log * log + larger[SQUARE];
    for (int i = 0; i < call.observables().size(); i++) {
      figure[at.fixed() + i] = eps * range(call.observables().get(i), problem.domain());
    }
    return figure;
  }

  private static PanelRule.Values integrands(
      Potential potential, ToDoubleFunction<double[]> ratio) {
    return new PanelRule.Values() {
      @Override
      public void at(double[] x, double[] values) {
        double r = norm(x);
        double h = ratio.applyAsDouble(x);
        values[FIRST] = r;
        values[SECOND] = r * r;
        values[RATIO] = h;
        values[SQUARE] = squared(h);
        values[SLOPE] = squaredSlope(ratio, x);
      }

      @Override
      public boolean isDear() {
        return potential.isDear();
      }

      @Override
      public void expect(PointList points) {
        PointList all = new PointList(potential.dimension());
        double[] x = new double[potential.dimension()];
        for (int i = 0; i < points.size(); i++) {
          points.get(i, x);
          all.add(x);
          for (int k = 0; k < x.length; k++) {
            double at = x[k];
            for (double step : new double[] {step(at), -step(at)}) {
              x[k] = at + step;
              all.add(x);
            }
            x[k] = at;
          }
        }
        all.tell(potential);
      }
    };
  }

  /** V, continued where exp(-V) underflows in an expression of it: along the ray from the middle of the box as the power of the distance that it grew by last. */
  private static double value(WfrProblem problem, double[] x) {
    double v = problem.potential().value(x);
    if (v < Double.POSITIVE_INFINITY) {
      return v;
    }
    double low = 0;
    double high = 1;
    for (int k = 0; k < BISECTIONS; k++) {
      double middle = 0.5 * (low + high);
      boolean finite = onRay(problem, x, middle) < Double.POSITIVE_INFINITY;
      low = finite ? middle : low;
      high = finite ? high : middle;
    }
    double last = onRay(problem, x, low);
    double power = Math.log(last / onRay(problem, x, BEFORE * low)) / -Math.log(BEFORE);
    return last * Math.pow(1 / low, Math.max(1, power));
  }

  private static double onRay(WfrProblem problem, double[] x, double share) {
    double[] at = new double[x.length];
    for (int k = 0; k < at.length; k++) {
      double middle = 0.5 * (problem.domain().lower()[k] + problem.domain().upper()[k]);
      at[k] = middle + share * (x[k] - middle);
    }
    return at.length == 1 ? problem.potential().value(at[0]) : problem.potential().value(at);
  }

  private static double norm(double[] x) {
    double square = 0;
    for (double v : x) {
      square += v * v;
    }
    return x.length == 1 ? Math.abs(x[0]) : Math.sqrt(square);
  }

  /** |grad h_0|^2 by differences. */
  private static double squaredSlope(ToDoubleFunction<double[]> ratio, double[] x) {
    double sum = 0;
    double[] y = x.clone();
    for (int k = 0; k < x.length; k++) {
      double step = step(x[k]);
      y[k] = x[k] + step;
      double beyond = ratio.applyAsDouble(y);
      y[k] = x[k] - step;
      sum += squared((beyond - ratio.applyAsDouble(y)) / (2 * step));
      y[k] = x[k];
    }
    return sum;
  }

  private static double step(double x) {
    return STEP * Math.max(Math.ulp(1e6), Math.abs(x));
  }

  private static double squared(double v) {
    return Math.min(LARGE, v * v);
  }

  private static double range(Observable observable, Domain box) {
    int samples = SAMPLES[box.dimension() - 1];
    int all = (int) Math.round(Math.pow(samples, box.dimension()));
    double[] x = new double[box.dimension()];
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < all; c++) {
      int rest = c;
      for (int k = 0; k < x.length; k++) {
        double width = box.upper()[k] - box.lower()[k];
        x[k] = box.lower()[k] + width * (rest % samples) / (samples - 1);
        rest /= samples;
      }
      double f = observable.field().value(x);
      min = Math.min(min, f);
      max = Math.max(max, f);
    }
    return max - min;
  }
}
