package wfr.report;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import wfr.spec.Claim;
import wfr.spec.Claims;
import wfr.spec.Note;

class ProseTest {
  private static String plain(String html) {
    return html.replaceAll("<mspace[^>]*>", "").replaceAll("<[^>]+>", "");
  }

  /** Every formula of every note is typeset, and no TeX is left over. */
  @Test
  void everyNoteOfTheLedger_isTypeset_asWellFormedMarkup() {
    for (Claim<?> claim : Claims.all()) {
      Note note = Note.of(claim.id());
      assertFalse(Prose.section(note.text(), "Statement").isEmpty(), claim.id());
      for (String section : note.sections()) {
        String html = Prose.html(Prose.section(note.text(), section));
        String where = claim.id() + ", " + section + ": " + html;
        assertDoesNotThrow(
            () ->
                DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader("<div>" + html + "</div>"))),
            where);
        String formulas = html.replaceAll("(?s)<(code|pre)[ >].*?</(code|pre)>", "");
        assertFalse(formulas.contains("\\") || formulas.contains("$"), where);
      }
    }
  }

  @Test
  void scriptsPrimesFractionsRoots_keepTheirParts() {
    assertEquals(
        "<math><mrow><msubsup><mi>x</mi><mi>i</mi><mrow><mo lspace=\"0\" rspace=\"0\">′</mo><mn>2</mn></mrow></msubsup></mrow></math>",
        MathMl.inline("x_i'^2"));
    assertEquals("a/b", plain(MathMl.inline("a/b")));
    assertEquals("12n", plain(MathMl.inline("\\tfrac12\\sqrt n")));
    assertEquals("∑i=0n", plain(MathMl.display("\\sum_{i=0}^n")));
  }

  @Test
  void aMinusIsASign_whereNothingStandsBeforeIt() {
    assertEquals(1, MathMl.inline("-x").split("prefix", -1).length - 1);
    assertEquals(0, MathMl.inline("y-x").split("prefix", -1).length - 1);
    assertEquals(1, MathMl.inline("y=-x").split("prefix", -1).length - 1);
    assertEquals(1, MathMl.inline("e^{-x}").split("prefix", -1).length - 1);
  }

  @Test
  void aLineMayBreakBeforeARelation() {
    assertEquals(3, MathMl.inline("a = b \\le c").split("<math>", -1).length - 1);
    assertEquals(1, MathMl.display("a = b \\le c").split("<math ", -1).length - 1);
  }

  @Test
  void whatIsNotKnown_isAnError_notAFormulaThatLostAPart() {
    assertThrows(IllegalArgumentException.class, () -> MathMl.inline("\\frobnicate x"));
    assertThrows(IllegalArgumentException.class, () -> MathMl.inline("{x"));
    assertThrows(IllegalArgumentException.class, () -> MathMl.inline("x}"));
    assertThrows(
        IllegalArgumentException.class, () -> MathMl.inline("\\begin{tikzpicture}\\end{tikz}"));
  }

  @Test
  void markdown_keepsBarsWithinFormulas_andEscapesText() {
    assertEquals("<p>a &lt; b <em>c</em> <code>x|y</code></p>\n", Prose.html("a < b *c* `x|y`"));
    assertEquals(2, Prose.html("| a | b |\n|---|---|\n| $|x|$ | 2 |").split("<td>", -1).length - 1);
    assertEquals(2, Prose.html("text\n- one\n  more\n- two").split("<li>", -1).length - 1);
  }
}
