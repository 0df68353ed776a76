package wfr.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import wfr.model.DensityEstimate;
import wfr.model.DensityEstimate.Evaluation;
import wfr.model.Integrator;
import wfr.model.LogDensityOracle;
import wfr.model.ParticleSettings;
import wfr.model.ResamplingScheme;
import wfr.model.ScalarField;
import wfr.model.WfrProblem;
import wfr.operation.ParticleOperations.ParticleRun;
import wfr.particle.ParticleSolver;
import wfr.particle.Replicates;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;

/**
 * Prints the tables of particles in reports/plane-convergence.md: the scenario rotated-well at t = 0.5 over N, the density estimate, its bandwidth and the step. Every row is 64 independent populations;
 * bias and its standard error are those of their mean, against the extrapolated grid.
 */
public final class PlaneParticleConvergence {
  private static final int POPULATIONS = 64;
  private static final double TIME = 0.5;

  /** Ends of the tables. */
  private static final double FINEST_STEP = 0.002;

  private static final double FINEST_BANDWIDTH = 0.04;

  /** E x and P(right) by {@code wfr solve rotated-well --accuracy 1e-5}. */
  private static final double MEAN = 0.1707561;

  private static final double RIGHT = 0.6209594;

  private final WfrProblem problem;
  private final ScalarField right;
  private final LogDensityOracle oracle;

  private PlaneParticleConvergence() {
    Scenario scenario = ScenarioReader.readShipped("rotated-well");
    problem = scenario.problem();
    right = scenario.observables().get(0).field();
    oracle = Oracles.of(problem, TIME, Reference.IMPLEMENTATION);
  }

  /** Runs it. */
  public static void main(String[] args) {
    PlaneParticleConvergence tables = new PlaneParticleConvergence();
    heading("Number of particles, step 0.01", "density | N");
    for (DensityEstimate density :
        List.of(
            new DensityEstimate.Oracle(),
            new DensityEstimate.Transition(Evaluation.AUTO),
            new DensityEstimate.Rule(1, Evaluation.AUTO),
            new DensityEstimate.Grid(0),
            new DensityEstimate.Gaussian())) {
      for (int n = 250; n <= 4000; n *= 4) {
        tables.row(name(density) + " | " + n, n, 0.01, density);
      }
    }
    heading("Bandwidth, N = 4000, step 0.01", "density | b");
    for (double b = 0.8; b > FINEST_BANDWIDTH; b /= 2) {
      tables.row("kernel | " + b, 4000, 0.01, new DensityEstimate.Kernel(b));
    }
    heading("Step, N = 4000", "density | step");
    for (DensityEstimate density :
        List.of(new DensityEstimate.Oracle(), new DensityEstimate.Transition(Evaluation.AUTO))) {
      for (double step = 0.02; step > FINEST_STEP; step /= 2) {
        tables.row(name(density) + " | " + step, 4000, step, density);
      }
    }
  }

  private static String name(DensityEstimate density) {
    return density.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static void heading(String title, String columns) {
    System.out.printf(
        "%n### %s%n%n| %s | bias E x | s.e. | N^(1/2) rms E x | bias P(right) | s.e. |%n|---|---|---|---|---|---|---|%n",
        title, columns);
  }

  private void row(String label, int n, double step, DensityEstimate density) {
    ParticleSettings settings =
        new ParticleSettings(
            n,
            step,
            Integrator.EULER_MARUYAMA,
            density,
            ParticleSettings.Reaction.WEIGHTS,
            new ParticleSettings.Resampling(ResamplingScheme.SYSTEMATIC, 0.5),
            11);
    Replicates runs =
        Replicates.run(
            population ->
                ParticleSolver.run(
                    new ParticleRun(problem, settings, new double[] {TIME}, population, oracle),
                    Reference.IMPLEMENTATION),
            POPULATIONS,
            2,
            share -> {});
    double[] x = errors(runs.averages(p -> p[0], 0), MEAN);
    double[] r = errors(runs.averages(right, 0), RIGHT);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.4f | %.4f | %.3f | %.4f | %.4f |%n",
        label,
        x[0],
        x[1],
        Math.sqrt(n) * x[2],
        r[0],
        r[1]);
  }

  /** Bias, its standard error, root mean square. */
  private static double[] errors(double[] a, double exact) {
    double bias = Arrays.stream(a).average().orElseThrow() - exact;
    double square = Arrays.stream(a).map(v -> (v - exact) * (v - exact)).average().orElseThrow();
    return new double[] {
      bias, Math.sqrt((square - bias * bias) / (a.length - 1)), Math.sqrt(square)
    };
  }
}
