package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.operation.CertificateOperations.CONTRACTED_BOUND;
import static wfr.operation.CertificateOperations.ENCLOSE;
import static wfr.operation.CertificateOperations.ENCLOSED_FIGURES;
import static wfr.operation.CertificateOperations.REACTION_RESIDUAL;
import static wfr.operation.CertificateOperations.SCHEME_BOUNDS;
import static wfr.operation.CertificateOperations.SCHEME_STATES;
import static wfr.operation.CertificateOperations.SLAB_BOUND;
import static wfr.operation.CertificateOperations.TRANSPORT_RESIDUAL;
import static wfr.operation.CertificateOperations.TRIAL_VALUES;
import static wfr.operation.ClosedFormOperations.GAUSSIAN_FLOW;
import static wfr.operation.ClosedFormOperations.GAUSSIAN_SPLIT;
import static wfr.operation.ClosedFormOperations.LINEAR_DRIFT_FLOW;
import static wfr.operation.CorrectionOperations.CORRECTION_RATE;
import static wfr.operation.CorrectionOperations.NOISED;
import static wfr.operation.CorrectionOperations.PATH_DIFFUSION;
import static wfr.operation.CorrectionOperations.PRODUCT_RATE;
import static wfr.operation.CorrectionOperations.REVERSE_DRIFT;
import static wfr.operation.CorrectionOperations.REVERSE_RUN;
import static wfr.operation.CorrectionOperations.REVERSE_TILT;
import static wfr.operation.CorrectionOperations.REWEIGHTED_GRID;
import static wfr.operation.CorrectionOperations.REWEIGHTED_RUN;
import static wfr.operation.CorrectionOperations.START_LOG_WEIGHT;
import static wfr.operation.CorrectionOperations.START_MOMENT;
import static wfr.operation.CorrectionOperations.WRONG_SCORE_RATE;
import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_GRID;
import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_GRID_EIGENVALUE;
import static wfr.operation.FeynmanKacOperations.FEYNMAN_KAC_RUN;
import static wfr.operation.FeynmanKacOperations.LOG_CAMERON_MARTIN;
import static wfr.operation.FeynmanKacOperations.LOG_MATRIX_KILLING;
import static wfr.operation.FeynmanKacOperations.LOG_QUADRATIC_KILLING;
import static wfr.operation.FeynmanKacOperations.PRINCIPAL_EIGENVALUE;
import static wfr.operation.FeynmanKacOperations.WEIGHTED_GAUSSIAN;
import static wfr.operation.FigureOperations.BOX_ERRORS;
import static wfr.operation.FigureOperations.EXTRAPOLATION;
import static wfr.operation.FigureOperations.GRID_ESTIMATES;
import static wfr.operation.FigureOperations.GRID_FIGURES;
import static wfr.operation.FigureOperations.GRID_LIMITS;
import static wfr.operation.FigureOperations.HISTOGRAM;
import static wfr.operation.FigureOperations.HISTOGRAM_ERRORS;
import static wfr.operation.FigureOperations.POOL;
import static wfr.operation.FigureOperations.POPULATION_ESTIMATE;
import static wfr.operation.FigureOperations.REPLICATE_FIGURES;
import static wfr.operation.FigureOperations.SAMPLE_FIGURES;
import static wfr.operation.FigureOperations.STANDARD_ERROR;
import static wfr.operation.FigureOperations.STEP_ERROR;
import static wfr.operation.GeometryOperations.DIRAC_GEODESIC;
import static wfr.operation.GeometryOperations.HELLINGER_SQUARED;
import static wfr.operation.GeometryOperations.MINIMISING_MOVEMENTS;
import static wfr.operation.GeometryOperations.SPHERICAL;
import static wfr.operation.GeometryOperations.WASSERSTEIN;
import static wfr.operation.GeometryOperations.WFR_DISTANCE;
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
import static wfr.operation.KineticOperations.KINETIC_FRICTION;
import static wfr.operation.KineticOperations.KINETIC_HAMILTON;
import static wfr.operation.KineticOperations.KINETIC_RUN;
import static wfr.operation.KineticOperations.KINETIC_STEP;
import static wfr.operation.KineticOperations.KINETIC_WALK;
import static wfr.operation.OperatorOperations.CURVATURE;
import static wfr.operation.OperatorOperations.GRID_SPECTRUM;
import static wfr.operation.OperatorOperations.KINETIC_SPECTRUM;
import static wfr.operation.OperatorOperations.LINEARISED_SPECTRUM;
import static wfr.operation.OperatorOperations.SPECTRUM;
import static wfr.operation.ParticleOperations.BANDWIDTH_RULE;
import static wfr.operation.ParticleOperations.CONFINE;
import static wfr.operation.ParticleOperations.GAUSSIAN_CLOSURE;
import static wfr.operation.ParticleOperations.JUMP_EVENT;
import static wfr.operation.ParticleOperations.JUMP_PARTNER;
import static wfr.operation.ParticleOperations.JUMP_RATES;
import static wfr.operation.ParticleOperations.JUMP_STEP;
import static wfr.operation.ParticleOperations.KERNEL_LOG_DENSITY;
import static wfr.operation.ParticleOperations.KERNEL_NORMALS;
import static wfr.operation.ParticleOperations.KERNEL_RUN;
import static wfr.operation.ParticleOperations.KERNEL_STEP;
import static wfr.operation.ParticleOperations.LOG_DENSITY;
import static wfr.operation.ParticleOperations.PARTICLE_RUN;
import static wfr.operation.ParticleOperations.SDE_STEP;
import static wfr.operation.ParticleOperations.SPACE_DRAW;
import static wfr.operation.WeightOperations.EFFECTIVE_SAMPLE_SIZE;
import static wfr.operation.WeightOperations.KILL_LOG_WEIGHTS;
import static wfr.operation.WeightOperations.MEAN_LOG_RATIO;
import static wfr.operation.WeightOperations.NORMALISE;
import static wfr.operation.WeightOperations.RESAMPLE;
import static wfr.operation.WeightOperations.RESET_LOG_WEIGHTS;
import static wfr.operation.WeightOperations.UPDATE_LOG_WEIGHTS;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wfr.measure.Atoms;
import wfr.model.FeynmanKacProblem;
import wfr.operation.Call;
import wfr.operation.CorrectionOperations.ReweightedGrid;
import wfr.operation.FeynmanKacOperations.FeynmanKacGrid;
import wfr.operation.FeynmanKacOperations.FeynmanKacGridEigenvalue;
import wfr.operation.GridOperations.AdaptiveRun;
import wfr.operation.GridOperations.Discretise;
import wfr.operation.Implementation;
import wfr.operation.Operation;
import wfr.operation.Operations;
import wfr.reference.Progress;
import wfr.reference.Reference;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;

/**
 * What every command is built on. A run asks the operations that stand beside it in the table {@link #runs}, all of them and no others; each of them is all there is of it: put a failure in its
 * place, and the run ends with that failure. What no run asks stands in {@link #askedElsewhere}, with the reason.
 */
class RunsAskTheirOperationsTest {
  /** No closed form: an oracle needs a grid. */
  private static final String LINE =
      """
      potential: "x^2/2 + 0.3*cos(2*x)"
      initial: {gaussian: {mean: 0.5, variance: 0.3}}
      domain: [-6, 6]
      output-times: [0.1]
      observables: {right: "x > 0"}
      """;

  private static final String GAUSSIANS =
      """
      potential: {quadratic: {mean: 0, variance: 1}}
      initial: {gaussian: {mean: 0.5, variance: 0.3}}
      domain: [-6, 6]
      output-times: [0.1]
      """;

  private static final String CIRCLE =
      """
      potential: "0.4*cos(x)"
      initial: {log-density: "0.6*sin(x)"}
      domain: [-3.141592653589793, 3.141592653589793]
      boundary: periodic
      output-times: [0.1]
      """;

  private static final String SPACE =
      """
      potential: {quadratic: {mean: [0, 0, 0], variance: 1}}
      initial: {gaussian: {mean: [0.5, 0, -0.3], variance: 0.6}}
      domain: [[-4, 4], [-4, 4], [-4, 4]]
      boundary: [no-flux, no-flux, line]
      output-times: [0.1]
      """;

  private static final String FOUR =
      """
      dimension: 4
      potential: {quadratic: {mean: [0, 0, 0, 0], variance: 1}}
      initial: {gaussian: {mean: [0.5, 0, 0, 0], variance: 0.6}}
      output-times: [0.1]
      """;

  private static final String PLANE =
      """
      potential: "x^2/2 + y^2/2 + 0.3*cos(x + y)"
      initial: {gaussian: {mean: [0.4, 0], covariance: [[0.4, 0.1], [0.1, 0.3]]}}
      domain: [[-6, 6], [-6, 6]]
      output-times: [0.1]
      """;

  private static final String KINETIC = LINE + "dynamics: {underdamped: {friction: 1}}\n";
  private static final String ANNEALED =
      """
      potential: "x^2/2 + 0.3*cos(2*x)"
      initial: {gaussian: {mean: 0, variance: 1}}
      domain: [-6, 6]
      output-times: [0.1]
      target-path: {from: "x^2/2"}
      """;

  private static final String REVERSED =
      """
      potential: {mixture: {weights: [0.4, 0.6], means: [-1, 1], variances: [0.3, 0.4]}}
      domain: [-7, 7]
      output-times: [0.1]
      dynamics: {reverse-ou: {horizon: 1, start: weighted}}
      """;

  private static final String COARSE = "grid: {cells: 16, time-step: 0.05}\n";
  private static final String PHASE_CELLS = "grid: {cells: 24, time-step: 0.05}\n";

  private static final double CELLS_PER_UNIT = 4;
  private static final double COARSE_IN_TIME = 1e-3;

  /** Ten particles in each population; every step after the first is opened by a resampling. */
  private static final String RESAMPLED = particles("ess-threshold: 1");

  private static final String NOT_RESAMPLED = particles("resampling: none");

  private static String particles(String settings) {
    return "particles: {count: 160, time-step: 0.025, seed: 3, " + settings + "}\n";
  }

  // ---- what several runs have in common

  /** In steps chosen for an accuracy. */
  private static final List<Operation<?, ?>> ADAPTIVE =
      List.of(
          ADAPTIVE_RUN,
          DISCRETISE,
          INITIAL_LOG_RATIO,
          EXTRAPOLATED_STEP,
          LIE_STEPS,
          TRANSPORT,
          REACTION,
          EXTRAPOLATE_ROWS,
          TEMPERED_NORM,
          STEP_CONTROL);

  /** In given steps, their error told by those. */
  private static final List<Operation<?, ?>> FINITE_VOLUMES =
      Stream.concat(ADAPTIVE.stream(), Stream.of(GRID_RUN, MASS)).toList();

  /** Figures of densities, extrapolated, and what a box does to them. */
  private static final List<Operation<?, ?>> GRID_REPORT =
      List.of(GRID_FIGURES, MASS, KL, EXTRAPOLATION, BOX_ERRORS, MASS_OUTSIDE);

  /** Figures of populations with their errors. */
  private static final List<Operation<?, ?>> SAMPLE_REPORT =
      List.of(
          DISCRETISE,
          SAMPLE_FIGURES,
          REPLICATE_FIGURES,
          HISTOGRAM,
          KL,
          HISTOGRAM_ERRORS,
          POPULATION_ESTIMATE,
          STANDARD_ERROR,
          STEP_ERROR,
          POOL);

  /** A population that moves, its effective sample size looked at after every step. */
  private static final List<Operation<?, ?>> PARTICLES =
      List.of(PARTICLE_RUN, SDE_STEP, CONFINE, EFFECTIVE_SAMPLE_SIZE);

  private static final List<Operation<?, ?>> WEIGHTS = List.of(MEAN_LOG_RATIO, UPDATE_LOG_WEIGHTS);

  private static final List<Operation<?, ?>> RESAMPLING =
      List.of(NORMALISE, RESAMPLE, RESET_LOG_WEIGHTS);

  private static final List<Operation<?, ?>> JUMPS =
      List.of(JUMP_STEP, JUMP_RATES, JUMP_PARTNER, JUMP_EVENT);

  private static final List<Operation<?, ?>> FEYNMAN_KAC =
      List.of(
          FEYNMAN_KAC_GRID,
          EXTRAPOLATION,
          FEYNMAN_KAC_RUN,
          SDE_STEP,
          CONFINE,
          KILL_LOG_WEIGHTS,
          EFFECTIVE_SAMPLE_SIZE,
          POPULATION_ESTIMATE,
          STANDARD_ERROR,
          STEP_ERROR);

  private static final List<Operation<?, ?>> FLOWS_IN_PHASE_SPACE =
      List.of(KINETIC_HAMILTON, KINETIC_FRICTION, REACTION, KL);

  /** The table: run, the operations it asks. */
  static List<Run> runs() {
    Table t = new Table();
    t.row("solve on the line", solve(LINE + COARSE), FINITE_VOLUMES, GRID_REPORT);
    t.row("solve, nothing fixed", solve(walls(GAUSSIANS)), ADAPTIVE, GRID_REPORT);
    t.row("solve, cells fixed", solve(LINE + "grid: {cells: 16}\n"), ADAPTIVE, GRID_REPORT);
    t.row(
        "solve, a narrow start",
        solve(GAUSSIANS.replace("variance: 0.3", "variance: 1.0e-5")),
        ADAPTIVE,
        GRADED_EDGES,
        GRID_REPORT);
    t.row(
        "solve, a box that cuts",
        e -> e.solve(read(GAUSSIANS.replaceFirst("domain: .*", "domain: [-3, 6]")), 1e-3, NONE),
        ADAPTIVE,
        GRID_LIMITS,
        GRID_REPORT);
    t.row("solve between walls", solve(walls(LINE) + COARSE), FINITE_VOLUMES, GRID_REPORT);
    t.row("solve on the circle", solve(CIRCLE + COARSE), FINITE_VOLUMES, GRID_REPORT);
    t.row(
        "solve without reaction",
        solve(walls(LINE) + COARSE + "reaction-rate: 0\n"),
        without(FINITE_VOLUMES, REACTION),
        GRID_REPORT);
    t.row(
        "solve without diffusion",
        solve(walls(LINE) + COARSE + "diffusivity: 0\n"),
        without(
            FINITE_VOLUMES,
            TRANSPORT,
            EXTRAPOLATED_STEP,
            LIE_STEPS,
            EXTRAPOLATE_ROWS,
            TEMPERED_NORM,
            STEP_CONTROL),
        GRID_REPORT);
    t.row(
        "solve in the plane",
        e -> e.solve(read(PLANE + "grid: {cells: 8, time-step: 0.05}\n"), 1, NONE),
        FINITE_VOLUMES,
        GRID_REPORT);
    t.row(
        "solve in space",
        solve(SPACE + "grid: {cells: 8, time-step: 0.05}\n"),
        FINITE_VOLUMES,
        GRID_REPORT);
    t.row("solve underdamped", solve(KINETIC + PHASE_CELLS), FLOWS_IN_PHASE_SPACE, GRID_REPORT);
    t.row("solve a path", solve(ANNEALED), DISCRETISE, GRID_REPORT);
    t.row("solve in reverse time", solve(REVERSED), NOISED, DISCRETISE, GRID_REPORT);

    t.row(
        "sample",
        sample(LINE + RESAMPLED),
        PARTICLES,
        LOG_DENSITY,
        WEIGHTS,
        RESAMPLING,
        SPACE_DRAW,
        SAMPLE_REPORT);
    t.row(
        "sample, not resampled",
        sample(walls(LINE) + NOT_RESAMPLED),
        PARTICLES,
        LOG_DENSITY,
        WEIGHTS,
        SAMPLE_REPORT);
    t.row(
        "sample without reaction",
        sample(LINE + NOT_RESAMPLED + "reaction-rate: 0\n"),
        PARTICLES,
        SPACE_DRAW,
        SAMPLE_REPORT);
    t.row(
        "sample without diffusion",
        sample(LINE + RESAMPLED + "diffusivity: 0\n"),
        without(PARTICLES, SDE_STEP, CONFINE),
        LOG_DENSITY,
        WEIGHTS,
        RESAMPLING,
        SPACE_DRAW,
        SAMPLE_REPORT);
    t.row(
        "sample by jumps",
        sample(LINE + particles("reaction: birth-death") + "reaction-rate: 20\n"),
        PARTICLES,
        LOG_DENSITY,
        MEAN_LOG_RATIO,
        JUMPS,
        SPACE_DRAW,
        SAMPLE_REPORT);
    t.row(
        "sample, kernels",
        sample(LINE + density("{kernel: {bandwidth: 0.3}}")),
        PARTICLES,
        KERNEL_LOG_DENSITY,
        WEIGHTS,
        SPACE_DRAW,
        SAMPLE_REPORT);
    t.row(
        "sample, kernels by rule",
        sample(LINE + density("{kernel: {bandwidth: rule}}")),
        PARTICLES,
        BANDWIDTH_RULE,
        KERNEL_LOG_DENSITY,
        WEIGHTS,
        SPACE_DRAW,
        SAMPLE_REPORT);
    t.row(
        "sample, Gaussian closure",
        sample(LINE + density("gaussian")),
        PARTICLES,
        GAUSSIAN_CLOSURE,
        WEIGHTS,
        SPACE_DRAW,
        SAMPLE_REPORT);
    t.row(
        "sample, transition mixture",
        sample(LINE + density("transition")),
        PARTICLES,
        KERNEL_LOG_DENSITY,
        WEIGHTS,
        SPACE_DRAW,
        SAMPLE_REPORT);
    t.row(
        "sample, Leimkuhler-Matthews",
        sample(LINE + particles("integrator: leimkuhler-matthews")),
        PARTICLES,
        LOG_DENSITY,
        WEIGHTS,
        SPACE_DRAW,
        SAMPLE_REPORT);
    t.row(
        "sample, oracle of Gaussians",
        sample(GAUSSIANS + density("oracle")),
        PARTICLES,
        UPDATE_LOG_WEIGHTS,
        SPACE_DRAW,
        SAMPLE_REPORT);
    t.row(
        "sample, oracle by a grid",
        onFewCells(),
        sample(LINE + density("oracle")),
        PARTICLES,
        UPDATE_LOG_WEIGHTS,
        ADAPTIVE,
        KL,
        SPACE_DRAW,
        SAMPLE_REPORT);
    t.row(
        "sample in the plane",
        sample(PLANE + particles("ess-threshold: 1, density: {transition: {evaluation: tree}}")),
        PARTICLES,
        SPACE_DRAW,
        KERNEL_LOG_DENSITY,
        WEIGHTS,
        RESAMPLING,
        SAMPLE_REPORT);
    t.row(
        "sample in the plane, cells",
        sample(PLANE + density("grid")),
        PARTICLES,
        SPACE_DRAW,
        LOG_DENSITY,
        WEIGHTS,
        SAMPLE_REPORT);
    t.row(
        "sample in the plane, oracle by a grid",
        onFewCells(),
        sample(PLANE + density("oracle")),
        PARTICLES,
        SPACE_DRAW,
        UPDATE_LOG_WEIGHTS,
        ADAPTIVE,
        KL,
        SAMPLE_REPORT);
    t.row(
        "sample in space, cells",
        sample(SPACE + density("grid")),
        PARTICLES,
        LOG_DENSITY,
        WEIGHTS,
        SAMPLE_REPORT);
    t.row(
        "sample in four dimensions, closure",
        sample(FOUR + density("gaussian")),
        PARTICLES,
        SPACE_DRAW,
        GAUSSIAN_CLOSURE,
        WEIGHTS,
        POPULATION_ESTIMATE,
        STANDARD_ERROR,
        STEP_ERROR,
        POOL);
    t.row(
        "sample underdamped",
        sample(KINETIC + PHASE_CELLS + RESAMPLED),
        KINETIC_WALK,
        KINETIC_STEP,
        FLOWS_IN_PHASE_SPACE,
        EFFECTIVE_SAMPLE_SIZE,
        RESAMPLING,
        SPACE_DRAW,
        SAMPLE_REPORT);
    t.row(
        "sample a path",
        onFewCells(),
        sample(ANNEALED + RESAMPLED),
        REWEIGHTED_GRID,
        REWEIGHTED_RUN,
        PATH_DIFFUSION,
        CORRECTION_RATE,
        CONFINE,
        EFFECTIVE_SAMPLE_SIZE,
        RESAMPLING,
        SPACE_DRAW,
        SAMPLE_REPORT);
    t.row(
        "sample in reverse time",
        sample(REVERSED + RESAMPLED),
        START_MOMENT,
        START_LOG_WEIGHT,
        REWEIGHTED_RUN,
        PATH_DIFFUSION,
        REVERSE_DRIFT,
        CONFINE,
        EFFECTIVE_SAMPLE_SIZE,
        RESAMPLING,
        SPACE_DRAW,
        SAMPLE_REPORT);

    t.row(
        "feynman-kac",
        onFewCells(),
        feynmanKac(LINE + expectation("exp(-x^2)") + RESAMPLED),
        FEYNMAN_KAC,
        RESAMPLING,
        FEYNMAN_KAC_GRID_EIGENVALUE);
    t.row(
        "feynman-kac in closed form",
        onFewCells(),
        feynmanKac(GAUSSIANS + expectation("0.3*x^2") + NOT_RESAMPLED),
        FEYNMAN_KAC,
        WEIGHTED_GAUSSIAN,
        FEYNMAN_KAC_GRID_EIGENVALUE);
    t.row(
        "feynman-kac on the circle",
        onFewCells(),
        feynmanKac(CIRCLE + expectation("cos(x)") + NOT_RESAMPLED),
        FEYNMAN_KAC);
    t.row(
        "feynman-kac, over the start",
        onFewCells(),
        e -> e.feynmanKacProfile(read(LINE + expectation("exp(-x^2)"))),
        FEYNMAN_KAC_GRID);

    t.row(
        "spectrum",
        e -> e.spectrum(read(walls(LINE)).problem(), 3, 0, NONE),
        DISCRETISE,
        GRID_SPECTRUM,
        SPECTRUM,
        EXTRAPOLATION,
        LINEARISED_SPECTRUM,
        SPLITTING_STEP,
        TRANSPORT,
        REACTION,
        CURVATURE);
    t.row(
        "spectrum with friction, of the constants alone",
        e -> e.spectrum(read(LINE).problem(), 1, 1, NONE),
        DISCRETISE,
        GRID_SPECTRUM,
        SPECTRUM,
        CURVATURE,
        KINETIC_SPECTRUM);
    t.row(
        "distance",
        e -> e.distance(atoms(0.3, 0.7), atoms(0.6, 0.4), 1),
        WFR_DISTANCE,
        HELLINGER_SQUARED,
        SPHERICAL,
        WASSERSTEIN);
    t.row(
        "distance of different masses",
        e -> e.distance(atoms(0.3, 0.7), atoms(0.6, 0.5), 1),
        WFR_DISTANCE,
        HELLINGER_SQUARED);
    t.row(
        "certify the scheme",
        e -> e.certifyScheme(read(walls(LINE) + COARSE)),
        DISCRETISE,
        INITIAL_LOG_RATIO,
        SCHEME_STATES,
        SCHEME_BOUNDS,
        TRANSPORT_RESIDUAL,
        REACTION_RESIDUAL,
        CONTRACTED_BOUND);
    t.row(
        "certify the equation",
        e -> e.certifyEquation(read(CIRCLE), NONE),
        ENCLOSE,
        SLAB_BOUND,
        ENCLOSED_FIGURES);
    return t.runs;
  }

  /** Operations that no run asks: who does, and why no run. */
  static Map<Operation<?, ?>, String> askedElsewhere() {
    Map<Operation<?, ?>, String> all = new LinkedHashMap<>();
    all.put(KERNELISED_RUN, "claims and an experiment: another flow than the scenarios'");
    all.put(MINIMISING_MOVEMENTS, "claims on the geometry: another scheme, for a few cells");
    all.put(DIRAC_GEODESIC, "claims on the geometry: no command moves along geodesics");
    all.put(KERNEL_NORMALS, "the fused kernel's own: loops that stand in for the stages");
    all.put(KERNEL_STEP, "the fused kernel's own: loops that stand in for the stages");
    all.put(KERNEL_RUN, "the fused kernel's own: loops that stand in for the stages");
    all.put(
        GAUSSIAN_FLOW,
        "truth of claims and experiments; an oracle is the flow at all times, one function");
    all.put(GAUSSIAN_SPLIT, "truth of claims on splittings");
    all.put(LINEAR_DRIFT_FLOW, "truth of claims on kinetic flows");
    all.put(LOG_CAMERON_MARTIN, "truth of claims on Feynman-Kac expectations");
    all.put(LOG_QUADRATIC_KILLING, "truth of claims; runs ask the whole law, WEIGHTED_GAUSSIAN");
    all.put(LOG_MATRIX_KILLING, "truth of claims beyond the line, where feynman-kac does not go");
    all.put(PRINCIPAL_EIGENVALUE, "truth of claims; runs ask the grid's");
    all.put(PRODUCT_RATE, "claims: rate of a product of experts, which no scenario describes");
    all.put(WRONG_SCORE_RATE, "claims: rate of a wrong score, which no scenario describes");
    all.put(REVERSE_TILT, "truth of claims on reverse time with reaction");
    all.put(REVERSE_RUN, "claims on reverse time at any noise; runs ask REWEIGHTED_RUN");
    all.put(KINETIC_RUN, "claims: a path state by state; runs keep the states they report");
    all.put(GRID_ESTIMATES, "claims: what solve states, of which a run makes densities too");
    all.put(TRIAL_VALUES, "claims: an enclosed trial against other solutions, point by point");
    return all;
  }

  // ---- the tests

  @ParameterizedTest
  @MethodSource("runs")
  void run_asksTheOperationsOfTheTable_andNoOthers(Run run) {
    Set<String> asked = asked(run.base(), run.command());
    assertEquals(names(run.operations()), asked);
  }

  /** Nothing computes the same beside the operation: its failure is the run's. */
  @ParameterizedTest
  @MethodSource("runs")
  void operationThatFails_endsEveryRunThatAsksIt(Run run) {
    for (Operation<?, ?> operation : run.operations()) {
      Engine engine = new Engine(failing(run.base(), operation));
      Throwable e =
          assertThrows(
              Replaced.class, () -> run.command().accept(engine), () -> run + ", " + operation);
      assertEquals(operation.name(), e.getMessage(), run::toString);
    }
  }

  @Test
  void everyOperation_isAskedByARun_orListedWithWhoAsksIt() {
    Set<String> byRuns = new TreeSet<>();
    runs().forEach(r -> byRuns.addAll(names(r.operations())));
    Set<String> elsewhere = names(askedElsewhere().keySet());
    Set<String> both = new TreeSet<>(byRuns);
    both.retainAll(elsewhere);
    assertEquals(Set.of(), both, "asked by a run: not elsewhere only");
    byRuns.addAll(elsewhere);
    assertEquals(names(Operations.all()), byRuns);
  }

  /** An initial law that is no mixture on the plane is drawn from a table of its own. */
  @Test
  void startFromATable_asksNoDraw_inABoxOfThePlane() {
    List<Operation<?, ?>> expected = new ArrayList<>(PARTICLES);
    expected.add(LOG_DENSITY);
    expected.addAll(WEIGHTS);
    expected.addAll(SAMPLE_REPORT);
    assertEquals(
        names(expected), asked(Reference.IMPLEMENTATION, sample(walls(PLANE) + density("grid"))));
  }

  /** Only where nothing that it fuses is replaced: otherwise the run is made of its operations, and the replacement is asked. */
  @Test
  void fusedKernel_makesWayForOperations_whereOneOfThemIsReplaced() {
    Consumer<Engine> readable = sample(LINE + RESAMPLED);
    Consumer<Engine> fused = sample(LINE + particles("ess-threshold: 1, kernel: scalar"));
    assertEquals(asked(Reference.IMPLEMENTATION, readable), asked(Reference.IMPLEMENTATION, fused));
    List<Operation<?, ?>> stages = new ArrayList<>(List.of(LOG_DENSITY, SDE_STEP, CONFINE));
    stages.add(EFFECTIVE_SAMPLE_SIZE);
    stages.addAll(WEIGHTS);
    stages.addAll(RESAMPLING);
    Set<String> seen = new TreeSet<>();
    List<Operation<?, ?>> others = new ArrayList<>(Operations.all());
    others.removeAll(stages);
    others.removeAll(List.of(KERNEL_NORMALS, KERNEL_STEP));
    fused.accept(new Engine(recording(Reference.IMPLEMENTATION, others, seen)));
    Set<String> whole = new TreeSet<>(names(SAMPLE_REPORT));
    whole.add(PARTICLE_RUN.name());
    whole.add(SPACE_DRAW.name());
    assertEquals(whole, seen, "the kernel is the run where its stages are as they are");
    for (Operation<?, ?> stage : stages) {
      Engine engine = new Engine(failing(Reference.IMPLEMENTATION, stage));
      assertThrows(Replaced.class, () -> fused.accept(engine), stage::toString);
    }
  }

  /** Threads and the guard of runs pass an exception on as it is. */
  @Test
  void failureOfAnOperation_isNotConverted_onSeveralThreads() {
    Scenario s = read(LINE + RESAMPLED);
    Engine engine = new Engine(failing(Reference.IMPLEMENTATION, RESAMPLE));
    assertThrows(Replaced.class, () -> engine.sample(s, 2, NONE));
    assertFalse(ArithmeticException.class.isAssignableFrom(Replaced.class));
    assertTrue(RuntimeException.class.isAssignableFrom(Replaced.class));
  }

  // ---- runs

  private static final Progress NONE = Progress.NONE;

  private static Consumer<Engine> solve(String text) {
    return e -> e.solve(read(text), 1e-2, NONE);
  }

  private static Consumer<Engine> sample(String text) {
    return e -> e.sample(read(text), 1, NONE);
  }

  private static Consumer<Engine> feynmanKac(String text) {
    return e -> e.feynmanKac(read(text), 1, NONE);
  }

  private static String density(String estimate) {
    return particles("resampling: none, density: " + estimate);
  }

  private static String walls(String scenario) {
    return scenario + "boundary: no-flux\n";
  }

  private static String expectation(String killing) {
    return "feynman-kac: {killing: \"%s\", functional: \"x\", start: 0.2, horizon: 0.1}\n"
        .formatted(killing);
  }

  private static final Map<String, Scenario> SCENARIOS = new HashMap<>();

  private static Scenario read(String text) {
    return SCENARIOS.computeIfAbsent(text, t -> ScenarioReader.read("test", "test", t));
  }

  private static Atoms atoms(double left, double right) {
    return Atoms.line(new double[] {0, 0.5}, new double[] {left, right});
  }

  /** The reference on grids that cost nothing: what an oracle or an expectation chooses for its accuracy is coarsened. */
  private static Implementation onFewCells() {
    return Reference.IMPLEMENTATION
        .with(
            DISCRETISE,
            (c, next) -> next.apply(new Discretise(c.problem(), Math.min(32, c.cells()))))
        .with(
            ADAPTIVE_RUN,
            (c, next) -> next.apply(new AdaptiveRun(c.problem(), 16, c.times(), COARSE_IN_TIME)))
        .with(
            REWEIGHTED_GRID,
            (c, next) ->
                next.apply(new ReweightedGrid(c.diffusion(), c.masses(), c.time(), c.cells(), 1)))
        .with(
            FEYNMAN_KAC_GRID,
            (c, next) ->
                next.apply(new FeynmanKacGrid(c.problem(), cells(c.problem()), c.forward())))
        .with(
            FEYNMAN_KAC_GRID_EIGENVALUE,
            (c, next) -> next.apply(new FeynmanKacGridEigenvalue(c.problem(), cells(c.problem()))));
  }

  /** Of one width in every box: a wider one then changes nothing but what it holds. */
  private static int cells(FeynmanKacProblem problem) {
    return (int) Math.round(CELLS_PER_UNIT * (problem.domain().right() - problem.domain().left()));
  }

  // ---- recording and failing

  /** A command with what it is to ask. */
  record Run(
      String name,
      Implementation base,
      Consumer<Engine> command,
      List<Operation<?, ?>> operations) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Rows of runs; an operation or a list of them in each further column. */
  private static final class Table {
    private final List<Run> runs = new ArrayList<>();

    void row(String name, Consumer<Engine> command, Object... operations) {
      row(name, Reference.IMPLEMENTATION, command, operations);
    }

    void row(String name, Implementation base, Consumer<Engine> command, Object... operations) {
      runs.add(new Run(name, base, command, all(operations)));
    }

    private static List<Operation<?, ?>> all(Object... operations) {
      return Stream.of(operations)
          .<Operation<?, ?>>flatMap(
              o ->
                  o instanceof Operation<?, ?> one
                      ? Stream.of(one)
                      : ((Collection<?>) o).stream().map(each -> (Operation<?, ?>) each))
          .distinct()
          .sorted(Comparator.comparing(Operation::name))
          .toList();
    }
  }

  private static List<Operation<?, ?>> without(
      List<Operation<?, ?>> list, Operation<?, ?>... left) {
    List<Operation<?, ?>> rest = new ArrayList<>(list);
    rest.removeAll(List.of(left));
    return rest;
  }

  private static Set<String> names(Collection<Operation<?, ?>> operations) {
    Set<String> names = new TreeSet<>();
    operations.forEach(o -> names.add(o.name()));
    return names;
  }

  /** The names of what a command asks. */
  private static Set<String> asked(Implementation base, Consumer<Engine> command) {
    Set<String> asked = new TreeSet<>();
    command.accept(new Engine(recording(base, Operations.all(), asked)));
    return asked;
  }

  private static Implementation recording(
      Implementation base, List<Operation<?, ?>> operations, Set<String> asked) {
    Implementation all = base;
    for (Operation<?, ?> operation : operations) {
      all = before(all, operation, name -> asked.add(name));
    }
    return all;
  }

  private static Implementation failing(Implementation base, Operation<?, ?> operation) {
    return before(
        base,
        operation,
        name -> {
          throw new Replaced(name);
        });
  }

  private static <C extends Call<R>, R> Implementation before(
      Implementation base, Operation<C, R> operation, Consumer<String> act) {
    return base.with(
        operation,
        (call, next) -> {
          act.accept(operation.name());
          return next.apply(call);
        });
  }

  /** What a failing operation throws: nothing in between knows it. */
  private static final class Replaced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Replaced(String operation) {
      super(operation);
    }
  }
}
