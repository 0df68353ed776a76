package wfr.operation;

import static wfr.operation.GeometryOperations.DIRAC_GEODESIC;
import static wfr.operation.GeometryOperations.HELLINGER_SQUARED;
import static wfr.operation.GeometryOperations.MINIMISING_MOVEMENTS;
import static wfr.operation.GeometryOperations.SPHERICAL;
import static wfr.operation.GeometryOperations.WASSERSTEIN;
import static wfr.operation.GeometryOperations.WFR_DISTANCE;

import java.util.List;
import wfr.measure.Atoms;
import wfr.measure.TransportPlan;
import wfr.model.WfrProblem;

/** The geometry of measures: distances, geodesics, minimising movements. */
public final class GeometryOperations {
  /** See {@link WfrDistance}. */
  public static final Operation<WfrDistance, TransportPlan> WFR_DISTANCE =
      new Operation<>("wfrDistance", Group.GEOMETRY, WfrDistance.class);

  /** See {@link Wasserstein}. */
  public static final Operation<Wasserstein, Double> WASSERSTEIN =
      new Operation<>("wasserstein", Group.GEOMETRY, Wasserstein.class);

  /** See {@link HellingerSquared}. */
  public static final Operation<HellingerSquared, Double> HELLINGER_SQUARED =
      new Operation<>("hellingerSquared", Group.GEOMETRY, HellingerSquared.class);

  /** See {@link Spherical}. */
  public static final Operation<Spherical, Double> SPHERICAL =
      new Operation<>("spherical", Group.GEOMETRY, Spherical.class);

  /** See {@link MinimisingMovements}. */
  public static final Operation<MinimisingMovements, double[][]> MINIMISING_MOVEMENTS =
      new Operation<>("minimisingMovements", Group.GEOMETRY, MinimisingMovements.class);

  /** See {@link DiracGeodesic}. */
  public static final Operation<DiracGeodesic, double[]> DIRAC_GEODESIC =
      new Operation<>("diracGeodesic", Group.GEOMETRY, DiracGeodesic.class);

  static final List<Operation<?, ?>> ALL =
      List.of(
          WFR_DISTANCE,
          WASSERSTEIN,
          HELLINGER_SQUARED,
          SPHERICAL,
          MINIMISING_MOVEMENTS,
          DIRAC_GEODESIC);

  private GeometryOperations() {}

  /** Wasserstein-Fisher-Rao distance with its certificate. */
  public record WfrDistance(Atoms mu, Atoms nu, double delta) implements Call<TransportPlan> {
    /** At another scale. */
    public WfrDistance withDelta(double other) {
      return new WfrDistance(mu, nu, other);
    }
  }

  /** W_p between measures of equal mass on the line. */
  public record Wasserstein(Atoms mu, Atoms nu, double p) implements Call<Double> {}

  /** Squared Hellinger distance. */
  public record HellingerSquared(Atoms mu, Atoms nu) implements Call<Double> {}

  /** Spherical distance of probabilities from the square of their conic distance. */
  public record Spherical(double squared, double delta) implements Call<Double> {}

  /**
   * Minimising movements of KL(rho|pi) on the line, from a density constant in cells: edges and masses after so many steps.
   *
   * @param problem on the line
   * @param joint both metrics in one step, or W_2 and Hellinger in turn
   * @param edges ascending
   * @param masses of the cells between, summing to 1
   * @param time of all steps together
   * @param steps how many
   */
  public record MinimisingMovements(
      WfrProblem problem, boolean joint, double[] edges, double[] masses, double time, int steps)
      implements Call<double[][]> {
    /** Of another problem. */
    public MinimisingMovements withProblem(WfrProblem other) {
      return new MinimisingMovements(other, joint, edges, masses, time, steps);
    }

    /** Over another time. */
    public MinimisingMovements withTime(double other) {
      return new MinimisingMovements(problem, joint, edges, masses, other, steps);
    }
  }

  /** Mass and position at t of the geodesic from a delta_x to b delta_y, at most pi delta apart. */
  public record DiracGeodesic(double a, double x, double b, double y, double delta, double t)
      implements Call<double[]> {}
}
