package wfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;

/** What the README promises of the library: documented entry points, packages with a purpose, a session that runs. */
class LibraryTest {
  private static final Path SOURCES = Path.of("src", "main", "java");

  private static String section() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int from = readme.indexOf("## As a library");
    return readme.substring(from, readme.indexOf("\n## ", from));
  }

  @Test
  void entryPoints_exist_andAreDocumented() throws Exception {
    Matcher names = Pattern.compile("`(wfr\\.[a-z.]+\\.[A-Z][A-Za-z]+)`").matcher(section());
    Set<String> found = new TreeSet<>();
    while (names.find()) {
      String name = names.group(1);
      assertTrue(
          java.lang.reflect.Modifier.isPublic(Class.forName(name).getModifiers()),
          name + " is public");
      String source = Files.readString(SOURCES.resolve(name.replace('.', '/') + ".java"));
      assertTrue(
          Pattern.compile("\\*/\\s*(@\\w+\\s*)*public [\\w ]*(class|record|interface) ")
              .matcher(source)
              .find(),
          name + " is documented");
      found.add(name);
    }
    int dozen = 12;
    assertTrue(found.size() >= dozen, () -> "a dozen entry points: " + found);
  }

  @Test
  void everyPackage_saysWhatItIsFor() throws Exception {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      Set<Path> packages = new TreeSet<>();
      files.filter(f -> f.toString().endsWith(".java")).forEach(f -> packages.add(f.getParent()));
      for (Path p : packages) {
        Path info = p.resolve("package-info.java");
        assertTrue(Files.exists(info), "missing: " + info);
        assertTrue(Files.readString(info).startsWith("/**"), "undocumented: " + info);
      }
    }
  }

  /** Every line after {@code jshell>} is evaluated; the line below it, if any, is its value. */
  @Test
  void sessionOfTheReadme_runsAsPrinted() throws Exception {
    String text = section();
    String[] lines =
        text.substring(text.indexOf("```\n", text.indexOf("<!-- jshell -->")) + 4).split("\n");
    List<String> printed = new ArrayList<>();
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
        shell.addToClasspath(entry);
      }
      String last = "";
      for (String line : lines) {
        if (line.equals("```")) {
          break;
        }
        if (line.startsWith("jshell> ")) {
          last = evaluate(shell, line.substring("jshell> ".length()));
        } else {
          assertEquals(line, last);
          printed.add(line);
        }
      }
    }
    assertTrue(!printed.isEmpty());
  }

  private static String evaluate(JShell shell, String input) {
    String value = "";
    String rest = input;
    while (!rest.isBlank()) {
      var completion = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      String source = completion.source() == null ? rest : completion.source();
      for (SnippetEvent e : shell.eval(source)) {
        assertEquals(
            Snippet.Status.VALID,
            e.status(),
            () -> source + shell.diagnostics(e.snippet()).toList());
        assertEquals(null, e.exception(), source);
        value = e.value();
      }
      rest = completion.remaining() == null ? "" : completion.remaining();
    }
    return value;
  }
}
