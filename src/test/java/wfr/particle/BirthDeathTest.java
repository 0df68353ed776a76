package wfr.particle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import wfr.math.RandomStreams;
import wfr.operation.ParticleOperations.Copy;
import wfr.operation.ParticleOperations.JumpEvent;
import wfr.operation.ParticleOperations.JumpStep;
import wfr.reference.Reference;

class BirthDeathTest {
  private static final double[] X = {-1, 0.5, 2, 3.25};
  private static final double[] H = {0.3, -1.2, 2, 0.1};

  private static double average(double[] f) {
    double sum = 0;
    for (double v : f) {
      sum += v;
    }
    return sum / f.length;
  }

  private static double[] beta() {
    double[] beta = H.clone();
    for (int i = 0; i < beta.length; i++) {
      beta[i] -= average(H);
    }
    return beta;
  }

  /** sum over all (i, j) of rate times change of the average of x^k = -lambda Cov_N(beta, x^k), k = 1, 2, 3. */
  @Test
  void generator_isMinusLambdaTimesTheCovariance_byEnumeration() {
    double lambda = 1.7;
    int n = X.length;
    double[] beta = beta();
    for (int power = 1; power <= 3; power++) {
      double generator = 0;
      double covariance = 0;
      for (int i = 0; i < n; i++) {
        covariance += beta[i] * Math.pow(X[i], power) / n; // beta has mean 0
        for (int j = 0; j < n; j++) {
          double[] x = X.clone();
          Copy copy = BirthDeath.event(new JumpEvent(i, j, beta[i]));
          x[copy.to()] = X[copy.from()];
          double change = 0;
          for (int k = 0; k < n; k++) {
            change += (Math.pow(x[k], power) - Math.pow(X[k], power)) / n;
          }
          generator += lambda * Math.abs(beta[i]) / n * change;
        }
      }
      double rounding = 64 * Math.ulp(lambda * 2 * Math.pow(3.25, power));
      assertEquals(-lambda * covariance, generator, rounding);
    }
  }

  /**
   * Over R independent steps the number of events is a sum of independent Bernoulli variables of probability
   * 1 - exp(-rate |beta_i|): within 6 standard deviations of its mean.
   */
  @Test
  void step_drawsEventsWithTheirProbability() {
    double rate = 0.4;
    int repeats = 20000;
    double[] beta = beta();
    double mean = 0;
    double variance = 0;
    for (double b : beta) {
      double p = -Math.expm1(-rate * Math.abs(b));
      mean += repeats * p;
      variance += repeats * p * (1 - p);
    }
    long events = 0;
    RandomStreams streams = new RandomStreams(11);
    for (int r = 0; r < repeats; r++) {
      var stream = streams.stream(RandomStreams.Purpose.BIRTH_DEATH, r, 0);
      JumpStep step = new JumpStep(beta, rate, stream);
      events += BirthDeath.step(step, Reference.IMPLEMENTATION).events();
    }
    double sigmas = 6;
    assertEquals(mean, events, sigmas * Math.sqrt(variance));
  }
}
