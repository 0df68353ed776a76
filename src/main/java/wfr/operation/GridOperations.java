package wfr.operation;

import static wfr.operation.GridOperations.DISCRETISE;
import static wfr.operation.GridOperations.GRID_RUN;
import static wfr.operation.GridOperations.INITIAL_LOG_RATIO;
import static wfr.operation.GridOperations.KERNELISED_RUN;
import static wfr.operation.GridOperations.KL;
import static wfr.operation.GridOperations.MASS;
import static wfr.operation.GridOperations.MASS_OUTSIDE;
import static wfr.operation.GridOperations.REACTION;
import static wfr.operation.GridOperations.SPLITTING_STEP;
import static wfr.operation.GridOperations.TRANSPORT;

import java.util.List;
import java.util.function.UnaryOperator;
import wfr.measure.DiscreteTarget;
import wfr.measure.GridDensity;
import wfr.model.GridSettings;
import wfr.model.SplittingScheme;
import wfr.model.TransportScheme;
import wfr.model.WfrProblem;

/** Finite volumes on a box of one to three dimensions, each axis a line, an interval or a circle: the parts that a run is composed of, and the runs. */
public final class GridOperations {
  /** See {@link Discretise}. */
  public static final Operation<Discretise, DiscreteTarget> DISCRETISE =
      new Operation<>("discretise", Group.DISCRETISATION, Discretise.class);

  /** See {@link MassOutside}. */
  public static final Operation<MassOutside, double[]> MASS_OUTSIDE =
      new Operation<>("massOutside", Group.DISCRETISATION, MassOutside.class);

  /** See {@link InitialLogRatio}. */
  public static final Operation<InitialLogRatio, double[]> INITIAL_LOG_RATIO =
      new Operation<>("initialLogRatio", Group.DISCRETISATION, InitialLogRatio.class);

  /** See {@link Transport}. */
  public static final Operation<Transport, Transported> TRANSPORT =
      new Operation<>("transport", Group.TRANSPORT, Transport.class);

  /** See {@link Reaction}. */
  public static final Operation<Reaction, double[]> REACTION =
      new Operation<>("reaction", Group.REACTION, Reaction.class);

  /** See {@link Mass}. */
  public static final Operation<Mass, Double> MASS =
      new Operation<>("mass", Group.FUNCTIONALS, Mass.class);

  /** See {@link SplittingStep}. */
  public static final Operation<SplittingStep, double[]> SPLITTING_STEP =
      new Operation<>("splittingStep", Group.SPLITTING, SplittingStep.class);

  /** See {@link Kl}. */
  public static final Operation<Kl, Double> KL = new Operation<>("kl", Group.FUNCTIONALS, Kl.class);

  /** See {@link GridRun}. */
  public static final Operation<GridRun, GridSolution> GRID_RUN =
      new Operation<>("gridRun", Group.GRID_RUN, GridRun.class);

  /** See {@link KernelisedRun}. */
  public static final Operation<KernelisedRun, GridDensity> KERNELISED_RUN =
      new Operation<>("kernelisedRun", Group.KERNELISED, KernelisedRun.class);

  static final List<Operation<?, ?>> ALL =
      List.of(
          DISCRETISE,
          MASS_OUTSIDE,
          INITIAL_LOG_RATIO,
          TRANSPORT,
          REACTION,
          MASS,
          SPLITTING_STEP,
          KL,
          GRID_RUN,
          KERNELISED_RUN);

  private GridOperations() {}

  /** Cell masses of pi and conductances of the transport on a grid of the problem's domain, cells counting along every axis. */
  public record Discretise(WfrProblem problem, int cells) implements Call<DiscreteTarget>, OnGrid {
    @Override
    public int axes() {
      return problem.dimension();
    }
  }

  /** Mass of rho_0 and of pi outside the box, along the axes that it truncates. */
  public record MassOutside(WfrProblem problem) implements Call<double[]> {}

  /** Initial law as log u_i = log(rho_0(cell i)/p_i), normalised over the box. */
  public record InitialLogRatio(WfrProblem problem, DiscreteTarget target)
      implements Call<double[]> {}

  /** Transport for a time dt: log ratio in, log ratio out. */
  public record Transport(
      DiscreteTarget target, double[] logRatio, double dt, TransportScheme scheme)
      implements Call<Transported>, OnGrid {
    @Override
    public int axes() {
      return target.grid().dimension();
    }

    /** With another log ratio. */
    public Transport withLogRatio(double[] other) {
      return new Transport(target, other, dt, scheme);
    }

    /** Over another time. */
    public Transport withDt(double other) {
      return new Transport(target, logRatio, other, scheme);
    }

    /** Towards another target. */
    public Transport withTarget(DiscreteTarget other) {
      return new Transport(other, logRatio, dt, scheme);
    }
  }

  /**
   * What a transport step made.
   *
   * @param logRatio log u_i after it
   * @param limited in how many sweeps along an axis the flux limiter acted to keep the step positive, at most one on the line
   * @param logarithmic whether the step was solved in logarithms
   */
  public record Transported(double[] logRatio, int limited, boolean logarithmic) {
    /** Neither limited nor in logarithms. */
    public Transported(double[] logRatio) {
      this(logRatio, 0, false);
    }

    /** With the log ratio changed. */
    public Transported map(UnaryOperator<double[]> change) {
      return new Transported(change.apply(logRatio), limited, logarithmic);
    }
  }

  /** Reaction for lambda t = rate: u -> u^theta / sum p u^theta, theta = exp(-rate). */
  public record Reaction(double[] logMass, double[] logRatio, double rate)
      implements Call<double[]> {
    /** With another log ratio. */
    public Reaction withLogRatio(double[] other) {
      return new Reaction(logMass, other, rate);
    }

    /** Over another lambda t. */
    public Reaction withRate(double other) {
      return new Reaction(logMass, logRatio, other);
    }
  }

  /** sum_i p_i u_i, from log p_i and log u_i: the ledger of a run, taken after each transport and before anything is normalised. */
  public record Mass(double[] logMass, double[] logRatio) implements Call<Double> {}

  /** One step of a splitting, lambda and dt given. */
  public record SplittingStep(
      DiscreteTarget target,
      double[] logRatio,
      double lambda,
      double dt,
      SplittingScheme splitting,
      TransportScheme transport)
      implements Call<double[]> {
    /** By another splitting. */
    public SplittingStep withSplitting(SplittingScheme other) {
      return new SplittingStep(target, logRatio, lambda, dt, other, transport);
    }
  }

  /** KL(rho|pi) of cell masses p_i u_i, from log p_i and log u_i. */
  public record Kl(double[] logMass, double[] logRatio) implements Call<Double> {}

  /**
   * A whole finite-volume run.
   *
   * @param problem of one to three dimensions
   * @param settings cells per axis, step, splitting, stepper
   * @param times output times, ascending from 0
   * @param refinement factor of every interval's number of steps, so that refinements are nested exactly
   */
  public record GridRun(WfrProblem problem, GridSettings settings, double[] times, long refinement)
      implements Call<GridSolution> {
    /** Not refined. */
    public GridRun(WfrProblem problem, GridSettings settings, double[] times) {
      this(problem, settings, times, 1);
    }

    /** Of another problem. */
    public GridRun withProblem(WfrProblem other) {
      return new GridRun(other, settings, times, refinement);
    }

    /** With other settings. */
    public GridRun withSettings(GridSettings other) {
      return new GridRun(problem, other, times, refinement);
    }

    /** By another splitting. */
    public GridRun withSplitting(SplittingScheme other) {
      return withSettings(
          new GridSettings(settings.cells(), settings.timeStep(), other, settings.transport()));
    }
  }

  /**
   * Density at a time of the KERNELISED flow, in which the reaction sees log(phi_b * rho) in place of log rho.
   *
   * @param problem on the line, one dimension
   * @param bandwidth b, 0 for the flow itself
   * @param cells cells of the grid
   * @param steps equal time steps
   * @param time t
   */
  public record KernelisedRun(
      WfrProblem problem, double bandwidth, int cells, int steps, double time)
      implements Call<GridDensity> {
    /** With another bandwidth. */
    public KernelisedRun withBandwidth(double other) {
      return new KernelisedRun(problem, other, cells, steps, time);
    }
  }
}
