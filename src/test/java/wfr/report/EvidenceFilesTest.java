package wfr.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import wfr.defects.NamedRun;
import wfr.spec.VerificationResult;

/** evidence.json follows its published schema; junit.xml is what continuous integration reads. */
class EvidenceFilesTest {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Schemas.text("evidence"));

  private static void assertFollowsSchema(VerificationResult result) throws Exception {
    assertEquals(Set.of(), SCHEMA.validate(new ObjectMapper().readTree(EvidenceJson.text(result))));
  }

  @Test
  void evidence_followsThePublishedSchema_withEveryKindOfTrace() throws Exception {
    assertFollowsSchema(NamedRun.result());
    String text = EvidenceJson.text(NamedRun.result());
    for (String kind : List.of("convergence", "draws", "distribution")) {
      assertFalse(text.indexOf("\"kind\" : \"" + kind + "\"") < 0, kind);
    }
  }

  @Test
  void valuesThatAreNoNumbers_followTheSchemaToo() throws Exception {
    assertFollowsSchema(SyntheticRun.verification(true, Double.NaN, Double.POSITIVE_INFINITY, 0.5));
  }

  @Test
  void theSchema_refusesAnUnknownVerdict() throws Exception {
    String text = EvidenceJson.text(SyntheticRun.verification(false, 0.5));
    assertFalse(
        SCHEMA
            .validate(new ObjectMapper().readTree(text.replace("\"SUPPORTED\"", "\"LIKELY\"")))
            .isEmpty());
  }

  private static Element suite(VerificationResult result, boolean whole, int index)
      throws Exception {
    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(JunitXml.text(result, whole))));
    return (Element) xml.getElementsByTagName("testsuite").item(index);
  }

  @Test
  void junit_hasACasePerClaimMutantAndVariant_andCountsFailures() throws Exception {
    VerificationResult result = SyntheticRun.verification(true, 0.5, 3, 0.2);
    Element claims = suite(result, true, 0);
    assertEquals("3", claims.getAttribute("tests"));
    assertEquals("1", claims.getAttribute("failures"));
    assertEquals(1, claims.getElementsByTagName("failure").getLength());
    assertEquals("1", suite(result, true, 1).getAttribute("failures"), "a survivor");
    assertEquals("1", suite(result, false, 1).getAttribute("skipped"), "a survivor of a few");
    assertEquals("0", suite(result, true, 2).getAttribute("failures"));
  }
}
