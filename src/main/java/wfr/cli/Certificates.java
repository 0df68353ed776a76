package wfr.cli;

import java.util.Map;
import wfr.reference.CertifiedScheme;
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
    scheme
  }

  /** Certifies; a problem outside the range of a certificate is bad input. */
  static Certificates of(Kind kind, Engine engine, Scenario scenario, String file) {
    try {
      return scheme(engine.certifyScheme(scenario));
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
    return new Certificates(CertificateJson.tree(c), head + table);
  }
}
