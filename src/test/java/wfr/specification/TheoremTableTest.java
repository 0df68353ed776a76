package wfr.specification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import wfr.spec.Claim;
import wfr.spec.Claims;

/** The table of proofs-notes/coq/README.md: every headline has one row, and what a row names exists. */
class TheoremTableTest {
  private static final Path COQ = Path.of("proofs-notes", "coq");
  private static final Pattern ROW = Pattern.compile("\\| \\w+\\.\\w+ \\|.*");
  private static final Set<String> TESTS =
      Set.of("Test", "ParameterizedTest", "Property", "Example", "TestFactory");

  private static List<String> violations(List<String> headlines, String readme) throws IOException {
    List<String> out = new ArrayList<>();
    Set<String> known = new LinkedHashSet<>();
    headlines.forEach(h -> known.add(h.replace(' ', '.')));
    Set<String> seen = new LinkedHashSet<>();
    for (String line : readme.lines().filter(l -> ROW.matcher(l).matches()).toList()) {
      String[] cell = Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
      String theorem = cell[1];
      if (!known.contains(theorem)) {
        out.add(theorem + " is no headline");
      } else if (!stands(theorem)) {
        out.add(theorem + " does not stand in its file");
      }
      if (!seen.add(theorem)) {
        out.add(theorem + " has two rows");
      }
      if (Claims.all().stream().map(Claim::id).noneMatch(cell[2]::equals)) {
        out.add(theorem + ": no claim " + cell[2]);
      }
      if (methods(cell[3]).isEmpty()) {
        out.add(theorem + ": no method " + cell[3]);
      }
      for (String test : cell[4].split(", ")) {
        if (methods(test).stream().noneMatch(TheoremTableTest::isTest)) {
          out.add(theorem + ": no test " + test);
        }
      }
    }
    known.stream().filter(k -> !seen.contains(k)).forEach(k -> out.add(k + " has no row"));
    return out;
  }

  private static boolean stands(String theorem) throws IOException {
    String[] part = theorem.split("\\.");
    Path file = COQ.resolve(part[0] + ".v");
    return Files.exists(file)
        && Pattern.compile("(?m)^(?:Theorem|Lemma|Example) " + part[1] + "\\b")
            .matcher(Files.readString(file))
            .find();
  }

  /** Methods of the name class#method below wfr. */
  private static List<Method> methods(String name) {
    String[] part = name.split("#");
    try {
      return part.length != 2
          ? List.of()
          : Arrays.stream(Class.forName("wfr." + part[0]).getDeclaredMethods())
              .filter(m -> m.getName().equals(part[1]))
              .toList();
    } catch (ClassNotFoundException e) {
      return List.of();
    }
  }

  private static boolean isTest(Method m) {
    return Arrays.stream(m.getAnnotations())
        .map(Annotation::annotationType)
        .anyMatch(a -> TESTS.contains(a.getSimpleName()));
  }

  private static List<String> headlines() throws IOException {
    return Files.readAllLines(COQ.resolve("headlines"));
  }

  private static String readme() throws IOException {
    return Files.readString(COQ.resolve("README.md"));
  }

  @Test
  void everyHeadline_namesItsClaim_itsJavaAndItsTest() throws IOException {
    assertEquals("", String.join("\n", violations(headlines(), readme())));
  }

  private static void assertFound(String expected, String readme) throws IOException {
    assertEquals(List.of(expected), violations(headlines(), readme));
  }

  @Test
  void plantedViolations_areFound() throws IOException {
    String text = readme();
    String row =
        text.lines()
            .filter(l -> l.contains("| Scheme.scheme_pi_fixed |"))
            .findFirst()
            .orElseThrow();
    assertFound("Scheme.scheme_pi_fixed has no row", text.replace(row, ""));
    assertFound("Scheme.scheme_pi_fixed has two rows", text + row + "\n");
    assertFound(
        "Scheme.scheme_pi_fixed: no claim Z9", text.replace(row, row.replace("| C1 |", "| Z9 |")));
    assertFound(
        "Scheme.scheme_pi_fixed: no method pde.Splitting#retreat",
        text.replace(row, row.replace("#advance", "#retreat")));
    assertFound(
        "Scheme.scheme_pi_fixed: no method pde.Splinter#advance",
        text.replace(row, row.replace("pde.Splitting", "pde.Splinter")));
    assertFound(
        "Scheme.scheme_pi_fixed: no test specification.SchemeProperties#mass",
        text.replace(
            row, row.replace("SchemeProperties#scheme_pi_fixed", "SchemeProperties#mass")));
    List<String> more = new ArrayList<>(headlines());
    more.add("Scheme ghost");
    assertEquals(List.of("Scheme.ghost has no row"), violations(more, text));
    assertEquals(
        List.of("Scheme.ghost does not stand in its file"),
        violations(more, text + row.replace("scheme_pi_fixed |", "ghost |") + "\n"));
  }
}
