package wfr.operation;

import static wfr.operation.KineticOperations.KINETIC_FRICTION;
import static wfr.operation.KineticOperations.KINETIC_HAMILTON;
import static wfr.operation.KineticOperations.KINETIC_RUN;
import static wfr.operation.KineticOperations.KINETIC_STEP;
import static wfr.operation.KineticOperations.KINETIC_WALK;

import java.util.List;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.model.Domain;
import wfr.model.InitialLaw;
import wfr.model.KineticDiffusion;
import wfr.model.KineticProblem;
import wfr.model.ParticleSettings;
import wfr.model.Potential;

/** Kinetic flows: position and velocity, friction and noise in the velocity only; the reaction is {@link GridOperations#REACTION}. */
public final class KineticOperations {
  /** See {@link KineticHamilton}. */
  public static final Operation<KineticHamilton, double[]> KINETIC_HAMILTON =
      new Operation<>("kineticHamilton", Group.KINETIC_GRID, KineticHamilton.class);

  /** See {@link KineticFriction}. */
  public static final Operation<KineticFriction, double[]> KINETIC_FRICTION =
      new Operation<>("kineticFriction", Group.KINETIC_GRID, KineticFriction.class);

  /** See {@link KineticRun}. */
  public static final Operation<KineticRun, List<GridDensity>> KINETIC_RUN =
      new Operation<>("kineticRun", Group.KINETIC_GRID, KineticRun.class);

  /** See {@link KineticStep}. */
  public static final Operation<KineticStep, double[][]> KINETIC_STEP =
      new Operation<>("kineticStep", Group.KINETIC_PARTICLES, KineticStep.class);

  /** See {@link KineticWalk}. */
  public static final Operation<KineticWalk, ParticleSolution> KINETIC_WALK =
      new Operation<>("kineticWalk", Group.KINETIC_PARTICLES, KineticWalk.class);

  static final List<Operation<?, ?>> ALL =
      List.of(KINETIC_HAMILTON, KINETIC_FRICTION, KINETIC_RUN, KINETIC_STEP, KINETIC_WALK);

  private KineticOperations() {}

  /** Hamilton's flow over dt on h = log(rho/pi). */
  public record KineticHamilton(Grid grid, Potential potential, double[] logRatio, double dt)
      implements Call<double[]> {
    /** Over another time. */
    public KineticHamilton withDt(double other) {
      return new KineticHamilton(grid, potential, logRatio, other);
    }

    /** Of another potential. */
    public KineticHamilton withPotential(Potential other) {
      return new KineticHamilton(grid, other, logRatio, dt);
    }
  }

  /** Friction and noise on h, rate = g dt. */
  public record KineticFriction(Grid grid, double[] logRatio, double rate)
      implements Call<double[]> {
    /** At another rate. */
    public KineticFriction withRate(double other) {
      return new KineticFriction(grid, logRatio, other);
    }

    /** With another log ratio. */
    public KineticFriction withLogRatio(double[] other) {
      return new KineticFriction(grid, other, rate);
    }
  }

  /** The densities after 0, 1, ..., steps equal steps up to a time, on cells x cells cells of the problem's box. */
  public record KineticRun(KineticProblem problem, int cells, int steps, double time)
      implements Call<List<GridDensity>> {}

  /**
   * One step of the kinetic integrator for given noise, {x, v} after it.
   *
   * @param potential V
   * @param friction g
   * @param dt step
   * @param x positions
   * @param v velocities
   * @param noise standard normals
   */
  public record KineticStep(
      Potential potential, double friction, double dt, double[] x, double[] v, double[] noise)
      implements Call<double[][]> {
    /** With another friction. */
    public KineticStep withFriction(double other) {
      return new KineticStep(potential, other, dt, x, v, noise);
    }

    /** With other noise. */
    public KineticStep withNoise(double[] other) {
      return new KineticStep(potential, friction, dt, x, v, other);
    }
  }

  /**
   * One population of weighted walkers (x, v).
   *
   * @param diffusion force, friction and rate
   * @param start law of (x, v), a Gaussian; or of x alone in a box, v then being N(0, 1)
   * @param box of a law of x alone
   * @param settings of ONE population
   * @param times output times
   * @param replicate number of the population
   */
  public record KineticWalk(
      KineticDiffusion diffusion,
      InitialLaw start,
      Domain box,
      ParticleSettings settings,
      double[] times,
      long replicate)
      implements Call<ParticleSolution> {
    /** With another rate. */
    public KineticWalk withRate(KineticDiffusion.Rate other) {
      return withDiffusion(
          new KineticDiffusion(diffusion.potential(), diffusion.friction(), other));
    }

    /** Of another diffusion. */
    public KineticWalk withDiffusion(KineticDiffusion other) {
      return new KineticWalk(other, start, box, settings, times, replicate);
    }

    /** From another start. */
    public KineticWalk withStart(InitialLaw other) {
      return new KineticWalk(diffusion, other, box, settings, times, replicate);
    }
  }
}
