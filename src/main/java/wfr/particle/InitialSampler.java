package wfr.particle;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.math.Recent;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.MixtureLaw;

/**
 * Draws from rho_0. On the line a Gaussian is m + sqrt(c) z and a mixture picks its component by the distribution
 * function of its weights: exact, also outside the box. Otherwise, and always on a bounded domain, rho_0 restricted to the box
 * is drawn by inverting the distribution function of a table: exp(log-density) at 2^14 + 1 nodes, linear
 * between them, so that each cell is inverted by one square root.
 * Accuracy of the table: the density is off by dx^2 |rho''|/8, 5e-10 (b-a)^2 |rho''|; a jump inside a cell is smeared over it.
 */
public final class InitialSampler {
  private static final int TABLE_CELLS = 1 << 14;

  private static final Recent<Key, InitialSampler> RECENT =
      new Recent<>(k -> new InitialSampler(k.law, k.domain));

  private record Key(InitialLaw law, Domain domain) {}

  /** Whether rho_0 is a mixture of normals, then of these weights, means and deviations. */
  private final boolean normal;

  private final double[] weights;
  private final double[] means;
  private final double[] deviations;
  private final double lower;
  private final double dx;
  private final double[] density;
  private final double[] cumulative;

  /** The sampler of a law on a domain of one dimension; populations of one run share its table. */
  static InitialSampler of(InitialLaw law, Domain domain) {
    return RECENT.of(new Key(law, domain));
  }

  private InitialSampler(InitialLaw law, Domain domain) {
    lower = domain.left();
    dx = (domain.right() - domain.left()) / TABLE_CELLS;
    MixtureLaw mixture = null;
    if (domain.isWholeSpace() && law instanceof MixtureLaw m) {
      mixture = m;
    } else if (domain.isWholeSpace() && law instanceof GaussianLaw g) {
      mixture = new MixtureLaw(new double[] {1}, List.of(g));
    }
    normal = mixture != null;
    weights = normal ? mixture.weights() : null;
    means = normal ? each(mixture, g -> g.mean()[0]) : null;
    deviations = normal ? each(mixture, g -> Math.sqrt(g.covariance()[0][0])) : null;
    density = normal ? null : densities(law);
    cumulative = normal ? null : sums(density);
  }

  private static double[] each(MixtureLaw mixture, ToDoubleFunction<GaussianLaw> figure) {
    return mixture.components().stream().mapToDouble(figure).toArray();
  }

  /** Fills all positions, block by block, each from its own stream. */
  public void fill(RandomStreams streams, double[] x) {
    for (int b = 0; b * Population.BLOCK < x.length; b++) {
      UniformRandomProvider stream = streams.stream(RandomStreams.Purpose.INITIAL, 0, b);
      int end = Math.min(x.length, (b + 1) * Population.BLOCK);
      for (int i = b * Population.BLOCK; i < end; i++) {
        x[i] = normal ? normal(stream) : invert(stream.nextDouble());
      }
    }
  }

  private double normal(UniformRandomProvider stream) {
    double u = stream.nextDouble();
    int k = 0;
    while (k < weights.length - 1 && u >= weights[k]) {
      u -= weights[k++];
    }
    return means[k] + deviations[k] * NormalQuantile.of(stream.nextLong());
  }

  private double[] densities(InitialLaw law) {
    double[] l = new double[TABLE_CELLS + 1];
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= TABLE_CELLS; i++) {
      l[i] = law.logDensity(lower + i * dx);
      max = Math.max(max, l[i]);
    }
    if (!Double.isFinite(max)) {
      throw new IllegalArgumentException(
          "the initial law must have a finite, positive density somewhere in the domain: largest log-density "
              + max);
    }
    for (int i = 0; i <= TABLE_CELLS; i++) {
      l[i] = Math.exp(l[i] - max);
    }
    return l;
  }

  private static double[] sums(double[] density) {
    double[] c = new double[density.length];
    for (int i = 1; i < c.length; i++) {
      c[i] = c[i - 1] + 0.5 * (density[i - 1] + density[i]);
    }
    return c;
  }

  /** The point whose distribution function is u. */
  private double invert(double u) {
    double target = u * cumulative[TABLE_CELLS];
    int lo = 0;
    int hi = TABLE_CELLS;
    while (hi - lo > 1) { // cumulative[lo] <= target, cumulative[hi] > target or hi = last
      int mid = (lo + hi) >>> 1;
      if (cumulative[mid] <= target) {
        lo = mid;
      } else {
        hi = mid;
      }
    }
    double r = target - cumulative[lo];
    double a = density[lo];
    double slope = density[lo + 1] - a;
    // a s + slope s^2/2 = r without cancellation
    double root = a + Math.sqrt(Math.max(0, a * a + 2 * slope * r));
    double s = root > 0 ? 2 * r / root : 0;
    return lower + (lo + Math.min(1, s)) * dx;
  }
}
