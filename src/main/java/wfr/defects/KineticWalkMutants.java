package wfr.defects;

import java.util.List;
import wfr.measure.WeightedSample;
import wfr.model.GaussianLaw;
import wfr.model.KineticDiffusion;
import wfr.model.ParticleSettings;
import wfr.model.Potential;
import wfr.reference.ReferenceOperations;
import wfr.spec.Operations.Group;

/** Mutants of kinetic walkers, and a legitimate other order of their parts. */
final class KineticWalkMutants {
  private KineticWalkMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "baoab-noise",
            "noise sqrt(g) in place of sqrt(2g): variance (1 - e^{-2g dt})/2",
            Group.KINETIC_PARTICLES,
            List.of("D11B", "D11S"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[][] kineticStep(
                      Potential p, double g, double dt, double[] x, double[] v, double[] xi) {
                    double[] less = new double[xi.length];
                    java.util.Arrays.setAll(less, i -> Math.sqrt(0.5) * xi[i]);
                    return super.kineticStep(p, g, dt, x, v, less);
                  }
                }),
        new Mutant(
            "baoab-last-kick",
            "the last half kick missing",
            Group.KINETIC_PARTICLES,
            List.of("D11B", "D11S"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public double[][] kineticStep(
                      Potential p, double g, double dt, double[] x, double[] v, double[] xi) {
                    double[][] z = super.kineticStep(p, g, dt, x, v, xi);
                    for (int i = 0; i < x.length; i++) {
                      z[1][i] += 0.5 * dt * p.derivative(z[0][i]);
                    }
                    return z;
                  }
                }),
        walk(
            "kinetic-weight-sign",
            "weights grow where rho exceeds pi",
            (d, time) -> (x, v, t) -> -d.rate().at(x, v, t)),
        walk(
            "kinetic-weight-end-time",
            "weights from the density at the end of the run throughout",
            (d, time) -> (x, v, t) -> d.rate().at(x, v, time)),
        walk(
            "kinetic-weight-position",
            "reaction on the position only: h read at velocity 0",
            (d, time) -> (x, v, t) -> d.rate().at(x, 0, t)),
        new Mutant(
            "kinetic-start-uncorrelated",
            "wrong initial law: positions and velocities drawn from their marginals",
            Group.KINETIC_PARTICLES,
            List.of("D11S"),
            () ->
                new ReferenceOperations() {
                  @Override
                  public List<WeightedSample> kineticWalk(
                      KineticDiffusion d,
                      GaussianLaw start,
                      ParticleSettings settings,
                      double time,
                      int replicates) {
                    double[][] c = start.covariance();
                    c[0][1] = 0;
                    c[1][0] = 0;
                    return super.kineticWalk(
                        d, new GaussianLaw(start.mean(), c), settings, time, replicates);
                  }
                }));
  }

  /** Another rate. */
  private interface Rate {
    KineticDiffusion.Rate of(KineticDiffusion diffusion, double time);
  }

  private static Mutant walk(String id, String defect, Rate rate) {
    return new Mutant(
        id,
        defect,
        Group.KINETIC_PARTICLES,
        List.of("D11S"),
        () ->
            new ReferenceOperations() {
              @Override
              public List<WeightedSample> kineticWalk(
                  KineticDiffusion d,
                  GaussianLaw start,
                  ParticleSettings settings,
                  double time,
                  int replicates) {
                return super.kineticWalk(
                    new KineticDiffusion(d.potential(), d.friction(), rate.of(d, time)),
                    start,
                    settings,
                    time,
                    replicates);
              }
            });
  }

  /** ABOBA: drift first, of order 2 as well. */
  static Variant aboba() {
    return new Variant(
        "kinetic-aboba",
        "ABOBA in place of BAOAB: kicks and drifts exchanged",
        Group.KINETIC_PARTICLES,
        List.of("D11S"),
        List.of("D11B"), // the stationary law of BAOAB itself
        () ->
            new ReferenceOperations() {
              @Override
              public double[][] kineticStep(
                  Potential p, double g, double dt, double[] x, double[] v, double[] xi) {
                double[][] z = {x.clone(), v.clone()};
                for (int i = 0; i < x.length; i++) {
                  z[0][i] += 0.5 * dt * z[1][i];
                  z[1][i] -= 0.5 * dt * p.derivative(z[0][i]);
                  z[1][i] =
                      Math.exp(-g * dt) * z[1][i] + Math.sqrt(-Math.expm1(-2 * g * dt)) * xi[i];
                  z[1][i] -= 0.5 * dt * p.derivative(z[0][i]);
                  z[0][i] += 0.5 * dt * z[1][i];
                }
                return z;
              }
            });
  }
}
