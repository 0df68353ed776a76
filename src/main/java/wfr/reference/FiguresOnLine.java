package wfr.reference;

import static wfr.operation.GridOperations.KL;
import static wfr.operation.GridOperations.MASS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wfr.diagnostics.Expectation;
import wfr.diagnostics.GridFunctionals;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.measure.GridDensity;
import wfr.model.Observable;
import wfr.operation.FigureOperations.GridFigures;
import wfr.operation.GridOperations.Kl;
import wfr.operation.GridOperations.Mass;
import wfr.operation.Implementation;

/** The figures reported of a grid density, as one vector: seven fixed ones, then the observables. */
final class FiguresOnLine {
  static final int MASS = 0;
  static final int MEAN = 1;
  static final int VARIANCE = 2;
  static final int KL = 3;
  static final int REVERSE_KL = 4;
  static final int FISHER_INFORMATION = 5;
  static final int LOG_RATIO_VARIANCE = 6;
  static final int FIXED_FIGURES = 7;

  private FiguresOnLine() {}

  /** Mean, variance, both divergences and the observables; the mass is exact, the dissipation terms are reported as they come. */
  static boolean isHeldToAccuracy(int figure) {
    return figure != MASS && figure != FISHER_INFORMATION && figure != LOG_RATIO_VARIANCE;
  }

  /** The figures of a density; mass and KL are those of the implementation. */
  static double[] of(GridFigures call, Implementation ops) {
    GridDensity rho = call.rho();
    GridFunctionals f = new GridFunctionals(rho);
    double[] v = new double[FIXED_FIGURES + call.observables().size()];
    v[MASS] = ops.apply(new Mass(rho.logTargetMass(), rho.logRatio()));
    v[MEAN] = f.mean();
    v[VARIANCE] = f.variance();
    v[KL] = ops.apply(new Kl(rho.logTargetMass(), rho.logRatio()));
    v[REVERSE_KL] = f.reverseKl();
    v[FISHER_INFORMATION] = f.fisherInformation();
    v[LOG_RATIO_VARIANCE] = f.logRatioVariance();
    if (!call.observables().isEmpty()) {
      Expectation expectation = new Expectation(rho, call.potential());
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
        List.of(e[MEAN]),
        List.of(List.of(e[VARIANCE])),
        e[KL],
        e[REVERSE_KL],
        e[FISHER_INFORMATION],
        e[LOG_RATIO_VARIANCE],
        named);
  }
}
