package wfr.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is done to a scenario file, it is read or refused in one line: no other exception leaves the reader. */
class ScenarioFuzzProperties {
  private static final String[] TOKENS = {
    "[",
    "]",
    "{",
    "}",
    ":",
    ": ",
    ",",
    "\n",
    "\n  ",
    "- ",
    "&a ",
    "*a",
    "!!binary ",
    "!!float ",
    "!x ",
    "|\n",
    ">\n",
    "? ",
    "'",
    "\"",
    "#",
    "%",
    "@",
    "`",
    "---\n",
    "...\n",
    "~",
    "null",
    "true",
    ".nan",
    "-.inf",
    "1e999",
    "0x1F",
    "012",
    "1_000",
    "2001-01-01",
    "<<: ",
    "x",
    "y",
    "(",
    ")",
    "^",
    "-",
    "/0",
    "log(",
    "abs(x)",
    "1/",
    "\t",
    "\uFEFF",
    "\u2028",
    "\u00e9",
    "\uD83D\uDE00",
    "\u0085",
    "\u0007",
    "99999999999999999999",
    "-1",
    "0",
    "1e-320",
    "gaussian",
    "mixture"
  };

  @Property(tries = 300, seed = "1")
  void damagedScenario_isReadOrRefusedInOneLine(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    var names = ScenarioReader.shippedNames();
    StringBuilder text =
        new StringBuilder(ScenarioReader.shippedText(names.get(random.nextInt(names.size()))));
    for (int k = random.nextInt(1, 4); k > 0; k--) {
      int at = random.nextInt(text.length());
      int length = Math.min(random.nextInt(6), text.length() - at);
      text.replace(at, at + length, TOKENS[random.nextInt(TOKENS.length)]);
    }
    try {
      ScenarioReader.read("s.yaml", "s", text.toString());
    } catch (BadInput e) {
      long lines = e.getMessage().lines().count();
      assertTrue(
          e.getMessage().startsWith("s.yaml: ") && e.getMessage().length() > 12, e::getMessage);
      assertTrue(lines == 1 || lines == 3 && e.getMessage().endsWith("^"), e::getMessage);
    }
  }
}
