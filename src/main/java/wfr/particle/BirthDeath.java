package wfr.particle;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Birth and death instead of weights. With beta_i = h_i - mean of h over the population, particle i jumps at rate
 * lambda |beta_i|: beta_i positive kills i and puts a copy of j in its place, beta_i negative puts a copy of i
 * in the place of j; j is uniform over all N, i included. Then the generator on {@code <f, mu_N>} is
 *   -lambda Cov_N(beta, f)
 * exactly (j drawn from the N - 1 others would give N/(N - 1) times it).
 * One step: event i happens with probability 1 - exp(-lambda |beta_i| dt), beta frozen at the beginning of the step; the
 * events are then carried out one after the other in uniformly random order on the current positions.
 * Accuracy: first order in dt.   Source: proofs-notes, E1.
 */
public final class BirthDeath {
  private BirthDeath() {}

  /** One event of particle i with partner j: death of i if beta is positive, birth over j otherwise. */
  public static void event(Population population, int i, int j, double beta) {
    if (beta > 0) {
      population.copy(j, i);
    } else {
      population.copy(i, j);
    }
  }

  /** Rate of the event (i, j) for every partner j, i itself included: lambda |beta_i|/N. */
  public static double rate(double beta, double lambda, int n) {
    return lambda * Math.abs(beta) / n;
  }

  /** The positions after one event, as a pure function. */
  public static double[] event(double[] x, int i, int j, double beta) {
    Population population = of(x);
    event(population, i, j, beta);
    return population.positions();
  }

  /** The positions after one step, as a pure function. */
  public static double[] step(
      double[] x, double[] beta, double rate, UniformRandomProvider stream) {
    Population population = of(x);
    step(population, beta, rate, stream);
    return population.positions();
  }

  private static Population of(double[] x) {
    Population population = new Population(x.length, false);
    System.arraycopy(x, 0, population.x, 0, x.length);
    return population;
  }

  /**
   * One step in place.
   *
   * @param population N particles of equal weight
   * @param beta h_i - mean of h, frozen
   * @param rate lambda dt
   * @param stream randomness of this step
   * @return number of events
   */
  public static int step(
      Population population, double[] beta, double rate, UniformRandomProvider stream) {
    int n = population.count();
    int[] events = new int[n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      double r = rate * Math.abs(beta[i]);
      double u = stream.nextDouble();
      if (u < r && u < -Math.expm1(-r)) { // 1 - exp(-r) is below r: most exponentials are saved
        events[count++] = i;
      }
    }
    for (int k = count - 1; k > 0; k--) {
      int swap = stream.nextInt(k + 1);
      int i = events[k];
      events[k] = events[swap];
      events[swap] = i;
    }
    for (int k = 0; k < count; k++) {
      event(population, events[k], stream.nextInt(n), beta[events[k]]);
    }
    return count;
  }
}
