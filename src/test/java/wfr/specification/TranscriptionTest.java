package wfr.specification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every definition of proofs-notes/coq has its transcription, of the same name in the class of the same name, and no transcription lacks a definition. */
class TranscriptionTest {
  private static final Path COQ = Path.of("proofs-notes", "coq");

  /** Not definitions of the scheme: potentials of certified integrals, compared with the scenarios by ConstantsTest. */
  private static final Set<String> ELSEWHERE = Set.of("Constants");

  private static final Pattern DEFINITION =
      Pattern.compile("(?:^|[.]\\s+)(?:Definition|Fixpoint|Inductive) (\\w+)", Pattern.MULTILINE);
  private static final Pattern VARIABLE =
      Pattern.compile("\\bVariable (\\w+) :", Pattern.MULTILINE);

  private static List<String> found(Pattern pattern, String source) {
    List<String> names = new ArrayList<>();
    Matcher m = pattern.matcher(source.replaceAll("(?s)\\(\\*.*?\\*\\)", " "));
    while (m.find()) {
      names.add(m.group(1));
    }
    return names;
  }

  private static List<String> differences(String file, String source) {
    Set<String> defined = new TreeSet<>(found(DEFINITION, source));
    Set<String> written = new TreeSet<>();
    List<String> variables = List.of();
    try {
      Class<?> type = Class.forName("wfr.specification." + file);
      Set<String> components = Set.of();
      if (type.isRecord()) {
        variables =
            Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
        components = Set.copyOf(variables);
      }
      Set<String> own = Set.of("equals", "hashCode", "toString");
      for (Method m : type.getDeclaredMethods()) {
        if (!m.isSynthetic()
            && !own.contains(m.getName())
            && !(components.contains(m.getName()) && m.getParameterCount() == 0)) {
          written.add(m.getName());
        }
      }
    } catch (ClassNotFoundException e) {
      // no class: nothing is transcribed
    }
    List<String> out = new ArrayList<>();
    defined.stream().filter(d -> !written.contains(d)).forEach(d -> out.add(file + ".v: " + d));
    written.stream().filter(w -> !defined.contains(w)).forEach(w -> out.add(file + ".java: " + w));
    if (!defined.isEmpty() && !variables.equals(found(VARIABLE, source))) {
      out.add(file + ": variables " + found(VARIABLE, source) + ", components " + variables);
    }
    return out;
  }

  @Test
  void definitionsAndTranscription_haveTheSameNames() throws IOException {
    List<String> out = new ArrayList<>();
    for (String file : Files.readAllLines(COQ.resolve("Order"))) {
      if (!ELSEWHERE.contains(file)) {
        out.addAll(differences(file, Files.readString(COQ.resolve(file + ".v"))));
      }
    }
    assertEquals("", out.stream().collect(Collectors.joining("\n")));
  }

  @Test
  void plantedDefinition_renamedOne_andRenamedVariable_areFound() throws IOException {
    String source = Files.readString(COQ.resolve("Scheme.v"));
    assertEquals(
        List.of("Scheme.v: planted"), differences("Scheme", source + "\nDefinition planted := 0."));
    assertEquals(
        List.of("Scheme.v: react", "Scheme.java: reaction"),
        differences("Scheme", source.replace("Definition reaction", "Definition react")));
    assertEquals(
        1, differences("Scheme", source.replace("Variable kappa :", "Variable k :")).size());
    assertEquals(List.of("Nothing.v: f"), differences("Nothing", "Definition f := 1."));
    assertEquals(List.of(), differences("Nothing", "(* Definition f := 1. *)"));
  }
}
