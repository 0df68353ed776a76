import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Reports in a real browser: opens each page in headless Chromium (DevTools protocol over the JDK's own WebSocket) and fails on a console message
 * of level error, an exception, a request to anything but the page, a body wider than the screen at 390 and 1280 pixels, light or dark, a matrix or
 * slider that is missing or does not answer the keyboard, and a print of no or too many pages. Run by src/test/browser/check.
 */
public final class Browser implements WebSocket.Listener, AutoCloseable {
  /** A printed report is one long string. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
              .build());

  private static final int MOST_PAGES = 400;

  /** The first part that sticks out although nothing around it scrolls. */
  private static final String WIDEST =
      "(() => { for (const e of document.querySelectorAll('main *')) {"
          + " if (e.getBoundingClientRect().right > %d + 1 && !e.closest('.scroll')) return e.outerHTML.slice(0, 200); } })()";

  private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private final StringBuilder message = new StringBuilder();
  private final Path profile = Files.createTempDirectory("browser");
  private final Process process;
  private final WebSocket socket;
  private final String session;
  private int count;
  private String page = "";
  private CompletableFuture<Void> loaded = new CompletableFuture<>();

  private Browser() throws Exception {
    process =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(profile.resolve("log").toFile()))
            .start();
    Path port = profile.resolve("DevToolsActivePort");
    for (int k = 0; k < 600 && (!Files.exists(port) || Files.readAllLines(port).size() < 2); k++) {
      Thread.sleep(100);
    }
    List<String> lines = Files.readAllLines(port);
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)), this)
            .get(30, TimeUnit.SECONDS);
    String target =
        send("", "Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
    session =
        send("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    message.append(data);
    if (last) {
      String text = message.toString();
      message.setLength(0);
      try {
        receive(JSON.readTree(text));
      } catch (IOException e) {
        complain("unreadable message: " + e.getMessage());
      }
    }
    webSocket.request(1);
    return null;
  }

  private void receive(JsonNode node) {
    if (node.has("id")) {
      pending.remove(node.path("id").asInt()).complete(node);
      return;
    }
    JsonNode p = node.path("params");
    switch (node.path("method").asText()) {
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Runtime.exceptionThrown" -> complain("exception: " + p.path("exceptionDetails"));
      case "Log.entryAdded" -> {
        String level = p.path("entry").path("level").asText();
        if (level.equals("error") || level.equals("warning")) {
          complain("console: " + p.path("entry").path("text").asText());
        }
      }
      case "Runtime.consoleAPICalled" -> {
        if (p.path("type").asText().equals("error")) {
          complain("console: " + p.path("args"));
        }
      }
      case "Network.requestWillBeSent" -> {
        String url = p.path("request").path("url").asText();
        if (!url.split("#", 2)[0].equals(page) && !url.startsWith("data:")) {
          complain("request: " + url);
        }
      }
      default -> {}
    }
  }

  private synchronized void complain(String what) {
    complaints.add(what);
  }

  private JsonNode send(String to, String method, Map<String, ?> parameters) throws Exception {
    int id = ++count;
    ObjectNode node = JSON.createObjectNode();
    node.put("id", id);
    node.put("method", method);
    node.set("params", JSON.valueToTree(parameters));
    if (!to.isEmpty()) {
      node.put("sessionId", to);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    pending.put(id, answer);
    socket.sendText(node.toString(), true).get(30, TimeUnit.SECONDS);
    JsonNode reply = answer.get(120, TimeUnit.SECONDS);
    if (reply.has("error")) {
      throw new IOException(method + ": " + reply.path("error"));
    }
    return reply.path("result");
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    return send(session, method, parameters);
  }

  private JsonNode evaluate(String expression) throws Exception {
    JsonNode result =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      complain("in " + expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  private void open(Path file, int width, boolean dark) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    page = "file://" + file.toUri().getRawPath();
    loaded = new CompletableFuture<>();
    call("Page.navigate", Map.of("url", page));
    loaded.get(60, TimeUnit.SECONDS);
  }

  private void key(String key, int code) throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      complain(otherwise);
    }
  }

  private void shot(Path directory, String name, int height) throws Exception {
    if (directory == null) {
      return;
    }
    JsonNode size = evaluate("[innerWidth, Math.min(" + height + ", document.documentElement.scrollHeight)]");
    JsonNode image =
        call(
            "Page.captureScreenshot",
            Map.of(
                "captureBeyondViewport", true,
                "clip",
                    Map.of(
                        "x", 0, "y", 0, "scale", 1, "width", size.get(0).asInt(), "height", size.get(1).asInt())));
    Files.write(directory.resolve(name), Base64.getDecoder().decode(image.path("data").asText()));
  }

  /** Everything about one page; complaints carry its name. */
  private List<String> check(Path file, Path shots) throws Exception {
    complaints.clear();
    String name = file.getFileName().toString().replace(".html", "");
    for (int width : new int[] {390, 1280}) {
      for (boolean dark : new boolean[] {false, true}) {
        open(file, width, dark);
        evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        int wide = evaluate("document.documentElement.scrollWidth").asInt();
        require(
          wide <= width,
          "the body is %d pixels wide on a screen of %d: %s"
              .formatted(wide, width, wide <= width ? "" : evaluate(WIDEST.formatted(width)).asText()));
        evaluate("document.querySelectorAll('details').forEach(d => d.open = false)");
        shot(shots, name + "-" + width + (dark ? "-dark" : "") + ".png", 2600);
      }
    }
    keyboard(file);
    byte[] pdf =
        Base64.getDecoder()
            .decode(call("Page.printToPDF", Map.of("preferCSSPageSize", true, "generateTaggedPDF", false)).path("data").asText());
    if (shots != null) {
      Files.write(shots.resolve(name + ".pdf"), pdf);
    }
    int pages = new String(pdf, java.nio.charset.StandardCharsets.ISO_8859_1).split("/Type\\s*/Page\\b", -1).length - 1;
    require(pages > 0 && pages < MOST_PAGES, "printed pages: " + pages);
    List<String> found = new ArrayList<>(complaints);
    found.replaceAll(c -> file + ": " + c);
    return found;
  }

  /** By keys alone: the skip link comes first, focus is visible; a cell of the matrix opens its log, a button sorts, the slider moves. */
  private void keyboard(Path file) throws Exception {
    open(file, 1280, false);
    key("Tab", 9);
    require(
        evaluate("document.activeElement.className").asText().equals("skip"),
        "the first stop of the keyboard is not the skip link");
    require(
        evaluate("getComputedStyle(document.activeElement).outlineStyle").asText().equals("solid"),
        "focus is not visible");
    require(
        evaluate(
                "[...document.querySelectorAll('.scroll')].filter(s => s.scrollWidth > s.clientWidth + 1 && s.tabIndex < 0).length")
            .asInt()
            == 0,
        "a scrolling part cannot be reached by keyboard");
    require(
        evaluate(
                "[...document.querySelectorAll('svg')].filter(s => !s.getAttribute('aria-label')).length")
            .asInt()
            == 0,
        "a figure has no label");
    require(
        evaluate(
                "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.getElementById(a.getAttribute('href').slice(1))).length")
            .asInt()
            == 0,
        "a link leads nowhere");
    if (evaluate("!!document.getElementById('time')").asBoolean()) {
      evaluate("document.getElementById('time').focus()");
      key("ArrowRight", 39);
      require(
          evaluate("document.getElementById('time').value").asInt() == 1
              && evaluate("[...document.querySelectorAll('.frame')].findIndex(f => !f.hidden)").asInt() == 1,
          "the slider over time does not answer the keyboard");
    } else {
      matrix();
    }
  }

  private void matrix() throws Exception {
    int cells = evaluate("document.querySelectorAll('table.matrix td a').length").asInt();
    require(cells > 0, "no kill matrix");
    evaluate("document.querySelector('table.matrix td a').focus()");
    key("Enter", 13);
    // Enter has a character; without it no link is followed.
    call(
        "Input.dispatchKeyEvent",
        Map.of("type", "char", "text", "\r", "key", "Enter", "windowsVirtualKeyCode", 13));
    require(
        evaluate("location.hash.startsWith('#run-') && !!document.querySelector('tr:target')").asBoolean()
            && evaluate("document.querySelector('tr:target').checkVisibility()").asBoolean(),
        "a cell of the matrix does not open its log");
    evaluate("document.querySelector('.ledger thead th:nth-child(8) button').focus()");
    key(" ", 32);
    require(
        evaluate("document.querySelector('.ledger thead th:nth-child(8)').getAttribute('aria-sort')")
            .asText()
            .equals("ascending"),
        "the ledger does not sort by keyboard");
    require(evaluate("document.querySelectorAll('math').length").asInt() > 0, "no formula is typeset");
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    process.destroy();
    process.waitFor(10, TimeUnit.SECONDS);
    try (var files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  /** PAGE ... [--shots DIR]. */
  public static void main(String[] arguments) throws Exception {
    List<Path> pages = new ArrayList<>();
    Path shots = null;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--shots")) {
        shots = Files.createDirectories(Path.of(arguments[++i]));
      } else {
        pages.add(Path.of(arguments[i]).toAbsolutePath().normalize());
      }
    }
    List<String> found = new ArrayList<>();
    try (Browser browser = new Browser()) {
      for (Path page : pages) {
        found.addAll(browser.check(page, shots));
      }
    }
    found.forEach(c -> System.out.println("FAILED " + c));
    System.out.println(pages.size() + " pages, " + found.size() + " complaints");
    System.exit(pages.isEmpty() || !found.isEmpty() ? 1 : 0);
  }
}
