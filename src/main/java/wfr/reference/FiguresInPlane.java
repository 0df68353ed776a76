package wfr.reference;

import static wfr.operation.GridOperations.KL;
import static wfr.operation.GridOperations.MASS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import wfr.diagnostics.MeasureSummary;
import wfr.diagnostics.PlaneExpectation;
import wfr.diagnostics.PlaneFunctionals;
import wfr.math.Estimate;
import wfr.measure.PlaneDensity;
import wfr.model.Domain;
import wfr.model.Observable;
import wfr.model.PlaneBoxMass;
import wfr.model.WfrProblem;
import wfr.operation.FigureOperations.PlaneBoxErrors;
import wfr.operation.FigureOperations.PlaneFigures;
import wfr.operation.GridOperations.Kl;
import wfr.operation.GridOperations.Mass;
import wfr.operation.Implementation;

/** The figures reported of a density in the plane, as one vector: ten fixed ones, then the observables; and what the box adds to their errors. Source: proofs-notes, G10, G13. */
final class FiguresInPlane {
  static final int MASS = 0;
  static final int MEAN = 1;
  static final int VARIANCE = 3;
  static final int KL = 6;
  static final int REVERSE_KL = 7;
  static final int FISHER_INFORMATION = 8;
  static final int LOG_RATIO_VARIANCE = 9;
  static final int FIXED_FIGURES = 10;
  private static final int SAMPLES = 33;

  private FiguresInPlane() {}

  /** Masses of rho_0 and pi outside the box where it truncates the plane. */
  static double[] outside(WfrProblem problem) {
    return problem.domain().boundary() == Domain.Boundary.LINE
        ? new double[] {
          PlaneBoxMass.ofInitial(problem.initial(), problem.domain()).outside(),
          PlaneBoxMass.ofTarget(problem.potential(), problem.domain()).outside()
        }
        : new double[2];
  }

  /** What the box cuts off of every figure, estimated from rho_0 and pi outside it as {@link BoxError} does on the line. */
  static double[] cutOff(PlaneBoxErrors call) {
    WfrProblem problem = call.problem();
    double[] cutOff = new double[FIXED_FIGURES + call.observables().size()];
    if (problem.domain().boundary() != Domain.Boundary.LINE) {
      return cutOff;
    }
    PlaneBoxMass rho = PlaneBoxMass.ofInitial(problem.initial(), problem.domain());
    PlaneBoxMass pi = PlaneBoxMass.ofTarget(problem.potential(), problem.domain());
    double eps = Math.max(rho.outside(), pi.outside());
    if (!(eps > 0)) {
      return cutOff;
    }
    double[] a = problem.domain().lower();
    double[] b = problem.domain().upper();
    double reach = 0;
    for (int k = 0; k < 2; k++) {
      reach = Math.max(reach, Math.max(Math.abs(a[k]), Math.abs(b[k])));
    }
    ToDoubleFunction<double[]> norm = FiguresInPlane::norm;
    ToDoubleFunction<double[]> square = x -> norm(x) * norm(x);
    double first = Math.max(rho.outsideIntegral(norm), pi.outsideIntegral(norm));
    double second = Math.max(rho.outsideIntegral(square), pi.outsideIntegral(square));
    for (int k = 0; k < 2; k++) {
      cutOff[MEAN + k] = first + eps * reach;
    }
    for (int k = 0; k < 3; k++) {
      cutOff[VARIANCE + k] = second + 2 * reach * first + eps * reach * reach;
    }
    ToDoubleFunction<double[]> ratio = x -> ratio(problem, x);
    cutOff[KL] = eps * (1 - Math.log(eps)) + rho.outsideIntegral(ratio);
    cutOff[REVERSE_KL] = eps * (1 - Math.log(eps)) + pi.outsideIntegral(ratio);
    for (int i = 0; i < call.observables().size(); i++) {
      cutOff[FIXED_FIGURES + i] = eps * range(call.observables().get(i), a, b);
    }
    return cutOff;
  }

  private static double norm(double[] x) {
    return Math.hypot(x[0], x[1]);
  }

  /** |log rho_0 + V| + 1: h_0 up to normalisers, which count by the mass outside; bounded, because densities underflow where it overflows. */
  private static double ratio(WfrProblem problem, double[] x) {
    double h = problem.initial().logDensity(x) + problem.potential().value(x);
    return Double.isNaN(h) ? 1e200 : Math.min(1e200, Math.abs(h) + 1);
  }

  private static double range(Observable f, double[] a, double[] b) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < SAMPLES * SAMPLES; c++) {
      double s = (c % SAMPLES) / (SAMPLES - 1.0);
      double t = (c / SAMPLES) / (SAMPLES - 1.0);
      double v = f.field().value(new double[] {a[0] + s * (b[0] - a[0]), a[1] + t * (b[1] - a[1])});
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
    return max - min;
  }

  /** Means, variances, both divergences and the observables are held to the accuracy, as on the line. */
  static boolean isHeldToAccuracy(int figure) {
    return figure != MASS && figure != FISHER_INFORMATION && figure != LOG_RATIO_VARIANCE;
  }

  /** The figures of a density; mass and KL are those of the implementation. */
  static double[] of(PlaneFigures call, Implementation ops) {
    PlaneDensity rho = call.rho();
    PlaneFunctionals f = new PlaneFunctionals(rho);
    double[][] c = f.covariance();
    double[] v = new double[FIXED_FIGURES + call.observables().size()];
    v[MASS] = ops.apply(new Mass(rho.logTargetMass(), rho.logRatio()));
    System.arraycopy(f.mean(), 0, v, MEAN, 2);
    v[VARIANCE] = c[0][0];
    v[VARIANCE + 1] = c[0][1];
    v[VARIANCE + 2] = c[1][1];
    v[KL] = ops.apply(new Kl(rho.logTargetMass(), rho.logRatio()));
    v[REVERSE_KL] = f.reverseKl();
    v[FISHER_INFORMATION] = f.fisherInformation();
    v[LOG_RATIO_VARIANCE] = f.logRatioVariance();
    if (!call.observables().isEmpty()) {
      PlaneExpectation expectation = new PlaneExpectation(rho, call.potential());
      for (int i = 0; i < call.observables().size(); i++) {
        v[FIXED_FIGURES + i] = expectation.of(call.observables().get(i).field());
      }
    }
    return v;
  }

  /** The estimates of one time under their names. */
  static MeasureSummary summary(double time, Estimate[] e, List<Observable> observables) {
    Map<String, Estimate> named = new LinkedHashMap<>();
    for (int i = 0; i < observables.size(); i++) {
      named.put(observables.get(i).name(), e[FIXED_FIGURES + i]);
    }
    return new MeasureSummary(
        time,
        e[MASS],
        List.of(e[MEAN], e[MEAN + 1]),
        List.of(List.of(e[VARIANCE], e[VARIANCE + 1]), List.of(e[VARIANCE + 1], e[VARIANCE + 2])),
        e[KL],
        e[REVERSE_KL],
        e[FISHER_INFORMATION],
        e[LOG_RATIO_VARIANCE],
        named);
  }
}
