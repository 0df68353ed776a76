package wfr.defects;

import static wfr.operation.CertificateOperations.CONTRACTED_BOUND;
import static wfr.operation.CertificateOperations.ENCLOSE;
import static wfr.operation.CertificateOperations.REACTION_RESIDUAL;
import static wfr.operation.CertificateOperations.SCHEME_BOUNDS;
import static wfr.operation.CertificateOperations.SLAB_BOUND;
import static wfr.operation.CertificateOperations.TRANSPORT_RESIDUAL;

import java.util.List;
import java.util.function.UnaryOperator;
import wfr.model.DiscreteScheme;
import wfr.model.SpectralProblem;
import wfr.operation.CertificateOperations.ContractedBound;
import wfr.operation.CertificateOperations.SlabBound;

/** Mutants of the guaranteed bounds. */
final class CertificateMutants {
  private CertificateMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "cert-last-step-forgotten",
            "bound without the residual of the last sub-step",
            List.of("G6"),
            SCHEME_BOUNDS,
            (c, next) -> {
              double[] eps = next.apply(c);
              eps[eps.length - 1] = eps[eps.length - 2];
              return eps;
            }),
        Mutant.of(
            "cert-divided-by-contraction",
            "bound divided by the contraction of the reaction",
            List.of("G6"),
            CONTRACTED_BOUND,
            (c, next) -> c.bound() * Math.exp(c.rate())),
        Mutant.of(
            "cert-contracted-twice",
            "contraction of the bound by a^2",
            List.of("G6"),
            CONTRACTED_BOUND,
            (c, next) -> next.apply(new ContractedBound(c.bound(), 2 * c.rate()))),
        Mutant.of(
            "cert-reaction-unchecked",
            "residual of the reaction taken for zero",
            List.of("G6"),
            REACTION_RESIDUAL,
            (c, next) -> 0.0),
        Mutant.of(
            "cert-residual-not-relative",
            "absolute instead of relative residual of the transport",
            List.of("G6"),
            TRANSPORT_RESIDUAL,
            (c, next) -> absolute(c.scheme(), c.dt(), c.before(), c.after())),
        slab(
            "pde-jumps-ignored",
            "bound of a trial solution without the jumps between slabs",
            c -> new SlabBound(c.bound(), c.lambda(), c.length(), c.residual(), 0)),
        slab(
            "pde-residual-ignored",
            "bound of a trial solution without its residual",
            c -> new SlabBound(c.bound(), c.lambda(), c.length(), 0, c.jump())),
        slab(
            "pde-decay-doubled",
            "bound of a trial solution damped by e^{-2 lambda t}",
            c -> new SlabBound(c.bound(), 2 * c.lambda(), c.length(), c.residual(), c.jump())),
        equation(
            "pde-diffusivity-off",
            "trial and residual with D off by one part in a million",
            List.of("G8"),
            1,
            1 + 1e-6),
        equation(
            "pde-lambda-1-percent",
            "trial and residual with lambda one per cent short",
            List.of("A12", "G8"),
            0.99,
            1));
  }

  /** Twice the largest residual, not divided by the solution. */
  private static double absolute(DiscreteScheme scheme, double dt, double[] v, double[] next) {
    double[] k = scheme.integratedConductance(dt);
    int n = v.length;
    double worst = 0;
    for (int i = 0; i < n; i++) {
      double r =
          scheme.mass()[i] * (next[i] - v[i])
              + k[i] * (next[i] - next[(i + n - 1) % n])
              + k[i + 1] * (next[i] - next[(i + 1) % n]);
      worst = Math.max(worst, 2 * Math.abs(r));
    }
    return worst;
  }

  private static Mutant slab(String id, String defect, UnaryOperator<SlabBound> change) {
    return Mutant.of(
        id, defect, List.of("G8"), SLAB_BOUND, (c, next) -> next.apply(change.apply(c)));
  }

  /** Another equation, solved and certified faultlessly. */
  private static Mutant equation(
      String id, String defect, List<String> refutedBy, double lambda, double diffusivity) {
    return Mutant.of(
        id,
        defect,
        refutedBy,
        ENCLOSE,
        (c, next) -> {
          SpectralProblem p = c.problem();
          return next.apply(
              c.withProblem(
                  new SpectralProblem(
                      p.periodic(),
                      p.lower(),
                      p.upper(),
                      p.potential(),
                      p.start(),
                      lambda * p.reactionRate(),
                      diffusivity * p.diffusivity())));
        });
  }
}
