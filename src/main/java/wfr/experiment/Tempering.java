package wfr.experiment;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.diagnostics.SampleMoments;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.math.RandomStreams.Purpose;
import wfr.measure.Atoms;
import wfr.measure.Weights;
import wfr.model.GaussianLaw;
import wfr.model.Potential;
import wfr.model.ResamplingScheme;
import wfr.particle.Resampling;

/**
 * Pure Fisher-Rao on the line as tempering (proofs-notes, B11): the path rho_0^{1-l} pi^l, l = 1 - e^{-t}, start N(0, 1). A step resamples, moves every particle by one random-walk Metropolis step that
 * leaves the current tempered law invariant (normal proposals, standard deviation 2.38 times that of the population), and weighs with (pi/rho_0)^{dl}.
 * As published: the resampled population is assigned and then ignored, so that the weights of a step never act on the next.
 */
final class Tempering {
  private static final double SCALE = 2.38;

  private final Potential potential;
  private final GaussianLaw start;
  private final double step;
  private final boolean resamples;
  private final RandomStreams streams;
  private double[] x;
  private double[] weight;
  private int steps;

  /**
   * A population.
   *
   * @param potential V of the target
   * @param start rho_0
   * @param step h
   * @param x positions
   * @param resamples false for the published defect
   * @param streams randomness
   */
  Tempering(
      Potential potential,
      GaussianLaw start,
      double step,
      double[] x,
      boolean resamples,
      RandomStreams streams) {
    this.potential = potential;
    this.start = start;
    this.step = step;
    this.resamples = resamples;
    this.streams = streams;
    this.x = x.clone();
    weight = new double[x.length];
    Arrays.fill(weight, 1.0 / x.length);
  }

  /** Several steps. */
  Tempering advance(int count) {
    for (int k = 0; k < count; k++) {
      advance();
    }
    return this;
  }

  private void advance() {
    int n = x.length;
    double share = -Math.expm1(-step * (steps + 1));
    double before = -Math.expm1(-step * steps);
    double spread = SCALE * Math.sqrt(new SampleMoments(sample()).covariance()[0][0]);
    if (resamples) {
      double[] u = new double[n];
      UniformRandomProvider stream = streams.stream(Purpose.RESAMPLING, steps, 0);
      for (int i = 0; i < n; i++) {
        u[i] = stream.nextDouble();
      }
      int[] a = Resampling.ancestors(ResamplingScheme.STRATIFIED, weight, u);
      x = Arrays.stream(a).mapToDouble(i -> x[i]).toArray();
    }
    UniformRandomProvider stream = streams.stream(Purpose.NOISE, steps, 0);
    double[] l = new double[n];
    for (int i = 0; i < n; i++) {
      double proposal = x[i] + spread * NormalQuantile.of(stream.nextLong());
      // the law the resampled population has: tempered by the step before
      double log = tempered(proposal, before) - tempered(x[i], before);
      if (Math.log(stream.nextDouble()) < log) {
        x[i] = proposal;
      }
      l[i] = (share - before) * (-potential.value(x[i]) - start.logDensity(x[i]));
    }
    weight = Weights.of(l).normalised();
    steps++;
  }

  private double tempered(double y, double share) {
    return (1 - share) * start.logDensity(y) - share * potential.value(y);
  }

  /** The weighted particles. */
  Atoms sample() {
    return Atoms.line(x, weight);
  }
}
