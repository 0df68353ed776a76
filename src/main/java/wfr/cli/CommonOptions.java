package wfr.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options every command has. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    sortOptions = false,
    usageHelpAutoWidth = true)
final class CommonOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = {"-q", "--quiet"},
      description = "no progress, no closing remarks; results and warnings only")
  boolean quiet;

  @Option(names = "--json", description = "the result as one JSON object on standard output")
  boolean json;

  @Option(names = "--verbose", description = "stack traces of internal faults (as WFR_DEBUG=1)")
  boolean verbose;

  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "number of threads (default: all); no result depends on it")
  void threads(int count) {
    if (count < 1) {
      throw new ParameterException(spec.commandLine(), "--threads must be >= 1: " + count);
    }
    threads = count;
  }
}
