package wfr.report;

/**
 * Pages: one self-contained file each, no network (a content security policy says so), readable on a phone and in
 * print. Written as well-formed XML so that a parser can check them.
 */
final class Html {
  private static final String STYLE = resource("page.css");
  private static final String SCRIPT = resource("page.js");

  private Html() {}

  static String page(String title, String body) {
    return """
    <!DOCTYPE html>
    <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"/>
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <a class="skip" href="#main">Skip to the content</a>
    <main id="main" tabindex="-1">
    %s
    </main>
    <script>/*<![CDATA[*/
    %s/*]]>*/</script>
    </body>
    </html>
    """
        .formatted(escape(title), STYLE, body, SCRIPT);
  }

  private static String resource(String name) {
    return PackedText.of("/wfr/report/" + name);
  }

  /** Text for element content and quoted attributes; characters XML forbids become U+FFFD. */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(allowed(c) ? c : 0xFFFD);
              }
            });
    return safe.toString();
  }

  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }

  /** A table row of escaped cells; the first is its header. */
  static String row(String header, Object... cells) {
    StringBuilder row = new StringBuilder("<tr><th scope=\"row\">").append(escape(header));
    row.append("</th>");
    for (Object cell : cells) {
      row.append("<td class=\"n\">").append(escape(String.valueOf(cell))).append("</td>");
    }
    return row.append("</tr>\n").toString();
  }

  /** A table head of escaped cells. */
  static String head(String... cells) {
    StringBuilder row = new StringBuilder("<thead><tr>");
    for (String cell : cells) {
      row.append("<th scope=\"col\">").append(escape(cell)).append("</th>");
    }
    return row.append("</tr></thead>\n").toString();
  }

  /** A table that scrolls on its own where the screen is narrow. */
  static String table(String caption, String head, String rows) {
    return "<p class=\"caption\">"
        + escape(caption)
        + "</p>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\""
        + escape(caption)
        + "\"><table aria-label=\""
        + escape(caption)
        + "\">"
        + head
        + "<tbody>\n"
        + rows
        + "</tbody></table></div>\n";
  }

  /** A figure with its caption; the SVG is trusted, the caption is not. */
  static String figure(String svg, String caption) {
    return "<figure>" + svg + "<figcaption>" + escape(caption) + "</figcaption></figure>\n";
  }
}
