package wfr.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wfr.defects.Suite;
import wfr.foreign.TargetPrograms;
import wfr.measure.Atoms;
import wfr.model.ParticleSettings;
import wfr.model.SpectralProblem;
import wfr.model.WfrProblem;
import wfr.operation.Implementation;
import wfr.reference.CertifiedEquation;
import wfr.reference.CertifiedScheme;
import wfr.reference.DistanceResult;
import wfr.reference.ExactSolution;
import wfr.reference.FeynmanKacResult;
import wfr.reference.FeynmanKacSolver;
import wfr.reference.GridResult;
import wfr.reference.GridTask;
import wfr.reference.KineticGridRun;
import wfr.reference.KineticSampleRun;
import wfr.reference.KineticTask;
import wfr.reference.ParticleResult;
import wfr.reference.PathSolver;
import wfr.reference.Progress;
import wfr.reference.Reference;
import wfr.reference.RichardsonSolver;
import wfr.reference.RunStopped;
import wfr.reference.SampleSolver;
import wfr.reference.SpectrumResult;
import wfr.reference.SpectrumSolver;
import wfr.report.ReferenceCatalogue;
import wfr.scenario.BadInput;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;
import wfr.scenario.SpectralForm;
import wfr.scenario.SpectralObservables;
import wfr.spec.ClaimEntry;
import wfr.spec.VerificationResult;

/** What the commands call: the one place that wires reader, solvers and ledger to the command line. */
public class Engine {
  private static final int POINTS_OF_PROFILE = 97;

  /**
   * What a verification run covers.
   *
   * @param profile quick, full or nightly
   * @param claims ids in scope, empty for all
   * @param seed seed of every stochastic check
   * @param threads number of threads
   */
  public record VerifyRequest(String profile, List<String> claims, long seed, int threads) {}

  /** What a program that is a target may take for a block of points. */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final Implementation ops;
  private final TargetPrograms programs =
      new TargetPrograms(ANSWER, line -> System.err.println("target: " + line));

  /** The engine with the reference implementation behind it. */
  public Engine() {
    this(Reference.IMPLEMENTATION);
  }

  /** The engine with an implementation behind it: every run is composed of its operations. */
  public Engine(Implementation ops) {
    this.ops = ops;
  }

  /** The reference problems, solved on demand. */
  public ReferenceCatalogue reference() {
    return new ReferenceCatalogue(solvers());
  }

  /** Problems of somebody's own, by the names that result files have. */
  public ReferenceCatalogue reference(Map<String, Scenario> own) {
    return new ReferenceCatalogue(solvers(), own);
  }

  private ReferenceCatalogue.Solvers solvers() {
    return new ReferenceCatalogue.Solvers() {
      @Override
      public GridResult grid(Scenario scenario, double accuracy, Progress progress) {
        int d = scenario.problem().dimension();
        return solve(
            scenario,
            Double.isNaN(accuracy) ? SolveCommand.defaultAccuracy(d) : accuracy,
            progress);
      }

      @Override
      public Optional<ExactSolution> exact(Scenario scenario, Progress progress) {
        return Engine.this.exact(scenario, progress);
      }

      @Override
      public ParticleResult sample(
          Scenario scenario, ParticleSettings settings, Progress progress) {
        SampleSolver solver = // the same verdict on every machine
            new SampleSolver(
                scenario.problem(),
                settings.withKernel(ParticleSettings.Kernel.READABLE),
                scenario.outputTimes(),
                scenario.observables(),
                ops);
        return RunStopped.guard(
            scenario.name(),
            () -> solver.solve(Runtime.getRuntime().availableProcessors(), progress));
      }
    };
  }

  /** Reads a scenario file, or the shipped scenario of that name; a file wins. */
  public Scenario scenario(String fileOrName) {
    java.nio.file.Path file = java.nio.file.Path.of(fileOrName);
    if (!java.nio.file.Files.exists(file) && ScenarioReader.shippedNames().contains(fileOrName)) {
      return ScenarioReader.readShipped(fileOrName);
    }
    return ScenarioReader.read(file, programs);
  }

  /** Ends the programs that scenarios have started. */
  public void endPrograms() {
    programs.close();
  }

  /** Finite-volume solution to the accuracy asked for, as far as the work allows. */
  public GridResult solve(Scenario scenario, double accuracy, Progress progress) {
    requireGrid(scenario, "the finite-volume grid");
    if (scenario.targetPath().isPresent()) {
      return RunStopped.guard(
          scenario.name(), () -> pathSolver(scenario).solve(accuracy, progress));
    }
    if (scenario.friction().isPresent()) {
      return RunStopped.guard(
          scenario.name(),
          () -> new KineticGridRun(kinetic(scenario), ops).solve(accuracy, progress));
    }
    return RunStopped.guard(
        scenario.name(),
        () -> new RichardsonSolver(task(scenario, accuracy), ops, progress).solve());
  }

  /** A solution that needs no grid, where one is known. */
  public Optional<ExactSolution> exact(Scenario scenario, Progress progress) {
    return RunStopped.guard(
        scenario.name(),
        () -> ExactSolution.of(scenario.problem(), scenario.outputTimes(), ops, progress));
  }

  private static GridTask task(Scenario scenario, double accuracy) {
    return new GridTask(
        scenario.problem(),
        scenario.outputTimes(),
        scenario.observables(),
        scenario.grid().cells(),
        scenario.grid().timeStep(),
        scenario.grid().splitting(),
        accuracy);
  }

  /** Refuses a scenario for particles alone. */
  static void requireGrid(Scenario scenario, String what) {
    if (!scenario.hasGrid()) {
      throw new BadInput(
          scenario.name()
              + ": dimension: "
              + scenario.problem().dimension()
              + ": "
              + what
              + " needs a domain: [lower, upper] or a list of two or three such intervals; without one wfr sample runs particles alone");
    }
  }

  private static void requireLine(String name, WfrProblem problem, String what) {
    if (problem.dimension() != 1) {
      throw new BadInput(
          name
              + ": domain: "
              + problem.dimension()
              + " dimensions: "
              + what
              + " is available in one dimension only in this version; wfr solve, sample and compare have more");
    }
  }

  /** Guaranteed bound of the implicit scheme on the scenario's grid. */
  public CertifiedScheme certifyScheme(Scenario scenario) {
    return CertifiedScheme.of(
        scenario.problem(),
        scenario.outputTimes(),
        scenario.grid().cells(),
        scenario.grid().timeStep(),
        scenario.grid().splitting(),
        ops);
  }

  /** Guaranteed enclosure of the equation's own solution. */
  public CertifiedEquation certifyEquation(Scenario scenario, Progress progress) {
    SpectralProblem problem = SpectralForm.of(scenario);
    return CertifiedEquation.of(
        problem,
        scenario.outputTimes(),
        CertifiedEquation.DEFAULT_AIM,
        SpectralObservables.of(scenario, problem),
        ops,
        progress);
  }

  /** Weighted particles; along the scenario's target path where it has one. */
  public ParticleResult sample(Scenario scenario, int threads, Progress progress) {
    scenario.requireWalkers();
    if (!SampleSolver.runs(scenario.particles().kernel())) {
      throw new BadInput(
          scenario.name()
              + ": particles.kernel: vector: needs registers of four doubles and the module jdk.incubator.vector, which ./wfr lets it have where the JDK has it; auto takes the scalar kernel without them");
    }
    if (scenario.targetPath().isPresent()) {
      return RunStopped.guard(
          scenario.name(),
          () -> pathSolver(scenario).sample(scenario.particles(), threads, progress));
    }
    if (scenario.friction().isPresent()) {
      return RunStopped.guard(
          scenario.name(),
          () ->
              new KineticSampleRun(kinetic(scenario), scenario.particles(), ops)
                  .solve(threads, progress));
    }
    SampleSolver solver =
        new SampleSolver(
            scenario.problem(),
            scenario.particles(),
            scenario.outputTimes(),
            scenario.observables(),
            ops);
    return RunStopped.guard(scenario.name(), () -> solver.solve(threads, progress));
  }

  private static KineticTask kinetic(Scenario scenario) {
    return new KineticTask(
        scenario.problem(),
        scenario.friction().orElseThrow(),
        scenario.outputTimes(),
        scenario.observables(),
        scenario.grid().cells(),
        scenario.grid().timeStep());
  }

  private PathSolver pathSolver(Scenario scenario) {
    return new PathSolver(
        scenario.problem(),
        scenario.targetPath().orElseThrow(),
        scenario.outputTimes(),
        scenario.observables(),
        ops);
  }

  /** A Feynman-Kac expectation three ways. */
  public FeynmanKacResult feynmanKac(Scenario scenario, int threads, Progress progress) {
    FeynmanKacSolver solver =
        new FeynmanKacSolver(
            scenario.feynmanKac().orElseThrow(),
            scenario.particles(),
            SolveCommand.defaultAccuracy(1),
            ops);
    return RunStopped.guard(scenario.name(), () -> solver.solve(threads, progress));
  }

  /** The expectation over a lattice of starts by the PDE, rows {x, u}. */
  public double[][] feynmanKacProfile(Scenario scenario) {
    return new FeynmanKacSolver(
            scenario.feynmanKac().orElseThrow(),
            scenario.particles(),
            SolveCommand.defaultAccuracy(1),
            ops)
        .profile(POINTS_OF_PROFILE);
  }

  /** Horizon from which on the scenario's Feynman-Kac expectation is known to be infinite. */
  public double blowUp(Scenario scenario) {
    return FeynmanKacSolver.blowUp(scenario.feynmanKac().orElseThrow());
  }

  /** Lowest eigenvalues of a problem; those of the kinetic generator too where the friction is positive. */
  public SpectrumResult spectrum(
      WfrProblem problem, int count, double friction, Progress progress) {
    requireLine("scenario", problem, "the spectrum");
    return RunStopped.guard(
        "spectrum", () -> new SpectrumSolver(problem, count, friction, ops, progress).solve());
  }

  /** Distances of two measures. */
  public DistanceResult distance(Atoms mu, Atoms nu, double delta) {
    return DistanceResult.of(mu, nu, delta, ops);
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
