package wfr.reference;

import static wfr.operation.ParticleOperations.KERNEL_LOG_DENSITY;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import wfr.measure.Grid;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.KernelLogDensity;
import wfr.particle.ParticleFailure;

/**
 * What share of a density estimated from N kernels a particle's own kernel has where the particle stands: the weighted mean of W_i phi_b(x_i - c_i)/sum_j W_j phi_b(x_i - c_j). It is
 * (N b^d rho)^{-1} in order of magnitude: beyond a few dimensions every particle sees itself alone, log rho is a constant whatever the law, and reaction rates are noise. Above
 * {@value #MOST} in more than three dimensions the run is refused.
 */
final class OwnKernel {
  static final double MOST = 0.1;

  private final AtomicReference<Double> largest = new AtomicReference<>(0.0);

  /** The implementation with its kernel sums looked at. */
  Implementation watched(Implementation ops) {
    return ops.with(
        KERNEL_LOG_DENSITY,
        (call, next) -> {
          double[] log = next.apply(call);
          double share = share(call, log);
          largest.accumulateAndGet(share, Math::max);
          if (call.points().length > Grid.MOST_AXES && !(share <= MOST)) {
            throw new ParticleFailure(refusal(call, share));
          }
          return log;
        });
  }

  /** The largest share over all steps, 0 where no kernels were summed. */
  double largest() {
    return largest.get();
  }

  /** The weighted mean over the points, each with its own centre. */
  static double share(KernelLogDensity call, double[] log) {
    double[] w = call.weights();
    double total = 0;
    for (double v : w) {
      total += v;
    }
    double mean = 0;
    for (int i = 0; i < w.length; i++) {
      double own = Math.log(w[i] / total);
      for (int k = 0; k < call.points().length; k++) {
        double b = call.bandwidth()[k];
        double s = (call.points()[k][i] - call.centres()[k][i]) / b;
        own -= 0.5 * s * s + Math.log(b * Math.sqrt(2 * Math.PI));
      }
      mean += w[i] == 0 ? 0 : w[i] / total * Math.exp(own - log[i]);
    }
    return mean;
  }

  private static String refusal(KernelLogDensity call, double share) {
    return String.format(
        Locale.ROOT,
        "particles.density: with %d particles a population in %d dimensions a particle's own kernel is %.0f %% of the density where it stands, at most %.0f %% may be:"
            + " reactions would be noise; density oracle or gaussian, or more particles",
        call.weights().length,
        call.points().length,
        100 * share,
        100 * MOST);
  }
}
