package wfr.experiment;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.math.RandomStreams.Purpose;
import wfr.measure.Atoms;
import wfr.measure.Weights;
import wfr.model.Potential;
import wfr.model.ResamplingScheme;
import wfr.particle.Resampling;

/**
 * N particles in R^d in the order of the published algorithms: stratified resampling of whatever weights there are, then transport
 *   c = x - h grad V(x),   x = c + sqrt(2h) xi,
 * then a {@link Reaction}. The package {@code particle} reacts first and moves then; this loop exists so that a published scheme is repeated as it was printed. Resampling and
 * the birth-death step are those of that package.
 */
final class SplitWalk {
  private final Potential potential;
  private final double step;
  private final RandomStreams streams;
  private final double[][] centre;
  private double[][] x;
  private double[][] gradient;
  private double[] value;
  private double[] weight;
  private int steps;

  /** What follows transport. */
  @FunctionalInterface
  interface Reaction {
    /** Only transport. */
    Reaction NONE = walk -> {};

    /** Changes weights or positions. */
    void act(SplitWalk walk);
  }

  /**
   * A population.
   *
   * @param potential V
   * @param step h
   * @param start coordinate k of particle i at [k][i]
   * @param streams randomness
   */
  SplitWalk(Potential potential, double step, double[][] start, RandomStreams streams) {
    this.potential = potential;
    this.step = step;
    this.streams = streams;
    x = new double[start.length][];
    for (int k = 0; k < start.length; k++) {
      x[k] = start[k].clone();
    }
    int n = start[0].length;
    centre = new double[start.length][n];
    gradient = new double[start.length][n];
    value = new double[n];
    weight = new double[n];
    Arrays.fill(weight, 1.0 / n);
    evaluate();
  }

  int count() {
    return value.length;
  }

  double step() {
    return step;
  }

  double[][] positions() {
    return x;
  }

  /** Where the particles would be without the noise of the last move. */
  double[][] centres() {
    return centre;
  }

  /** V at the particles. */
  double[] potentials() {
    return value;
  }

  /** Randomness of a reaction in this step. */
  UniformRandomProvider stream(Purpose purpose) {
    return streams.stream(purpose, steps, 0);
  }

  /** Several steps. */
  SplitWalk advance(Reaction reaction, int count) {
    for (int k = 0; k < count; k++) {
      advance(reaction);
    }
    return this;
  }

  /** One step. */
  void advance(Reaction reaction) {
    resample();
    int n = count();
    double spread = Math.sqrt(2 * step);
    double[] noise = new double[n];
    UniformRandomProvider stream = stream(Purpose.NOISE);
    for (int k = 0; k < x.length; k++) {
      NormalQuantile.fill(stream, noise, n);
      for (int i = 0; i < n; i++) {
        centre[k][i] = x[k][i] - step * gradient[k][i];
        x[k][i] = centre[k][i] + spread * noise[i];
      }
    }
    evaluate();
    reaction.act(this);
    steps++;
  }

  /** The weights become exp(l) up to their sum; every particle of weight 1/N until then. */
  void weigh(double[] l) {
    weight = Weights.of(l).normalised();
  }

  /** Particle i becomes a copy of particle a_i, all of one weight. */
  void select(int[] a) {
    double[] v = new double[a.length];
    double[][] y = new double[x.length][a.length];
    double[][] g = new double[x.length][a.length];
    for (int i = 0; i < a.length; i++) {
      v[i] = value[a[i]];
      for (int k = 0; k < x.length; k++) {
        y[k][i] = x[k][a[i]];
        g[k][i] = gradient[k][a[i]];
      }
    }
    x = y;
    gradient = g;
    value = v;
    Arrays.fill(weight, 1.0 / a.length);
  }

  private void resample() {
    if (Arrays.stream(weight).allMatch(w -> w == weight[0])) {
      return;
    }
    double[] u = new double[count()];
    UniformRandomProvider stream = stream(Purpose.RESAMPLING);
    for (int i = 0; i < u.length; i++) {
      u[i] = stream.nextDouble();
    }
    select(Resampling.ancestors(ResamplingScheme.STRATIFIED, weight, u));
  }

  private void evaluate() {
    potential.evaluate(x, value.length, value, gradient);
  }

  /** The weighted particles. */
  Atoms sample() {
    return atoms(x, weight);
  }

  /** Weighted particles of equal weight, from coordinates. */
  static Atoms atoms(double[][] x) {
    double[] w = new double[x[0].length];
    Arrays.fill(w, 1.0 / w.length);
    return atoms(x, w);
  }

  private static Atoms atoms(double[][] x, double[] w) {
    double[][] points = new double[w.length][x.length];
    for (int i = 0; i < w.length; i++) {
      for (int k = 0; k < x.length; k++) {
        points[i][k] = x[k][i];
      }
    }
    return new Atoms(points, w.clone());
  }
}
