package wfr.reference;

import java.util.List;
import wfr.certificate.PdeCertificate;
import wfr.certificate.SchemeCandidate;
import wfr.certificate.SchemeCertificate;
import wfr.certificate.TrialFigures;
import wfr.math.Estimate;
import wfr.model.DiscreteScheme;
import wfr.model.SpectralProblem;
import wfr.spec.Operations;

/** The guaranteed bounds of the reference implementation. */
public interface ReferenceCertificates extends Operations {
  /** Degree in time of a trial. */
  int DEGREE = 8;

  @Override
  default double[][] schemeStates(DiscreteScheme scheme, double[] start) {
    return SchemeCandidate.states(scheme, start);
  }

  @Override
  default double transportResidual(
      DiscreteScheme scheme, double dt, double[] before, double[] after) {
    return SchemeCertificate.transportResidual(scheme, dt, before, after);
  }

  @Override
  default double reactionResidual(double rate, double[] before, double[] after) {
    return SchemeCertificate.reactionResidual(rate, before, after);
  }

  @Override
  default double contractedBound(double bound, double rate) {
    return SchemeCertificate.contracted(bound, rate);
  }

  @Override
  default double[] schemeBounds(DiscreteScheme scheme, double[][] states) {
    ReferenceCertificates self = this;
    return SchemeCertificate.bounds(
        scheme,
        states,
        new SchemeCertificate.Parts() {
          @Override
          public double transport(DiscreteScheme s, double dt, double[] v, double[] next) {
            return self.transportResidual(s, dt, v, next);
          }

          @Override
          public double reaction(double rate, double[] v, double[] next) {
            return self.reactionResidual(rate, v, next);
          }

          @Override
          public double contraction(double bound, double rate) {
            return self.contractedBound(bound, rate);
          }
        });
  }

  @Override
  default double slabBound(
      double bound, double lambda, double length, double residual, double jump) {
    return PdeCertificate.nextBound(bound, lambda, length, residual, jump);
  }

  @Override
  default List<EnclosedState> enclose(
      SpectralProblem problem, int modes, double[] times, double aim, PlantedFault fault) {
    PdeCertificate.Tamper tamper =
        (slab, trial) -> {
          if (slab == fault.slab()) {
            trial[0][fault.mode()] += fault.jump() ? fault.size() : 0.5 * fault.size();
            trial[1][fault.mode()] += fault.jump() ? 0 : 0.5 * fault.size();
          }
        };
    return new PdeCertificate(problem, modes, DEGREE)
        .enclose(times, aim, tamper, this::slabBound).stream()
            .map(s -> new EnclosedState(s.time(), s.trial(), s.bound()))
            .toList();
  }

  @Override
  default List<Estimate> enclosedFigures(SpectralProblem problem, EnclosedState state) {
    return new TrialFigures(problem).of(state.trial(), state.bound());
  }

  @Override
  default double[] trialValues(boolean periodic, double[] trial, double[] points) {
    return PdeCertificate.values(periodic, trial, points);
  }
}
