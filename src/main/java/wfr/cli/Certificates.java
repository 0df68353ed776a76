package wfr.cli;

import java.util.Map;
import wfr.reference.CertifiedEquation;
import wfr.reference.CertifiedScheme;
import wfr.reference.Progress;
import wfr.report.CertificateJson;
import wfr.report.Decimal;
import wfr.scenario.BadInput;
import wfr.scenario.Scenario;

/**
 * What {@code --certify} adds to a solution.
 *
 * @param tree for summary.json
 * @param table for the terminal
 */
record Certificates(Map<String, Object> tree, String table) {
  /** What is certified. */
  enum Kind {
    scheme,
    pde
  }

  /** Certifies; a problem outside the range of a certificate is bad input. */
  static Certificates of(
      Kind kind, Engine engine, Scenario scenario, String file, Progress progress) {
    boolean covered =
        scenario.problem().dimension() == 1
            && "overdamped".equals(scenario.asUnderstood().get("dynamics"))
            && !scenario.asUnderstood().containsKey("target-path");
    if (!covered) {
      throw new BadInput(
          file
              + ": --certify="
              + kind
              + ": covers one dimension, dynamics overdamped and a fixed target");
    }
    try {
      long start = System.nanoTime();
      Certificates c =
          switch (kind) {
            case scheme -> scheme(engine.certifyScheme(scenario));
            case pde -> equation(engine.certifyEquation(scenario, progress));
          };
      double seconds = (System.nanoTime() - start) * 1e-9;
      String cost = "cost: %s s%n".formatted(Decimal.rounded(seconds, 2));
      return new Certificates(c.tree(), c.table() + cost);
    } catch (IllegalArgumentException e) {
      throw new BadInput(file + ": --certify=" + kind + ": " + e.getMessage());
    }
  }

  private static Certificates scheme(CertifiedScheme c) {
    TextTable table = new TextTable().row("time", "guaranteed relative bound in every cell");
    for (int k = 0; k < c.times().length; k++) {
      table.row(Decimal.rounded(c.times()[k]), Decimal.rounded(c.bounds()[k], 3));
    }
    String head =
        "certificate of the scheme: %d cells, %d steps, %s, implicit Euler; claim G6%n"
            .formatted(c.cells(), c.steps(), c.splitting().key());
    String parts =
        "guaranteed: %s%nestimated (the +- above): %s%n"
            .formatted(CertificateJson.GUARANTEED_SCHEME, CertificateJson.ESTIMATED_SCHEME);
    return new Certificates(CertificateJson.tree(c), head + table + parts);
  }

  private static Certificates equation(CertifiedEquation c) {
    TextTable table = new TextTable().row("time", "figure", "value +- guaranteed error");
    for (int k = 0; k < c.states().size(); k++) {
      String time = Decimal.rounded(c.states().get(k).time());
      table.row(
          time, "density", "within a factor 1 +- " + Decimal.rounded(c.states().get(k).bound(), 3));
      for (int j = 0; j < c.names().size(); j++) {
        table.row("", c.names().get(j), Decimal.withError(c.figures().get(k).get(j)));
      }
      for (int j = 0; j < c.observables().size(); j++) {
        String estimate = Decimal.withError(c.expectations().get(k).get(j));
        table.row("", c.observables().get(j), estimate);
      }
    }
    String head =
        "certificate of the equation: %d trial functions; claim G8%n".formatted(c.modes());
    String parts = "guaranteed: %s%n".formatted(CertificateJson.GUARANTEED_EQUATION);
    return new Certificates(CertificateJson.tree(c), head + table + parts);
  }
}
