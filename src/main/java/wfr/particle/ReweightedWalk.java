package wfr.particle;

import wfr.math.RandomStreams;
import wfr.measure.Weights;
import wfr.model.ReweightedDiffusion;
import wfr.operation.CorrectionOperations.ReweightedRun;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.Confine;
import wfr.operation.ParticleSolution;

/**
 * Walkers of a {@link ReweightedDiffusion}: X += h B(X_n, t_n) + sqrt(2 D h) xi_n, log w += h (r(X_n, t_n) + r(X_{n+1}, t_{n+1}))/2, ancestors drawn below
 * the threshold of the effective sample size, each then of the mean weight. E[w f(X)] needs no density estimate: populations are unbiased for their scheme.
 * Accuracy: weak order 1.   Source: proofs-notes, D7, D10S, D15.
 */
public final class ReweightedWalk {
  private ReweightedWalk() {}

  /** Runs one population. */
  public static ParticleSolution run(ReweightedRun call, Implementation ops) {
    ReweightedDiffusion diffusion = call.diffusion();
    int n = call.settings().count();
    RandomStreams streams = new RandomStreams(call.settings().seed(), call.replicate());
    double[][] start = InitialSampler.draw(diffusion.start(), diffusion.domain(), n, streams, ops);
    Population p = new Population(start);
    double[] l = new double[n];
    for (int i = 0; i < n; i++) {
      l[i] = call.startLogWeight().applyAsDouble(start[0][i]);
    }
    p.weights = Weights.of(l);
    return Walk.run(
        ops,
        p,
        call.settings(),
        streams,
        call.times(),
        (time, next, dt, step) -> {
          double[] noise = Population.normals(streams, step, n);
          double spread = SdeIntegrator.spread(diffusion.diffusivity(), dt);
          double[] x = p.x[0];
          double[] y = new double[n];
          double[] change = new double[n];
          for (int i = 0; i < n; i++) {
            change[i] = diffusion.rate().at(x[i], time);
            y[i] = x[i] + dt * diffusion.drift().at(x[i], time) + spread * noise[i];
          }
          p.x = ops.apply(new Confine(diffusion.domain(), new double[][] {y}));
          for (int i = 0; i < n; i++) {
            change[i] = 0.5 * dt * (change[i] + diffusion.rate().at(p.x[0][i], next));
          }
          p.weights = p.weights.plus(change);
        });
  }
}
