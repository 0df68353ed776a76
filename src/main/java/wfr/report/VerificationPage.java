package wfr.report;

import java.util.ArrayList;
import java.util.List;
import wfr.spec.CheckRun;
import wfr.spec.ClaimResult;
import wfr.spec.Evidence;
import wfr.spec.EvidenceClass;
import wfr.spec.MutantResult;
import wfr.spec.VariantResult;
import wfr.spec.Verdict;
import wfr.spec.VerificationResult;

/** index.html of a verification run: the ledger, and which claim refuted which mutant. */
public final class VerificationPage {
  private VerificationPage() {}

  /** The page. */
  public static String html(VerificationResult result) {
    return html("Verification", result, "", "");
  }

  /** The page under another title, with something between summary and ledger, and something after it. */
  static String html(String title, VerificationResult result, String before, String after) {
    boolean tested = !result.mutants().isEmpty() || !result.variants().isEmpty();
    StringBuilder body = new StringBuilder("<h1>" + title + "</h1>\n");
    body.append(summary(result));
    body.append("<nav aria-label=\"contents\"><ul><li><a href=\"#ledger\">Ledger</a></li>");
    body.append(tested ? "<li><a href=\"#matrix\">Kill matrix</a></li>" : "");
    body.append(tested ? "<li><a href=\"#mutants\">Mutants and variants</a></li>" : "");
    body.append("<li><a href=\"#claims\">Claims: notes, figures, logs</a></li></ul></nav>\n");
    body.append(before).append(ledger(result)).append(after);
    if (tested) {
      body.append(KillMatrix.html(result)).append(mutants(result));
    }
    body.append(new ClaimSections(result).html());
    body.append("<footer>").append(environment(result)).append("</footer>\n");
    return Html.page("wfr " + title.toLowerCase(java.util.Locale.ROOT), body.toString());
  }

  private static String summary(VerificationResult result) {
    boolean clean =
        result.supported() && result.survivors().isEmpty() && result.falseAlarms().isEmpty();
    StringBuilder body = new StringBuilder("<p class=\"banner ");
    body.append(clean ? "good\">✓ " : "bad\">✗ ");
    body.append(result.count(Verdict.SUPPORTED)).append(" of ").append(result.claims().size());
    body.append(" claims SUPPORTED, ").append(result.count(Verdict.REFUTED)).append(" REFUTED, ");
    body.append(result.count(Verdict.INCONCLUSIVE)).append(" INCONCLUSIVE");
    body.append(of(result.mutants().size(), result.survivors().size(), " mutants refuted"));
    body.append(of(result.variants().size(), result.falseAlarms().size(), " variants accepted"));
    body.append(".</p>\n");
    return body.append("<p>").append(environment(result)).append(".</p>\n").toString();
  }

  /** How many of all; nothing where there are none. */
  private static String of(int all, int not, String what) {
    return all == 0 ? "" : "; " + (all - not) + " of " + all + what;
  }

  private static String environment(VerificationResult result) {
    StringBuilder text = new StringBuilder("Profile ").append(Html.escape(result.profile()));
    text.append("; seed ").append(result.seed()).append("; false-alarm budget spent ");
    text.append(Decimal.rounded(result.alphaTotal(), 3)).append(" of 1e-6; wfr ");
    text.append(Html.escape(BuildInfo.version())).append(", commit ");
    text.append(Html.escape(BuildInfo.commit()));
    BuildInfo.environment()
        .forEach(
            (key, value) ->
                text.append("; ").append(key).append(' ').append(Html.escape("" + value)));
    return text.toString();
  }

  private static String ledger(VerificationResult result) {
    StringBuilder rows = new StringBuilder();
    for (ClaimResult c : result.claims()) {
      rows.append(row(c));
    }
    StringBuilder controls = new StringBuilder("<p class=\"controls\" hidden=\"hidden\">");
    controls.append("<label for=\"filter\">filter</label> <input type=\"search\" id=\"filter\"/>");
    for (String only : List.of("not-supported", "D", "L", "S")) {
      controls.append("<button type=\"button\" aria-pressed=\"false\" data-only=\"").append(only);
      controls.append("\">").append(only.length() == 1 ? "class " + only : "not SUPPORTED");
      controls.append("</button>");
    }
    controls.append("<button type=\"button\" aria-pressed=\"false\" id=\"statements\">");
    controls.append("show statements</button>");
    controls.append("<output id=\"shown\"></output></p>\n");
    return "<h2 id=\"ledger\">Ledger</h2>\n"
        + controls
        + Html.table(
                "A value of at most its bound supports the claim; margin = value/bound. Class: D deterministic,"
                    + " L law of the scheme, S stochastic with false-alarm probability alpha; power: the smallest discrepancy found"
                    + " with probability 0.999. Refutes: mutants of this run that the claim refuted.",
                Html.head(
                    "claim",
                    "statement",
                    "status",
                    "class",
                    "verdict",
                    "value",
                    "bound",
                    "margin",
                    "alpha",
                    "power",
                    "refutes"),
                rows.toString())
            .replaceFirst("<table ", "<table class=\"ledger sortable\" ");
  }

  private static String row(ClaimResult c) {
    Evidence e = c.evidence();
    String id = Html.escape(c.claim().id());
    String statement = ClaimSections.statement(c.claim().id());
    boolean supported = e.verdict() == Verdict.SUPPORTED;
    StringBuilder row = new StringBuilder("<tr data-tags=\"").append(c.claim().evidence());
    row.append(supported ? "" : " not-supported").append("\"><th scope=\"row\"><a href=\"#claim-");
    row.append(id).append("\">").append(id).append("</a></th><td>");
    row.append(Html.escape(c.claim().title()));
    if (!statement.isEmpty()) {
      row.append("<details><summary>statement</summary>").append(statement).append("</details>");
    }
    row.append(supported ? "" : "<br/><small>" + Html.escape(e.detail()) + "</small>");
    row.append("</td><td>").append(Html.escape(c.status())).append("</td><td>");
    row.append(c.claim().evidence()).append("</td><td class=\"");
    row.append(ClaimSections.colour(e.verdict())).append("\">");
    row.append(ClaimSections.mark(e.verdict())).append("</td>");
    for (double number : new double[] {e.value(), e.bound(), e.margin()}) {
      row.append(number(number, Decimal.rounded(number, 3)));
    }
    boolean stochastic = c.claim().evidence() == EvidenceClass.S;
    for (double number : new double[] {c.claim().alpha(), c.claim().detectable()}) {
      row.append(number(number, stochastic ? Decimal.rounded(number, 3) : "–"));
    }
    row.append("<td class=\"n\" data-key=\"").append(c.refutes().size()).append("\" title=\"");
    row.append(Html.escape(String.join(", ", c.refutes()))).append("\">");
    return row.append(c.refutes().size()).append("</td></tr>\n").toString();
  }

  private static String number(double value, String shown) {
    return "<td class=\"n\" data-key=\"" + value + "\">" + shown + "</td>";
  }

  private static String mutants(VerificationResult result) {
    StringBuilder rows = new StringBuilder();
    for (MutantResult m : result.mutants()) {
      rows.append(
          verdictRow("mutant", m.id(), m.defect(), m.refutedBy().isEmpty(), m.runs(), "survived"));
    }
    StringBuilder sheep = new StringBuilder();
    for (VariantResult v : result.variants()) {
      boolean alarm = !v.refutedBy().isEmpty();
      sheep.append(verdictRow("variant", v.id(), v.choice(), alarm, v.runs(), "not run"));
    }
    return "<h2 id=\"mutants\">Mutants</h2>\n"
        + Html.table(
            "The reference with one planted defect each; every one must be refuted.",
            Html.head("mutant", "defect", "outcome", "claims"),
            rows.toString())
        + "<h2>Variants</h2>\n"
        + Html.table(
            "Different but legitimate choices; none may be refuted.",
            Html.head("variant", "choice", "outcome", "claims"),
            sheep.toString());
  }

  /** Outcome, and every claim that was run, each linked to its log. */
  private static String verdictRow(
      String kind, String id, String text, boolean bad, List<CheckRun> runs, String nobody) {
    List<String> links = new ArrayList<>();
    for (CheckRun r : runs) {
      Verdict verdict = r.evidence().verdict();
      links.add(
          "<a href=\"#%s\">%s %s</a>"
              .formatted(
                  KillMatrix.anchor(id, r.claim()),
                  Html.escape(r.claim()),
                  verdict == Verdict.SUPPORTED
                      ? "accepts"
                      : verdict == Verdict.REFUTED ? "refutes" : "?"));
    }
    return "<tr id=\"%s-%s\"><th scope=\"row\">%s</th><td>%s</td><td class=\"%s\">%s</td><td>%s</td></tr>%n"
        .formatted(
            kind,
            Html.escape(id),
            Html.escape(id),
            Html.escape(text),
            bad ? "bad" : "good",
            kind.equals("mutant")
                ? (bad ? "✗ survived" : "✓ refuted")
                : bad ? "✗ refuted" : "✓ accepted",
            links.isEmpty() ? nobody : String.join(", ", links));
  }
}
