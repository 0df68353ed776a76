package wfr.defects;

import java.util.List;
import wfr.model.DiscreteScheme;
import wfr.model.SpectralProblem;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations.Group;

/** Mutants of the guaranteed bounds. */
final class CertificateMutants {
  private CertificateMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "cert-last-step-forgotten",
            "bound without the residual of the last sub-step",
            Group.CERTIFICATE,
            List.of("G6"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[] schemeBounds(DiscreteScheme scheme, double[][] states) {
                    double[] eps = super.schemeBounds(scheme, states);
                    eps[eps.length - 1] = eps[eps.length - 2];
                    return eps;
                  }
                }),
        new Mutant(
            "cert-divided-by-contraction",
            "bound divided by the contraction of the reaction",
            Group.CERTIFICATE,
            List.of("G6"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double contractedBound(double bound, double rate) {
                    return bound * Math.exp(rate);
                  }
                }),
        new Mutant(
            "cert-contracted-twice",
            "contraction of the bound by a^2",
            Group.CERTIFICATE,
            List.of("G6"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double contractedBound(double bound, double rate) {
                    return super.contractedBound(bound, 2 * rate);
                  }
                }),
        new Mutant(
            "cert-reaction-unchecked",
            "residual of the reaction taken for zero",
            Group.CERTIFICATE,
            List.of("G6"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double reactionResidual(double rate, double[] before, double[] after) {
                    return 0;
                  }
                }),
        new Mutant(
            "cert-residual-not-relative",
            "absolute instead of relative residual of the transport",
            Group.CERTIFICATE,
            List.of("G6"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double transportResidual(
                      DiscreteScheme scheme, double dt, double[] before, double[] after) {
                    double[] k = scheme.integratedConductance(dt);
                    int n = before.length;
                    double worst = 0;
                    for (int i = 0; i < n; i++) {
                      double r =
                          scheme.mass()[i] * (after[i] - before[i])
                              + k[i] * (after[i] - after[(i + n - 1) % n])
                              + k[i + 1] * (after[i] - after[(i + 1) % n]);
                      worst = Math.max(worst, 2 * Math.abs(r));
                    }
                    return worst;
                  }
                }),
        new Mutant(
            "pde-jumps-ignored",
            "bound of a trial solution without the jumps between slabs",
            Group.CERTIFICATE,
            List.of("G8"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double slabBound(
                      double bound, double lambda, double length, double residual, double jump) {
                    return super.slabBound(bound, lambda, length, residual, 0);
                  }
                }),
        new Mutant(
            "pde-residual-ignored",
            "bound of a trial solution without its residual",
            Group.CERTIFICATE,
            List.of("G8"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double slabBound(
                      double bound, double lambda, double length, double residual, double jump) {
                    return super.slabBound(bound, lambda, length, 0, jump);
                  }
                }),
        new Mutant(
            "pde-decay-doubled",
            "bound of a trial solution damped by e^{-2 lambda t}",
            Group.CERTIFICATE,
            List.of("G8"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double slabBound(
                      double bound, double lambda, double length, double residual, double jump) {
                    return super.slabBound(bound, 2 * lambda, length, residual, jump);
                  }
                }),
        new Mutant(
            "pde-diffusivity-off",
            "trial and residual with D off by one part in a million",
            Group.CERTIFICATE,
            List.of("G8"),
            enclosing(1, 1 + 1e-6)),
        new Mutant(
            "pde-lambda-1-percent",
            "trial and residual with lambda one per cent short",
            Group.CERTIFICATE,
            List.of("A12", "G8"),
            enclosing(0.99, 1)));
  }

  /** Another equation, solved and certified faultlessly. */
  private static java.util.function.Supplier<wfr.spec.Operations> enclosing(
      double lambda, double diffusivity) {
    return () ->
        new ReferenceOperations() {
          @Override
          public List<EnclosedState> enclose(
              SpectralProblem p, int modes, double[] times, double aim, PlantedFault fault) {
            SpectralProblem other =
                new SpectralProblem(
                    p.periodic(),
                    p.lower(),
                    p.upper(),
                    p.potential(),
                    p.start(),
                    lambda * p.reactionRate(),
                    diffusivity * p.diffusivity());
            return super.enclose(other, modes, times, aim, fault);
          }
        };
  }
}
