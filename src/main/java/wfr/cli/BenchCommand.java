package wfr.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import wfr.model.expression.ExpressionException;
import wfr.reference.GridBench;
import wfr.reference.ParticleBench;
import wfr.reference.PlaneBench;
import wfr.reference.RawBits;
import wfr.reference.SweepBench;

/** {@code wfr bench}. */
@Command(
    name = "bench",
    description = {
      "Measures speed: one quick figure of the particles, of the grid or of the grid in the plane, or",
      "without an argument everything reports/performance shows, in about twenty minutes.",
      "Problem: V = 4 (x^2 - 1)^2 + x/2 on [-3, 3], start N(0.2, 0.7^2), reaction rate 5."
    },
    footer = {
      "  wfr bench report --baselines DIR",
      "  wfr bench random --raw --order seeds | RNG_test stdin64",
      "  wfr bench plane --cells 256 --dt 0.02",
      "  wfr bench space --cells 64",
      "  wfr bench particles --count 1000000 --cells 512 --steps 400 --threads 2",
      "  wfr bench grid --cells 512 --steps 4000"
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
    positive(dt);
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
      name = "grid",
      mixinStandardHelpOptions = true,
      versionProvider = Main.Version.class,
      description = "nanoseconds per cell and step")
  int grid(
      @Option(
              names = "--dimension",
              paramLabel = "D",
              defaultValue = "1",
              description = "1, or 2: V as on the line + 2 y^2 + 0.7 x y, M x M nodes")
          int dimension,
      @Option(names = "--cells", paramLabel = "M", defaultValue = "512", description = "grid nodes")
          int cells,
      @Option(names = "--steps", paramLabel = "N", defaultValue = "4000", description = "steps")
          int steps,
      @Option(names = "--dt", paramLabel = "DT", defaultValue = "1e-3", description = "step")
          double dt,
      @Option(
              names = "--kernel",
              paramLabel = "NAME",
              defaultValue = "auto",
              description = "auto, scalar or vector")
          String kernel,
      @Option(names = "--json", description = "as JSON") boolean json) {
    atLeast("--cells", cells, 3);
    atLeast("--steps", steps, 1);
    positive(dt);
    GridBench.Figure f;
    try {
      f =
          switch (dimension) {
            case 1 -> GridBench.line(cells, steps, dt, kernel);
            case 2 -> GridBench.plane(BenchProblems.plane(), cells, steps, dt, kernel);
            default ->
                throw new IllegalArgumentException("--dimension must be 1 or 2: " + dimension);
          };
    } catch (IllegalArgumentException | ExpressionException e) {
      throw new ParameterException(common.spec.commandLine(), e.getMessage());
    }
    BenchRuns.print(
        session.out(),
        json || common.json,
        "ns_per_cell_step",
        f.nanos(),
        "l1_to_target",
        f.l1(),
        "state_hash",
        "%08x".formatted(f.stateHash()),
        "kernel",
        f.kernel());
    return DONE;
  }

  @Command(
      name = "plane",
      mixinStandardHelpOptions = true,
      versionProvider = Main.Version.class,
      description = {
        "solver time and accuracy of the finite volumes in the plane",
        "V = 5 (a^2 - 1)^2 + 2 b^2 turned by 30 degrees on [-3, 3]^2, t = 0.5, start N(-0.3, 0.35^2) x N(0.2, 0.35^2);",
        "l1 is the distance to the product of the factors on the line"
      })
  int plane(
      @Option(
              names = "--cells",
              paramLabel = "M",
              defaultValue = "256",
              description = "cells per axis")
          int cells,
      @Option(names = "--dt", paramLabel = "DT", defaultValue = "0.02", description = "step")
          double dt,
      @Option(
              names = "--reaction-rate",
              paramLabel = "RATE",
              defaultValue = "1",
              description = "lambda")
          double lambda,
      @Option(names = "--json", description = "as JSON") boolean json) {
    atLeast("--cells", cells, 8);
    positive(dt);
    if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY)) {
      throw new ParameterException(
          common.spec.commandLine(), "--reaction-rate must be >= 0 and finite: " + lambda);
    }
    PlaneBench.Figure f = PlaneBench.run(cells, dt, lambda);
    BenchRuns.print(
        session.out(),
        json || common.json,
        "setup_seconds",
        f.setupSeconds(),
        "solver_seconds",
        f.solverSeconds(),
        "cpu_seconds",
        f.cpuSeconds(),
        "ns_per_cell_step",
        f.nanos(),
        "l1_to_product",
        f.l1());
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

  private void positive(double dt) {
    if (!(dt > 0 && dt < Double.POSITIVE_INFINITY)) {
      throw new ParameterException(common.spec.commandLine(), "--dt must be > 0 and finite: " + dt);
    }
  }

  @Override
  public Integer call() {
    return report(null, 5, null, false);
  }
}
