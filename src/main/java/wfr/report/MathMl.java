package wfr.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The notes' LaTeX as MathML Core, which browsers typeset by themselves: letters, numbers, scripts, primes, fractions, roots, accents, sums and
 * integrals, delimiters, fonts, matrices and cases. A command it does not know is an error: a page never shows a formula that lost a part.
 */
final class MathMl {
  /** What an atom is, for the spacing TeX would give and for the places where a line may break. */
  private enum Kind {
    ORDINARY,
    FUNCTION,
    BINARY,
    RELATION,
    OPEN,
    CLOSE,
    PREFIX,
    PUNCTUATION,
    SPACE
  }

  private record Atom(String xml, Kind kind, boolean limits) {
    static Atom of(String xml, Kind kind) {
      return new Atom(xml, kind, false);
    }
  }

  private static final String THIN = "<mspace width=\"0.167em\"></mspace>";

  private final String tex;
  private final boolean display;
  private int at;

  private MathMl(String tex, boolean display) {
    this.tex = tex;
    this.display = display;
  }

  /** A formula within a line; several elements, so that the line can break before relations and binary operators. */
  static String inline(String tex) {
    StringBuilder html = new StringBuilder();
    StringBuilder part = new StringBuilder();
    List<Atom> atoms = new MathMl(tex, false).all();
    int depth = 0;
    for (int i = 0; i < atoms.size(); i++) {
      Atom a = atoms.get(i);
      Kind before = i == 0 ? Kind.OPEN : atoms.get(i - 1).kind();
      depth += a.kind() == Kind.OPEN ? 1 : a.kind() == Kind.CLOSE ? -1 : 0;
      boolean breaks =
          i > 0
              && (before == Kind.PUNCTUATION
                  || a.kind() == Kind.BINARY
                  || (a.kind() == Kind.RELATION && before != Kind.RELATION));
      if (breaks && depth <= 0) {
        html.append("<math><mrow>").append(part).append("</mrow></math>");
        part.setLength(0);
      }
      part.append(a.xml());
    }
    return html.append("<math><mrow>").append(part).append("</mrow></math>").toString();
  }

  /** A formula on a line of its own. */
  static String display(String tex) {
    StringBuilder html = new StringBuilder("<math display=\"block\"><mrow>");
    new MathMl(tex, true).all().forEach(a -> html.append(a.xml()));
    return html.append("</mrow></math>").toString();
  }

  private List<Atom> all() {
    List<Atom> atoms = row("");
    if (at < tex.length()) {
      throw error("unexpected '" + tex.charAt(at) + "'");
    }
    return atoms;
  }

  /** Atoms up to one of the stops, or to where a cell of a table ends. */
  private List<Atom> row(String stops) {
    List<Atom> atoms = new ArrayList<>();
    while (true) {
      skipBlank();
      if (at >= tex.length() || stops.indexOf(tex.charAt(at)) >= 0) {
        return atoms;
      }
      if (stops.indexOf('&') >= 0 && (tex.startsWith("\\\\", at) || tex.startsWith("\\end", at))) {
        return atoms;
      }
      if (tex.startsWith("\\textstyle", at)) {
        at += "\\textstyle".length();
        String rest = join(row(stops));
        atoms.add(Atom.of("<mstyle displaystyle=\"false\">" + rest + "</mstyle>", Kind.ORDINARY));
        return atoms;
      }
      add(atoms, scripted(atom(previous(atoms))));
    }
  }

  /** Functions stand off their neighbours by a thin space, as in TeX. */
  private static void add(List<Atom> atoms, Atom next) {
    Kind before = previous(atoms);
    boolean space =
        (before == Kind.FUNCTION && (next.kind() == Kind.ORDINARY || next.kind() == Kind.FUNCTION))
            || ((before == Kind.ORDINARY || before == Kind.CLOSE) && next.kind() == Kind.FUNCTION);
    atoms.add(space ? new Atom(THIN + next.xml(), next.kind(), next.limits()) : next);
  }

  private static Kind previous(List<Atom> atoms) {
    return atoms.isEmpty() ? Kind.OPEN : atoms.get(atoms.size() - 1).kind();
  }

  /** Sub- and superscripts and primes after an atom. */
  private Atom scripted(Atom base) {
    String below = null;
    StringBuilder above = new StringBuilder();
    for (boolean more = true; more; ) {
      skipBlank();
      char c = at < tex.length() ? tex.charAt(at) : ' ';
      more = c == '_' || c == '^' || c == '\'';
      if (more) {
        at++;
        if (c == '_') {
          below = argument();
        } else {
          above.append(c == '^' ? argument() : "<mo lspace=\"0\" rspace=\"0\">′</mo>");
        }
      }
    }
    if (below == null && above.length() == 0) {
      return base;
    }
    String upper = "<mrow>" + above + "</mrow>";
    String tag = above.length() == 0 ? "sub" : below == null ? "sup" : "subsup";
    if (base.limits()) {
      tag = above.length() == 0 ? "under" : below == null ? "over" : "underover";
    }
    String body = base.xml() + (below == null ? "" : below) + (above.length() == 0 ? "" : upper);
    return new Atom("<m" + tag + ">" + body + "</m" + tag + ">", base.kind(), false);
  }

  /** A group, a command or one character. */
  private String argument() {
    skipBlank();
    if (at < tex.length() && Character.isDigit(tex.charAt(at))) {
      return "<mn>" + tex.charAt(at++) + "</mn>"; // \frac12 is one half
    }
    return atom(Kind.OPEN).xml();
  }

  private Atom atom(Kind before) {
    if (at >= tex.length()) {
      throw error("a formula ends too early");
    }
    char c = tex.charAt(at++);
    if (c == '\\') {
      return command(before);
    }
    if (c == '{') {
      List<Atom> inner = row("}");
      expect('}');
      return Atom.of("<mrow>" + join(inner) + "</mrow>", Kind.ORDINARY);
    }
    if (Character.isDigit(c)) {
      int from = at - 1;
      while (at < tex.length()
          && (Character.isDigit(tex.charAt(at))
              || (tex.charAt(at) == '.'
                  && at + 1 < tex.length()
                  && Character.isDigit(tex.charAt(at + 1))))) {
        at++;
      }
      return Atom.of("<mn>" + tex.substring(from, at) + "</mn>", Kind.ORDINARY);
    }
    if (Character.isLetter(c)) {
      return Atom.of("<mi>" + c + "</mi>", Kind.ORDINARY);
    }
    return switch (c) {
      case '+', '-', '*' -> sign(c == '-' ? "−" : c == '*' ? "∗" : "+", before);
      case '=', '<', '>', ':' -> relation(String.valueOf(c));
      case '(', '[' -> delimiter(String.valueOf(c), null, Kind.OPEN);
      case ')', ']' -> delimiter(String.valueOf(c), null, Kind.CLOSE);
      case '|' -> delimiter("|", null, Kind.ORDINARY);
      case ',', ';' ->
          Atom.of("<mo lspace=\"0\" rspace=\"0.167em\">" + c + "</mo>", Kind.PUNCTUATION);
      case '/', '.', '!', '?', '"' ->
          Atom.of("<mo lspace=\"0\" rspace=\"0\" stretchy=\"false\">" + c + "</mo>", Kind.ORDINARY);
      case '~' -> Atom.of("<mspace width=\"0.333em\"></mspace>", Kind.SPACE);
      default -> throw error("unexpected '" + c + "'");
    };
  }

  private Atom command(Kind before) {
    String name = name();
    if (MathSymbols.ORDINARY.containsKey(name)) {
      boolean upright = Character.isUpperCase(name.charAt(0)); // Greek capitals
      String tag = upright ? "<mi mathvariant=\"normal\">" : "<mi>";
      return Atom.of(tag + MathSymbols.ORDINARY.get(name) + "</mi>", Kind.ORDINARY);
    }
    if (MathSymbols.BINARY.containsKey(name)) {
      return sign(MathSymbols.BINARY.get(name), before);
    }
    if (MathSymbols.RELATION.containsKey(name)) {
      return relation(MathSymbols.RELATION.get(name));
    }
    if (MathSymbols.OPENING.containsKey(name)) {
      return delimiter(MathSymbols.OPENING.get(name), null, Kind.OPEN);
    }
    if (MathSymbols.CLOSING.containsKey(name)) {
      String symbol = MathSymbols.CLOSING.get(name);
      return delimiter(symbol, null, name.endsWith("ert") ? Kind.ORDINARY : Kind.CLOSE);
    }
    if (MathSymbols.LARGE.containsKey(name)) {
      String symbol = MathSymbols.LARGE.get(name);
      return new Atom("<mo>" + symbol + "</mo>", Kind.FUNCTION, display && !name.equals("int"));
    }
    if (MathSymbols.FUNCTIONS.contains(name)) {
      return Atom.of("<mi>" + name + "</mi>", Kind.FUNCTION);
    }
    if (MathSymbols.WITH_LIMITS.contains(name)) {
      return new Atom("<mi>" + name + "</mi>", Kind.FUNCTION, display);
    }
    if (MathSymbols.SPACE.containsKey(name)) {
      return Atom.of(
          "<mspace width=\"" + MathSymbols.SPACE.get(name) + "em\"></mspace>", Kind.SPACE);
    }
    if (MathSymbols.SIZE.containsKey(name)) {
      return sized(MathSymbols.SIZE.get(name), name.endsWith("l"));
    }
    if (MathSymbols.ACCENT.containsKey(name)) {
      String accent = "<mo stretchy=\"" + name.equals("overline") + "\">";
      return Atom.of(
          "<mover accent=\"true\">%s%s%s</mo></mover>"
              .formatted(argument(), accent, MathSymbols.ACCENT.get(name)),
          Kind.ORDINARY);
    }
    return construction(name);
  }

  private Atom construction(String name) {
    return switch (name) {
      case "frac" -> Atom.of("<mfrac>" + argument() + argument() + "</mfrac>", Kind.ORDINARY);
      case "tfrac" ->
          Atom.of(
              "<mstyle displaystyle=\"false\"><mfrac>"
                  + argument()
                  + argument()
                  + "</mfrac></mstyle>",
              Kind.ORDINARY);
      case "binom" ->
          Atom.of(
              "<mrow><mo>(</mo><mfrac linethickness=\"0\">"
                  + argument()
                  + argument()
                  + "</mfrac><mo>)</mo></mrow>",
              Kind.ORDINARY);
      case "sqrt" -> Atom.of("<msqrt>" + argument() + "</msqrt>", Kind.ORDINARY);
      case "mathrm" -> Atom.of(upright(text()), Kind.ORDINARY);
      case "operatorname" -> Atom.of(upright(text()), Kind.FUNCTION);
      case "text" ->
          Atom.of(
              "<mtext>" + Html.escape(text().replace(' ', '\u00a0')) + "</mtext>", Kind.ORDINARY);
      case "mathbb", "mathcal", "mathbf" -> Atom.of(letters(name), Kind.ORDINARY);
      case "mathrel" -> relation(text());
      case "begin" -> environment();
      case " " -> Atom.of("<mspace width=\"0.25em\"></mspace>", Kind.SPACE);
      default -> throw error("unknown command \\" + name);
    };
  }

  private Atom environment() {
    String name = text();
    StringBuilder rows = new StringBuilder("<mtr><mtd>");
    while (true) {
      rows.append(join(row("&")));
      if (tex.startsWith("\\\\", at)) {
        at += 2;
        rows.append("</mtd></mtr><mtr><mtd>");
      } else if (tex.startsWith("\\end", at)) {
        at += "\\end".length();
        text();
        break;
      } else {
        expect('&');
        rows.append("</mtd><mtd>");
      }
    }
    String table = "<mtable>" + rows + "</mtd></mtr></mtable>";
    return switch (name) {
      case "pmatrix" -> Atom.of("<mrow><mo>(</mo>" + table + "<mo>)</mo></mrow>", Kind.ORDINARY);
      case "cases" -> Atom.of("<mrow><mo>{</mo>" + table + "</mrow>", Kind.ORDINARY);
      default -> throw error("unknown environment " + name);
    };
  }

  /** A binary operator, or a sign where nothing stands before it. */
  private static Atom sign(String symbol, Kind before) {
    boolean prefix =
        before == Kind.OPEN
            || before == Kind.RELATION
            || before == Kind.BINARY
            || before == Kind.PUNCTUATION
            || before == Kind.FUNCTION;
    return prefix
        ? Atom.of("<mo form=\"prefix\">" + symbol + "</mo>", Kind.PREFIX)
        : Atom.of("<mo form=\"infix\">" + symbol + "</mo>", Kind.BINARY);
  }

  private static Atom relation(String symbol) {
    return Atom.of("<mo form=\"infix\">" + Html.escape(symbol) + "</mo>", Kind.RELATION);
  }

  private static Atom delimiter(String symbol, String size, Kind kind) {
    String stretch =
        size == null
            ? "stretchy=\"false\""
            : "stretchy=\"true\" symmetric=\"true\" minsize=\"%sem\" maxsize=\"%sem\""
                .formatted(size, size);
    return Atom.of(
        "<mo %s lspace=\"0\" rspace=\"0\">%s</mo>".formatted(stretch, Html.escape(symbol)), kind);
  }

  private Atom sized(String size, boolean left) {
    skipBlank();
    char c = tex.charAt(at++);
    String symbol = String.valueOf(c);
    if (c == '\\') {
      String name = name();
      symbol = MathSymbols.OPENING.getOrDefault(name, MathSymbols.CLOSING.get(name));
      if (symbol == null) {
        throw error("no delimiter: \\" + name);
      }
    }
    boolean bar = symbol.equals("|") || symbol.equals("‖");
    boolean opens = left || "([{⟨⌊⌈".contains(symbol);
    return delimiter(symbol, size, bar ? Kind.ORDINARY : opens ? Kind.OPEN : Kind.CLOSE);
  }

  private static String upright(String text) {
    return text.length() == 1
        ? "<mi mathvariant=\"normal\">" + Html.escape(text) + "</mi>"
        : "<mi>" + Html.escape(text) + "</mi>";
  }

  private String letters(String font) {
    StringBuilder letters = new StringBuilder();
    text().chars().forEach(c -> letters.append(MathSymbols.letter(font, (char) c)));
    return "<mi>" + letters + "</mi>";
  }

  /** The raw text of a group, or one character. */
  private String text() {
    skipBlank();
    if (at < tex.length() && tex.charAt(at) == '{') {
      int to = tex.indexOf('}', at);
      if (to < 0) {
        throw error("a group is not closed");
      }
      String text = tex.substring(at + 1, to);
      at = to + 1;
      return text;
    }
    return String.valueOf(tex.charAt(at++));
  }

  private String name() {
    int from = at;
    while (at < tex.length() && isLatin(tex.charAt(at))) {
      at++;
    }
    return from < at ? tex.substring(from, at) : tex.substring(from, ++at).replace('\n', ' ');
  }

  private static boolean isLatin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private void skipBlank() {
    while (at < tex.length() && Character.isWhitespace(tex.charAt(at))) {
      at++;
    }
  }

  private void expect(char c) {
    if (at >= tex.length() || tex.charAt(at) != c) {
      throw error("'" + c + "' is missing");
    }
    at++;
  }

  private static String join(List<Atom> atoms) {
    StringBuilder xml = new StringBuilder();
    atoms.forEach(a -> xml.append(a.xml()));
    return xml.toString();
  }

  private IllegalArgumentException error(String what) {
    return new IllegalArgumentException("LaTeX: " + what + " in: " + tex);
  }
}
