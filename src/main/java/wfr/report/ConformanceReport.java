package wfr.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import wfr.foreign.ForeignProgram;
import wfr.spec.ClaimResult;
import wfr.spec.ConformanceResult;
import wfr.spec.ConformanceResult.Suspect;
import wfr.spec.Verdict;

/** What a conformance run adds to the evidence: which defect it looks like, and what was not exercised. */
public final class ConformanceReport {
  private static final int REASONS = 4;

  /** Characters of a request with both answers that fit into a line of explanation. */
  private static final int SHOWN = 1600;

  private ConformanceReport() {}

  /** One sentence per operation that deviates, the best explained first. */
  public static List<String> explanations(ConformanceResult r) {
    List<String> refuted =
        r.result().claims().stream()
            .filter(c -> c.evidence().verdict() == Verdict.REFUTED)
            .map(ClaimResult::claim)
            .map(c -> c.id())
            .toList();
    if (!refuted.isEmpty() && r.defects().isEmpty()) {
      List<String> without =
          r.result().claims().stream()
              .filter(c -> c.evidence().verdict() == Verdict.REFUTED)
              .filter(c -> Double.isNaN(c.evidence().value()))
              .map(c -> c.claim().id() + ": " + c.evidence().detail())
              .toList();
      return without.isEmpty()
          ? List.of(
              "every recorded answer is the reference's up to rounding: "
                  + String.join(" ", refuted)
                  + " asks for more accuracy than these answers show")
          : without.stream().map(w -> "no number to compare: " + w).toList();
    }
    return r.defects().stream().map(s -> explanation(s, refuted)).toList();
  }

  private static String explanation(Suspect s, List<String> refuted) {
    if (s.mutant().equals("run")) {
      return s.operation() + ": " + s.defect();
    }
    String deviates =
        Double.isNaN(s.deviation())
            ? s.operation() + " answers NaN where the reference's answer is a number"
            : s.operation()
                + " deviates from the reference by "
                + Decimal.rounded(s.deviation(), 3);
    if (s.mutant().isEmpty() || !s.likely()) {
      return deviates + "; no known defect explains it" + smallest(s);
    }
    String how =
        s.reproduced()
            ? " reproduces the known defect "
            : " is compatible with the known defect ("
                + Decimal.rounded(100 * (1 - s.unexplained()), 3)
                + " % of its deviation explained) ";
    String alike = s.alike().isEmpty() ? "" : "; as likely: " + String.join(" ", s.alike());
    String signature =
        s.signature().equals(refuted)
            ? "; refuted by the same claims"
            : "; that defect is refuted here by "
                + (s.signature().isEmpty() ? "none" : String.join(" ", s.signature()));
    return s.operation() + how + s.mutant() + ": " + s.defect() + alike + signature + smallest(s);
  }

  private static String smallest(Suspect s) {
    return s.smallest()
        .map(
            e -> {
              String shown =
                  "input %s, answer %s, right answer %s"
                      .formatted(
                          ForeignProgram.line(e.input()),
                          ForeignProgram.line(e.answer()),
                          ForeignProgram.line(e.right()));
              return "; smallest request that shows it: "
                  + (shown.length() <= SHOWN ? shown : "under \"smallest\" in evidence.json");
            })
        .orElse("");
  }

  /** What was not run in one line: how many for which reason, the most frequent first, with the first of each. */
  public static String notExercised(ConformanceResult r) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    r.notExercised()
        .forEach((id, why) -> byReason.computeIfAbsent(why, k -> new ArrayList<>()).add(id));
    String reasons =
        byReason.entrySet().stream()
            .sorted(Comparator.comparing(e -> -e.getValue().size()))
            .limit(REASONS)
            .map(
                e ->
                    e.getValue().size() == 1
                        ? e.getValue().get(0) + ": " + e.getKey()
                        : "%d (%s, ...): %s"
                            .formatted(e.getValue().size(), e.getValue().get(0), e.getKey()))
            .collect(Collectors.joining("; "));
    int more = byReason.size() - REASONS;
    return reasons + (more > 0 ? "; and " + more + " more reasons" : "") + "; all in index.html";
  }

  /** evidence.json. */
  public static String json(ConformanceResult r) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("implementation", r.implementation());
    root.put("operations", r.operations());
    root.putAll(EvidenceJson.tree(r.result()));
    root.put("remarks", r.remarks());
    root.put("notExercised", r.notExercised());
    root.put(
        "defects",
        r.defects().stream()
            .map(
                s -> {
                  Map<String, Object> tree = new LinkedHashMap<>();
                  tree.put("operation", s.operation());
                  tree.put("deviation", s.deviation());
                  tree.put("mutant", s.mutant());
                  tree.put("defect", s.defect());
                  tree.put("unexplained", s.unexplained());
                  tree.put("reproduced", s.reproduced());
                  tree.put("signature", s.signature());
                  tree.put("alike", s.alike());
                  s.smallest()
                      .ifPresent(
                          e -> {
                            Map<String, Object> smallest = new LinkedHashMap<>();
                            smallest.put("input", e.input());
                            smallest.put("answer", e.answer());
                            smallest.put("right", e.right());
                            tree.put("smallest", ForeignProgram.plain(smallest));
                          });
                  return tree;
                })
            .toList());
    return Json.text(root);
  }

  /** index.html. */
  public static String html(ConformanceResult r) {
    StringBuilder head = new StringBuilder();
    head.append("<p>Implementation: <b>").append(Html.escape(r.implementation()));
    head.append("</b>; operations: ").append(Html.escape(String.join(", ", r.operations())));
    head.append("</p>\n");
    if (!r.defects().isEmpty()) {
      head.append("<h2>What it looks like</h2>\n<ul>\n");
      explanations(r).forEach(e -> head.append("<li>").append(Html.escape(e)).append("</li>\n"));
      head.append("</ul>\n");
    }
    if (!r.remarks().isEmpty()) {
      head.append("<h2>What the verdicts rest on</h2>\n<ul>\n");
      r.remarks().forEach(e -> head.append("<li>").append(Html.escape(e)).append("</li>\n"));
      head.append("</ul>\n");
    }
    StringBuilder rows = new StringBuilder();
    r.notExercised()
        .forEach(
            (id, reason) ->
                rows.append(
                    "<tr><th scope=\"row\">%s</th><td>%s</td></tr>%n"
                        .formatted(Html.escape(id), Html.escape(reason))));
    String tail =
        "<h2>Not exercised</h2>\n"
            + Html.table(
                "Claims that were not run.", Html.head("claim", "reason"), rows.toString());
    return VerificationPage.html("Conformance", r.result(), head.toString(), tail);
  }
}
