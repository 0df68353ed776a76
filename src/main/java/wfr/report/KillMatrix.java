package wfr.report;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wfr.operation.Group;
import wfr.spec.CheckRun;
import wfr.spec.Claim;
import wfr.spec.ClaimResult;
import wfr.spec.MutantResult;
import wfr.spec.Verdict;
import wfr.spec.VerificationResult;

/** Mutants by claims: who refuted whom, each cell that was run linked to its log. */
final class KillMatrix {
  private KillMatrix() {}

  static String html(VerificationResult result) {
    StringBuilder head = new StringBuilder("<thead><tr><th scope=\"col\">mutant \\ claim</th>");
    for (ClaimResult c : result.claims()) {
      String id = Html.escape(c.claim().id());
      head.append("<th scope=\"col\"><a href=\"#claim-").append(id).append("\">");
      head.append(id).append("</a></th>");
    }
    head.append("</tr></thead>\n");
    Map<Group, StringBuilder> groups = new EnumMap<>(Group.class);
    for (MutantResult m : result.mutants()) {
      groups
          .computeIfAbsent(m.group(), g -> groupRow(g, result.claims().size()))
          .append(row(m, result.claims()));
    }
    String caption =
        "Rows: mutants, by the operation that is wrong; columns: claims. × refuted (the claim found the defect), · run and accepted,"
            + " ○ not run in this profile, – not exercised: the claim does not use the operation. A cell that was run leads to its log.";
    return "<h2 id=\"matrix\">Kill matrix</h2>\n<p class=\"caption\">"
        + Html.escape(caption)
        + "</p>\n<div class=\"scroll matrixbox\" tabindex=\"0\" role=\"region\" aria-label=\"kill matrix\">"
        + "<table class=\"matrix\" aria-label=\"kill matrix\">"
        + head
        + "<tbody>\n"
        + String.join("", groups.values())
        + "</tbody></table></div>\n";
  }

  private static StringBuilder groupRow(Group group, int columns) {
    String name = group.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return new StringBuilder("<tr class=\"group\"><th scope=\"rowgroup\">")
        .append(name)
        .append("</th><td colspan=\"")
        .append(columns)
        .append("\"></td></tr>\n");
  }

  private static String row(MutantResult m, List<ClaimResult> claims) {
    Map<String, CheckRun> runs = new HashMap<>();
    m.runs().forEach(r -> runs.put(r.claim(), r));
    StringBuilder row = new StringBuilder("<tr><th scope=\"row\" title=\"");
    row.append(Html.escape(m.defect())).append("\"><a href=\"#mutant-");
    row.append(Html.escape(m.id())).append("\">").append(Html.escape(m.id())).append("</a></th>");
    for (ClaimResult c : claims) {
      row.append(cell(m, c.claim(), runs.get(c.claim().id())));
    }
    return row.append("</tr>\n").toString();
  }

  private static String cell(MutantResult m, Claim<?> claim, CheckRun run) {
    if (run == null) {
      return claim.uses().contains(m.group()) ? "<td>○</td>" : "<td>–</td>";
    }
    boolean killed = run.evidence().verdict() == Verdict.REFUTED;
    return "<td class=\"%s\"><a href=\"#%s\" aria-label=\"%s\">%s</a></td>"
        .formatted(
            killed ? "good" : "open",
            anchor(m.id(), claim.id()),
            Html.escape(claim.id() + (killed ? " refutes " : " accepts ") + m.id()),
            killed ? "×" : "·");
  }

  /** Where the log of a claim on a mutant or variant stands. */
  static String anchor(String implementation, String claim) {
    return Html.escape("run-" + implementation + "-" + claim);
  }
}
