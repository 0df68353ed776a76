package wfr.operation;

import static wfr.operation.OperatorOperations.CURVATURE;
import static wfr.operation.OperatorOperations.GRID_SPECTRUM;
import static wfr.operation.OperatorOperations.KINETIC_SPECTRUM;
import static wfr.operation.OperatorOperations.LINEARISED_SPECTRUM;
import static wfr.operation.OperatorOperations.SPECTRUM;

import java.util.List;
import wfr.math.Estimate;
import wfr.measure.DiscreteTarget;
import wfr.model.Potential;
import wfr.model.WfrProblem;

/** The generator: spectra, linearisation, curvature. */
public final class OperatorOperations {
  /** See {@link GridSpectrum}. */
  public static final Operation<GridSpectrum, double[]> GRID_SPECTRUM =
      new Operation<>("gridSpectrum", Group.SPECTRUM, GridSpectrum.class);

  /** See {@link Spectrum}. */
  public static final Operation<Spectrum, Estimate[]> SPECTRUM =
      new Operation<>("spectrum", Group.SPECTRUM, Spectrum.class);

  /** See {@link LinearisedSpectrum}. */
  public static final Operation<LinearisedSpectrum, Estimate[]> LINEARISED_SPECTRUM =
      new Operation<>("linearisedSpectrum", Group.LINEARISATION, LinearisedSpectrum.class);

  /** See {@link KineticSpectrum}. */
  public static final Operation<KineticSpectrum, double[][]> KINETIC_SPECTRUM =
      new Operation<>("kineticSpectrum", Group.KINETIC_SPECTRUM, KineticSpectrum.class);

  /** See {@link Curvature}. */
  public static final Operation<Curvature, Estimate> CURVATURE =
      new Operation<>("curvature", Group.SPECTRUM, Curvature.class);

  static final List<Operation<?, ?>> ALL =
      List.of(GRID_SPECTRUM, SPECTRUM, LINEARISED_SPECTRUM, KINETIC_SPECTRUM, CURVATURE);

  private OperatorOperations() {}

  /** Lowest eigenvalues mu_0 = 0, mu_1, ... of the discrete generator -D L of transport. */
  public record GridSpectrum(DiscreteTarget target, int count) implements Call<double[]> {}

  /** Lowest eigenvalues of -D L of the continuous problem, extrapolated over grids; the error excludes what the box cuts off. */
  public record Spectrum(WfrProblem problem, int cells, int count) implements Call<Estimate[]> {
    /** Of another problem. */
    public Spectrum withProblem(WfrProblem other) {
      return new Spectrum(other, cells, count);
    }
  }

  /**
   * Slowest rates nu_1, nu_2, ... of the normalised WFR step linearised at pi, on functions of mean zero, from the nonlinear step itself, in the
   * limit of small steps on a fixed grid.
   */
  public record LinearisedSpectrum(WfrProblem problem, int cells, int count)
      implements Call<Estimate[]> {
    /** Of another problem. */
    public LinearisedSpectrum withProblem(WfrProblem other) {
      return new LinearisedSpectrum(other, cells, count);
    }
  }

  /**
   * Slowest modes of the kinetic generator with reaction, -L + lambda (1 - E), as pairs of real and imaginary part, the constants first. Its target is
   * pi x N(0, 1) with pi on an interval.
   *
   * @param potential V
   * @param lower left end of the interval
   * @param upper right end
   * @param friction g of dv = -V' dt - g v dt + sqrt(2 g) dW
   * @param lambda reaction rate
   * @param degree largest total degree of the Galerkin basis in position and velocity
   * @param count how many
   */
  public record KineticSpectrum(
      Potential potential,
      double lower,
      double upper,
      double friction,
      double lambda,
      int degree,
      int count)
      implements Call<double[][]> {
    /** With other rates. */
    public KineticSpectrum withRates(double otherFriction, double otherLambda) {
      return new KineticSpectrum(
          potential, lower, upper, otherFriction, otherLambda, degree, count);
    }
  }

  /** Largest K with Gamma_2 at least K Gamma on [a, b]. */
  public record Curvature(Potential potential, double a, double b) implements Call<Estimate> {}
}
