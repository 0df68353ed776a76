package wfr.spec;

import java.util.SplittableRandom;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.InitialLaw;
import wfr.model.MixtureLaw;
import wfr.model.PolynomialPotential;
import wfr.model.Potential;
import wfr.model.WfrProblem;

/** Problems drawn from a seed: polynomial and mixture targets, log-uniform rates, intervals without flux. */
final class RandomProblems {
  private final SplittableRandom random;

  RandomProblems(long seed) {
    random = new SplittableRandom(seed);
  }

  double uniform(double a, double b) {
    return a + (b - a) * random.nextDouble();
  }

  double logUniform(double a, double b) {
    return Math.exp(uniform(Math.log(a), Math.log(b)));
  }

  int cells() {
    return 8 + random.nextInt(100);
  }

  /** An asymmetric problem on an interval that is the space. */
  WfrProblem problem() {
    double left = uniform(-4, -1);
    double right = uniform(0.5, 5);
    return new WfrProblem(
        random.nextBoolean() ? polynomial() : mixture(left, right),
        random.nextBoolean()
            ? GaussianLaw.of(uniform(left, right), logUniform(0.05, 4))
            : (InitialLaw) mixture(left, right),
        Domain.interval(left, right, Domain.Boundary.NO_FLUX),
        logUniform(1e-2, 1e1),
        logUniform(1e-3, 1e1));
  }

  private Potential polynomial() {
    int degree = random.nextBoolean() ? 4 : 6;
    double[] c = new double[degree + 1];
    for (int k = 0; k < degree; k++) {
      c[k] = uniform(-1, 1) * 3 / (1 + k);
    }
    c[degree] = logUniform(1e-3, 0.3);
    return new PolynomialPotential(c);
  }

  private MixtureLaw mixture(double left, double right) {
    int n = 2 + random.nextInt(3);
    double[] w = new double[n];
    double[] m = new double[n];
    double[] v = new double[n];
    for (int k = 0; k < n; k++) {
      w[k] = uniform(0.1, 1);
      m[k] = uniform(left, right);
      v[k] = logUniform(0.1, 2);
    }
    return MixtureLaw.of(w, m, v);
  }
}
