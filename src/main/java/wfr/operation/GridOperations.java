package wfr.operation;

import static wfr.operation.GridOperations.ADAPTIVE_RUN;
import static wfr.operation.GridOperations.DISCRETISE;
import static wfr.operation.GridOperations.EXTRAPOLATED_STEP;
import static wfr.operation.GridOperations.EXTRAPOLATE_ROWS;
import static wfr.operation.GridOperations.GRADED_EDGES;
import static wfr.operation.GridOperations.GRID_RUN;
import static wfr.operation.GridOperations.INITIAL_LOG_RATIO;
import static wfr.operation.GridOperations.KERNELISED_RUN;
import static wfr.operation.GridOperations.KL;
import static wfr.operation.GridOperations.LIE_STEPS;
import static wfr.operation.GridOperations.MASS;
import static wfr.operation.GridOperations.MASS_OUTSIDE;
import static wfr.operation.GridOperations.REACTION;
import static wfr.operation.GridOperations.SPLITTING_STEP;
import static wfr.operation.GridOperations.STEP_CONTROL;
import static wfr.operation.GridOperations.TEMPERED_NORM;
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

  /** See {@link GradedEdges}. */
  public static final Operation<GradedEdges, double[]> GRADED_EDGES =
      new Operation<>("gradedEdges", Group.DISCRETISATION, GradedEdges.class);

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

  /** See {@link LieSteps}. */
  public static final Operation<LieSteps, double[]> LIE_STEPS =
      new Operation<>("lieSteps", Group.SPLITTING, LieSteps.class);

  /** See {@link ExtrapolateRows}. */
  public static final Operation<ExtrapolateRows, Extrapolated> EXTRAPOLATE_ROWS =
      new Operation<>("extrapolateRows", Group.ADAPTIVE, ExtrapolateRows.class);

  /** See {@link ExtrapolatedStep}. */
  public static final Operation<ExtrapolatedStep, Extrapolated> EXTRAPOLATED_STEP =
      new Operation<>("extrapolatedStep", Group.ADAPTIVE, ExtrapolatedStep.class);

  /** See {@link TemperedNorm}. */
  public static final Operation<TemperedNorm, Double> TEMPERED_NORM =
      new Operation<>("temperedNorm", Group.ADAPTIVE, TemperedNorm.class);

  /** See {@link StepControl}. */
  public static final Operation<StepControl, Controlled> STEP_CONTROL =
      new Operation<>("stepControl", Group.ADAPTIVE, StepControl.class);

  /** See {@link AdaptiveRun}. */
  public static final Operation<AdaptiveRun, GridSolution> ADAPTIVE_RUN =
      new Operation<>("adaptiveRun", Group.GRID_RUN, AdaptiveRun.class);

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
          GRADED_EDGES,
          MASS_OUTSIDE,
          INITIAL_LOG_RATIO,
          TRANSPORT,
          REACTION,
          MASS,
          SPLITTING_STEP,
          LIE_STEPS,
          EXTRAPOLATE_ROWS,
          EXTRAPOLATED_STEP,
          TEMPERED_NORM,
          STEP_CONTROL,
          ADAPTIVE_RUN,
          KL,
          GRID_RUN,
          KERNELISED_RUN);

  /** Highest order of an extrapolation in time. */
  public static final int MOST_ORDER = 6;

  private GridOperations() {}

  /**
   * Cell masses of pi and conductances of the transport on a grid of the problem's domain.
   *
   * @param problem of one to three dimensions
   * @param cells along every axis
   * @param edges of the cells of a line, one more than cells; empty where all are equal
   */
  public record Discretise(WfrProblem problem, int cells, double[] edges)
      implements Call<DiscreteTarget>, OnGrid {
    /** Equal cells. */
    public Discretise(WfrProblem problem, int cells) {
      this(problem, cells, new double[0]);
    }

    @Override
    public int axes() {
      return problem.dimension();
    }
  }

  /** Edges of cells of a line graded towards where pi and rho_0 vary quickly, one more than cells. */
  public record GradedEdges(WfrProblem problem, int cells) implements Call<double[]> {}

  /** Mass of rho_0 and of pi outside the box, along the axes that it truncates. */
  public record MassOutside(WfrProblem problem) implements Call<double[]> {}

  /** Initial law as log u_i = log(rho_0(cell i)/p_i), normalised over the box. */
  public record InitialLogRatio(WfrProblem problem, DiscreteTarget target)
      implements Call<double[]> {}

  /** Transport for a time dt, log ratio in, log ratio out. */
  public record Transport(
      DiscreteTarget target, double[] logRatio, double dt, TransportScheme scheme)
      implements Call<Transported>, OnGrid {
    /** By implicit Euler. */
    public Transport(DiscreteTarget target, double[] logRatio, double dt) {
      this(target, logRatio, dt, TransportScheme.BACKWARD_EULER);
    }

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
   * @param logarithmic whether the step was solved in logarithms
   */
  public record Transported(double[] logRatio, boolean logarithmic) {
    /** Not in logarithms. */
    public Transported(double[] logRatio) {
      this(logRatio, false);
    }

    /** With the log ratio changed. */
    public Transported map(UnaryOperator<double[]> change) {
      return new Transported(change.apply(logRatio), logarithmic);
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
    /** Its transport by implicit Euler. */
    public SplittingStep(
        DiscreteTarget target,
        double[] logRatio,
        double lambda,
        double dt,
        SplittingScheme splitting) {
      this(target, logRatio, lambda, dt, splitting, TransportScheme.BACKWARD_EULER);
    }

    /** By another splitting. */
    public SplittingStep withSplitting(SplittingScheme other) {
      return new SplittingStep(target, logRatio, lambda, dt, other, transport);
    }
  }

  /** So many steps of Lie's composition, implicit Euler and then the reaction, each over dt; with a reaction of mass 1 at the end. */
  public record LieSteps(
      DiscreteTarget target, double[] logRatio, double lambda, double dt, int steps)
      implements Call<double[]>, OnGrid {
    @Override
    public int axes() {
      return target.grid().dimension();
    }
  }

  /**
   * Extrapolation in h of row j = 1 .. k, made with j steps each, in powers of 1/j, kept where the rows allow.
   *
   * @param logMass log p_i
   * @param rows by j - 1, h
   */
  public record ExtrapolateRows(double[] logMass, double[][] rows) implements Call<Extrapolated> {}

  /**
   * A step and the one that its error is told by.
   *
   * @param logRatio of order k, of mass 1
   * @param lower of order k - 1, of mass 1
   * @param logMass log of the mass of the first before it was set to 1
   */
  public record Extrapolated(double[] logRatio, double[] lower, double logMass) {
    /** With the log ratio changed. */
    public Extrapolated map(UnaryOperator<double[]> change) {
      return new Extrapolated(change.apply(logRatio), lower, logMass);
    }
  }

  /** One step dt of the flow, of an order from 2 to {@link #MOST_ORDER}, extrapolated from {@link LieSteps}. */
  public record ExtrapolatedStep(
      DiscreteTarget target, double[] logRatio, double lambda, double dt, int order)
      implements Call<Extrapolated>, OnGrid {
    /** Checks the order. */
    public ExtrapolatedStep {
      if (order < 2 || order > MOST_ORDER) {
        throw new IllegalArgumentException("order must be 2 to " + MOST_ORDER + ": " + order);
      }
    }

    @Override
    public int axes() {
      return target.grid().dimension();
    }

    /** Over another time. */
    public ExtrapolatedStep withDt(double other) {
      return new ExtrapolatedStep(target, logRatio, lambda, other, order);
    }
  }

  /**
   * Distance of two log ratios in what a cell can still become through the remaining reaction,
   *   max over theta in {1, 1/2, 1/4, .., least} of theta sum_i w_i |a_i - b_i|,   w_i proportional to p_i e^{theta a_i}.
   *
   * @param logMass log p_i
   * @param logRatio a
   * @param other b
   * @param least in (0, 1]
   */
  public record TemperedNorm(double[] logMass, double[] logRatio, double[] other, double least)
      implements Call<Double> {
    /** With another least theta. */
    public TemperedNorm withLeast(double value) {
      return new TemperedNorm(logMass, logRatio, other, value);
    }
  }

  /** What becomes of a step dt of an order whose error was estimated. */
  public record StepControl(double error, double tolerance, int order, double dt)
      implements Call<Controlled> {
    /** With another error. */
    public StepControl withError(double value) {
      return new StepControl(value, tolerance, order, dt);
    }
  }

  /**
   * A decision.
   *
   * @param accepted whether the step is taken, otherwise it is made again
   * @param dt length of the next one
   */
  public record Controlled(boolean accepted, double dt) {}

  /**
   * A whole finite-volume run with steps chosen for a tolerance.
   *
   * @param problem of one to three dimensions
   * @param cells per axis
   * @param graded whether the cells of a line are those of {@link GradedEdges}, otherwise they are equal
   * @param times output times, ascending from 0
   * @param tolerance of a step, in {@link TemperedNorm}
   * @param plan times at which steps are to end, tried before others: those of a run on other cells, whose errors in time this one then shares; empty for none
   */
  public record AdaptiveRun(
      WfrProblem problem,
      int cells,
      boolean graded,
      double[] times,
      double tolerance,
      double[] plan)
      implements Call<GridSolution> {
    /** On equal cells. */
    public AdaptiveRun(
        WfrProblem problem, int cells, double[] times, double tolerance, double[] plan) {
      this(problem, cells, false, times, tolerance, plan);
    }

    /** On equal cells, with steps of its own. */
    public AdaptiveRun(WfrProblem problem, int cells, double[] times, double tolerance) {
      this(problem, cells, times, tolerance, new double[0]);
    }

    /** Of another problem. */
    public AdaptiveRun withProblem(WfrProblem other) {
      return new AdaptiveRun(other, cells, graded, times, tolerance, plan);
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
