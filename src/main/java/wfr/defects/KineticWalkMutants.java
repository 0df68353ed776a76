package wfr.defects;

import static wfr.operation.KineticOperations.KINETIC_STEP;
import static wfr.operation.KineticOperations.KINETIC_WALK;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import wfr.model.GaussianLaw;
import wfr.model.KineticDiffusion;
import wfr.model.Potential;

/** Mutants of kinetic walkers, and a legitimate other order of their parts. */
final class KineticWalkMutants {
  private KineticWalkMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "baoab-noise",
            "noise sqrt(g) in place of sqrt(2g): variance (1 - e^{-2g dt})/2",
            List.of("D11B", "D11S"),
            KINETIC_STEP,
            (c, next) -> {
              double[] less = Arrays.stream(c.noise()).map(xi -> Math.sqrt(0.5) * xi).toArray();
              return next.apply(c.withNoise(less));
            }),
        Mutant.of(
            "baoab-last-kick",
            "the last half kick missing",
            List.of("D11B", "D11S"),
            KINETIC_STEP,
            (c, next) -> {
              double[][] z = next.apply(c);
              for (int i = 0; i < z[0].length; i++) {
                z[1][i] += 0.5 * c.dt() * c.potential().derivative(z[0][i]);
              }
              return z;
            }),
        rate(
            "kinetic-weight-sign",
            "weights grow where rho exceeds pi",
            (r, end) -> (x, v, t) -> -r.at(x, v, t)),
        rate(
            "kinetic-weight-end-time",
            "weights from the density at the end of the run throughout",
            (r, end) -> (x, v, t) -> r.at(x, v, end)),
        rate(
            "kinetic-weight-position",
            "reaction on the position only: h read at velocity 0",
            (r, end) -> (x, v, t) -> r.at(x, 0, t)),
        Mutant.of(
            "kinetic-start-uncorrelated",
            "wrong initial law: positions and velocities drawn from their marginals",
            List.of("D11S"),
            KINETIC_WALK,
            (c, next) -> {
              GaussianLaw start = (GaussianLaw) c.start();
              double[][] own = start.covariance();
              own[0][1] = 0;
              own[1][0] = 0;
              return next.apply(c.withStart(new GaussianLaw(start.mean(), own)));
            }));
  }

  /** Another rate, made of the right one and the end of the run. */
  private static Mutant rate(
      String id,
      String defect,
      BiFunction<KineticDiffusion.Rate, Double, KineticDiffusion.Rate> other) {
    return Mutant.of(
        id,
        defect,
        List.of("D11S"),
        KINETIC_WALK,
        (c, next) -> {
          KineticDiffusion d = c.diffusion();
          double end = c.times()[c.times().length - 1];
          return next.apply(
              c.withDiffusion(
                  new KineticDiffusion(d.potential(), d.friction(), other.apply(d.rate(), end))));
        });
  }

  /** ABOBA: drift first, of order 2 as well. */
  static Variant aboba() {
    return Variant.of(
            "kinetic-aboba",
            "ABOBA in place of BAOAB: kicks and drifts exchanged",
            List.of("D11S"),
            KINETIC_STEP,
            (c, next) -> {
              Potential p = c.potential();
              double dt = c.dt();
              double g = c.friction();
              double[][] z = {c.x().clone(), c.v().clone()};
              for (int i = 0; i < z[0].length; i++) {
                z[0][i] += 0.5 * dt * z[1][i];
                z[1][i] -= 0.5 * dt * p.derivative(z[0][i]);
                z[1][i] *= Math.exp(-g * dt);
                z[1][i] += Math.sqrt(-Math.expm1(-2 * g * dt)) * c.noise()[i];
                z[1][i] -= 0.5 * dt * p.derivative(z[0][i]);
                z[0][i] += 0.5 * dt * z[1][i];
              }
              return z;
            })
        .except("D11B"); // the stationary law of BAOAB itself
  }
}
