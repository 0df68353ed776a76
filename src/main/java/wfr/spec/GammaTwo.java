package wfr.spec;

import java.util.SplittableRandom;
import wfr.math.Estimate;
import wfr.model.PolynomialPotential;

/** The iterated carre du champ of F5, from its definition, coefficient by coefficient. */
final class GammaTwo {
  private GammaTwo() {}

  /** Gamma_2(f) - (K - error) Gamma(f) >= 0 for random cubic f, at random points, from the definition of Gamma_2. */
  static Evidence check(OperatorClaims.Curved i, Estimate k, long seed) {
    if (!(i.potential() instanceof PolynomialPotential v)) {
      return Evidence.atMost(0, 0, "Gamma_2 is checked for polynomials");
    }
    SplittableRandom random = new SplittableRandom(seed + 11);
    double[] dv = Polynomials.derivative(v.coefficients());
    double identity = 0;
    double worst = Double.NEGATIVE_INFINITY;
    for (int draw = 0; draw < 50; draw++) {
      double[] f = new double[4];
      for (int j = 0; j < f.length; j++) {
        f[j] = random.nextInt(-4, 5);
      }
      double[] df = Polynomials.derivative(f);
      double[] gamma = Polynomials.product(df, df);
      double[] lf = Polynomials.generator(f, dv);
      double[] two = Polynomials.generator(gamma, dv);
      two = Polynomials.sum(two, -2, Polynomials.product(df, Polynomials.derivative(lf)));
      double[] ddf = Polynomials.derivative(df);
      double[] direct =
          Polynomials.sum(
              Polynomials.product(ddf, ddf),
              1,
              Polynomials.product(Polynomials.derivative(dv), gamma));
      for (int p = 0; p < 40; p++) {
        double x = i.lower() + (i.upper() - i.lower()) * random.nextDouble();
        double size = Polynomials.size(two, x) + Polynomials.size(direct, x);
        double gammaTwo = 0.5 * Polynomials.value(two, x);
        identity = Math.max(identity, Math.abs(gammaTwo - Polynomials.value(direct, x)) / size);
        worst =
            Math.max(
                worst, ((k.value() - k.error()) * Polynomials.value(gamma, x) - gammaTwo) / size);
      }
    }
    return Evidence.atMost(
            identity,
            Bounds.rounding(16, 1),
            "Gamma_2 by definition against f''^2 + V'' f'^2, relative; " + i.name())
        .worse(Evidence.atMost(worst, Bounds.rounding(16, 1), "K Gamma - Gamma_2; " + i.name()));
  }
}
