package wfr.report;

import java.util.List;
import wfr.spec.CheckRun;
import wfr.spec.ClaimResult;
import wfr.spec.Evidence;
import wfr.spec.MutantResult;
import wfr.spec.Note;
import wfr.spec.VariantResult;
import wfr.spec.Verdict;
import wfr.spec.VerificationResult;

/** One part per claim: its note, typeset; its figures; the log of every instance, mutant and variant it was run on. */
final class ClaimSections {
  private static final List<String> NOTE =
      List.of("Assumptions", "Proof", "Check", "Scope in the program", "Not claimed");

  private final VerificationResult result;
  private final EvidenceCharts charts = new EvidenceCharts(new SvgPages());

  ClaimSections(VerificationResult result) {
    this.result = result;
  }

  String html() {
    StringBuilder html = new StringBuilder("<h2 id=\"claims\">Claims</h2>\n");
    html.append(
        "<p class=\"controls\" hidden=\"hidden\"><button type=\"button\" data-details=\"open\">open all</button>");
    html.append("<button type=\"button\" data-details=\"close\">close all</button></p>\n");
    result.claims().forEach(c -> html.append(section(c)));
    return html.toString();
  }

  private String section(ClaimResult c) {
    String id = Html.escape(c.claim().id());
    Verdict verdict = c.evidence().verdict();
    StringBuilder html = new StringBuilder();
    html.append("<details class=\"claim\" id=\"claim-").append(id).append("\"><summary><h3>");
    html.append(id).append("</h3> ").append(Html.escape(c.claim().title()));
    html.append(" <span class=\"chip ").append(colour(verdict)).append("\">");
    html.append(mark(verdict)).append("</span></summary>\n");
    html.append(note(c.claim().id()));
    html.append(charts.html(c.evidence().traces()));
    html.append(log(c));
    return html.append("</details>\n").toString();
  }

  /** Statement in full, the other sections to be opened. */
  private static String note(String id) {
    String text = text(id);
    StringBuilder html = new StringBuilder(statement(id));
    for (String section : NOTE) {
      String body = Prose.section(text, section);
      if (!body.isEmpty()) {
        html.append("<details><summary>").append(section).append("</summary>\n");
        html.append(Prose.html(body)).append("</details>\n");
      }
    }
    return html.toString();
  }

  /** The statement of a claim's note, typeset; empty if there is none. */
  static String statement(String id) {
    String body = Prose.section(text(id), "Statement");
    return body.isEmpty() ? "" : Prose.html(body);
  }

  private static String text(String id) {
    return Note.find(id).map(Note::text).orElse("");
  }

  private String log(ClaimResult c) {
    StringBuilder rows = new StringBuilder();
    for (CheckRun run : c.log()) {
      rows.append(row("", "reference", "", run));
    }
    String id = c.claim().id();
    for (MutantResult m : result.mutants()) {
      m.runs().stream()
          .filter(r -> r.claim().equals(id))
          .forEach(r -> rows.append(row(m.id(), "mutant " + m.id(), m.defect(), r)));
    }
    for (VariantResult v : result.variants()) {
      v.runs().stream()
          .filter(r -> r.claim().equals(id))
          .forEach(r -> rows.append(row(v.id(), "variant " + v.id(), v.choice(), r)));
    }
    return "<h4>Log</h4>\n"
        + Html.table(
            "Every run of this check: on the reference instance by instance, on mutants and variants up to the first refutation.",
            Html.head("on", "instance", "verdict", "value", "bound", "margin", "what was found"),
            rows.toString());
  }

  private static String row(String anchor, String name, String about, CheckRun run) {
    Evidence e = run.evidence();
    StringBuilder row = new StringBuilder("<tr");
    if (!anchor.isEmpty()) {
      row.append(" id=\"")
          .append(KillMatrix.anchor(anchor, run.claim()))
          .append("\" tabindex=\"-1\"");
    }
    row.append("><th scope=\"row\">").append(Html.escape(name));
    row.append(about.isEmpty() ? "" : "<br/><small>" + Html.escape(about) + "</small>");
    row.append("</th><td>").append(Html.escape(run.instance())).append("</td><td>");
    row.append(mark(e.verdict())).append("</td>");
    for (double number : new double[] {e.value(), e.bound(), e.margin()}) {
      row.append("<td class=\"n\">").append(Decimal.rounded(number, 3)).append("</td>");
    }
    return row.append("<td>").append(Html.escape(e.detail())).append("</td></tr>\n").toString();
  }

  static String colour(Verdict verdict) {
    return switch (verdict) {
      case SUPPORTED -> "good";
      case REFUTED -> "bad";
      case INCONCLUSIVE -> "open";
    };
  }

  /** The verdict with a mark of its own: colour is not the only carrier. */
  static String mark(Verdict verdict) {
    return switch (verdict) {
      case SUPPORTED -> "✓ SUPPORTED";
      case REFUTED -> "✗ REFUTED";
      case INCONCLUSIVE -> "? INCONCLUSIVE";
    };
  }
}
