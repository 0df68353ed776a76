package wfr.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import wfr.spec.CheckRun;
import wfr.spec.ClaimResult;
import wfr.spec.ConformanceResult;
import wfr.spec.Evidence;
import wfr.spec.MutantResult;
import wfr.spec.VariantResult;
import wfr.spec.Verdict;
import wfr.spec.VerificationResult;

/** junit.xml: a test case per claim, mutant and variant, for systems of continuous integration. */
public final class JunitXml {
  private JunitXml() {}

  /**
   * The file's text.
   *
   * @param wholeLedger every claim was in scope: a mutant that survived counts as a failure, not as skipped
   */
  public static String text(VerificationResult result, boolean wholeLedger) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuites name=\"wfr verify\">\n");
    suite(xml, "claims", result.claims(), JunitXml::claim);
    suite(xml, "mutants", result.mutants(), m -> mutant(m, wholeLedger));
    suite(xml, "variants", result.variants(), JunitXml::variant);
    return xml.append("</testsuites>\n").toString();
  }

  /** A conformance run: what was not exercised is skipped with its reason. */
  public static String text(String name, ConformanceResult r) {
    List<Case> cases = new ArrayList<>(r.result().claims().stream().map(JunitXml::claim).toList());
    r.notExercised().forEach((id, why) -> cases.add(new Case(id, List.of(), "skipped", why)));
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuites name=\"").append(escape(name)).append("\">\n");
    suite(xml, "claims", cases, Function.identity());
    return xml.append("</testsuites>\n").toString();
  }

  /**
   * A test case.
   *
   * @param name unique in its suite
   * @param log what was found
   * @param tag failure, skipped, or empty for success
   * @param message one line, if not a success
   */
  private record Case(String name, List<CheckRun> log, String tag, String message) {}

  private static <T> void suite(
      StringBuilder xml, String name, List<T> items, Function<T, Case> toCase) {
    List<Case> cases = items.stream().map(toCase).toList();
    xml.append(
        "<testsuite name=\"wfr.%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\">%n"
            .formatted(name, cases.size(), count(cases, "failure"), count(cases, "skipped")));
    for (Case c : cases) {
      xml.append("<testcase classname=\"wfr.").append(name).append("\" name=\"");
      xml.append(escape(c.name())).append("\">\n");
      if (!c.tag().isEmpty()) {
        xml.append("<").append(c.tag()).append(" message=\"").append(escape(c.message()));
        xml.append("\"/>\n");
      }
      xml.append("<system-out>");
      for (CheckRun r : c.log()) {
        xml.append(escape(line(r))).append('\n');
      }
      xml.append("</system-out>\n</testcase>\n");
    }
    xml.append("</testsuite>\n");
  }

  private static long count(List<Case> cases, String tag) {
    return cases.stream().filter(c -> c.tag().equals(tag)).count();
  }

  private static String line(CheckRun r) {
    Evidence e = r.evidence();
    return "%s, %s: %s, value %s, bound %s: %s"
        .formatted(
            r.claim(),
            r.instance(),
            e.verdict(),
            Decimal.rounded(e.value(), 3),
            Decimal.rounded(e.bound(), 3),
            e.detail());
  }

  private static Case claim(ClaimResult c) {
    boolean good = c.evidence().verdict() == Verdict.SUPPORTED;
    return new Case(
        c.claim().id() + " " + c.claim().title(),
        c.log(),
        good ? "" : "failure",
        c.evidence().verdict() + ": " + c.evidence().detail());
  }

  private static Case mutant(MutantResult m, boolean wholeLedger) {
    boolean good = !m.refutedBy().isEmpty();
    return new Case(
        m.id() + ": " + m.defect(),
        m.runs(),
        good ? "" : wholeLedger ? "failure" : "skipped",
        "no claim in scope refuted it");
  }

  private static Case variant(VariantResult v) {
    boolean good = v.refutedBy().isEmpty();
    return new Case(
        v.id() + ": " + v.choice(),
        v.runs(),
        good ? "" : "failure",
        "not supported by " + String.join(", ", v.refutedBy()));
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
