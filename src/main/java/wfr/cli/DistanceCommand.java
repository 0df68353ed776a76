package wfr.cli;

import java.nio.file.Path;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import wfr.measure.Atoms;
import wfr.reference.DistanceResult;
import wfr.report.Decimal;
import wfr.report.DistanceJson;
import wfr.scenario.BadInput;
import wfr.scenario.MeasureCsv;

/** {@code wfr distance}. */
@Command(
    description = {
      "Wasserstein-Fisher-Rao distance of two measures, with its certificate: the duality gap.",
      "Files have the header x,mass (or x,y,mass) and one atom a line; masses need not agree.",
      "delta = 1/2 is the Hellinger-Kantorovich distance; the metric of the flow has lambda^(-1/2)."
    },
    footer = {"  wfr distance a.csv b.csv", "  wfr distance a.csv b.csv --delta 2 --json"})
final class DistanceCommand extends WfrCommand {
  private static final double HK = 0.5;

  @Parameters(index = "0", paramLabel = "A.csv", description = "the first measure")
  Path first;

  @Parameters(index = "1", paramLabel = "B.csv", description = "the second measure")
  Path second;

  private double delta = HK;

  @Option(
      names = "--cells",
      description = "masses are those of cells around evenly spaced centres: adds what that blurs")
  boolean cells;

  DistanceCommand(Session session) {
    super(session);
  }

  @Option(names = "--delta", paramLabel = "D", description = "length scale (default: 0.5)")
  void delta(double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new ParameterException(
          common.spec.commandLine(), "--delta must be > 0 and finite: " + value);
    }
    delta = value;
  }

  @Override
  public Integer call() {
    Atoms mu = MeasureCsv.read(first);
    Atoms nu = MeasureCsv.read(second);
    if (mu.dimension() != nu.dimension()) {
      throw new BadInput(
          second
              + ": dimension "
              + nu.dimension()
              + ": must be that of "
              + first
              + ": "
              + mu.dimension());
    }
    OptionalDouble cellError = OptionalDouble.empty();
    if (cells) {
      // Gathering a cell at its centre moves the measure by at most W_2; triangle inequality.
      cellError =
          OptionalDouble.of(
              Math.sqrt(MeasureCsv.meanSquareInCell(first, mu) * mu.mass())
                  + Math.sqrt(MeasureCsv.meanSquareInCell(second, nu) * nu.mass()));
    }
    DistanceResult result;
    try (ConsoleProgress progress = progress()) {
      progress.stage("distance");
      result = session.engine().distance(mu, nu, delta);
    }
    if (result.isOpen()) {
      session
          .err()
          .println(
              "warning: duality gap: D^2 is only known to lie in ["
                  + Decimal.rounded(result.squared() - result.gap(), 6)
                  + ", "
                  + Decimal.rounded(result.squared(), 6)
                  + "]");
    }
    session
        .out()
        .print(
            common.json ? DistanceJson.text(result, cellError) + "\n" : table(result, cellError));
    return DONE;
  }

  private static String table(DistanceResult r, OptionalDouble cellError) {
    TextTable table =
        new TextTable()
            .row("delta", Decimal.rounded(r.delta()))
            .row("D^2", Decimal.rounded(r.squared(), 15))
            .row("D", Decimal.rounded(r.distance(), 15))
            .row("duality gap", Decimal.rounded(r.gap(), 3))
            .row("Hellinger^2", Decimal.rounded(r.hellingerSquared(), 15));
    r.spherical().ifPresent(v -> table.row("spherical", Decimal.rounded(v, 15)));
    r.w1().ifPresent(v -> table.row("W1", Decimal.rounded(v, 15)));
    r.w2().ifPresent(v -> table.row("W2", Decimal.rounded(v, 15)));
    cellError.ifPresent(v -> table.row("D of the cells", "within " + Decimal.rounded(v, 3)));
    return table.toString();
  }
}
