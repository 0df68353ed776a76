package wfr.defects;

import java.util.List;
import java.util.function.Supplier;
import wfr.math.Estimate;
import wfr.measure.DiscreteTarget;
import wfr.model.Potential;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations;
import wfr.spec.Operations.Group;

/** Mutants of spectra, of the linearisation and of the curvature. */
final class OperatorMutants {
  private OperatorMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "op-dense-eigensolver",
            "eigenvalues to the rounding of the largest one, as a dense solver gives them",
            Group.SPECTRUM,
            List.of("F3"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] spectrum(DiscreteTarget target, int count) {
                    double[] mu = super.spectrum(target, count);
                    double largest = 0;
                    for (int i = 0; i < target.grid().cells(); i++) {
                      double rate = target.logConductance()[i] - target.logMass()[i];
                      largest = Math.max(largest, 4 * Math.exp(rate));
                    }
                    for (int k = 1; k < count; k++) {
                      mu[k] += Math.ulp(largest);
                    }
                    return mu;
                  }
                }),
        new Mutant(
            "op-one-way-rate",
            "symmetric well: escape rate of one well, half the gap",
            Group.SPECTRUM,
            List.of("F3", "F2", "F1"),
            scaled(0.5)),
        new Mutant(
            "op-diffusivity-lost",
            "eigenvalues of L instead of D L",
            Group.SPECTRUM,
            List.of("F2", "F1"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public Estimate[] spectrum(WfrProblem problem, int cells, int count) {
                    return times(super.spectrum(problem, cells, count), 1 / problem.diffusivity());
                  }
                }),
        new Mutant(
            "op-asymmetric-step",
            "transport with the rates of the face to the right: not self-adjoint",
            Group.TRANSPORT,
            List.of("F1"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] transport(
                      DiscreteTarget target, double[] h, double dt, TransportScheme scheme) {
                    double[] shifted = target.logMass().clone();
                    System.arraycopy(target.logMass(), 1, shifted, 0, shifted.length - 1);
                    return super.transport(
                        new DiscreteTarget(target.grid(), shifted, target.logConductance()),
                        h,
                        dt,
                        scheme);
                  }
                }),
        new Mutant(
            "op-linearised-without-mean",
            "linearised rates without the reaction",
            Group.LINEARISATION,
            List.of("F4J"),
            linearised(0)),
        new Mutant(
            "op-lambda-1ppm",
            "linearised with lambda off by three parts in a million",
            Group.LINEARISATION,
            List.of("F4J"),
            linearised(1 + 3e-6)),
        new Mutant(
            "op-kinetic-friction-halved",
            "friction g/2 with noise sqrt(g)",
            Group.KINETIC_SPECTRUM,
            List.of("F6"),
            kinetic(0.5, 1)),
        new Mutant(
            "op-kinetic-lambda-lost",
            "kinetic generator without the reaction",
            Group.KINETIC_SPECTRUM,
            List.of("F6"),
            kinetic(1, 0)),
        new Mutant(
            "op-curvature-at-centre",
            "V'' in the middle of the interval taken for its minimum",
            Group.SPECTRUM,
            List.of("F5"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public Estimate curvature(Potential v, double a, double b) {
                    double m = 0.5 * (a + b);
                    return super.curvature(v, m - 1e-3, m + 1e-3);
                  }
                }),
        new Mutant(
            "op-curvature-doubled",
            "K for Gamma_2 without its factor 1/2",
            Group.SPECTRUM,
            List.of("F5"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public Estimate curvature(Potential v, double a, double b) {
                    return times(new Estimate[] {super.curvature(v, a, b)}, 2)[0];
                  }
                }));
  }

  private static Supplier<Operations> scaled(double factor) {
    return () ->
        new ReferenceOperations() {
          @Override
          public double[] spectrum(DiscreteTarget target, int count) {
            double[] mu = super.spectrum(target, count);
            for (int k = 0; k < count; k++) {
              mu[k] *= factor;
            }
            return mu;
          }
        };
  }

  private static Supplier<Operations> linearised(double factor) {
    return () ->
        new ReferenceOperations() {
          @Override
          public Estimate[] linearisedSpectrum(WfrProblem problem, int cells, int count) {
            return super.linearisedSpectrum(
                problem.withReactionRate(factor * problem.reactionRate()), cells, count);
          }
        };
  }

  private static Estimate[] times(Estimate[] e, double factor) {
    Estimate[] out = new Estimate[e.length];
    for (int k = 0; k < e.length; k++) {
      out[k] = new Estimate(e[k].value() * factor, e[k].error() * Math.abs(factor));
    }
    return out;
  }

  private static Supplier<Operations> kinetic(double friction, double rate) {
    return () ->
        new ReferenceOperations() {
          @Override
          public double[][] kineticSpectrum(
              KineticTarget problem, double g, double lambda, int degree, int count) {
            return super.kineticSpectrum(problem, friction * g, rate * lambda, degree, count);
          }
        };
  }
}
