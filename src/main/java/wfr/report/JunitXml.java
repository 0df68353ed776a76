package wfr.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import wfr.spec.ClaimResult;
import wfr.spec.ConformanceResult;
import wfr.spec.Evidence;
import wfr.spec.Verdict;

/**
 * The rows of the ledger as a JUnit report, for servers that show one: REFUTED is a failure, INCONCLUSIVE an error, what was not exercised is
 * skipped with its reason.
 */
public final class JunitXml {
  private JunitXml() {}

  /** A conformance run. */
  public static String text(String suite, ConformanceResult r) {
    return text(suite, r.result().claims(), r.notExercised());
  }

  /**
   * The report.
   *
   * @param suite its name
   * @param rows claims with their evidence
   * @param skipped what was not exercised, with the reason
   */
  public static String text(String suite, List<ClaimResult> rows, Map<String, String> skipped) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(
        "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\">%n"
            .formatted(
                escape(suite),
                rows.size() + skipped.size(),
                count(rows, Verdict.REFUTED),
                count(rows, Verdict.INCONCLUSIVE),
                skipped.size()));
    for (ClaimResult row : rows) {
      Evidence e = row.evidence();
      xml.append(
          "  <testcase classname=\"wfr.%s\" name=\"%s\">"
              .formatted(escape(row.claim().id()), escape(row.claim().title())));
      String text =
          escape(
              "value %s, bound %s: %s"
                  .formatted(
                      Decimal.rounded(e.value(), 3), Decimal.rounded(e.bound(), 3), e.detail()));
      String tag =
          switch (e.verdict()) {
            case SUPPORTED -> "system-out";
            case REFUTED -> "failure";
            case INCONCLUSIVE -> "error";
          };
      xml.append(
          e.verdict() == Verdict.SUPPORTED
              ? "<%s>%s</%s>".formatted(tag, text, tag)
              : "<%s type=\"%s\" message=\"%s\"/>".formatted(tag, e.verdict(), text));
      xml.append("</testcase>\n");
    }
    skipped.forEach(
        (id, why) ->
            xml.append(
                "  <testcase classname=\"wfr.%s\" name=\"not exercised\"><skipped message=\"%s\"/></testcase>%n"
                    .formatted(escape(id), escape(why))));
    return xml.append("</testsuite>\n").toString().replace("\r\n", "\n");
  }

  private static long count(List<ClaimResult> rows, Verdict verdict) {
    return rows.stream().filter(r -> r.evidence().verdict() == verdict).count();
  }

  /** Text and attributes; what XML 1.0 has no place for becomes a question mark. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\n', '\t' -> out.append(String.format(Locale.ROOT, "&#%d;", c));
                default -> out.appendCodePoint(valid(c) ? c : '?');
              }
            });
    return out.toString();
  }

  private static boolean valid(int c) {
    return c >= 0x20 && c != 0xfffe && c != 0xffff && !(c >= 0xd800 && c <= 0xdfff);
  }
}
