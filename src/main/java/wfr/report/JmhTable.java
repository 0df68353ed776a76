package wfr.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wfr.report.BenchPage.Goal;

/** Results of JMH, the JSON it writes with one more parameter jdk, as a table of the performance page: time and bytes allocated per operation. */
public final class JmhTable {
  /** Less than the smallest object: what is left is the profiler's own and the compiler's change-over. */
  private static final double NOTHING = 16;

  private static final int BLOCK = 512;
  private static final Pattern STAGE = Pattern.compile("StageBenchmark\\.\\w+$");
  private static final Pattern NAME = Pattern.compile("(\\w+?)(?:Benchmark)?\\.(\\w+)$");

  private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]{3,}");

  private JmhTable() {}

  /** Adds the table, a goal for the allocation of the kernels and the line that states it. */
  public static void add(BenchPage page, JsonNode results) {
    page.add(
        "The short form of the suite: one fork, two warm-up iterations and three of half a second; all of it, with machine and commit: [jmh.json](jmh.json) (opens in jmh.morethan.io).",
        "",
        BenchPage.row(
            "benchmark",
            "parameters",
            "JDK",
            "time per operation",
            "+-",
            "ns per item",
            "bytes allocated per operation"),
        "|---|---|---|---|---|---|---|");
    double most = Double.NaN;
    for (JsonNode r : results) {
      page.add(row(r));
      if (STAGE.matcher(r.path("benchmark").asText()).find()) {
        most = Double.isNaN(most) ? bytes(r) : Math.max(most, bytes(r));
      }
    }
    page.add(
        "",
        "An item is a particle-step or a cell-step, of a stage a particle (of solve a node). "
            + "Bytes are of the profiler gc and include what the compiler's change-over left.");
    if (!Double.isNaN(most)) {
      page.add(
          String.format(
              Locale.ROOT,
              "The kernels of the fused step allocate at most %.2g bytes per call (a block of %d particles): %s.",
              most,
              BLOCK,
              most < NOTHING ? "about nothing" : "NOT about nothing, or not compiled yet"));
      page.goal(
          Goal.bounded(
              "allocation of a fused kernel, JMH",
              most,
              " bytes per call",
              "-",
              NOTHING,
              "about 0 (below 16)"));
    }
    page.add("");
  }

  private static String row(JsonNode r) {
    Matcher m = NAME.matcher(r.path("benchmark").asText());
    String name = m.find() ? m.group(1) + "." + m.group(2) : r.path("benchmark").asText();
    List<String> parameters = new ArrayList<>();
    for (var p : r.path("params").properties()) {
      if (!p.getKey().equals("jdk")) {
        parameters.add(p.getKey() + " " + shown(p.getValue().asText()));
      }
    }
    JsonNode time = r.path("primaryMetric");
    String unit = time.path("scoreUnit").asText();
    double score = number(time.path("score"));
    return BenchPage.row(
        name,
        String.join(", ", parameters),
        r.path("params").path("jdk").asText(),
        significant(score) + " " + unit.replace("/op", ""),
        significant(number(time.path("scoreError"))),
        significant(score * nanos(unit) / items(name, r.path("params"))),
        bytes(r) < 1e6 ? String.format(Locale.ROOT, "%.0f", bytes(r)) : significant(bytes(r)));
  }

  /** Constants of an enumeration in small letters, other values as they are. */
  private static String shown(String value) {
    return CONSTANT.matcher(value).matches()
        ? value.toLowerCase(Locale.ROOT).replace('_', ' ')
        : value;
  }

  private static double number(JsonNode n) {
    return n.isNumber() ? n.doubleValue() : Double.NaN;
  }

  /** Three significant digits, a dash for NaN. */
  static String significant(double v) {
    if (Double.isNaN(v)) {
      return "-";
    }
    return v == 0
        ? "0"
        : new java.math.BigDecimal(v).round(new java.math.MathContext(3)).toPlainString();
  }

  private static double nanos(String unit) {
    return switch (unit) {
      case "ns/op" -> 1;
      case "us/op" -> 1e3;
      case "ms/op" -> 1e6;
      case "s/op" -> 1e9;
      default -> Double.NaN;
    };
  }

  /** Particles or cells times steps of one operation, NaN where that says nothing. */
  static double items(String name, JsonNode p) {
    return switch (name) {
      case "FusedParticles.step" -> p.path("count").asDouble();
      case "PlaneStep.tenSteps" -> 10 * square(p);
      case "GridStep.thousandSteps" -> 1000 * p.path("cells").asDouble();
      case "ParticleStep.particleStep", "Dimension.particleStep" -> 1;
      case "Resampling.ancestors", "Density.logDensity" -> p.path("particles").asDouble();
      case "Stage.solve" -> p.path("nodes").asDouble();
      default -> name.startsWith("Stage.") ? BLOCK : Double.NaN;
    };
  }

  private static double square(JsonNode p) {
    return p.path("side").asDouble() * p.path("side").asDouble();
  }

  /** Bytes per operation, NaN if the profiler gave none. */
  static double bytes(JsonNode r) {
    for (var f : r.path("secondaryMetrics").properties()) {
      if (f.getKey().endsWith("gc.alloc.rate.norm")) {
        return number(f.getValue().path("score"));
      }
    }
    return Double.NaN;
  }
}
