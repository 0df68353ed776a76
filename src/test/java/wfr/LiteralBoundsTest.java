package wfr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No tolerance is a number written where it is used: in the tests and in the package of claims a bound has a name, where its derivation stands. Looked for are
 * floating-point literals (i) anywhere on either side of a relational operator, (ii) in the bound of {@code Evidence.atMost}, (iii) in the third argument of
 * {@code assertEquals}, (iv) in the argument of a call within a file whose method passes it on as one of these bounds: a parameter that stands there or in a
 * comparison of an assertion, and is not itself the value compared. Whole numbers, which count, powers of two in hexadecimal and {@code Math.ulp}, which are
 * roundings, are free.
 */
class LiteralBoundsTest {
  private static final Pattern LITERAL =
      Pattern.compile(
          "(?<![\\w.])(?:\\d+\\.\\d*[1-9]\\d*(?:[eE][-+]?\\d+)?|\\d+\\.0*[eE][-+]?\\d+|\\.\\d+|\\d+[eE][-+]?\\d+)");
  private static final Pattern RELATION = Pattern.compile("<=|>=|\\s<\\s|\\s>\\s");
  private static final Pattern METHOD =
      Pattern.compile("(?<![\\w.]|new )(\\w+)\\(([^()]*)\\)\\s*(?:throws [\\w., ]+)?\\{");

  /** Between the sides of a comparison. */
  private static final String SIDES = " ~ ";

  /** Calls and which of their arguments is a bound. */
  private static final Map<String, Integer> BOUNDS = Map.of("atMost", 1, "assertEquals", 2);

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

  /** Not beside the operator, behind a sum, a product or a call, on either side; but not in another operand of the condition. */
  @Test
  void plantedLiterals_anywhereInAComparison_areFound() {
    assertEquals(1, offences("assertTrue(bound <= truth * (1 + 1e-9) + TINY);").size());
    assertEquals(1, offences("assertTrue(ok && bound <= truth + 1e-29 || late);").size());
    assertEquals(1, offences("assertTrue(2 * f(x, new double[] {0.3}) >= y);").size());
    assertEquals(1, offences("boolean b = slack * 0.5 + x > y;").size());
    assertEquals(0, offences("double y = x <= BOUND ? 0.5 : 1.5;").size());
    assertEquals(0, offences("f(0.3, a <= b, 0.2); g(v -> v < ONE, 0.1);").size());
  }

  /** A bound that reaches its comparison through a parameter; a parameter that is the value compared sets a scale and no bound. */
  @Test
  void plantedLiterals_passedAsABound_areFound() {
    String assertion = "void a(double[] x, double bound) { assertEquals(x[0], g(x[1]), bound); } ";
    assertEquals(1, offences(assertion + "void b() { a(new double[] {0, 1}, 1e-11); }").size());
    assertEquals(0, offences(assertion + "void b() { a(new double[] {0.5}, FEET); }").size());
    assertEquals(0, offences(assertion + "void b() { other.a(0.5); }").size());
    String claim =
        "E a(List<E> l, double at, double part, String s) { return Evidence.atMost(at, part * at, s); } ";
    assertEquals(1, offences(claim + "E b() { return a(l, 0.1, 2 * 1e-4, \"x\"); }").size());
    assertEquals(0, offences(claim + "E b() { return a(l, 0.1, PART, \"x\"); }").size());
    String relation = "void a(double x, double most) { assertTrue(f(x) <= most, \"x\"); } ";
    assertEquals(1, offences(relation + "void b() { a(y, 0.2); }").size());
    String scale = "void a(double x, double y) { assertEquals(x, y, TOLERANCE * x); } ";
    assertEquals(0, offences(scale + "void b() { a(0.5 * y, y); }").size());
  }

  private static List<String> offences(String source) {
    String code =
        ROUNDING
            .matcher(COMMENT_OR_TEXT.matcher(source).replaceAll(m -> blank(m.group())))
            .replaceAll("ULP");
    List<String> found = new ArrayList<>();
    Matcher relation = RELATION.matcher(code);
    while (relation.find()) {
      if (LITERAL.matcher(operands(code, relation)).find()) {
        found.add(at(code, relation.start()));
      }
    }
    BOUNDS.forEach((call, argument) -> literals(code, call, argument, -1, found));
    Matcher method = METHOD.matcher(code);
    while (method.find()) {
      parameters(code, method, found);
    }
    return found;
  }

  /** Both sides of a comparison, each as far as its own operand goes. */
  private static String operands(String code, Matcher relation) {
    int from = relation.start();
    for (int depth = 0; from > 0; from--) {
      if (depth == 0
          && (ends(code, from - 1) || connects(code, from - 2) || sets(code, from - 1))) {
        break;
      }
      depth -= depth(code.charAt(from - 1));
      if (depth < 0) {
        break;
      }
    }
    int to = relation.end();
    for (int depth = 0; to < code.length(); to++) {
      if (depth == 0 && (ends(code, to) || connects(code, to))) {
        break;
      }
      depth += depth(code.charAt(to));
      if (depth < 0) {
        break;
      }
    }
    return code.substring(from, relation.start()) + SIDES + code.substring(relation.end(), to);
  }

  private static int depth(char c) {
    return "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
  }

  private static boolean ends(String code, int i) {
    return ",;?:{}".indexOf(code.charAt(i)) >= 0;
  }

  private static boolean connects(String code, int i) {
    return i >= 0 && Stream.of("&&", "||", "->").anyMatch(s -> code.startsWith(s, i));
  }

  private static boolean sets(String code, int i) {
    return code.charAt(i) == '=' && i > 0 && "<>=!".indexOf(code.charAt(i - 1)) < 0;
  }

  /** Literals that calls in this file pass to a method for a parameter which bounds something there. */
  private static void parameters(String code, Matcher method, List<String> found) {
    List<String> names = new ArrayList<>();
    for (String p : method.group(2).replaceAll("<[^<>]*>", "").split(",")) {
      String[] words = p.trim().split("\\s+");
      if (words.length < 2) {
        return; // a call, not a declaration
      }
      names.add(words[words.length - 2].equals("double") ? words[words.length - 1] : "");
    }
    String body = code.substring(method.end(), end(code, method.end()));
    for (int k = 0; k < names.size(); k++) {
      if (!names.get(k).isEmpty() && bounds(body, names.get(k))) {
        literals(code, method.group(1), k, names.size(), found);
      }
    }
  }

  private static boolean bounds(String body, String parameter) {
    Pattern word = Pattern.compile("(?<![\\w.])" + parameter + "\\b");
    for (Map.Entry<String, Integer> call : BOUNDS.entrySet()) {
      for (List<Integer> a : calls(body, call.getKey())) {
        int k = call.getValue();
        if (a.size() > k + 1
            && word.matcher(body.substring(a.get(k), a.get(k + 1))).find()
            && !word.matcher(body.substring(a.get(0), a.get(k))).find()) {
          return true;
        }
      }
    }
    Matcher relation = RELATION.matcher(body);
    while (relation.find()) {
      int statement =
          Math.max(
              body.lastIndexOf(';', relation.start()), body.lastIndexOf('{', relation.start()));
      String[] sides = operands(body, relation).split(SIDES);
      if (body.substring(statement + 1, relation.start()).contains("assert")
          && word.matcher(sides[relation.group().contains("<") ? 1 : 0]).find()) {
        return true;
      }
    }
    return false;
  }

  /** Literals in one argument of every call, of any number of arguments (-1) or of this one. */
  private static void literals(
      String code, String call, int argument, int arguments, List<String> found) {
    for (List<Integer> a : calls(code, call)) {
      if (a.size() > argument + 1
          && (arguments < 0 || a.size() == arguments + 1)
          && LITERAL.matcher(code.substring(a.get(argument), a.get(argument + 1))).find()) {
        found.add(at(code, a.get(argument)));
      }
    }
  }

  /** Of every call the places where its arguments begin, and where the last ends; behind a comma by one. */
  private static List<List<Integer>> calls(String code, String name) {
    List<List<Integer>> out = new ArrayList<>();
    Matcher call = Pattern.compile("\\b" + name + "\\(").matcher(code);
    while (call.find()) {
      List<Integer> places = new ArrayList<>(List.of(call.end()));
      int last = end(code, call.end());
      for (int j = call.end(), depth = 0; j < last; j++) {
        depth += depth(code.charAt(j));
        if (depth == 0 && code.charAt(j) == ',') {
          places.add(j + 1);
        }
      }
      places.add(last);
      out.add(places);
    }
    return out;
  }

  /** The bracket that closes the one before a place. */
  private static int end(String code, int from) {
    int j = from;
    for (int depth = 0; j < code.length(); j++) {
      depth += depth(code.charAt(j));
      if (depth < 0) {
        break;
      }
    }
    return j;
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
