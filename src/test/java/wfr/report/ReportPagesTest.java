package wfr.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import wfr.scenario.Scenario;

class ReportPagesTest {
  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static void keep(String name, String html) throws Exception {
    Path directory = Files.createDirectories(Path.of("target", "report-samples"));
    Files.writeString(directory.resolve(name), html);
  }

  @Test
  void comparison_isWellFormed_escapesUserText_andNeedsNoNetwork() throws Exception {
    String html = RunReport.html(SyntheticRun.both(SyntheticRun.NASTY, 0));
    keep("compare.html", html);
    Document page = parse(html);
    assertTrue(page.getElementsByTagName("h1").item(0).getTextContent().startsWith("<b>&\"'"));
    assertEquals(0, page.getElementsByTagName("b").getLength());
    String outside = html.replace("http://www.w3.org/", "");
    assertFalse(outside.contains("://"), "an address in the page");
    assertFalse(outside.contains("url(//"), "a remote resource");
  }

  @Test
  void everyFigureHasALabelAndAViewBox_andIdsAreUnique() throws Exception {
    Document page = parse(RunReport.html(SyntheticRun.both("run", 0)));
    NodeList figures = page.getElementsByTagName("svg");
    assertEquals(
        4 + 5, figures.getLength(), "four times; KL, reverse KL, dissipation, ESS, weights");
    for (int i = 0; i < figures.getLength(); i++) {
      Element svg = (Element) figures.item(i);
      assertFalse(svg.getAttribute("aria-label").isBlank());
      assertTrue(svg.getAttribute("viewBox").matches("0 0 \\d+ \\d+"));
    }
    Set<String> ids = new HashSet<>();
    NodeList all = page.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      String id = ((Element) all.item(i)).getAttribute("id");
      assertTrue(id.isEmpty() || ids.add(id), "id twice: " + id);
    }
  }

  @Test
  void gridAlone_isReportedWithoutParticles() throws Exception {
    Scenario s = SyntheticRun.scenario("grid only");
    String html =
        RunReport.html(new RunResult(s, Optional.of(SyntheticRun.grid(s)), Optional.empty()));
    keep("solve.html", html);
    assertEquals(4 + 3, parse(html).getElementsByTagName("svg").getLength());
  }

  @Test
  void verificationPage_isWellFormed_andMarksKills() throws Exception {
    String html = VerificationPage.html(SyntheticRun.verification(true, 0.5, 0.2, 3));
    keep("index.html", html);
    Document page = parse(html);
    assertTrue(html.contains("survived"));
    assertTrue(html.contains("href=\"#run-mutant-0-A1\""), "a cell leads to its log");
    assertTrue(html.contains("id=\"run-mutant-0-A1\""), "the log is there");
    assertFalse(html.replace("http://www.w3.org/", "").contains("://"), "an address");
    assertTrue(page.getElementsByTagName("math").getLength() > 0, "statements are typeset");
    for (String id : new String[] {"ledger", "matrix", "mutants", "claims"}) {
      assertTrue(html.contains("id=\"" + id + "\""), id);
    }
  }
}
