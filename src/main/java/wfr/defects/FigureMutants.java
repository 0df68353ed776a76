package wfr.defects;

import static wfr.operation.CorrectionOperations.REWEIGHTED_RUN;
import static wfr.operation.FigureOperations.BOX_ERRORS;
import static wfr.operation.FigureOperations.EXTRAPOLATION;
import static wfr.operation.FigureOperations.GRID_FIGURES;
import static wfr.operation.FigureOperations.GRID_LIMITS;
import static wfr.operation.FigureOperations.HISTOGRAM;
import static wfr.operation.FigureOperations.HISTOGRAM_ERRORS;
import static wfr.operation.FigureOperations.POOL;
import static wfr.operation.FigureOperations.REPLICATE_FIGURES;
import static wfr.operation.FigureOperations.SAMPLE_FIGURES;
import static wfr.operation.FigureOperations.STANDARD_ERROR;
import static wfr.operation.FigureOperations.STEP_ERROR;
import static wfr.operation.GridOperations.MASS;
import static wfr.operation.GridOperations.TRANSPORT;
import static wfr.operation.KineticOperations.KINETIC_WALK;
import static wfr.operation.ParticleOperations.PARTICLE_RUN;
import static wfr.operation.WeightOperations.EFFECTIVE_SAMPLE_SIZE;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import wfr.math.Estimate;
import wfr.measure.WeightedSample;
import wfr.operation.Call;
import wfr.operation.FigureOperations.Extrapolation;
import wfr.operation.FigureOperations.GridLimits;
import wfr.operation.FigureOperations.ReplicateFigures;
import wfr.operation.FigureOperations.StepError;
import wfr.operation.Implementation.Replacement;
import wfr.operation.OnGrid;
import wfr.operation.Operation;
import wfr.operation.ParticleSolution;

/** Mutants of the figures that are reported, of their errors, and of the mass ledger. */
final class FigureMutants {
  /** Takes back an eighth of the width at both ends. */
  private static final double NARROWED = -0.1;

  private static final String LEAKS = "a millionth of the mass lost in every transport step";
  private static final String SWAPPED = "two figures reported under each other's name";
  private static final UnaryOperator<double[]> LEAK =
      h -> Arrays.stream(h).map(v -> v + Math.log1p(-1e-6)).toArray();

  private FigureMutants() {}

  static List<Mutant> all() {
    return List.of(
        of("ledger-blind", "mass read after it is normalised", "G11", MASS, (c, next) -> 1.0),
        of("fv-leak", LEAKS, "G11", TRANSPORT, (c, next) -> next.apply(c).map(LEAK)),
        of(
            "plane-leak",
            LEAKS + " beyond the line",
            "G11",
            TRANSPORT,
            Axes.several((c, next) -> next.apply(c).map(LEAK))),
        of(
            "w-ess-halved",
            "half the effective sample size",
            "E17",
            EFFECTIVE_SAMPLE_SIZE,
            (c, next) -> 0.5 * next.apply(c)),
        of(
            "run-mean-weight-one",
            "mean weight of a run reported as 1",
            "E17",
            PARTICLE_RUN,
            (c, next) -> normalised(next.apply(c))),
        of(
            "walk-start-weight",
            "walkers start with nine tenths of their log-weight",
            "E17",
            REWEIGHTED_RUN,
            (c, next) ->
                next.apply(c.withStartLogWeight(x -> 0.9 * c.startLogWeight().applyAsDouble(x)))),
        of(
            "kinetic-walk-left-rule",
            "rate of kinetic walkers half a step early",
            "E17",
            KINETIC_WALK,
            (c, next) ->
                next.apply(c.withRate((x, v, t) -> c.diffusion().rate().at(x, v, t - 0.025)))),
        row("fig-mean-edges", "mean 0.01 to the left", "G10", GRID_FIGURES, f -> plus(f, 1, -0.01)),
        row("fig-divergences-swapped", SWAPPED, "G10", GRID_FIGURES, f -> swapped(f, 3, 4)),
        row("fig-fisher-half", "Fisher information halved", "G10", GRID_FIGURES, f -> half(f, 5)),
        row("fig-observable-lagged", SWAPPED, "G10", GRID_FIGURES, f -> swapped(f, 6, 7)),
        row("plane-axes-swapped", SWAPPED, "G10", GRID_FIGURES, f -> swapped(f, 1, 2)),
        row("plane-covariance-half", "covariance halved", "G10", GRID_FIGURES, f -> half(f, 4)),
        row(
            "sample-variance-raw",
            "second moment in place of the variance",
            "E16",
            SAMPLE_FIGURES,
            f -> plus(f, 2, f[1] * f[1])),
        row("sample-mass-half", "mean weight halved", "E16", SAMPLE_FIGURES, f -> half(f, 0)),
        row("plane-sample-axes", SWAPPED, "E16", SAMPLE_FIGURES, f -> swapped(f, 3, 5)),
        of(
            "replicates-plug-in",
            "plug-in figures of every population, with their bias",
            "E16",
            REPLICATE_FIGURES,
            (c, next) ->
                c.samples().stream()
                    .map(
                        s ->
                            next.apply(
                                    new ReplicateFigures(List.of(s), c.target(), c.observables()))[
                                0])
                    .toArray(double[][]::new)),
        of(
            "replicates-spread-half",
            "pseudo-values half as far apart",
            "E16",
            REPLICATE_FIGURES,
            (c, next) -> closer(next.apply(c))),
        row("histogram-shifted", "bins shifted", "E16", HISTOGRAM, FigureMutants::shifted),
        row("plane-histogram-shifted", "bins shifted", "E16", HISTOGRAM, FigureMutants::shifted),
        row("histogram-error-half", "error of KL halved", "E16", HISTOGRAM_ERRORS, f -> half(f, 3)),
        row(
            "plane-histogram-error-half",
            "error of KL halved in the plane",
            "E16",
            HISTOGRAM_ERRORS,
            f -> half(f, 6)),
        of(
            "pool-by-mass",
            "populations pooled by mass",
            "E16",
            POOL,
            (c, next) -> byMass(c.samples())),
        of(
            "se-root-n",
            "standard deviation in place of the standard error",
            "E15",
            STANDARD_ERROR,
            (c, next) -> next.apply(c) * Math.sqrt(c.values().length)),
        of(
            "se-biased",
            "sum of squares divided by R and not by R - 1",
            "E15",
            STANDARD_ERROR,
            (c, next) -> next.apply(c) * Math.sqrt(1 - 1.0 / c.values().length)),
        of(
            "step-bias-lost",
            "the difference of the runs with dt and dt/2 left out of the error",
            "E15",
            STEP_ERROR,
            (c, next) -> next.apply(new StepError(c.fine(), c.fine()))),
        of(
            "romberg-exponents",
            "powers of the expansion one too high",
            "G12",
            EXTRAPOLATION,
            (c, next) -> next.apply(new Extrapolation(raised(c.exponents()), c.figures()))),
        of(
            "romberg-error-small",
            "a thousandth of the error stated",
            "G12",
            EXTRAPOLATION,
            (c, next) -> new Estimate(next.apply(c).value(), 1e-3 * next.apply(c).error())),
        of(
            "romberg-finest",
            "the figure of the finest level as the limit",
            "G12",
            EXTRAPOLATION,
            (c, next) -> new Estimate(c.figures()[c.figures().length - 1], next.apply(c).error())),
        row(
            "box-observables-unseen",
            "what the box cuts off of observables taken as 0",
            "G13",
            BOX_ERRORS,
            f -> Arrays.copyOf(Arrays.copyOf(f, 7), f.length)),
        row(
            "plane-box-unseen",
            "what the box cuts off in the plane taken as 0",
            "G13",
            BOX_ERRORS,
            f -> new double[f.length]),
        row(
            "plane-box-dissipation-unseen",
            "what the box cuts off of the Fisher information and Var h in the plane taken as 0",
            "G13",
            BOX_ERRORS,
            f -> plus(plus(f, 8, -f[8]), 9, -f[9])),
        row(
            "box-ratio-unseen",
            "what the box cuts off of Var h taken as 0",
            "G13",
            BOX_ERRORS,
            f -> plus(f, 6, -f[6])),
        of(
            "wider-box-is-the-box",
            "the box that shows what is cut off is not wider",
            "G13",
            GRID_LIMITS,
            Axes.one(
                (c, next) ->
                    next.apply(
                        new GridLimits(
                            c.problem().widened(NARROWED),
                            c.times(),
                            c.observables(),
                            c.accuracy())))),
        row(
            "box-moments-unseen",
            "what the box cuts off of mean and variance taken as 0",
            "G13",
            BOX_ERRORS,
            f -> plus(plus(f, 1, -f[1]), 2, -f[2])));
  }

  private static <C extends Call<R>, R> Mutant of(
      String id, String defect, String claim, Operation<C, R> wrong, Replacement<C, R> by) {
    return Mutant.of(id, defect, List.of(claim), wrong, by);
  }

  /** A change of a row of figures, on the line or, by its name, beyond it. */
  private static <C extends Call<double[]> & OnGrid> Mutant row(
      String id,
      String defect,
      String claim,
      Operation<C, double[]> op,
      UnaryOperator<double[]> by) {
    Replacement<C, double[]> wrong = (c, next) -> by.apply(next.apply(c));
    return of(
        id, defect, claim, op, id.startsWith("plane") ? Axes.several(wrong) : Axes.one(wrong));
  }

  private static double[][] closer(double[][] rows) {
    double[][] out = new double[rows.length][rows[0].length];
    for (int j = 0; j < rows[0].length; j++) {
      int at = j;
      double mean = Arrays.stream(rows).mapToDouble(row -> row[at]).average().orElseThrow();
      for (int r = 0; r < rows.length; r++) {
        out[r][j] = 0.5 * (rows[r][j] + mean);
      }
    }
    return out;
  }

  private static double[] plus(double[] row, int j, double change) {
    double[] out = row.clone();
    out[j] += change;
    return out;
  }

  private static double[] half(double[] row, int j) {
    return plus(row, j, -0.5 * row[j]);
  }

  /** Figures under each other's name, where there are so many. */
  private static double[] swapped(double[] row, int i, int j) {
    return j < row.length ? plus(plus(row, i, row[j] - row[i]), j, row[i] - row[j]) : row;
  }

  private static ParticleSolution normalised(ParticleSolution s) {
    return new ParticleSolution(
        s.times(),
        s.samples(),
        GridMutants.vector(s.times().length, k -> 1),
        s.stepTimes(),
        s.essFraction(),
        s.resamplings(),
        s.jumps());
  }

  private static double[] shifted(double[] h) {
    return GridMutants.vector(h.length, c -> h[Math.floorMod(c - 1, h.length)]);
  }

  private static double[] raised(double[] exponents) {
    return Arrays.stream(exponents).map(p -> p + 1).toArray();
  }

  private static WeightedSample byMass(List<WeightedSample> samples) {
    double[] x = samples.stream().flatMapToDouble(s -> Arrays.stream(s.coordinate(0))).toArray();
    double[] l = samples.stream().flatMapToDouble(s -> Arrays.stream(s.logWeights())).toArray();
    return new WeightedSample(new double[][] {x}, l);
  }
}
