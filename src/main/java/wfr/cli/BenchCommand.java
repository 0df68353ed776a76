package wfr.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import wfr.model.expression.ExpressionException;
import wfr.reference.ParticleBench;
import wfr.reference.RawBits;
import wfr.reference.SolveBench;
import wfr.reference.SweepBench;
import wfr.report.OutputFiles;
import wfr.scenario.Scenario;
import wfr.scenario.ScenarioReader;

/** {@code wfr bench}. */
@Command(
    description = {
      "Measures speed: one quick figure of the particles or of the grid, or",
      "without an argument everything reports/performance shows, in about twenty minutes.",
      "Particles: V = 4 (x^2 - 1)^2 + x/2 on [-3, 3], start N(0.2, 0.7^2), reaction rate 5."
    },
    footer = {
      "  wfr bench report --baselines DIR",
      "  wfr bench random --raw --order seeds | RNG_test stdin64",
      "  wfr bench precision --baselines DIR",
      "  wfr bench space --cells 64",
      "  wfr bench particles --count 1000000 --cells 512 --steps 400 --threads 2",
      "  wfr bench grid benchmarks/grid/steep.yaml --accuracy 1e-8"
    })
final class BenchCommand extends WfrCommand {
  BenchCommand(Session session) {
    super(session);
  }

  @Command(
      name = "particles",
      mixinStandardHelpOptions = true,
      versionProvider = Main.Version.class,
      description = "nanoseconds per particle and step")
  int particles(
      @Option(
              names = "--count",
              paramLabel = "N",
              defaultValue = "1000000",
              description = "particles")
          int count,
      @Option(names = "--cells", paramLabel = "M", defaultValue = "512", description = "grid nodes")
          int cells,
      @Option(names = "--steps", paramLabel = "N", defaultValue = "400", description = "steps")
          int steps,
      @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "threads")
          int threads,
      @Option(names = "--dt", paramLabel = "DT", defaultValue = "1e-3", description = "step")
          double dt,
      @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "seed")
          long seed,
      @Option(
              names = "--kernel",
              paramLabel = "NAME",
              defaultValue = "auto",
              description = "auto, scalar or vector")
          String kernel,
      @Option(
              names = "--problem",
              paramLabel = "NAME",
              defaultValue = "tilted",
              description = "tilted (as above), or well: no tilt, from N(-1, .25^2), rate 1")
          String problem,
      @Option(
              names = "--potential",
              paramLabel = "V",
              description = "V as a compiled expression, problem tilted")
          String potential,
      @Option(names = "--json", description = "as JSON") boolean json) {
    atLeast("--count", count, 1);
    atLeast("--cells", cells, 2);
    atLeast("--steps", steps, 1);
    atLeast("--threads", threads, 1);
    positive("--dt", dt);
    ParticleBench.Figure f;
    try {
      f =
          ParticleBench.run(
              new ParticleBench.Request(
                  count,
                  cells,
                  steps,
                  threads,
                  dt,
                  seed,
                  kernel,
                  BenchProblems.particles(problem, potential)));
    } catch (IllegalArgumentException | ExpressionException e) {
      throw new ParameterException(common.spec.commandLine(), e.getMessage());
    }
    BenchRuns.print(
        session.out(),
        json || common.json,
        "ns_per_particle_step",
        f.nanos(),
        "cpu_ns_per_particle_step",
        f.cpuNanos(),
        "l1_to_target_32bins",
        f.l1(),
        "ess_fraction",
        f.essFraction(),
        "resamplings",
        f.resamplings(),
        "state_hash",
        "%016x".formatted(f.stateHash()),
        "kernel",
        f.kernel(),
        "bytes_per_particle",
        f.bytes());
    return DONE;
  }

  @Command(
      name = "random",
      mixinStandardHelpOptions = true,
      versionProvider = Main.Version.class,
      description = "the raw bits behind the normals, to standard output, for a battery of tests")
  int random(
      @Option(names = "--raw", required = true, description = "bytes, little end first")
          boolean raw,
      @Option(
              names = "--order",
              paramLabel = "NAME",
              defaultValue = "blocks",
              description = "blocks: as a run draws them; seeds: first numbers of the lanes only")
          String order,
      @Option(
              names = "--bytes",
              paramLabel = "N",
              defaultValue = "9223372036854775807",
              description = "at most")
          long bytes,
      @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "seed")
          long seed) {
    try {
      RawBits.write(seed, order, bytes, new FileOutputStream(FileDescriptor.out));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(common.spec.commandLine(), e.getMessage());
    } catch (IOException e) {
      return DONE; // the reader has seen enough and closed
    }
    return DONE;
  }

  @Command(
      name = "report",
      mixinStandardHelpOptions = true,
      versionProvider = Main.Version.class,
      description = "all of it, into reports/performance")
  int report(
      @Option(
              names = "--baselines",
              paramLabel = "DIR",
              description =
                  "directory with limit/ (compiled) and python/; without it only ours runs")
          Path baselines,
      @Option(
              names = "--rounds",
              paramLabel = "N",
              defaultValue = "5",
              description = "rounds in turn")
          int rounds,
      @Option(names = "--out", paramLabel = "DIR", description = "directory of the page") Path out,
      @Option(names = "--brief", description = "few steps: to try the command, not to quote")
          boolean brief) {
    atLeast("--rounds", rounds, 1);
    Path page = new BenchReport(session, out, baselines, rounds, brief).write();
    session.out().println(page);
    return DONE;
  }

  @Command(
      name = "precision",
      mixinStandardHelpOptions = true,
      versionProvider = Main.Version.class,
      description = "seconds against true error of the finite volumes, into reports/performance")
  int precision(
      @Option(
              names = "--baselines",
              paramLabel = "DIR",
              description = "directory with python/wfr_mol.py; without it only ours runs")
          Path baselines,
      @Option(
              names = "--rounds",
              paramLabel = "N",
              defaultValue = "5",
              description = "solutions of which the median is taken")
          int rounds,
      @Option(names = "--out", paramLabel = "DIR", description = "directory of the page")
          Path out) {
    atLeast("--rounds", rounds, 1);
    Path home = BenchMachine.home();
    BenchRuns runs = new BenchRuns(home, session.err(), rounds);
    OutputFiles files =
        OutputFiles.in(out == null ? home.resolve("reports").resolve("performance") : out);
    session
        .out()
        .println(
            new BenchPrecision(runs, home, baselines, files)
                .write(BenchMachine.commit(runs, home)));
    return DONE;
  }

  @Command(
      name = "grid",
      mixinStandardHelpOptions = true,
      versionProvider = Main.Version.class,
      description = "seconds of a finite-volume solution to an accuracy, in one process")
  int grid(
      @Parameters(
              paramLabel = "SCENARIO",
              description = "scenario file; those of the report are in benchmarks/grid")
          Path scenario,
      @Option(
              names = "--accuracy",
              paramLabel = "A",
              defaultValue = "1e-6",
              description = "of kl, means and covariance")
          double accuracy,
      @Option(
              names = "--rounds",
              paramLabel = "N",
              defaultValue = "7",
              description = "solutions of which the median is taken")
          int rounds,
      @Option(names = "--json", description = "as JSON") boolean json) {
    atLeast("--rounds", rounds, 1);
    positive("--accuracy", accuracy);
    Scenario s = ScenarioReader.read(scenario);
    SolveBench.Figure f = SolveBench.run(s.problem(), s.outputTimes(), accuracy, rounds);
    BenchRuns.print(
        session.out(),
        json || common.json,
        "seconds",
        f.seconds(),
        "first_seconds",
        f.first(),
        "stated_error",
        f.stated(),
        "error",
        f.error(),
        "cells",
        f.cells(),
        "steps",
        f.steps());
    return DONE;
  }

  @Command(
      name = "space",
      mixinStandardHelpOptions = true,
      versionProvider = Main.Version.class,
      description = {
        "time of a transport step per cell and sweep in space and in the plane, on as many cells, in turn"
      })
  int space(
      @Option(
              names = "--cells",
              paramLabel = "M",
              defaultValue = "64",
              description = "cells per axis of space")
          int cells,
      @Option(names = "--json", description = "as JSON") boolean json) {
    atLeast("--cells", cells, 8);
    SweepBench.Figure f = SweepBench.run(cells);
    BenchRuns.print(
        session.out(),
        json || common.json,
        "plane_ns_per_cell_sweep",
        f.plane(),
        "space_ns_per_cell_sweep",
        f.space(),
        "ratio",
        f.space() / f.plane());
    return DONE;
  }

  private void atLeast(String option, int value, int least) {
    if (value < least) {
      throw new ParameterException(
          common.spec.commandLine(), option + " must be >= " + least + ": " + value);
    }
  }

  private void positive(String option, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new ParameterException(
          common.spec.commandLine(), option + " must be > 0 and finite: " + value);
    }
  }

  @Override
  public Integer call() {
    return report(null, 5, null, false);
  }
}
