package wfr.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wfr.reference.GridResult;
import wfr.reference.ParticleResult;
import wfr.report.DensityCsv;
import wfr.report.NpzFile;
import wfr.report.OutputFiles;
import wfr.report.ParticlesCsv;
import wfr.report.RunReport;
import wfr.report.RunResult;
import wfr.scenario.Scenario;

/** Scenario in, directory out. */
final class RunOptions {
  @Parameters(
      paramLabel = "SCENARIO",
      description = "a scenario file (YAML), or the name of a shipped scenario; a file wins")
  String scenario;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "output directory (default: out/<scenario name>)")
  Path out;

  @Option(names = "--npz", description = "density and particles also as NumPy archives")
  boolean npz;

  @Option(names = "--svg", description = "the density figures also as files density-1.svg, ...")
  boolean svg;

  /** Writes the density figures of a result if they were asked for. */
  void figures(OutputFiles files, RunResult result) {
    List<String> drawings = svg ? RunReport.densityFigures(result) : List.of();
    for (int k = 0; k < drawings.size(); k++) {
      String text = drawings.get(k);
      files.write("density-" + (k + 1) + ".svg", w -> w.append(text).append('\n'));
    }
  }

  /** Writes density.csv of a solution, and the archive if it was asked for. */
  void density(OutputFiles files, GridResult grid) {
    files.write("density.csv", w -> DensityCsv.write(grid, w));
    if (npz) {
      files.writeBytes("density.npz", b -> NpzFile.density(grid, b));
    }
  }

  /** Writes particles.csv of a sample, and the archive if it was asked for. */
  void particles(OutputFiles files, ParticleResult particles) {
    files.write("particles.csv", w -> ParticlesCsv.write(particles, w));
    if (npz) {
      files.writeBytes("particles.npz", b -> NpzFile.particles(particles, b));
    }
  }

  OutputFiles files(Scenario s) {
    return OutputFiles.in(out != null ? out : Path.of("out", directoryName(s.name())));
  }

  /** Spaces become hyphens; so do separators, so that a name never leaves the directory. */
  static String directoryName(String scenario) {
    String name = scenario.strip().replaceAll("[\\s/\\\\:\\p{Cntrl}]+", "-");
    return name.isEmpty() || name.matches("\\.+") ? "scenario" : name;
  }
}
