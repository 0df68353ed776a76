package wfr.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static wfr.generators.Generators.count;
import static wfr.generators.Generators.list;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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

  /** A few characters at a place, modulo the length of the text, give way to a token. */
  private record Damage(int at, int length, String token) {}

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(ScenarioReader.shippedNames());
  }

  @Provide
  Arbitrary<List<Damage>> damages() {
    return list(
        1,
        3,
        Combinators.combine(count(0, 999), count(0, 5), Arbitraries.of(TOKENS)).as(Damage::new));
  }

  @Property(tries = 300, seed = "1")
  void damagedScenario_isReadOrRefusedInOneLine(
      @ForAll("names") String name, @ForAll("damages") List<Damage> damages) {
    StringBuilder text = new StringBuilder(ScenarioReader.shippedText(name));
    for (Damage d : damages) {
      int at = d.at() % text.length();
      text.replace(at, Math.min(at + d.length(), text.length()), d.token());
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
