package wfr.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import wfr.diagnostics.MeasureSummary;
import wfr.math.Estimate;
import wfr.measure.Axis;
import wfr.measure.Grid;
import wfr.measure.GridDensity;
import wfr.measure.WeightedSample;
import wfr.model.DensityEstimate;
import wfr.model.Domain;
import wfr.model.GaussianLaw;
import wfr.model.Integrator;
import wfr.model.ParticleSettings;
import wfr.model.PolynomialPotential;
import wfr.model.ResamplingScheme;
import wfr.model.SplittingScheme;
import wfr.model.WfrProblem;
import wfr.operation.Group;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;
import wfr.scenario.GridRequest;
import wfr.scenario.Scenario;
import wfr.spec.CheckRun;
import wfr.spec.Claim;
import wfr.spec.ClaimResult;
import wfr.spec.Evidence;
import wfr.spec.EvidenceClass;
import wfr.spec.MutantResult;
import wfr.spec.VariantResult;
import wfr.spec.VerificationResult;

/** Results that look like results, made without any solver: a pure Fisher-Rao flow and draws from it. */
public final class SyntheticRun {
  /** Everything markup could choke on. */
  public static final String NASTY = "<b>&\"'</script> ρ \u0001";

  private static final double[] TIMES = {0.1, 0.5, 1, 2};
  private static final int CELLS = 500;

  private SyntheticRun() {}

  /** A scenario of this name. */
  public static Scenario scenario(String name) {
    WfrProblem problem =
        new WfrProblem(
            PolynomialPotential.doubleWell(3, 0.5),
            GaussianLaw.of(-1, 0.1),
            Domain.interval(-3, 3, Domain.Boundary.LINE),
            1,
            1);
    ParticleSettings particles =
        new ParticleSettings(
            4000,
            0.005,
            Integrator.EULER_MARUYAMA,
            new DensityEstimate.Grid(0),
            ParticleSettings.Reaction.WEIGHTS,
            new ParticleSettings.Resampling(ResamplingScheme.SYSTEMATIC, 0.5),
            1);
    Map<String, Object> understood = new LinkedHashMap<>();
    understood.put("name", name);
    understood.put("potential", "3*(x^2 - 1)^2 + 0.5*x");
    understood.put("reaction-rate", 1.0);
    return new Scenario(
        name,
        problem,
        TIMES,
        List.of(),
        new GridRequest(OptionalInt.empty(), OptionalDouble.empty(), SplittingScheme.STRANG),
        particles,
        understood,
        List.of());
  }

  /** A grid result. */
  public static GridResult grid(Scenario scenario) {
    Axis grid = new Axis(-3, 3, CELLS, false);
    double[] logTarget = new double[CELLS];
    double[] h0 = new double[CELLS];
    for (int i = 0; i < CELLS; i++) {
      double x = grid.centre(i);
      logTarget[i] = -scenario.problem().potential().value(x);
      h0[i] = scenario.problem().initial().logDensity(x) - logTarget[i];
    }
    normalise(logTarget, new double[CELLS]);
    List<GridDensity> densities = new ArrayList<>();
    List<MeasureSummary> summaries = new ArrayList<>();
    List<double[]> errors = new ArrayList<>();
    List<double[]> fluxes = new ArrayList<>();
    for (double t : TIMES) {
      double[] h = Arrays.stream(h0).map(v -> v * Math.exp(-t)).toArray();
      normalise(h, logTarget);
      GridDensity density = new GridDensity(Grid.of(grid), logTarget, h);
      densities.add(density);
      summaries.add(summary(t, density, 1e-7));
      errors.add(new double[CELLS]);
      fluxes.add(new double[CELLS - 1]);
    }
    return new GridResult(
        scenario.problem(),
        new GridResult.Scheme(CELLS, 0.001, SplittingScheme.STRANG.key()),
        summaries,
        densities,
        errors,
        1e-12,
        2e-11,
        new GridResult.Ledger(TIMES, 3e-16, fluxes, 2000),
        List.of("mass of pi outside the box: " + NASTY));
  }

  private static void normalise(double[] log, double[] base) {
    double sum = 0;
    for (int i = 0; i < log.length; i++) {
      sum += Math.exp(log[i] + base[i]);
    }
    for (int i = 0; i < log.length; i++) {
      log[i] -= Math.log(sum);
    }
  }

  private static MeasureSummary summary(double t, GridDensity density, double error) {
    double mean = 0;
    double square = 0;
    double kl = 0;
    double[] h = density.logRatio();
    for (int i = 0; i < CELLS; i++) {
      double m = density.cellMass(i);
      double x = density.grid().axis(0).centre(i);
      mean += m * x;
      square += m * x * x;
      kl += m * h[i];
    }
    double fisher = 4 * kl;
    return new MeasureSummary(
        t,
        new Estimate(1, 1e-15),
        List.of(new Estimate(mean, error)),
        List.of(List.of(new Estimate(square - mean * mean, error))),
        new Estimate(kl, error),
        new Estimate(1.3 * kl, Double.POSITIVE_INFINITY),
        new Estimate(fisher, error),
        new Estimate(2 * kl, error),
        Map.of(NASTY, new Estimate(mean + 1, error)));
  }

  /** A particle result; shift moves every particle, so that the solutions disagree. */
  public static ParticleResult particles(Scenario scenario, double shift) {
    GridResult grid = grid(scenario);
    Random random = new Random(7);
    List<WeightedSample> samples = new ArrayList<>();
    List<MeasureSummary> summaries = new ArrayList<>();
    int n = scenario.particles().count();
    for (int k = 0; k < TIMES.length; k++) {
      GridDensity density = grid.densities().get(k);
      double[] x = new double[n];
      double[] w = new double[n];
      for (int i = 0; i < n; i++) {
        double u = random.nextDouble();
        int cell = 0;
        while (cell < CELLS - 1 && (u -= density.cellMass(cell)) > 0) {
          cell++;
        }
        x[i] = density.grid().axis(0).centre(cell) + shift;
        w[i] = 0.5 * random.nextGaussian();
      }
      samples.add(new WeightedSample(new double[][] {x}, w));
      MeasureSummary exact = grid.summaries().get(k);
      summaries.add(
          new MeasureSummary(
              exact.time(),
              exact.mass(),
              List.of(new Estimate(exact.mean().get(0).value() + shift, 0.01)),
              List.of(List.of(new Estimate(exact.variance().get(0).get(0).value(), 0.01))),
              new Estimate(exact.kl().value() * 1.05, 0.02),
              exact.reverseKl(),
              exact.fisherInformation(),
              exact.logRatioVariance(),
              exact.observables()));
    }
    double[] steps = new double[400];
    double[] ess = new double[400];
    for (int i = 0; i < 400; i++) {
      steps[i] = 0.005 * (i + 1);
      ess[i] = 1 - 0.5 * ((i % 130) / 130.0);
    }
    return new ParticleResult(
        scenario.problem(),
        scenario.particles(),
        16,
        summaries,
        samples,
        new double[] {1, 1.01, 0.99, 1},
        steps,
        ess,
        48,
        List.of());
  }

  /** Both. */
  public static RunResult both(String name, double shift) {
    Scenario s = scenario(name);
    return new RunResult(s, Optional.of(grid(s)), Optional.of(particles(s, shift)));
  }

  /** A claim that finds this value against the bound 1. */
  public static Claim<Double> claim(String id, double value) {
    return Claim.exact(
        id,
        "claim " + id + " about " + NASTY,
        EvidenceClass.D,
        Set.of(Group.REACTION),
        List.of(value),
        (implementation, v, seed) -> Evidence.atMost(v, 1, "synthetic " + NASTY));
  }

  /** A run over claims with these values, mutants of which the last survives if asked for. */
  public static VerificationResult verification(boolean survivor, double... values) {
    List<ClaimResult> claims = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Claim<Double> claim = claim("A" + (i + 1), values[i]);
      claims.add(
          ClaimResult.of(claim, "measured", claim.run(null, 1), List.of("mutant-" + (i % 3))));
    }
    List<MutantResult> mutants = new ArrayList<>();
    for (int m = 0; m < 3; m++) {
      boolean survives = survivor && m == 2;
      mutants.add(
          new MutantResult(
              "mutant-" + m,
              NASTY,
              Group.REACTION,
              List.of(
                  new CheckRun(
                      "A" + (m + 1),
                      "instance 1 of 1",
                      Evidence.atMost(survives ? 0 : 2, 1, NASTY)))));
    }
    return new VerificationResult(
        "quick",
        1,
        1e-7,
        claims,
        mutants,
        List.of(new VariantResult("stratified", NASTY, List.of())));
  }
}
