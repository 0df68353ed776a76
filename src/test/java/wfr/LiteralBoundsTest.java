package wfr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No tolerance is a number written where it is used: in the tests and in the package of claims a bound has a name, where its derivation stands. Looked for are
 * floating-point literals (i) beside a relational operator, (ii) in the bound of {@code Evidence.atMost}, (iii) in the third argument of
 * {@code assertEquals}. Whole numbers, which count, powers of two in hexadecimal and {@code Math.ulp}, which are roundings, are free.
 */
class LiteralBoundsTest {
  private static final Pattern LITERAL =
      Pattern.compile(
          "(?<![\\w.])(?:\\d+\\.\\d*[1-9]\\d*(?:[eE][-+]?\\d+)?|\\d+\\.0*[eE][-+]?\\d+|\\.\\d+|\\d+[eE][-+]?\\d+)");
  private static final Pattern RELATION =
      Pattern.compile(
          "(?:<=|>=|\\s<\\s|\\s>\\s)\\s*-?"
              + LITERAL
              + "|"
              + LITERAL
              + "\\s*(?:<=|>=|\\s<\\s|\\s>\\s)");
  private static final Pattern ROUNDING = Pattern.compile("Math\\.ulp\\([^()]*\\)");
  private static final Pattern COMMENT_OR_TEXT =
      Pattern.compile(
          "/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"", Pattern.DOTALL);

  @Test
  void noBoundIsALiteral() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path root : List.of(Path.of("src/test/java"), Path.of("src/main/java/wfr/spec"))) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          for (String line : offences(Files.readString(file))) {
            found.add(file + ": " + line);
          }
        }
      }
    }
    assertEquals("", String.join("\n", found));
  }

  /** Each kind is found where it is planted, and counts, named bounds and texts are left alone. */
  @Test
  void plantedLiterals_areFound() {
    assertEquals(1, offences("if (error <= 1e-3) {").size());
    assertEquals(1, offences("if (0.25 < x) {").size());
    assertEquals(1, offences("Evidence.atMost(f(a, b), 4 * 1e-9, \"x\")").size());
    assertEquals(1, offences("assertEquals(a, g(b, c), 1e-12);").size());
    assertEquals(0, offences("assertEquals(a, b, TOLERANCE); // 1e-3").size());
    assertEquals(0, offences("assertEquals(a, b, 4.0 * n * Math.ulp(2.5));").size());
    assertEquals(0, offences("for (int k = 0; k < 16; k++) { s += 0.5; }").size());
    assertEquals(0, offences("assertEquals(\"x < 1e-3\", text);").size());
  }

  private static List<String> offences(String source) {
    String code =
        ROUNDING
            .matcher(COMMENT_OR_TEXT.matcher(source).replaceAll(m -> blank(m.group())))
            .replaceAll("ULP");
    List<String> found = new ArrayList<>();
    Matcher relation = RELATION.matcher(code);
    while (relation.find()) {
      found.add(at(code, relation.start()));
    }
    bounds(code, "atMost(", 1, found);
    bounds(code, "assertEquals(", 2, found);
    return found;
  }

  /** Literals in one argument of every call. */
  private static void bounds(String code, String call, int argument, List<String> found) {
    for (int i = code.indexOf(call); i >= 0; i = code.indexOf(call, i + 1)) {
      int depth = 0;
      int index = 0;
      int start = i + call.length();
      int j = start;
      for (; j < code.length() && depth >= 0; j++) {
        char c = code.charAt(j);
        if (c == '(' || c == '[' || c == '{') {
          depth++;
        } else if (c == ')' || c == ']' || c == '}') {
          depth--;
        }
        if (depth < 0 || (depth == 0 && c == ',')) {
          if (index == argument && LITERAL.matcher(code.substring(start, j)).find()) {
            found.add(at(code, start));
          }
          index++;
          start = j + 1;
        }
      }
    }
  }

  /** Keeps line breaks, so that lines can be counted. */
  private static String blank(String text) {
    return "\"\"" + "\n".repeat((int) text.chars().filter(c -> c == '\n').count());
  }

  private static String at(String code, int position) {
    int line = 1 + (int) code.substring(0, position).chars().filter(c -> c == '\n').count();
    int end = code.indexOf('\n', position + 1);
    int from = code.lastIndexOf('\n', position) + 1;
    return "line " + line + ": " + code.substring(from, end < 0 ? code.length() : end).trim();
  }
}
