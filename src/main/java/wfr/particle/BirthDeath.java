package wfr.particle;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import wfr.operation.Implementation;
import wfr.operation.ParticleOperations.Copy;
import wfr.operation.ParticleOperations.JumpEvent;
import wfr.operation.ParticleOperations.JumpPartner;
import wfr.operation.ParticleOperations.JumpRates;
import wfr.operation.ParticleOperations.JumpStep;
import wfr.operation.ParticleOperations.Jumped;

/**
 * Birth and death instead of weights. With beta_i = h_i - mean of h over the population, particle i jumps at rate
 * lambda |beta_i|: beta_i positive kills i and puts a copy of j in its place, beta_i negative puts a copy of i
 * in the place of j; j is uniform over all N, i included. Then the generator on {@code <f, mu_N>} is
 *   -lambda Cov_N(beta, f)
 * exactly (j drawn from the N - 1 others would give N/(N - 1) times it).
 * One step: event i happens with probability 1 - exp(-lambda |beta_i| dt), beta frozen at the beginning of the step; the
 * events are then carried out one after the other in uniformly random order on the current positions.
 * Accuracy: first order in dt.   Source: proofs-notes, E1, E1S, E4.
 */
public final class BirthDeath {
  private BirthDeath() {}

  /** lambda |beta_i|. */
  public static double[] rates(double[] beta, double lambda) {
    double[] rates = new double[beta.length];
    Arrays.setAll(rates, i -> lambda * Math.abs(beta[i]));
    return rates;
  }

  /** A partner uniform over all n, i included. */
  public static int partner(JumpPartner call) {
    return call.stream().nextInt(call.n());
  }

  /** Death of i if beta is positive, birth over j otherwise. */
  public static Copy event(JumpEvent call) {
    return call.beta() > 0 ? new Copy(call.j(), call.i()) : new Copy(call.i(), call.j());
  }

  /** One step, of the rates, partners and events of an implementation. */
  public static Jumped step(JumpStep call, Implementation ops) {
    double[] beta = call.beta();
    int n = beta.length;
    double[] rates = ops.apply(new JumpRates(beta, call.rate()));
    UniformRandomProvider stream = call.stream();
    int[] events = new int[n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      double r = rates[i];
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
    int[] ancestors = new int[n];
    Arrays.setAll(ancestors, i -> i);
    for (int k = 0; k < count; k++) {
      int i = events[k];
      Copy c = ops.apply(new JumpEvent(i, ops.apply(new JumpPartner(i, n, stream)), beta[i]));
      ancestors[c.to()] = ancestors[c.from()];
    }
    return new Jumped(ancestors, count);
  }
}
