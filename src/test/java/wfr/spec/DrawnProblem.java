package wfr.spec;

import java.util.List;
import wfr.model.Domain;
import wfr.model.InitialLaw;
import wfr.model.MixtureLaw;
import wfr.model.Potential;
import wfr.model.WfrProblem;

/**
 * A problem on an interval without flux, as the few numbers that jqwik draws and shrinks; its text is the Java expression that makes it again.
 *
 * @param target shape of V
 * @param start shape of -log rho_0
 * @param lower left end
 * @param upper right end
 * @param lambda reaction rate
 * @param diffusivity D
 */
public record DrawnProblem(
    Shape target, Shape start, double lower, double upper, double lambda, double diffusivity) {
  /** A potential on the interval; as a start, -log of its density. */
  public sealed interface Shape permits Polynomial, Mixture {
    Potential on(double lower, double upper);
  }

  /** sum_k a_k s^k, s = x/max(|lower|, |upper|): its range is at most the sum of |a_k| twice. */
  public record Polynomial(List<Double> coefficients) implements Shape {
    @Override
    public Potential on(double lower, double upper) {
      double scale = Math.max(Math.abs(lower), Math.abs(upper));
      double[] c = new double[Math.max(1, coefficients.size())];
      for (int k = 0; k < coefficients.size(); k++) {
        c[k] = coefficients.get(k) / Math.pow(scale, k);
      }
      return new wfr.model.PolynomialPotential(c);
    }

    @Override
    public String toString() {
      return "polynomial(" + numbers(coefficients) + ")";
    }
  }

  /** Gaussians whose means and standard deviations are fractions of the interval: (weight, mean, deviation) one after another. */
  public record Mixture(List<Double> numbers) implements Shape {
    @Override
    public Potential on(double lower, double upper) {
      int n = numbers.size() / 3;
      double[] w = new double[n];
      double[] m = new double[n];
      double[] v = new double[n];
      for (int k = 0; k < n; k++) {
        w[k] = numbers.get(3 * k);
        m[k] = lower + (upper - lower) * numbers.get(3 * k + 1);
        double deviation = (upper - lower) * numbers.get(3 * k + 2);
        v[k] = deviation * deviation;
      }
      return MixtureLaw.of(w, m, v);
    }

    @Override
    public String toString() {
      return "mixture(" + DrawnProblem.numbers(numbers) + ")";
    }
  }

  /** rho_0 ∝ exp(-shape). */
  private record Start(Potential shape) implements InitialLaw {
    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public double logDensity(double[] x) {
      return -shape.value(x);
    }
  }

  private static String numbers(List<Double> list) {
    return String.join(", ", list.stream().map(String::valueOf).toList());
  }

  static Shape polynomial(double... coefficients) {
    return new Polynomial(java.util.Arrays.stream(coefficients).boxed().toList());
  }

  static Shape mixture(double... numbers) {
    return new Mixture(java.util.Arrays.stream(numbers).boxed().toList());
  }

  WfrProblem problem() {
    return new WfrProblem(
        target.on(lower, upper),
        new Start(start.on(lower, upper)),
        Domain.interval(lower, upper, Domain.Boundary.NO_FLUX),
        lambda,
        diffusivity);
  }

  public GridInstance instance(int cells, double time) {
    return new GridInstance(toString(), problem(), cells, time);
  }

  @Override
  public String toString() {
    return "new DrawnProblem(%s, %s, %s, %s, %s, %s)"
        .formatted(target, start, lower, upper, lambda, diffusivity);
  }
}
