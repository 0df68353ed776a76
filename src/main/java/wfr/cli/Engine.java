package wfr.cli;

import java.util.List;
import wfr.defects.Suite;
import wfr.measure.Atoms;
import wfr.model.WfrProblem;
import wfr.reference.DistanceResult;
import wfr.reference.GridResult;
import wfr.reference.GridTask;
import wfr.reference.ParticleResult;
import wfr.reference.PlaneResult;
import wfr.reference.PlaneRichardson;
import wfr.reference.Progress;
import wfr.reference.RichardsonSolver;
import wfr.reference.SampleSolver;
import wfr.reference.SpectrumResult;
import wfr.reference.SpectrumSolver;
import wfr.scenario.BadInput;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;
import wfr.spec.ClaimEntry;
import wfr.spec.VerificationResult;

/** What the commands call: the one place that wires reader, solvers and ledger to the command line. */
public class Engine {
  /**
   * What a verification run covers.
   *
   * @param profile quick, full or nightly
   * @param claims ids in scope, empty for all
   * @param seed seed of every stochastic check
   * @param threads number of threads
   */
  public record VerifyRequest(String profile, List<String> claims, long seed, int threads) {}

  /** The engine with the reference implementation behind it. */
  public Engine() {}

  /** Reads a scenario file, or the shipped scenario of that name; a file wins. */
  public Scenario scenario(String fileOrName) {
    java.nio.file.Path file = java.nio.file.Path.of(fileOrName);
    if (!java.nio.file.Files.exists(file) && ScenarioReader.shippedNames().contains(fileOrName)) {
      return ScenarioReader.readShipped(fileOrName);
    }
    return ScenarioReader.read(file);
  }

  /** Finite-volume solution on the line to the accuracy asked for. */
  public GridResult solve(Scenario scenario, double accuracy, Progress progress) {
    requireLine(scenario, "this command");
    return new RichardsonSolver(task(scenario, accuracy), progress).solve();
  }

  /** Finite-volume solution in the plane to the accuracy asked for, as far as the work allows. */
  public PlaneResult solvePlane(Scenario scenario, double accuracy, Progress progress) {
    return new PlaneRichardson(task(scenario, accuracy), progress).solve();
  }

  private static GridTask task(Scenario scenario, double accuracy) {
    return new GridTask(
        scenario.problem(),
        scenario.outputTimes(),
        scenario.observables(),
        scenario.grid().cells(),
        scenario.grid().timeStep(),
        scenario.grid().splitting(),
        scenario.grid().transport(),
        accuracy);
  }

  private static void requireLine(Scenario scenario, String what) {
    requireLine(scenario.name(), scenario.problem(), what);
  }

  private static void requireLine(String name, WfrProblem problem, String what) {
    if (problem.dimension() != 1) {
      throw new BadInput(
          name
              + ": domain: "
              + problem.dimension()
              + " dimensions: "
              + what
              + " is available in one dimension only in this version; wfr solve has two");
    }
  }

  /** Weighted particles. */
  public ParticleResult sample(Scenario scenario, int threads, Progress progress) {
    requireLine(scenario, "the particle method");
    return new SampleSolver(
            scenario.problem(),
            scenario.particles(),
            scenario.outputTimes(),
            scenario.observables())
        .solve(threads, progress);
  }

  /** Lowest eigenvalues of a problem. */
  public SpectrumResult spectrum(WfrProblem problem, int count, Progress progress) {
    requireLine("scenario", problem, "the spectrum");
    return new SpectrumSolver(problem, count, progress).solve();
  }

  /** Distances of two measures. */
  public DistanceResult distance(Atoms mu, Atoms nu, double delta) {
    return DistanceResult.of(mu, nu, delta);
  }

  /** The ledger, in order. */
  public List<ClaimEntry> claims() {
    return Suite.entries();
  }

  /** Checks the reference implementation, the mutants and the variants. */
  public VerificationResult verify(VerifyRequest request, Progress progress) {
    return new Suite(
            Suite.Profile.valueOf(request.profile().toUpperCase(java.util.Locale.ROOT)),
            request.claims(),
            request.seed(),
            request.threads())
        .run(progress);
  }
}
