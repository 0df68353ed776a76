package wfr.report;

/**
 * Pages: one self-contained file each, no network (a content security policy says so), readable on a phone and in
 * print. Written as well-formed XML so that a parser can check them.
 */
final class Html {
  private static final String STYLE =
      """
      :root { color-scheme: light; }
      body { font: 1rem/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; margin: 0 auto;
        padding: 1rem; max-width: 72rem; overflow-wrap: break-word; }
      h1 { font-size: 1.5rem; line-height: 1.2; } h2 { font-size: 1.15rem; margin: 1.6rem 0 .4rem; }
      .equation { font: italic 1.15rem/1.8 Georgia, serif; }
      .equation sub, .equation sup { font-size: .7em; line-height: 0; }
      .figures { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
      figure { margin: 0; break-inside: avoid; } figcaption { font-size: .9rem; color: #444c56; }
      svg { width: 100%; height: auto; display: block; }
      .frame { max-width: 46rem; } .frame.wide { max-width: none; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
      .caption { font-size: .875rem; color: #444c56; margin: 0 0 .4rem; }
      th, td { padding: .25rem .6rem; border-bottom: 1px solid #d0d7de; text-align: left; vertical-align: top; }
      thead th { border-bottom: 2px solid #6e7781; } td.n { text-align: right; white-space: nowrap; } thead th { white-space: nowrap; }
      .good { background: #dcf2e3; color: #0b4a22; } .bad { background: #fde0dc; color: #7a1108; }
      .open { background: #fff2cc; color: #5c4300; }
      .matrix td, .matrix th { padding: .15rem .3rem; text-align: center; }
      .matrix tbody th { text-align: left; position: sticky; left: 0; background: #fff; }
      .matrix thead th span { writing-mode: vertical-rl; transform: rotate(180deg); font-weight: normal; }
      .warning { border-left: 4px solid #9a6700; padding: .2rem .8rem; background: #fff8e1; }
      input[type=range] { width: 100%; max-width: 36rem; height: 2rem; }
      footer { margin-top: 2rem; font-size: .85rem; color: #444c56; }
      @media print { .screen { display: none; } .frame[hidden] { display: block !important; }
        body { max-width: none; padding: 0; font-size: 10pt; } .scroll { overflow: visible; } }
      """;

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
    %s
    </body>
    </html>
    """
        .formatted(escape(title), STYLE, body);
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
        + "</p>\n<div class=\"scroll\"><table aria-label=\""
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
