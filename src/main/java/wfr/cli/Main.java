package wfr.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import wfr.reference.RunStopped;
import wfr.report.BuildInfo;
import wfr.scenario.BadInput;

/**
 * The command line. Exit codes: 0 done and supported, 1 a claim refuted or inconclusive, 2 bad input or usage (one line
 * on standard error), 3 an internal fault.
 */
@Command(
    name = "wfr",
    description = {
      "Verifies Wasserstein-Fisher-Rao gradient flows of the relative entropy:",
      "  d_t rho = D div(rho grad h) - lambda rho (h - E h),   h = log(rho/pi)",
    },
    commandListHeading = "%nCommands (wfr COMMAND --help shows one):%n",
    footer = {
      "  wfr verify                       check the claims, about two minutes",
      "  wfr compare my-scenario.yaml     both solvers side by side, with a report",
      "",
      "Exit codes: 0 done and supported, 1 a claim refuted or inconclusive,",
      "2 bad input or usage, 3 an internal fault."
    })
public final class Main implements Runnable {
  static final int BAD_INPUT = 2;
  static final int FAULT = 3;

  /** By name, in the order of the help; only the one at hand is made, because a description of all takes a quarter of a second. */
  private static final Map<String, Function<Session, Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("verify", VerifyCommand::new);
    COMMANDS.put("claims", ClaimsCommand::new);
    COMMANDS.put("bench", BenchCommand::new);
    COMMANDS.put("solve", SolveCommand::new);
    COMMANDS.put("sample", SampleCommand::new);
    COMMANDS.put("compare", CompareCommand::new);
    COMMANDS.put("spectrum", SpectrumCommand::new);
    COMMANDS.put("distance", DistanceCommand::new);
    COMMANDS.put("feynman-kac", FeynmanKacCommand::new);
    COMMANDS.put("conform", ConformCommand::new);
    COMMANDS.put("reference", ReferenceCommand::new);
    COMMANDS.put("experiment", ExperimentCommand::new);
  }

  @Mixin CommonOptions common = new CommonOptions();

  /** Prints the version of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"wfr " + BuildInfo.version()};
    }
  }

  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // digits and decimal points of every output are ASCII
    Preload.start(List.of(args));
    WatchedStream results = new WatchedStream(new FileOutputStream(FileDescriptor.out));
    PrintStream out = utf8(results);
    PrintStream err = utf8(new FileOutputStream(FileDescriptor.err));
    int code = run(args, new Session(new Engine(), out, err, System.console() != null));
    out.flush();
    if (results.failure() != null) {
      err.println("wfr: cannot write to standard output: " + results.failure());
      code = code == 0 ? BAD_INPUT : code;
    }
    System.exit(code);
  }

  private static PrintStream utf8(OutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** Runs one command; whoever made the streams sees whether they failed, a PrintStream does not tell. */
  static int run(String[] args, Session session) {
    CommandLine line = new CommandLine(new Main());
    String first = args.length == 0 ? "" : args[0];
    boolean one = COMMANDS.containsKey(first) || first.equals("--version");
    COMMANDS.forEach(
        (name, command) -> {
          if (!one || name.equals(first)) {
            line.addSubcommand(name, command.apply(session));
          }
        });
    line.setOut(new java.io.PrintWriter(session.out(), true, StandardCharsets.UTF_8))
        .setErr(new java.io.PrintWriter(session.err(), true, StandardCharsets.UTF_8))
        .registerConverter(Path.class, Main::path)
        .setParameterExceptionHandler((e, arguments) -> usage(e, session, arguments))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command, session));
    paragraphs(line);
    try {
      return line.execute(args);
    } catch (OutOfMemoryError e) {
      session
          .err()
          .println(
              "wfr: out of memory (%d MB): fewer cells, particles or output times are needed, or more memory (WFR_JAVA_OPTS=-Xmx4g)"
                  .formatted(Runtime.getRuntime().maxMemory() >> 20));
      return BAD_INPUT;
    } catch (Error e) { // what the parser of the command line leaves to us
      return fault(e, false, session);
    } finally {
      session.engine().endPrograms();
    }
  }

  /** Descriptions are one paragraph each, wrapped where the terminal ends, not where the source does. */
  private static void paragraphs(CommandLine line) {
    var usage = line.getCommandSpec().usageMessage();
    usage.description(String.join(" ", usage.description()));
    line.getSubcommands().values().forEach(Main::paragraphs);
  }

  /** A command is needed. */
  @Override
  public void run() {
    throw new ParameterException(
        common.spec.commandLine(),
        "a command is needed: " + String.join(", ", common.spec.subcommands().keySet()));
  }

  /** An empty one would be the current directory. */
  private static Path path(String text) {
    if (text.isEmpty()) {
      throw new CommandLine.TypeConversionException("an empty path");
    }
    return Path.of(text);
  }

  private static int usage(ParameterException e, Session session, String... arguments) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String hint =
        Arrays.stream(arguments)
            .filter(a -> a.matches("-.*\\.(ya?ml|csv|npz)"))
            .findFirst()
            .map(a -> "; is " + a + " a file? it is written ./" + a)
            .orElse("");
    if (e instanceof UnmatchedArgumentException u && !u.getSuggestions().isEmpty()) {
      hint = "; did you mean " + u.getSuggestions().get(0) + "?";
    }
    session
        .err()
        .println(
            BadInput.printable(
                command + ": " + oneLine(e.getMessage()) + hint + " (see " + command + " --help)"));
    return BAD_INPUT;
  }

  private static int failed(Exception e, CommandLine command, Session session) {
    if (e instanceof BadInput || e instanceof RunStopped) {
      session.err().println("wfr: " + e.getMessage());
      return BAD_INPUT;
    }
    if (e instanceof InvalidPathException p) {
      session
          .err()
          .println(
              "wfr: "
                  + BadInput.printable(p.getInput())
                  + ": no file can have this name ("
                  + oneLine(p.getReason())
                  + "): give another with --out DIR, or a locale with UTF-8 (LC_ALL=C.UTF-8)");
      return BAD_INPUT;
    }
    if (e instanceof ParameterException p) {
      return usage(p, session);
    }
    boolean verbose = command.getCommand() instanceof WfrCommand c && c.common.verbose;
    return fault(e, verbose, session);
  }

  private static int fault(Throwable e, boolean verbose, Session session) {
    session
        .err()
        .println(
            BadInput.printable(
                "wfr: internal fault: " + oneLine(String.valueOf(e)) + " (--verbose shows where)"));
    if (verbose || System.getenv("WFR_DEBUG") != null) {
      e.printStackTrace(session.err());
    }
    return FAULT;
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
