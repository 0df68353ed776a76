package wfr.report;

import java.util.HashSet;
import java.util.Set;
import wfr.spec.ClaimResult;
import wfr.spec.Evidence;
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
    boolean clean =
        result.supported() && result.survivors().isEmpty() && result.falseAlarms().isEmpty();
    StringBuilder body = new StringBuilder("<h1>" + title + "</h1>\n<p class=\"");
    body.append(clean ? "good" : "bad").append("\" style=\"padding:.5rem .8rem\">");
    body.append(result.count(Verdict.SUPPORTED)).append(" of ").append(result.claims().size());
    body.append(" claims SUPPORTED, ").append(result.count(Verdict.REFUTED)).append(" REFUTED, ");
    body.append(result.count(Verdict.INCONCLUSIVE)).append(" INCONCLUSIVE; ");
    body.append(result.mutants().size() - result.survivors().size()).append(" of ");
    body.append(result.mutants().size()).append(" mutants refuted; ");
    body.append(result.variants().size() - result.falseAlarms().size()).append(" of ");
    body.append(result.variants().size()).append(" variants accepted.</p>\n");
    body.append("<p>Profile ").append(Html.escape(result.profile())).append(", seed ");
    body.append(result.seed()).append(", false-alarm budget spent ");
    body.append(Decimal.rounded(result.alphaTotal(), 3)).append(" of 1e-6.</p>\n");
    body.append(before).append(ledger(result)).append(after);
    if (!result.mutants().isEmpty() || !result.variants().isEmpty()) {
      body.append(matrix(result)).append(mutants(result));
    }
    body.append("<footer>wfr ").append(Html.escape(BuildInfo.version())).append("</footer>\n");
    return Html.page("wfr " + title.toLowerCase(java.util.Locale.ROOT), body.toString());
  }

  private static String ledger(VerificationResult result) {
    StringBuilder rows = new StringBuilder();
    for (ClaimResult c : result.claims()) {
      Evidence e = c.evidence();
      rows.append("<tr><th scope=\"row\">").append(Html.escape(c.claim().id())).append("</th><td>");
      rows.append(Html.escape(c.claim().title())).append("<br/><small>");
      rows.append(Html.escape(e.detail())).append("</small></td><td>");
      rows.append(Html.escape(c.status())).append("</td><td>").append(c.claim().evidence());
      rows.append("</td><td class=\"").append(colour(e.verdict())).append("\">");
      rows.append(e.verdict()).append("</td>");
      for (double number : new double[] {e.value(), e.bound(), e.margin(), c.claim().alpha()}) {
        rows.append("<td class=\"n\">").append(Decimal.rounded(number, 3)).append("</td>");
      }
      rows.append("</tr>\n");
    }
    return "<h2>Ledger</h2>\n"
        + Html.table(
            "A value of at most its bound supports the claim; margin = value/bound. Class: D deterministic,"
                + " L law of the scheme, S stochastic with false-alarm probability alpha.",
            Html.head(
                "claim",
                "statement",
                "status",
                "class",
                "verdict",
                "value",
                "bound",
                "margin",
                "alpha"),
            rows.toString());
  }

  private static String colour(Verdict verdict) {
    return switch (verdict) {
      case SUPPORTED -> "good";
      case REFUTED -> "bad";
      case INCONCLUSIVE -> "open";
    };
  }

  private static String matrix(VerificationResult result) {
    StringBuilder head = new StringBuilder("<thead><tr><th scope=\"col\">claim</th>");
    for (MutantResult m : result.mutants()) {
      head.append("<th scope=\"col\" title=\"").append(Html.escape(m.defect())).append("\"><span>");
      head.append(Html.escape(m.id())).append("</span></th>");
    }
    head.append("</tr></thead>\n");
    StringBuilder rows = new StringBuilder();
    for (ClaimResult c : result.claims()) {
      Set<String> refuted = new HashSet<>(c.refutes());
      rows.append("<tr><th scope=\"row\">").append(Html.escape(c.claim().id())).append("</th>");
      for (MutantResult m : result.mutants()) {
        boolean killed = refuted.contains(m.id()) || m.refutedBy().contains(c.claim().id());
        rows.append(
            killed
                ? "<td class=\"good\" title=\""
                    + Html.escape(c.claim().id() + " refutes " + m.id())
                    + "\">×</td>"
                : m.acceptedBy().contains(c.claim().id()) ? "<td>·</td>" : "<td></td>");
      }
      rows.append("</tr>\n");
    }
    return "<h2>Kill matrix</h2>\n"
        + Html.table(
                "× marks a mutant (column) that the claim (row) refuted, · one that it was run on and accepted; an empty cell was not exercised"
                    + " (the claim does not use the operation) or not run in this profile.",
                head.toString(),
                rows.toString())
            .replaceFirst("<table ", "<table class=\"matrix\" ");
  }

  private static String mutants(VerificationResult result) {
    StringBuilder rows = new StringBuilder();
    for (MutantResult m : result.mutants()) {
      rows.append(
          verdictRow(m.id(), m.defect(), m.refutedBy().isEmpty(), m.refutedBy(), "survived"));
    }
    StringBuilder sheep = new StringBuilder();
    for (VariantResult v : result.variants()) {
      boolean alarm = !v.refutedBy().isEmpty();
      sheep.append(
          verdictRow(
              v.id(),
              alarm ? "false alarm" : "accepted by every claim in scope",
              alarm,
              v.refutedBy(),
              "none"));
    }
    return "<h2>Mutants</h2>\n"
        + Html.table(
            "The reference with one planted defect each; every one must be refuted.",
            Html.head("mutant", "defect", "refuted by"),
            rows.toString())
        + "<h2>Variants</h2>\n"
        + Html.table(
            "Different but legitimate choices; none may be refuted.",
            Html.head("variant", "outcome", "refuted by"),
            sheep.toString());
  }

  private static String verdictRow(
      String id, String text, boolean bad, java.util.List<String> claims, String nobody) {
    return "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"%s\">%s</td></tr>%n"
        .formatted(
            Html.escape(id),
            Html.escape(text),
            bad ? "bad" : "good",
            Html.escape(claims.isEmpty() ? nobody : String.join(", ", claims)));
  }
}
