package wfr.reference;

import wfr.certificate.SchemeCandidate;
import wfr.certificate.SchemeCertificate;
import wfr.model.DiscreteScheme;
import wfr.spec.Operations;

/** The guaranteed bounds of the reference implementation. */
public interface ReferenceCertificates extends Operations {
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
}
