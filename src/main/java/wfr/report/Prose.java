package wfr.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The notes' Markdown as HTML: paragraphs, lists, tables, code, emphasis and typeset formulas; nothing else occurs in them. */
final class Prose {
  private static final Pattern INLINE =
      Pattern.compile(
          "`([^`]+)`|\\$\\$(.+?)\\$\\$|\\$([^$]+)\\$|\\*\\*(.+?)\\*\\*|\\*([^*\\s][^*]*)\\*",
          Pattern.DOTALL);

  private Prose() {}

  /** The text of one section "## name" of a note; empty if it has none. */
  static String section(String note, String name) {
    StringBuilder text = new StringBuilder();
    boolean inside = false;
    for (String line : note.lines().toList()) {
      if (line.startsWith("## ")) {
        inside = line.substring("## ".length()).trim().equals(name);
      } else if (inside) {
        text.append(line).append('\n');
      }
    }
    return text.toString().strip();
  }

  /** Blocks of a text. */
  static String html(String text) {
    StringBuilder html = new StringBuilder();
    for (String block : blocks(text)) {
      List<String> lines = block.lines().toList();
      String first = lines.get(0);
      if (first.startsWith("```")) {
        String code = String.join("\n", lines.subList(1, lines.size() - 1));
        html.append("<pre class=\"scroll\" tabindex=\"0\">")
            .append(Html.escape(code))
            .append("</pre>\n");
      } else if (first.startsWith("|")) {
        html.append(table(lines));
      } else if (first.startsWith("- ") || first.matches("\\d+\\. .*")) {
        html.append(list(lines, first.startsWith("- ") ? "ul" : "ol"));
      } else if (first.startsWith("### ")) {
        html.append("<h4>").append(inline(first.substring("### ".length()))).append("</h4>\n");
      } else {
        html.append("<p>").append(inline(block.strip())).append("</p>\n");
      }
    }
    return html.toString();
  }

  private static List<String> blocks(String text) {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    boolean code = false;
    for (String line : text.lines().toList()) {
      boolean fence = line.startsWith("```");
      boolean starts =
          !code
              && (fence
                  || (isList(line) && !isList(block.toString()))
                  || (line.startsWith("|") && block.indexOf("|") != 0));
      if ((line.isBlank() && !code) || starts) {
        flush(block, blocks);
      }
      if (!line.isBlank() || code) {
        block.append(line).append('\n');
      }
      if (fence && code) {
        flush(block, blocks);
      }
      code = fence != code;
    }
    flush(block, blocks);
    return blocks;
  }

  private static boolean isList(String line) {
    return line.startsWith("- ") || line.matches("(?s)\\d+\\. .*");
  }

  private static void flush(StringBuilder block, List<String> blocks) {
    if (!block.toString().isBlank()) {
      blocks.add(block.toString());
    }
    block.setLength(0);
  }

  private static String list(List<String> lines, String tag) {
    StringBuilder items = new StringBuilder();
    StringBuilder item = new StringBuilder();
    for (String line : lines) {
      if (isList(line) && item.length() > 0) {
        items.append("<li>").append(inline(item.toString())).append("</li>\n");
        item.setLength(0);
      }
      item.append(isList(line) ? line.replaceFirst("^(-|\\d+\\.) ", "") : line.strip())
          .append('\n');
    }
    items.append("<li>").append(inline(item.toString())).append("</li>\n");
    return "<" + tag + ">\n" + items + "</" + tag + ">\n";
  }

  /** Rows of cells between bars; bars within formulas and code do not separate. */
  private static String table(List<String> lines) {
    StringBuilder rows = new StringBuilder();
    for (int r = 0; r < lines.size(); r++) {
      if (r == 1) {
        continue; // the rule below the head
      }
      String tag = r == 0 ? "th" : "td";
      rows.append("<tr>");
      for (String cell : cells(lines.get(r))) {
        rows.append("<").append(tag).append(">").append(inline(cell.strip()));
        rows.append("</").append(tag).append(">");
      }
      rows.append("</tr>\n");
    }
    return "<div class=\"scroll\" tabindex=\"0\"><table>" + rows + "</table></div>\n";
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    char inside = 0;
    String body = line.strip();
    for (char c : body.substring(1, body.length() - (body.endsWith("|") ? 1 : 0)).toCharArray()) {
      if (c == '|' && inside == 0) {
        cells.add(cell.toString());
        cell.setLength(0);
        continue;
      }
      if (c == '$' || c == '`') {
        inside = inside == c ? 0 : inside == 0 ? c : inside;
      }
      cell.append(c);
    }
    cells.add(cell.toString());
    return cells;
  }

  /** Text with formulas, code and emphasis. */
  static String inline(String text) {
    StringBuilder html = new StringBuilder();
    Matcher m = INLINE.matcher(text);
    int from = 0;
    while (m.find()) {
      html.append(Html.escape(text.substring(from, m.start())));
      from = m.end();
      if (m.group(1) != null) {
        html.append("<code>").append(Html.escape(m.group(1))).append("</code>");
      } else if (m.group(2) != null) {
        html.append("<span class=\"display scroll\" tabindex=\"0\">");
        html.append(MathMl.display(m.group(2))).append("</span>");
      } else if (m.group(3) != null) {
        html.append(MathMl.inline(m.group(3)));
      } else if (m.group(4) != null) {
        html.append("<b>").append(inline(m.group(4))).append("</b>");
      } else {
        html.append("<em>").append(inline(m.group(5))).append("</em>");
      }
    }
    return html.append(Html.escape(text.substring(from))).toString();
  }
}
