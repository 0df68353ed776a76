package wfr.particle;

import java.util.Arrays;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.model.GaussianLaw;
import wfr.model.KineticDiffusion;
import wfr.operation.Implementation;
import wfr.operation.KineticOperations;
import wfr.operation.KineticOperations.KineticStep;
import wfr.operation.ParticleSolution;

/**
 * Walkers of a {@link KineticDiffusion}: a step of {@link Baoab}, log w += h (r(Z_n, t_n) + r(Z_{n+1}, t_{n+1}))/2, ancestors drawn as in {@link ReweightedWalk}. With r = -lambda (h_t - E h_t) of a
 * known solution E[w f(Z_t)] = int f rho_t for the kinetic WFR flow; populations are unbiased for their scheme.
 * Accuracy: weak order 2 with BAOAB.   Source: proofs-notes, D11S.
 */
public final class KineticWalk {
  private KineticWalk() {}

  /** Runs one population. */
  public static ParticleSolution run(KineticOperations.KineticWalk call, Implementation ops) {
    KineticDiffusion diffusion = call.diffusion();
    int n = call.settings().count();
    RandomStreams streams = new RandomStreams(call.settings().seed(), call.replicate());
    Population p = new Population(start(call, n, streams, ops));
    return Walk.run(
        ops,
        p,
        call.settings(),
        streams,
        call.times(),
        (time, next, dt, step) -> {
          double[] change = rate(diffusion, p.x, time);
          double[] noise = Population.normals(streams, step, n);
          p.x =
              ops.apply(
                  new KineticStep(
                      diffusion.potential(), diffusion.friction(), dt, p.x[0], p.x[1], noise));
          double[] end = rate(diffusion, p.x, next);
          Arrays.setAll(change, i -> 0.5 * dt * (change[i] + end[i]));
          p.weights = p.weights.plus(change);
        });
  }

  /** Positions and velocities: of a Gaussian of both, or velocities from N(0, 1). */
  private static double[][] start(
      KineticOperations.KineticWalk call, int n, RandomStreams streams, Implementation ops) {
    if (call.start() instanceof GaussianLaw law && law.dimension() == 2) {
      return InitialSampler.draw(law, n, streams, ops);
    }
    double[] v = new double[n];
    NormalQuantile.fill(streams.stream(RandomStreams.Purpose.INITIAL, 1, 0), v, n);
    return new double[][] {InitialSampler.draw(call.start(), call.box(), n, streams, ops)[0], v};
  }

  private static double[] rate(KineticDiffusion diffusion, double[][] z, double time) {
    double[] r = new double[z[0].length];
    Arrays.setAll(r, i -> diffusion.rate().at(z[0][i], z[1][i], time));
    return r;
  }
}
