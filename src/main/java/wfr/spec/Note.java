package wfr.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entry of proofs-notes that belongs to a claim: a first line "# ID. title", a list of header lines "- key: value", then the sections.
 *
 * @param id claim
 * @param title title of the first line
 * @param header its header lines, in order; lines of one key are one value, joined by ", "
 * @param text the whole note, Markdown
 */
public record Note(String id, String title, Map<String, String> header, String text) {
  private static final Pattern TITLE = Pattern.compile("# ([A-Z]\\d+[A-Z]?)\\. (.*)");

  /** Every line of the list, whatever its key: one that nobody knows must reach the ledger's check. */
  private static final Pattern HEADER = Pattern.compile("- ([^:]*)(?:: ?(.*))?");

  /** Copies. */
  public Note {
    header = new LinkedHashMap<>(header);
  }

  /** Reads the note of a claim; a claim without one is a fault of the build. */
  public static Note of(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "claim " + id + " has no note proofs-notes/" + id + ".md"));
  }

  /** The note of that name, if there is one. */
  public static Optional<Note> find(String id) {
    String name = "/wfr/proofs-notes/" + id + ".md";
    try (InputStream in = Note.class.getResourceAsStream(name)) {
      if (in == null) {
        return Optional.empty();
      }
      return Optional.of(parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a note. */
  public static Note parse(String text) {
    List<String> lines = text.lines().toList();
    Matcher title = TITLE.matcher(lines.isEmpty() ? "" : lines.get(0));
    if (!title.matches()) {
      throw new IllegalStateException("a note begins with '# ID. title', not with: " + lines);
    }
    Map<String, String> header = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      Matcher m = HEADER.matcher(line);
      if (m.matches()) {
        String value = m.group(2) == null ? "" : m.group(2).trim();
        header.merge(m.group(1), value, (a, b) -> a + ", " + b);
      } else if (!line.isBlank()) {
        break;
      }
    }
    return new Note(title.group(1), title.group(2), header, text);
  }

  /** machine-checked, proved on paper, cited, measured, refuted or conjecture. */
  public String status() {
    return header.getOrDefault("status", "");
  }

  /** The sections "## name", in order. */
  public List<String> sections() {
    return text.lines()
        .filter(l -> l.startsWith("## "))
        .map(l -> l.substring("## ".length()).trim())
        .toList();
  }
}
