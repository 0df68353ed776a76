package wfr.defects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import wfr.spec.Note;

/** Every note names the classes that compute what it speaks of, and the javadoc of each of them names the note. */
class NotesAndCodeTest {
  private static final Path CODE = Path.of("src/main/java/wfr");

  /** Claims, names of operations and planted defects: nothing there computes in production. */
  private static final Set<String> ASKING = Set.of("spec", "operation", "defects");

  private static final Pattern NOTE = Pattern.compile("[A-Z]\\d+[A-Z]?");
  private static final Pattern DECLARATION =
      Pattern.compile("^(?:[\\w-]+ )*(?:class|record|interface|enum) ", Pattern.MULTILINE);
  private static final Pattern SOURCE =
      Pattern.compile("Source:[^/]*?proofs-notes, ([^;/]*?)\\.\\s");

  /** Of notes and of sources by their path below wfr. */
  private static List<String> violations(List<Note> notes, Map<String, String> sources) {
    List<String> out = new ArrayList<>();
    Map<String, List<String>> paths =
        sources.keySet().stream().collect(Collectors.groupingBy(NotesAndCodeTest::className));
    for (Note note : notes) {
      String code = note.header().getOrDefault("code", "");
      if (code.isBlank()) {
        out.add(note.id() + ": no line '- code: class'");
        continue;
      }
      for (String name : code.split(", *")) {
        List<String> found = paths.getOrDefault(name, List.of());
        if (found.size() != 1) {
          out.add(note.id() + ": class " + name + " stands in " + found);
        } else if (ASKING.contains(found.get(0).split("/")[0])) {
          out.add(note.id() + ": " + found.get(0) + " computes nothing in production");
        } else if (!names(javadoc(sources.get(found.get(0))), note.id())) {
          out.add(note.id() + ": the javadoc of " + name + " does not name the note");
        }
      }
    }
    Set<String> ids = notes.stream().map(Note::id).collect(Collectors.toSet());
    sources.forEach(
        (path, text) -> {
          Matcher m = SOURCE.matcher(javadoc(text));
          while (m.find()) {
            NOTE.matcher(m.group(1))
                .results()
                .map(r -> r.group())
                .filter(id -> !ids.contains(id))
                .forEach(id -> out.add(path + ": no note " + id));
          }
        });
    return out;
  }

  private static String className(String path) {
    return path.substring(path.lastIndexOf('/') + 1).replace(".java", "");
  }

  /** What stands before the first declaration of the top level. */
  private static String javadoc(String source) {
    Matcher m = DECLARATION.matcher(source);
    return m.find() ? source.substring(0, m.start()) : source;
  }

  private static boolean names(String javadoc, String id) {
    return Pattern.compile("\\b" + id + "\\b").matcher(javadoc).find();
  }

  private static Map<String, String> read(Path root, String suffix) throws IOException {
    Map<String, String> out = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(suffix)).toList()) {
        out.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    return out;
  }

  @Test
  void everyNoteNamesItsCode_andTheCodeTheNote() throws IOException {
    List<Note> notes =
        read(Path.of("proofs-notes"), ".md").entrySet().stream()
            .filter(e -> NOTE.matcher(className(e.getKey()).replace(".md", "")).matches())
            .map(e -> Note.parse(e.getValue()))
            .toList();
    assertEquals("", String.join("\n", violations(notes, read(CODE, ".java"))));
  }

  private static final String WOLF =
      """
      package wfr.pde;

      /**
       * Bites.
       * Source: Aesop; proofs-notes, A1, A2.
       */
      public final class Wolf {
        /** Z9. */
        record Tail() {}
      }
      """;

  private static List<String> of(String header, Map<String, String> sources) {
    return violations(
        List.of(
            Note.parse("# A1. Wolves\n\n- code: Wolf\n"),
            Note.parse("# A2. Wolves\n\n" + header + "\n\n## Statement\n")),
        sources);
  }

  @Test
  void consistentNotes_haveNoViolations() {
    String sheep = "/** Source: proofs-notes, A2, notation. */\nenum Sheep {}\n";
    Map<String, String> both = Map.of("pde/Wolf.java", WOLF, "particle/fused/Sheep.java", sheep);
    assertEquals(List.of(), of("- code: Wolf", both));
    assertEquals(List.of(), of("- code: Wolf, Sheep", both));
    assertEquals(List.of(), of("- code: Sheep\n- code: Wolf", both));
  }

  @Test
  void noteWithoutCode() {
    List<String> none = List.of("A2: no line '- code: class'");
    assertEquals(none, of("- class: D", Map.of("pde/Wolf.java", WOLF)));
    assertEquals(none, of("- code:", Map.of("pde/Wolf.java", WOLF)));
  }

  @Test
  void classThatIsMissing_orThereTwice() {
    assertEquals(
        List.of("A2: class Bear stands in []"),
        of("- code: Wolf, Bear", Map.of("pde/Wolf.java", WOLF)));
    String bear = "/** Source: proofs-notes, A2. */\nclass Bear {}\n";
    Map<String, String> two =
        new TreeMap<>(Map.of("pde/Wolf.java", WOLF, "math/Bear.java", bear, "pde/Bear.java", bear));
    assertEquals(
        List.of("A2: class Bear stands in [math/Bear.java, pde/Bear.java]"),
        of("- code: Bear", two));
  }

  @Test
  void classOutsideProduction() {
    for (String outside : ASKING) {
      String path = outside + "/Hunter.java";
      assertEquals(
          List.of("A2: " + path + " computes nothing in production"),
          of(
              "- code: Hunter",
              Map.of("pde/Wolf.java", WOLF, path, WOLF.replace("Wolf", "Hunter"))));
    }
  }

  /** The id is a word of the class's javadoc, not a part of one and not what a member says. */
  @Test
  void classThatDoesNotNameTheNote() {
    List<String> silent = List.of("A2: the javadoc of Wolf does not name the note");
    assertEquals(silent, of("- code: Wolf", Map.of("pde/Wolf.java", WOLF.replace("A1, A2", "A1"))));
    assertEquals(
        List.of(silent.get(0), "pde/Wolf.java: no note A2P"),
        of("- code: Wolf", Map.of("pde/Wolf.java", WOLF.replace("A2", "A2P"))));
    assertEquals(
        silent,
        of(
            "- code: Wolf",
            Map.of("pde/Wolf.java", WOLF.replace("A1, A2", "A1").replace("Z9", "A2"))));
  }

  @Test
  void classThatNamesANoteThatDoesNotExist() {
    assertEquals(
        List.of("pde/Wolf.java: no note B7"),
        of("- code: Wolf", Map.of("pde/Wolf.java", WOLF.replace("A2.", "A2,\n * B7."))));
  }
}
