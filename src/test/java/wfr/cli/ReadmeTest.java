package wfr.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import wfr.spec.Claims;

/** The README says what the program says. */
class ReadmeTest {
  private static final String BEGIN = "<!-- claims -->\n";
  private static final String END = "<!-- end of claims -->";

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  @Test
  void claimsTable_isTheLedgers() throws IOException {
    String text = readme();
    String table = text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
    assertEquals(
        ClaimsCommand.markdown(new Engine().claims()),
        table,
        "README.md: replace the table by the output of ./wfr claims --markdown");
  }

  @Test
  void lastLine_countsTheClaimsThereAre() throws IOException {
    Matcher line = Pattern.compile("claims: (\\d+) SUPPORTED, 0 REFUTED").matcher(readme());
    assertTrue(line.find());
    assertEquals(Claims.all().size(), Integer.parseInt(line.group(1)));
  }
}
