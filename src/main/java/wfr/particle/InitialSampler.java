package wfr.particle;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.math.NormalQuantile;
import wfr.math.RandomStreams;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.MixtureLaw;
import wfr.model.ProductLaw;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.SpaceDraw;

/**
 * Draws from rho_0 in d dimensions. Where the box truncates R^d a Gaussian is m + L z with C = L L', L lower triangular, and a mixture picks
 * its component by the distribution function of its weights: exact, also outside the box. Otherwise rho_0 restricted to the box is drawn from a {@link DensityTable}; other laws
 * of more than three dimensions are refused.
 * Source: proofs-notes, E11.
 */
final class InitialSampler {
  private InitialSampler() {}

  /** A law, point by point. */
  @FunctionalInterface
  private interface Source {
    /** The next point of a stream into x. */
    void draw(UniformRandomProvider stream, double[] x);
  }

  /** n points of a law on a domain, coordinate k of point i at [k][i]. */
  static double[][] draw(
      InitialLaw law, Domain domain, int n, RandomStreams streams, Implementation ops) {
    return points(source(law, domain, ops), domain.dimension(), n, streams);
  }

  /** n points of a Gaussian on R^d. */
  static double[][] draw(GaussianLaw law, int n, RandomStreams streams, Implementation ops) {
    return points(mixture(alone(law), ops), law.dimension(), n, streams);
  }

  /** Block by block, each from its own stream. */
  private static double[][] points(Source source, int d, int n, RandomStreams streams) {
    double[][] x = new double[d][n];
    double[] point = new double[d];
    UniformRandomProvider stream = null;
    for (int i = 0; i < n; i++) {
      if (i % Population.BLOCK == 0) {
        stream = streams.stream(RandomStreams.Purpose.INITIAL, 0, i / Population.BLOCK);
      }
      source.draw(stream, point);
      for (int k = 0; k < d; k++) {
        x[k][i] = point[k];
      }
    }
    return x;
  }

  private static Source source(InitialLaw law, Domain domain, Implementation ops) {
    if (domain.isWholeSpace() && law instanceof GaussianLaw g) {
      return mixture(alone(g), ops);
    }
    if (domain.isWholeSpace() && law instanceof MixtureLaw m) {
      return mixture(m, ops);
    }
    if (domain.isWholeSpace() && law instanceof ProductLaw p) {
      return product(p, ops);
    }
    return DensityTable.of(law, domain)::draw;
  }

  /** Every factor on the line, one coordinate each, then x = R z. */
  private static Source product(ProductLaw law, Implementation ops) {
    List<Source> factors = law.factors().stream().map(f -> normal(f, ops)).toList();
    double[] one = new double[1];
    double[] z = new double[factors.size()];
    return (stream, x) -> {
      for (int k = 0; k < z.length; k++) {
        factors.get(k).draw(stream, one);
        z[k] = one[0];
      }
      law.frame().point(z, x);
    };
  }

  private static Source normal(InitialLaw factor, Implementation ops) {
    if (factor instanceof GaussianLaw g) {
      return mixture(alone(g), ops);
    } else if (factor instanceof MixtureLaw m) {
      return mixture(m, ops);
    }
    throw new IllegalArgumentException(
        "initial: factors of a product are drawn from Gaussians and mixtures, not from "
            + factor.getClass().getSimpleName());
  }

  private static MixtureLaw alone(GaussianLaw law) {
    return new MixtureLaw(new double[] {1}, List.of(law));
  }

  private static Source mixture(MixtureLaw law, Implementation ops) {
    double[] weights = law.weights();
    double[] z = new double[law.dimension()];
    return (stream, x) -> {
      double u = stream.nextDouble();
      int c = 0;
      while (c < weights.length - 1 && u >= weights[c]) {
        u -= weights[c++];
      }
      NormalQuantile.fill(stream, z, z.length);
      double[] point = ops.apply(new SpaceDraw(law.components().get(c), z));
      System.arraycopy(point, 0, x, 0, x.length);
    };
  }
}
